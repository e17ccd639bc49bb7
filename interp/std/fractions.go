package std

import (
	"math"
	"math/big"
	"strings"

	"kerash/interp/object"
)

// fraction is a fractions.Fraction.
type fraction struct{ r *big.Rat }

// PyClass is Fraction.
func (f *fraction) PyClass() *object.Class { return fractionClass }

var fractionClass *object.Class

func init() {
	fractionClass = &object.Class{Name: "Fraction", Module: "fractions", Doc: "An exact quotient of two integers.", Signature: "Fraction(numerator=0, denominator=None)",
		Example: ">>> from fractions import Fraction\n>>> Fraction(1, 3) + Fraction(1, 6)\nFraction(1, 2)", Final: true,
		New: newFraction, Members: fractionMembers, Binary: fractionBinary, Unary: fractionUnary, Compare: fractionCompare, Hash: fractionHash,
		Bool: func(th *object.Thread, self object.Value) (bool, error) { return self.(*fraction).r.Sign() != 0, nil },
		Repr: func(th *object.Thread, self object.Value) (string, error) {
			r := self.(*fraction).r
			return "Fraction(" + r.Num().String() + ", " + r.Denom().String() + ")", nil
		},
		Str:     func(th *object.Thread, self object.Value) (string, error) { return self.(*fraction).r.RatString(), nil },
		ToFloat: func(th *object.Thread, self object.Value) (float64, error) { return self.(*fraction).float(), nil },
		ToInt: func(th *object.Thread, self object.Value) (int, error) {
			r := self.(*fraction).r
			return object.AsInt(th, object.IntValue(new(big.Int).Quo(r.Num(), r.Denom())))
		},
		Round: fractionRound,
	}
}

func fractionsModule() *object.Module {
	return &object.Module{Name: "fractions", Doc: "Exact quotients of integers.", Members: func() []object.Member {
		return []object.Member{object.Const("Fraction", fractionClass)}
	}}
}

func (f *fraction) float() float64 {
	x, _ := f.r.Float64()
	return x
}

func newFraction(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
	b, err := cls.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	if s, ok := b.At(0).(string); ok && b.At(1) == nil {
		text := strings.TrimSpace(s)
		r, ok := new(big.Rat).SetString(text)
		if !ok || strings.ContainsAny(text, " xXpP_") {
			return nil, object.ValueErrorf("Invalid literal for Fraction: %s", object.StrRepr(s))
		}
		return &fraction{r}, nil
	}
	x, ok := ratOf(b.At(0))
	if b.At(1) == nil {
		if f, isFloat := b.At(0).(float64); isFloat {
			return fractionOfFloat(f)
		}
		if !ok {
			return nil, object.TypeErrorf("argument should be a string or a Rational instance")
		}
		return &fraction{x}, nil
	}
	y, ok2 := ratOf(b.At(1))
	if !ok || !ok2 {
		return nil, object.TypeErrorf("both arguments should be Rational instances")
	}
	if y.Sign() == 0 {
		return nil, object.Errorf(object.ZeroDivisionError, "Fraction(%s, 0)", x.RatString())
	}
	return &fraction{x.Quo(x, y)}, nil
}

func fractionOfFloat(f float64) (object.Value, error) {
	switch {
	case f != f:
		return nil, object.ValueErrorf("cannot convert NaN to integer ratio")
	case math.IsInf(f, 0):
		return nil, object.Errorf(object.OverflowError, "cannot convert Infinity to integer ratio")
	}
	return &fraction{new(big.Rat).SetFloat64(f)}, nil
}

// ratOf gives a copy of an int's or fraction's number.
func ratOf(v object.Value) (*big.Rat, bool) {
	if f, ok := v.(*fraction); ok {
		return new(big.Rat).Set(f.r), true
	}
	if b, ok := object.BigOf(v); ok {
		return new(big.Rat).SetInt(b), true
	}
	return nil, false
}

