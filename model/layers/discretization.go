package layers

import (
	"math"
	"slices"
	"sort"

	"kerash/model"
	"kerash/tensor"
)

// Discretization maps numbers to ranges.
type Discretization struct {
	model.Base
	Boundaries any          `arg:"bin_boundaries" default:"None" doc:"known boundaries: [0., 1., 2.] makes the bins (-inf, 0.), [0., 1.), [1., 2.), [2., inf)"`
	NumBins    *int         `arg:"num_bins" default:"None" doc:"number of bins that adapt makes, so that about as much of the data falls into each"`
	Epsilon    model.Number `arg:"epsilon" default:"0.01" doc:"tolerated error of adapt's bins, as a share of the data; a small one takes more memory"`
	Mode       string       `arg:"output_mode" default:"'int'" doc:"'int', 'one_hot', 'multi_hot' or 'count'"`
	Sparse     bool         `arg:"sparse" default:"False" doc:"whether vectors are a sparse tensor rather than a dense one"`
	DType      any          `arg:"dtype" default:"None" kwonly:"true" config:"-" doc:"dtype of the output"`

	Summary *tensor.Variable `weight:"summary"`

	adaptation
}

// DiscretizationClass declares Discretization.
var DiscretizationClass = declare(&model.Class{
	Name:      "Discretization",
	SameShape: true,
	Doc: "Maps numbers to the bins that they fall into, with boundaries that are given or taken from the quantiles of the " +
		"data given to adapt.",
	Example: ">>> layers.Discretization(bin_boundaries=[0., 1., 2.])([[-1.5, 1.0, 3.4, .5]]).numpy()\narray([[0, 2, 3, 1]])",
	New:     func() any { return new(Discretization) },
	Methods: adaptMethods(&model.Method{
		Signature: "bin_boundaries", Doc: "the boundaries between the bins",
		Call: func(c *model.Context, obj any, args []any) any {
			list := []any{}
			for _, b := range obj.(*Discretization).boundaries() {
				list = append(list, b)
			}
			return list
		},
	}, &model.Method{
		Signature: "input_bin_boundaries", Doc: "the boundaries that were given",
		Call: func(c *model.Context, obj any, args []any) any { return obj.(*Discretization).Boundaries },
	}),
})

// Init implements [model.Initer].
func (d *Discretization) Init(st *model.State) {
	categoryDType(st, &d.Policy, d.DType, d.Mode)
	if d.Mode == "int" && !d.Policy.Compute.IsInteger() {
		categoryDType(st, &d.Policy, nil, d.Mode)
	}
	d.Base.Init(st)
	checkChoice(d.ClassName(), "output_mode", d.Mode, "int", "one_hot", "multi_hot", "count")
	if d.Sparse && d.Mode == "int" {
		tensor.Throwf("ValueError", "`sparse` may only be true if `output_mode` is `'one_hot'`, `'multi_hot'`, or `'count'`. Received: sparse=True and output_mode=%s", d.Mode)
	}
	if d.NumBins != nil && *d.NumBins < 0 {
		tensor.Throwf("ValueError", "`num_bins` must be greater than or equal to 0. You passed `num_bins=%d`", *d.NumBins)
	}
	if d.NumBins != nil && d.Boundaries != nil {
		tensor.Throwf("ValueError", "Both `num_bins` and `bin_boundaries` should not be set. You passed `num_bins=%d` and `bin_boundaries=%s`", *d.NumBins, model.Describe(d.Boundaries))
	}
	d.Boundaries = listed(d.Boundaries)
}

// Build implements [model.Layer].
func (d *Discretization) Build(c *model.Context, in model.Value) {
	d.Base.Build(c, in)
	if d.Boundaries != nil {
		return
	}
	d.Summary = d.AddWeight(c, "summary", []int{2, 0}, initializer(c, "zeros"), model.Frozen(), model.WithDType(tensor.Float32))
	d.Summary.Loosen([]int{2, -1})
}

// boundaries is the boundaries in use.
func (d *Discretization) boundaries() []float64 {
	items, ok := model.Sequence(d.Boundaries)
	if !ok {
		return d.learned()
	}
	out := make([]float64, len(items))
	for i, it := range items {
		out[i], ok = model.AsFloat(it)
		if !ok {
			tensor.Throwf("TypeError", "Expected float for argument 'boundaries' not %s.", model.Describe(it))
		}
	}
	return out
}

// learned is the boundaries that the data so far give.
func (d *Discretization) learned() []float64 {
	if d.Summary == nil || d.NumBins == nil || *d.NumBins == 0 {
		return nil
	}
	bins := summaryOf(d.Summary.Value()).compress(1 / float64(*d.NumBins)).bins
	var out []float64
	for _, v := range bins[:max(len(bins)-1, 0)] {
		out = append(out, float64(v))
	}
	return out
}

// resetState implements adaptable.
func (d *Discretization) resetState(c *model.Context) {
	if d.Summary != nil {
		d.Summary.SetValue(tensor.NewArray(tensor.Float32, 2, 0))
	}
}

