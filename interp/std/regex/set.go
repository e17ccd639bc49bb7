package regex

import "unicode"

// set is a set of characters: [...], \d and the like.
type set struct {
	ranges   [][2]rune
	kinds    []func(r rune) bool
	negative bool
	fold     bool
}

func (s *set) add(lo, hi rune) { s.ranges = append(s.ranges, [2]rune{lo, hi}) }

func (s *set) has(r rune) bool {
	found := s.includes(r)
	if !found && s.fold {
		found = s.includes(unicode.ToLower(r)) || s.includes(unicode.ToUpper(r))
	}
	return found != s.negative
}

func (s *set) includes(r rune) bool {
	for _, x := range s.ranges {
		if x[0] <= r && r <= x[1] {
			return true
		}
	}
	for _, is := range s.kinds {
		if is(r) {
			return true
		}
	}
	return false
}

// isWord is \w: letters, digits and _.
func isWord(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r)
}

func isWordASCII(r rune) bool {
	return r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
}

func isDigitASCII(r rune) bool { return r >= '0' && r <= '9' }

// isSpace is \s.
func isSpace(r rune) bool { return unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f }

func isSpaceASCII(r rune) bool { return r == ' ' || r >= '\t' && r <= '\r' }

func not(is func(rune) bool) func(rune) bool { return func(r rune) bool { return !is(r) } }

// kind gives the set of \d, \w, \s and their opposites; nil for other letters.
func kind(letter rune, flags Flags) func(rune) bool {
	ascii := flags&ASCII != 0
	pick := func(general, plain func(rune) bool) func(rune) bool {
		if ascii {
			return plain
		}
		return general
	}
	switch letter {
	case 'd':
		return pick(unicode.IsDigit, isDigitASCII)
	case 'D':
		return not(pick(unicode.IsDigit, isDigitASCII))
	case 'w':
		return pick(isWord, isWordASCII)
	case 'W':
		return not(pick(isWord, isWordASCII))
	case 's':
		return pick(isSpace, isSpaceASCII)
	case 'S':
		return not(pick(isSpace, isSpaceASCII))
	}
	return nil
}

// fold gives characters that differ only in case the same value.
func fold(r rune) rune { return unicode.ToLower(unicode.ToUpper(r)) }