func fractionMembers() []object.Member {
	part := func(name, doc string, f func(r *big.Rat) *big.Int) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
			return object.IntValue(new(big.Int).Set(f(self.(*fraction).r))), nil
		})
	}
	whole := func(name, doc string, f func(r *big.Rat) *big.Int) object.Member {
		return object.Method(name+"(self, /)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return object.IntValue(f(a.Self().(*fraction).r)), nil
		})
	}
	return []object.Member{
		part("numerator", "the integer above the line", (*big.Rat).Num), part("denominator", "the integer below the line", (*big.Rat).Denom),
		whole("__floor__", "The greatest integer not above it.", floorRat),
		whole("__ceil__", "The least integer not below it.", func(r *big.Rat) *big.Int {
			n := floorRat(new(big.Rat).Neg(r))
			return n.Neg(n)
		}),
		whole("__trunc__", "The number without its fraction.", func(r *big.Rat) *big.Int { return new(big.Int).Quo(r.Num(), r.Denom()) }),
		object.Method("__abs__(self, /)", "The absolute value.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return &fraction{new(big.Rat).Abs(a.Self().(*fraction).r)}, nil
		}),
		object.Method("as_integer_ratio(self, /)", "Numerator and denominator.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			r := a.Self().(*fraction).r
			return object.NewTuple(object.IntValue(r.Num()), object.IntValue(r.Denom())), nil
		}),
		object.Method("limit_denominator(self, max_denominator=1000000)", "The nearest fraction with a denominator of at most max_denominator.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			most := a.Big("max_denominator")
			if most.Sign() <= 0 {
				return nil, object.ValueErrorf("max_denominator should be at least 1")
			}
			return &fraction{nearestRat(a.Self().(*fraction).r, most)}, nil
		}),
	}
}

func floorRat(r *big.Rat) *big.Int {
	// The denominator is above 0, so Euclid's division rounds down.
	return new(big.Int).Div(r.Num(), r.Denom())
}

// nearestRat walks the continued fraction until the denominator grows too
// large, and takes the nearer one of the last two candidates.
func nearestRat(r *big.Rat, most *big.Int) *big.Rat {
	if r.Denom().Cmp(most) <= 0 {
		return new(big.Rat).Set(r)
	}
	p0, q0, p1, q1 := big.NewInt(0), big.NewInt(1), big.NewInt(1), big.NewInt(0)
	n, d := new(big.Int).Set(r.Num()), new(big.Int).Set(r.Denom())
	for {
		a, rest := new(big.Int).DivMod(n, d, new(big.Int))
		q2 := new(big.Int).Add(q0, new(big.Int).Mul(a, q1))
		if q2.Cmp(most) > 0 {
			break
		}
		p0, q0, p1, q1 = p1, q1, new(big.Int).Add(p0, new(big.Int).Mul(a, p1)), q2
		n, d = d, rest
	}
	k := new(big.Int).Sub(most, q0)
	k.Div(k, q1)
	between := new(big.Rat).SetFrac(new(big.Int).Add(p0, new(big.Int).Mul(k, p1)), new(big.Int).Add(q0, new(big.Int).Mul(k, q1)))
	last := new(big.Rat).SetFrac(p1, q1)
	far := func(x *big.Rat) *big.Rat { x = new(big.Rat).Sub(x, r); return x.Abs(x) }
	if far(last).Cmp(far(between)) <= 0 {
		return last
	}
	return between
}

func fractionBinary(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	x, ok := ratOf(a)
	y, ok2 := ratOf(b)
	if !ok || !ok2 {
		// A float makes the result a float.
		return withFloat(a, b, func(f, g float64) (object.Value, error) { return object.BinaryOp(th, op, f, g) })
	}
	switch op {
	case object.Add:
		return &fraction{x.Add(x, y)}, nil
	case object.Sub:
		return &fraction{x.Sub(x, y)}, nil
	case object.Mul:
		return &fraction{x.Mul(x, y)}, nil
	case object.Div, object.FloorDiv, object.Mod:
		if y.Sign() == 0 {
			return nil, object.Errorf(object.ZeroDivisionError, "Fraction(%s, 0)", x.Num())
		}
		q := new(big.Rat).Quo(x, y)
		if op == object.Div {
			return &fraction{q}, nil
		}
		n := floorRat(q)
		if op == object.FloorDiv {
			return object.IntValue(n), nil
		}
		return &fraction{x.Sub(x, y.Mul(y, new(big.Rat).SetInt(n)))}, nil
	case object.Pow:
		return powRat(th, x, y)
	}
	return object.NotImplemented, nil
}

