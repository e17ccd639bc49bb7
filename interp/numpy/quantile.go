package numpy

import (
	"math"
	"sort"

	"kerash/interp/object"
	"kerash/tensor"
)

// quantiles gives, for each row of sorted values, the quantiles at q in [0, 1]
// by a method of interpolation.
func quantiles(rows *tensor.Array, q []float64, method string, skipNan bool) [][]float64 {
	last := rows.Rank() - 1
	n := rows.Shape()[last]
	data := tensor.Data[float64](castTo(rows, tensor.Float64).Contiguous())
	out := make([][]float64, tensor.NumElements(rows.Shape()[:last]))
	for r := range out {
		row := append([]float64{}, data[r*n:(r+1)*n]...)
		hasNan := false
		kept := row[:0]
		for _, v := range row {
			if v != v {
				hasNan = true
				if skipNan {
					continue
				}
			}
			kept = append(kept, v)
		}
		sort.Float64s(kept)
		out[r] = make([]float64, len(q))
		for i, p := range q {
			if len(kept) == 0 || hasNan && !skipNan {
				out[r][i] = math.NaN()
				continue
			}
			out[r][i] = quantile(kept, p, method)
		}
	}
	return out
}

// quantile of sorted values.
func quantile(v []float64, q float64, method string) float64 {
	n := float64(len(v))
	at := func(i int) float64 { return v[min(max(i, 0), len(v)-1)] }
	between := func(pos float64) float64 {
		lo := math.Floor(pos)
		return lerp(at(int(lo)), at(int(lo)+1), pos-lo)
	}
	switch pos := q * (n - 1); method {
	case "linear":
		return between(pos)
	case "lower":
		return at(int(math.Floor(pos)))
	case "higher":
		return at(int(math.Ceil(pos)))
	case "nearest":
		return at(int(math.RoundToEven(pos)))
	case "midpoint":
		return (at(int(math.Floor(pos))) + at(int(math.Ceil(pos)))) / 2
	case "inverted_cdf":
		return at(int(math.Ceil(n*q)) - 1)
	case "averaged_inverted_cdf":
		if k := n * q; k == math.Floor(k) {
			return (at(int(k)-1) + at(int(k))) / 2
		}
		return at(int(math.Ceil(n*q)) - 1)
	case "closest_observation":
		return at(int(math.RoundToEven(n*q-0.5)) - 1)
	}
	alpha, beta, ok := plottingPosition(method)
	if !ok {
		throwValue("'%s' is not a valid method. Use one of: dict_keys(['inverted_cdf', 'averaged_inverted_cdf', 'closest_observation', 'interpolated_inverted_cdf', 'hazen', 'weibull', 'linear', 'median_unbiased', 'normal_unbiased', 'lower', 'higher', 'midpoint', 'nearest'])", method)
	}
	pos := n*q + (alpha + q*(1-alpha-beta)) - 1
	return between(min(max(pos, 0), n-1))
}

func plottingPosition(method string) (alpha, beta float64, ok bool) {
	switch method {
	case "interpolated_inverted_cdf":
		return 0, 1, true
	case "hazen":
		return 0.5, 0.5, true
	case "weibull":
		return 0, 0, true
	case "median_unbiased":
		return 1.0 / 3, 1.0 / 3, true
	case "normal_unbiased":
		return 3.0 / 8, 3.0 / 8, true
	}
	return 0, 0, false
}

// lerp goes from a to b; it is exact at both ends.
func lerp(a, b, t float64) float64 {
	if math.IsInf(a, 0) || math.IsInf(b, 0) {
		if t == 0 || a == b {
			return a
		}
	}
	d := b - a
	if t >= 0.5 {
		return b - d*(1-t)
	}
	return a + d*t
}

// quantileAlong computes quantiles along axes: the shape of q comes first.
func quantileAlong(c *call, a, q *tensor.Array, method string, skipNan bool) *tensor.Array {
	if a.DType().IsComplex() {
		throwType("a must be an array of real numbers")
	}
	if a.DType() == tensor.String {
		ufSubtract.noLoop([]*tensor.Array{a, a})
	}
	opt := &reduction{axes: c.axes("axis", a.Rank()), keepdims: c.Bool("keepdims")}
	full, short := opt.keptShape(a.Shape())
	rows := axesLast(a, opt.axes)
	res := quantiles(rows, q.Floats(), method, skipNan)
	if opt.keepdims {
		short = full
	}
	out := tensor.NewArray(tensor.Float64, append(append([]int{}, q.Shape()...), short...)...)
	d := tensor.Data[float64](out)
	for r, vals := range res {
		for i, v := range vals {
			d[i*len(res)+r] = v
		}
	}
	if method == "lower" || method == "higher" || method == "nearest" {
		return out.Cast(a.DType())
	}
	return out
}

// axesLast joins axes into one at the end.
func axesLast(a *tensor.Array, axes []int) *tensor.Array {
	moved := map[int]bool{}
	for _, ax := range axes {
		moved[ax] = true
	}
	var perm, shape []int
	for i := range a.Rank() {
		if !moved[i] {
			perm, shape = append(perm, i), append(shape, a.Shape()[i])
		}
	}
	n := 1
	for i := range a.Rank() {
		if moved[i] {
			perm = append(perm, i)
			n *= a.Shape()[i]
		}
	}
	return a.Permute(perm).Reshape(append(shape, n))
}

func quantileFuncs() []object.Member {
	at := func(name, doc string, scale float64, skipNan bool, what string) object.Member {
		return fun(name+"(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *, interpolation=None)", doc, func(c *call) object.Value {
			q := castTo(c.operand("q"), tensor.Float64).Clone()
			d := tensor.Data[float64](q)
			for i := range d {
				if d[i] /= scale; !(d[i] >= 0 && d[i] <= 1) {
					throwValue("%s", what)
				}
			}
			a := c.operand("a")
			if a.DType() == tensor.String {
				ufSubtract.noLoop([]*tensor.Array{a, a})
			}
			if a.Size() == 0 && !skipNan {
				object.Throw(object.IndexErrorf("index -1 is out of bounds for axis 0 with size 0"))
			}
			return c.into(quantileAlong(c, a, q, c.StrOr("interpolation", c.Str("method")), skipNan))
		})
	}
	middle := func(name, doc string, skipNan bool) object.Member {
		return fun(name+"(a, axis=None, out=None, overwrite_input=False, keepdims=False)", doc, func(c *call) object.Value {
			a := c.operand("a")
			if a.DType() == tensor.String {
				ufAdd.noLoop([]*tensor.Array{a, a})
			}
			m := quantileAlong(c, a, tensor.Scalar(0.5), "linear", skipNan)
			if a.DType().IsFloat() {
				m = m.Cast(a.DType())
			}
			if c.Bool("keepdims") && !c.Has("out") {
				return m
			}
			return c.into(m)
		})
	}
	return []object.Member{
		at("percentile", "The values below which percentages of the elements lie.", 100, false, "Percentiles must be in the range [0, 100]"),
		at("quantile", "The values below which parts of the elements lie.", 1, false, "Quantiles must be in the range [0, 1]"),
		at("nanpercentile", "percentile without nan.", 100, true, "Percentiles must be in the range [0, 100]"),
		at("nanquantile", "quantile without nan.", 1, true, "Quantiles must be in the range [0, 1]"),
		middle("median", "The middle of the sorted elements.", false),
		middle("nanmedian", "median without nan.", true),
	}
}
