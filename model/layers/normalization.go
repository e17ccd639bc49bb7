package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// Normalization shifts and scales inputs by statistics of the data.
type Normalization struct {
	model.Base
	Axis     any  `arg:"axis" default:"-1" doc:"axis or axes along which each position has statistics of its own: -1 for each feature, None for one mean and variance of all"`
	Mean     any  `arg:"mean" default:"None" doc:"known mean, instead of adapt"`
	Variance any  `arg:"variance" default:"None" doc:"known variance, instead of adapt"`
	Invert   bool `arg:"invert" default:"False" doc:"whether to turn normalized inputs back"`

	AdaptMean     *tensor.Variable `weight:"adapt_mean"`
	AdaptVariance *tensor.Variable `weight:"adapt_variance"`
	Count         *tensor.Variable `weight:"count"`

	adaptation
	axes           []int // as given
	reduce         []int
	broadcast      []int
	mean, variance *tensor.Tensor // in the shape of broadcast: given ones, or those from before batches that are not finalized
}

// NormalizationClass declares Normalization.
var NormalizationClass = declare(&model.Class{
	Name:        "Normalization",
	Elementwise: true,
	SameShape:   true,
	Doc: "Shifts and scales inputs to mean 0 and standard deviation 1: (inputs - mean) / sqrt(variance), with the " +
		"statistics of the data given to adapt, or with known ones.",
	Example: ">>> layer = layers.Normalization(axis=None)\n>>> layer.adapt(np.array([1.0, 2.0, 3.0, 4.0, 5.0]))\n" +
		">>> layer(np.array([1.0, 3.0])).numpy()\narray([-1.4142135,  0.       ], dtype=float32)",
	ConfigOrder: []string{"axis", "invert", "mean", "variance"},
	New:         func() any { return new(Normalization) },
	Methods: adaptMethods(
		statistic("mean", "the mean that is subtracted", func(c *model.Context, n *Normalization) any {
			mean, _ := n.current(c)
			return mean
		}),
		statistic("variance", "the variance whose root is divided by", func(c *model.Context, n *Normalization) any {
			_, variance := n.current(c)
			return variance
		}),
		statistic("input_mean", "the mean that was given", func(c *model.Context, n *Normalization) any { return n.Mean }),
		statistic("input_variance", "the variance that was given", func(c *model.Context, n *Normalization) any { return n.Variance }),
	),
})

func statistic(name, doc string, get func(c *model.Context, n *Normalization) any) *model.Method {
	return &model.Method{Signature: name, Doc: doc, Call: func(c *model.Context, obj any, args []any) any {
		return get(c, obj.(*Normalization))
	}}
}

// current is the statistics in use; it throws AttributeError before there are
// any.
func (n *Normalization) current(c *model.Context) (mean, variance *tensor.Tensor) {
	if n.broadcast == nil {
		tensor.Throw(tensor.Errorf("AttributeError", "'Normalization' object has no attribute 'mean'").WithHint("it is there once the layer is adapted or built"))
	}
	return n.statistics(c)
}

// Init implements [model.Initer].
func (n *Normalization) Init(st *model.State) {
	n.Base.Init(st)
	switch v := n.Axis.(type) {
	case nil:
		n.axes = []int{}
	case int:
		n.axes = []int{v}
	default:
		n.axes = model.ShapeOf(v)
	}
	axis := model.Tup{}
	for _, a := range n.axes {
		axis = append(axis, a)
	}
	n.Axis = axis
	n.Mean, n.Variance = listed(n.Mean), listed(n.Variance)
	if (n.Mean == nil) != (n.Variance == nil) {
		tensor.Throwf("ValueError", "When setting values directly, both `mean` and `variance` must be set. Got mean: %s and variance: %s", model.Describe(n.Mean), model.Describe(n.Variance))
	}
}

// Build implements [model.Layer].
func (n *Normalization) Build(c *model.Context, in model.Value) {
	n.Base.Build(c, in)
	if model.IsNested(in) {
		tensor.Throwf("ValueError", "Normalization only accepts a single input. If you are passing a python list or tuple as a single input, please convert to a numpy array or `tf.Tensor`.")
	}
	shape := model.One(in).Shape()
	kept := n.keptAxes(shape)
	stats := []int{}
	n.reduce, n.broadcast = []int{}, make([]int, len(shape))
	for d, size := range shape {
		n.broadcast[d] = 1
		if kept[d] {
			stats = append(stats, size)
			n.broadcast[d] = size
		} else {
			n.reduce = append(n.reduce, d)
		}
	}
	if n.Mean != nil {
		n.mean, n.variance = n.given(c, n.Mean, stats), n.given(c, n.Variance, stats)
		return
	}
	dt := model.WithDType(n.Policy.Compute)
	n.AdaptMean = n.AddWeight(c, "mean", stats, initializer(c, "zeros"), model.Frozen(), dt)
	n.AdaptVariance = n.AddWeight(c, "variance", stats, initializer(c, "ones"), model.Frozen(), dt)
	n.Count = n.AddWeight(c, "count", []int{}, initializer(c, "zeros"), model.Frozen(), model.WithDType(tensor.Int64))
}

