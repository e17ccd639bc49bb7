package object

import (
	"math"

	"kerash/interp/internal/pair"
)

// floatOp computes with floats; ok is false when floats have no such operator.
func floatOp(op Op, x, y float64) (r Value, ok bool, err error) {
	switch op {
	case Add:
		return x + y, true, nil
	case Sub:
		return x - y, true, nil
	case Mul:
		return x * y, true, nil
	case Div:
		if y == 0 {
			return nil, true, NewError(ZeroDivisionError, "float division by zero")
		}
		return x / y, true, nil
	case FloorDiv:
		if y == 0 {
			return nil, true, NewError(ZeroDivisionError, "float floor division by zero")
		}
		q, _ := FloatDivMod(x, y)
		return q, true, nil
	case Mod:
		if y == 0 {
			return nil, true, NewError(ZeroDivisionError, "float modulo")
		}
		_, m := FloatDivMod(x, y)
		return m, true, nil
	case Pow:
		r, err := powFloats(x, y)
		return r, true, err
	}
	return nil, false, nil
}

// FloatDivMod is divmod(x, y) for y other than zero: the quotient is rounded
// down and the remainder has y's sign.
func FloatDivMod(x, y float64) (q, m float64) {
	m = math.Mod(x, y)
	q = (x - m) / y
	if m != 0 {
		if (y < 0) != (m < 0) {
			m += y
			q--
		}
	} else {
		m = math.Copysign(0, y)
	}
	if q != 0 {
		f := math.Floor(q)
		if q-f > 0.5 {
			f++
		}
		return f, m
	}
	return math.Copysign(0, x/y), m
}

func powFloats(x, y float64) (Value, error) {
	finite := !math.IsInf(x, 0) && !math.IsNaN(x) && !math.IsInf(y, 0) && !math.IsNaN(y)
	if x == 0 && y < 0 && finite {
		return nil, NewError(ZeroDivisionError, "0.0 cannot be raised to a negative power")
	}
	if x < 0 && finite && y != math.Floor(y) {
		return complexPow(complex(x, 0), complex(y, 0))
	}
	r := pair.Pow(x, y)
	if finite && math.IsInf(r, 0) {
		return nil, &Raised{NewException(OverflowError, 34, "Numerical result out of range")}
	}
	return r, nil
}
