package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// alpha is a slope argument, which may not be None.
type alpha struct {
	model.FloatX
	none bool
}

// SetArg implements [model.ArgSetter].
func (a *alpha) SetArg(st *model.State, v any) error {
	if a.none = v == nil; a.none {
		return nil
	}
	return a.FloatX.SetArg(st, v)
}

// LeakyReLU lets a part of negative inputs pass.
type LeakyReLU struct {
	model.Base
	Alpha alpha `arg:"alpha" default:"0.3" doc:"slope for negative inputs"`
}

// LeakyReLUClass declares LeakyReLU.
var LeakyReLUClass = declare(&model.Class{
	Name:        "LeakyReLU",
	Elementwise: true,
	Doc:         "Rectified linear unit that lets a part of negative inputs pass: x, or alpha * x where x is negative. The shape stays.",
	Example:     ">>> layers.LeakyReLU(0.5)(tf.constant([-3.0, 2.0])).numpy()\narray([-1.5,  2. ], dtype=float32)",
	New:         func() any { return new(LeakyReLU) },
})

// Init implements [model.Initer].
func (l *LeakyReLU) Init(st *model.State) {
	l.Base.Init(st)
	if l.Alpha.none {
		tensor.Throwf("ValueError", "The alpha value of a Leaky ReLU layer cannot be None, Expecting a float. Received: None")
	}
	l.SupportsMasking = true
}

// Call implements [model.Layer].
func (l *LeakyReLU) Call(c *model.Context, in model.Value) model.Value {
	return c.ReluFull(model.Packed(c, in), float64(l.Alpha.FloatX), nil, 0)
}

// ELU is the exponential linear unit as a layer.
type ELU struct {
	model.Base
	Alpha alpha `arg:"alpha" default:"1.0" doc:"scale of the negative part"`
}

// ELUClass declares ELU.
var ELUClass = declare(&model.Class{
	Name:        "ELU",
	Elementwise: true,
	Doc:         "Exponential linear unit: x, or alpha * (exp(x) - 1) where x is negative. The shape stays.",
	Example:     ">>> layers.ELU()(tf.constant([-1.0, 2.0])).numpy().round(4)\narray([-0.6321,  2.    ], dtype=float32)",
	New:         func() any { return new(ELU) },
})

// Init implements [model.Initer].
func (l *ELU) Init(st *model.State) {
	l.Base.Init(st)
	if l.Alpha.none {
		tensor.Throwf("ValueError", "Alpha of an ELU layer cannot be None, expecting a float. Received: None")
	}
	l.SupportsMasking = true
}

// Call implements [model.Layer].
func (l *ELU) Call(c *model.Context, in model.Value) model.Value {
	return c.Elu(model.Packed(c, in), float64(l.Alpha.FloatX))
}

// ThresholdedReLU passes what exceeds a threshold.
type ThresholdedReLU struct {
	model.Base
	Theta alpha `arg:"theta" default:"1.0" doc:"threshold that inputs must exceed"`
}

// ThresholdedReLUClass declares ThresholdedReLU.
var ThresholdedReLUClass = declare(&model.Class{
	Name:        "ThresholdedReLU",
	Elementwise: true,
	Doc:         "Passes x where it exceeds theta, 0 elsewhere. The shape stays.",
	Example:     ">>> layers.ThresholdedReLU(1.0)(tf.constant([0.5, 2.0])).numpy()\narray([0., 2.], dtype=float32)",
	New:         func() any { return new(ThresholdedReLU) },
})

// Init implements [model.Initer].
func (l *ThresholdedReLU) Init(st *model.State) {
	l.Base.Init(st)
	if l.Theta.none {
		tensor.Throwf("ValueError", "Theta of a Thresholded ReLU layer cannot be None, expecting a float. Received: None")
	}
	if l.Theta.FloatX < 0 {
		tensor.Throwf("ValueError", "The theta value of a Thresholded ReLU layer should be >=0. Received: %s", model.Describe(float64(l.Theta.FloatX)))
	}
	l.SupportsMasking = true
}

// Call implements [model.Layer].
func (l *ThresholdedReLU) Call(c *model.Context, in model.Value) model.Value {
	x := model.Packed(c, in)
	if !x.DType().IsFloat() {
		x = c.Cast(x, tensor.Float32)
	}
	on := c.Greater(x, full(x, float64(l.Theta.FloatX)))
	return c.Mul(x, c.Cast(on, x.DType()))
}

// PReLU learns the slope for negative inputs.
type PReLU struct {
	model.Base
	AlphaInitializer model.Initializer `arg:"alpha_initializer" default:"'zeros'" doc:"makes the slopes"`
	AlphaRegularizer model.Regularizer `arg:"alpha_regularizer" default:"None" doc:"penalty on the slopes"`
	AlphaConstraint  model.Constraint  `arg:"alpha_constraint" default:"None" doc:"projection of the slopes after each update"`
	SharedAxes       axisList          `arg:"shared_axes" default:"None" doc:"axes along which the slope is the same: [1, 2] for images"`

	Alpha *tensor.Variable `weight:"alpha"`
}

// PReLUClass declares PReLU.
var PReLUClass = declare(&model.Class{
	Name:    "PReLU",
	Doc:     "Rectified linear unit whose slope for negative inputs is learned (He et al., 2015). The shape stays.",
	Example: ">>> layers.PReLU(alpha_initializer='ones')(tf.constant([[-3.0, 2.0]])).numpy()\narray([[-3.,  2.]], dtype=float32)",
	New:     func() any { return new(PReLU) },
})

// Init implements [model.Initer].
func (p *PReLU) Init(st *model.State) {
	p.Base.Init(st)
	p.SupportsMasking = true
}

// Build implements [model.Layer].
func (p *PReLU) Build(c *model.Context, in model.Value) {
	shape := model.One(in).Shape()
	param := append([]int{}, shape[1:]...)
	shared := map[int]bool{}
	for _, i := range p.SharedAxes {
		if i < 1 || i > len(param) {
			tensor.Throwf("IndexError", "list assignment index out of range")
		}
		param[i-1] = 1
		shared[i] = true
	}
	p.Alpha = p.AddWeight(c, "alpha", param, p.AlphaInitializer, model.Regularized(p.AlphaRegularizer), model.Constrained(p.AlphaConstraint))
	spec := model.InputSpec{NDim: len(shape)}
	if p.SharedAxes != nil {
		spec.Axes = map[int]int{}
		for i := 1; i < len(shape); i++ {
			if !shared[i] {
				spec.Axes[i] = shape[i]
			}
		}
	}
	p.Spec = []model.InputSpec{spec}
}

// Call implements [model.Layer].
func (p *PReLU) Call(c *model.Context, in model.Value) model.Value {
	x := model.One(in)
	slope := p.ReadWeight(c, p.Alpha)
	return c.Add(c.Relu(x), c.Mul(c.Neg(slope), c.Relu(c.Neg(x))))
}

// axisList is one axis, several, or None; a config shows a list.
type axisList []int

// SetArg implements [model.ArgSetter].
func (a *axisList) SetArg(st *model.State, v any) error {
	*a = nil
	if v == nil {
		return nil
	}
	return tensor.Catch(func() { *a = model.ShapeOf(v) })
}

// ConfigValue implements [model.ConfigValuer].
func (a axisList) ConfigValue() any {
	if a == nil {
		return nil
	}
	list := make([]any, len(a))
	for i, v := range a {
		list[i] = v
	}
	return list
}

// AttrValue implements [model.AttrValuer].
func (a axisList) AttrValue() any { return a.ConfigValue() }
