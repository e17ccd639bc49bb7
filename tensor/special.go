package tensor

import (
	"math"

	"gonum.org/v1/gonum/mathext"

	"kerash/tensor/internal/kernel"
)

var opErf, opErfc, opErfinv, opNdtri, opLgamma, opDigamma, opXlogy, opXlog1py,
	opPolygamma, opZeta, opIgamma, opIgammac, opIgammaGradA, opBetainc *Op

func init() {
	opErf = unary("Erf", kernel.OpErf, math.Erf, func(s *Scope, x, y, g *Tensor) *Tensor {
		return s.Mul(g, s.gauss(x, 2/math.SqrtPi))
	})
	opErfc = unary("Erfc", noKernel, math.Erfc, func(s *Scope, x, y, g *Tensor) *Tensor {
		return s.Mul(g, s.gauss(x, -2/math.SqrtPi))
	})
	opErfinv = unary("Erfinv", noKernel, math.Erfinv, func(s *Scope, x, y, g *Tensor) *Tensor {
		return s.Mul(g, s.Mul(Full(x.DType(), math.SqrtPi/2), s.Exp(s.Square(y))))
	})
	opNdtri = unary("Ndtri", noKernel, ndtri,
		func(s *Scope, x, y, g *Tensor) *Tensor {
			half := s.Mul(Full(x.DType(), 0.5), s.Square(y))
			return s.Mul(g, s.Mul(Full(x.DType(), math.Sqrt(2*math.Pi)), s.Exp(half)))
		})
	opLgamma = unary("Lgamma", noKernel, func(x float64) float64 { y, _ := math.Lgamma(x); return y },
		func(s *Scope, x, y, g *Tensor) *Tensor { return s.Mul(g, s.Digamma(x)) })
	opDigamma = unary("Digamma", noKernel, digamma,
		func(s *Scope, x, y, g *Tensor) *Tensor { return s.Mul(g, s.Polygamma(Full(x.DType(), 1), x)) })
	opXlogy = binary("Xlogy", binaryFuncs{k: noKernel, f64: func(a, b float64) float64 {
		if a == 0 {
			return 0
		}
		return a * math.Log(b)
	}}, func(s *Scope, a, b, y, g *Tensor) (*Tensor, *Tensor) {
		a, b = s.Conj(a), s.Conj(b) // as TensorFlow: no conjugates
		return s.Mul(g, s.Xlogy(s.nonZero(a), b)), s.Mul(g, s.Xdivy(a, b))
	})
	opXlog1py = binary("Xlog1py", binaryFuncs{k: noKernel, f64: func(a, b float64) float64 {
		if a == 0 {
			return 0
		}
		return a * math.Log1p(b)
	}}, func(s *Scope, a, b, y, g *Tensor) (*Tensor, *Tensor) {
		a, b = s.Conj(a), s.Conj(b) // as TensorFlow: no conjugates
		return s.Mul(g, s.Xlog1py(s.nonZero(a), b)), s.Mul(g, s.Xdivy(a, s.Add(b, Full(b.DType(), 1))))
	})
	opPolygamma = binary("Polygamma", binaryFuncs{k: noKernel, f64: polygamma},
		func(s *Scope, a, x, y, g *Tensor) (*Tensor, *Tensor) {
			return nil, s.Mul(g, s.Polygamma(s.Add(a, Full(a.DType(), 1)), x))
		})
	opZeta = binary("Zeta", binaryFuncs{k: noKernel, f64: zeta},
		func(s *Scope, x, q, y, g *Tensor) (*Tensor, *Tensor) {
			return nil, s.Mul(g, s.Neg(s.Mul(x, s.Zeta(s.Add(x, Full(x.DType(), 1)), q))))
		})
	opIgamma = binary("Igamma", binaryFuncs{k: noKernel, f64: igamma(mathext.GammaIncReg)},
		func(s *Scope, a, x, y, g *Tensor) (*Tensor, *Tensor) {
			return s.Mul(g, s.Apply1(opIgammaGradA, nil, a, x)), s.Mul(g, s.gammaDensity(a, x))
		})
	opIgammaGradA = binary("IgammaGradA", binaryFuncs{k: noKernel, f64: igamma(igammaByA)}, nil)
	opIgammac = binary("Igammac", binaryFuncs{k: noKernel, f64: igamma(mathext.GammaIncRegComp)},
		func(s *Scope, a, x, y, g *Tensor) (*Tensor, *Tensor) {
			return s.Neg(s.Mul(g, s.Apply1(opIgammaGradA, nil, a, x))), s.Neg(s.Mul(g, s.gammaDensity(a, x)))
		})
	opBetainc = betaincOp()
}

