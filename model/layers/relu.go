package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// ReLU is the rectified linear unit as a layer.
type ReLU struct {
	model.Base
	MaxValue      optionalFloat `arg:"max_value" default:"None" doc:"largest output; None for no limit"`
	NegativeSlope model.FloatX  `arg:"negative_slope" default:"0.0" doc:"slope below the threshold"`
	Threshold     model.FloatX  `arg:"threshold" default:"0.0" doc:"input at which the output begins to rise"`
}

// ReLUClass declares ReLU.
var ReLUClass = declare(&model.Class{
	Name: "ReLU",
	Doc: "Rectified linear unit: x where it reaches the threshold, at most max_value, and " +
		"negative_slope * (x - threshold) below. The shape stays.",
	Example: ">>> layers.ReLU(max_value=1.0)(tf.constant([-3.0, 0.5, 2.0])).numpy()\narray([0. , 0.5, 1. ], dtype=float32)",
	New:     func() any { return new(ReLU) },
})

// Init implements [model.Initer].
func (r *ReLU) Init(st *model.State) {
	r.Base.Init(st)
	notNegative := func(name string, v float64) {
		if v < 0 {
			tensor.Throwf("ValueError", "%s of a ReLU layer cannot be a negative value. Received: %s", name, model.Describe(v))
		}
	}
	if r.MaxValue.set {
		notNegative("max_value", r.MaxValue.v)
	}
	notNegative("negative_slope", float64(r.NegativeSlope))
	notNegative("threshold", float64(r.Threshold))
	r.SupportsMasking = true
}

// Call implements [model.Layer].
func (r *ReLU) Call(c *model.Context, in model.Value) model.Value {
	x := model.One(in)
	if !r.MaxValue.set {
		return c.ReluFull(x, float64(r.NegativeSlope), nil, float64(r.Threshold))
	}
	limit := r.MaxValue.v
	return c.ReluFull(x, float64(r.NegativeSlope), &limit, float64(r.Threshold))
}

// optionalFloat is a number rounded to floatx, or None.
type optionalFloat struct {
	v   float64
	set bool
}

// SetArg implements [model.ArgSetter].
func (o *optionalFloat) SetArg(st *model.State, v any) error {
	*o = optionalFloat{}
	if v == nil {
		return nil
	}
	var x model.FloatX
	if err := x.SetArg(st, v); err != nil {
		return err
	}
	*o = optionalFloat{float64(x), true}
	return nil
}

// ConfigValue implements [model.ConfigValuer].
func (o optionalFloat) ConfigValue() any {
	if !o.set {
		return nil
	}
	return o.v
}

// AttrValue implements [model.AttrValuer].
func (o optionalFloat) AttrValue() any { return o.ConfigValue() }
