package object

import (
	"strings"
	"unicode/utf8"
)

// strLen is the number of characters.
func strLen(s string) int { return utf8.RuneCountInString(s) }

// isASCII tells whether characters are bytes.
func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func strIndex(th *Thread, s string, key Value) (Value, error) {
	ascii := isASCII(s)
	if sl, ok := key.(*Slice); ok {
		return strSlice(th, s, sl, ascii)
	}
	n := len(s)
	if !ascii {
		n = strLen(s)
	}
	i, err := seqIndex(th, "string", n, key)
	if err != nil {
		return nil, err
	}
	if ascii {
		return s[i : i+1], nil
	}
	return string([]rune(s)[i]), nil
}

func strSlice(th *Thread, s string, sl *Slice, ascii bool) (Value, error) {
	if !ascii {
		runes := []rune(s)
		start, _, step, count, err := sl.Indices(th, len(runes))
		if err != nil {
			return nil, err
		}
		out := make([]rune, count)
		for i := range out {
			out[i] = runes[start+i*step]
		}
		return string(out), nil
	}
	part, err := sliceBytes(th, s, sl)
	if err != nil {
		return nil, err
	}
	return part, nil
}

func strContains(s string, x Value) (bool, error) {
	sub, ok := NativeOf(x).(string)
	if !ok {
		return false, TypeErrorf("'in <string>' requires string as left operand, not %s", TypeName(x))
	}
	return strings.Contains(s, sub), nil
}
