package object

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"
)

// printf is one run of the % operator of strings.
type printf struct {
	th     *Thread
	format string
	args   []Value
	one    [1]Value // args when there is no tuple
	next   int
	// mapping is the right operand when it has keys.
	mapping   Value
	isMapping bool
	// bytes is set for the % of bytes: text holds a character for each byte.
	bytes bool
	out   strings.Builder
}

// Printf is format % args.
func Printf(th *Thread, format string, args Value) (string, error) {
	p := &printf{th: th, format: format}
	return p.run(args)
}

// printfBytes is format % args for bytes.
func printfBytes(th *Thread, format string, args Value) (string, error) {
	text, err := decodeNarrow(format, "latin-1", "strict")
	if err != nil {
		return "", err
	}
	p := &printf{th: th, format: text, bytes: true}
	if text, err = p.run(args); err != nil {
		return "", err
	}
	return encodeNarrow(text, "latin-1", "strict", 0xff)
}

func (p *printf) run(args Value) (string, error) {
	if t, ok := NativeOf(args).(*Tuple); ok {
		p.args = t.Elems
	} else {
		p.one[0] = args
		p.args = p.one[:]
		p.mapping = args
		switch args.(type) {
		case string, int, float64, bool:
		default:
			p.isMapping = hasIndex(args)
		}
	}
	for rest := p.format; rest != ""; {
		i := strings.IndexByte(rest, '%')
		if i < 0 {
			p.out.WriteString(rest)
			break
		}
		p.out.WriteString(rest[:i])
		if p.plain(rest[i+1:]) {
			rest = rest[i+2:]
			continue
		}
		n, err := p.verb(rest[i+1:], len(p.format)-len(rest)+i+1)
		if err != nil {
			return "", err
		}
		rest = rest[i+1+n:]
	}
	if p.next < len(p.args) && !p.isMapping {
		what := "string"
		if p.bytes {
			what = "bytes"
		}
		return "", TypeErrorf("not all arguments converted during %s formatting", what)
	}
	return p.out.String(), nil
}

// plain formats the most common fields, %d of an int and %s of a text, which text
// begins with.
func (p *printf) plain(text string) bool {
	if text == "" || p.next >= len(p.args) || p.bytes {
		return false
	}
	switch v := p.args[p.next].(type) {
	case int:
		if text[0] != 'd' && text[0] != 's' {
			return false
		}
		var digits [20]byte
		p.out.Write(strconv.AppendInt(digits[:0], int64(v), 10))
	case string:
		if text[0] != 's' {
			return false
		}
		p.out.WriteString(v)
	default:
		return false
	}
	p.next++
	return true
}

// hasIndex reports whether v[key] is possible.
func hasIndex(v Value) bool {
	cls := TypeOf(v)
	if _, ok := cls.userMethod("__getitem__"); ok {
		return true
	}
	for k := cls; k != nil; k = k.base() {
		if k.Index != nil {
			return true
		}
	}
	return false
}

func (p *printf) arg() (Value, error) {
	if p.next >= len(p.args) {
		return nil, TypeErrorf("not enough arguments for format string")
	}
	p.next++
	return p.args[p.next-1], nil
}

// verb formats one field; text begins after the %, at the byte offset pos. It
// gives the length of the field.
func (p *printf) verb(text string, pos int) (int, error) {
	s := formatSpec{fill: ' ', width: -1, precision: -1}
	i := 0
	left, zero := false, false
	var keyed Value
	hasKey := false
	if strings.HasPrefix(text, "(") {
		n, v, err := p.key(text)
		if err != nil {
			return 0, err
		}
		i, keyed, hasKey = n, v, true
	}
flags:
	for ; i < len(text); i++ {
		switch text[i] {
		case '-':
			left = true
		case '+':
			s.sign = '+'
		case ' ':
			if s.sign == 0 {
				s.sign = ' '
			}
		case '#':
			s.alt = true
		case '0':
			zero = true
		default:
			break flags
		}
	}
	n, err := p.number(text[i:], &s.width)
	if err != nil {
		return 0, err
	}
	i += n
	if s.width < -1 {
		left, s.width = true, -s.width
	}
	if i < len(text) && text[i] == '.' {
		s.precision = 0
		n, err := p.number(text[i+1:], &s.precision)
		if err != nil {
			return 0, err
		}
		s.precision = max(s.precision, 0)
		i += 1 + n
	}
	if i < len(text) && strings.IndexByte("hlL", text[i]) >= 0 {
		i++
	}
	if i >= len(text) {
		return 0, ValueErrorf("incomplete format")
	}
	c, size := utf8.DecodeRuneInString(text[i:])
	if c == '%' && i == 0 {
		p.out.WriteByte('%')
		return i + 1, nil
	}
	if left {
		s.align = '<'
	} else if zero {
		s.align, s.fill = '=', '0'
	}
	at := strLen(p.format[:pos+i])
	err = p.field(&s, c, at, func() (Value, error) {
		if hasKey {
			return keyed, nil
		}
		return p.arg()
	})
	return i + size, err
}

// key reads (name) and looks it up.
func (p *printf) key(text string) (int, Value, error) {
	if !p.isMapping {
		return 0, nil, TypeErrorf("format requires a mapping")
	}
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				v, err := Index(p.th, p.mapping, text[1:i])
				return i + 1, v, err
			}
		}
	}
	return 0, nil, ValueErrorf("incomplete format key")
}

