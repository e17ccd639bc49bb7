package model

import (
	"kerash/tensor"
)

// run computes the outputs for inputs, with values or without. Values are let
// go of as soon as the last node that reads them has run.
func (g *Graph) run(c *Context, x Value, mask Value) Value {
	have := map[*tensor.Tensor]Value{}
	left := make(map[*tensor.Tensor]int, len(g.uses))
	for t, n := range g.uses {
		left[t] = n
	}
	masks := masksByInput(x, mask)
	for i, t := range g.flatten(c, x) {
		if i == len(g.Inputs) {
			break // what is too much is left out, as in Keras
		}
		ref := g.Inputs[i]
		if x, ok := t.(Composite); ok {
			have[ref] = castInner(c, x, ref.DType())
			continue
		}
		t := t.(*tensor.Tensor)
		y := conform(c, t, ref)
		if k := masks[t]; k != nil && k != MaskOf(y) {
			y = c.Identity(y)
			SetMask(y, k)
		}
		have[ref] = y
	}
	take := func(t *tensor.Tensor) Value {
		y := have[t]
		if y == nil {
			return t
		}
		left[t]--
		if left[t] == 0 {
			delete(have, t)
		}
		return y
	}
	for _, level := range g.levels {
		for _, n := range level {
			if n.isInput() || !computable(n, have) {
				continue
			}
			outs := parts(n.call(c, take))
			for i, ref := range Leaves(n.Output) {
				if i < len(outs) && left[ref] > 0 {
					have[ref] = outs[i]
				}
			}
		}
	}
	return MapValue(g.Out, func(t *tensor.Tensor) Value {
		y := have[t]
		if y == nil {
			tensor.Throwf("AssertionError", "Could not compute output %s", KerasText(t))
		}
		return y
	})
}

// masksByInput pairs the tensors of x with their masks, which stand in the same
// structure with nil for none.
func masksByInput(x, mask Value) map[*tensor.Tensor]*tensor.Tensor {
	var masks []*tensor.Tensor
	walk(mask, func(v any) {
		k, _ := v.(*tensor.Tensor)
		masks = append(masks, k)
	})
	pairs := map[*tensor.Tensor]*tensor.Tensor{}
	for i, t := range Leaves(x) {
		if i < len(masks) && masks[i] != nil {
			pairs[t] = masks[i]
		}
	}
	return pairs
}

func computable(n *Node, have map[*tensor.Tensor]Value) bool {
	for _, t := range n.inputs() {
		if have[t] == nil {
			return false
		}
	}
	return true
}

// call runs the node's layer on values taken for its symbolic inputs.
func (n *Node) call(c *Context, take func(*tensor.Tensor) Value) Value {
	in := c.Inner()
	if n.TrainingSet {
		in.Training, in.TrainingSet = n.Training, true
	}
	x := MapAny(n.Input, take)
	in.Args = mapArgs(n.Args, take)
	in.Pos = mapPos(n.Pos, take)
	in.Mask = MapValue(n.Mask, take)
	return Apply(in, n.Layer, x)
}

// flatten is the tensors of x, ragged and sparse ones too, in the order of the
// graph's inputs. A dict may name the input layers.
func (g *Graph) flatten(c *Context, x Value) []Value {
	d, ok := x.(*Dict)
	if !ok {
		return parts(x)
	}
	names := g.InputNames()
	if in, ok := g.In.(*Dict); ok {
		names = names[:0]
		for _, i := range in.sorted() {
			names = append(names, in.Keys[i])
		}
	}
	if len(d.Keys) > len(names) {
		var extra []string
		for _, k := range d.Keys {
			if !contains(names, k) {
				extra = append(extra, k)
			}
		}
		c.State.Warnf("UserWarning", "Input dict contained keys %s which did not match any model input. They will be ignored by the model.", stringList(extra))
	}
	var out []Value
	for _, n := range names {
		v, ok := d.Get(n)
		if !ok {
			return parts(x)
		}
		out = append(out, parts(v)...)
	}
	return out
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// conform gives an input the dtype of its keras.Input, and treats (batch,) and
// (batch, 1) as interchangeable.
func conform(c *Context, t, ref *tensor.Tensor) *tensor.Tensor {
	mask := MaskOf(t)
	y := t
	switch {
	case c.State.unshaped():
	case t.Rank() == ref.Rank()+1 && t.Dim(-1) == 1:
		y = c.Squeeze(t, []int{-1})
	case t.Rank() == ref.Rank()-1 && ref.Dim(-1) == 1:
		y = c.ExpandDims(t, -1)
	}
	y = c.Cast(y, ref.DType())
	if y != t && mask != nil {
		SetMask(y, mask)
	}
	return y
}

// specs is what the inputs have to look like: the batch axis is free.
func (g *Graph) specs() []InputSpec {
	if n := len(Items(g.In)); IsNested(g.In) && n != len(g.Inputs) {
		if d, ok := g.In.(*Dict); !ok || len(d.Keys) != len(g.Inputs) {
			return nil
		}
	}
	names := g.InputNames()
	if d, ok := g.In.(*Dict); ok {
		for k, i := range d.sorted() {
			names[k] = d.Keys[i]
		}
	}
	specs := make([]InputSpec, len(g.Inputs))
	for i, x := range g.Inputs {
		shape := append([]int{}, x.Shape()...)
		if len(shape) > 0 {
			shape[0] = -1
		}
		specs[i] = InputSpec{Shape: shape, Squeeze: true, Name: names[i]}
	}
	return specs
}

// source is the inputs from which a symbolic tensor is made, found by walking
// back.
func source(t *tensor.Tensor) []*tensor.Tensor {
	var out []*tensor.Tensor
	seen := map[*tensor.Tensor]bool{}
	var visit func(t *tensor.Tensor)
	visit = func(t *tensor.Tensor) {
		if seen[t] {
			return
		}
		seen[t] = true
		n := InfoOf(t).Node
		if n.isInput() {
			out = append(out, t)
			return
		}
		for _, x := range n.inputs() {
			visit(x)
		}
	}
	visit(t)
	return out
}
