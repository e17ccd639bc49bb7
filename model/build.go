package model

import "kerash/tensor"

// BuildShape builds a layer or model for the shape of its inputs, as
// layer.build(shape) does. Weights get names without a prefix. For models the
// shape may be a list or dict of shapes.
func BuildShape(c *Context, l Layer, shape any) {
	if m, ok := l.(Model); ok {
		buildModel(c, m, shape)
		return
	}
	b := l.Core()
	if b.Built {
		return
	}
	x := symbolsOf(shape, b.Policy.Compute)
	c.Outside(func() { lookingAtAxes(func() { l.Build(c, x) }) })
	b.Built = true
	c.State.VariablesMade()
}

// BuildInside builds a part of a layer for inputs like x in the layer's own
// name scope, as a wrapper does: the part's name is not in those of its
// weights.
func BuildInside(c *Context, l Layer, x Value) {
	b := l.Core()
	if b.Built {
		return
	}
	l.Build(c.Inner(), Symbols(x))
	b.Built = true
	c.State.VariablesMade()
}

// symbolsOf is symbolic tensors of the shapes in a neutral value: a shape, or a
// list or dict of shapes.
func symbolsOf(shape any, dt tensor.DType) Value {
	switch s := shape.(type) {
	case []int:
		return tensor.Symbol(tensor.Spec{DType: dt, Shape: s})
	case *Map:
		d := &Dict{}
		for _, k := range s.Keys {
			d.Set(k, symbolsOf(s.Vals[k], dt))
		}
		return d
	}
	if items, ok := Sequence(shape); ok && len(items) > 0 {
		if _, nested := Sequence(items[0]); nested {
			out := make(List, len(items))
			for i, it := range items {
				out[i] = symbolsOf(it, dt)
			}
			return out
		}
	}
	return tensor.Symbol(tensor.Spec{DType: dt, Shape: TensorDims(shape)})
}

func buildModel(c *Context, m Model, shape any) {
	b := m.ModelCore()
	if m.Graph() != nil {
		b.Built = true
		return
	}
	s, isStack := m.(interface {
		infer(c *Context, shape []int, dt tensor.DType)
	})
	if _, whole := AsInt(shape); whole && isStack {
		tensor.Throwf("TypeError", "'int' object is not iterable")
	}
	if shape == nil {
		if isStack {
			tensor.Throwf("ValueError", "You must provide an `input_shape` argument.")
		}
		tensor.Throwf("ValueError", "Input shape must be defined when calling `build()` on a `Model` subclass.")
	}
	x := symbolsOf(shape, c.State.FloatX)
	if isStack {
		if t, ok := x.(*tensor.Tensor); ok {
			s.infer(c, t.Shape(), t.DType())
		}
	}
	if !b.Built {
		b.trial(c, m, x)
	}
	if !isStack && b.buildShape == nil {
		b.buildShape = shapeValue(x)
	}
	b.Built = true
}

// trial runs a model's call on symbolic inputs for the weights that it makes.
// Keras hides TypeErrors, as of inputs of the wrong dtype, behind one of its own.
func (b *ModelBase) trial(c *Context, m Model, x Value) {
	in := c.RootNames()
	in.depth++
	err := tensor.Catch(func() {
		c.State.InGraph(func() {
			c.Infer(func() {
				outer := c.CastVariables(b.Policy.Compute)
				defer c.CastVariables(outer)
				m.Call(in, x)
			})
		})
	})
	if e, ok := err.(*tensor.Error); ok {
		switch e.Class {
		case "InvalidArgumentError", "TypeError":
			err = tensor.Errorf("ValueError", "You cannot build your model by calling `build` if your layers do not support float type inputs. Instead, in order to instantiate and build your model, call your model on real tensor data (of the correct dtype).\n\nThe actual error from `call` is: %s.", e.Msg)
		}
	}
	tensor.Check(err)
}
