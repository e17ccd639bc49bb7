package std

import (
	"math"
	"math/big"
	"strings"

	"kerash/interp/object"
)

// decimal is a number of decimal digits: coef·10^exp, or infinity or nan.
type decimal struct {
	neg  bool
	coef *big.Int
	exp  int
	// kind is finite, 'F' for infinity, 'n' for nan, 'N' for a signalling nan.
	kind byte
}

const finite = 0

var decimalClass = &object.Class{Name: "Decimal", ErrorName: "decimal.Decimal", Module: "decimal", Doc: "A number of decimal digits.", Signature: "Decimal(value='0', context=None)"}

// PyClass is Decimal.
func (*decimal) PyClass() *object.Class { return decimalClass }

func decimalOfInt(n *big.Int) *decimal {
	return &decimal{neg: n.Sign() < 0, coef: new(big.Int).Abs(n)}
}

// decimalOfFloat is the exact value of a float.
func decimalOfFloat(f float64) *decimal {
	switch {
	case math.IsNaN(f):
		return &decimal{kind: 'n', coef: new(big.Int)}
	case math.IsInf(f, 0):
		return &decimal{kind: 'F', neg: f < 0, coef: new(big.Int)}
	}
	r := new(big.Rat).SetFloat64(math.Abs(f))
	// The denominator is 2^k, and 1/2^k is 5^k/10^k.
	k := r.Denom().BitLen() - 1
	five := new(big.Int).Exp(big.NewInt(5), big.NewInt(int64(k)), nil)
	return &decimal{neg: math.Signbit(f), coef: five.Mul(five, r.Num()), exp: -k}
}

// parseDecimal reads a number; ok is false when the text is none.
func parseDecimal(text string) (d *decimal, ok bool) {
	s := strings.ReplaceAll(strings.TrimSpace(text), "_", "")
	d = &decimal{coef: new(big.Int)}
	if s != "" && (s[0] == '-' || s[0] == '+') {
		d.neg, s = s[0] == '-', s[1:]
	}
	switch lower := strings.ToLower(s); {
	case lower == "inf" || lower == "infinity":
		d.kind = 'F'
		return d, true
	case strings.HasPrefix(lower, "nan"):
		d.kind = 'n'
		return d, lower == "nan"
	case strings.HasPrefix(lower, "snan"):
		d.kind = 'N'
		return d, lower == "snan"
	}
	digits, exponent, hasExp := s, "", false
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		digits, exponent, hasExp = s[:i], s[i+1:], true
	}
	if hasExp {
		n, valid := new(big.Int).SetString(strings.TrimPrefix(exponent, "+"), 10)
		if !valid || !n.IsInt64() || exponent == "" {
			return nil, false
		}
		d.exp = int(n.Int64())
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	if whole+fraction == "" || strings.Trim(whole+fraction, "0123456789") != "" {
		return nil, false
	}
	d.coef.SetString(whole+fraction, 10)
	d.exp -= len(fraction)
	return d, true
}

// asDecimal is the value of a Decimal or an int; ok is false for others.
func asDecimal(v object.Value) (d *decimal, ok bool) {
	switch x := object.NativeOf(v).(type) {
	case *decimal:
		return x, true
	case bool:
		n := new(big.Int)
		if x {
			n.SetInt64(1)
		}
		return decimalOfInt(n), true
	}
	if n, ok := object.BigOf(v); ok {
		return decimalOfInt(n), true
	}
	return nil, false
}

func newDecimal(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
	b, err := decimalClass.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	if d, ok := asDecimal(b.At(0)); ok {
		return d, nil
	}
	switch v := object.NativeOf(b.At(0)).(type) {
	case string:
		if d, ok := parseDecimal(v); ok {
			return d, nil
		}
		return nil, signal(invalidOperation, "ConversionSyntax")
	case *object.Tuple, *object.List:
		return decimalOfTuple(th, b.At(0))
	}
	if f, ok := b.At(0).(float64); ok {
		return decimalOfFloat(f), nil
	}
	if object.TypeName(b.At(0)) == "float64" {
		f, err := object.AsFloat(th, b.At(0))
		return decimalOfFloat(f), err
	}
	return nil, object.TypeErrorf("conversion from %s to Decimal is not supported", object.TypeName(b.At(0)))
}

