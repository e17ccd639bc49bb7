package syntax

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

func isStringPrefix(word string) bool {
	switch strings.ToLower(word) {
	case "r", "u", "b", "br", "rb", "f", "fr", "rf":
		return true
	}
	return false
}

// stringLit scans a string literal whose prefix, if any, is behind.
func (s *scanner) stringLit(start int, prefix string) *Error {
	prefix = strings.ToLower(prefix)
	str := &stringToken{raw: strings.Contains(prefix, "r"), format: strings.Contains(prefix, "f"), bytes: strings.Contains(prefix, "b")}
	quote := s.src[s.pos : s.pos+1]
	if strings.HasPrefix(s.src[s.pos:s.end], strings.Repeat(quote, 3)) {
		str.triple = true
		quote = strings.Repeat(quote, 3)
	}
	line := s.line
	s.pos += len(quote)
	str.bodyStart = s.pos
	for {
		if s.pos >= s.end {
			return s.unterminated(start, line, str)
		}
		switch c := s.src[s.pos]; {
		case c == '\\':
			s.pos++
			if !s.lineBreak() && s.pos < s.end {
				s.pos++
			}
		case c == '\n' || c == '\r':
			if !str.triple {
				return s.unterminated(start, line, str)
			}
			s.lineBreak()
		case strings.HasPrefix(s.src[s.pos:s.end], quote):
			str.bodyEnd = s.pos
			s.pos += len(quote)
			t := s.emit(tokString, start)
			t.str, t.line = str, line
			return nil
		default:
			s.pos++
		}
	}
}

func (s *scanner) unterminated(start, line int, str *stringToken) *Error {
	at := Span{start, min(start+1, s.end)}
	if str.triple {
		s.inString = true
		detected := s.line
		if strings.HasSuffix(s.src[:s.end], "\n") {
			detected--
		}
		e := syntaxErrorf(at, "unterminated triple-quoted string literal (detected at line %d)", detected)
		e.more = true
		return e
	}
	return syntaxErrorf(at, "unterminated string literal (detected at line %d)", line).hint("close the string with %s", s.src[str.bodyStart-1:str.bodyStart])
}

// decodeString reads the escapes of a literal's body. Line ends become \n.
// bias is the offset of text in the source, for errors.
func decodeString(text string, raw bool, bias int) (string, *Error) {
	if strings.IndexByte(text, '\r') >= 0 {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	if raw || strings.IndexByte(text, '\\') < 0 {
		return text, nil
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		if text[i] != '\\' || i+1 >= len(text) {
			b.WriteByte(text[i])
			i++
			continue
		}
		n, err := decodeEscape(&b, text, i, bias)
		if err != nil {
			return "", err
		}
		i += n
	}
	return b.String(), nil
}

// decodeEscape writes the character that the escape at text[i] means and gives
// the escape's length. Unknown escapes stand for themselves.
func decodeEscape(b *strings.Builder, text string, i, bias int) (int, *Error) {
	const plain = "\\'\"abfnrtv"
	const means = "\\'\"\a\b\f\n\r\t\v"
	c := text[i+1]
	if c == '\n' {
		return 2, nil
	}
	if k := strings.IndexByte(plain, c); k >= 0 {
		b.WriteByte(means[k])
		return 2, nil
	}
	switch {
	case '0' <= c && c <= '7':
		n, v := 1, 0
		for n < 4 && i+n < len(text) && '0' <= text[i+n] && text[i+n] <= '7' {
			v = v*8 + int(text[i+n]-'0')
			n++
		}
		b.WriteRune(rune(v))
		return n, nil
	case c == 'x':
		return hexEscape(b, text, i, 2, "truncated \\xXX escape", bias)
	case c == 'u':
		return hexEscape(b, text, i, 4, "truncated \\uXXXX escape", bias)
	case c == 'U':
		return hexEscape(b, text, i, 8, "truncated \\UXXXXXXXX escape", bias)
	case c == 'N':
		return namedEscape(b, text, i, bias)
	}
	b.WriteByte('\\')
	return 1, nil
}

// namedEscape writes the character of \N{NAME}.
func namedEscape(b *strings.Builder, text string, i, bias int) (int, *Error) {
	name, _, closed := strings.Cut(text[i+2:], "}")
	first := utf8.RuneCountInString(text[:i])
	if !strings.HasPrefix(name, "{") || !closed || name == "{" {
		return 0, syntaxErrorf(Span{bias + i, bias + i + 2}, "(unicode error) 'unicodeescape' codec can't decode bytes in position %d-%d: malformed \\N character escape", first, first+1)
	}
	r, ok := CharacterNamed(name[1:])
	if !ok {
		return 0, syntaxErrorf(Span{bias + i, bias + i + 3 + len(name)}, "(unicode error) 'unicodeescape' codec can't decode bytes in position %d-%d: unknown Unicode character name",
			first, first+2+utf8.RuneCountInString(name))
	}
	b.WriteRune(r)
	return 3 + len(name), nil
}

func hexEscape(b *strings.Builder, text string, i, digits int, problem string, bias int) (int, *Error) {
	v, n := 0, 0
	for n < digits && i+2+n < len(text) && digitValue(text[i+2+n]) < 16 {
		v = v*16 + digitValue(text[i+2+n])
		n++
	}
	if n == digits && v > utf8.MaxRune {
		problem = "illegal Unicode character"
	} else if n == digits {
		b.WriteRune(rune(v)) // a lone surrogate becomes U+FFFD: strings here are UTF-8
		return 2 + digits, nil
	}
	first := utf8.RuneCountInString(text[:i])
	where := fmt.Sprintf("position %d-%d", first, first+1+n)
	return 0, syntaxErrorf(Span{bias + i, bias + i + 2 + n},
		"(unicode error) 'unicodeescape' codec can't decode bytes in %s: %s", where, problem)
}
