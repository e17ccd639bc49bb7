package object

import (
	"math"
	"strings"
)

// ComplexClass is complex; its values are Go's complex128.
var ComplexClass = &Class{Name: "complex", Doc: "Complex numbers of two floats.", Signature: "complex(real=0, imag=0)",
	Example: ">>> complex('1+2j') * 1j\n(-2+1j)", container: true, fixed: true}

func init() {
	c := ComplexClass
	c.New = newComplex
	c.Members = complexMembers
	c.Binary = complexBinary
	c.Unary = complexUnary
	c.Compare = complexCompare
	c.Repr = func(th *Thread, self Value) (string, error) { return ComplexRepr(self.(complex128)), nil }
	c.Bool = func(th *Thread, self Value) (bool, error) { return self.(complex128) != 0, nil }
	c.Hash = func(th *Thread, self Value) (int, error) { return hashComplex(self.(complex128)), nil }
	c.Format = func(th *Thread, self Value, spec string) (string, error) {
		return FormatComplex(self.(complex128), spec)
	}
}

func complexMembers() []Member {
	self := func(v Value) complex128 { return NativeOf(v).(complex128) }
	return []Member{
		Getter("real", "the real part", func(th *Thread, v Value) (Value, error) { return real(self(v)), nil }),
		Getter("imag", "the imaginary part", func(th *Thread, v Value) (Value, error) { return imag(self(v)), nil }),
		Method("conjugate(self, /)", "The number with the other sign of the imaginary part.", func(th *Thread, a *Bound) (Value, error) {
			z := self(a.At(0))
			return complex(real(z), -imag(z)), nil
		}),
		Method("__abs__(self, /)", "The distance from zero.", func(th *Thread, a *Bound) (Value, error) {
			z := self(a.At(0))
			r := math.Hypot(real(z), imag(z))
			if math.IsInf(r, 0) && !math.IsInf(real(z), 0) && !math.IsInf(imag(z), 0) {
				return nil, NewError(OverflowError, "absolute value too large")
			}
			return r, nil
		}),
		Method("__complex__(self, /)", "The number itself.", func(th *Thread, a *Bound) (Value, error) { return self(a.At(0)), nil }),
	}
}

func newComplex(th *Thread, cls *Class, args Args) (Value, error) {
	b, err := cls.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	re, im := b.At(0), b.At(1)
	both := len(args.Pos)+len(args.Kw) > 1
	if text, ok := NativeOf(re).(string); ok {
		if both {
			return nil, TypeErrorf("complex() can't take second arg if first is a string")
		}
		return ParseComplex(text)
	}
	if _, ok := NativeOf(im).(string); ok {
		return nil, TypeErrorf("complex() second arg can't be a string")
	}
	x, ok, err := AsComplex(th, re)
	if !ok && err == nil {
		err = TypeErrorf("complex() first argument must be a string or a number, not '%s'", TypeName(re))
	}
	if err != nil || !both {
		return x, err
	}
	if _, isComplex := NativeOf(im).(complex128); !isComplex {
		y, ok, err := findFloatOf(th, im)
		if !ok && err == nil {
			err = TypeErrorf("complex() second argument must be a number, not '%s'", TypeName(im))
		}
		if _, isComplex := NativeOf(re).(complex128); isComplex {
			y += imag(x)
		}
		return complex(real(x), y), err
	}
	y := NativeOf(im).(complex128)
	return complex(real(x)-imag(y), imag(x)+real(y)), nil
}

// findFloatOf is findFloat for Python's own numbers as well.
func findFloatOf(th *Thread, v Value) (f float64, ok bool, err error) {
	if z, ok := complexOperand(v); ok {
		return real(z), true, nil
	}
	return findFloat(th, v)
}

// ParseComplex is complex(text): it reads what repr writes, with or without
// brackets.
func ParseComplex(text string) (Value, error) {
	s := strings.TrimFunc(text, isSpace)
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") {
		s = strings.TrimFunc(s[1:len(s)-1], isSpace)
	}
	z, ok := complexOf(strings.ToLower(s))
	if !ok {
		return nil, ValueErrorf("complex() arg is a malformed string")
	}
	return z, nil
}

// complexOf reads a real part, an imaginary part or both.
func complexOf(s string) (complex128, bool) {
	body, imaginary := strings.CutSuffix(s, "j")
	if !imaginary {
		re, ok := floatPart(s)
		return complex(re, 0), ok
	}
	// The last sign that does not belong to an exponent starts the imaginary part.
	cut := 0
	for i := len(body) - 1; i > 0; i-- {
		if (body[i] == '+' || body[i] == '-') && body[i-1] != 'e' {
			cut = i
			break
		}
	}
	re, ok := 0.0, true
	if cut > 0 {
		re, ok = floatPart(body[:cut])
	}
	switch part := body[cut:]; part {
	case "", "+":
		return complex(re, 1), ok
	case "-":
		return complex(re, -1), ok
	default:
		im, ok2 := floatPart(part)
		return complex(re, im), ok && ok2
	}
}

// floatPart reads a decimal number without spaces around it.
func floatPart(s string) (float64, bool) {
	if strings.ContainsFunc(s, isSpace) {
		return 0, false
	}
	v, err := parseFloat(s, s)
	f, ok := v.(float64)
	return f, ok && err == nil
}

// ComplexRepr is repr(z): (1+2j), or 2j without a real part.
func ComplexRepr(z complex128) string {
	re, im := partRepr(real(z)), partRepr(imag(z))
	if real(z) == 0 && !math.Signbit(real(z)) {
		return im + "j"
	}
	if im[0] != '-' {
		im = "+" + im
	}
	return "(" + re + im + "j)"
}

// partRepr writes a part of a complex number: whole ones without a point.
func partRepr(f float64) string { return strings.TrimSuffix(FloatRepr(f), ".0") }

// FormatComplex is format(z, spec): both parts by the same specification.
func FormatComplex(z complex128, spec string) (string, error) {
	if spec == "" {
		return ComplexRepr(z), nil
	}
	s, err := parseFormatSpec(spec, "complex")
	if err != nil {
		return "", err
	}
	switch s.verb {
	case 0, 'e', 'E', 'f', 'F', 'g', 'G', 'n':
	default:
		return "", unknownFormatCode(s.verb, "complex")
	}
	if s.fill == '0' {
		return "", ValueErrorf("Zero padding is not allowed in complex format specifier")
	}
	if s.align == '=' {
		return "", ValueErrorf("'=' alignment flag is not allowed in complex format specifier")
	}
	part := s
	part.width, part.align, part.fill = -1, '<', ' '
	plain := s.verb == 0
	if plain && s.precision >= 0 {
		part.verb = 'g'
	}
	text, open, end := "", "", ""
	if plain && real(z) == 0 && !math.Signbit(real(z)) {
		text = part.complexPart(imag(z))
	} else {
		if plain {
			open, end = "(", ")"
		}
		text = part.complexPart(real(z))
		part.sign = '+'
		text += part.complexPart(imag(z))
	}
	return s.pad(open+text+"j"+end, '>'), nil
}

// complexPart formats a part; with neither a type nor a precision, whole
// numbers are written without decimals.
func (s *formatSpec) complexPart(f float64) string {
	text := s.float(f)
	switch {
	case s.verb != 0:
	case s.alt:
		text = strings.TrimSuffix(text, "0")
	default:
		text = strings.TrimSuffix(text, ".0")
	}
	return text
}
