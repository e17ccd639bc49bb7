package object

import (
	"math"
	"math/big"
	"strings"
)

// Ints that do not fit into 64 bits are *big.Int: IntValue makes the right one
// of the two, so that a *big.Int never has a value that an int could have.

// maxBits is how long an integer may become: 256 MiB.
const maxBits = 1 << 31

// maxDigits is how many decimal digits CPython reads and writes at most.
const maxDigits = 4300

// IntValue gives the Python int of a number: an int when it fits into 64 bits.
// It keeps b.
func IntValue(b *big.Int) Value {
	if b.IsInt64() {
		return int(b.Int64())
	}
	return b
}

// BigOf gives the number of a Python int, bool or instance of a class derived
// from int; ok is false for all else. The result must not be changed.
func BigOf(v Value) (b *big.Int, ok bool) {
	switch v := NativeOf(v).(type) {
	case int:
		return big.NewInt(int64(v)), true
	case bool:
		return big.NewInt(int64(b2i(v))), true
	case *big.Int:
		return v, true
	}
	return nil, false
}

// AsBig gives the number of an int of any size, or of something with
// __index__. Floats are refused. The result must not be changed.
func AsBig(th *Thread, v Value) (*big.Int, error) {
	if b, ok := BigOf(v); ok {
		return b, nil
	}
	i, err := AsIndex(th, v)
	return big.NewInt(int64(i)), err
}

// Big gives an int of any size; floats are refused as Python does.
func (b *Bound) Big(name string) *big.Int { return Must(AsBig(b.th, b.Value(name))) }

// bigFloat is float(b), rounded once.
func bigFloat(b *big.Int) (float64, error) {
	f, _ := new(big.Float).SetInt(b).Float64()
	if math.IsInf(f, 0) {
		return 0, Errorf(OverflowError, "int too large to convert to float")
	}
	return f, nil
}

// wholeFloat is int(f) of any size.
func wholeFloat(f float64) (Value, error) {
	switch {
	case f != f:
		return nil, ValueErrorf("cannot convert float NaN to integer")
	case math.IsInf(f, 0):
		return nil, Errorf(OverflowError, "cannot convert float infinity to integer")
	case f >= 1<<63 || f < -1<<63:
		b, _ := new(big.Float).SetFloat64(f).Int(nil)
		return IntValue(b), nil
	}
	return int(f), nil
}

// bigRepr gives the decimal digits, unless there are too many of them.
func bigRepr(b *big.Int) (string, error) {
	if b.BitLen() > maxDigits*4 || b.BitLen() > maxDigits*3 && len(new(big.Int).Abs(b).String()) > maxDigits {
		return "", ValueErrorf("Exceeds the limit (%d digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit", maxDigits)
	}
	return b.String(), nil
}

// parseBig reads digits that do not fit into 64 bits; ok is false when there is
// a character that is no digit of the base.
func parseBig(s string, base int) (v Value, ok bool, err error) {
	digits := strings.TrimLeft(strings.TrimLeft(s, "+-"), "0")
	if len(digits) > maxDigits && base&(base-1) != 0 {
		return nil, true, ValueErrorf("Exceeds the limit (%d digits) for integer string conversion: value has %d digits; use sys.set_int_max_str_digits() to increase the limit", maxDigits, len(digits))
	}
	b, ok := new(big.Int).SetString(s, base)
	if !ok {
		return nil, false, nil
	}
	return IntValue(b), true, nil
}

// bigHash reduces by CPython's prime.
func bigHash(b *big.Int) int {
	m := new(big.Int).Rem(b, big.NewInt(hashModulus))
	if h := int(m.Int64()); h != -1 {
		return h
	}
	return -2
}

// compareBig compares where at least one side is a *big.Int and the other one
// a number too.
func compareBig(op Op, a, b Value) (r, ok bool) {
	x, xBig := a.(*big.Int)
	y, yBig := b.(*big.Int)
	switch {
	case xBig && yBig:
		return ordered(op, x.Cmp(y), 0), true
	case xBig:
		switch y := b.(type) {
		case int, bool:
			// It is farther from 0 than any int.
			return ordered(op, x.Sign(), 0), true
		case float64:
			return compareBigFloat(op, x, y), true
		}
	case yBig:
		switch a.(type) {
		case int, bool, float64:
			return compareBig(op.Mirror(), b, a)
		}
	}
	return false, false
}

func compareBigFloat(op Op, x *big.Int, f float64) bool {
	if f != f {
		return op == Ne
	}
	if math.IsInf(f, 0) {
		return ordered(op, 0, f)
	}
	return ordered(op, new(big.Float).SetInt(x).Cmp(new(big.Float).SetFloat64(f)), 0)
}