// number reads a width or precision, which * takes from the arguments.
func (p *printf) number(text string, to *int) (int, error) {
	if strings.HasPrefix(text, "*") {
		v, err := p.arg()
		if err != nil {
			return 0, err
		}
		n, ok := v.(int)
		if !ok {
			return 0, TypeErrorf("* wants int")
		}
		*to = n
		return 1, nil
	}
	n, rest, err := takeNumber(text)
	if err != nil {
		return 0, ValueErrorf("width too big")
	}
	if n >= 0 {
		*to = n
	}
	return len(text) - len(rest), nil
}

func (p *printf) field(s *formatSpec, verb rune, at int, arg func() (Value, error)) error {
	if p.bytes && verb == 'b' {
		verb = 's'
	}
	if verb > 0x7f || !strings.ContainsRune("sradiuoxXeEfFgGc", verb) {
		shown := '?'
		if verb > 0x1f && verb < 0x7f {
			shown = verb
		}
		return ValueErrorf("unsupported format character '%c' (0x%x) at index %d", shown, verb, at)
	}
	v, err := arg()
	if err != nil {
		return err
	}
	text := ""
	switch verb {
	case 's', 'r', 'a', 'c':
		text, err = p.text(s, verb, v)
	case 'd', 'i', 'u', 'o', 'x', 'X':
		text, err = p.integer(s, byte(verb), v)
	default:
		f, ferr := AsFloat(p.th, v)
		s.verb = byte(verb)
		text, err = s.float(f), ferr
	}
	p.out.WriteString(text)
	return err
}

func (p *printf) text(s *formatSpec, verb rune, v Value) (text string, err error) {
	switch verb {
	case 's':
		if p.bytes {
			text, err = byteText(v)
		} else {
			text, err = Str(p.th, v)
		}
	case 'r':
		if p.bytes {
			text, err = ASCII(p.th, v)
		} else {
			text, err = Repr(p.th, v)
		}
	case 'a':
		text, err = ASCII(p.th, v)
	case 'c':
		text, err = p.char(v)
		s.precision = -1
	}
	if s.precision >= 0 && s.precision < strLen(text) {
		text = string([]rune(text)[:s.precision])
	}
	if s.align == '=' {
		s.align, s.fill = '>', ' '
	}
	return s.pad(text, '>'), err
}

// byteText is %b for bytes, a character for each byte.
func byteText(v Value) (string, error) {
	s, ok := AsBytes(v)
	if !ok {
		return "", TypeErrorf("%%b requires a bytes-like object, or an object that implements __bytes__, not '%s'", TypeName(v))
	}
	return decodeNarrow(s, "latin-1", "strict")
}

func (p *printf) char(v Value) (string, error) {
	if c, ok := v.(string); ok {
		if strLen(c) != 1 {
			return "", TypeErrorf("%%c requires int or char")
		}
		return c, nil
	}
	i, err := AsIndex(p.th, v)
	if IsError(err, OverflowError) {
		return "", Errorf(OverflowError, "%%c arg not in range(0x110000)")
	}
	if err != nil {
		return "", TypeErrorf("%%c requires int or char")
	}
	if i < 0 || i > utf8.MaxRune {
		return "", Errorf(OverflowError, "%%c arg not in range(0x110000)")
	}
	return string(rune(i)), nil
}

func (p *printf) integer(s *formatSpec, verb byte, v Value) (string, error) {
	i, err := p.asInteger(verb, v)
	if err != nil {
		return "", err
	}
	base, prefix := 10, ""
	switch verb {
	case 'o':
		base, prefix = 8, "0o"
	case 'x', 'X':
		base, prefix = 16, "0x"
	}
	digits := new(big.Int).Abs(i).Text(base)
	if n := s.precision - len(digits); n > 0 {
		digits = strings.Repeat("0", n) + digits
	}
	if !s.alt {
		prefix = ""
	}
	if verb == 'X' {
		digits, prefix = strings.ToUpper(digits), strings.ToUpper(prefix)
	}
	return s.number(i.Sign() < 0, prefix, digits, "", 3), nil
}

func (p *printf) asInteger(verb byte, v Value) (*big.Int, error) {
	if f, ok := v.(float64); ok && strings.IndexByte("diu", verb) >= 0 {
		i, err := wholeFloat(f)
		if err != nil {
			return nil, err
		}
		return AsBig(p.th, i)
	}
	i, err := AsBig(p.th, v)
	if err == nil || !IsError(err, TypeError) {
		return i, err
	}
	if strings.IndexByte("diu", verb) < 0 {
		return nil, TypeErrorf("%%%c format: an integer is required, not %s", verb, TypeName(v))
	}
	if _, isStr := v.(string); !isStr {
		if i, ok, err := findInt(p.th, v); ok {
			return big.NewInt(int64(i)), err
		}
	}
	return nil, TypeErrorf("%%%c format: a real number is required, not %s", verb, TypeName(v))
}

// truncFloat is int(f) where it fits into 64 bits.
func truncFloat(f float64) (int, error) {
	switch {
	case f != f:
		return 0, ValueErrorf("cannot convert float NaN to integer")
	case math.IsInf(f, 0):
		return 0, Errorf(OverflowError, "cannot convert float infinity to integer")
	case f >= 1<<63 || f < -1<<63:
		return 0, tooLong()
	}
	return int(f), nil
}
