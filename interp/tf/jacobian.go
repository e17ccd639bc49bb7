package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// jacobian differentiates one element of the target after the other.
func (g *gradientTape) jacobian(th *object.Thread, a *object.Bound) object.Value {
	zero := g.begin(a)
	target := g.targets(th, a.Value("target"))[0]
	src := sourcesOf(th, a.Value("sources"))
	sc := binding.Scope(th)
	var rows [][]*tensor.Tensor
	g.differentiating(sc, func() { rows = g.elementGradients(sc, src, target) })
	leaves := make([]object.Value, len(src.leaves))
	for i := range leaves {
		if j := g.join(sc, src, rows, i, target.Shape(), zero); j != nil {
			leaves[i] = j
		}
	}
	return pack(th, a.Value("sources"), leaves)
}

// elementGradients is the gradients of each element of the target: the tape is
// walked once for each, with a seed that has a one at the element's place.
func (g *gradientTape) elementGradients(sc *tensor.Scope, src *sources, target *tensor.Tensor) [][]*tensor.Tensor {
	persistent := g.tape.Persistent
	g.tape.Persistent = true
	defer func() { g.tape.Persistent = persistent }()
	n := tensor.NumElements(target.Shape())
	rows := make([][]*tensor.Tensor, n)
	one := tensor.Full(target.DType(), 1).Array()
	for i := range rows {
		sc.Interrupted()
		seed := tensor.NewArray(target.DType(), n)
		seed.View([]int{}, []int{}, i).CopyFrom(one)
		rows[i] = src.dense(sc, g.tape, []*tensor.Tensor{target}, []*tensor.Tensor{tensor.FromArray(seed.Reshape(target.Shape()))})
	}
	return rows
}

// join stacks the gradients of all elements with respect to leaf i under the
// target's shape; nil when the leaf has no part in the target.
func (g *gradientTape) join(sc *tensor.Scope, src *sources, rows [][]*tensor.Tensor, i int, target []int, zero bool) *tensor.Tensor {
	related := false
	parts := make([]*tensor.Tensor, len(rows))
	for k, row := range rows {
		related = related || row[i] != nil
		parts[k] = row[i]
		if row[i] == nil {
			parts[k] = src.zeros(i)
		}
	}
	shape := append(append([]int{}, target...), src.zeros(i).Shape()...)
	switch {
	case related:
		return sc.Reshape(sc.Stack(parts, 0), shape)
	case zero:
		return tensor.Full(src.zeros(i).DType(), 0, shape...)
	}
	return nil
}

// batchJacobian differentiates the sum of each column of the target over the
// rows, which gives the jacobian of each row, as rows do not depend on each
// other.
func (g *gradientTape) batchJacobian(th *object.Thread, a *object.Bound) object.Value {
	zero := g.begin(a)
	target := g.targets(th, a.Value("target"))[0]
	src := sourcesOf(th, a.Value("source"))
	if len(src.leaves) != 1 {
		object.Throw(object.AttributeErrorf("'%s' object has no attribute 'shape'", object.TypeName(a.Value("source"))))
	}
	from := src.zeros(0).Shape()
	if target.Rank() == 0 || len(from) == 0 {
		object.Throw(object.IndexErrorf("list index out of range"))
	}
	if target.Dim(0) != from[0] {
		object.Throw(object.ValueErrorf("Need first dimension of target shape (%s) and source shape (%s) to match.", tensor.ShapeString(target.Shape()), tensor.ShapeString(from)))
	}
	sc := binding.Scope(th)
	var out object.Value
	g.differentiating(sc, func() {
		if t := g.batchRows(sc, src, target, from, zero); t != nil {
			out = t
		}
	})
	return out
}

func (g *gradientTape) batchRows(sc *tensor.Scope, src *sources, target *tensor.Tensor, from []int, zero bool) *tensor.Tensor {
	persistent := g.tape.Persistent
	g.tape.Persistent = true
	defer func() { g.tape.Persistent = persistent }()
	batch := target.Dim(0)
	width := 1
	if batch > 0 {
		width = tensor.NumElements(target.Shape()) / batch
	}
	parts := make([]*tensor.Tensor, width)
	related := false
	for k := range parts {
		sc.Interrupted()
		seed := tensor.NewArray(target.DType(), batch, width)
		seed.View([]int{batch}, []int{width}, k).CopyFrom(tensor.Full(target.DType(), 1, batch).Array())
		gr := src.dense(sc, g.tape, []*tensor.Tensor{target}, []*tensor.Tensor{tensor.FromArray(seed.Reshape(target.Shape()))})[0]
		related = related || gr != nil
		if gr == nil {
			gr = src.zeros(0)
		}
		parts[k] = gr
	}
	if !related && !zero {
		return nil
	}
	shape := append(append([]int{}, target.Shape()...), from[1:]...)
	return sc.Reshape(sc.Stack(parts, 1), shape)
}
