package object

import (
	"strings"
	"unicode"
)

// expandUpper has the characters whose capital is more than one character.
var expandUpper = map[rune]string{'ß': "SS", 'ŉ': "ʼN", 'ǰ': "J̌", 'ﬀ': "FF", 'ﬁ': "FI", 'ﬂ': "FL", 'ﬃ': "FFI", 'ﬄ': "FFL", 'ﬅ': "ST", 'ﬆ': "ST"}

func toUpper(s string) string {
	if isASCII(s) {
		return strings.ToUpper(s)
	}
	var b strings.Builder
	for _, r := range s {
		if e, ok := expandUpper[r]; ok {
			b.WriteString(e)
		} else {
			b.WriteRune(unicode.ToUpper(r))
		}
	}
	return b.String()
}

// toLower keeps the dot of the one capital whose small letter has it on its own.
func toLower(s string) string {
	parts := strings.Split(s, "İ")
	for i, p := range parts {
		parts[i] = strings.ToLower(p)
	}
	return strings.Join(parts, "i\u0307")
}

// titleCase is a character as the first of a word.
func titleCase(r rune) string {
	if e, ok := expandUpper[r]; ok {
		runes := []rune(e)
		if !unicode.IsLetter(runes[0]) || unicode.Is(unicode.Lm, runes[0]) {
			return e
		}
		return string(runes[:1]) + strings.ToLower(string(runes[1:]))
	}
	return string(unicode.ToTitle(r))
}

func isUpper(r rune) bool { return unicode.IsUpper(r) || unicode.Is(unicode.Other_Uppercase, r) }

func isLower(r rune) bool { return unicode.IsLower(r) || unicode.Is(unicode.Other_Lowercase, r) }

func isCased(r rune) bool { return isUpper(r) || isLower(r) || unicode.IsTitle(r) }

func toTitle(s string) string {
	var b strings.Builder
	inWord := false
	for _, r := range s {
		if inWord {
			b.WriteRune(unicode.ToLower(r))
		} else {
			b.WriteString(titleCase(r))
		}
		inWord = isCased(r)
	}
	return b.String()
}

func swapCase(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case isUpper(r):
			b.WriteRune(unicode.ToLower(r))
		case isLower(r):
			b.WriteString(toUpper(string(r)))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func capitalize(s string) string {
	for i, r := range s {
		if i > 0 {
			return titleCase([]rune(s)[0]) + strings.ToLower(s[i:])
		}
		_ = r
	}
	if s == "" {
		return s
	}
	return titleCase([]rune(s)[0])
}

func strCaseMembers() []Member {
	plain := func(name, doc string, f func(string) string) Member {
		return strMethod(name+"(self, /)", doc, func(th *Thread, s string, a *Bound) (Value, error) { return f(s), nil })
	}
	return []Member{
		plain("upper", "The text in capitals.", toUpper),
		plain("lower", "The text in small letters.", toLower),
		plain("title", "The text with a capital at the start of each word.", toTitle),
		plain("capitalize", "The text with a capital first and small letters after it.", capitalize),
		plain("swapcase", "The text with capitals and small letters exchanged.", swapCase),
		plain("casefold", "The text for comparisons without regard to case.", func(s string) string {
			return strings.ReplaceAll(strings.ToLower(s), "ß", "ss")
		}),
	}
}

func strTestMembers() []Member {
	every := func(name, doc string, f func(r rune) bool) Member {
		return strMethod(name+"(self, /)", doc, func(th *Thread, s string, a *Bound) (Value, error) {
			return s != "" && strings.IndexFunc(s, func(r rune) bool { return !f(r) }) < 0, nil
		})
	}
	casing := func(name, doc string, want, other func(r rune) bool) Member {
		return strMethod(name+"(self, /)", doc, func(th *Thread, s string, a *Bound) (Value, error) {
			return strings.IndexFunc(s, want) >= 0 && strings.IndexFunc(s, other) < 0, nil
		})
	}
	return []Member{
		every("isalpha", "Whether all characters are letters.", unicode.IsLetter),
		every("isdigit", "Whether all characters are digits.", isDigit),
		every("isdecimal", "Whether all characters are decimal digits.", func(r rune) bool { return unicode.Is(unicode.Nd, r) }),
		every("isnumeric", "Whether all characters are numeric.", unicode.IsNumber),
		every("isalnum", "Whether all characters are letters or digits.", func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }),
		every("isspace", "Whether all characters are white space.", isSpace),
		casing("islower", "Whether there are small letters and no capitals.", isLower, func(r rune) bool { return isUpper(r) || unicode.IsTitle(r) }),
		casing("isupper", "Whether there are capitals and no small letters.", isUpper, func(r rune) bool { return isLower(r) || unicode.IsTitle(r) }),
		strMethod("istitle(self, /)", "Whether each word begins with a capital.", func(th *Thread, s string, a *Bound) (Value, error) {
			return isTitle(s), nil
		}),
		strMethod("isidentifier(self, /)", "Whether the text is a name.", func(th *Thread, s string, a *Bound) (Value, error) {
			for i, r := range s {
				if !isNameStart(r) && (i == 0 || !unicode.In(r, unicode.Nd, unicode.Mn, unicode.Mc, unicode.Pc)) {
					return false, nil
				}
			}
			return s != "", nil
		}),
		strMethod("isprintable(self, /)", "Whether all characters can be shown.", func(th *Thread, s string, a *Bound) (Value, error) {
			return strings.IndexFunc(s, func(r rune) bool { return !isPrintable(r) }) < 0, nil
		}),
		strMethod("isascii(self, /)", "Whether all characters are ASCII.", func(th *Thread, s string, a *Bound) (Value, error) {
			return isASCII(s), nil
		}),
	}
}

// isDigit is true of decimal digits and of superscripts and the like.
func isDigit(r rune) bool {
	return unicode.Is(unicode.Nd, r) || r == '²' || r == '³' || r == '¹' || r >= 0x2070 && r <= 0x2079 || r >= 0x2080 && r <= 0x2089
}

// isSpace is Python's white space, which has the separators of ASCII as well.
func isSpace(r rune) bool { return unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f }

func isTitle(s string) bool {
	cased, inWord := false, false
	for _, r := range s {
		switch {
		case isUpper(r) || unicode.IsTitle(r):
			if inWord {
				return false
			}
			inWord, cased = true, true
		case isLower(r):
			if !inWord {
				return false
			}
			inWord, cased = true, true
		default:
			inWord = false
		}
	}
	return cased
}

// isNameStart reports whether a name may begin with the character.
func isNameStart(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.Is(unicode.Nl, r) }
