package tensor

import (
	"math"

	"kerash/tensor/internal/kernel"
)

var opAbs, opSign, opFloor, opCeil, opRound, opRint, opReciprocal, opIsNan, opIsInf, opIsFinite, opNextAfter *Op

func init() {
	opAbs = unaryInt("Abs", kernel.OpAbs, math.Abs, func(x int64) int64 { return max(x, -x) },
		func(s *Scope, x, y, g *Tensor) *Tensor { return s.Mul(g, s.Sign(x)) })
	opSign = unaryInt("Sign", kernel.OpSign, signOf, func(x int64) int64 { return int64(signOf(float64(x))) },
		func(s *Scope, x, y, g *Tensor) *Tensor { return s.ZerosLike(x) })
	opFloor = unary("Floor", kernel.OpFloor, math.Floor, nil)
	opCeil = unary("Ceil", kernel.OpCeil, math.Ceil, nil)
	opRint = unary("Rint", kernel.OpRound, math.RoundToEven, nil)
	opRound = unaryInt("Round", kernel.OpRound, math.RoundToEven, func(x int64) int64 { return x }, nil)
	opReciprocal = unary("Reciprocal", kernel.OpReciprocal, func(x float64) float64 { return 1 / x },
		func(s *Scope, x, y, g *Tensor) *Tensor { return s.Neg(s.Mul(g, s.Square(y))) })
	opIsNan = predicate("IsNan", func(x float64) bool { return x != x })
	opIsInf = predicate("IsInf", func(x float64) bool { return math.IsInf(x, 0) })
	opIsFinite = predicate("IsFinite", func(x float64) bool { return x-x == 0 })
	opNextAfter = binary("NextAfter", binaryFuncs{
		k:   noKernel,
		f64: math.Nextafter, f32: math.Nextafter32,
	}, func(s *Scope, a, b, y, g *Tensor) (*Tensor, *Tensor) { return g, s.Mul(g, Full(b.DType(), 0)) })
}

func signOf(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return x // ±0 and NaN
}

// predicate declares an elementwise question about floating point numbers.
func predicate(name string, f func(x float64) bool) *Op {
	return &Op{
		Name:        name,
		Elementwise: true,
		Infer: func(c *Call) []Spec {
			return []Spec{{Bool, c.In[0].Shape}}
		},
		Eval: func(c *Call, in, out []*Array) {
			y := Data[bool](out[0])
			if in[0].dtype == Float64 {
				for i, v := range Data[float64](in[0]) {
					y[i] = f(v)
				}
				return
			}
			for i, v := range in[0].F32() {
				y[i] = f(float64(v))
			}
		},
	}
}

// Abs is the absolute value of x, which is real for complex numbers.
func (s *Scope) Abs(x *Tensor) *Tensor {
	if x.DType().IsComplex() {
		return s.Apply1(opComplexAbs, nil, x)
	}
	return s.Apply1(opAbs, nil, x)
}

// Sign is -1, 0 or 1 by the sign of x; x/|x| of complex numbers.
func (s *Scope) Sign(x *Tensor) *Tensor {
	if x.DType().IsComplex() {
		return s.DivNoNan(x, s.Cast(s.Abs(x), x.DType()))
	}
	return s.Apply1(opSign, nil, x)
}

// Floor rounds x down.
func (s *Scope) Floor(x *Tensor) *Tensor { return s.Apply1(opFloor, nil, x) }

// Ceil rounds x up.
func (s *Scope) Ceil(x *Tensor) *Tensor { return s.Apply1(opCeil, nil, x) }

// Round rounds x to the nearest integer, halves to even; integers stay.
func (s *Scope) Round(x *Tensor) *Tensor { return s.Apply1(opRound, nil, x) }

// Rint is [Scope.Round] for floating point tensors only.
func (s *Scope) Rint(x *Tensor) *Tensor { return s.Apply1(opRint, nil, x) }

// Reciprocal is 1/x.
func (s *Scope) Reciprocal(x *Tensor) *Tensor { return s.Apply1(opReciprocal, nil, x) }

// IsNan tells which elements are not a number.
func (s *Scope) IsNan(x *Tensor) *Tensor { return s.Apply1(opIsNan, nil, x) }

// IsInf tells which elements are infinite.
func (s *Scope) IsInf(x *Tensor) *Tensor { return s.Apply1(opIsInf, nil, x) }

// IsFinite tells which elements are neither infinite nor NaN.
func (s *Scope) IsFinite(x *Tensor) *Tensor { return s.Apply1(opIsFinite, nil, x) }

// NextAfter is the representable number next to a in the direction of b.
func (s *Scope) NextAfter(a, b *Tensor) *Tensor { return s.Apply1(opNextAfter, nil, a, b) }