// updateState implements adaptable.
func (d *Discretization) updateState(c *model.Context, x *tensor.Tensor) {
	if d.Boundaries != nil {
		tensor.Throwf("ValueError", "Cannot adapt a Discretization layer that has been initialized with `bin_boundaries`, use `num_bins` instead. You passed `bin_boundaries=%s`.", model.Describe(d.Boundaries))
	}
	if !d.Built {
		tensor.Throwf("RuntimeError", "`build` must be called before `update_state`.")
	}
	eps := d.Epsilon.Float()
	next := summarize(c.Cast(x, tensor.Float32).Array().Floats(), eps)
	d.Summary.SetValue(next.merge(summaryOf(d.Summary.Value())).compress(eps).array())
}

// finalizeState implements adaptable.
func (d *Discretization) finalizeState(c *model.Context) {
	if d.Summary != nil && d.NumBins == nil {
		tensor.Throwf("TypeError", "unsupported operand type(s) for /: 'float' and 'NoneType'")
	}
}

// Call implements [model.Layer].
func (d *Discretization) Call(c *model.Context, in model.Value) model.Value {
	if d.Mode == "int" {
		if y, ok := onElements(in, func(x *tensor.Tensor) *tensor.Tensor { return d.categories(c, x) }); ok {
			return y
		}
	}
	return asSparse(c, d.categories(c, whole(c, in)), d.Sparse)
}

// categories is the bins of x, or vectors that mark them.
func (d *Discretization) categories(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	bounds := d.boundaries()
	switch dt := x.DType(); dt {
	case tensor.Int32, tensor.Int64, tensor.Float32, tensor.Float64:
	default:
		tensor.Throwf("InvalidArgumentError", "Value for attr 'T' of %s is not in the list of allowed values: int32, int64, float, double\n\t; NodeDef: {{node Bucketize}}; Op<name=Bucketize; signature=input:T -> output:int32; attr=T:type,allowed=[DT_INT32, DT_INT64, DT_FLOAT, DT_DOUBLE]; attr=boundaries:list(float)> [Op:Bucketize] name: ", dt)
	}
	if !slices.IsSorted(bounds) {
		tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__Bucketize_device_/job:localhost/replica:0/task:0/device:CPU:0}} Expected sorted boundaries [Op:Bucketize] name: ")
	}
	bins := mapped(c, x, tensor.Int32, func(in, out *tensor.Array) { bucketize(in, tensor.Data[int32](out), bounds) })
	return encodeCategories(c, bins, d.Mode, len(bounds)+1, d.Policy.Compute, nil)
}

// bucketize numbers the bins of the elements of x.
func bucketize(x *tensor.Array, out []int32, bounds []float64) {
	for i := range out {
		v := x.Float(i)
		out[i] = int32(sort.Search(len(bounds), func(k int) bool { return v < float64(float32(bounds[k])) }))
	}
}

// summary describes data by bins and how many elements each stands for.
type summary struct{ bins, weights []float32 }

// summarize picks every so manieth element of the sorted data.
func summarize(data []float64, eps float64) summary {
	slices.Sort(data)
	increment := int(int32(float32(len(data)) / float32(1/eps)))
	step := max(increment, 1)
	var s summary
	for i := increment; i < len(data); i += step {
		s.bins = append(s.bins, float32(data[i]))
		s.weights = append(s.weights, float32(step))
	}
	return s
}

func summaryOf(a *tensor.Array) summary {
	f, n := a.Cast(tensor.Float32).F32(), a.Shape()[1]
	return summary{f[:n], f[n : 2*n]}
}

func (s summary) array() *tensor.Array {
	return tensor.FromSlice(append(append([]float32{}, s.bins...), s.weights...), 2, len(s.bins))
}

// merge is the bins of both, sorted.
func (s summary) merge(t summary) summary {
	bins, weights := slices.Concat(s.bins, t.bins), slices.Concat(s.weights, t.weights)
	order := make([]int, len(bins))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return bins[order[i]] < bins[order[j]] })
	var out summary
	for _, i := range order {
		out.bins, out.weights = append(out.bins, bins[i]), append(out.weights, weights[i])
	}
	return out
}

// compress interpolates bins at multiples of eps of the total weight, unless
// there are few already.
func (s summary) compress(eps float64) summary {
	if float64(len(s.bins))*eps < 1 {
		return s
	}
	sums := make([]float64, len(s.weights))
	shares := make([]float64, len(s.weights))
	total := float32(0)
	for i, w := range s.weights {
		total += w
		sums[i] = float64(total)
	}
	bins := make([]float64, len(s.bins))
	for i := range sums {
		shares[i] = float64(float32(sums[i]) / total)
		bins[i] = float64(s.bins[i])
	}
	var out summary
	last := 0.0
	for i := range int(math.Ceil(1 / eps)) {
		at := eps + float64(i)*eps
		sum := interpolate(at, shares, sums)
		out.bins = append(out.bins, float32(interpolate(at, shares, bins)))
		out.weights = append(out.weights, float32(sum-last))
		last = sum
	}
	return out
}

// interpolate is the piecewise linear function through (xs, ys) at x, constant
// outside.
func interpolate(x float64, xs, ys []float64) float64 {
	n := len(xs)
	switch {
	case x > xs[n-1]:
		return ys[n-1]
	case x < xs[0]:
		return ys[0]
	}
	j := sort.Search(n, func(k int) bool { return xs[k] > x }) - 1
	if j == n-1 || xs[j] == x {
		return ys[j]
	}
	return (ys[j+1]-ys[j])/(xs[j+1]-xs[j])*(x-xs[j]) + ys[j]
}
