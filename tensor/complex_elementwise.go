package tensor

import "math/cmplx"

// complexUnary are the functions of complex numbers that elementwise ops of one
// input have besides those of real ones, by op. Gradients need nothing of their
// own: that of a holomorphic function is g·conj(f'(x)), which the op's real
// formula gives for the conjugates of its input and output.
var complexUnary = map[string]func(z complex128) complex128{
	"Exp":        cmplx.Exp,
	"Expm1":      func(z complex128) complex128 { return cmplx.Exp(z) - 1 },
	"Log":        cmplx.Log,
	"Log1p":      func(z complex128) complex128 { return cmplx.Log(z + 1) },
	"Sqrt":       cmplx.Sqrt,
	"Rsqrt":      func(z complex128) complex128 { return 1 / cmplx.Sqrt(z) },
	"Square":     func(z complex128) complex128 { return z * z },
	"Neg":        func(z complex128) complex128 { return -z },
	"Reciprocal": func(z complex128) complex128 { return 1 / z },
	"Sign":       complexSign,
	"Sin":        cmplx.Sin,
	"Cos":        cmplx.Cos,
	"Tan":        cmplx.Tan,
	"Asin":       cmplx.Asin,
	"Acos":       cmplx.Acos,
	"Atan":       cmplx.Atan,
	"Sinh":       cmplx.Sinh,
	"Cosh":       cmplx.Cosh,
	"Tanh":       cmplx.Tanh,
	"Asinh":      cmplx.Asinh,
	"Acosh":      complexAcosh,
	"Atanh":      cmplx.Atanh,
	"Sigmoid":    func(z complex128) complex128 { return 1 / (1 + cmplx.Exp(-z)) },
}

// complexBinary is [complexUnary] for ops of two inputs.
var complexBinary = map[string]func(a, b complex128) complex128{
	"AddV2":   func(a, b complex128) complex128 { return a + b },
	"Sub":     func(a, b complex128) complex128 { return a - b },
	"Mul":     func(a, b complex128) complex128 { return a * b },
	"RealDiv": func(a, b complex128) complex128 { return a / b },
	"Pow":     complexPow,
	"SquaredDifference": func(a, b complex128) complex128 {
		d := a - b
		return d * cmplx.Conj(d)
	},
	"DivNoNan": func(a, b complex128) complex128 {
		if b == 0 {
			return 0
		}
		return a / b
	},
	"MulNoNan": func(a, b complex128) complex128 {
		if b == 0 {
			return 0
		}
		return a * b
	},
	"Xdivy": func(a, b complex128) complex128 {
		if a == 0 {
			return 0
		}
		return a / b
	},
	"Xlogy": func(a, b complex128) complex128 {
		if a == 0 {
			return 0
		}
		return a * cmplx.Log(b)
	},
	"Xlog1py": func(a, b complex128) complex128 {
		if a == 0 {
			return 0
		}
		return a * cmplx.Log(b+1)
	},
}

func complexSign(z complex128) complex128 {
	if z == 0 {
		return 0
	}
	return complex(real(z)/complexAbs(z), imag(z)/complexAbs(z))
}

// complexAcosh takes the branch with a real part that is not negative.
func complexAcosh(z complex128) complex128 {
	return cmplx.Log(z + cmplx.Sqrt(z+1)*cmplx.Sqrt(z-1))
}

// complexPow multiplies for small whole exponents, which rounds less.
func complexPow(a, b complex128) complex128 {
	y, small := ComplexWholePower(a, b)
	switch {
	case !small:
		return cmplx.Pow(a, b)
	case real(b) < 0:
		return 1 / y
	}
	return y
}

// ComplexWholePower is a to the power of |b| by multiplication; ok is false
// unless b is a whole number of at most 100.
func ComplexWholePower(a, b complex128) (y complex128, ok bool) {
	n := int(real(b))
	if complex(float64(n), 0) != b || n > 100 || n < -100 {
		return 0, false
	}
	y = 1
	for k := max(n, -n); k > 0; k >>= 1 {
		if k&1 == 1 {
			y *= a
		}
		a *= a
	}
	return y, true
}

// mapComplex computes y = f(x) for a complex dtype.
func mapComplex(y, x *Array, f func(z complex128) complex128) {
	switch x.buf.(type) {
	case []complex64:
		d := Data[complex64](y)
		for i, z := range Data[complex64](x) {
			d[i] = complex64(f(complex128(z)))
		}
	case []complex128:
		d := Data[complex128](y)
		for i, z := range Data[complex128](x) {
			d[i] = f(z)
		}
	}
}

// zipComplex computes y = f(a, b), broadcast, for a complex dtype.
func zipComplex(y, a, b *Array, f func(a, b complex128) complex128) {
	switch a.buf.(type) {
	case []complex64:
		zip(Data[complex64](y), a, b, y.shape, Data[complex64](a), Data[complex64](b), func(p, q complex64) complex64 {
			return complex64(f(complex128(p), complex128(q)))
		})
	case []complex128:
		zip(Data[complex128](y), a, b, y.shape, Data[complex128](a), Data[complex128](b), f)
	}
}
