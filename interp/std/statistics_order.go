package std

import (
	"math"
	"sort"

	"kerash/interp/object"
)

// orderMembers are the statistics of sorted and of counted data.
func orderMembers() []object.Member {
	// middle declares a function of sorted data of any class.
	middle := func(name, doc string, pick func(th *object.Thread, sorted []object.Value) (object.Value, error)) object.Member {
		return object.Fun(name+"(data)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			sorted := append([]object.Value(nil), a.Elems("data")...)
			if err := object.Sort(th, sorted, nil, false); err != nil {
				return nil, err
			}
			if len(sorted) == 0 {
				return nil, object.NewError(statisticsError, "no median for empty data")
			}
			return pick(th, sorted)
		})
	}
	return []object.Member{
		middle("median", "The middle value.", func(th *object.Thread, xs []object.Value) (object.Value, error) {
			n := len(xs)
			if n%2 == 1 {
				return xs[n/2], nil
			}
			sum, err := object.BinaryOp(th, object.Add, xs[n/2-1], xs[n/2])
			if err != nil {
				return nil, err
			}
			return object.BinaryOp(th, object.Div, sum, 2)
		}),
		middle("median_low", "The lower of the middle values.", func(th *object.Thread, xs []object.Value) (object.Value, error) { return xs[(len(xs)-1)/2], nil }),
		middle("median_high", "The higher of the middle values.", func(th *object.Thread, xs []object.Value) (object.Value, error) { return xs[len(xs)/2], nil }),
		object.Fun("median_grouped(data, interval=1)", "The median of values that are the centres of intervals.", medianGrouped),
		object.Fun("quantiles(data, *, n=4, method='exclusive')", "The points that cut the data into n parts of equal size.", quantiles),
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
	}
}

func counts(th *object.Thread, a *object.Bound) ([]counted, error) {
	d := object.NewDict()
	if err := count(th, d, object.Pos(a.Value("data")), object.Add); err != nil {
		return nil, err
	}
	return mostCommon(th, d), nil
}

func medianGrouped(th *object.Thread, a *object.Bound) (object.Value, error) {
	xs, interval := floats(th, a.Elems("data")), a.Float("interval")
	if len(xs) == 0 {
		return nil, object.NewError(statisticsError, "no median for empty data")
	}
	sort.Float64s(xs)
	x := xs[len(xs)/2]
	below := sort.SearchFloat64s(xs, x)
	upTo := sort.Search(len(xs), func(i int) bool { return xs[i] > x })
	return x - interval/2 + interval*(float64(len(xs))/2-float64(below))/float64(upTo-below), nil
}

func quantiles(th *object.Thread, a *object.Bound) (object.Value, error) {
	n, method := a.Int("n"), a.Str("method")
	if n < 1 {
		return nil, object.NewError(statisticsError, "n must be at least 1")
	}
	xs := floats(th, a.Elems("data"))
	if len(xs) < 2 {
		return nil, object.NewError(statisticsError, "must have at least two data points")
	}
	if method != "inclusive" && method != "exclusive" {
		return nil, object.ValueErrorf("Unknown method: %s", object.StrRepr(method))
	}
	sort.Float64s(xs)
	ld, l := len(xs), object.NewList()
	for i := 1; i < n; i++ {
		if method == "inclusive" {
			j, delta := i*(ld-1)/n, i*(ld-1)%n
			l.Elems = append(l.Elems, (xs[j]*float64(n-delta)+xs[min(j+1, ld-1)]*float64(delta))/float64(n))
			continue
		}
		j := min(max(i*(ld+1)/n, 1), ld-1)
		delta := i*(ld+1) - j*n
		l.Elems = append(l.Elems, (xs[j-1]*float64(n-delta)+xs[j]*float64(delta))/float64(n))
	}
	return l, nil
}

var regressionClass = tupleClass("statistics", "LinearRegression", "A line through points.", "slope", "intercept")

// relationMembers are the statistics of two series.
func relationMembers() []object.Member {
	regressionClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return fieldsRepr(th, "LinearRegression", []string{"slope", "intercept"}, self)
	}
	return []object.Member{
		object.Const("NormalDist", normalClass), object.Const("LinearRegression", regressionClass),
		object.Fun("correlation(x, y, /)", "Pearson's correlation.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			p, err := pairsOf(th, a, "correlation")
			if err != nil {
				return nil, err
			}
			d := math.Sqrt(p.sxx * p.syy)
			if d == 0 {
				return nil, object.NewError(statisticsError, "at least one of the inputs is constant")
			}
			return p.sxy / d, nil
		}),
		object.Fun("covariance(x, y, /)", "How two series vary together.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			p, err := pairsOf(th, a, "covariance")
			if err != nil {
				return nil, err
			}
			return p.sxy / float64(p.n-1), nil
		}),
		object.Fun("linear_regression(x, y, /, *, proportional=False)", "The line of least squares.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			p, err := pairsOf(th, a, "linear regression")
			if err != nil {
				return nil, err
			}
			if a.Bool("proportional") {
				xs, ys := floats(th, a.Elems("x")), floats(th, a.Elems("y"))
				p.sxy, p.sxx, p.mx, p.my = products(xs, ys, 0, 0), products(xs, xs, 0, 0), 0, 0
			}
			if p.sxx == 0 {
				return nil, object.NewError(statisticsError, "x is constant")
			}
			slope := p.sxy / p.sxx
			return newFields(regressionClass, slope, p.my-slope*p.mx), nil
		}),
	}
}

// pairs has the sums that statistics of two series are made of.
type pairs struct {
	n                     int
	mx, my, sxy, sxx, syy float64
}

func pairsOf(th *object.Thread, a *object.Bound, name string) (*pairs, error) {
	xs, ys := floats(th, a.Elems("x")), floats(th, a.Elems("y"))
	switch n := len(xs); {
	case len(ys) != n:
		return nil, object.NewError(statisticsError, name+" requires that both inputs have same number of data points")
	case n < 2:
		return nil, object.NewError(statisticsError, name+" requires at least two data points")
	default:
		p := &pairs{n: n, mx: exactSum(xs) / float64(n), my: exactSum(ys) / float64(n)}
		p.sxy, p.sxx, p.syy = products(xs, ys, p.mx, p.my), products(xs, xs, p.mx, p.mx), products(ys, ys, p.my, p.my)
		return p, nil
	}
}

// products sums (x - mx)(y - my).
func products(xs, ys []float64, mx, my float64) float64 {
	all := make([]float64, len(xs))
	for i := range xs {
		all[i] = (xs[i] - mx) * (ys[i] - my)
	}
	return exactSum(all)
}
