package std

import (
	"math"
	"sort"

	"kerash/interp/object"
)

var statisticsError = object.NewExceptionClass("statistics", "StatisticsError", object.ValueError, "The data do not allow the statistic.")

func statisticsModule() *object.Module {
	return &object.Module{Name: "statistics", Doc: "Means and measures of spread.", Members: statisticsMembers}
}

// statistic declares a function of numbers; least is how many it needs.
func statistic(sig, doc, complaint string, least int, f func(xs []float64, a *object.Bound) object.Value) object.Member {
	return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		vals := a.Elems("data")
		if len(vals) < least {
			return nil, object.NewError(statisticsError, complaint)
		}
		return f(floats(th, vals), a), nil
	})
}

func meanOf(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}

// variance divides the sum of squared deviations by n - less.
func variance(xs []float64, less int) float64 {
	m, sum, rest := meanOf(xs), 0.0, 0.0
	for _, x := range xs {
		sum += (x - m) * (x - m)
		rest += x - m
	}
	return (sum - rest*rest/float64(len(xs))) / float64(len(xs)-less)
}

// exact gives a result as an int when all the data are ints and it is whole.
func exact(a *object.Bound, f float64) object.Value {
	if f != math.Trunc(f) {
		return f
	}
	for _, v := range a.Elems("data") {
		if _, ok := v.(int); !ok {
			return f
		}
	}
	return int(f)
}

func statisticsMembers() []object.Member {
	ordered := func(xs []float64) []float64 {
		sort.Float64s(xs)
		return xs
	}
	const needsOne = "requires at least one data point"
	const needsTwo = "requires at least two data points"
	median := func(name, doc string, pick func(xs []float64, a *object.Bound) object.Value) object.Member {
		return statistic(name+"(data)", doc, "no median for empty data", 1, func(xs []float64, a *object.Bound) object.Value { return pick(ordered(xs), a) })
	}
	return []object.Member{
		statistic("mean(data)", "The arithmetic mean.", "mean "+needsOne, 1, func(xs []float64, a *object.Bound) object.Value { return exact(a, meanOf(xs)) }),
		statistic("fmean(data, weights=None)", "The arithmetic mean as a float.", "fmean "+needsOne, 1, func(xs []float64, a *object.Bound) object.Value {
			if !a.Has("weights") {
				return meanOf(xs)
			}
			sum, total := 0.0, 0.0
			for i, w := range floats(a.Thread(), a.Elems("weights")) {
				sum += w * xs[min(i, len(xs)-1)]
				total += w
			}
			return sum / total
		}),
		statistic("geometric_mean(data)", "The geometric mean.", "geometric mean "+needsOne, 1, func(xs []float64, a *object.Bound) object.Value {
			sum := 0.0
			for _, x := range xs {
				sum += math.Log(x)
			}
			return math.Exp(sum / float64(len(xs)))
		}),
		statistic("harmonic_mean(data, weights=None)", "The harmonic mean.", "harmonic_mean "+needsOne, 1, func(xs []float64, a *object.Bound) object.Value {
			sum := 0.0
			for _, x := range xs {
				sum += 1 / x
			}
			return float64(len(xs)) / sum
		}),
		median("median", "The middle value.", func(xs []float64, a *object.Bound) object.Value {
			n := len(xs)
			if n%2 == 1 {
				return exact(a, xs[n/2])
			}
			return (xs[n/2-1] + xs[n/2]) / 2
		}),
		median("median_low", "The lower of the middle values.", func(xs []float64, a *object.Bound) object.Value { return exact(a, xs[(len(xs)-1)/2]) }),
		median("median_high", "The higher of the middle values.", func(xs []float64, a *object.Bound) object.Value { return exact(a, xs[len(xs)/2]) }),
		statistic("variance(data, xbar=None)", "The variance of a sample.", "variance "+needsTwo, 2, func(xs []float64, a *object.Bound) object.Value { return exact(a, variance(xs, 1)) }),
		statistic("pvariance(data, mu=None)", "The variance of a population.", "pvariance "+needsOne, 1, func(xs []float64, a *object.Bound) object.Value { return exact(a, variance(xs, 0)) }),
		statistic("stdev(data, xbar=None)", "The standard deviation of a sample.", "stdev "+needsTwo, 2, func(xs []float64, a *object.Bound) object.Value { return math.Sqrt(variance(xs, 1)) }),
		statistic("pstdev(data, mu=None)", "The standard deviation of a population.", "pstdev "+needsOne, 1, func(xs []float64, a *object.Bound) object.Value { return math.Sqrt(variance(xs, 0)) }),
		statistic("quantiles(data, *, n=4, method='exclusive')", "The points that cut the data into n parts of equal size.", "must have at least two data points", 2, quantiles),
		object.Fun("mode(data)", "The most common value.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			all, err := counts(th, a)
			if err != nil {
				return nil, err
			}
			if len(all) == 0 {
				return nil, object.NewError(statisticsError, "no mode for empty data")
			}
			return all[0].key, nil
		}),
		object.Fun("multimode(data)", "The most common values.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			all, err := counts(th, a)
			l := object.NewList()
			for _, c := range all {
				if c.n == all[0].n {
					l.Elems = append(l.Elems, c.key)
				}
			}
			return l, err
		}),
		object.Fun("correlation(x, y, /)", "Pearson's correlation.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			xs, ys := floats(th, a.Elems("x")), floats(th, a.Elems("y"))
			if len(xs) != len(ys) || len(xs) < 2 {
				return nil, object.NewError(statisticsError, "correlation requires that both inputs have same number of data points")
			}
			mx, my, sxy, sxx, syy := meanOf(xs), meanOf(ys), 0.0, 0.0, 0.0
			for i := range xs {
				sxy += (xs[i] - mx) * (ys[i] - my)
				sxx += (xs[i] - mx) * (xs[i] - mx)
				syy += (ys[i] - my) * (ys[i] - my)
			}
			return sxy / math.Sqrt(sxx*syy), nil
		}),
		object.Const("StatisticsError", statisticsError),
	}
}

func counts(th *object.Thread, a *object.Bound) ([]counted, error) {
	d := object.NewDict()
	if err := count(th, d, object.Pos(a.Value("data")), object.Add); err != nil {
		return nil, err
	}
	return mostCommon(th, d), nil
}

func quantiles(xs []float64, a *object.Bound) object.Value {
	sort.Float64s(xs)
	n, ld := a.Int("n"), len(xs)
	l := object.NewList()
	for i := 1; i < n; i++ {
		var j, delta int
		if a.Str("method") == "inclusive" {
			j, delta = i*(ld-1)/n, i*(ld-1)%n
			l.Elems = append(l.Elems, (xs[j]*float64(n-delta)+xs[min(j+1, ld-1)]*float64(delta))/float64(n))
			continue
		}
		j = min(max(i*(ld+1)/n, 1), ld-1)
		delta = i*(ld+1) - j*n
		l.Elems = append(l.Elems, (xs[j-1]*float64(n-delta)+xs[j]*float64(delta))/float64(n))
	}
	return l
}
