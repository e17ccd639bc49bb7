package std

import (
	"math"
	"math/big"
	"slices"
	"sort"

	"kerash/interp/object"
)

// randomFunc is a function of the module and a method of Random.
type randomFunc struct {
	name, params, doc string
	do                func(r *random, a *object.Bound) (object.Value, error)
}

// sig is the signature, with self for the method.
func (f randomFunc) sig(self string) string {
	if self != "" && f.params != "" {
		self += ", "
	}
	return f.name + "(" + self + f.params + ")"
}

func randomFuncs() []randomFunc {
	return append(randomChoices(), randomNumbers()...)
}

func randomNumbers() []randomFunc {
	floats := func(name, params, doc string, f func(r *random, p func(string) float64) float64) randomFunc {
		return randomFunc{name, params, doc, func(r *random, a *object.Bound) (object.Value, error) { return f(r, a.Float), nil }}
	}
	return []randomFunc{
		{"seed", "a=None, version=2", "Starts the sequence that belongs to a seed.", func(r *random, a *object.Bound) (object.Value, error) {
			return nil, r.seed(a.Thread(), a.Value("a"))
		}},
		{"random", "", "A number of [0, 1).", func(r *random, a *object.Bound) (object.Value, error) { return r.mt.Float64(), nil }},
		{"getrandbits", "k, /", "k random bits as an integer.", func(r *random, a *object.Bound) (object.Value, error) {
			k := a.Int("k")
			switch {
			case k < 0:
				return nil, object.ValueErrorf("number of bits must be non-negative")
			case k == 0:
				return 0, nil
			case k > 63:
				return object.IntValue(r.bigBits(k)), nil
			}
			return int(r.mt.Bits(k)), nil
		}},
		floats("uniform", "a, b", "A number between a and b.", func(r *random, p func(string) float64) float64 {
			return p("a") + (p("b")-p("a"))*r.mt.Float64()
		}),
		{"triangular", "low=0.0, high=1.0, mode=None", "A number of the triangular distribution.", func(r *random, a *object.Bound) (object.Value, error) {
			low, high, u := a.Float("low"), a.Float("high"), r.mt.Float64()
			c := 0.5
			if a.Has("mode") {
				if high == low {
					return low, nil
				}
				c = (a.Float("mode") - low) / (high - low)
			}
			if u > c {
				u, c = 1-u, 1-c
				low, high = high, low
			}
			return low + (high-low)*math.Sqrt(u*c), nil
		}},
		floats("gauss", "mu=0.0, sigma=1.0", "A number of the normal distribution.", func(r *random, p func(string) float64) float64 { return r.gauss(p("mu"), p("sigma")) }),
		floats("normalvariate", "mu=0.0, sigma=1.0", "A number of the normal distribution.", func(r *random, p func(string) float64) float64 { return r.normal(p("mu"), p("sigma")) }),
		floats("lognormvariate", "mu, sigma", "A number of the log-normal distribution.", func(r *random, p func(string) float64) float64 { return math.Exp(r.normal(p("mu"), p("sigma"))) }),
		floats("expovariate", "lambd", "A number of the exponential distribution.", func(r *random, p func(string) float64) float64 { return -math.Log(1-r.mt.Float64()) / p("lambd") }),
		floats("gammavariate", "alpha, beta", "A number of the gamma distribution.", func(r *random, p func(string) float64) float64 {
			if p("alpha") <= 0 || p("beta") <= 0 {
				object.Throw(object.ValueErrorf("gammavariate: alpha and beta must be > 0.0"))
			}
			return r.gamma(p("alpha"), p("beta"))
		}),
		floats("betavariate", "alpha, beta", "A number of the beta distribution.", func(r *random, p func(string) float64) float64 {
			y := r.gamma(p("alpha"), 1)
			if y == 0 {
				return 0
			}
			return y / (y + r.gamma(p("beta"), 1))
		}),
		floats("vonmisesvariate", "mu, kappa", "An angle of the von Mises distribution.", func(r *random, p func(string) float64) float64 { return r.vonMises(p("mu"), p("kappa")) }),
		{"randbytes", "n", "n random bytes.", func(r *random, a *object.Bound) (object.Value, error) {
			n := a.Int("n")
			if n < 0 {
				return nil, object.ValueErrorf("number of bits must be non-negative")
			}
			if n == 0 {
				return object.Bytes(""), nil
			}
			data := r.bigBits(8 * n).FillBytes(make([]byte, n))
			slices.Reverse(data)
			return object.Bytes(data), nil
		}},
		floats("paretovariate", "alpha", "A number of the Pareto distribution.", func(r *random, p func(string) float64) float64 { return math.Pow(1-r.mt.Float64(), -1/p("alpha")) }),
		floats("weibullvariate", "alpha, beta", "A number of the Weibull distribution.", func(r *random, p func(string) float64) float64 {
			return p("alpha") * math.Pow(-math.Log(1-r.mt.Float64()), 1/p("beta"))
		}),
		{"getstate", "", "The state, for setstate.", func(r *random, a *object.Bound) (object.Value, error) {
			s := *r
			return object.NewTuple(3, &s, nil), nil
		}},
		{"setstate", "state", "Goes back to a state.", func(r *random, a *object.Bound) (object.Value, error) {
			t, ok := a.Value("state").(*object.Tuple)
			if ok && len(t.Elems) == 3 {
				if s, ok := t.Elems[1].(*random); ok {
					*r = *s
					return nil, nil
				}
			}
			return nil, object.ValueErrorf("state with version None passed to Random.setstate() of version 3")
		}},
	}
}