func withFloat(a, b object.Value, f func(x, y float64) (object.Value, error)) (object.Value, error) {
	if x, ok := a.(float64); ok {
		if y, ok := b.(*fraction); ok {
			return f(x, y.float())
		}
	}
	if y, ok := b.(float64); ok {
		if x, ok := a.(*fraction); ok {
			return f(x.float(), y)
		}
	}
	return object.NotImplemented, nil
}

// powRat is exact for whole exponents.
func powRat(th *object.Thread, x, y *big.Rat) (object.Value, error) {
	if !y.IsInt() || !y.Num().IsInt64() {
		return object.BinaryOp(th, object.Pow, (&fraction{x}).float(), (&fraction{y}).float())
	}
	n := y.Num()
	if n.Sign() < 0 {
		if x.Sign() == 0 {
			return nil, object.Errorf(object.ZeroDivisionError, "Fraction(1, 0)")
		}
		x, n = new(big.Rat).Inv(x), new(big.Int).Neg(n)
	}
	num, err := object.BinaryOp(th, object.Pow, object.IntValue(x.Num()), object.IntValue(n))
	if err != nil {
		return nil, err
	}
	denom, err := object.BinaryOp(th, object.Pow, object.IntValue(x.Denom()), object.IntValue(n))
	if err != nil {
		return nil, err
	}
	p, _ := object.BigOf(num)
	q, _ := object.BigOf(denom)
	return &fraction{new(big.Rat).SetFrac(p, q)}, nil
}

func fractionUnary(th *object.Thread, op object.Op, a object.Value) (object.Value, error) {
	switch op {
	case object.Neg:
		return &fraction{new(big.Rat).Neg(a.(*fraction).r)}, nil
	case object.Plus:
		return a, nil
	}
	return object.NotImplemented, nil
}

func fractionCompare(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	x, ok := ratOf(a)
	y, ok2 := ratOf(b)
	if ok && ok2 {
		return object.Compare(th, op, x.Cmp(y), 0)
	}
	return withFloat(a, b, func(f, g float64) (object.Value, error) { return object.Compare(th, op, f, g) })
}

// fractionHash is that of an equal int or float where there is one.
func fractionHash(th *object.Thread, self object.Value) (int, error) {
	r := self.(*fraction).r
	if r.IsInt() {
		return object.Hash(th, object.IntValue(r.Num()))
	}
	f, _ := r.Float64()
	return object.Hash(th, f)
}

// fractionRound rounds halves to even.
func fractionRound(th *object.Thread, self, digits object.Value) (object.Value, error) {
	r := self.(*fraction).r
	n, err := 0, error(nil)
	if digits != nil {
		if n, err = object.AsIndex(th, digits); err != nil {
			return nil, err
		}
	}
	shift := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(n, -n))), nil))
	if n < 0 {
		shift.Inv(shift)
	}
	scaled := new(big.Rat).Mul(r, shift)
	whole := floorRat(scaled)
	rest := new(big.Rat).Sub(scaled, new(big.Rat).SetInt(whole))
	if c := rest.Cmp(big.NewRat(1, 2)); c > 0 || c == 0 && whole.Bit(0) == 1 {
		whole.Add(whole, big.NewInt(1))
	}
	if digits == nil {
		return object.IntValue(whole), nil
	}
	return &fraction{new(big.Rat).Quo(new(big.Rat).SetInt(whole), shift)}, nil
}
