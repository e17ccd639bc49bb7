package tensor

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// elementFormat chooses one way to write all of the elements at the given
// storage positions, so that they line up.
func (o *PrintOptions) elementFormat(a *Array, positions []int) func(pos int) string {
	if o.Formatter != nil {
		if f := o.Formatter(formatKind(a.dtype)); f != nil {
			flat := &Array{dtype: a.dtype, buf: a.buf, shape: []int{1}}
			return func(pos int) string {
				one := *flat
				one.offset = pos
				return f(&one, 0)
			}
		}
	}
	switch {
	case a.dtype == Bool:
		b := a.buf.([]bool)
		yes := " True"
		if a.Rank() == 0 {
			yes = "True"
		}
		return func(pos int) string {
			if b[pos] {
				return yes
			}
			return "False"
		}
	case a.dtype == String:
		b := a.buf.([]string)
		if o.Bytes || a.bytes {
			return func(pos int) string { return BytesRepr(b[pos]) }
		}
		return func(pos int) string { return quote(b[pos]) }
	case a.dtype == BFloat16:
		b := a.buf.([]float32)
		return func(pos int) string { return formatG(float64(b[pos])) }
	case a.dtype.IsFloat():
		write := o.floatFormat(valuesAt(positions, a.at), a.dtype, o.Sign)
		return func(pos int) string { return write(a.at(pos)) }
	case a.dtype.IsComplex():
		return o.complexFormat(a, positions)
	}
	return intFormat(a, positions)
}

func formatKind(dt DType) string {
	switch {
	case dt == Bool:
		return "bool"
	case dt == String:
		return "numpystr"
	case dt.IsFloat():
		return "float"
	case dt.IsComplex():
		return "complexfloat"
	}
	return "int"
}

// at reads the element at a storage position as float64.
func (a *Array) at(pos int) float64 {
	switch b := a.buf.(type) {
	case []float32:
		return float64(b[pos])
	case []float64:
		return b[pos]
	}
	panic("tensor: not a float array")
}

// intAt writes the integer at a storage position.
func (a *Array) intAt(pos int) string {
	if b, ok := a.buf.([]uint64); ok {
		return strconv.FormatUint(b[pos], 10)
	}
	one := Array{dtype: a.dtype, buf: a.buf, offset: pos}
	return strconv.FormatInt(one.Int(0), 10)
}

func intFormat(a *Array, positions []int) func(pos int) string {
	width := 0
	for _, p := range positions {
		width = max(width, len(a.intAt(p)))
	}
	return func(pos int) string {
		s := a.intAt(pos)
		return spaces(width-len(s)) + s
	}
}

// valuesAt are the elements at some storage positions.
func valuesAt(positions []int, at func(pos int) float64) []float64 {
	values := make([]float64, len(positions))
	for i, p := range positions {
		values[i] = at(p)
	}
	return values
}

// complexFormat writes real and imaginary parts in columns of their own, the
// imaginary ones with a sign and the j before the spaces that fill them.
func (o *PrintOptions) complexFormat(a *Array, positions []int) func(pos int) string {
	at := func(pos int) complex128 {
		one := Array{dtype: a.dtype, shape: []int{}, buf: a.buf, offset: pos}
		return one.Complex(0)
	}
	dt := a.dtype.Real()
	re := o.floatFormat(valuesAt(positions, func(pos int) float64 { return real(at(pos)) }), dt, o.Sign)
	im := o.floatFormat(valuesAt(positions, func(pos int) float64 { return imag(at(pos)) }), dt, "+")
	return func(pos int) string {
		z := at(pos)
		part := im(imag(z))
		end := len(strings.TrimRight(part, " "))
		return re(real(z)) + part[:end] + "j" + part[end:]
	}
}

// floatFormat decides between positional and scientific, finds the digits
// that all values, of type dt, need and the widths before and after the point.
func (o *PrintOptions) floatFormat(values []float64, dt DType, sign string) func(v float64) string {
	var finite []float64
	var nan, inf, neginf, negative bool
	for _, v := range values {
		switch {
		case v != v:
			nan = true
		case math.IsInf(v, 0):
			inf = true
			neginf = neginf || v < 0
		default:
			finite = append(finite, v)
			negative = negative || math.Signbit(v)
		}
	}
	f := FloatFormat{Precision: o.Precision, MinDigits: -1, Unique: true, Trim: TrimZeros, Sign: sign == "+"}
	if o.FloatMode == "unique" {
		f.Precision = -1
	}
	exp := o.needsExponent(finite, dt)
	switch {
	case len(finite) == 0:
	case exp:
		o.fitExponent(&f, finite, dt)
	default:
		o.fitPositional(&f, finite, dt)
	}
	if sign == " " && !negative {
		f.PadLeft++
	}
	total := f.PadRight + 1
	if exp {
		total += f.ExpDigits + 2
	}
	if nan {
		f.PadLeft = max(f.PadLeft, len(o.NanStr)-total)
	}
	if nan || inf {
		n := len(o.InfStr)
		if neginf || sign != "-" {
			n++
		}
		f.PadLeft = max(f.PadLeft, n-total)
	}
	width := f.PadLeft + total
	return func(v float64) string {
		switch {
		case v != v || math.IsInf(v, 0):
			s := o.special(v, sign)
			return spaces(width-len(s)) + s
		case exp:
			return f.Scientific(v, dt)
		}
		return f.Positional(v, dt)
	}
}

