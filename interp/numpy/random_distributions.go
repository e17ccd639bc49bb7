package numpy

import (
	"math"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// distributions are the methods that RandomState and Generator share.
func distributions(of func(c *call) *drawer) []object.Member {
	return append(append(continuous(of), discrete(of)...), multivariate(of)...)
}

func positive(name string, vals ...float64) {
	for _, v := range vals {
		if v < 0 {
			throwValue("%s < 0", name)
		}
	}
}

func above(name string, vals ...float64) {
	for _, v := range vals {
		if v <= 0 {
			throwValue("%s <= 0", name)
		}
	}
}

// continuous are the distributions of real numbers.
func continuous(of func(c *call) *drawer) []object.Member {
	two := func(name, params, doc string, names []string, f func(d *drawer, p []float64) float64) object.Member {
		return method(name+"(self, "+params+"size=None)", doc, func(c *call) object.Value {
			d := of(c)
			return drawFloats(c, names, func(p []float64) float64 { return f(d, p) })
		})
	}
	locScale := []string{"loc", "scale"}
	return []object.Member{
		two("normal", "loc=0.0, scale=1.0, ", "Numbers of a normal distribution.", locScale, func(d *drawer, p []float64) float64 {
			positive("scale", p[1])
			return p[0] + p[1]*d.normal()
		}),
		two("lognormal", "mean=0.0, sigma=1.0, ", "Numbers whose logarithm is normally distributed.", []string{"mean", "sigma"}, func(d *drawer, p []float64) float64 {
			positive("sigma", p[1])
			return math.Exp(p[0] + p[1]*d.normal())
		}),
		two("uniform", "low=0.0, high=1.0, ", "Numbers spread evenly over a range.", []string{"low", "high"}, func(d *drawer, p []float64) float64 {
			w := p[1] - p[0]
			if math.IsInf(w, 0) || w != w {
				object.Throw(object.Errorf(object.OverflowError, "Range exceeds valid bounds"))
			}
			if !d.legacy && w < 0 {
				throwValue("high - low < 0")
			}
			return p[0] + w*d.bits.Float64()
		}),
		two("exponential", "scale=1.0, ", "Numbers of an exponential distribution.", []string{"scale"}, func(d *drawer, p []float64) float64 {
			positive("scale", p[0])
			return p[0] * d.exponential()
		}),
		two("gamma", "shape, scale=1.0, ", "Numbers of a gamma distribution.", []string{"shape", "scale"}, func(d *drawer, p []float64) float64 {
			positive("shape", p[0])
			positive("scale", p[1])
			return p[1] * d.gamma(p[0])
		}),
		two("beta", "a, b, ", "Numbers of a beta distribution.", []string{"a", "b"}, func(d *drawer, p []float64) float64 {
			above("a", p[0])
			above("b", p[1])
			return d.beta(p[0], p[1])
		}),
		two("chisquare", "df, ", "Numbers of a chi-square distribution.", []string{"df"}, func(d *drawer, p []float64) float64 {
			above("df", p[0])
			return d.chisquare(p[0])
		}),
		two("noncentral_chisquare", "df, nonc, ", "Numbers of a noncentral chi-square distribution.", []string{"df", "nonc"}, func(d *drawer, p []float64) float64 {
			above("df", p[0])
			positive("nonc", p[1])
			return d.noncentralChisquare(p[0], p[1])
		}),
		two("noncentral_f", "dfnum, dfden, nonc, ", "Numbers of a noncentral F distribution.", []string{"dfnum", "dfden", "nonc"}, func(d *drawer, p []float64) float64 {
			above("dfnum", p[0])
			above("dfden", p[1])
			positive("nonc", p[2])
			return d.noncentralF(p[0], p[1], p[2])
		}),
		two("wald", "mean, scale, ", "Numbers of a Wald (inverse Gaussian) distribution.", []string{"mean", "scale"}, func(d *drawer, p []float64) float64 {
			above("mean", p[0])
			above("scale", p[1])
			return d.wald(p[0], p[1])
		}),
		two("vonmises", "mu, kappa, ", "Angles of a von Mises distribution.", []string{"mu", "kappa"}, func(d *drawer, p []float64) float64 {
			positive("kappa", p[1])
			return d.vonmises(p[0], p[1])
		}),
		two("f", "dfnum, dfden, ", "Numbers of an F distribution.", []string{"dfnum", "dfden"}, func(d *drawer, p []float64) float64 {
			above("dfnum", p[0])
			above("dfden", p[1])
			n := 2 * d.gamma(p[0]/2) * p[1]
			return n / (2 * d.gamma(p[1]/2) * p[0])
		}),
		two("laplace", "loc=0.0, scale=1.0, ", "Numbers of a Laplace distribution.", locScale, func(d *drawer, p []float64) float64 {
			positive("scale", p[1])
			return d.laplace(p[0], p[1])
		}),
		two("gumbel", "loc=0.0, scale=1.0, ", "Numbers of a Gumbel distribution.", locScale, func(d *drawer, p []float64) float64 {
			positive("scale", p[1])
			return d.gumbel(p[0], p[1])
		}),
		two("logistic", "loc=0.0, scale=1.0, ", "Numbers of a logistic distribution.", locScale, func(d *drawer, p []float64) float64 {
			positive("scale", p[1])
			return d.logistic(p[0], p[1])
		}),
		two("rayleigh", "scale=1.0, ", "Numbers of a Rayleigh distribution.", []string{"scale"}, func(d *drawer, p []float64) float64 {
			positive("scale", p[0])
			return d.rayleigh(p[0])
		}),
		two("weibull", "a, ", "Numbers of a Weibull distribution.", []string{"a"}, func(d *drawer, p []float64) float64 {
			positive("a", p[0])
			return d.weibull(p[0])
		}),
		two("pareto", "a, ", "Numbers of a Pareto distribution.", []string{"a"}, func(d *drawer, p []float64) float64 {
			above("a", p[0])
			return d.pareto(p[0])
		}),
		two("power", "a, ", "Numbers of a power distribution.", []string{"a"}, func(d *drawer, p []float64) float64 {
			above("a", p[0])
			return d.power(p[0])
		}),
		two("triangular", "left, mode, right, ", "Numbers of a triangular distribution.", []string{"left", "mode", "right"}, func(d *drawer, p []float64) float64 {
			switch {
			case p[0] > p[1]:
				throwValue("left > mode")
			case p[1] > p[2]:
				throwValue("mode > right")
			case p[0] == p[2]:
				throwValue("left == right")
			}
			return d.triangular(p[0], p[1], p[2])
		}),
		two("standard_t", "df, ", "Numbers of Student's t distribution.", []string{"df"}, func(d *drawer, p []float64) float64 {
			above("df", p[0])
			return d.studentT(p[0])
		}),
		two("standard_cauchy", "", "Numbers of a Cauchy distribution.", nil, func(d *drawer, p []float64) float64 {
			x := d.normal()
			return x / d.normal()
		}),
	}
}

// discrete are the distributions of whole numbers.
func discrete(of func(c *call) *drawer) []object.Member {
	probability := func(p float64) {
		if !(p >= 0 && p <= 1) {
			throwValue("p < 0, p > 1 or p is NaN")
		}
	}
	ints := func(name, params, doc string, names []string, f func(d *drawer, p []float64) float64) object.Member {
		return method(name+"(self, "+params+"size=None)", doc, func(c *call) object.Value {
			d := of(c)
			return drawInts(c, names, func(p []float64) float64 { return f(d, p) })
		})
	}
	return []object.Member{
		ints("poisson", "lam=1.0, ", "Numbers of a Poisson distribution.", []string{"lam"}, func(d *drawer, p []float64) float64 {
			if !(p[0] >= 0) {
				throwValue("lam < 0 or lam is NaN")
			}
			return d.poisson(p[0])
		}),
		ints("binomial", "n, p, ", "How many of n trials succeed.", []string{"n", "p"}, func(d *drawer, p []float64) float64 {
			positive("n", p[0])
			probability(p[1])
			return d.binomial(int(p[0]), p[1])
		}),
		ints("geometric", "p, ", "How many trials it takes to succeed.", []string{"p"}, func(d *drawer, p []float64) float64 {
			if !(p[0] > 0 && p[0] <= 1) {
				throwValue("p <= 0, p > 1 or p contains NaNs")
			}
			return d.geometric(p[0])
		}),
		ints("negative_binomial", "n, p, ", "How many trials fail before n succeed.", []string{"n", "p"}, func(d *drawer, p []float64) float64 {
			return d.poisson(d.gamma(p[0]) * (1 - p[1]) / p[1])
		}),
		ints("zipf", "a, ", "Numbers of a Zipf distribution.", []string{"a"}, func(d *drawer, p []float64) float64 {
			if !(p[0] > 1) {
				throwValue("a <= 1 or a is NaN")
			}
			return d.zipf(p[0])
		}),
		ints("logseries", "p, ", "Numbers of a logarithmic series distribution.", []string{"p"}, func(d *drawer, p []float64) float64 {
			if !(p[0] >= 0 && p[0] < 1) {
				throwValue("p < 0, p >= 1 or p is NaN")
			}
			return d.logseries(p[0])
		}),
		ints("hypergeometric", "ngood, nbad, nsample, ", "How many of a sample without replacement are good.", []string{"ngood", "nbad", "nsample"}, func(d *drawer, p []float64) float64 {
			positive("ngood", p[0])
			positive("nbad", p[1])
			positive("nsample", p[2])
			switch {
			case d.legacy && p[2] < 1:
				throwValue("nsample < 1 or nsample is NaN")
			case !d.legacy && max(p[0], p[1]) >= 1e9:
				throwValue("both ngood and nbad must be less than 1000000000")
			case p[0]+p[1] < p[2]:
				throwValue("ngood + nbad < nsample")
			}
			return float64(d.hypergeometric(int(p[0]), int(p[1]), int(p[2])))
		}),
	}
}

// multivariate are the distributions of vectors.
func multivariate(of func(c *call) *drawer) []object.Member {
	return []object.Member{
		method("multinomial(self, n, pvals, size=None)", "How often each of several outcomes occurs among n trials.", func(c *call) object.Value {
			d := of(c)
			n, p := c.Int("n"), c.operand("pvals").Floats()
			total := 0.0
			for _, x := range p[:max(len(p)-1, 0)] {
				total += x
			}
			if total > 1+1e-12 {
				throwValue("sum(pvals[:-1]) > 1.0")
			}
			shape, _ := sizeOf(c)
			out := tensor.NewArray(tensor.Int64, append(append([]int{}, shape...), len(p))...)
			v := tensor.Data[int64](out)
			for i := 0; i < len(v); i += len(p) {
				rest, left := 1.0, n
				for j := 0; j < len(p)-1 && left > 0; j++ {
					k := d.binomial(left, p[j]/rest)
					v[i+j] = int64(k)
					left -= int(k)
					rest -= p[j]
				}
				if left > 0 {
					v[i+len(p)-1] = int64(left)
				}
			}
			return out
		}),
		method("dirichlet(self, alpha, size=None)", "Vectors of a Dirichlet distribution.", func(c *call) object.Value {
			d := of(c)
			alpha := c.operand("alpha").Floats()
			for _, a := range alpha {
				switch {
				case d.legacy && a <= 0:
					throwValue("alpha <= 0")
				case a < 0:
					throwValue("alpha < 0")
				}
			}
			shape, _ := sizeOf(c)
			out := tensor.NewArray(tensor.Float64, append(append([]int{}, shape...), len(alpha))...)
			v := tensor.Data[float64](out)
			for i := 0; i < len(v); i += len(alpha) {
				d.dirichlet(v[i:i+len(alpha)], alpha)
			}
			return out
		}),
		method("multivariate_normal(self, mean, cov, size=None, check_valid='warn', tol=1e-08, *, method='svd')", "Vectors of a normal distribution.", func(c *call) object.Value {
			d := of(c)
			mean, cov := castTo(c.operand("mean"), tensor.Float64), castTo(c.operand("cov"), tensor.Float64)
			n := mean.Size()
			if mean.Rank() != 1 {
				throwValue("mean must be 1 dimensional")
			}
			if cov.Rank() != 2 || cov.Shape()[0] != cov.Shape()[1] {
				throwValue("cov must be 2 dimensional and square")
			}
			if cov.Shape()[0] != n {
				throwValue("mean and cov must have same length")
			}
			shape, _ := sizeOf(c)
			x := tensor.NewArray(tensor.Float64, tensor.NumElements(shape), n)
			v := tensor.Data[float64](x)
			for i := range v {
				v[i] = d.normal()
			}
			u, s, vt := singular(cov, true)
			factor := op2(ufMultiply, op1(ufSqrt, s).Reshape([]int{n, 1}), vt)
			if !d.legacy {
				factor = reverseAxes(op2(ufMultiply, u, op1(ufSqrt, s)))
			}
			out := op2(ufAdd, matmul(x, factor), mean)
			return binding.FromArray(out.Reshape(append(append([]int{}, shape...), n)))
		}),
	}
}
