package std

import (
	"math/big"
	"strings"

	"kerash/interp/object"
)

var decimalTupleClass = tupleClass("decimal", "DecimalTuple", "The parts of a Decimal.", "sign", "digits", "exponent")

func init() {
	decimalTupleClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return fieldsRepr(th, "DecimalTuple", []string{"sign", "digits", "exponent"}, self)
	}
}

func decimalMembers() []object.Member {
	of := func(sig, doc string, f func(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error)) object.Member {
		return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			d, ok := a.Native().(*decimal)
			if !ok {
				return nil, object.TypeErrorf("a Decimal is required, not %s", object.TypeName(a.Self()))
			}
			return f(th, d, a)
		})
	}
	is := func(name, doc string, f func(d *decimal) bool) object.Member {
		return of(name+"(self)", doc, func(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error) { return f(d), nil })
	}
	members := []object.Member{
		object.ClassMethodOf("from_float(cls, f, /)", "The exact value of a float.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return decimalOfFloat(a.Float("f")), nil
		}),
		is("is_nan", "Whether it is nan.", (*decimal).isNaN), is("is_infinite", "Whether it is infinite.", func(d *decimal) bool { return d.kind == 'F' }),
		is("is_finite", "Whether it is a number.", func(d *decimal) bool { return d.kind == finite }), is("is_zero", "Whether it is zero.", (*decimal).isZero),
		is("is_signed", "Whether it has a minus sign.", func(d *decimal) bool { return d.neg }),
		of("__abs__(self)", "The number without its sign.", func(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error) {
			return contextOf(th).fix(d.without()), nil
		}),
		of("copy_abs(self)", "The number without its sign.", func(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error) { return d.without(), nil }),
		of("copy_negate(self)", "The number with the other sign.", func(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error) {
			c := *d
			c.neg = !c.neg
			return &c, nil
		}),
		of("__int__(self)", "The number without its fraction.", func(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error) {
			return wholeOf(d, "ROUND_DOWN")
		}),
		of("__trunc__(self)", "The number without its fraction.", func(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error) {
			return wholeOf(d, "ROUND_DOWN")
		}),
		of("__floor__(self)", "The largest whole number up to it.", func(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error) {
			return wholeOf(d, "ROUND_FLOOR")
		}),
		of("__ceil__(self)", "The smallest whole number from it on.", func(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error) {
			return wholeOf(d, "ROUND_CEILING")
		}),
		of("__divmod__(self, other)", "The whole part of the quotient and the rest.", func(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error) {
			y, ok := asDecimal(a.Value("other"))
			if !ok {
				return object.NotImplemented, nil
			}
			q, r, err := contextOf(th).divmod(d, y)
			return object.NewTuple(q, r), err
		}),
		of("adjusted(self)", "The exponent of the first digit.", func(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error) {
			if d.kind != finite {
				return 0, nil
			}
			return d.adjusted(), nil
		}),
		of("as_tuple(self)", "Sign, digits and exponent.", func(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error) { return d.tuple(), nil }),
		of("as_integer_ratio(self)", "Two ints whose quotient it is.", func(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error) {
			if _, err := d.whole(); err != nil {
				return nil, err
			}
			r := d.rat()
			return object.NewTuple(object.IntValue(r.Num()), object.IntValue(r.Denom())), nil
		}),
		of("quantize(self, exp, rounding=None, context=None)", "The number with the exponent of another one.", quantizeDecimal),
		of("normalize(self, context=None)", "The number without zeros at the end.", func(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error) {
			return normalized(contextOf(th).fix(d)), nil
		}),
		of("sqrt(self, context=None)", "The square root.", func(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error) {
			return contextOf(th).sqrt(d)
		}),
		of("exp(self, context=None)", "e to its power.", func(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error) {
			c := contextOf(th)
			if d.isZero() {
				return &decimal{coef: big.NewInt(1)}, nil
			}
			return c.fix(decimalOfBig(bigExp(c.bits(), d.bigFloat(c.bits())), c.prec+3)), nil
		}),
		of("ln(self, context=None)", "The natural logarithm.", func(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error) {
			return contextOf(th).log(d, nil)
		}),
		of("log10(self, context=None)", "The logarithm to base 10.", func(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error) {
			if n := normalized(d); n.kind == finite && !n.neg && n.coef.Cmp(big.NewInt(1)) == 0 {
				return decimalOfInt(big.NewInt(int64(n.exp))), nil
			}
			return contextOf(th).log(d, big.NewFloat(10))
		}),
		of("compare(self, other, context=None)", "-1, 0 or 1 as it is less, equal or greater.", func(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error) {
			y, ok := asDecimal(a.Value("other"))
			if !ok {
				return nil, object.TypeErrorf("conversion from %s to Decimal is not supported", object.TypeName(a.Value("other")))
			}
			if d.isNaN() || y.isNaN() {
				return &decimal{kind: 'n', coef: new(big.Int)}, nil
			}
			return decimalOfInt(big.NewInt(int64(d.cmp(y)))), nil
		}),
		of("copy_sign(self, other)", "The number with the sign of another one.", func(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error) {
			c := *d
			if y, ok := asDecimal(a.Value("other")); ok {
				c.neg = y.neg
			}
			return &c, nil
		}),
		of("scaleb(self, other, context=None)", "The number times a power of ten.", func(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error) {
			c := *d
			y, ok := asDecimal(a.Value("other"))
			if !ok {
				return nil, object.TypeErrorf("conversion from %s to Decimal is not supported", object.TypeName(a.Value("other")))
			}
			n, err := y.whole()
			if err == nil {
				c.exp += int(n.Int64())
			}
			return &c, err
		}),
		of("same_quantum(self, other)", "Whether the exponents are equal.", func(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error) {
			y, ok := asDecimal(a.Value("other"))
			return ok && d.exp == y.exp && d.kind == y.kind, nil
		}),
		of("to_eng_string(self, context=None)", "The number as text.", func(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error) { return d.String(), nil }),
		object.Getter("real", "the number", func(th *object.Thread, self object.Value) (object.Value, error) { return self, nil }),
		object.Getter("imag", "zero", func(th *object.Thread, self object.Value) (object.Value, error) {
			return &decimal{coef: new(big.Int)}, nil
		}),
	}
	for _, name := range []string{"to_integral_value", "to_integral", "to_integral_exact"} {
		members = append(members, of(name+"(self, rounding=None, context=None)", "The nearest whole number.", func(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error) {
			if d.kind != finite || d.exp >= 0 {
				return d, nil
			}
			return rescale(d, 0, a.StrOr("rounding", contextOf(th).rounding)), nil
		}))
	}
	for _, m := range []struct {
		name string
		sign int
	}{{"max", 1}, {"min", -1}} {
		members = append(members, of(m.name+"(self, other, context=None)", "The "+m.name+"imum of two numbers.", func(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error) {
			y, ok := asDecimal(a.Value("other"))
			if !ok {
				return nil, object.TypeErrorf("conversion from %s to Decimal is not supported", object.TypeName(a.Value("other")))
			}
			if !y.isNaN() && (d.isNaN() || y.cmp(d) == m.sign) {
				d = y
			}
			return contextOf(th).fix(d), nil
		}))
	}
	return members
}

