//go:build !amd64 && !arm64

package kernel

import "runtime"

func hasISA(ISA) bool { return false }

func installISA(*kernels, ISA) {}

// spinPause yields the processor for a moment.
func spinPause(int) { runtime.Gosched() }
