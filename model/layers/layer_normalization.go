package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// LayerNormalization normalises each sample by itself.
type LayerNormalization struct {
	model.Base
	Axis    normAxis     `arg:"axis" default:"-1" doc:"axis or axes that are normalised together"`
	Epsilon model.Number `arg:"epsilon" default:"0.001" doc:"added to the variance"`
	affine  `args:"inline"`
}

// LayerNormalizationClass declares LayerNormalization.
var LayerNormalizationClass = declare(&model.Class{
	Name:      "LayerNormalization",
	SameShape: true,
	Doc: "Normalises each sample along an axis by its own mean and variance, then scales by gamma and adds beta, in training " +
		"and inference alike. The shape stays. (Ba et al., 2016)",
	Example: ">>> layers.LayerNormalization()(tf.constant([[1.0, 3.0]])).numpy().round(2)\narray([[-1.,  1.]], dtype=float32)",
	New:     func() any { return new(LayerNormalization) },
})

// Init implements [model.Initer].
func (l *LayerNormalization) Init(st *model.State) {
	l.Base.Init(st)
	l.SupportsMasking = true
}

// Build implements [model.Layer].
func (l *LayerNormalization) Build(c *model.Context, in model.Value) {
	shape := model.One(in).Shape()
	var param []int
	for _, a := range l.Axis.resolve(shape) {
		param = append(param, shape[a])
	}
	l.add(c, &l.Base, param)
}

// CallRows implements [model.RowTaker].
func (l *LayerNormalization) CallRows(c *model.Context, rows *tensor.Tensor) *tensor.Tensor {
	own := *l
	own.Axis.list = rangeFrom(max(rows.Rank()-len(l.Axis.list), 0), rows.Rank())
	return model.One(own.Call(c, rows))
}

// Call implements [model.Layer].
func (l *LayerNormalization) Call(c *model.Context, in model.Value) model.Value {
	x := c.Cast(model.One(in), l.Policy.Compute)
	dt := x.DType()
	x = c.Cast(x, l.Policy.Variable)
	gamma, beta := l.read(c)
	axes := l.Axis.list
	if !trailing(axes, x.Rank()) {
		spread := func(t *tensor.Tensor) *tensor.Tensor {
			if t == nil {
				return nil
			}
			return c.Reshape(t, broadcastShape(x.Shape(), axes))
		}
		mean, variance := c.Moments(x, axes, true)
		return c.Cast(normalize(c, x, mean, variance, spread(gamma), spread(beta), l.Epsilon.Float()), dt)
	}
	if len(axes) == 1 {
		return c.Cast(c.LayerNorm(x, gamma, beta, l.Epsilon.Float()), dt)
	}
	n := tensor.NumElements(x.Shape()[axes[0]:])
	flat := func(t *tensor.Tensor) *tensor.Tensor {
		if t == nil {
			return nil
		}
		return c.Reshape(t, []int{n})
	}
	y := c.LayerNorm(c.Reshape(x, []int{-1, n}), flat(gamma), flat(beta), l.Epsilon.Float())
	return c.Cast(reshape(c, y, likeAll(x, rangeFrom(0, x.Rank())...)...), dt)
}

// trailing reports whether the axes are the last ones, in order.
func trailing(axes []int, rank int) bool {
	for i, a := range axes {
		if a != rank-len(axes)+i {
			return false
		}
	}
	return true
}

// GroupNormalization normalises groups of channels of each sample.
type GroupNormalization struct {
	model.Base
	Groups  int          `arg:"groups" default:"32" doc:"number of groups; 1 normalises all channels together, -1 each by itself"`
	Axis    int          `arg:"axis" default:"-1" doc:"axis of the channels"`
	Epsilon model.Number `arg:"epsilon" default:"0.001" doc:"added to the variance"`
	affine  `args:"inline"`
}

// GroupNormalizationClass declares GroupNormalization.
var GroupNormalizationClass = declare(&model.Class{
	Name:      "GroupNormalization",
	SameShape: true,
	Call:      "inputs, mask=None",
	Doc: "Normalises groups of channels of each sample by their own mean and variance, then scales by gamma and adds beta. " +
		"The shape stays. (Wu and He, 2018)",
	Example: ">>> layers.GroupNormalization(groups=2)(tf.ones((1, 3, 3, 4))).shape\nTensorShape([1, 3, 3, 4])",
	New:     func() any { return new(GroupNormalization) },
})

