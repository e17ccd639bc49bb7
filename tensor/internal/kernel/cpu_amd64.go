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

// installISA replaces what assembly does better. Vectors of 32 bytes serve both
// families outside of the matrix products: what they do is limited by memory,
// or by the units that both share.
func installISA(k *kernels, i ISA) {
	if i == ISAGo {
		return
	}
	installElementwise(k)
	installReduce(k)
	installNorm(k)
	installOptim(k)
	installChannels(k)
	installCells(k)
	installWinograd(k)
	k.normRow, k.transpose = avxNormalise, avxTranspose
	k.packRows, k.packCols, k.packTile = avxPackRows, avxPackCols, avxPackTile
	if i == ISAAVX512 {
		k.micro, k.double = micro512, micro512d
	} else {
		k.micro, k.double = micro256, micro256d
	}
}

// spinPause executes n PAUSE instructions.
//
//go:noescape
func spinPause(n int)

// prefetch asks for lines of memory, which lie step bytes apart, to be brought
// to the second cache. Any address will do.
//
//go:noescape
func prefetch(p uintptr, lines, step int)
