package tensor

import "math"

var opBesselI0, opBesselI1, opBesselI0e, opBesselI1e *Op

func init() {
	opBesselI0 = unary("BesselI0", noKernel, func(x float64) float64 { return besselI(0, x) * math.Exp(math.Abs(x)) },
		func(s *Scope, x, y, g *Tensor) *Tensor { return s.Mul(g, s.BesselI1(x)) })
	opBesselI1 = unary("BesselI1", noKernel, func(x float64) float64 { return besselI(1, x) * math.Exp(math.Abs(x)) },
		func(s *Scope, x, y, g *Tensor) *Tensor {
			return s.Mul(g, s.Sub(s.BesselI0(x), s.overX(y, x, 0.5)))
		})
	opBesselI0e = unary("BesselI0e", noKernel, func(x float64) float64 { return besselI(0, x) },
		func(s *Scope, x, y, g *Tensor) *Tensor {
			return s.Mul(g, s.Sub(s.BesselI1e(x), s.Mul(s.Sign(x), y)))
		})
	opBesselI1e = unary("BesselI1e", noKernel, func(x float64) float64 { return besselI(1, x) },
		func(s *Scope, x, y, g *Tensor) *Tensor {
			d := s.Sub(s.BesselI0e(x), s.Mul(s.Sign(x), y))
			return s.Mul(g, s.Sub(d, s.overX(y, x, 0.5)))
		})
}

// overX is y/x, and its limit where x is 0.
func (s *Scope) overX(y, x *Tensor, limit float64) *Tensor {
	zero := s.Equal(x, Full(x.DType(), 0))
	return s.Select(zero, Full(x.DType(), limit), s.Div(y, s.Select(zero, s.OnesLike(x), x)))
}

// besselI is the modified Bessel function of the first kind of order 0 or 1,
// times e^-|x|: by its power series or, for large arguments, by the asymptotic
// one.
func besselI(order int, x float64) float64 {
	a := math.Abs(x)
	var y float64
	if a <= 20 {
		term := 1.0
		if order == 1 {
			term = a / 2
		}
		for k := 1; term > y*1e-18; k++ {
			y += term
			term *= a * a / 4 / float64(k*(k+order))
		}
		y *= math.Exp(-a)
	} else {
		mu, term := float64(4*order*order), 1.0
		for k := 1; k < 40 && math.Abs(term) > 1e-18; k++ {
			y += term
			odd := float64(2*k - 1)
			term *= -(mu - odd*odd) / (float64(k) * 8 * a)
		}
		y /= math.Sqrt(2 * math.Pi * a)
	}
	if order == 1 && x < 0 {
		return -y
	}
	return y
}

// BesselI0 is the modified Bessel function of order 0.
func (s *Scope) BesselI0(x *Tensor) *Tensor { return s.Apply1(opBesselI0, nil, x) }

// BesselI1 is the modified Bessel function of order 1.
func (s *Scope) BesselI1(x *Tensor) *Tensor { return s.Apply1(opBesselI1, nil, x) }

// BesselI0e is e^-|x| times [Scope.BesselI0].
func (s *Scope) BesselI0e(x *Tensor) *Tensor { return s.Apply1(opBesselI0e, nil, x) }

// BesselI1e is e^-|x| times [Scope.BesselI1].
func (s *Scope) BesselI1e(x *Tensor) *Tensor { return s.Apply1(opBesselI1e, nil, x) }
