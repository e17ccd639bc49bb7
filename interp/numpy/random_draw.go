package numpy

import (
	"math"
	"slices"
)

// drawer draws numbers from distributions. RandomState keeps the methods of
// NumPy's first years (legacy), Generator has faster ones.
type drawer struct {
	bits   bitSource
	legacy bool
	// spare is the second number of a pair that the polar method makes.
	spare    float64
	hasSpare bool
}

// normal is a standard normal number.
func (d *drawer) normal() float64 {
	if !d.legacy {
		return zigNormal(d.bits)
	}
	if d.hasSpare {
		d.hasSpare = false
		v := d.spare
		d.spare = 0
		return v
	}
	for {
		x := 2*d.bits.Float64() - 1
		y := 2*d.bits.Float64() - 1
		r := x*x + y*y
		if r >= 1 || r == 0 {
			continue
		}
		f := math.Sqrt(-2 * math.Log(r) / r)
		d.spare, d.hasSpare = f*x, true
		return f * y
	}
}

// exponential is a standard exponential number.
func (d *drawer) exponential() float64 {
	if d.legacy {
		return -math.Log(1 - d.bits.Float64())
	}
	return zigExponential(d.bits)
}

// gamma is a number of the gamma distribution of scale 1 (Marsaglia and Tsang).
func (d *drawer) gamma(shape float64) float64 {
	switch {
	case shape == 1:
		return d.exponential()
	case shape == 0:
		return 0
	case shape < 1:
		for {
			u, v := d.bits.Float64(), d.exponential()
			if u <= 1-shape {
				if x := math.Pow(u, 1/shape); x <= v {
					return x
				}
				continue
			}
			y := -math.Log((1 - u) / shape)
			if x := math.Pow(1-shape+shape*y, 1/shape); x <= v+y {
				return x
			}
		}
	}
	b := shape - 1.0/3
	c := 1 / math.Sqrt(9*b)
	for {
		x := d.normal()
		v := 1 + c*x
		for v <= 0 {
			x = d.normal()
			v = 1 + c*x
		}
		v = v * v * v
		u := d.bits.Float64()
		if u < 1-0.0331*(x*x)*(x*x) || math.Log(u) < 0.5*x*x+b*(1-v+math.Log(v)) {
			return b * v
		}
	}
}

// beta is a number of the beta distribution.
func (d *drawer) beta(a, b float64) float64 {
	if a > 1 || b > 1 {
		x := d.gamma(a)
		return x / (x + d.gamma(b))
	}
	for {
		u, v := d.bits.Float64(), d.bits.Float64()
		x, y := math.Pow(u, 1/a), math.Pow(v, 1/b)
		sum := x + y
		if sum > 1 || !d.legacy && u+v <= 0 {
			continue
		}
		if sum > 0 {
			return x / sum
		}
		lx, ly := math.Log(u)/a, math.Log(v)/b
		m := max(lx, ly)
		lx, ly = lx-m, ly-m
		return math.Exp(lx - math.Log(math.Exp(lx)+math.Exp(ly)))
	}
}

// poisson is a number of the Poisson distribution.
func (d *drawer) poisson(lam float64) float64 {
	switch {
	case lam >= 10:
		return d.poissonLarge(lam)
	case lam == 0:
		return 0
	}
	limit, n, prod := math.Exp(-lam), 0.0, 1.0
	for {
		prod *= d.bits.Float64()
		if prod <= limit {
			return n
		}
		n++
	}
}

// poissonLarge is Hörmann's method PTRS.
func (d *drawer) poissonLarge(lam float64) float64 {
	root, log := math.Sqrt(lam), math.Log(lam)
	b := 0.931 + 2.53*root
	a := -0.059 + 0.02483*b
	invAlpha := 1.1239 + 1.1328/(b-3.4)
	vr := 0.9277 - 3.6224/(b-2)
	for {
		u := d.bits.Float64() - 0.5
		v := d.bits.Float64()
		us := 0.5 - math.Abs(u)
		k := math.Floor((2*a/us+b)*u + lam + 0.43)
		if us >= 0.07 && v <= vr {
			return k
		}
		if k < 0 || us < 0.013 && v > us {
			continue
		}
		lg, _ := math.Lgamma(k + 1)
		if math.Log(v)+math.Log(invAlpha)-math.Log(a/(us*us)+b) <= -lam+k*log-lg {
			return k
		}
	}
}

