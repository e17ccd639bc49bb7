package object

import (
	"math"
	"math/big"

	"kerash/interp/internal/pair"
)

// AsComplex gives the complex number of a number: int, float, bool, complex or
// something with __complex__, __float__ or __index__. ok is false for all else.
func AsComplex(th *Thread, v Value) (z complex128, ok bool, err error) {
	switch v := NativeOf(v).(type) {
	case complex128:
		return v, true, nil
	case float64:
		return complex(v, 0), true, nil
	case int:
		return complex(float64(v), 0), true, nil
	case bool:
		return complex(float64(b2i(v)), 0), true, nil
	case *big.Int:
		f, err := bigFloat(v)
		return complex(f, 0), true, err
	}
	if m, found := TypeOf(v).Lookup("__complex__"); found {
		r, err := CallFn(th, m, v)
		if err != nil {
			return 0, true, err
		}
		z, ok := r.(complex128)
		if !ok {
			err = TypeErrorf("%s.__complex__ returned non-complex (type %s)", TypeName(v), TypeName(r))
		}
		return z, true, err
	}
	f, ok, err := findFloat(th, v)
	return complex(f, 0), ok, err
}

// complexOperand is an operand of complex arithmetic: Python's own numbers
// only.
func complexOperand(v Value) (complex128, bool) {
	switch v := NativeOf(v).(type) {
	case complex128:
		return v, true
	case float64:
		return complex(v, 0), true
	case int:
		return complex(float64(v), 0), true
	case bool:
		return complex(float64(b2i(v)), 0), true
	case *big.Int:
		f, err := bigFloat(v)
		return complex(f, 0), err == nil
	}
	return 0, false
}

func complexBinary(th *Thread, op Op, a, b Value) (Value, error) {
	x, ok := complexOperand(a)
	y, ok2 := complexOperand(b)
	if !ok || !ok2 {
		return NotImplemented, nil
	}
	switch op {
	case Add:
		return x + y, nil
	case Sub:
		return x - y, nil
	case Mul:
		return x * y, nil
	case Div:
		if y == 0 {
			return nil, NewError(ZeroDivisionError, "complex division by zero")
		}
		return ComplexQuotient(x, y), nil
	case Pow:
		return complexPow(x, y)
	}
	return NotImplemented, nil
}

func complexUnary(th *Thread, op Op, a Value) (Value, error) {
	z := a.(complex128)
	switch op {
	case Neg:
		return -z, nil
	case Plus:
		return z, nil
	}
	return NotImplemented, nil
}

// complexCompare knows == and !=; complex numbers have no order. Ints are
// compared by their exact value.
func complexCompare(th *Thread, op Op, a, b Value) (Value, error) {
	if op != Eq && op != Ne {
		return NotImplemented, nil
	}
	x, ok := complexOperand(a)
	y, ok2 := complexOperand(b)
	if !ok || !ok2 {
		return NotImplemented, nil
	}
	equal := x == y
	if equal {
		if i, isInt := NativeOf(a).(int); isInt {
			equal = compareIntFloat(Eq, i, real(y))
		}
		if i, isInt := NativeOf(b).(int); isInt {
			equal = compareIntFloat(Eq, i, real(x))
		}
	}
	return equal == (op == Eq), nil
}

// ComplexQuotient is a / b by Smith's method, which CPython and NumPy use; b is
// not 0.
func ComplexQuotient(a, b complex128) complex128 {
	switch {
	case math.Abs(real(b)) >= math.Abs(imag(b)):
		ratio := imag(b) / real(b)
		denom := real(b) + imag(b)*ratio
		return complex((real(a)+imag(a)*ratio)/denom, (imag(a)-real(a)*ratio)/denom)
	case math.Abs(imag(b)) >= math.Abs(real(b)):
		ratio := real(b) / imag(b)
		denom := real(b)*ratio + imag(b)
		return complex((real(a)*ratio+imag(a))/denom, (imag(a)*ratio-real(a))/denom)
	}
	return complex(math.NaN(), math.NaN())
}

// complexPow multiplies repeatedly for small whole exponents, as CPython does,
// and otherwise goes through polar coordinates.
func complexPow(a, b complex128) (Value, error) {
	var r complex128
	switch n := real(b); {
	case imag(b) == 0 && n == math.Floor(n) && math.Abs(n) <= 100:
		if a == 0 && n < 0 {
			return nil, NewError(ZeroDivisionError, "0.0 to a negative or complex power")
		}
		if r = complexPowInt(a, int(math.Abs(n))); n <= 0 {
			r = ComplexQuotient(1, r)
		}
	case a == 0:
		if imag(b) != 0 || n < 0 {
			return nil, NewError(ZeroDivisionError, "0.0 to a negative or complex power")
		}
	default:
		r = complexPowPolar(a, b)
	}
	if math.IsInf(real(r), 0) || math.IsInf(imag(r), 0) {
		return nil, NewError(OverflowError, "complex exponentiation")
	}
	return r, nil
}

func complexPowInt(a complex128, n int) complex128 {
	r := complex(1, 0)
	for ; n > 0; n >>= 1 {
		if n&1 != 0 {
			r *= a
		}
		a *= a
	}
	return r
}

func complexPowPolar(a, b complex128) complex128 {
	abs, angle := math.Hypot(real(a), imag(a)), math.Atan2(imag(a), real(a))
	length, phase := pair.Pow(abs, real(b)), angle*real(b)
	if imag(b) != 0 {
		length /= math.Exp(angle * imag(b))
		phase += imag(b) * math.Log(abs)
	}
	sin, cos := pair.Sincos(phase)
	return complex(length*cos, length*sin)
}

func hashComplex(z complex128) int {
	h := hashFloat(real(z)) + 1000003*hashFloat(imag(z))
	if h == -1 {
		return -2
	}
	return h
}
