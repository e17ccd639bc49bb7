package tensor

import (
	"math"

	"kerash/tensor/internal/kernel"
)

var opExp, opExpm1, opLog, opLog1p, opSqrt, opRsqrt, opSquare, opPow *Op

func init() {
	opExp = unary("Exp", kernel.OpExp, math.Exp,
		func(s *Scope, x, y, g *Tensor) *Tensor { return s.Mul(g, y) })

	opExpm1 = unary("Expm1", kernel.OpExpm1, math.Expm1,
		func(s *Scope, x, y, g *Tensor) *Tensor { return s.Mul(g, s.Exp(x)) })

	opLog = unary("Log", kernel.OpLog, math.Log,
		func(s *Scope, x, y, g *Tensor) *Tensor { return s.Div(g, x) })

	opLog1p = unary("Log1p", kernel.OpLog1p, math.Log1p,
		func(s *Scope, x, y, g *Tensor) *Tensor { return s.Div(g, s.Add(Full(x.DType(), 1), x)) })

	opSqrt = unary("Sqrt", kernel.OpSqrt, math.Sqrt,
		func(s *Scope, x, y, g *Tensor) *Tensor { return s.Div(s.Mul(g, Full(x.DType(), 0.5)), y) })

	opRsqrt = unary("Rsqrt", kernel.OpRsqrt, func(x float64) float64 { return 1 / math.Sqrt(x) },
		func(s *Scope, x, y, g *Tensor) *Tensor {
			return s.Mul(s.Mul(g, Full(x.DType(), -0.5)), s.Mul(y, s.Square(y)))
		})

	opSquare = unaryInt("Square", kernel.OpSquare, func(x float64) float64 { return x * x }, func(x int64) int64 { return x * x },
		func(s *Scope, x, y, g *Tensor) *Tensor { return s.Mul(g, s.Mul(Full(x.DType(), 2), x)) })

	opPow = binary("Pow", binaryFuncs{f64: math.Pow, int: powInt, k: kernel.OpPow}, gradPow)
}

// powInt is base to the power of exp with wrap-around.
func powInt(base, exp int64) int64 {
	if exp < 0 {
		throwRun("Pow", "Integers to negative integer powers are not allowed")
	}
	y := int64(1)
	for ; exp > 0; exp >>= 1 {
		if exp&1 == 1 {
			y *= base
		}
		base *= base
	}
	return y
}

// gradPow is y·bᵃ⁻¹·b for the base, and y·log(base) for the exponent, which is 0
// for a base of 0 or, of real numbers, below.
func gradPow(s *Scope, a, b, y, g *Tensor) (ga, gb *Tensor) {
	zero, one := Full(a.DType(), 0), Full(a.DType(), 1)
	ga = s.Mul(g, s.Mul(b, s.Pow(a, s.Sub(b, one))))
	var defined *Tensor
	if a.DType().IsComplex() {
		defined = s.NotEqual(a, zero)
	} else {
		defined = s.Greater(a, zero)
	}
	log := s.Select(defined, s.Log(s.Select(defined, a, one)), zero)
	return ga, s.Mul(g, s.Mul(y, log))
}

// Exp is e to the power of x.
func (s *Scope) Exp(x *Tensor) *Tensor { return s.Apply1(opExp, nil, x) }

// Expm1 is eˣ - 1, exact for small x.
func (s *Scope) Expm1(x *Tensor) *Tensor { return s.Apply1(opExpm1, nil, x) }

// Log is the natural logarithm of x.
func (s *Scope) Log(x *Tensor) *Tensor { return s.Apply1(opLog, nil, x) }

// Log1p is log(1 + x), exact for small x.
func (s *Scope) Log1p(x *Tensor) *Tensor { return s.Apply1(opLog1p, nil, x) }

// Sqrt is the square root of x.
func (s *Scope) Sqrt(x *Tensor) *Tensor { return s.Apply1(opSqrt, nil, x) }

// Rsqrt is 1/√x.
func (s *Scope) Rsqrt(x *Tensor) *Tensor { return s.Apply1(opRsqrt, nil, x) }

// Square is x·x.
func (s *Scope) Square(x *Tensor) *Tensor { return s.Apply1(opSquare, nil, x) }

// Pow is a to the power of b, broadcast.
func (s *Scope) Pow(a, b *Tensor) *Tensor { return s.Apply1(opPow, nil, a, b) }
