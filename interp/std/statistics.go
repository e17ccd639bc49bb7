package std

import (
	"math"
	"math/big"

	"kerash/interp/object"
)

var statisticsError = object.NewExceptionClass("statistics", "StatisticsError", object.ValueError, "The data do not allow the statistic.")

func statisticsModule() *object.Module {
	return &object.Module{Name: "statistics", Doc: "Means and measures of spread.", Members: func() []object.Member {
		return append(append(meanMembers(), spreadMembers()...), append(orderMembers(), relationMembers()...)...)
	}}
}

// dataSample is what a statistic is computed of: the data as exact numbers.
type dataSample struct {
	xs []*big.Rat
	// kind is the class that results are of: int, float or Fraction.
	kind *object.Class
	// odd is the first value that is not finite, with which all sums are floats.
	odd float64
}

// sampleOf reads the data of a statistic that needs a number of values.
func sampleOf(th *object.Thread, data []object.Value, least int, complaint string) (*dataSample, error) {
	if len(data) < least {
		return nil, object.NewError(statisticsError, complaint)
	}
	s := &dataSample{kind: object.IntClass}
	for _, v := range data {
		switch n := object.NativeOf(v).(type) {
		case *fraction:
			s.xs = append(s.xs, n.r)
			if s.kind == object.IntClass {
				s.kind = fractionClass
			}
			continue
		case string:
			return nil, object.TypeErrorf("can't convert type '%s' to numerator/denominator", object.TypeName(v))
		}
		if b, ok := object.BigOf(v); ok {
			s.xs = append(s.xs, new(big.Rat).SetInt(b))
			continue
		}
		if b, ok := v.(bool); ok {
			x := new(big.Rat)
			if b {
				x.SetInt64(1)
			}
			s.xs = append(s.xs, x)
			continue
		}
		f, err := object.AsFloat(th, v)
		if err != nil {
			return nil, object.TypeErrorf("can't convert type '%s' to numerator/denominator", object.TypeName(v))
		}
		s.kind = object.FloatClass
		if math.IsNaN(f) || math.IsInf(f, 0) {
			s.odd += f
			s.xs = append(s.xs, new(big.Rat))
			continue
		}
		s.xs = append(s.xs, new(big.Rat).SetFloat64(f))
	}
	return s, nil
}

func (s *dataSample) count() *big.Rat { return new(big.Rat).SetInt64(int64(len(s.xs))) }

func (s *dataSample) sum() *big.Rat {
	total := new(big.Rat)
	for _, x := range s.xs {
		total.Add(total, x)
	}
	return total
}

func (s *dataSample) mean() *big.Rat { return new(big.Rat).Quo(s.sum(), s.count()) }

// squares is the sum of the squared deviations from a centre, the mean when nil.
func (s *dataSample) squares(centre *big.Rat) *big.Rat {
	if centre == nil {
		centre = s.mean()
	}
	total, d := new(big.Rat), new(big.Rat)
	for _, x := range s.xs {
		d.Sub(x, centre)
		total.Add(total, d.Mul(d, d))
	}
	return total
}

// result is an exact number as the kind of the data: whole numbers of ints stay
// ints.
func (s *dataSample) result(r *big.Rat) object.Value {
	switch {
	case s.odd != 0:
		return s.odd
	case s.kind == fractionClass:
		return &fraction{r}
	case s.kind == object.IntClass && r.IsInt():
		return object.IntValue(new(big.Int).Set(r.Num()))
	}
	return ratFloat(r)
}

func ratFloat(r *big.Rat) float64 {
	f, _ := r.Float64()
	return f
}

// rootOf is the float nearest to the square root of an exact number.
func rootOf(r *big.Rat) float64 {
	if r.Sign() <= 0 {
		return 0
	}
	const precision = 300
	x := new(big.Float).SetPrec(precision).SetRat(r)
	f, _ := x.Sqrt(x).Float64()
	return f
}

// statistic declares a function of data.
func statistic(sig, doc, complaint string, least int, f func(th *object.Thread, s *dataSample, a *object.Bound) (object.Value, error)) object.Member {
	return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		s, err := sampleOf(th, a.Elems("data"), least, complaint)
		if err != nil {
			return nil, err
		}
		return f(th, s, a)
	})
}

