package model

import "kerash/tensor"

// How layers take ragged tensors.

// RowTaker is a layer that works on the innermost vectors of ragged tensors one
// by one.
type RowTaker interface {
	CallRows(c *Context, rows *tensor.Tensor) *tensor.Tensor
}

// StepTaker is a layer that goes over the steps of ragged tensors, padded and
// with a mask; sequences says that its first output has those steps, too.
type StepTaker interface{ TakesSteps() (sequences bool) }

// compute is the layer's Call. Of ragged tensors, elementwise layers see the
// elements; layers with a way of their own get the tensor itself.
func (b *Base) compute(c *Context, l Layer, x Value) Value {
	r, ok := x.(Ragged)
	if !ok {
		return l.Call(c, x)
	}
	switch k := l.(type) {
	case Scripted:
	case RowTaker:
		return r.WithInner(k.CallRows(c, r.Inner()))
	case StepTaker:
		return overSteps(c, l, r, k.TakesSteps())
	default:
		if b.class != nil && b.class.Elementwise {
			return r.WithInner(One(l.Call(c, r.Inner())))
		}
	}
	return l.Call(c, x)
}

// overSteps calls a layer with padded rows.
func overSteps(c *Context, l Layer, r Ragged, sequences bool) Value {
	if c.Mask != nil {
		tensor.Throwf("ValueError", "The mask that was passed in was %s, which cannot be applied to RaggedTensor inputs. Please make sure that there is no mask injected by upstream layers.", Text(c.Mask))
	}
	lengths := r.RowLengths()
	x := r.Padded(c.Scope, tensor.FromArray(tensor.NewArray(r.Inner().DType())))
	longest := x.Dim(1)
	there, kept := make([]bool, len(lengths)*longest), []int{}
	for i, n := range lengths {
		for j := range n {
			there[i*longest+j] = true
			kept = append(kept, i*longest+j)
		}
	}
	in := *c
	in.Mask = tensor.Const(there, len(lengths), longest)
	y := l.Call(&in, x)
	if !sequences {
		return y
	}
	rows := func(t *tensor.Tensor) Value {
		flat := c.Reshape(t, append([]int{len(lengths) * longest}, t.Shape()[2:]...))
		return r.WithInner(c.Gather(flat, tensor.IntTensor(tensor.Int64, kept...), 0, 0))
	}
	switch v := y.(type) {
	case *tensor.Tensor:
		return rows(v)
	case List:
		return append(List{rows(One(v[0]))}, v[1:]...)
	}
	return y
}

// arrived is an input that a layer before gave: one of which nothing but the
// spec is known has symbols in its place.
func arrived(x Value) Value {
	return mapLeaves(x, func(leaf any) Value {
		u, ok := leaf.(Unborn)
		switch {
		case !ok:
			return leaf
		case u.Spec.Kind() == "Sparse":
			return tensor.Symbol(u.Spec.Whole())
		}
		return u.Spec.Sample(sample(0))
	})
}
