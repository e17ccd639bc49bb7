package std

import (
	"math/big"

	"kerash/interp/object"
)

func init() {
	c := decimalClass
	c.New = newDecimal
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return "Decimal('" + self.(*decimal).String() + "')", nil
	}
	c.Str = func(th *object.Thread, self object.Value) (string, error) { return self.(*decimal).String(), nil }
	c.Format = func(th *object.Thread, self object.Value, spec string) (string, error) {
		return formatDecimal(th, self.(*decimal), spec)
	}
	c.Bool = func(th *object.Thread, self object.Value) (bool, error) { return !self.(*decimal).isZero(), nil }
	c.Hash = func(th *object.Thread, self object.Value) (int, error) { return self.(*decimal).hash(th) }
	c.ToFloat = func(th *object.Thread, self object.Value) (float64, error) { return self.(*decimal).float(), nil }
	c.Compare = compareDecimals
	c.Binary = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		x, ok := asDecimal(a)
		y, ok2 := asDecimal(b)
		if !ok || !ok2 {
			return object.NotImplemented, nil
		}
		return contextOf(th).binary(op, x, y)
	}
	c.Unary = func(th *object.Thread, op object.Op, v object.Value) (object.Value, error) {
		d, ctx := *v.(*decimal), contextOf(th)
		switch op {
		case object.Neg:
			// Zero has no sign but when rounding down.
			d.neg = !d.neg && (!d.isZero() || ctx.rounding == "ROUND_FLOOR")
		case object.Plus:
			d.neg = d.neg && !d.isZero()
		default:
			return object.NotImplemented, nil
		}
		return ctx.fix(&d), nil
	}
	c.Round = func(th *object.Thread, self, digits object.Value) (object.Value, error) {
		d := self.(*decimal)
		if digits == nil {
			if _, err := d.whole(); err != nil {
				return nil, err
			}
			n, err := rescale(d, 0, "ROUND_HALF_EVEN").whole()
			if d.exp >= 0 {
				n, err = d.whole()
			}
			if err != nil {
				return nil, err
			}
			return object.IntValue(n), nil
		}
		n, err := object.AsIndex(th, digits)
		if err != nil {
			return nil, err
		}
		return rescale(d, -n, "ROUND_HALF_EVEN"), nil
	}
	c.Members = decimalMembers
}

func compareDecimals(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	side := func(v object.Value) (*decimal, *big.Rat, bool) {
		if d, ok := asDecimal(v); ok {
			return d, nil, true
		}
		switch x := v.(type) {
		case float64:
			return decimalOfFloat(x), nil, true
		case *fraction:
			return &decimal{coef: new(big.Int)}, x.r, op == object.Eq || op == object.Ne
		}
		return nil, nil, false
	}
	x, xr, ok := side(a)
	y, yr, ok2 := side(b)
	if !ok || !ok2 {
		return object.NotImplemented, nil
	}
	if x.isNaN() || y.isNaN() {
		if op != object.Eq && op != object.Ne {
			return nil, object.Errorf(invalidOperation, "comparison involving NaN")
		}
		return op == object.Ne, nil
	}
	if xr == nil && yr == nil {
		return object.Compare(th, op, x.cmp(y), 0)
	}
	if xr == nil {
		xr = x.rat()
	}
	if yr == nil {
		yr = y.rat()
	}
	return object.Compare(th, op, xr.Cmp(yr), 0)
}

// cmp orders two numbers, neither of them nan.
func (d *decimal) cmp(o *decimal) int {
	if d.kind == 'F' || o.kind == 'F' {
		a, b := d.float(), o.float()
		switch {
		case d.kind == 'F' && o.kind == 'F' && d.neg == o.neg:
			return 0
		case d.kind == 'F' && d.neg || o.kind == 'F' && !o.neg:
			return -1
		}
		_, _ = a, b
		return 1
	}
	exp := min(d.exp, o.exp)
	return rescale(d, exp, "").signed().Cmp(rescale(o, exp, "").signed())
}

// binary computes x op y with the precision of the context.
func (c *decimalContext) binary(op object.Op, x, y *decimal) (object.Value, error) {
	if x.isNaN() || y.isNaN() {
		if x.kind == 'N' || y.kind == 'N' {
			return nil, signal(invalidOperation, "InvalidOperation")
		}
		if x.isNaN() {
			return x, nil
		}
		return y, nil
	}
	switch op {
	case object.Add:
		return c.add(x, y)
	case object.Sub:
		minus := *y
		minus.neg = !y.neg
		return c.add(x, &minus)
	case object.Mul:
		return c.multiply(x, y)
	case object.Div:
		return c.divide(x, y)
	case object.FloorDiv, object.Mod:
		q, r, err := c.divmod(x, y)
		if op == object.Mod {
			q = r
		}
		if err != nil {
			return nil, err
		}
		return q, nil
	case object.Pow:
		return c.power(x, y)
	}
	return object.NotImplemented, nil
}

