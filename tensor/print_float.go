package tensor

import (
	"math"
	"strconv"
	"strings"
)

// Trim says what happens to the zeros at the end of a printed fraction.
type Trim byte

// The trim modes, as NumPy writes them.
const (
	TrimKeep  Trim = 'k' // keep zeros, up to the precision
	TrimZeros Trim = '.' // drop zeros, keep the point
	TrimOne   Trim = '0' // drop zeros but one: 1.0
	TrimAll   Trim = '-' // drop zeros and the point
)

// FloatFormat is how one number is written: the arguments of
// np.format_float_positional and np.format_float_scientific.
type FloatFormat struct {
	Precision int  // most digits after the point (all significant ones when Whole); -1 for no limit
	MinDigits int  // digits to write even where fewer identify the number; -1 for none
	Unique    bool // stop at the digits that identify the number in its dtype
	Whole     bool // count all significant digits, not those after the point
	Trim      Trim
	Sign      bool // write + before positive numbers
	PadLeft   int  // width before the point, sign included
	PadRight  int  // width after the point
	ExpDigits int  // least number of exponent digits; 0 means two
}

// decimal is a positive number as digits d.ddd × 10^exp.
type decimal struct {
	digits string
	exp    int
}

// shortest is the fewest digits that identify v among the numbers of dt.
func shortest(v float64, dt DType) decimal {
	switch dt {
	case Float32:
		d := parseDecimal(strconv.FormatFloat(v, 'e', -1, 32))
		// Of two equally near candidates NumPy takes the even one.
		even := strconv.FormatFloat(v, 'e', len(d.digits)-1, 64)
		if back, _ := strconv.ParseFloat(even, 32); back == v {
			return parseDecimal(even)
		}
		return d
	case Float16:
		for n := 0; n < 5; n++ {
			s := strconv.FormatFloat(v, 'e', n, 64)
			back, _ := strconv.ParseFloat(s, 64)
			if roundFloat16(float32(back)) == float32(v) {
				return parseDecimal(s)
			}
			// The gap above a power of two is wider than the one below, so the
			// next decimal up may do where the nearest does not.
			up := back + math.Pow10(parseDecimal(s).exp-n)
			if back < v && roundFloat16(float32(up)) == float32(v) {
				return parseDecimal(strconv.FormatFloat(up, 'e', n, 64))
			}
		}
	}
	return parseDecimal(strconv.FormatFloat(v, 'e', -1, 64))
}

func parseDecimal(s string) decimal {
	mant, e, _ := strings.Cut(s, "e")
	exp, _ := strconv.Atoi(e)
	return decimal{strings.Replace(mant, ".", "", 1), exp}
}

// rounded is v with n digits after the point of d.ddd (scientific) or after
// the units (positional), exactly rounded, half to even.
func rounded(v float64, n int, scientific bool) decimal {
	if scientific {
		return parseDecimal(strconv.FormatFloat(v, 'e', n, 64))
	}
	s := strconv.FormatFloat(v, 'f', n, 64)
	whole, frac, _ := strings.Cut(s, ".")
	if whole != "0" {
		return decimal{whole + frac, len(whole) - 1}
	}
	lead := len(frac) - len(strings.TrimLeft(frac, "0"))
	if lead == len(frac) {
		return decimal{"0", 0}
	}
	return decimal{frac[lead:], -1 - lead}
}

// expand chooses the digits of v for a layout.
func (f *FloatFormat) expand(v float64, dt DType, scientific bool) decimal {
	if v == 0 {
		return decimal{"0", 0}
	}
	if f.Whole && !scientific {
		return f.expandWhole(v, dt)
	}
	if !f.Unique {
		return dropEmpty(v, rounded(v, max(f.Precision, 0), scientific), true)
	}
	d := shortest(v, dt)
	have := len(d.digits) - 1 // digits after the point
	if !scientific {
		have -= d.exp
	}
	switch {
	case f.Precision >= 0 && have > f.Precision:
		return dropEmpty(v, rounded(v, f.Precision, scientific), false)
	case f.MinDigits >= 0 && have < f.MinDigits:
		return rounded(v, f.MinDigits, scientific)
	}
	return d
}

// dropEmpty removes the zeros that are no digits of their own to NumPy: those
// that nines became when rounding up carried and, with exact, those after the
// last digit of a number that needed no rounding.
func dropEmpty(v float64, d decimal, exact bool) decimal {
	n := len(strings.TrimRight(d.digits, "0"))
	if n == 0 || n == len(d.digits) {
		return d
	}
	up, _ := strconv.ParseFloat(d.digits[:1]+"."+d.digits[1:]+"e"+strconv.Itoa(d.exp), 64)
	if up > v || exact && up == v {
		d.digits = d.digits[:n]
	}
	return d
}

// expandWhole counts significant digits, as fractional=False does.
func (f *FloatFormat) expandWhole(v float64, dt DType) decimal {
	if !f.Unique {
		return dropEmpty(v, rounded(v, max(f.Precision-1, 0), true), true)
	}
	d := shortest(v, dt)
	switch {
	case f.Precision > 0 && len(d.digits) > f.Precision:
		return dropEmpty(v, rounded(v, f.Precision-1, true), false)
	case len(d.digits) < f.MinDigits:
		return rounded(v, f.MinDigits-1, true)
	}
	return d
}

