package editor

// Keys that have no ASCII control code travel through readline as runes of the
// last private-use plane, which the decoder refuses as typed text.
const (
	keyBase rune = 0x10F000 + iota
	keyUp
	keyDown
	keyLeft
	keyRight
	keyWordLeft
	keyWordRight
	keyHome
	keyEnd
	keyTextStart
	keyTextEnd
	keyPageUp
	keyPageDown
	keyDelete
	keyKillWord
	keyKillWordBack
	keyNewline
	keyShiftTab
	keyEscape
	keyPaste
	keyUndo
	keyLimit
)

// Control keys, named by what they do here.
const (
	ctrlLineStart   = 1  // ^A
	ctrlLeft        = 2  // ^B
	ctrlInterrupt   = 3  // ^C
	ctrlEOF         = 4  // ^D
	ctrlLineEnd     = 5  // ^E
	ctrlRight       = 6  // ^F
	ctrlBell        = 7  // ^G: cancels; to readline it means "nothing happened"
	ctrlBackspace   = 8  // ^H
	ctrlTab         = 9  // ^I
	ctrlJ           = 10 // ^J
	ctrlKillEnd     = 11 // ^K
	ctrlClear       = 12 // ^L
	ctrlEnter       = 13 // ^M
	ctrlDown        = 14 // ^N
	ctrlUp          = 16 // ^P
	ctrlSearchBack  = 18 // ^R
	ctrlSearchForth = 19 // ^S
	ctrlTranspose   = 20 // ^T
	ctrlKillStart   = 21 // ^U
	ctrlKillWord    = 23 // ^W
	ctrlYank        = 25 // ^Y
	ctrlSuspend     = 26 // ^Z
	ctrlUndo        = 31 // ^_
	delBackspace    = 127
)

func isKeyRune(r rune) bool { return r >= keyBase && r < keyLimit }

// csiFinal maps the last byte of ESC [ … X and ESC O X to a key without
// modifiers.
func csiFinal(b byte) rune {
	switch b {
	case 'A':
		return keyUp
	case 'B':
		return keyDown
	case 'C':
		return keyRight
	case 'D':
		return keyLeft
	case 'H':
		return keyHome
	case 'F':
		return keyEnd
	case 'Z':
		return keyShiftTab
	}
	return 0
}

// csiTilde maps the number of ESC [ n ~ to a key: xterm, rxvt, Linux console
// and PuTTY differ on Home and End only.
func csiTilde(n int) rune {
	switch n {
	case 1, 7:
		return keyHome
	case 4, 8:
		return keyEnd
	case 3:
		return keyDelete
	case 5:
		return keyPageUp
	case 6:
		return keyPageDown
	}
	return 0
}

// withModifiers turns a plain key into what it means together with Shift (1),
// Alt (2) and Ctrl (4), as encoded by xterm: parameter minus one.
func withModifiers(key rune, mod int) rune {
	if mod&(2|4) == 0 {
		return key
	}
	switch key {
	case keyLeft:
		return keyWordLeft
	case keyRight:
		return keyWordRight
	case keyDelete:
		return keyKillWord
	case keyHome:
		return keyTextStart
	case keyEnd:
		return keyTextEnd
	case keyUp:
		return keyPageUp
	case keyDown:
		return keyPageDown
	}
	return key
}

// altKey is the meaning of ESC followed by one character.
func altKey(b byte) rune {
	switch b {
	case 'b', 'B':
		return keyWordLeft
	case 'f', 'F':
		return keyWordRight
	case 'd', 'D':
		return keyKillWord
	case 'p', 'P':
		return keyPageUp
	case 'n', 'N':
		return keyPageDown
	case '<':
		return keyTextStart
	case '>':
		return keyTextEnd
	case ctrlBackspace, delBackspace:
		return keyKillWordBack
	case ctrlEnter, ctrlJ:
		return keyNewline
	}
	return 0
}

// modifiedChar is a character key reported with modifiers by the kitty
// protocol (ESC [ code ; mod u) or xterm's modifyOtherKeys.
func modifiedChar(code, mod int) rune {
	switch code {
	case 13, 10:
		if mod != 0 {
			return keyNewline
		}
		return ctrlEnter
	case 9:
		if mod&1 != 0 {
			return keyShiftTab
		}
		return ctrlTab
	case 27:
		return keyEscape
	case 127, 8:
		if mod&(2|4) != 0 {
			return keyKillWordBack
		}
		return delBackspace
	}
	switch {
	case mod&4 != 0 && code >= '@' && code <= 'z':
		return rune(code & 0x1f)
	case mod&2 != 0 && code < 128:
		return altKey(byte(code))
	case mod&^1 == 0 && code >= ' ':
		return rune(code)
	}
	return 0
}