// vonMises draws from the von Mises distribution by the method of Best and
// Fisher.
func (r *random) vonMises(mu, kappa float64) float64 {
	if kappa <= 1e-6 {
		return 2 * math.Pi * r.mt.Float64()
	}
	s := 0.5 / kappa
	b := s + math.Sqrt(1+s*s)
	var z float64
	for {
		z = math.Cos(math.Pi * r.mt.Float64())
		d := z / (b + z)
		if u := r.mt.Float64(); u < 1-d*d || u <= (1-d)*math.Exp(d) {
			break
		}
	}
	q := 1 / b
	angle := math.Acos((q + z) / (1 + q*z))
	if r.mt.Float64() <= 0.5 {
		angle = -angle
	}
	_, turn := object.FloatDivMod(mu+angle, 2*math.Pi)
	return turn
}

func randomChoices() []randomFunc {
	return []randomFunc{
		{"randrange", "start, stop=None, step=1", "A number of range(start, stop, step).", func(r *random, a *object.Bound) (object.Value, error) {
			if a.Has("stop") {
				return r.between(a.Big("start"), a.Big("stop"), a.Big("step"))
			}
			n := a.Big("start")
			if n.Sign() <= 0 {
				return nil, object.ValueErrorf("empty range for randrange()")
			}
			return object.IntValue(r.belowBig(n)), nil
		}},
		{"randint", "a, b", "An integer of [a, b].", func(r *random, a *object.Bound) (object.Value, error) {
			one := big.NewInt(1)
			for i, name := range []string{"a", "b"} {
				if f, ok := a.Value(name).(float64); ok && f != math.Trunc(f) {
					return nil, object.ValueErrorf("non-integer %s for randrange()", []string{"arg 1", "stop"}[i])
				}
			}
			return r.between(a.Big("a"), new(big.Int).Add(a.Big("b"), one), one)
		}},
		{"choice", "seq", "An element of a sequence.", func(r *random, a *object.Bound) (object.Value, error) {
			n, err := object.Len(a.Thread(), a.Value("seq"))
			if err != nil {
				return nil, err
			}
			if n == 0 {
				return nil, object.IndexErrorf("Cannot choose from an empty sequence")
			}
			return object.Index(a.Thread(), a.Value("seq"), r.below(n))
		}},
		{"choices", "population, weights=None, *, cum_weights=None, k=1", "k elements, each chosen from all, as often as their weights say.", choices},
		{"shuffle", "x", "Puts a list in random order.", shuffle},
		{"sample", "population, k, *, counts=None", "k different elements of a sequence.", sample},
	}
}

// between draws from range(start, stop, step).
func (r *random) between(start, stop, step *big.Int) (object.Value, error) {
	if step.Sign() == 0 {
		return nil, object.ValueErrorf("zero step for randrange()")
	}
	width := new(big.Int).Sub(stop, start)
	n := new(big.Int).Add(width, step)
	n.Sub(n, big.NewInt(int64(step.Sign())))
	n.Quo(n, step)
	switch {
	case n.Sign() > 0:
		n = r.belowBig(n)
		return object.IntValue(n.Mul(n, step).Add(n, start)), nil
	case step.Cmp(big.NewInt(1)) == 0:
		return nil, object.ValueErrorf("empty range for randrange() (%s, %s, %s)", start, stop, width)
	}
	return nil, object.ValueErrorf("empty range for randrange()")
}

