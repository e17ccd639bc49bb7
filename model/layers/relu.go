package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// ReLU is the rectified linear unit as a layer.
type ReLU struct {
	model.Base
	MaxValue      any `arg:"max_value" default:"None" doc:"largest output; None for no limit"`
	NegativeSlope any `arg:"negative_slope" default:"0.0" doc:"slope below the threshold"`
	Threshold     any `arg:"threshold" default:"0.0" doc:"input at which the output begins to rise"`
}

// ReLUClass declares ReLU.
var ReLUClass = declare(&model.Class{
	Name:        "ReLU",
	Elementwise: true,
	Doc: "Rectified linear unit: x where it reaches the threshold, at most max_value, and " +
		"negative_slope * (x - threshold) below. The shape stays.",
	Example: ">>> layers.ReLU(max_value=1.0)(tf.constant([-3.0, 0.5, 2.0])).numpy()\narray([0. , 0.5, 1. ], dtype=float32)",
	New:     func() any { return new(ReLU) },
})

// Init implements [model.Initer].
func (r *ReLU) Init(st *model.State) {
	r.Base.Init(st)
	// Keras keeps the numbers as arrays.
	checked := func(name string, given any) model.Rank0 {
		v, ok := model.AsFloat(given)
		switch {
		case given != nil && !ok:
			tensor.Throwf("TypeError", "'<' not supported between instances of '%s' and 'float'", model.PythonType(given))
		case given == nil || v < 0:
			tensor.Throwf("ValueError", "%s of a ReLU layer cannot be a negative value. Received: %s", name, model.Describe(given))
		}
		return model.Rank0{Array: tensor.Scalar(v).Cast(st.FloatX)}
	}
	if r.MaxValue != nil {
		r.MaxValue = checked("max_value", r.MaxValue)
	}
	r.NegativeSlope = checked("negative_slope", r.NegativeSlope)
	r.Threshold = checked("threshold", r.Threshold)
	r.SupportsMasking = true
}

// Call implements [model.Layer].
func (r *ReLU) Call(c *model.Context, in model.Value) model.Value {
	var limit *float64
	if v, ok := model.AsFloat(r.MaxValue); ok {
		limit = &v
	}
	slope, _ := model.AsFloat(r.NegativeSlope)
	threshold, _ := model.AsFloat(r.Threshold)
	return c.ReluFull(model.Packed(c, in), slope, limit, threshold)
}
