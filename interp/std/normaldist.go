package std

import (
	"fmt"
	"math"
	"math/big"

	"kerash/interp/object"
)

// normalDist is statistics.NormalDist: a normal distribution.
type normalDist struct{ mu, sigma float64 }

var normalClass = &object.Class{Name: "NormalDist", Module: "statistics", Doc: "A normal distribution.", Signature: "NormalDist(mu=0.0, sigma=1.0)", Final: true}

// PyClass is NormalDist.
func (*normalDist) PyClass() *object.Class { return normalClass }

func newNormal(mu, sigma float64) (object.Value, error) {
	if sigma < 0 {
		return nil, object.NewError(statisticsError, "sigma must be non-negative")
	}
	return &normalDist{mu, sigma}, nil
}

func init() {
	c := normalClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return newNormal(b.Float("mu"), b.Float("sigma"))
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		d := self.(*normalDist)
		return fmt.Sprintf("NormalDist(mu=%s, sigma=%s)", object.FloatRepr(d.mu), object.FloatRepr(d.sigma)), nil
	}
	c.Compare = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		x, ok := a.(*normalDist)
		y, ok2 := b.(*normalDist)
		if !ok || !ok2 || op != object.Eq && op != object.Ne {
			return object.NotImplemented, nil
		}
		return (*x == *y) == (op == object.Eq), nil
	}
	c.Hash = func(th *object.Thread, self object.Value) (int, error) {
		d := self.(*normalDist)
		return object.Hash(th, object.NewTuple(d.mu, d.sigma))
	}
	c.Binary = normalBinary
	c.Unary = func(th *object.Thread, op object.Op, v object.Value) (object.Value, error) {
		switch d := v.(*normalDist); op {
		case object.Neg:
			return &normalDist{-d.mu, d.sigma}, nil
		case object.Plus:
			return &normalDist{d.mu, d.sigma}, nil
		}
		return object.NotImplemented, nil
	}
	c.Members = normalMembers
}

// normalBinary shifts and scales a distribution by a number, and adds and takes
// away independent ones.
func normalBinary(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	x, ok := a.(*normalDist)
	y, ok2 := b.(*normalDist)
	if ok && ok2 {
		switch op {
		case object.Add:
			return &normalDist{x.mu + y.mu, math.Hypot(x.sigma, y.sigma)}, nil
		case object.Sub:
			return &normalDist{x.mu - y.mu, math.Hypot(x.sigma, y.sigma)}, nil
		}
		return object.NotImplemented, nil
	}
	other := b
	if !ok {
		other = a
	}
	k, err := object.AsFloat(th, other)
	if err != nil {
		return object.NotImplemented, nil
	}
	switch {
	case ok && op == object.Add:
		return &normalDist{x.mu + k, x.sigma}, nil
	case ok && op == object.Sub:
		return &normalDist{x.mu - k, x.sigma}, nil
	case ok && op == object.Mul:
		return &normalDist{x.mu * k, x.sigma * math.Abs(k)}, nil
	case ok && op == object.Div:
		if k == 0 {
			return nil, object.Errorf(object.ZeroDivisionError, "float division by zero")
		}
		return &normalDist{x.mu / k, x.sigma / math.Abs(k)}, nil
	case op == object.Add:
		return &normalDist{y.mu + k, y.sigma}, nil
	case op == object.Sub:
		return &normalDist{k - y.mu, y.sigma}, nil
	case op == object.Mul:
		return &normalDist{y.mu * k, y.sigma * math.Abs(k)}, nil
	}
	return object.NotImplemented, nil
}

