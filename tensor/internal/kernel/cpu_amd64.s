#include "textflag.h"

// func spinPause(n int)
TEXT ·spinPause(SB), NOSPLIT, $0-8
	MOVQ n+0(FP), AX
loop:
	PAUSE
	DECQ AX
	JG   loop
	RET

// func prefetch(p uintptr, lines, step int)
TEXT ·prefetch(SB), NOSPLIT, $0-24
	MOVQ p+0(FP), AX
	MOVQ lines+8(FP), CX
	MOVQ step+16(FP), DX
line:
	PREFETCHT1 (AX)
	ADDQ DX, AX
	DECQ CX
	JG   line
	RET