// binomial is the number of successes among n trials.
func (d *drawer) binomial(n int, p float64) float64 {
	if n == 0 || p == 0 {
		return 0
	}
	if p > 0.5 {
		return float64(n) - d.binomialHalf(n, 1-p)
	}
	return d.binomialHalf(n, p)
}

func (d *drawer) binomialHalf(n int, p float64) float64 {
	if p*float64(n) > 30 {
		return d.binomialLarge(float64(n), p)
	}
	q := 1 - p
	qn := math.Exp(float64(n) * math.Log(q))
	np := float64(n) * p
	bound := min(float64(n), np+10*math.Sqrt(np*q+1))
	x, px, u := 0.0, qn, d.bits.Float64()
	for u > px {
		x++
		if x > math.Floor(bound) {
			x, px, u = 0, qn, d.bits.Float64()
			continue
		}
		u -= px
		px = (float64(n) - x + 1) * p * px / (x * q)
	}
	return x
}

// binomialLarge is the method BTPE (Kachitvichyanukul and Schmeiser 1988).
func (d *drawer) binomialLarge(n, p float64) float64 {
	r := min(p, 1-p)
	q := 1 - r
	fm := n*r + r
	m := math.Floor(fm)
	p1 := math.Floor(2.195*math.Sqrt(n*r*q)-4.6*q) + 0.5
	xm := m + 0.5
	xl, xr := xm-p1, xm+p1
	c := 0.134 + 20.5/(15.3+m)
	a := (fm - xl) / (fm - xl*r)
	left := a * (1 + a/2)
	a = (xr - fm) / (xr * q)
	right := a * (1 + a/2)
	p2 := p1 * (1 + 2*c)
	p3 := p2 + c/left
	p4 := p3 + c/right
	nrq := n * r * q
	for {
		u, v := d.bits.Float64()*p4, d.bits.Float64()
		var y float64
		switch {
		case u <= p1:
			return math.Floor(xm - p1*v + u)
		case u <= p2:
			x := xl + (u-p1)/c
			if v = v*c + 1 - math.Abs(m-x+0.5)/p1; v > 1 {
				continue
			}
			y = math.Floor(x)
		case u <= p3:
			if y = math.Floor(xl + math.Log(v)/left); y < 0 || v == 0 {
				continue
			}
			v *= (u - p2) * left
		default:
			if y = math.Floor(xr - math.Log(v)/right); y > n || v == 0 {
				continue
			}
			v *= (u - p3) * right
		}
		if accepts(n, r, q, m, xm, nrq, y, v) {
			return y
		}
	}
}

// accepts compares v with the ratio of the binomial probabilities of y and m.
func accepts(n, r, q, m, xm, nrq, y, v float64) bool {
	k := math.Abs(y - m)
	if k <= 20 || k >= nrq/2-1 {
		s := r / q
		a := s * (n + 1)
		f := 1.0
		for i := m + 1; i <= y; i++ {
			f *= a/i - s
		}
		for i := y + 1; i <= m; i++ {
			f /= a/i - s
		}
		return v <= f
	}
	rho := k / nrq * ((k*(k/3+0.625)+0.16666666666666666)/nrq + 0.5)
	t := -k * k / (2 * nrq)
	log := math.Log(v)
	if log < t-rho {
		return true
	}
	if log > t+rho {
		return false
	}
	x1, f1, z, w := y+1, m+1, n+1-m, n-y+1
	stirling := func(x float64) float64 {
		x2 := x * x
		return (13680 - (462-(132-(99-140/x2)/x2)/x2)/x2) / x / 166320
	}
	return log <= xm*math.Log(f1/x1)+(n-m+0.5)*math.Log(z/w)+(y-m)*math.Log(w*r/(x1*q))+stirling(f1)+stirling(z)+stirling(x1)+stirling(w)
}

