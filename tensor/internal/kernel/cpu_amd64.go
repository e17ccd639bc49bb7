package kernel

import "golang.org/x/sys/cpu"

func hasISA(i ISA) bool {
	switch i {
	case ISAAVX2:
		return cpu.X86.HasAVX2 && cpu.X86.HasFMA
	case ISAAVX512:
		return cpu.X86.HasAVX2 && cpu.X86.HasFMA && cpu.X86.HasAVX512F && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VL
	}
	return false
}

func installISA(k *kernels, i ISA) {
	switch i {
	case ISAAVX512:
		k.micro = micro512
	case ISAAVX2:
		k.micro = micro256
	}
}

// spinPause executes n PAUSE instructions.
//
//go:noescape
func spinPause(n int)