func shuffle(r *random, a *object.Bound) (object.Value, error) {
	th, x := a.Thread(), a.Value("x")
	if l, ok := x.(*object.List); ok {
		for i := len(l.Elems) - 1; i > 0; i-- {
			j := r.below(i + 1)
			l.Elems[i], l.Elems[j] = l.Elems[j], l.Elems[i]
		}
		return nil, nil
	}
	n, err := object.Len(th, x)
	if err != nil {
		return nil, err
	}
	for i := n - 1; i > 0; i-- {
		j := r.below(i + 1)
		p, q := object.Must(object.Index(th, x, i)), object.Must(object.Index(th, x, j))
		if err := object.SetIndex(th, x, i, q); err != nil {
			return nil, err
		}
		if err := object.SetIndex(th, x, j, p); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

func choices(r *random, a *object.Bound) (object.Value, error) {
	population, k := a.Elems("population"), a.Int("k")
	n := len(population)
	out := object.NewList()
	if !a.Has("weights") && !a.Has("cum_weights") {
		if n == 0 && k > 0 {
			return nil, object.IndexErrorf("list index out of range")
		}
		for range k {
			out.Elems = append(out.Elems, population[int(math.Floor(r.mt.Float64()*float64(n)))])
		}
		return out, nil
	}
	var cum []float64
	if a.Has("cum_weights") {
		if a.Has("weights") {
			return nil, object.TypeErrorf("Cannot specify both weights and cumulative weights")
		}
		cum = floats(a.Thread(), a.Elems("cum_weights"))
	} else {
		sum := 0.0
		for _, w := range floats(a.Thread(), a.Elems("weights")) {
			sum += w
			cum = append(cum, sum)
		}
	}
	if len(cum) != n {
		return nil, object.ValueErrorf("The number of weights does not match the population")
	}
	total := cum[n-1]
	switch {
	case total <= 0:
		return nil, object.ValueErrorf("Total of weights must be greater than zero")
	case math.IsInf(total, 0) || math.IsNaN(total):
		return nil, object.ValueErrorf("Total of weights must be finite")
	}
	for range k {
		x := r.mt.Float64() * total
		i := sort.Search(n-1, func(i int) bool { return cum[i] > x })
		out.Elems = append(out.Elems, population[i])
	}
	return out, nil
}

func sample(r *random, a *object.Bound) (object.Value, error) {
	th := a.Thread()
	v := a.Value("population")
	switch object.NativeOf(v).(type) {
	case *object.Set, *object.Dict:
		return nil, object.TypeErrorf("Population must be a sequence.  For dicts or sets, use sorted(d).")
	}
	if _, err := object.Len(th, v); err != nil {
		return nil, object.TypeErrorf("Population must be a sequence.  For dicts or sets, use sorted(d).")
	}
	population, k := a.Elems("population"), a.Int("k")
	if a.Has("counts") {
		counts := object.Must(object.AsInts(th, a.Value("counts")))
		if len(counts) != len(population) {
			return nil, object.ValueErrorf("The number of counts does not match the population")
		}
		population = repeated(population, counts)
	}
	n := len(population)
	if k < 0 || k > n {
		return nil, object.ValueErrorf("Sample larger than population or is negative")
	}
	out := object.NewList()
	pool := 21
	if k > 5 {
		pool += int(math.Pow(4, math.Ceil(math.Log(float64(k*3))/math.Log(4))))
	}
	if n <= pool {
		rest := append([]object.Value(nil), population...)
		for i := range k {
			j := r.below(n - i)
			out.Elems = append(out.Elems, rest[j])
			rest[j] = rest[n-i-1]
		}
		return out, nil
	}
	chosen := map[int]bool{}
	for range k {
		j := r.below(n)
		for chosen[j] {
			j = r.below(n)
		}
		chosen[j] = true
		out.Elems = append(out.Elems, population[j])
	}
	return out, nil
}

func repeated(vals []object.Value, counts []int) []object.Value {
	var out []object.Value
	for i, v := range vals {
		for range counts[min(i, len(counts)-1)] {
			out = append(out, v)
		}
	}
	return out
}
