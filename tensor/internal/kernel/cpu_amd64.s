#include "textflag.h"

// func spinPause(n int)
TEXT ·spinPause(SB), NOSPLIT, $0-8
	MOVQ n+0(FP), AX
loop:
	PAUSE
	DECQ AX
	JG   loop
	RET
