package tensor

import (
	"math"
	"math/cmplx"
)

// Functions that are defined as integrals; their derivatives are the
// integrands.
var opDawsn, opExpint, opFresnelCos, opFresnelSin, opSpence *Op

func init() {
	opDawsn = unary("Dawsn", noKernel, dawsn, func(s *Scope, x, y, g *Tensor) *Tensor {
		return s.Mul(g, s.Sub(s.OnesLike(x), s.Mul(Full(x.DType(), 2), s.Mul(x, y))))
	})
	opExpint = unary("Expint", noKernel, positive(expint, math.NaN()), func(s *Scope, x, y, g *Tensor) *Tensor { return s.Mul(g, s.Div(s.Exp(x), x)) })
	opFresnelCos = unary("FresnelCos", noKernel, func(x float64) float64 { return real(fresnel(x)) }, func(s *Scope, x, y, g *Tensor) *Tensor {
		return s.Mul(g, s.Cos(s.Mul(Full(x.DType(), math.Pi/2), s.Square(x))))
	})
	opFresnelSin = unary("FresnelSin", noKernel, func(x float64) float64 { return imag(fresnel(x)) }, func(s *Scope, x, y, g *Tensor) *Tensor {
		return s.Mul(g, s.Sin(s.Mul(Full(x.DType(), math.Pi/2), s.Square(x))))
	})
	opSpence = unary("Spence", noKernel, positive(spence, math.NaN()), func(s *Scope, x, y, g *Tensor) *Tensor {
		one := s.OnesLike(x)
		at1 := s.Equal(x, one)
		below := s.Select(at1, one, s.Sub(one, x))
		return s.Mul(g, s.Select(at1, s.Neg(one), s.Div(s.Log(x), below)))
	})
}

// dawsn is Dawson's integral e^(-x²) ∫₀ˣ e^(t²) dt: its power series near 0,
// elsewhere Rybicki's sum of Gaussians at the odd multiples of a step.
func dawsn(x float64) float64 {
	if math.Abs(x) < 1 {
		y := 0.0
		term := x
		for k := 1; math.Abs(term) > math.Abs(y)*1e-18; k++ {
			y += term
			term *= -2 * x * x / float64(2*k+1)
		}
		return y
	}
	if math.IsInf(x, 0) {
		return 1 / x
	}
	const step = 0.2
	even := 2 * math.Round(x/(2*step))
	rest := x - even*step
	y := 0.0
	for n := -41.0; n <= 41; n += 2 {
		d := rest - n*step
		y += math.Exp(-d*d) / (even + n)
	}
	return y / math.Sqrt(math.Pi)
}

const eulerGamma = 0.57721566490153286060651209008240243

// expint is the exponential integral Ei of x ≥ 0: its power series or, for
// large arguments, the asymptotic one.
func expint(x float64) float64 {
	switch {
	case x == 0:
		return math.Inf(-1)
	case math.IsInf(x, 1):
		return x
	}
	sum, term := 0.0, 1.0
	if x < 40 {
		for k := 1.0; ; k++ {
			term *= x / k
			sum += term / k
			if term/k < sum*1e-18 || x != x {
				return eulerGamma + math.Log(x) + sum
			}
		}
	}
	for k := 1.0; k < x && term > 1e-18; k++ {
		sum += term
		term *= k / x
	}
	return math.Exp(x) / x * sum
}

// fresnel is C(x) + iS(x), the integral of e^(iπt²/2) from 0 to x: its power
// series or, for large arguments, the continued fraction of the complement,
// evaluated by Lentz's method.
func fresnel(x float64) complex128 {
	a := math.Abs(x)
	sign := complex(math.Copysign(1, x), 0)
	switch {
	case math.IsNaN(x):
		return complex(x, x)
	case a > 1e8:
		return sign * (0.5 + 0.5i)
	case a < 1.5:
		z := complex(0, math.Pi/2*a*a)
		sum, term := complex128(0), complex(a, 0)
		for k := 0.0; cmplx.Abs(term) > 1e-18*a; k++ {
			sum += term / complex(2*k+1, 0)
			term *= z / complex(k+1, 0)
		}
		return sign * sum
	}
	turn := math.Pi * a * a
	b := complex(1, -turn)
	c, d := complex(math.Inf(1), 0), 1/b
	h := d
	for n := 1.0; n < 400; n += 2 {
		num := complex(-n*(n+1), 0)
		b += 4
		d = 1 / (num*d + b)
		if n == 1 {
			c = b
		} else {
			c = b + num/c
		}
		if n == 1 {
			h *= c * d
			continue
		}
		delta := c * d
		h *= delta
		if cmplx.Abs(delta-1) < 1e-16 {
			break
		}
	}
	h *= complex(a, -a)
	return sign * (0.5 + 0.5i) * (1 - cmplx.Rect(1, turn/2)*h)
}

// spence is the dilogarithm of 1-x, for x ≥ 0: the series in 1-x where that
// is small; reflections lead there.
func spence(x float64) float64 {
	switch {
	case x == 0:
		return math.Pi * math.Pi / 6
	case math.IsInf(x, 1):
		return math.Inf(-1)
	case x > 1.5:
		l := math.Log(x)
		return -spence(1/x) - l*l/2
	case x < 0.5:
		return math.Pi*math.Pi/6 - math.Log(x)*math.Log1p(-x) - spence(1-x)
	}
	z := 1 - x
	y, power := 0.0, z
	for k := 1.0; math.Abs(power) > 1e-18; k++ {
		y += power / (k * k)
		power *= z
	}
	return y
}

// Dawsn is Dawson's integral.
func (s *Scope) Dawsn(x *Tensor) *Tensor { return s.Apply1(opDawsn, nil, x) }

// Expint is the exponential integral Ei.
func (s *Scope) Expint(x *Tensor) *Tensor { return s.Apply1(opExpint, nil, x) }

// FresnelCos is Fresnel's cosine integral.
func (s *Scope) FresnelCos(x *Tensor) *Tensor { return s.Apply1(opFresnelCos, nil, x) }

// FresnelSin is Fresnel's sine integral.
func (s *Scope) FresnelSin(x *Tensor) *Tensor { return s.Apply1(opFresnelSin, nil, x) }

// Spence is the dilogarithm of 1-x.
func (s *Scope) Spence(x *Tensor) *Tensor { return s.Apply1(opSpence, nil, x) }
