package tensor

import (
	"math"

	"kerash/tensor/internal/kernel"
)

var opSin, opCos, opTan, opAsin, opAcos, opAtan, opSinh, opCosh, opAsinh, opAcosh, opAtanh, opAtan2 *Op

func init() {
	opSin = unary("Sin", kernel.OpSin, math.Sin,
		func(s *Scope, x, y, g *Tensor) *Tensor { return s.Mul(g, s.Cos(x)) })
	opCos = unary("Cos", kernel.OpCos, math.Cos,
		func(s *Scope, x, y, g *Tensor) *Tensor { return s.Neg(s.Mul(g, s.Sin(x))) })
	opTan = unary("Tan", noKernel, math.Tan,
		func(s *Scope, x, y, g *Tensor) *Tensor { return s.Mul(g, s.Square(s.Reciprocal(s.Cos(x)))) })
	opAsin = unary("Asin", noKernel, math.Asin,
		func(s *Scope, x, y, g *Tensor) *Tensor {
			return s.Div(g, s.Sqrt(s.Sub(Full(x.DType(), 1), s.Square(x))))
		})
	opAcos = unary("Acos", noKernel, math.Acos,
		func(s *Scope, x, y, g *Tensor) *Tensor {
			return s.Neg(s.Div(g, s.Sqrt(s.Sub(Full(x.DType(), 1), s.Square(x)))))
		})
	opAtan = unary("Atan", noKernel, math.Atan,
		func(s *Scope, x, y, g *Tensor) *Tensor { return s.Div(g, s.Add(Full(x.DType(), 1), s.Square(x))) })
	opSinh = unary("Sinh", noKernel, math.Sinh,
		func(s *Scope, x, y, g *Tensor) *Tensor { return s.Mul(g, s.Cosh(x)) })
	opCosh = unary("Cosh", noKernel, math.Cosh,
		func(s *Scope, x, y, g *Tensor) *Tensor { return s.Mul(g, s.Sinh(x)) })
	opAsinh = unary("Asinh", noKernel, math.Asinh,
		func(s *Scope, x, y, g *Tensor) *Tensor { return s.Div(g, s.Cosh(y)) })
	opAcosh = unary("Acosh", noKernel, math.Acosh,
		func(s *Scope, x, y, g *Tensor) *Tensor { return s.Div(g, s.Sinh(y)) })
	opAtanh = unary("Atanh", noKernel, math.Atanh,
		func(s *Scope, x, y, g *Tensor) *Tensor { return s.Div(g, s.Sub(Full(x.DType(), 1), s.Square(x))) })
	opAtan2 = binary("Atan2", binaryFuncs{k: noKernel, f64: math.Atan2},
		func(s *Scope, y, x, _, g *Tensor) (*Tensor, *Tensor) {
			over := s.Div(g, s.Add(s.Square(x), s.Square(y)))
			return s.Mul(x, over), s.Neg(s.Mul(y, over))
		})
}

// Sin is the sine of x in radians.
func (s *Scope) Sin(x *Tensor) *Tensor { return s.Apply1(opSin, nil, x) }

// Cos is the cosine of x in radians.
func (s *Scope) Cos(x *Tensor) *Tensor { return s.Apply1(opCos, nil, x) }

// Tan is the tangent of x in radians.
func (s *Scope) Tan(x *Tensor) *Tensor { return s.Apply1(opTan, nil, x) }

// Asin is the angle whose sine is x; NaN outside of [-1, 1].
func (s *Scope) Asin(x *Tensor) *Tensor { return s.Apply1(opAsin, nil, x) }

// Acos is the angle whose cosine is x; NaN outside of [-1, 1].
func (s *Scope) Acos(x *Tensor) *Tensor { return s.Apply1(opAcos, nil, x) }

// Atan is the angle whose tangent is x.
func (s *Scope) Atan(x *Tensor) *Tensor { return s.Apply1(opAtan, nil, x) }

// Atan2 is the angle of the point (x, y), in the right quadrant.
func (s *Scope) Atan2(y, x *Tensor) *Tensor { return s.Apply1(opAtan2, nil, y, x) }

// Sinh is the hyperbolic sine of x.
func (s *Scope) Sinh(x *Tensor) *Tensor { return s.Apply1(opSinh, nil, x) }

// Cosh is the hyperbolic cosine of x.
func (s *Scope) Cosh(x *Tensor) *Tensor { return s.Apply1(opCosh, nil, x) }

// Asinh is the inverse hyperbolic sine of x.
func (s *Scope) Asinh(x *Tensor) *Tensor { return s.Apply1(opAsinh, nil, x) }

// Acosh is the inverse hyperbolic cosine of x; NaN below 1.
func (s *Scope) Acosh(x *Tensor) *Tensor { return s.Apply1(opAcosh, nil, x) }

// Atanh is the inverse hyperbolic tangent of x; NaN outside of [-1, 1].
func (s *Scope) Atanh(x *Tensor) *Tensor { return s.Apply1(opAtanh, nil, x) }
