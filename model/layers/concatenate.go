package layers

import (
	"slices"

	"kerash/model"
	"kerash/tensor"
)

// Concatenate joins its inputs along an axis.
type Concatenate struct {
	model.Base
	Axis int `arg:"axis" late:"list" default:"-1" doc:"axis along which the inputs are joined"`
}

// ConcatenateClass declares Concatenate.
var ConcatenateClass = declare(&model.Class{
	Name: "Concatenate", Functions: []string{"concatenate"},
	Doc:     "Joins a list of inputs, whose shapes may differ along one axis only.",
	Example: ">>> layers.Concatenate()([tf.ones((2, 3)), tf.ones((2, 4))]).shape\nTensorShape([2, 7])",
	New:     func() any { return new(Concatenate) },
})

// Init implements [model.Initer].
func (l *Concatenate) Init(st *model.State) {
	l.Base.Init(st)
	l.SupportsMasking = true
}

// Build implements [model.Layer]: it checks that the inputs fit.
func (l *Concatenate) Build(c *model.Context, in model.Value) {
	xs, ok := inputs(in)
	if !ok || len(xs) < 1 {
		text := shapesText(xs)
		if !ok {
			text = tensor.ShapeString(model.One(in).Shape())
		}
		tensor.Throwf("ValueError", "A `Concatenate` layer should be called on a list of at least 1 input. Received: input_shape=%s", text)
	}
	requireShapes(in)
	l.CheckArgs(c)
	first := l.others(xs[0].Shape())
	for _, x := range xs[1:] {
		rest := l.others(x.Shape())
		fits := len(rest) == len(first)
		for i := 0; fits && i < len(rest); i++ {
			fits = rest[i] == first[i] || rest[i] < 0 || first[i] < 0
		}
		if !fits {
			tensor.Throwf("ValueError", "A `Concatenate` layer requires inputs with matching shapes except for the concatenation axis. Received: input_shape=%s", shapesText(xs))
		}
	}
}

// others is a shape without the axis of concatenation.
func (l *Concatenate) others(shape []int) []int {
	at := positive(l.Axis, len(shape))
	if at < 0 || at >= len(shape) {
		tensor.Throwf("IndexError", "list assignment index out of range")
	}
	return slices.Delete(slices.Clone(shape), at, at+1)
}

// Call implements [model.Layer].
func (l *Concatenate) Call(c *model.Context, in model.Value) model.Value {
	xs, ok := inputs(in)
	if !ok {
		tensor.Throwf("ValueError", "A merge layer should be called on a list of inputs. Received: inputs=%s (not a list of tensors)", model.Describe(in))
	}
	if len(xs) == 0 {
		return l.join(c, model.Items(in))
	}
	return c.Concat(xs, l.Axis)
}

// join is the layer's output for ragged or sparse tensors.
func (l *Concatenate) join(c *model.Context, items []model.Value) model.Value {
	values := make([]any, len(items))
	for i, v := range items {
		x, ok := v.(model.Composite)
		if !ok {
			return c.Concat(nil, l.Axis) // throws
		}
		values[i] = x
	}
	sp := values[0].(model.Composite).ElementSpec()
	return sp.Join(c.Scope, values, positive(l.Axis, len(sp.Whole().Shape)))
}

// ComputeMask implements [model.Masker].
func (l *Concatenate) ComputeMask(c *model.Context, in, mask model.Value) model.Value {
	given := givenMasks(in, mask)
	if given == nil {
		return nil
	}
	xs := model.Leaves(in)
	masks := make([]*tensor.Tensor, len(given))
	for i, k := range given {
		switch {
		case k == nil:
			masks[i] = c.Cast(c.OnesLike(xs[i]), tensor.Bool)
		case k.Rank() < xs[i].Rank():
			masks[i] = c.ExpandDims(k, -1)
		default:
			masks[i] = k
		}
	}
	return c.All(c.Concat(masks, l.Axis), []int{-1}, false)
}