// gauss is scale·exp(-x²).
func (s *Scope) gauss(x *Tensor, scale float64) *Tensor {
	return s.Mul(Full(x.DType(), scale), s.Exp(s.Neg(s.Square(x))))
}

func ndtri(p float64) float64 {
	switch {
	case p == 0:
		return math.Inf(-1)
	case p == 1:
		return math.Inf(1)
	case !(p > 0 && p < 1):
		return math.NaN()
	}
	return mathext.NormalQuantile(p)
}

func digamma(x float64) float64 {
	if x <= 0 && x == math.Floor(x) {
		return math.NaN()
	}
	return mathext.Digamma(x)
}

// polygamma is the derivative of order n of digamma.
func polygamma(n, x float64) float64 {
	switch {
	case n != math.Floor(n) || n < 0:
		return math.NaN()
	case n == 0:
		return digamma(x)
	}
	sign := -1.0
	if math.Mod(n, 2) == 1 {
		sign = 1
	}
	return sign * math.Gamma(n+1) * zeta(n+1, x)
}

func zeta(x, q float64) float64 {
	switch {
	case x == 1:
		return math.Inf(1)
	case x < 1:
		return math.NaN()
	case q <= 0:
		if q == math.Floor(q) {
			return math.Inf(1)
		}
		if x != math.Floor(x) {
			return math.NaN()
		}
	}
	return mathext.Zeta(x, q)
}

func igamma(f func(a, x float64) float64) func(a, x float64) float64 {
	return func(a, x float64) float64 {
		if a <= 0 || x < 0 || a != a || x != x {
			return math.NaN()
		}
		return f(a, x)
	}
}

// igammaByA is the derivative of the regularised lower incomplete gamma function
// with respect to a, by differentiating its series
// xᵃ·e⁻ˣ/Γ(a+1)·(1 + x/(a+1) + x²/((a+1)(a+2)) + …) term by term.
func igammaByA(a, x float64) float64 {
	if x == 0 {
		return 0
	}
	term, slope := 1.0, 0.0 // a term and its derivative
	sum, slopes := 1.0, 0.0
	for n := a + 1; n < a+1e5; n++ {
		slope = (slope - term/n) * x / n
		term *= x / n
		sum += term
		slopes += slope
		if term <= 1e-17*sum && math.Abs(slope) <= 1e-17*math.Abs(slopes) {
			break
		}
	}
	log, _ := math.Lgamma(a + 1)
	scale := math.Exp(a*math.Log(x) - x - log)
	return scale * (slopes + sum*(math.Log(x)-mathext.Digamma(a+1)))
}

// gammaDensity is xᵃ⁻¹·e⁻ˣ/Γ(a).
func (s *Scope) gammaDensity(a, x *Tensor) *Tensor {
	one := Full(a.DType(), 1)
	return s.Exp(s.Sub(s.Sub(s.Xlogy(s.Sub(a, one), x), x), s.Lgamma(a)))
}

