package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// ReLU is the rectified linear unit as a layer.
type ReLU struct {
	model.Base
	MaxValue      any          `arg:"max_value" default:"None" doc:"largest output; None for no limit"`
	NegativeSlope model.Number `arg:"negative_slope" default:"0.0" doc:"slope below the threshold"`
	Threshold     model.Number `arg:"threshold" default:"0.0" doc:"input at which the output begins to rise"`
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
	checked := func(name string, given any) float64 {
		v, ok := model.AsFloat(given)
		if !ok {
			tensor.Throwf("TypeError", "`%s` of a ReLU layer should be a number. Received: %s", name, model.Describe(given))
		}
		if v < 0 {
			tensor.Throwf("ValueError", "%s of a ReLU layer cannot be a negative value. Received: %s", name, model.Describe(given))
		}
		return model.RoundFloatX(st, v)
	}
	if r.MaxValue != nil {
		r.MaxValue = checked("max_value", r.MaxValue)
	}
	r.NegativeSlope = model.NumberOf(checked("negative_slope", r.NegativeSlope.ConfigValue()))
	r.Threshold = model.NumberOf(checked("threshold", r.Threshold.ConfigValue()))
	r.SupportsMasking = true
}

// Call implements [model.Layer].
func (r *ReLU) Call(c *model.Context, in model.Value) model.Value {
	var limit *float64
	if v, ok := r.MaxValue.(float64); ok {
		limit = &v
	}
	return c.ReluFull(model.One(in), r.NegativeSlope.Float(), limit, r.Threshold.Float())
}
