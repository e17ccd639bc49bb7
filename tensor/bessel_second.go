package tensor

import "math"

// The Bessel functions of the first and the second kind and the modified ones
// of the second kind. Their derivatives are made of each other.
var opBesselJ0, opBesselJ1, opBesselY0, opBesselY1, opBesselK0, opBesselK0e, opBesselK1, opBesselK1e *Op

func init() {
	minus := func(s *Scope, g, d *Tensor) *Tensor { return s.Neg(s.Mul(g, d)) }
	opBesselJ0 = unary("BesselJ0", noKernel, math.J0, func(s *Scope, x, y, g *Tensor) *Tensor { return minus(s, g, s.BesselJ1(x)) })
	opBesselJ1 = unary("BesselJ1", noKernel, math.J1, func(s *Scope, x, y, g *Tensor) *Tensor {
		return s.Mul(g, s.Sub(s.BesselJ0(x), s.overX(y, x, 0.5)))
	})
	opBesselY0 = unary("BesselY0", noKernel, positive(math.Y0, math.Inf(-1)), func(s *Scope, x, y, g *Tensor) *Tensor { return minus(s, g, s.BesselY1(x)) })
	opBesselY1 = unary("BesselY1", noKernel, positive(math.Y1, math.Inf(-1)), func(s *Scope, x, y, g *Tensor) *Tensor {
		return s.Mul(g, s.Sub(s.BesselY0(x), s.Div(y, x)))
	})
	opBesselK0 = unary("BesselK0", noKernel, besselK(0, false), func(s *Scope, x, y, g *Tensor) *Tensor { return minus(s, g, s.BesselK1(x)) })
	opBesselK0e = unary("BesselK0e", noKernel, besselK(0, true), func(s *Scope, x, y, g *Tensor) *Tensor {
		return s.Mul(g, s.Sub(y, s.BesselK1e(x)))
	})
	opBesselK1 = unary("BesselK1", noKernel, besselK(1, false), func(s *Scope, x, y, g *Tensor) *Tensor {
		return minus(s, g, s.Add(s.BesselK0(x), s.Div(y, x)))
	})
	opBesselK1e = unary("BesselK1e", noKernel, besselK(1, true), func(s *Scope, x, y, g *Tensor) *Tensor {
		return s.Mul(g, s.Sub(s.Sub(y, s.Div(y, x)), s.BesselK0e(x)))
	})
}

// positive is f with another value for negative arguments.
func positive(f func(float64) float64, below float64) func(float64) float64 {
	return func(x float64) float64 {
		if x < 0 {
			return below
		}
		return f(x)
	}
}

// besselK is the modified Bessel function of the second kind, times e^x when
// it is scaled. The trapezoidal rule gives the integral of
// e^(-x(cosh t - 1)) cosh(order t) over t ≥ 0 to all digits, since the
// integrand vanishes doubly exponentially.
func besselK(order float64, scaled bool) func(float64) float64 {
	return func(x float64) float64 {
		switch {
		case math.IsNaN(x):
			return x
		case x <= 0:
			return math.Inf(1)
		case math.IsInf(x, 1):
			return 0
		}
		h := min(0.2, 0.5/math.Sqrt(x))
		sum := 0.5
		for k := 1.0; ; k++ {
			half := math.Sinh(k * h / 2)
			term := math.Exp(-2*x*half*half) * math.Cosh(order*k*h)
			sum += term
			if term < sum*1e-18 {
				break
			}
		}
		if scaled {
			return sum * h
		}
		return sum * h * math.Exp(-x)
	}
}

// BesselJ0 is the Bessel function of the first kind of order 0.
func (s *Scope) BesselJ0(x *Tensor) *Tensor { return s.Apply1(opBesselJ0, nil, x) }

// BesselJ1 is the Bessel function of the first kind of order 1.
func (s *Scope) BesselJ1(x *Tensor) *Tensor { return s.Apply1(opBesselJ1, nil, x) }

// BesselY0 is the Bessel function of the second kind of order 0.
func (s *Scope) BesselY0(x *Tensor) *Tensor { return s.Apply1(opBesselY0, nil, x) }

// BesselY1 is the Bessel function of the second kind of order 1.
func (s *Scope) BesselY1(x *Tensor) *Tensor { return s.Apply1(opBesselY1, nil, x) }

// BesselK0 is the modified Bessel function of the second kind of order 0.
func (s *Scope) BesselK0(x *Tensor) *Tensor { return s.Apply1(opBesselK0, nil, x) }

// BesselK0e is e^x times [Scope.BesselK0].
func (s *Scope) BesselK0e(x *Tensor) *Tensor { return s.Apply1(opBesselK0e, nil, x) }

// BesselK1 is the modified Bessel function of the second kind of order 1.
func (s *Scope) BesselK1(x *Tensor) *Tensor { return s.Apply1(opBesselK1, nil, x) }

// BesselK1e is e^x times [Scope.BesselK1].
func (s *Scope) BesselK1e(x *Tensor) *Tensor { return s.Apply1(opBesselK1e, nil, x) }