func (c *decimalContext) add(x, y *decimal) (object.Value, error) {
	if x.kind == 'F' || y.kind == 'F' {
		switch {
		case x.kind == 'F' && y.kind == 'F' && x.neg != y.neg:
			return nil, signal(invalidOperation, "InvalidOperation")
		case x.kind == 'F':
			return x, nil
		}
		return y, nil
	}
	exp := min(x.exp, y.exp)
	sum := new(big.Int).Add(rescale(x, exp, "").signed(), rescale(y, exp, "").signed())
	d := &decimal{neg: sum.Sign() < 0, coef: sum.Abs(sum), exp: exp}
	if sum.Sign() == 0 {
		d.neg = x.neg && y.neg || x.neg != y.neg && c.rounding == "ROUND_FLOOR"
	}
	return c.fix(d), nil
}

func (c *decimalContext) multiply(x, y *decimal) (object.Value, error) {
	neg := x.neg != y.neg
	if x.kind == 'F' || y.kind == 'F' {
		if x.isZero() || y.isZero() {
			return nil, signal(invalidOperation, "InvalidOperation")
		}
		return &decimal{neg: neg, kind: 'F', coef: new(big.Int)}, nil
	}
	return c.fix(&decimal{neg: neg, coef: new(big.Int).Mul(x.coef, y.coef), exp: x.exp + y.exp}), nil
}

func (c *decimalContext) divide(x, y *decimal) (object.Value, error) {
	neg := x.neg != y.neg
	switch {
	case x.kind == 'F' && y.kind == 'F':
		return nil, signal(invalidOperation, "InvalidOperation")
	case x.kind == 'F':
		return &decimal{neg: neg, kind: 'F', coef: new(big.Int)}, nil
	case y.kind == 'F':
		return &decimal{neg: neg, coef: new(big.Int)}, nil
	case y.isZero() && x.isZero():
		return nil, signal(invalidOperation, "DivisionUndefined")
	case y.isZero():
		return nil, signal(decimalDivisionByZero, "DivisionByZero")
	case x.isZero():
		return &decimal{neg: neg, coef: new(big.Int), exp: x.exp - y.exp}, nil
	}
	shift := y.digits() - x.digits() + c.prec + 1
	exp := x.exp - y.exp - shift
	a, b := x.coef, y.coef
	if shift >= 0 {
		a = new(big.Int).Mul(a, pow10(shift))
	} else {
		b = new(big.Int).Mul(b, pow10(-shift))
	}
	q, rem := new(big.Int).QuoRem(a, b, new(big.Int))
	five, ten := big.NewInt(5), big.NewInt(10)
	if rem.Sign() != 0 {
		// A last digit that is no 0 or 5 makes rounding see the rest.
		if new(big.Int).Rem(q, five).Sign() == 0 {
			q.Add(q, big.NewInt(1))
		}
	} else {
		for ideal := x.exp - y.exp; exp < ideal && new(big.Int).Rem(q, ten).Sign() == 0; exp++ {
			q.Quo(q, ten)
		}
	}
	return c.fix(&decimal{neg: neg, coef: q, exp: exp}), nil
}

// divmod is the whole part of x / y and what is left, with the sign of x.
func (c *decimalContext) divmod(x, y *decimal) (q, r *decimal, err error) {
	switch {
	case x.kind == 'F':
		return nil, nil, signal(invalidOperation, "InvalidOperation")
	case y.isZero() && x.isZero():
		return nil, nil, signal(invalidOperation, "DivisionUndefined")
	case y.isZero():
		return nil, nil, object.Errorf(decimalDivisionByZero, "[<class 'decimal.DivisionByZero'>]")
	case y.kind == 'F':
		return &decimal{neg: x.neg != y.neg, coef: new(big.Int)}, c.fix(x), nil
	}
	exp := min(x.exp, y.exp)
	n, rem := new(big.Int).QuoRem(rescale(x, exp, "").coef, rescale(y, exp, "").coef, new(big.Int))
	if len(n.String()) > c.prec {
		return nil, nil, signal(invalidOperation, "DivisionImpossible")
	}
	return &decimal{neg: x.neg != y.neg, coef: n}, c.fix(&decimal{neg: x.neg, coef: rem, exp: exp}), nil
}

// power raises to whole powers exactly before rounding, to others by logarithms.
func (c *decimalContext) power(x, y *decimal) (object.Value, error) {
	if x.kind == 'F' || y.kind == 'F' {
		return nil, signal(invalidOperation, "InvalidOperation")
	}
	n, err := y.whole()
	if err != nil {
		return nil, err
	}
	if y.rat().IsInt() && n.IsInt64() && n.BitLen() < 20 {
		k := int(n.Int64())
		if k == 0 && x.isZero() {
			return nil, signal(invalidOperation, "InvalidOperation")
		}
		m := max(k, -k)
		d := &decimal{neg: x.neg && m%2 == 1, coef: new(big.Int).Exp(x.coef, big.NewInt(int64(m)), nil), exp: x.exp * m}
		if k >= 0 {
			return c.fix(d), nil
		}
		return c.divide(&decimal{coef: big.NewInt(1)}, d)
	}
	if x.neg {
		return nil, signal(invalidOperation, "InvalidOperation")
	}
	if x.isZero() {
		return &decimal{coef: new(big.Int)}, nil
	}
	bits := c.bits()
	l := bigLog(bits, x.bigFloat(bits))
	return c.fix(decimalOfBig(bigExp(bits, l.Mul(l, y.bigFloat(bits))), c.prec+3)), nil
}
