package std

import (
	"math"
	"math/big"

	"kerash/interp/object"
)

// mathInts are the functions of integers and those that round to one.
func mathInts() []object.Member {
	return []object.Member{
		rounding("floor", "The greatest integer not above x.", math.Floor),
		rounding("ceil", "The least integer not below x.", math.Ceil),
		rounding("trunc", "x without its fraction.", math.Trunc),
		object.Fun("factorial(n, /)", "1 * 2 * ... * n.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			n := a.Big("n")
			switch {
			case n.Sign() < 0:
				return nil, object.ValueErrorf("factorial() not defined for negative values")
			case !n.IsInt64() || n.Int64() > math.MaxInt32:
				return nil, object.Errorf(object.OverflowError, "factorial() argument should not exceed %d", math.MaxInt)
			}
			return object.IntValue(new(big.Int).MulRange(1, n.Int64())), nil
		}),
		object.Fun("comb(n, k, /)", "How many ways there are to choose k of n.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			n, k := a.Big("n"), a.Big("k")
			if err := notNegative(n, k); err != nil || k.Cmp(n) > 0 {
				return 0, err
			}
			if rest := new(big.Int).Sub(n, k); rest.Cmp(k) < 0 {
				k = rest
			}
			if !k.IsInt64() {
				return nil, object.Errorf(object.OverflowError, "min(n - k, k) must not exceed %d", math.MaxInt)
			}
			// Each quotient of the products is whole: it is a binomial too.
			r := big.NewInt(1)
			for i := int64(1); i <= k.Int64(); i++ {
				r.Mul(r, new(big.Int).Sub(n, big.NewInt(i-1)))
				r.Quo(r, big.NewInt(i))
			}
			return object.IntValue(r), nil
		}),
		object.Fun("perm(n, k=None, /)", "How many ordered choices of k of n there are.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			n := a.Big("n")
			k := n
			if a.Has("k") {
				k = a.Big("k")
			}
			if err := notNegative(n, k); err != nil || k.Cmp(n) > 0 {
				return 0, err
			}
			r := big.NewInt(1)
			for i := int64(0); i < k.Int64(); i++ {
				r.Mul(r, new(big.Int).Sub(n, big.NewInt(i)))
			}
			return object.IntValue(r), nil
		}),
		object.Fun("gcd(*integers)", "The greatest common divisor.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			g := new(big.Int)
			for _, v := range a.Rest("integers") {
				g.GCD(nil, nil, g, new(big.Int).Abs(object.Must(object.AsBig(th, v))))
			}
			return object.IntValue(g), nil
		}),
		object.Fun("lcm(*integers)", "The least common multiple.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			l := big.NewInt(1)
			for _, v := range a.Rest("integers") {
				n := new(big.Int).Abs(object.Must(object.AsBig(th, v)))
				if n.Sign() == 0 {
					return 0, nil
				}
				l.Mul(l, new(big.Int).Div(n, new(big.Int).GCD(nil, nil, l, n)))
			}
			return object.IntValue(l), nil
		}),
		object.Fun("isqrt(n, /)", "The integer part of the square root.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			n := a.Big("n")
			if n.Sign() < 0 {
				return nil, object.ValueErrorf("isqrt() argument must be nonnegative")
			}
			return object.IntValue(new(big.Int).Sqrt(n)), nil
		}),
	}
}

func notNegative(n, k *big.Int) error {
	switch {
	case n.Sign() < 0:
		return object.ValueErrorf("n must be a non-negative integer")
	case k.Sign() < 0:
		return object.ValueErrorf("k must be a non-negative integer")
	}
	return nil
}

// rounding is floor, ceil or trunc: of a float, or what the object's own
// method says.
func rounding(name, doc string, f func(float64) float64) object.Member {
	return object.Fun(name+"(x, /)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		v := a.At(0)
		switch x := v.(type) {
		case int, *big.Int:
			return x, nil
		case bool:
			return object.AsIndex(th, x)
		case float64:
			return object.ToInt(th, f(x))
		}
		if m, ok, err := object.FindAttr(th, v, "__"+name+"__"); err != nil {
			return nil, err
		} else if ok {
			return object.CallFn(th, m)
		}
		if name == "trunc" {
			return nil, object.TypeErrorf("type %s doesn't define __trunc__ method", object.TypeName(v))
		}
		x, err := object.AsFloat(th, v)
		if err != nil {
			return nil, err
		}
		return object.ToInt(th, f(x))
	})
}

// mathSums are the functions of many numbers.
func mathSums() []object.Member {
	return []object.Member{
		object.Fun("fsum(seq, /)", "An exact sum of floats.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			var xs []float64
			err := object.ForEach(th, a.At(0), func(v object.Value) error {
				x, err := object.AsFloat(th, v)
				xs = append(xs, x)
				return err
			})
			if err != nil {
				return nil, err
			}
			return exactSum(xs), nil
		}),
		object.Fun("prod(iterable, /, *, start=1)", "The product of the values.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			p := a.Value("start")
			err := object.ForEach(th, a.At(0), func(v object.Value) (err error) {
				p, err = object.BinaryOp(th, object.Mul, p, v)
				return err
			})
			return p, err
		}),
		object.Fun("hypot(*coordinates)", "The Euclidean norm.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return euclidean(floats(th, a.Rest("coordinates"))), nil
		}),
		object.Fun("dist(p, q, /)", "The Euclidean distance of two points.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			p, q := floats(th, a.Elems("p")), floats(th, a.Elems("q"))
			if len(p) != len(q) {
				return nil, object.ValueErrorf("both points must have the same number of dimensions")
			}
			for i := range p {
				p[i] -= q[i]
			}
			return euclidean(p), nil
		}),
	}
}

func floats(th *object.Thread, vals []object.Value) []float64 {
	out := make([]float64, len(vals))
	for i, v := range vals {
		out[i] = object.Must(object.AsFloat(th, v))
	}
	return out
}

// exactSum is the float nearest to the sum.
func exactSum(xs []float64) float64 {
	// 2200 bits hold every sum of floats exactly.
	sum := new(big.Float).SetPrec(2200)
	special, odd := 0.0, false
	for _, x := range xs {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			special, odd = special+x, true
			continue
		}
		sum.Add(sum, new(big.Float).SetFloat64(x))
	}
	if odd {
		return special
	}
	r, _ := sum.Float64()
	return r
}

// euclidean scales by the largest element, so that squares do not overflow.
func euclidean(xs []float64) float64 {
	largest := 0.0
	for _, x := range xs {
		if math.IsInf(x, 0) {
			return math.Inf(1)
		}
		largest = math.Max(largest, math.Abs(x))
	}
	if largest == 0 || math.IsNaN(largest) {
		return largest
	}
	if len(xs) == 2 {
		return math.Hypot(xs[0], xs[1])
	}
	sum := 0.0
	for _, x := range xs {
		sum += (x / largest) * (x / largest)
	}
	return largest * math.Sqrt(sum)
}
