package object

import (
	"math/big"
	"strings"
	"unicode/utf8"
)

// formatSpec is a parsed format specification:
// [[fill]align][sign][z][#][0][width][grouping][.precision][type].
type formatSpec struct {
	fill      rune
	align     byte // 0 when not given
	explicit  bool // the alignment stands in the text
	sign      byte // '+', '-', ' ' or 0
	noNegZero bool
	alt       bool
	width     int // -1 when not given
	grouping  byte
	precision int // -1 when not given
	verb      byte
}

func isAlign(c byte) bool { return c == '<' || c == '>' || c == '=' || c == '^' }

// parseFormatSpec reads a specification for a value of the class typeName.
func parseFormatSpec(text, typeName string) (formatSpec, error) {
	s := formatSpec{fill: ' ', width: -1, precision: -1}
	whole := text
	fillGiven := false
	if r, n := utf8.DecodeRuneInString(text); n > 0 && len(text) > n && isAlign(text[n]) {
		s.fill, s.align, text = r, text[n], text[n+1:]
		fillGiven, s.explicit = true, true
	} else if text != "" && isAlign(text[0]) {
		s.align, text, s.explicit = text[0], text[1:], true
	}
	take := func(set string) byte {
		if text != "" && strings.IndexByte(set, text[0]) >= 0 {
			c := text[0]
			text = text[1:]
			return c
		}
		return 0
	}
	s.sign = take("+- ")
	s.noNegZero = take("z") != 0
	s.alt = take("#") != 0
	if !fillGiven && take("0") != 0 {
		s.fill = '0'
		if s.align == 0 {
			s.align = '='
		}
	}
	var err error
	if s.width, text, err = takeNumber(text); err != nil {
		return s, err
	}
	s.grouping = take(",_")
	if s.grouping != 0 && (strings.HasPrefix(text, ",") || strings.HasPrefix(text, "_")) && text[0] != s.grouping {
		return s, ValueErrorf("Cannot specify both ',' and '_'.")
	}
	if take(".") != 0 {
		if s.precision, text, err = takeNumber(text); err != nil {
			return s, err
		}
		if s.precision < 0 {
			return s, ValueErrorf("Format specifier missing precision")
		}
	}
	if len(text) > 1 {
		return s, ValueErrorf("Invalid format specifier '%s' for object of type '%s'", whole, typeName)
	}
	if text != "" {
		s.verb = text[0]
	}
	return s, s.checkGrouping(typeName)
}

func (s *formatSpec) checkGrouping(typeName string) error {
	verb := s.verb
	if verb == 0 && typeName == "str" {
		verb = 's'
	}
	switch verb {
	case 0, 'd', 'e', 'E', 'f', 'F', 'g', 'G', '%':
		return nil
	case 'b', 'o', 'x', 'X':
		if s.grouping != ',' {
			return nil
		}
	}
	if s.grouping != 0 {
		return ValueErrorf("Cannot specify '%c' with '%c'.", s.grouping, verb)
	}
	return nil
}

// takeNumber reads decimal digits; -1 when there are none.
func takeNumber(text string) (n int, rest string, err error) {
	i := 0
	for i < len(text) && '0' <= text[i] && text[i] <= '9' {
		if n = n*10 + int(text[i]-'0'); n > 1<<31 {
			return 0, "", ValueErrorf("Too many decimal digits in format string")
		}
		i++
	}
	if i == 0 {
		n = -1
	}
	return n, text[i:], nil
}

// pad fills text up to the width; standard is the alignment when none is given.
func (s *formatSpec) pad(text string, standard byte) string {
	n := s.width - strLen(text)
	if n <= 0 {
		return text
	}
	align := s.align
	if align == 0 {
		align = standard
	}
	fill := func(n int) string { return strings.Repeat(string(s.fill), n) }
	switch align {
	case '<':
		return text + fill(n)
	case '^':
		return fill(n/2) + text + fill(n-n/2)
	}
	return fill(n) + text
}

// Format is format(v, spec), as f-strings and str.format use it.
func Format(th *Thread, v Value, spec string) (s string, err error) {
	switch v := v.(type) {
	case string:
		if spec == "" {
			return v, nil
		}
		return formatStr(v, spec)
	case int:
		if spec == "" {
			return Repr(th, v)
		}
		return formatInt(big.NewInt(int64(v)), spec, "int")
	case *big.Int:
		if spec == "" {
			return Repr(th, v)
		}
		return formatInt(v, spec, "int")
	case float64:
		if spec == "" {
			return FloatRepr(v), nil
		}
		return FormatFloat(v, spec)
	case bool:
		if spec == "" {
			return Repr(th, v)
		}
		return formatInt(big.NewInt(int64(b2i(v))), spec, "bool")
	}
	cls := TypeOf(v)
	if fn, ok := cls.userMethod("__format__"); ok {
		r, err := callMethod(th, fn, v, cls, spec)
		if err != nil {
			return "", err
		}
		s, ok := r.(string)
		if !ok {
			err = TypeErrorf("__format__ must return a str, not %s", TypeName(r))
		}
		return s, err
	}
	for k := cls; k != nil; k = k.base() {
		if k.Format != nil {
			defer Catch(&err)
			return k.Format(th, slotSelf(k, v), spec)
		}
	}
	if spec != "" {
		return "", TypeErrorf("unsupported format string passed to %s.__format__", cls.typeName())
	}
	return Str(th, v)
}

func formatStr(v, spec string) (string, error) {
	s, err := parseFormatSpec(spec, "str")
	if err != nil {
		return "", err
	}
	switch {
	case s.verb != 0 && s.verb != 's':
		return "", unknownFormatCode(s.verb, "str")
	case s.sign == ' ':
		return "", ValueErrorf("Space not allowed in string format specifier")
	case s.sign != 0:
		return "", ValueErrorf("Sign not allowed in string format specifier")
	case s.noNegZero:
		return "", ValueErrorf("Negative zero coercion (z) not allowed in string format specifier")
	case s.alt:
		return "", ValueErrorf("Alternate form (#) not allowed in string format specifier")
	case s.align == '=' && s.explicit:
		return "", ValueErrorf("'=' alignment not allowed in string format specifier")
	}
	if s.align == '=' {
		// The 0 before a width fills on the right of text.
		s.align = '<'
	}
	if s.precision >= 0 && s.precision < strLen(v) {
		v = string([]rune(v)[:s.precision])
	}
	return s.pad(v, '<'), nil
}

func unknownFormatCode(verb byte, typeName string) error {
	if verb > ' ' && verb < 0x7f {
		return ValueErrorf("Unknown format code '%c' for object of type '%s'", verb, typeName)
	}
	return ValueErrorf("Unknown format code '\\x%x' for object of type '%s'", verb, typeName)
}
