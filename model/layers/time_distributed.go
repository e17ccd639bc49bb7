package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// TimeDistributed applies a layer to each time step.
type TimeDistributed struct {
	Wrapper `args:"inline"`
}

// TimeDistributedClass declares TimeDistributed.
var TimeDistributedClass = declare(&model.Class{
	Name:    "TimeDistributed",
	Call:    "inputs, training=None, mask=None",
	Doc:     "Applies a layer to each time step by itself, with the same weights: (batch, steps, ...) becomes (batch, steps) + the layer's output shape.",
	Example: ">>> layers.TimeDistributed(layers.Conv2D(4, 3))(tf.ones((2, 5, 8, 8, 3))).shape\nTensorShape([2, 5, 6, 6, 4])",
	New:     func() any { return new(TimeDistributed) },
})

// Init implements [model.Initer].
func (t *TimeDistributed) Init(st *model.State) {
	t.Layer.check("Please initialize `TimeDistributed` layer with a `tf.keras.layers.Layer` instance. Received: %s")
	t.Wrapper.Init(st)
	t.SupportsMasking = true
}

// Build implements [model.Layer].
func (t *TimeDistributed) Build(c *model.Context, in model.Value) {
	t.Spec = nil
	step := model.MapValue(in, func(x *tensor.Tensor) model.Value {
		if x.Rank() < 3 {
			tensor.Throwf("ValueError", "`TimeDistributed` Layer should be passed an `input_shape ` with at least 3 dimensions, received: %s", tensor.ShapeString(x.Shape()))
		}
		rest := x.Shape()[2:]
		t.Spec = append(t.Spec, model.InputSpec{Shape: append([]int{-1, -1}, rest...)})
		return tensor.Symbol(tensor.Spec{DType: x.DType(), Shape: append([]int{x.Dim(0)}, rest...)})
	})
	model.BuildInside(c, t.Layer.Layer, step)
}

// Call implements [model.Layer]: batch and time become one axis for the
// layer. A layer of the user's is called step by step, as Keras does.
func (t *TimeDistributed) Call(c *model.Context, in model.Value) model.Value {
	first := model.Leaves(in)[0]
	inner := c.Inner()
	if _, user := t.Layer.Layer.(model.Scripted); user && first.Dim(0) >= 0 && running(c, first) {
		_, all, _ := stepping{}.run(c, in, nil, nil, true, func(x model.Value, _ []*tensor.Tensor) (model.Value, []*tensor.Tensor) {
			return model.Apply(inner, t.Layer.Layer, x), nil
		})
		return all
	}
	if m, ok := c.Mask.(*tensor.Tensor); ok {
		inner.Mask = flattenTime(c, m)
	}
	flat := model.MapValue(in, func(x *tensor.Tensor) model.Value { return flattenTime(c, x) })
	y := model.Apply(inner, t.Layer.Layer, flat)
	return model.MapValue(y, func(y *tensor.Tensor) model.Value { return unflattenTime(c, y, first) })
}

// CallRows implements [model.RowTaker].
func (t *TimeDistributed) CallRows(c *model.Context, rows *tensor.Tensor) *tensor.Tensor {
	return model.One(model.Apply(c.Inner(), t.Layer.Layer, rows))
}

// flattenTime joins the first two axes.
func flattenTime(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	return reshape(c, x, append([]axisLength{fixed(-1)}, likeAll(x, rangeFrom(2, x.Rank())...)...)...)
}

// unflattenTime gives y the first two axes of x in place of its first.
func unflattenTime(c *model.Context, y, x *tensor.Tensor) *tensor.Tensor {
	shape := append(likeAll(x, 0, 1), likeAll(y, rangeFrom(1, y.Rank())...)...)
	return reshape(c, y, shape...)
}

// ComputeMask implements [model.Masker].
func (t *TimeDistributed) ComputeMask(c *model.Context, in, mask model.Value) model.Value {
	m, _ := mask.(*tensor.Tensor)
	var flat model.Value
	if m != nil {
		flat = flattenTime(c, m)
	}
	var out *tensor.Tensor
	if k, ok := t.Layer.Layer.(model.Masker); ok {
		x := model.MapValue(in, func(x *tensor.Tensor) model.Value { return flattenTime(c, x) })
		out, _ = k.ComputeMask(c, x, flat).(*tensor.Tensor)
	} else if t.Layer.Core().SupportsMasking {
		out, _ = flat.(*tensor.Tensor)
	}
	if out != nil {
		return unflattenTime(c, out, model.Leaves(in)[0])
	}
	if m == nil {
		return nil
	}
	for m.Rank() > 2 {
		m = c.Any(m, []int{-1}, false)
	}
	return m
}