func (d *decimal) without() *decimal {
	c := *d
	c.neg = false
	return &c
}

func wholeOf(d *decimal, rounding string) (object.Value, error) {
	if _, err := d.whole(); err != nil {
		return nil, err
	}
	if d.exp < 0 {
		d = rescale(d, 0, rounding)
	}
	n, err := d.whole()
	if err != nil {
		return nil, err
	}
	return object.IntValue(n), nil
}

func (d *decimal) tuple() object.Value {
	digits := &object.Tuple{}
	if d.kind == finite {
		for _, c := range d.coef.String() {
			digits.Elems = append(digits.Elems, int(c-'0'))
		}
	}
	sign, exp := 0, object.Value(d.exp)
	if d.neg {
		sign = 1
	}
	if d.kind != finite {
		exp = string(d.kind)
	}
	if d.kind == 'F' {
		digits.Elems = append(digits.Elems, 0)
	}
	return newFields(decimalTupleClass, sign, digits, exp)
}

func quantizeDecimal(th *object.Thread, d *decimal, a *object.Bound) (object.Value, error) {
	to, ok := asDecimal(a.Value("exp"))
	if !ok {
		return nil, object.TypeErrorf("conversion from %s to Decimal is not supported", object.TypeName(a.Value("exp")))
	}
	c := contextOf(th)
	if given, ok := a.Value("context").(*decimalContext); ok {
		c = given
	}
	if d.isNaN() {
		return d, nil
	}
	if d.kind == 'F' || to.kind != finite {
		if d.kind == to.kind {
			return d, nil
		}
		return nil, signal(invalidOperation, "InvalidOperation")
	}
	r := rescale(d, to.exp, a.StrOr("rounding", c.rounding))
	if r.digits() > c.prec {
		return nil, signal(invalidOperation, "InvalidOperation")
	}
	return r, nil
}

func normalized(d *decimal) *decimal {
	if d.kind != finite {
		return d
	}
	if d.isZero() {
		return &decimal{neg: d.neg, coef: new(big.Int)}
	}
	digits := d.coef.String()
	zeros := len(digits) - len(strings.TrimRight(digits, "0"))
	return &decimal{neg: d.neg, coef: new(big.Int).Quo(d.coef, pow10(zeros)), exp: d.exp + zeros}
}