func normalMembers() []object.Member {
	get := func(name, doc string, f func(d *normalDist) float64) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*normalDist)), nil })
	}
	of := func(name, doc, complaint string, f func(d *normalDist, x float64) float64) object.Member {
		return object.Method(name+"(self, x)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			d := a.Self().(*normalDist)
			if d.sigma == 0 {
				return nil, object.NewError(statisticsError, complaint)
			}
			return f(d, a.Float("x")), nil
		})
	}
	mu := func(d *normalDist) float64 { return d.mu }
	return []object.Member{
		get("mean", "the mean", mu), get("median", "the median", mu), get("mode", "the mode", mu),
		get("stdev", "the standard deviation", func(d *normalDist) float64 { return d.sigma }),
		get("variance", "the variance", func(d *normalDist) float64 { return d.sigma * d.sigma }),
		of("pdf", "The density at x.", "pdf() not defined when sigma is zero", (*normalDist).density),
		of("cdf", "The probability of values up to x.", "cdf() not defined when sigma is zero", (*normalDist).below),
		of("zscore", "How many deviations x is from the mean.", "zscore() not defined when sigma is zero", func(d *normalDist, x float64) float64 { return (x - d.mu) / d.sigma }),
		object.Method("inv_cdf(self, p)", "The value that a share p of values is below.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			p := a.Float("p")
			if p <= 0 || p >= 1 {
				return nil, object.NewError(statisticsError, "p must be in the range 0.0 < p < 1.0")
			}
			d := a.Self().(*normalDist)
			return d.mu + standardQuantile(p)*d.sigma, nil
		}),
		object.Method("quantiles(self, n=4)", "The points that cut it into n parts of equal probability.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			d, n, l := a.Self().(*normalDist), a.Int("n"), object.NewList()
			for i := 1; i < n; i++ {
				l.Elems = append(l.Elems, d.mu+standardQuantile(float64(i)/float64(n))*d.sigma)
			}
			return l, nil
		}),
		object.Method("overlap(self, other)", "The share of two distributions that is common, 0 to 1.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			other, ok := a.Value("other").(*normalDist)
			if !ok {
				return nil, object.TypeErrorf("Expected another NormalDist instance")
			}
			return a.Self().(*normalDist).overlap(other)
		}),
		object.Method("samples(self, n, *, seed=None)", "Values of the distribution.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			d, r, l := a.Self().(*normalDist), object.Get(th, newRandom), object.NewList()
			if a.Has("seed") {
				r = newRandom()
				if err := r.seed(th, a.Value("seed")); err != nil {
					return nil, err
				}
			}
			for range a.Int("n") {
				l.Elems = append(l.Elems, r.gauss(d.mu, d.sigma))
			}
			return l, nil
		}),
		object.ClassMethodOf("from_samples(cls, data)", "The distribution with the mean and the deviation of data.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			s, err := sampleOf(th, a.Elems("data"), 2, "stdev requires at least two data points")
			if err != nil {
				return nil, err
			}
			v := s.squares(nil)
			v.Quo(v, new(big.Rat).SetInt64(int64(len(s.xs)-1)))
			return newNormal(ratFloat(s.mean()), rootOf(v))
		}),
	}
}

func (d *normalDist) density(x float64) float64 {
	v, diff := d.sigma*d.sigma, x-d.mu
	return math.Exp(diff*diff/(-2*v)) / math.Sqrt(2*math.Pi*v)
}

func (d *normalDist) below(x float64) float64 {
	return 0.5 * (1 + math.Erf((x-d.mu)/(d.sigma*math.Sqrt2)))
}

func (d *normalDist) overlap(other *normalDist) (object.Value, error) {
	x, y := d, other
	if y.sigma < x.sigma || y.sigma == x.sigma && y.mu < x.mu {
		x, y = y, x
	}
	xv, yv := x.sigma*x.sigma, y.sigma*y.sigma
	if xv == 0 || yv == 0 {
		return nil, object.NewError(statisticsError, "overlap() not defined when sigma is zero")
	}
	dv, dm := yv-xv, math.Abs(y.mu-x.mu)
	if dv == 0 {
		return 1 - math.Erf(dm/(2*x.sigma*math.Sqrt2)), nil
	}
	p := x.mu*yv - y.mu*xv
	q := x.sigma * y.sigma * math.Sqrt(dm*dm+dv*math.Log(yv/xv))
	x1, x2 := (p+q)/dv, (p-q)/dv
	return 1 - (math.Abs(y.below(x1)-x.below(x1)) + math.Abs(y.below(x2)-x.below(x2))), nil
}

// standardQuantile is the quantile of the standard normal distribution, by the
// rational approximations of Wichura's algorithm AS 241.
func standardQuantile(p float64) float64 {
	q := p - 0.5
	if math.Abs(q) <= 0.425 {
		r := 0.180625 - q*q
		return polynomial(r, 2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4, 1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080e+0) * q /
			polynomial(r, 5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4, 5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1)
	}
	r := p
	if q > 0 {
		r = 1 - p
	}
	r = math.Sqrt(-math.Log(r))
	var x float64
	if r <= 5 {
		r -= 1.6
		x = polynomial(r, 7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e+0, 3.64784832476320460504e+0, 5.76949722146069140550e+0, 4.63033784615654529590e+0, 1.42343711074968357734e+0) /
			polynomial(r, 1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e+0, 2.05319162663775882187e+0, 1)
	} else {
		r -= 5
		x = polynomial(r, 2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e+0, 5.46378491116411436990e+0, 6.65790464350110377720e+0) /
			polynomial(r, 2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1)
	}
	if q < 0 {
		return -x
	}
	return x
}

// polynomial is the value at x, the coefficient of the highest power first.
func polynomial(x float64, coefficients ...float64) float64 {
	y := 0.0
	for _, c := range coefficients {
		y = float64(y*x) + c
	}
	return y
}
