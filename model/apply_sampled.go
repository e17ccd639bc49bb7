package model

import "kerash/tensor"

// A use of a layer in a functional graph whose inputs stand for ragged or sparse
// tensors: of these no symbol can tell the places. The layer runs on two samples
// whose lengths differ; what of the outputs' shapes differs as well is open.

// compositeAmong reports whether a symbolic tensor that stands for ragged or
// sparse ones is in v.
func compositeAmong(v any) bool {
	found := false
	walkAny(v, func(t *tensor.Tensor) { found = found || CompositeOf(t) != nil })
	return found
}

// takesComposite reports whether such a tensor is among the arguments of a call.
func takesComposite(c *Context, x Value) bool {
	found := compositeAmong(x)
	for _, a := range c.Args {
		found = found || compositeAmong(a)
	}
	for _, a := range c.Pos {
		found = found || compositeAmong(a)
	}
	return found
}

// sample is a lengths function of the n-th of the two samples.
func sample(n int) func(axis, known int) int {
	return func(axis, known int) int {
		switch {
		case known >= 0:
			return known
		case axis == 0:
			return 2 + n
		}
		return 4 + n
	}
}

// sampled is a substitution of symbolic tensors by those of the n-th sample.
func sampled(n int) func(t *tensor.Tensor) Value {
	lengths, fresh := sample(n), map[*tensor.Tensor]Value{}
	return func(t *tensor.Tensor) Value {
		if !IsKeras(t) {
			return t
		}
		if f := fresh[t]; f != nil {
			return f
		}
		if sp := CompositeOf(t); sp != nil {
			fresh[t] = sp.Sample(lengths)
			return fresh[t]
		}
		sp := t.Spec()
		shape := make([]int, len(sp.Shape))
		for i, d := range sp.Shape {
			shape[i] = lengths(i, d)
		}
		f := tensor.Symbol(tensor.Spec{DType: sp.DType, Shape: shape})
		if k := MaskOf(t); k != nil {
			f.Meta = &Info{Mask: tensor.Symbol(tensor.Spec{DType: k.DType(), Shape: shape[:min(k.Rank(), len(shape))]}), Masked: true}
		}
		fresh[t] = f
		return f
	}
}

// inferSampled is the outputs of a layer of which two samples have told what is
// known; build is the inputs that it is built for.
func (b *Base) inferSampled(c *Context, l Layer, x Value) Value {
	var outs [2]Value
	for n := range outs {
		sub := sampled(n)
		in := *c
		in.Args, in.Pos = mapArgs(c.Args, sub), mapPos(c.Pos, sub)
		xs := MapAny(x, sub)
		if s, ok := xs.(Sparse); ok {
			if _, takes := l.(SparseTaker); takes {
				xs = s.Dense(c.Scope)
			}
		}
		xs = b.autocast(&in, xs)
		in.Mask = MapValue(c.Mask, sub)
		if in.Mask == nil {
			in.Mask = masksOf(xs)
		}
		run := func() {
			c.State.InGraph(func() {
				b.ensureBuilt(&in, l, Symbols(x))
				c.Scope.Infer(func() {
					outs[n] = b.call(&in, l, xs, `"`)
					b.regularizeActivity(&in, outs[n])
				})
			})
			b.setMasks(&in, l, xs, outs[n])
			b.nameOutputs(&in, l, outs[n])
		}
		if n == 0 {
			run()
			continue
		}
		restore := c.State.skipLines(allLines)
		err := tensor.Catch(run)
		restore()
		tensor.Check(err)
	}
	others, i := parts(outs[1]), -1
	return mapLeaves(outs[0], func(leaf any) Value {
		if _, ok := specOf(leaf); !ok {
			return leaf
		}
		if i++; i >= len(others) {
			return leaf
		}
		return common(leaf, others[i])
	})
}

// common is what two outputs have in common.
func common(a, b Value) Value {
	switch x := a.(type) {
	case *tensor.Tensor:
		y, ok := b.(*tensor.Tensor)
		if !ok || y.Rank() != x.Rank() {
			return x
		}
		t := tensor.Symbol(tensor.Spec{DType: x.DType(), Shape: commonShape(x.Shape(), y.Shape())})
		info := Info{}
		if i := InfoOf(x); i != nil {
			info = *i
		}
		if k, other := MaskOf(x), MaskOf(y); k != nil && other != nil {
			info.Mask = tensor.Symbol(tensor.Spec{DType: k.DType(), Shape: commonShape(k.Shape(), other.Shape())})
		}
		t.Meta = &info
		return t
	case Composite:
		if y, ok := b.(Composite); ok {
			return Unborn{x.ElementSpec().Merge(y.ElementSpec())}
		}
		return Unborn{x.ElementSpec()}
	}
	return a
}

func commonShape(a, b []int) []int {
	out := make([]int, len(a))
	for i, n := range a {
		if out[i] = n; i < len(b) && b[i] != n {
			out[i] = -1
		}
	}
	return out
}

// born is the symbolic tensor of a graph for an output, nil for what is none.
func born(leaf any) *tensor.Tensor {
	switch x := leaf.(type) {
	case *tensor.Tensor:
		if x != nil {
			return symbolLike(x)
		}
	case Unborn:
		return tensor.Symbol(x.Spec.Whole())
	case Composite:
		return tensor.Symbol(x.ElementSpec().Whole())
	}
	return nil
}

// compositeSpec is the spec of an output that is ragged or sparse, nil for others.
func compositeSpec(leaf any) CompositeSpec {
	switch x := leaf.(type) {
	case Unborn:
		return x.Spec
	case Composite:
		return x.ElementSpec()
	}
	return nil
}