// decimalOfTuple is the number of (sign, digits, exponent).
func decimalOfTuple(th *object.Thread, v object.Value) (object.Value, error) {
	parts, err := object.ToSlice(th, v)
	if err != nil {
		return nil, err
	}
	if len(parts) != 3 {
		return nil, object.ValueErrorf("argument must be a sequence of length 3")
	}
	sign, err := object.AsIndex(th, parts[0])
	if err != nil {
		return nil, err
	}
	digits, err := object.ToSlice(th, parts[1])
	if err != nil {
		return nil, err
	}
	d := &decimal{neg: sign == 1, coef: new(big.Int)}
	for _, x := range digits {
		n, err := object.AsIndex(th, x)
		if err != nil || n < 0 || n > 9 {
			return nil, object.ValueErrorf("coefficient must be a tuple of digits")
		}
		d.coef.Mul(d.coef, big.NewInt(10)).Add(d.coef, big.NewInt(int64(n)))
	}
	d.exp, err = object.AsIndex(th, parts[2])
	return d, err
}

func (d *decimal) isZero() bool { return d.kind == finite && d.coef.Sign() == 0 }
func (d *decimal) isNaN() bool  { return d.kind == 'n' || d.kind == 'N' }
func (d *decimal) digits() int  { return len(d.coef.String()) }

// adjusted is the exponent of the first digit.
func (d *decimal) adjusted() int { return d.exp + d.digits() - 1 }

func (d *decimal) sign() string {
	if d.neg {
		return "-"
	}
	return ""
}

// String is the number in full or, when that has too many zeros, with an exponent.
func (d *decimal) String() string {
	switch d.kind {
	case 'F':
		return d.sign() + "Infinity"
	case 'n':
		return d.sign() + "NaN"
	case 'N':
		return d.sign() + "sNaN"
	}
	digits := d.coef.String()
	left := d.exp + len(digits)
	dot := left
	if d.exp > 0 || left <= -6 {
		dot = 1
	}
	return d.sign() + placedDigits(digits, dot) + exponentText(left-dot, "E")
}

// placedDigits writes digits with the point after so many of them.
func placedDigits(digits string, dot int) string {
	switch {
	case dot <= 0:
		return "0." + strings.Repeat("0", -dot) + digits
	case dot >= len(digits):
		return digits + strings.Repeat("0", dot-len(digits))
	}
	return digits[:dot] + "." + digits[dot:]
}

// rat is the exact value of a finite number.
func (d *decimal) rat() *big.Rat {
	r := new(big.Rat).SetInt(d.signed())
	scale := new(big.Rat).SetInt(pow10(max(d.exp, -d.exp)))
	if d.exp < 0 {
		return r.Quo(r, scale)
	}
	return r.Mul(r, scale)
}

// signed is the coefficient with the sign.
func (d *decimal) signed() *big.Int {
	n := new(big.Int).Set(d.coef)
	if d.neg {
		n.Neg(n)
	}
	return n
}

func (d *decimal) float() float64 {
	switch d.kind {
	case 'F':
		if d.neg {
			return math.Inf(-1)
		}
		return math.Inf(1)
	case finite:
		f, _ := d.rat().Float64()
		if f == 0 && d.neg {
			return math.Copysign(0, -1)
		}
		return f
	}
	return math.NaN()
}

// whole is the number without its fraction.
func (d *decimal) whole() (*big.Int, error) {
	switch d.kind {
	case 'F':
		return nil, object.Errorf(object.OverflowError, "cannot convert Infinity to integer")
	case 'n', 'N':
		return nil, object.ValueErrorf("cannot convert NaN to integer")
	}
	n := d.signed()
	if d.exp >= 0 {
		return n.Mul(n, pow10(d.exp)), nil
	}
	return n.Quo(n, pow10(-d.exp)), nil
}

func pow10(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// hash is that of an equal int or float.
func (d *decimal) hash(th *object.Thread) (int, error) {
	switch d.kind {
	case 'N':
		return 0, object.TypeErrorf("Cannot hash a signaling NaN value.")
	case 'n':
		return object.ID(d), nil
	case 'F':
		return object.Hash(th, d.float())
	}
	p := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 61), big.NewInt(1))
	scale := big.NewInt(10)
	if d.exp < 0 {
		scale.ModInverse(scale, p)
	}
	scale.Exp(scale, big.NewInt(int64(max(d.exp, -d.exp))), p)
	h := scale.Mul(scale, d.coef)
	n := int(h.Mod(h, p).Int64())
	if d.neg {
		n = -n
	}
	if n == -1 {
		n = -2
	}
	return n, nil
}