// Positional writes v, a number of dtype dt, without an exponent.
func (f *FloatFormat) Positional(v float64, dt DType) string {
	if s, ok := f.special(v); ok {
		return s
	}
	d := f.expand(math.Abs(v), dt, false)
	whole, frac := "0", ""
	switch n := len(d.digits); {
	case d.exp < 0:
		frac = strings.Repeat("0", -1-d.exp) + d.digits
	case n <= d.exp+1:
		whole = d.digits + strings.Repeat("0", d.exp+1-n)
	default:
		whole, frac = d.digits[:d.exp+1], d.digits[d.exp+1:]
	}
	want := f.fill()
	if f.Whole && (d.digits != "0" || !f.Unique) {
		want -= max(d.exp+1, 0)
	}
	return f.layout(v, whole, frac, want, "")
}

// Scientific writes v, a number of dtype dt, with an exponent.
func (f *FloatFormat) Scientific(v float64, dt DType) string {
	if s, ok := f.special(v); ok {
		return s
	}
	d := f.expand(math.Abs(v), dt, true)
	e := strconv.Itoa(max(d.exp, -d.exp))
	if n := max(f.ExpDigits, 2) - len(e); f.ExpDigits != 1 && n > 0 {
		e = strings.Repeat("0", n) + e
	}
	sign := "e+"
	if d.exp < 0 {
		sign = "e-"
	}
	return f.layout(v, d.digits[:1], d.digits[1:], f.fill(), sign+e)
}

// fill is how far zeros are kept at the end.
func (f *FloatFormat) fill() int {
	if f.Unique {
		return f.MinDigits
	}
	return f.Precision
}

// layout trims or fills the fraction and pads both sides.
func (f *FloatFormat) layout(v float64, whole, frac string, want int, exp string) string {
	point := "."
	switch f.Trim {
	case TrimKeep:
		if n := want - len(frac); n > 0 {
			frac += strings.Repeat("0", n)
		}
	default:
		had := frac != ""
		frac = strings.TrimRight(frac, "0")
		if frac == "" && f.Trim == TrimOne {
			frac = "0"
		}
		// NumPy forgets the point when it has dropped zeros before an exponent.
		if frac == "" && f.Trim == TrimAll && (exp == "" || !had) {
			point = ""
		}
	}
	if math.Signbit(v) {
		whole = "-" + whole
	} else if f.Sign {
		whole = "+" + whole
	}
	s := spaces(f.PadLeft-len(whole)) + whole + point + frac + exp
	if exp == "" && f.PadRight > 0 {
		s += spaces(f.PadRight - len(frac))
		if point == "" {
			s += " "
		}
	}
	return s
}

// special writes nan and the infinities.
func (f *FloatFormat) special(v float64) (string, bool) {
	s := ""
	switch {
	case v != v:
		s = "nan"
	case math.IsInf(v, -1):
		s = "-inf"
	case math.IsInf(v, 1):
		s = "inf"
	default:
		return "", false
	}
	if f.Sign && s == "inf" {
		s = "+inf"
	}
	return s, true
}

func spaces(n int) string {
	if n <= 0 {
		return ""
	}
	return strings.Repeat(" ", n)
}

// FloatRepr writes a NumPy scalar: the fewest digits that identify it in its
// dtype, with an exponent below 1e-4 and from 1e16.
func FloatRepr(v float64, dt DType) string {
	if dt == BFloat16 {
		return formatG(v)
	}
	a := math.Abs(v)
	if a == 0 || a >= 1e-4 && a < 1e16 {
		f := FloatFormat{Precision: -1, MinDigits: -1, Unique: true, Trim: TrimOne}
		return f.Positional(v, dt)
	}
	f := FloatFormat{Precision: -1, MinDigits: -1, Unique: true, Trim: TrimAll}
	return f.Scientific(v, dt)
}

// ComplexRepr writes a NumPy scalar of a complex dtype: (1+2j), or 2j without a
// real part.
func ComplexRepr(z complex128, dt DType) string {
	part := func(v float64) string { return strings.TrimSuffix(FloatRepr(v, dt.Real()), ".0") }
	im := part(imag(z))
	if real(z) == 0 && !math.Signbit(real(z)) {
		return im + "j"
	}
	if im[0] != '-' {
		im = "+" + im
	}
	return "(" + part(real(z)) + im + "j)"
}

// formatG is C's %g: six significant digits, trailing zeros dropped.
func formatG(v float64) string {
	switch {
	case v != v:
		return "nan"
	case math.IsInf(v, 1):
		return "inf"
	case math.IsInf(v, -1):
		return "-inf"
	case v == 0:
		if math.Signbit(v) {
			return "-0"
		}
		return "0"
	}
	d := rounded(math.Abs(v), 5, true)
	f := FloatFormat{Precision: 5, Trim: TrimAll}
	if d.exp < -4 || d.exp >= 6 {
		return strings.Replace(f.Scientific(v, Float64), ".e", "e", 1)
	}
	f.Precision = 5 - d.exp
	return f.Positional(v, Float64)
}
