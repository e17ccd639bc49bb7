package object

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// formatInt is format(v, spec) of an int or bool.
func formatInt(v *big.Int, spec, typeName string) (string, error) {
	s, err := parseFormatSpec(spec, typeName)
	if err != nil {
		return "", err
	}
	switch s.verb {
	case 'e', 'E', 'f', 'F', 'g', 'G', '%':
		f, err := bigFloat(v)
		if err != nil {
			return "", err
		}
		return s.float(f), nil
	case 'c':
		if !v.IsInt64() {
			return "", tooLong()
		}
		return s.char(int(v.Int64()))
	case 0, 'd', 'n', 'b', 'o', 'x', 'X':
	default:
		return "", unknownFormatCode(s.verb, typeName)
	}
	if s.precision >= 0 {
		return "", ValueErrorf("Precision not allowed in integer format specifier")
	}
	if s.noNegZero {
		return "", ValueErrorf("Negative zero coercion (z) not allowed in integer format specifier")
	}
	base, prefix, every := 10, "", 3
	switch s.verb {
	case 'b':
		base, prefix, every = 2, "0b", 4
	case 'o':
		base, prefix, every = 8, "0o", 4
	case 'x', 'X':
		base, prefix, every = 16, "0x", 4
	}
	digits := new(big.Int).Abs(v).Text(base)
	if !s.alt || base == 10 {
		prefix = ""
	}
	if s.verb == 'X' {
		digits, prefix = strings.ToUpper(digits), strings.ToUpper(prefix)
	}
	return s.number(v.Sign() < 0, prefix, digits, "", every), nil
}

func (s *formatSpec) char(v int) (string, error) {
	switch {
	case s.precision >= 0:
		return "", ValueErrorf("Precision not allowed in integer format specifier")
	case s.sign != 0:
		return "", ValueErrorf("Sign not allowed with integer format specifier 'c'")
	case s.alt:
		return "", ValueErrorf("Alternate form (#) not allowed with integer format specifier 'c'")
	case v < 0 || v > 0x10ffff:
		return "", Errorf(OverflowError, "%%c arg not in range(0x110000)")
	}
	return s.pad(string(rune(v)), '>'), nil
}

// number puts sign, prefix, grouped digits and tail together and pads them.
func (s *formatSpec) number(neg bool, prefix, digits, tail string, every int) string {
	sign := ""
	switch {
	case neg:
		sign = "-"
	case s.sign == '+' || s.sign == ' ':
		sign = string(s.sign)
	}
	head := sign + prefix
	least := 0
	if s.align == '=' && s.fill == '0' {
		// Zeros count as digits: they are grouped as well.
		least = s.width - len(head) - len(tail)
	}
	if s.grouping != 0 && digits != "" && digits[0] <= '9' || s.grouping != 0 && every == 4 {
		digits = group(digits, s.grouping, every, least)
	}
	if s.align == '=' {
		if n := s.width - len(head) - len(digits) - len(tail); n > 0 {
			digits = strings.Repeat(string(s.fill), n) + digits
		}
	}
	return s.pad(head+digits+tail, '>')
}

// group puts sep between groups of digits, and zeros before them up to least
// characters.
func group(digits string, sep byte, every, least int) string {
	var rev []byte
	for i := 0; i < len(digits) || len(rev) < least; i++ {
		if i > 0 && i%every == 0 {
			rev = append(rev, sep)
		}
		if i < len(digits) {
			rev = append(rev, digits[len(digits)-1-i])
		} else {
			rev = append(rev, '0')
		}
	}
	for i, j := 0, len(rev)-1; i < j; i, j = i+1, j-1 {
		rev[i], rev[j] = rev[j], rev[i]
	}
	return string(rev)
}

// FormatFloat is format(f, spec).
func FormatFloat(f float64, spec string) (string, error) {
	s, err := parseFormatSpec(spec, "float")
	if err != nil {
		return "", err
	}
	switch s.verb {
	case 0, 'e', 'E', 'f', 'F', 'g', 'G', 'n', '%':
		return s.float(f), nil
	}
	return "", unknownFormatCode(s.verb, "float")
}

// float formats by the specification.
func (s *formatSpec) float(f float64) string {
	verb, prec := s.verb, s.precision
	percent := ""
	if verb == '%' {
		verb, f, percent = 'f', f*100, "%"
	}
	upper := verb == 'E' || verb == 'F' || verb == 'G'
	if upper {
		verb += 'a' - 'A'
	}
	if verb == 'n' {
		verb = 'g'
	}
	text := ""
	switch {
	case math.IsInf(f, 0) || f != f:
		text = strings.TrimLeft(FloatRepr(f), "-")
	case verb == 0 && prec < 0:
		text = FloatRepr(math.Abs(f))
		if s.alt && !strings.Contains(text, ".") {
			text = insertPoint(text)
		}
	default:
		if verb != 0 && prec < 0 {
			prec = 6
		}
		text = floatDigits(math.Abs(f), verb, prec, s.alt)
	}
	neg := math.Signbit(f) && f == f
	if neg && s.noNegZero && !strings.ContainsAny(text, "123456789in") {
		neg = false
	}
	if upper {
		text = strings.ToUpper(text)
	}
	whole := strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	if whole < 0 {
		whole = len(text)
	}
	if whole == 0 {
		return s.number(neg, "", text, percent, 3)
	}
	return s.number(neg, "", text[:whole], text[whole:]+percent, 3)
}

func insertPoint(text string) string {
	if mant, exp, ok := strings.Cut(text, "e"); ok {
		return mant + ".e" + exp
	}
	return text + "."
}

// floatDigits formats |f| by the C verbs e, f, g, or 0: g with a digit after
// the point. alt keeps the point and, with g, zeros at the end.
func floatDigits(f float64, verb byte, prec int, alt bool) string {
	switch verb {
	case 'e', 'f':
		text := strconv.FormatFloat(f, verb, prec, 64)
		if alt && prec == 0 {
			text = insertPoint(text)
		}
		return text
	}
	prec = max(prec, 1)
	mant, exp, _ := strings.Cut(strconv.FormatFloat(f, 'e', prec-1, 64), "e")
	e, _ := strconv.Atoi(exp)
	limit := prec
	if verb == 0 {
		limit--
	}
	if e < -4 || e >= limit {
		if !alt {
			mant = trimZeros(mant)
		} else if prec == 1 {
			mant += "."
		}
		return mant + "e" + exp
	}
	text := strconv.FormatFloat(f, 'f', max(prec-1-e, 0), 64)
	if alt {
		if !strings.Contains(text, ".") {
			text += "."
		}
		return text
	}
	text = trimZeros(text)
	if verb == 0 && !strings.Contains(text, ".") {
		text += ".0"
	}
	return text
}

// trimZeros drops zeros at the end of the part after the point.
func trimZeros(s string) string {
	if !strings.Contains(s, ".") {
		return s
	}
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}
