package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// adaptable is a preprocessing layer whose state is computed from data before
// training: it is reset, updated by every batch, and finalized.
type adaptable interface {
	model.Layer
	resetState(c *model.Context)
	updateState(c *model.Context, x *tensor.Tensor)
	finalizeState(c *model.Context)
	adapted() *adaptation
}

// adaptation is what adaptable layers share.
type adaptation struct{ done bool }

func (a *adaptation) adapted() *adaptation { return a }

// adapt computes the state from all of data, and forgets what it was before.
func adapt(c *model.Context, l adaptable, data any, batch, steps int) {
	b := l.Core()
	if b.Built {
		l.resetState(c)
	}
	model.EachBatch(c, data, batch, steps, func(x model.Value) {
		t := model.One(x)
		if !b.Built {
			if _, given := b.FirstShape(); !given {
				b.BatchShape = make(model.Tup, t.Rank())
			}
			shape := append([]int{}, t.Shape()...)
			if len(shape) > 0 {
				shape[0] = -1 // batches differ
			}
			model.BuildShape(c, l, shape)
		}
		l.updateState(c, t)
	})
	l.finalizeState(c)
	l.adapted().done = true
}

// adaptMethods is what objects of adaptable layers can do.
func adaptMethods(more ...*model.Method) []*model.Method {
	return append([]*model.Method{
		{
			Signature: "adapt(self, data, batch_size=None, steps=None)",
			Doc:       "Computes the layer's state from data, before the layer is used: an array, a tf.data.Dataset, or whatever else fit takes as x.",
			Call: func(c *model.Context, obj any, args []any) any {
				batch, _ := model.AsInt(args[1])
				steps, _ := model.AsInt(args[2])
				adapt(c, obj.(adaptable), args[0], batch, steps)
				return nil
			},
		},
		{
			Signature: "update_state(self, data)",
			Doc:       "Takes one more batch into account.",
			Call: func(c *model.Context, obj any, args []any) any {
				l := obj.(adaptable)
				l.updateState(c, model.One(model.DataValue(c.State, args[0])))
				return nil
			},
		},
		{
			Signature: "finalize_state(self)",
			Doc:       "Makes the batches so far take effect.",
			Call: func(c *model.Context, obj any, args []any) any {
				obj.(adaptable).finalizeState(c)
				return nil
			},
		},
		{
			Signature: "reset_state(self)",
			Doc:       "Forgets the batches so far.",
			Call: func(c *model.Context, obj any, args []any) any {
				l := obj.(adaptable)
				l.resetState(c)
				l.adapted().done = false
				return nil
			},
		},
		{
			Signature: "is_adapted",
			Doc:       "whether adapt has computed the state",
			Call:      func(c *model.Context, obj any, args []any) any { return obj.(adaptable).adapted().done },
		},
	}, more...)
}

// whole is a layer's input as one tensor: nested lists of tensors are stacked,
// as layers for raw data are called with lists of numbers or texts.
func whole(c *model.Context, in model.Value) *tensor.Tensor {
	var items []model.Value
	switch v := in.(type) {
	case string:
		return tensor.ConstScalar(v)
	case model.List:
		items = v
	case model.Tuple:
		items = v
	default:
		return model.One(in)
	}
	parts := make([]*tensor.Tensor, len(items))
	for i, it := range items {
		parts[i] = whole(c, it)
	}
	return c.Stack(parts, 0)
}

// listed is an array or tensor among arguments as nested lists of numbers.
func listed(v any) any {
	switch x := v.(type) {
	case *tensor.Tensor:
		return listed(x.Array())
	case *tensor.Variable:
		return listed(x.Value())
	case *tensor.Array:
		return nestedList(x, 0, new(int))
	}
	return v
}

func nestedList(a *tensor.Array, axis int, next *int) any {
	if axis == a.Rank() {
		i := *next
		*next++
		switch dt := a.DType(); {
		case dt == tensor.String:
			return a.Str(i)
		case dt == tensor.Bool:
			return a.Int(i) != 0
		case dt.IsInteger():
			return int(a.Int(i))
		}
		return a.Float(i)
	}
	out := make([]any, a.Shape()[axis])
	for i := range out {
		out[i] = nestedList(a, axis+1, next)
	}
	return out
}
