package kernel

import "runtime"

// hasISA tells of NEON, which every 64-bit Arm processor has.
func hasISA(i ISA) bool { return i == ISANeon }

// installISA replaces what assembly does better.
func installISA(k *kernels, i ISA) {
	if i != ISANeon {
		return
	}
	installElementwise(k)
	installNeonSums(k)
	k.axpy = neonAxpy
	k.micro = microNeon
}

// spinPause yields the processor for a moment.
func spinPause(int) { runtime.Gosched() }

// prefetch asks for lines of memory to be brought to the second cache; here
// that is left to the processor.
func prefetch(p uintptr, lines, step int) {}
