package syntax

import (
	"math/big"
	"strconv"
	"strings"
)

// number scans an int, float or imaginary literal.
func (s *scanner) number() *Error {
	start := s.pos
	if s.peek(0) == '0' {
		base, kind := 0, ""
		switch s.peek(1) {
		case 'x', 'X':
			base, kind = 16, "hexadecimal"
		case 'o', 'O':
			base, kind = 8, "octal"
		case 'b', 'B':
			base, kind = 2, "binary"
		}
		if base != 0 {
			return s.prefixedNumber(start, base, kind)
		}
	}
	if err := s.digits(); err != nil {
		return err
	}
	float := false
	if s.peek(0) == '.' {
		float = true
		s.pos++
		if isDigit(s.peek(0)) {
			if err := s.digits(); err != nil {
				return err
			}
		}
	}
	if c := s.peek(0); c == 'e' || c == 'E' {
		skip := 1
		if sign := s.peek(1); sign == '+' || sign == '-' {
			skip = 2
		}
		if isDigit(s.peek(skip)) {
			float = true
			s.pos += skip
			if err := s.digits(); err != nil {
				return err
			}
		}
	}
	text := s.src[start:s.pos]
	if c := s.peek(0); c == 'j' || c == 'J' {
		s.pos++
		if err := s.numberEnd("imaginary"); err != nil {
			return err
		}
		v, _ := strconv.ParseFloat(strings.ReplaceAll(text, "_", ""), 64)
		s.emit(tokNumber, start).num = complex(0, v)
		return nil
	}
	if !float && len(text) > 1 && text[0] == '0' && strings.Trim(text, "0_") != "" {
		return syntaxErrorf(Span{start, s.pos}, "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers")
	}
	if err := s.numberEnd("decimal"); err != nil {
		return err
	}
	text = strings.ReplaceAll(text, "_", "")
	if float {
		v, _ := strconv.ParseFloat(text, 64) // a literal too large is inf
		s.emit(tokNumber, start).num = v
		return nil
	}
	s.emit(tokNumber, start).num = integer(text, 10)
	return nil
}

func integer(text string, base int) any {
	if v, err := strconv.ParseInt(text, base, 64); err == nil {
		return v
	}
	v, _ := new(big.Int).SetString(text, base)
	return v
}

// digits steps over decimal digits with single underscores between them.
func (s *scanner) digits() *Error {
	for {
		for isDigit(s.peek(0)) {
			s.pos++
		}
		if s.peek(0) != '_' {
			return nil
		}
		s.pos++
		if !isDigit(s.peek(0)) {
			return syntaxErrorf(Span{s.pos - 1, s.pos}, "invalid decimal literal")
		}
	}
}

func digitValue(c byte) int {
	switch {
	case isDigit(c):
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return 99
}

func (s *scanner) prefixedNumber(start, base int, kind string) *Error {
	s.pos += 2
	first := s.pos
	for {
		if s.peek(0) == '_' {
			s.pos++
		}
		digit := digitValue(s.peek(0))
		if digit >= base {
			if isDigit(s.peek(0)) {
				return syntaxErrorf(Span{s.pos, s.pos + 1}, "invalid digit '%c' in %s literal", s.peek(0), kind)
			}
			return syntaxErrorf(Span{start, s.pos}, "invalid %s literal", kind)
		}
		for digitValue(s.peek(0)) < base {
			s.pos++
		}
		if s.peek(0) != '_' {
			break
		}
	}
	if isDigit(s.peek(0)) {
		return syntaxErrorf(Span{s.pos, s.pos + 1}, "invalid digit '%c' in %s literal", s.peek(0), kind)
	}
	text := strings.ReplaceAll(s.src[first:s.pos], "_", "")
	if err := s.numberEnd(kind); err != nil {
		return err
	}
	s.emit(tokNumber, start).num = integer(text, base)
	return nil
}

// numberEnd refuses a letter right after a number, unless it starts a keyword
// that may follow one, as in `1if x else 2`.
func (s *scanner) numberEnd(kind string) *Error {
	if !isNameStart(s.peek(0)) {
		return nil
	}
	rest := s.src[s.pos:s.end]
	for _, word := range [...]string{"and", "else", "for", "if", "in", "is", "not", "or"} {
		if strings.HasPrefix(rest, word) {
			return nil
		}
	}
	return syntaxErrorf(Span{s.pos - 1, s.pos}, "invalid %s literal", kind)
}
