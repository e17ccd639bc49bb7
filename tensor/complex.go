package tensor

import "math"

var opConj, opReal, opImag, opComplex, opComplexAbs, opAngle, opComplexTanh, opComplexSigmoid *Op

func init() {
	opConj = &Op{
		Name:        "Conj",
		Elementwise: true,
		Infer:       func(c *Call) []Spec { return c.result(c.In[0]) },
		Eval: func(c *Call, in, out []*Array) {
			mapComplex(out[0], in[0], func(z complex128) complex128 { return complex(real(z), -imag(z)) })
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor { return []*Tensor{s.Conj(gout[0])} },
	}
	opReal = complexPart("Real", func(z complex128) float64 { return real(z) },
		func(s *Scope, z, _, g *Tensor) *Tensor { return s.Complex(g, s.ZerosLike(g)) })
	opImag = complexPart("Imag", func(z complex128) float64 { return imag(z) },
		func(s *Scope, z, _, g *Tensor) *Tensor { return s.Complex(s.ZerosLike(g), g) })
	opComplexAbs = complexPart("ComplexAbs", complexAbs,
		func(s *Scope, z, y, g *Tensor) *Tensor {
			return s.DivNoNan(s.Mul(s.Complex(g, s.ZerosLike(g)), z), s.Complex(y, s.ZerosLike(y)))
		})
	opAngle = complexPart("Angle", func(z complex128) float64 { return math.Atan2(imag(z), real(z)) },
		func(s *Scope, z, _, g *Tensor) *Tensor {
			turned := s.Reciprocal(s.Complex(s.Imag(z), s.Real(z)))
			return s.Neg(s.Mul(s.Complex(g, s.ZerosLike(g)), turned))
		})
	// Tanh and the logistic function of real numbers are activations.
	opComplexTanh = unary("Tanh", noKernel, nil, func(s *Scope, z, y, g *Tensor) *Tensor {
		return s.Mul(g, s.Sub(Full(y.DType(), 1), s.Square(y)))
	})
	opComplexSigmoid = unary("Sigmoid", noKernel, nil, func(s *Scope, z, y, g *Tensor) *Tensor {
		return s.Mul(g, s.Mul(y, s.Sub(Full(y.DType(), 1), y)))
	})
	opComplex = &Op{
		Name: "Complex",
		Infer: func(c *Call) []Spec {
			sp := inferBroadcast(c)
			return c.result(Spec{sp.DType.Complex(), sp.Shape})
		},
		Eval: func(c *Call, in, out []*Array) {
			switch out[0].buf.(type) {
			case []complex64:
				zip(Data[complex64](out[0]), in[0], in[1], out[0].shape, in[0].F32(), in[1].F32(), func(re, im float32) complex64 { return complex(re, im) })
			case []complex128:
				zip(Data[complex128](out[0]), in[0], in[1], out[0].shape, in[0].F64(), in[1].F64(), func(re, im float64) complex128 { return complex(re, im) })
			}
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.UnbroadcastLike(s.Real(gout[0]), in[0]), s.UnbroadcastLike(s.Imag(gout[0]), in[1])}
		},
	}
}

func complexAbs(z complex128) float64 { return math.Hypot(real(z), imag(z)) }

// complexPart declares a real function of complex numbers. grad gives the
// gradient for input z, output y and its gradient g, which are real.
func complexPart(name string, f func(z complex128) float64, grad func(s *Scope, z, y, g *Tensor) *Tensor) *Op {
	return &Op{
		Name: name,
		Infer: func(c *Call) []Spec {
			return c.result(Spec{c.In[0].DType.Real(), c.In[0].Shape})
		},
		Eval: func(c *Call, in, out []*Array) {
			switch x := in[0].buf.(type) {
			case []complex64:
				y := out[0].F32()
				for i, z := range x[in[0].offset:][:len(y)] {
					y[i] = float32(f(complex128(z)))
				}
			case []complex128:
				y := out[0].F64()
				for i, z := range x[in[0].offset:][:len(y)] {
					y[i] = f(z)
				}
			}
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{grad(s, in[0], out[0], gout[0])}
		},
	}
}

// Complex is re + i·im, broadcast, of two float32 or two float64 tensors.
func (s *Scope) Complex(re, im *Tensor) *Tensor { return s.Apply1(opComplex, nil, re, im) }

// Conj is x with the other sign of the imaginary part; real tensors come back
// themselves.
func (s *Scope) Conj(x *Tensor) *Tensor {
	if !x.DType().IsComplex() {
		return x
	}
	return s.Apply1(opConj, nil, x)
}

// Real is the real part of x; real tensors come back themselves.
func (s *Scope) Real(x *Tensor) *Tensor {
	if !x.DType().IsComplex() {
		return x
	}
	return s.Apply1(opReal, nil, x)
}

// Imag is the imaginary part of x: zeros for real tensors.
func (s *Scope) Imag(x *Tensor) *Tensor {
	if !x.DType().IsComplex() {
		return s.ZerosLike(x)
	}
	return s.Apply1(opImag, nil, x)
}

// Angle is the angle of complex numbers in radians.
func (s *Scope) Angle(x *Tensor) *Tensor { return s.Apply1(opAngle, nil, x) }

// Adjoint is the conjugate transpose of the matrices in the last two axes.
func (s *Scope) Adjoint(x *Tensor) *Tensor { return s.Conj(s.SwapLast(x)) }
