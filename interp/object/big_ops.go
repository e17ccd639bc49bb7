package object

import (
	"math/big"
)

// bigBinary computes where at least one operand is a *big.Int and the other
// one a number too; ok is false for other operands.
func bigBinary(op Op, a, b Value) (r Value, ok bool, err error) {
	x, xBig := a.(*big.Int)
	y, yBig := b.(*big.Int)
	if !xBig && !yBig || op == MatMul {
		return nil, false, nil
	}
	if f, isFloat := a.(float64); isFloat {
		g, err := bigFloat(y)
		if err != nil {
			return nil, true, err
		}
		return floatOp(op, f, g)
	}
	if g, isFloat := b.(float64); isFloat {
		f, err := bigFloat(x)
		if err != nil {
			return nil, true, err
		}
		return floatOp(op, f, g)
	}
	if x, ok = plainBig(a); !ok {
		return nil, false, nil
	}
	if y, ok = plainBig(b); !ok {
		return nil, false, nil
	}
	r, err = bigOp(op, x, y)
	return r, true, err
}

// plainBig is BigOf for values that are no instances.
func plainBig(v Value) (*big.Int, bool) {
	if _, isInstance := v.(*Instance); isInstance {
		return nil, false
	}
	return BigOf(v)
}

// bigInts computes with ints whose result does not fit into 64 bits.
func bigInts(op Op, x, y int) (Value, error) {
	return bigOp(op, big.NewInt(int64(x)), big.NewInt(int64(y)))
}

func bigOp(op Op, x, y *big.Int) (Value, error) {
	z := new(big.Int)
	switch op {
	case Add:
		z.Add(x, y)
	case Sub:
		z.Sub(x, y)
	case Mul:
		if x.BitLen()+y.BitLen() > maxBits {
			return nil, NewError(MemoryError, "")
		}
		z.Mul(x, y)
	case Div:
		return divideBig(x, y)
	case FloorDiv:
		if y.Sign() == 0 {
			return nil, NewError(ZeroDivisionError, "integer division or modulo by zero")
		}
		z, _ = floorBig(x, y)
	case Mod:
		if y.Sign() == 0 {
			return nil, NewError(ZeroDivisionError, "integer modulo by zero")
		}
		_, z = floorBig(x, y)
	case Pow:
		return powBig(x, y)
	case BitAnd:
		z.And(x, y)
	case BitOr:
		z.Or(x, y)
	case BitXor:
		z.Xor(x, y)
	case LShift, RShift:
		return shiftBig(op, x, y)
	default:
		return NotImplemented, nil
	}
	return IntValue(z), nil
}

// floorBig rounds the quotient down, so that the remainder has y's sign.
func floorBig(x, y *big.Int) (q, r *big.Int) {
	q, r = new(big.Int).QuoRem(x, y, new(big.Int))
	if r.Sign() != 0 && r.Sign() != y.Sign() {
		q.Sub(q, big.NewInt(1))
		r.Add(r, y)
	}
	return q, r
}

// divideBig is true division, rounded once.
func divideBig(x, y *big.Int) (Value, error) {
	if y.Sign() == 0 {
		return nil, NewError(ZeroDivisionError, "division by zero")
	}
	f, _ := new(big.Rat).SetFrac(x, y).Float64()
	if f-f != 0 {
		return nil, Errorf(OverflowError, "integer division result too large for a float")
	}
	return f, nil
}

func powBig(x, y *big.Int) (Value, error) {
	if y.Sign() < 0 {
		f, err := bigFloat(x)
		if err != nil {
			return nil, err
		}
		g, err := bigFloat(y)
		if err != nil {
			return nil, err
		}
		if f == 0 {
			return nil, NewError(ZeroDivisionError, "0.0 cannot be raised to a negative power")
		}
		r, _, err := floatOp(Pow, f, g)
		return r, err
	}
	if x.BitLen() > 1 && (!y.IsInt64() || y.Int64() > maxBits/int64(x.BitLen())) {
		return nil, NewError(MemoryError, "")
	}
	if x.BitLen() <= 1 && !y.IsInt64() {
		// Only the exponent's last bit tells.
		y = big.NewInt(2 + int64(y.Bit(0)))
	}
	return IntValue(new(big.Int).Exp(x, y, nil)), nil
}

func shiftBig(op Op, x, y *big.Int) (Value, error) {
	if y.Sign() < 0 {
		return nil, ValueErrorf("negative shift count")
	}
	if op == RShift {
		if !y.IsInt64() || y.Int64() > maxBits {
			y = big.NewInt(maxBits)
		}
		return IntValue(new(big.Int).Rsh(x, uint(y.Int64()))), nil
	}
	if x.Sign() == 0 {
		return 0, nil
	}
	if !y.IsInt64() {
		return nil, Errorf(OverflowError, "too many digits in integer")
	}
	if y.Int64() > maxBits {
		return nil, NewError(MemoryError, "")
	}
	return IntValue(new(big.Int).Lsh(x, uint(y.Int64()))), nil
}

func bigUnary(op Op, x *big.Int) Value {
	switch op {
	case Neg:
		return IntValue(new(big.Int).Neg(x))
	case Invert:
		return IntValue(new(big.Int).Not(x))
	}
	return x
}

// DivModInts is divmod(x, y) of ints; y is not 0.
func DivModInts(x, y *big.Int) Value {
	q, r := floorBig(x, y)
	return NewTuple(IntValue(q), IntValue(r))
}