func (o *PrintOptions) special(v float64, sign string) string {
	s := o.InfStr
	if v != v {
		s = o.NanStr
	} else if v < 0 {
		return "-" + s
	}
	if sign == "+" {
		s = "+" + s
	}
	return s
}

// needsExponent is NumPy's rule: a magnitude of 1e8 or more, or, unless
// suppressed, one below 1e-4 or a ratio over 1000 (taken in the dtype).
func (o *PrintOptions) needsExponent(finite []float64, dt DType) bool {
	lo, hi := math.Inf(1), 0.0
	for _, v := range finite {
		if v = math.Abs(v); v != 0 {
			lo, hi = min(lo, v), max(hi, v)
		}
	}
	if hi == 0 {
		return false
	}
	ratio := hi / lo
	switch dt {
	case Float32:
		ratio = float64(float32(hi) / float32(lo))
	case Float16:
		ratio = float64(roundFloat16(float32(hi) / float32(lo)))
	}
	return hi >= 1e8 || !o.Suppress && (lo < 1e-4 || ratio > 1000)
}

func (o *PrintOptions) fitExponent(f *FloatFormat, finite []float64, dt DType) {
	if o.FloatMode == "fixed" {
		f.Trim, f.Unique = TrimKeep, false
	}
	left, frac, digits := 0, 0, 0
	for _, v := range finite {
		s := f.Scientific(v, dt)
		mant, e, _ := strings.Cut(s, "e")
		i := strings.IndexByte(mant, '.')
		left = max(left, i)
		frac = max(frac, len(mant)-i-1)
		digits = max(digits, len(e)-1)
	}
	f.Trim = TrimKeep
	f.Precision, f.MinDigits = frac, frac
	f.PadLeft, f.PadRight, f.ExpDigits = left, frac, digits
}

func (o *PrintOptions) fitPositional(f *FloatFormat, finite []float64, dt DType) {
	if o.FloatMode == "fixed" {
		f.Trim, f.Unique = TrimKeep, false
	}
	left, frac := 0, 0
	for _, v := range finite {
		s := f.Positional(v, dt)
		i := strings.IndexByte(s, '.')
		left = max(left, i)
		frac = max(frac, len(s)-i-1)
	}
	f.PadLeft, f.PadRight, f.MinDigits = left, frac, 0
	if o.FloatMode == "fixed" || o.FloatMode == "maxprec_equal" {
		f.Precision, f.MinDigits, f.Trim = frac, frac, TrimKeep
	}
}

// scalar writes element i as NumPy writes the scalar that indexing gives.
func (o *PrintOptions) scalar(a *Array, i int, repr bool) string {
	p := a.Position(i)
	switch {
	case a.dtype == Bool:
		if a.buf.([]bool)[p] {
			return "True"
		}
		return "False"
	case a.dtype == String:
		s := a.buf.([]string)[p]
		switch {
		case o.Bytes || a.bytes:
			return BytesRepr(s)
		case repr:
			return quote(s)
		}
		return s
	case a.dtype.IsFloat():
		return FloatRepr(a.at(p), a.dtype)
	case a.dtype.IsComplex():
		return ComplexRepr(a.Complex(i), a.dtype)
	}
	return a.intAt(p)
}

// ScalarString writes element i as str() of the NumPy scalar: 0.1, 3, True.
func (a *Array) ScalarString(i int) string { return DefaultPrintOptions().scalar(a, i, false) }

// quote writes a string literal as Python's repr does.
func quote(s string) string {
	q := byte('\'')
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		q = '"'
	}
	b := []byte{q}
	for _, r := range s {
		switch {
		case r == rune(q) || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\r':
			b = append(b, `\r`...)
		case r == '\t':
			b = append(b, `\t`...)
		case r < ' ' || r >= 0x7f && r < 0xa1 || r == 0xad:
			b = append(b, fmt.Sprintf(`\x%02x`, r)...)
		case !strconv.IsPrint(r) && r < 0x10000:
			b = append(b, fmt.Sprintf(`\u%04x`, r)...)
		case !strconv.IsPrint(r):
			b = append(b, fmt.Sprintf(`\U%08x`, r)...)
		default:
			b = append(b, string(r)...)
		}
	}
	return string(append(b, q))
}

// BytesRepr writes a bytes literal as Python's repr does.
func BytesRepr(s string) string {
	q := byte('\'')
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		q = '"'
	}
	b := []byte{'b', q}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == q || c == '\\':
			b = append(b, '\\', c)
		case c == '\n':
			b = append(b, `\n`...)
		case c == '\r':
			b = append(b, `\r`...)
		case c == '\t':
			b = append(b, `\t`...)
		case c < ' ' || c >= 0x7f:
			b = append(b, fmt.Sprintf(`\x%02x`, c)...)
		default:
			b = append(b, c)
		}
	}
	return string(append(b, q))
}
