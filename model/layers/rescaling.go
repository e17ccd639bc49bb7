package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// Rescaling computes inputs·scale + offset.
type Rescaling struct {
	model.Base
	Scale  any `arg:"scale" doc:"factor, or one for each channel: 1./255 maps bytes to [0, 1]"`
	Offset any `arg:"offset" default:"0.0" doc:"added after scaling: -1 with scale=1./127.5 maps bytes to [-1, 1]"`
}

// RescalingClass declares Rescaling.
var RescalingClass = declare(&model.Class{
	Name:        "Rescaling",
	Elementwise: true,
	SameShape:   true,
	Doc:         "Computes inputs * scale + offset, in training and inference alike. The shape stays.",
	Example:     ">>> layers.Rescaling(0.5, offset=-1)(tf.constant([0.0, 4.0])).numpy()\narray([-1.,  1.], dtype=float32)",
	New:         func() any { return new(Rescaling) },
})

// Call implements [model.Layer].
func (r *Rescaling) Call(c *model.Context, in model.Value) model.Value {
	if y, ok := onElements(in, func(x *tensor.Tensor) *tensor.Tensor { return r.rescaled(c, x) }); ok {
		return y
	}
	return r.rescaled(c, whole(c, in))
}

func (r *Rescaling) rescaled(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	dt := r.Policy.Compute
	x = c.Cast(x, dt)
	scale, offset := constant(r.Scale, dt), constant(r.Offset, dt)
	if offset.Rank() == 0 && offset.Array().Float(0) == 0 {
		return c.Mul(x, scale)
	}
	return c.Add(c.Mul(x, scale), offset)
}

// constant is a number, a list or an array as a tensor of a dtype.
func constant(v any, dt tensor.DType) *tensor.Tensor {
	if _, text := v.(string); text { // which tf.cast is given
		tensor.Throwf("UnimplementedError", "{{function_node __wrapped__Cast_device_/job:localhost/replica:0/task:0/device:CPU:0}} Cast string to %s is not supported [Op:Cast] name: ", dt.RuntimeName())
	}
	return tensor.FromArray(model.AsTensor(v, dt).Array().Cast(dt))
}
