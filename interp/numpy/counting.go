package numpy

import (
	"math"
	"sort"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// binEdges are the edges of the bins of a histogram.
func binEdges(c *call, a *tensor.Array) *tensor.Array {
	bins := c.Value("bins")
	if _, ok := bins.(string); !ok {
		if b := toArray(c.th, bins); b.Rank() == 1 {
			e := castTo(b, tensor.Float64)
			for i := 1; i < e.Size(); i++ {
				if e.Float(i-1) > e.Float(i) {
					throwValue("`bins` must increase monotonically, when an array")
				}
			}
			return b
		} else if b.Rank() > 1 {
			throwValue("`bins` must be 1d, when an array")
		}
	}
	lo, hi := 0.0, 1.0
	if v := c.Value("range"); v != nil {
		r := toArray(c.th, v)
		lo, hi = r.Float(0), r.Float(1)
		if lo > hi {
			throwValue("max must be larger than min in range parameter.")
		}
	} else if a.Size() > 0 {
		lo = ufMinimum.reduce(a, &reduction{axes: allAxes(a)}).Float(0)
		hi = ufMaximum.reduce(a, &reduction{axes: allAxes(a)}).Float(0)
		if math.IsInf(lo, 0) || math.IsInf(hi, 0) || lo != lo || hi != hi {
			throwValue("autodetected range of [%s, %s] is not finite", object.FloatRepr(lo), object.FloatRepr(hi))
		}
	}
	if lo == hi {
		lo, hi = lo-0.5, hi+0.5
	}
	n := 0
	if name, ok := bins.(string); ok {
		n = binCount(name, a, lo, hi)
	} else if n = object.Must(object.AsIndex(c.th, bins)); n < 1 {
		throwValue("`bins` must be positive, when an integer")
	}
	edges := tensor.NewArray(tensor.Float64, n+1)
	d := tensor.Data[float64](edges)
	step := (hi - lo) / float64(n)
	for i := range d {
		d[i] = lo + float64(i)*step
	}
	d[n] = hi
	if a.DType().IsFloat() {
		return castTo(edges, a.DType())
	}
	return edges
}

// binCount is how many bins a rule takes.
func binCount(rule string, a *tensor.Array, lo, hi float64) int {
	n := float64(a.Size())
	if n == 0 {
		return 1
	}
	spread := func() float64 {
		q := quantiles(ravel(a, "C"), []float64{0.25, 0.75}, "linear", false)[0]
		return 2 * (q[1] - q[0]) / math.Cbrt(n)
	}
	sturges := (hi - lo) / (math.Log2(n) + 1)
	width := 0.0
	switch rule {
	case "sturges":
		width = sturges
	case "sqrt":
		width = (hi - lo) / math.Sqrt(n)
	case "rice":
		width = (hi - lo) / (2 * math.Cbrt(n))
	case "scott":
		width = math.Cbrt(24*math.Sqrt(math.Pi)/n) * math.Sqrt(variance(a, &reduction{axes: allAxes(a)}, 0).Float(0))
	case "fd":
		width = spread()
	case "auto":
		if width = spread(); width == 0 || sturges < width {
			width = sturges
		}
	default:
		throwValue("'%s' is not a valid estimator for `bins`", rule)
	}
	if width == 0 {
		return 1
	}
	return max(int(math.Ceil((hi-lo)/width)), 1)
}

func histogram(c *call) object.Value {
	a := ravel(c.operand("a"), "C")
	edges := binEdges(c, a)
	e := castTo(edges, tensor.Float64).Floats()
	n := len(e) - 1
	weights := make([]float64, a.Size())
	for i := range weights {
		weights[i] = 1
	}
	dt := tensor.Int64
	if c.Has("weights") {
		w := c.operand("weights")
		if w.Size() != a.Size() {
			throwValue("weights should have the same shape as a.")
		}
		weights, dt = w.Floats(), w.DType()
	}
	counts := make([]float64, max(n, 0))
	for i := range a.Size() {
		v := a.Float(i)
		if !(v >= e[0] && v <= e[n]) {
			continue
		}
		k := sort.Search(n+1, func(j int) bool { return e[j] > v }) - 1
		counts[min(k, n-1)] += weights[i]
	}
	if c.Bool("density") {
		total := 0.0
		for _, v := range counts {
			total += v
		}
		for i := range counts {
			counts[i] /= (e[i+1] - e[i]) * total
		}
		dt = tensor.Float64
	}
	return object.NewTuple(castTo(tensor.FromSlice(counts, len(counts)), dt), edges)
}

func countingFuncs() []object.Member {
	return []object.Member{
		fun("histogram(a, bins=10, range=None, density=None, weights=None)", "How many elements fall into each of some bins, and the bins' edges.", histogram),
		fun("histogram_bin_edges(a, bins=10, range=None, weights=None)", "The edges of the bins of histogram.", func(c *call) object.Value {
			return binEdges(c, ravel(c.operand("a"), "C"))
		}),
		fun("histogram2d(x, y, bins=10, range=None, density=None, weights=None)", "How many points fall into each of some fields.", histogram2d),
		fun("bincount(x, /, weights=None, minlength=0)", "How often each whole number occurs.", bincount),
		fun("digitize(x, bins, right=False)", "The bin that each element falls into.", func(c *call) object.Value {
			x, bins := c.operand("x"), c.operand("bins")
			side := "right"
			if c.Bool("right") {
				side = "left"
			}
			n := bins.Size()
			if n > 1 && bins.Float(0) > bins.Float(n-1) {
				other := map[string]string{"left": "right", "right": "left"}[side]
				p := searchSorted(flip(bins, []int{0}), x, other, nil, nil)
				return binding.FromArray(op2(ufSubtract, tensor.Scalar(int64(n)), p))
			}
			return binding.FromArray(searchSorted(bins, x, side, nil, nil))
		}),
	}
}

// counted is what bincount counts: an array must hold integers, other sequences
// are made such.
func counted(c *call) *tensor.Array {
	v := c.Value("x")
	if v == nil {
		throwValue("object of too small depth for desired array")
	}
	x, isArray := v.(*tensor.Array)
	if isArray && x.Size() > 0 && (x.DType() == tensor.Uint64 || !x.DType().IsInteger() && x.DType() != tensor.Bool) {
		throwType("Cannot cast array data from dtype('%s') to dtype('int64') according to the rule 'safe'", binding.NumpyDTypeOf(x).Name)
	}
	if !isArray {
		x = binding.ToArray(c.th, v, tensor.Int64)
	}
	oneRow(x)
	return x
}

// oneRow throws for an array of another rank than 1.
func oneRow(x *tensor.Array) {
	switch {
	case x.Rank() > 1:
		throwValue("object too deep for desired array")
	case x.Rank() < 1:
		throwValue("object of too small depth for desired array")
	}
}

func bincount(c *call) object.Value {
	x := counted(c)
	n := c.Int("minlength")
	if n < 0 {
		throwValue("'minlength' must not be negative")
	}
	vals := x.Ints()
	for _, v := range vals {
		if v < 0 {
			throwValue("'list' argument must have no negative elements")
		}
		n = max(n, v+1)
	}
	if c.Has("weights") {
		w := binding.ToArray(c.th, c.Value("weights"), tensor.Float64).Floats()
		if len(w) != len(vals) {
			throwValue("The weights and list don't have the same length.")
		}
		out := make([]float64, n)
		for i, v := range vals {
			out[v] += w[i]
		}
		return tensor.FromSlice(out, n)
	}
	out := make([]int64, n)
	for _, v := range vals {
		out[v]++
	}
	return tensor.FromSlice(out, n)
}

func histogram2d(c *call) object.Value {
	x, y := ravel(c.operand("x"), "C"), ravel(c.operand("y"), "C")
	edgesFor := func(a *tensor.Array, i int) []float64 {
		bins := c.Value("bins")
		if elems, err := object.ToSlice(c.th, bins); err == nil && len(elems) == 2 {
			bins = elems[i]
		}
		if b := toArray(c.th, bins); b.Rank() == 1 {
			return b.Floats()
		}
		lo := ufMinimum.reduce(a, &reduction{axes: []int{0}}).Float(0)
		hi := ufMaximum.reduce(a, &reduction{axes: []int{0}}).Float(0)
		if v := c.Value("range"); v != nil {
			r := toArray(c.th, v)
			lo, hi = r.Float(2*i), r.Float(2*i+1)
		}
		if lo == hi {
			lo, hi = lo-0.5, hi+0.5
		}
		n := object.Must(object.AsIndex(c.th, bins))
		e := make([]float64, n+1)
		for k := range e {
			e[k] = lo + float64(k)*(hi-lo)/float64(n)
		}
		e[n] = hi
		return e
	}
	ex, ey := edgesFor(x, 0), edgesFor(y, 1)
	nx, ny := len(ex)-1, len(ey)-1
	out := tensor.NewArray(tensor.Float64, nx, ny)
	d := tensor.Data[float64](out)
	place := func(e []float64, v float64) int {
		n := len(e) - 1
		if !(v >= e[0] && v <= e[n]) {
			return -1
		}
		return min(sort.Search(n+1, func(j int) bool { return e[j] > v })-1, n-1)
	}
	total := 0.0
	for i := range x.Size() {
		p, q := place(ex, x.Float(i)), place(ey, y.Float(i))
		if p < 0 || q < 0 {
			continue
		}
		w := 1.0
		if c.Has("weights") {
			w = c.operand("weights").Float(i)
		}
		d[p*ny+q] += w
		total += w
	}
	if c.Bool("density") {
		for p := range nx {
			for q := range ny {
				d[p*ny+q] /= total * (ex[p+1] - ex[p]) * (ey[q+1] - ey[q])
			}
		}
	}
	return object.NewTuple(out, tensor.FromSlice(ex, len(ex)), tensor.FromSlice(ey, len(ey)))
}