// geometric is the number of trials up to the first success.
func (d *drawer) geometric(p float64) float64 {
	if p >= 0.333333333333333333333333 {
		x, sum, prod, q := 1.0, p, p, 1-p
		u := d.bits.Float64()
		for ; u > sum; x++ {
			prod *= q
			sum += prod
		}
		return x
	}
	if d.legacy {
		return math.Ceil(math.Log1p(-d.bits.Float64()) / math.Log(1-p))
	}
	return math.Ceil(-zigExponential(d.bits) / math.Log1p(-p))
}

func (d *drawer) laplace(loc, scale float64) float64 {
	for {
		switch u := d.bits.Float64(); {
		case u >= 0.5:
			return loc - scale*math.Log(2-u-u)
		case u > 0:
			return loc + scale*math.Log(u+u)
		}
	}
}

func (d *drawer) gumbel(loc, scale float64) float64 {
	for {
		if u := 1 - d.bits.Float64(); u < 1 {
			return loc - scale*math.Log(-math.Log(u))
		}
	}
}

func (d *drawer) logistic(loc, scale float64) float64 {
	for {
		if u := d.bits.Float64(); u > 0 {
			return loc + scale*math.Log(u/(1-u))
		}
	}
}

func (d *drawer) triangular(left, mode, right float64) float64 {
	base, leftBase := right-left, mode-left
	u := d.bits.Float64()
	if u <= leftBase/base {
		return left + math.Sqrt(u*leftBase*base)
	}
	return right - math.Sqrt((1-u)*(right-mode)*base)
}

func (d *drawer) rayleigh(mode float64) float64 {
	if d.legacy {
		return mode * math.Sqrt(-2*math.Log1p(-d.bits.Float64()))
	}
	return mode * math.Sqrt(2*zigExponential(d.bits))
}

func (d *drawer) weibull(a float64) float64 {
	if a == 0 {
		return 0
	}
	return math.Pow(d.exponential(), 1/a)
}

func (d *drawer) pareto(a float64) float64 {
	if d.legacy {
		return math.Exp(d.exponential()/a) - 1
	}
	return math.Expm1(d.exponential() / a)
}

func (d *drawer) power(a float64) float64 {
	if d.legacy {
		return math.Pow(1-math.Exp(-d.exponential()), 1/a)
	}
	return math.Pow(-math.Expm1(-d.exponential()), 1/a)
}

func (d *drawer) studentT(df float64) float64 {
	n := d.normal()
	g := d.gamma(df / 2)
	return math.Sqrt(df/2) * n / math.Sqrt(g)
}

// dirichlet draws a vector of the Dirichlet distribution: gamma numbers over
// their sum or, where these would all be tiny, the parts that a stick breaks
// into.
func (d *drawer) dirichlet(v, alpha []float64) {
	if !d.legacy && len(alpha) > 0 && slices.Max(alpha) < 0.1 {
		d.breakStick(v, alpha)
		return
	}
	total := 0.0
	for j, a := range alpha {
		v[j] = d.gamma(a)
		total += v[j]
	}
	inv := 1 / total
	for j := range v {
		v[j] *= inv
	}
}

func (d *drawer) breakStick(v, alpha []float64) {
	rest := make([]float64, len(alpha)+1) // sums from each place on
	for i := len(alpha) - 1; i >= 0; i-- {
		rest[i] = rest[i+1] + alpha[i]
	}
	if rest[0] == 0 {
		return
	}
	stick := 1.0
	for j := range len(alpha) - 1 {
		part := d.beta(alpha[j], rest[j+1])
		v[j] = stick * part
		stick *= 1 - part
		if rest[j+1] == 0 {
			break
		}
	}
	v[len(v)-1] = stick
}
