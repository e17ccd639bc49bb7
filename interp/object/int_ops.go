package object

import (
	"math"
	"math/big"
	"math/bits"
)

// intOp computes with ints; what does not fit into 64 bits becomes a big one.
func intOp(op Op, x, y int) (Value, error) {
	switch op {
	case Add:
		if z := x + y; (x^z)&(y^z) >= 0 {
			return z, nil
		}
		return bigInts(op, x, y)
	case Sub:
		if z := x - y; (x^y)&(x^z) >= 0 {
			return z, nil
		}
		return bigInts(op, x, y)
	case Mul:
		if z, ok := mulInt(x, y); ok {
			return z, nil
		}
		return bigInts(op, x, y)
	case Div:
		return divideInts(x, y)
	case FloorDiv:
		if y == 0 {
			return nil, NewError(ZeroDivisionError, "integer division or modulo by zero")
		}
		if y == -1 && x == math.MinInt {
			return bigInts(op, x, y)
		}
		q, _ := floorDivMod(x, y)
		return q, nil
	case Mod:
		if y == 0 {
			return nil, NewError(ZeroDivisionError, "integer modulo by zero")
		}
		_, r := floorDivMod(x, y)
		return r, nil
	case Pow:
		return powInts(x, y)
	}
	return bitOp(op, x, y)
}

func bitOp(op Op, x, y int) (Value, error) {
	switch op {
	case BitAnd:
		return x & y, nil
	case BitOr:
		return x | y, nil
	case BitXor:
		return x ^ y, nil
	case LShift, RShift:
		if y < 0 {
			return nil, ValueErrorf("negative shift count")
		}
		if op == RShift {
			return x >> min(y, 63), nil
		}
		if x == 0 {
			return 0, nil
		}
		if z := x << min(y, 63); y < 63 && z>>y == x {
			return z, nil
		}
		return bigInts(op, x, y)
	}
	return NotImplemented, nil
}

func mulInt(x, y int) (int, bool) {
	hi, lo := bits.Mul64(absUint(x), absUint(y))
	if hi != 0 {
		return 0, false
	}
	if (x < 0) != (y < 0) {
		return -int(lo), lo <= 1<<63
	}
	return int(lo), lo < 1<<63
}

func absUint(x int) uint64 {
	if x < 0 {
		return -uint64(x)
	}
	return uint64(x)
}

// floorDivMod rounds the quotient down, so that the remainder has y's sign.
func floorDivMod(x, y int) (q, r int) {
	if y == -1 {
		return -x, 0
	}
	q, r = x/y, x%y
	if r != 0 && (r < 0) != (y < 0) {
		q--
		r += y
	}
	return q, r
}

// divideInts is true division, rounded once.
func divideInts(x, y int) (Value, error) {
	if y == 0 {
		return nil, NewError(ZeroDivisionError, "division by zero")
	}
	const exact = 1 << 53
	if absUint(x) <= exact && absUint(y) <= exact {
		return float64(x) / float64(y), nil
	}
	f, _ := new(big.Rat).SetFrac64(int64(x), int64(y)).Float64()
	return f, nil
}

func powInts(x, y int) (Value, error) {
	if y < 0 {
		if x == 0 {
			return nil, NewError(ZeroDivisionError, "0.0 cannot be raised to a negative power")
		}
		r, _, err := floatOp(Pow, float64(x), float64(y))
		return r, err
	}
	z, ok := 1, true
	for base, n := x, y; ; {
		if n&1 != 0 {
			if z, ok = mulInt(z, base); !ok {
				return bigInts(Pow, x, y)
			}
		}
		if n >>= 1; n == 0 {
			return z, nil
		}
		if base, ok = mulInt(base, base); !ok {
			return bigInts(Pow, x, y)
		}
	}
}

// PowMod is pow(x, y, m).
func PowMod(th *Thread, a, b, c Value) (Value, error) {
	if inst, ok := a.(*Instance); ok {
		if r, found, err := inst.CallMethod(th, "__pow__", Pos(b, c)); err != nil || found && r != NotImplemented {
			return r, err
		}
	}
	var ints [3]*big.Int
	for i, v := range []Value{a, b, c} {
		switch v := NativeOf(v).(type) {
		case int, bool, *big.Int:
			ints[i], _ = BigOf(v)
		case float64:
			return nil, TypeErrorf("pow() 3rd argument not allowed unless all arguments are integers")
		default:
			return nil, TypeErrorf("unsupported operand type(s) for ** or pow(): '%s', '%s', '%s'", TypeName(a), TypeName(b), TypeName(c))
		}
	}
	x, y, m := ints[0], ints[1], ints[2]
	if m.Sign() == 0 {
		return nil, ValueErrorf("pow() 3rd argument cannot be 0")
	}
	r := new(big.Int).Exp(x, y, new(big.Int).Abs(m))
	if r == nil {
		return nil, ValueErrorf("base is not invertible for the given modulus")
	}
	if m.Sign() < 0 && r.Sign() > 0 {
		r.Add(r, m)
	}
	return IntValue(r), nil
}

func intUnary(op Op, x int) (Value, error) {
	switch op {
	case Neg:
		if x == math.MinInt {
			return bigUnary(Neg, big.NewInt(math.MinInt)), nil
		}
		return -x, nil
	case Invert:
		return ^x, nil
	}
	return x, nil
}
