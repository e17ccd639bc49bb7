//go:build !amd64 && !arm64

package kernel

import "runtime"

func hasISA(ISA) bool { return false }

func installISA(*kernels, ISA) {}

// spinPause yields the processor for a moment.
func spinPause(int) { runtime.Gosched() }

// prefetch asks for lines of memory to be brought to the second cache; here
// that is left to the processor.
func prefetch(p uintptr, lines, step int) {}