func (n *Normalization) keptAxes(shape []int) []bool {
	kept := make([]bool, len(shape))
	for _, a := range n.axes {
		if a < -len(shape) || a >= len(shape) {
			tensor.Throwf("ValueError", "All `axis` values must be in the range [-ndim, ndim). Found ndim: `%d`, axis: %s", len(shape), model.Describe(n.Axis))
		}
	}
	for _, a := range n.axes {
		kept[positive(a, len(shape))] = true
	}
	for d, k := range kept {
		if k && shape[d] < 0 {
			list := make([]any, len(shape))
			for i, s := range shape {
				if s >= 0 {
					list[i] = s
				}
			}
			tensor.Throwf("ValueError", "All `axis` values to be kept must have known shape. Got axis: %s, input shape: %s, with unknown axis at index: %d", model.Describe(n.Axis), model.Describe(list), d)
		}
	}
	return kept
}

// given is a statistic of the user's for all kept positions.
func (n *Normalization) given(c *model.Context, v any, stats []int) (t *tensor.Tensor) {
	c.Outside(func() {
		x := tensor.FromArray(model.AsTensor(v, tensor.Float64).Array().Cast(tensor.Float64))
		if _, ok := tensor.BroadcastShapes(x.Shape(), stats); !ok {
			tensor.Throwf("ValueError", "operands could not be broadcast together with shapes %s %s ", tensor.ShapeString(x.Shape()), tensor.ShapeString(stats))
		}
		x = c.Mul(x, tensor.Full(tensor.Float64, 1, stats...))
		t = c.Cast(c.Reshape(x, n.broadcast), n.Policy.Compute)
	})
	return t
}

func initializer(c *model.Context, name string) model.Initializer {
	return model.Resolve(c.State, model.KindInitializer, name).(model.Initializer)
}

// resetState implements adaptable.
func (n *Normalization) resetState(c *model.Context) {
	if n.AdaptMean == nil {
		return
	}
	n.keep(c)
	n.AdaptMean.SetValue(tensor.Full(n.AdaptMean.DType(), 0, n.AdaptMean.Shape()...).Array())
	n.AdaptVariance.SetValue(tensor.Full(n.AdaptVariance.DType(), 1, n.AdaptVariance.Shape()...).Array())
	n.Count.SetValue(tensor.Full(tensor.Int64, 0).Array())
}

// updateState implements adaptable: it merges the statistics of a batch into
// those of the batches before.
func (n *Normalization) updateState(c *model.Context, x *tensor.Tensor) {
	if n.Mean != nil {
		tensor.Throwf("ValueError", "Cannot `adapt` a Normalization layer that is initialized with static `mean` and `variance`, you passed mean %s and variance %s.", model.Describe(n.Mean), model.Describe(n.Variance))
	}
	if !n.Built {
		tensor.Throwf("RuntimeError", "`build` must be called before `update_state`.")
	}
	n.keep(c)
	x = c.Cast(x, n.AdaptMean.DType())
	mean, variance := c.Moments(x, n.reduce, false)
	count := int64(1)
	for _, d := range n.reduce {
		count *= int64(x.Dim(d))
	}
	total := count + n.Count.Value().Int(0)
	weight := c.Div(full(x, float64(count)), full(x, float64(total)))
	rest := c.Sub(full(x, 1), weight)
	oldMean, oldVariance := c.Read(n.AdaptMean), c.Read(n.AdaptVariance)
	newMean := c.Add(c.Mul(oldMean, rest), c.Mul(mean, weight))
	newVariance := c.Add(
		c.Mul(c.Add(oldVariance, c.Square(c.Sub(oldMean, newMean))), rest),
		c.Mul(c.Add(variance, c.Square(c.Sub(mean, newMean))), weight))
	c.Assign(n.AdaptMean, newMean)
	c.Assign(n.AdaptVariance, newVariance)
	c.Assign(n.Count, tensor.ConstScalar(total))
}

// keep holds on to the statistics in use until finalize_state.
func (n *Normalization) keep(c *model.Context) {
	if n.mean == nil {
		c.Outside(func() { n.mean, n.variance = n.statistics(c) })
	}
}

// finalizeState implements adaptable.
func (n *Normalization) finalizeState(c *model.Context) {
	if n.Mean == nil {
		n.mean, n.variance = nil, nil
	}
}

// statistics is mean and variance in a shape that goes with the inputs.
func (n *Normalization) statistics(c *model.Context) (mean, variance *tensor.Tensor) {
	if n.mean != nil {
		return n.mean, n.variance
	}
	return c.Reshape(c.Read(n.AdaptMean), n.broadcast), c.Reshape(c.Read(n.AdaptVariance), n.broadcast)
}

// Call implements [model.Layer].
func (n *Normalization) Call(c *model.Context, in model.Value) model.Value {
	x := c.Cast(whole(c, in), n.Policy.Compute)
	mean, variance := n.statistics(c)
	deviation := c.Maximum(c.Sqrt(variance), full(x, c.State.Epsilon))
	if n.Invert {
		return c.Add(mean, c.Mul(x, deviation))
	}
	return c.Div(c.Sub(x, mean), deviation)
}
