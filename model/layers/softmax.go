package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// Softmax turns scores into probabilities.
type Softmax struct {
	model.Base
	Axis any `arg:"axis" default:"-1" doc:"axis, or list of axes, along which the outputs add up to 1"`
}

// SoftmaxClass declares Softmax.
var SoftmaxClass = declare(&model.Class{
	Name:        "Softmax",
	Elementwise: true,
	Call:        "inputs, mask=None",
	Doc: "Softmax: exp(x) over its sum along an axis. A boolean mask of the input's shape, given as layer(x, mask), " +
		"excludes elements. The shape stays.",
	Example: ">>> layers.Softmax()(tf.constant([[1.0, 1.0]])).numpy()\narray([[0.5, 0.5]], dtype=float32)",
	New:     func() any { return new(Softmax) },
})

// Init implements [model.Initer].
func (s *Softmax) Init(st *model.State) {
	s.Base.Init(st)
	s.SupportsMasking = true
}

// Call implements [model.Layer].
func (s *Softmax) Call(c *model.Context, in model.Value) model.Value {
	x := model.One(in)
	if mask := maskTensor(c); mask != nil {
		x = c.Add(x, blocked(c, mask, x.DType()))
	}
	var axes []int // all of them for None
	switch ax := s.Axis.(type) {
	case nil:
	case string:
		tensor.RefuseText("Max", "Tidx")
	case float64:
		tensor.Throwf("TypeError", "Cannot convert %s to EagerTensor of dtype int32", model.Describe(ax))
	default:
		axes = model.ShapeOf(ax)
	}
	if len(axes) == 1 {
		return c.Softmax(x, axes[0])
	}
	top := c.StopGradient(c.Max(x, axes, true))
	sum := c.Sum(c.Exp(c.Sub(x, top)), axes, true)
	return c.Exp(c.Sub(x, c.Add(c.Log(sum), top)))
}

// maskTensor is the mask of a call: the mask argument, the first further
// positional argument, or what came with the input; nil for none.
func maskTensor(c *model.Context) *tensor.Tensor {
	if t, ok := c.Mask.(*tensor.Tensor); ok {
		return t
	}
	if len(c.Pos) > 0 {
		if t, ok := c.Pos[0].(*tensor.Tensor); ok {
			return t
		}
	}
	return nil
}

// blocked is a large negative number where the mask is false, 0 elsewhere.
func blocked(c *model.Context, mask *tensor.Tensor, dt tensor.DType) *tensor.Tensor {
	low := -1e9
	if dt == tensor.Float16 {
		low = -65504.0 / 2
	}
	return c.Mul(c.Sub(tensor.Full(dt, 1), c.Cast(mask, dt)), tensor.Full(dt, low))
}