// sqrt is the root rounded to the precision; that of an even power is exact.
func (c *decimalContext) sqrt(d *decimal) (object.Value, error) {
	switch {
	case d.isNaN():
		return d, nil
	case d.isZero():
		return &decimal{neg: d.neg, coef: new(big.Int), exp: floorHalf(d.exp)}, nil
	case d.neg:
		return nil, signal(invalidOperation, "InvalidOperation")
	case d.kind == 'F':
		return d, nil
	}
	ideal := floorHalf(d.exp)
	coef, exp := new(big.Int).Set(d.coef), d.exp
	if exp&1 == 1 {
		coef.Mul(coef, big.NewInt(10))
		exp--
	}
	// Two more digits than the result keeps, and whether more follow.
	shift := max(0, c.prec+1-(len(coef.String())+1)/2)
	coef.Mul(coef, pow10(2*shift))
	root := new(big.Int).Sqrt(coef)
	exact := new(big.Int).Mul(root, root).Cmp(coef) == 0
	out := &decimal{coef: root, exp: exp/2 - shift}
	if !exact {
		if new(big.Int).Rem(root, big.NewInt(5)).Sign() == 0 {
			root.Add(root, big.NewInt(1))
		}
	} else {
		for ten := big.NewInt(10); out.exp < ideal && new(big.Int).Rem(out.coef, ten).Sign() == 0; out.exp++ {
			out.coef.Quo(out.coef, ten)
		}
	}
	return (&decimalContext{prec: c.prec, rounding: "ROUND_HALF_EVEN"}).fix(out), nil
}

func floorHalf(n int) int { return n >> 1 }

// bits is the precision in bits that functions compute with.
func (c *decimalContext) bits() uint { return uint(4*c.prec + 96) }

// log is the logarithm to a base, the natural one without.
func (c *decimalContext) log(d *decimal, base *big.Float) (object.Value, error) {
	switch {
	case d.isNaN():
		return d, nil
	case d.isZero():
		return &decimal{neg: true, kind: 'F', coef: new(big.Int)}, nil
	case d.neg:
		return nil, signal(invalidOperation, "InvalidOperation")
	case d.kind == 'F':
		return d, nil
	case d.cmp(&decimal{coef: big.NewInt(1)}) == 0:
		return &decimal{coef: new(big.Int)}, nil
	}
	l := bigLog(c.bits(), d.bigFloat(c.bits()))
	if base != nil {
		l.Quo(l, bigLog(c.bits(), base))
	}
	return c.fix(decimalOfBig(l, c.prec+3)), nil
}

func (d *decimal) bigFloat(bits uint) *big.Float { return new(big.Float).SetPrec(bits).SetRat(d.rat()) }

// decimalOfBig is a number with so many digits.
func decimalOfBig(f *big.Float, digits int) *decimal {
	d, _ := parseDecimal(f.Text('e', digits-1))
	return d
}

// bigLog is the natural logarithm: of x = m·2^k, that of m by the series of
// the inverse hyperbolic tangent, and k times that of 2.
func bigLog(bits uint, x *big.Float) *big.Float {
	m := new(big.Float).SetPrec(bits)
	k := x.MantExp(m)
	two := new(big.Float).SetPrec(bits).SetInt64(2)
	sum := atanhSeries(bits, m)
	if k != 0 {
		ln2 := atanhSeries(bits, two)
		sum.Add(sum, ln2.Mul(ln2, new(big.Float).SetPrec(bits).SetInt64(int64(k))))
	}
	return sum
}

// atanhSeries is ln m = 2·atanh((m-1)/(m+1)).
func atanhSeries(bits uint, m *big.Float) *big.Float {
	one := new(big.Float).SetPrec(bits).SetInt64(1)
	z := new(big.Float).SetPrec(bits).Sub(m, one)
	z.Quo(z, new(big.Float).SetPrec(bits).Add(m, one))
	square := new(big.Float).SetPrec(bits).Mul(z, z)
	sum, power := new(big.Float).SetPrec(bits).Set(z), new(big.Float).SetPrec(bits).Set(z)
	for n := int64(3); ; n += 2 {
		power.Mul(power, square)
		term := new(big.Float).SetPrec(bits).Quo(power, new(big.Float).SetInt64(n))
		if term.Sign() == 0 || term.MantExp(nil) < sum.MantExp(nil)-int(bits) {
			break
		}
		sum.Add(sum, term)
	}
	return sum.Mul(sum, new(big.Float).SetInt64(2))
}

// bigExp is e^x by the series of a small part of x, squared again.
func bigExp(bits uint, x *big.Float) *big.Float {
	halvings := max(0, x.MantExp(nil)+8)
	small := new(big.Float).SetPrec(bits + uint(halvings))
	small.SetMantExp(new(big.Float).SetPrec(bits+uint(halvings)).Set(x), -halvings)
	sum := new(big.Float).SetPrec(bits + uint(halvings)).SetInt64(1)
	term := new(big.Float).SetPrec(bits + uint(halvings)).SetInt64(1)
	for n := int64(1); ; n++ {
		term.Mul(term, small)
		term.Quo(term, new(big.Float).SetInt64(n))
		if term.Sign() == 0 || term.MantExp(nil) < -int(bits)-halvings {
			break
		}
		sum.Add(sum, term)
	}
	for range halvings {
		sum.Mul(sum, sum)
	}
	return sum
}