// betaincOp declares the regularised incomplete beta function of a, b and x,
// of one shape.
func betaincOp() *Op {
	return &Op{
		Name:        "Betainc",
		Elementwise: true,
		Infer: func(c *Call) []Spec {
			for _, sp := range c.In[1:] {
				if !SameShape(sp.Shape, c.In[0].Shape) {
					throwRun("Betainc", "Shapes of a and b are inconsistent: %s vs. %s", shapeBrackets(c.In[0].Shape), shapeBrackets(sp.Shape))
				}
			}
			return c.result(c.In[0])
		},
		Eval: func(c *Call, in, out []*Array) {
			for i := range out[0].Size() {
				out[0].setFloat(i, betainc(in[0].Float(i), in[1].Float(i), in[2].Float(i)))
			}
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			a, b, x := in[0], in[1], in[2]
			one := Full(a.DType(), 1)
			log := s.Add(s.Xlogy(s.Sub(a, one), x), s.Xlog1py(s.Sub(b, one), s.Neg(x)))
			log = s.Sub(log, s.Sub(s.Add(s.Lgamma(a), s.Lgamma(b)), s.Lgamma(s.Add(a, b))))
			return []*Tensor{nil, nil, s.Mul(gout[0], s.Exp(log))}
		},
	}
}

func betainc(a, b, x float64) float64 {
	if a <= 0 || b <= 0 || x < 0 || x > 1 || a != a || b != b || x != x {
		return math.NaN()
	}
	return mathext.RegIncBeta(a, b, x)
}

// Erf is the error function of x.
func (s *Scope) Erf(x *Tensor) *Tensor { return s.Apply1(opErf, nil, x) }

// Erfc is 1 - erf(x), exact for large x.
func (s *Scope) Erfc(x *Tensor) *Tensor { return s.Apply1(opErfc, nil, x) }

// Erfinv is the inverse of the error function.
func (s *Scope) Erfinv(x *Tensor) *Tensor { return s.Apply1(opErfinv, nil, x) }

// Ndtri is the quantile function of the standard normal distribution.
func (s *Scope) Ndtri(x *Tensor) *Tensor { return s.Apply1(opNdtri, nil, x) }

// Lgamma is log|Γ(x)|.
func (s *Scope) Lgamma(x *Tensor) *Tensor { return s.Apply1(opLgamma, nil, x) }

// Digamma is the derivative of [Scope.Lgamma].
func (s *Scope) Digamma(x *Tensor) *Tensor { return s.Apply1(opDigamma, nil, x) }

// Polygamma is the derivative of order a of [Scope.Digamma]; there is no
// gradient for a.
func (s *Scope) Polygamma(a, x *Tensor) *Tensor { return s.Apply1(opPolygamma, nil, a, x) }

// Zeta is Hurwitz' zeta function Σ (q+n)⁻ˣ; there is no gradient for x.
func (s *Scope) Zeta(x, q *Tensor) *Tensor { return s.Apply1(opZeta, nil, x, q) }

// Igamma is the lower regularised incomplete gamma function; there is no
// gradient for a.
func (s *Scope) Igamma(a, x *Tensor) *Tensor { return s.Apply1(opIgamma, nil, a, x) }

// Igammac is 1 - igamma(a, x).
func (s *Scope) Igammac(a, x *Tensor) *Tensor { return s.Apply1(opIgammac, nil, a, x) }

// Betainc is the regularised incomplete beta function; there is a gradient for
// x only.
func (s *Scope) Betainc(a, b, x *Tensor) *Tensor {
	in := []*Tensor{a, b, x}
	for _, like := range []*Tensor{x, b, a} { // scalars stand for all elements
		if like.Rank() == 0 {
			continue
		}
		for i, t := range in {
			if t.Rank() == 0 {
				in[i] = s.BroadcastLike(t, like)
			}
		}
		break
	}
	return s.Apply1(opBetainc, nil, in...)
}

// Xlogy is a·log(b), and 0 where a is 0 whatever b is.
func (s *Scope) Xlogy(a, b *Tensor) *Tensor { return s.Apply1(opXlogy, nil, a, b) }

// Xlog1py is a·log(1 + b), and 0 where a is 0 whatever b is.
func (s *Scope) Xlog1py(a, b *Tensor) *Tensor { return s.Apply1(opXlog1py, nil, a, b) }