func meanMembers() []object.Member {
	return []object.Member{
		object.Const("StatisticsError", statisticsError),
		statistic("mean(data)", "The arithmetic mean.", "mean requires at least one data point", 1, func(th *object.Thread, s *dataSample, a *object.Bound) (object.Value, error) {
			return s.result(s.mean()), nil
		}),
		object.Fun("fmean(data, weights=None)", "The arithmetic mean as a float.", floatMean),
		object.Fun("geometric_mean(data)", "The geometric mean.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			var logs []float64
			for _, x := range floats(th, a.Elems("data")) {
				if x <= 0 {
					logs = nil
					break
				}
				logs = append(logs, math.Log(x))
			}
			if len(logs) == 0 {
				return nil, object.NewError(statisticsError, "geometric mean requires a non-empty dataset containing positive numbers")
			}
			return math.Exp(exactSum(logs) / float64(len(logs))), nil
		}),
		object.Fun("harmonic_mean(data, weights=None)", "The harmonic mean.", harmonicMean),
	}
}

func floatMean(th *object.Thread, a *object.Bound) (object.Value, error) {
	xs := floats(th, a.Elems("data"))
	if len(xs) == 0 {
		return nil, object.NewError(statisticsError, "fmean requires at least one data point")
	}
	if !a.Has("weights") {
		return exactSum(xs) / float64(len(xs)), nil
	}
	ws := floats(th, a.Elems("weights"))
	if len(ws) != len(xs) {
		return nil, object.NewError(statisticsError, "data and weights must be the same length")
	}
	products := make([]float64, len(xs))
	for i := range xs {
		products[i] = xs[i] * ws[i]
	}
	total := exactSum(ws)
	if total == 0 {
		return nil, object.NewError(statisticsError, "sum of weights must be non-zero")
	}
	return exactSum(products) / total, nil
}

func harmonicMean(th *object.Thread, a *object.Bound) (object.Value, error) {
	data := a.Elems("data")
	if len(data) == 0 {
		return nil, object.NewError(statisticsError, "harmonic_mean requires at least one data point")
	}
	weights := make([]float64, len(data))
	for i := range weights {
		weights[i] = 1
	}
	if a.Has("weights") {
		if weights = floats(th, a.Elems("weights")); len(weights) != len(data) {
			return nil, object.NewError(statisticsError, "Number of weights does not match data size")
		}
	} else if len(data) == 1 {
		if x, err := object.AsFloat(th, data[0]); err != nil || x >= 0 {
			return data[0], err
		}
	}
	var parts []object.Value
	for i, x := range floats(th, data) {
		switch {
		case x < 0:
			return nil, object.NewError(statisticsError, "harmonic mean does not support negative values")
		case x == 0:
			return 0, nil
		}
		parts = append(parts, weights[i]/x)
	}
	s, err := sampleOf(th, parts, 1, "")
	if err != nil {
		return nil, err
	}
	total := new(big.Rat).SetFloat64(exactSum(weights))
	return ratFloat(total.Quo(total, s.sum())), nil
}

// centreOf is the mean that a caller knows already, nil when it was not given.
func centreOf(th *object.Thread, v object.Value) (*big.Rat, error) {
	if v == nil {
		return nil, nil
	}
	s, err := sampleOf(th, []object.Value{v}, 1, "")
	if err != nil {
		return nil, err
	}
	return s.xs[0], nil
}

func spreadMembers() []object.Member {
	// spread declares a measure: less is taken from the number of values, root
	// gives the deviation.
	spread := func(name, centre, doc string, less int, root bool) object.Member {
		complaint := name + " requires at least one data point"
		if less == 1 {
			complaint = name + " requires at least two data points"
		}
		return statistic(name+"(data, "+centre+"=None)", doc, complaint, 1+less, func(th *object.Thread, s *dataSample, a *object.Bound) (object.Value, error) {
			c, err := centreOf(th, a.Value(centre))
			if err != nil {
				return nil, err
			}
			v := s.squares(c)
			v.Quo(v, new(big.Rat).SetInt64(int64(len(s.xs)-less)))
			switch {
			case s.odd != 0:
				return math.NaN(), nil
			case root:
				return rootOf(v), nil
			}
			return s.result(v), nil
		})
	}
	return []object.Member{
		spread("variance", "xbar", "The variance of a sample.", 1, false),
		spread("pvariance", "mu", "The variance of a population.", 0, false),
		spread("stdev", "xbar", "The standard deviation of a sample.", 1, true),
		spread("pstdev", "mu", "The standard deviation of a population.", 0, true),
	}
}