// Init implements [model.Initer].
func (g *GroupNormalization) Init(st *model.State) {
	g.Base.Init(st)
	g.SupportsMasking = true
}

// Build implements [model.Layer].
func (g *GroupNormalization) Build(c *model.Context, in model.Value) {
	shape := model.One(in).Shape()
	at := validAxes([]int{g.Axis}, len(shape))[0]
	n := shape[at]
	if n < 0 {
		tensor.Throwf("ValueError", "Axis %d of input tensor should have a defined dimension but the layer received an input with shape %s.", g.Axis, tensor.ShapeString(shape))
	}
	if g.Groups == -1 {
		g.Groups = n
	}
	if n < g.Groups {
		tensor.Throwf("ValueError", "Number of groups (%d) cannot be more than the number of channels (%d).", g.Groups, n)
	}
	if g.Groups == 0 {
		tensor.Throwf("ZeroDivisionError", "integer modulo by zero")
	}
	if n%g.Groups != 0 {
		tensor.Throwf("ValueError", "Number of groups (%d) must be a multiple of the number of channels (%d).", g.Groups, n)
	}
	g.Spec = []model.InputSpec{{NDim: len(shape), Axes: map[int]int{g.Axis: n}}}
	g.add(c, &g.Base, []int{n})
}

// Call implements [model.Layer].
func (g *GroupNormalization) Call(c *model.Context, in model.Value) model.Value {
	x := model.One(in)
	at := positive(g.Axis, x.Rank())
	size := x.Dim(at) / g.Groups
	grouped := likeAll(x, rangeFrom(0, at)...)
	grouped = append(grouped, fixed(g.Groups), fixed(size))
	grouped = append(grouped, likeAll(x, rangeFrom(at+1, x.Rank())...)...)
	xg := reshape(c, x, grouped...)
	weight := c.OnesLike(x)
	if mask := maskTensor(c); mask != nil {
		weight = c.Cast(c.BroadcastLike(mask, x), x.DType())
	}
	mean, variance := weightedMoments(c, xg, reshape(c, weight, grouped...), without(xg.Rank(), 0, at), true)
	param := make([]int, xg.Rank())
	for i := range param {
		param[i] = 1
	}
	param[at], param[at+1] = g.Groups, size
	spread := func(v *tensor.Variable) *tensor.Tensor {
		if v == nil {
			return nil
		}
		return c.Reshape(g.ReadWeight(c, v), param)
	}
	y := normalize(c, xg, mean, variance, spread(g.Gamma), spread(g.Beta), g.Epsilon.Float())
	return reshape(c, y, likeAll(x, rangeFrom(0, x.Rank())...)...)
}

// UnitNormalization scales to length one.
type UnitNormalization struct {
	model.Base
	Axis unitAxis `arg:"axis" default:"-1" doc:"axis or axes along which the length becomes 1"`
}

// unitAxis is normAxis with the words of UnitNormalization's error.
type unitAxis struct{ normAxis }

// SetArg implements [model.ArgSetter].
func (a *unitAxis) SetArg(st *model.State, v any) error {
	if a.normAxis.SetArg(st, v) != nil {
		return tensor.Errorf("TypeError", "Invalid value for `axis` argument: expected an int or a list/tuple of ints. Received: axis=%s", model.Describe(v))
	}
	return nil
}

// UnitNormalizationClass declares UnitNormalization.
var UnitNormalizationClass = declare(&model.Class{
	Name:      "UnitNormalization",
	SameShape: true,
	Doc:       "Scales each sample so that its L2 norm along an axis is 1. The shape stays.",
	Example:   ">>> layers.UnitNormalization()(tf.constant([[3.0, 4.0]])).numpy().round(2)\narray([[0.6, 0.8]], dtype=float32)",
	New:       func() any { return new(UnitNormalization) },
})

// Init implements [model.Initer].
func (u *UnitNormalization) Init(st *model.State) {
	u.Base.Init(st)
	u.SupportsMasking = true
}

// Build implements [model.Layer].
func (u *UnitNormalization) Build(c *model.Context, in model.Value) {
	u.Axis.resolve(model.One(in).Shape())
}

// Call implements [model.Layer].
func (u *UnitNormalization) Call(c *model.Context, in model.Value) model.Value {
	return l2Normalize(c, c.Cast(model.One(in), u.Policy.Compute), u.Axis.list...)
}
