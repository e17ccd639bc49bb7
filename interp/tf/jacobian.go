package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// jacobian differentiates one element of the target after the other.
func (g *gradientTape) jacobian(th *object.Thread, a *object.Bound) object.Value {
	zero, target := g.beginJacobian(th, a, "jacobian")
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

// beginJacobian checks what is common to both kinds and gives the target.
func (g *gradientTape) beginJacobian(th *object.Thread, a *object.Bound, what string) (zero bool, target *tensor.Tensor) {
	zero = g.begin(a)
	switch v := object.NativeOf(a.Value("target")).(type) {
	case *tensor.Tensor, *tensor.Variable:
		target = g.targets(th, v)[0]
	default:
		object.Throw(object.AttributeErrorf("'%s' object has no attribute 'shape'", object.TypeName(a.Value("target"))))
	}
	if !a.Bool("experimental_use_pfor") && !g.tape.Persistent {
		object.Throw(object.RuntimeErrorf("GradientTape must be created with persistent=True to compute the %s with eager execution enabled and with  experimental_use_pfor set to False.", what))
	}
	return zero, target
}

// elementGradients is the gradients of each element of the target: the tape is
// walked once for each, with a seed that has a one at the element's place.
func (g *gradientTape) elementGradients(sc *tensor.Scope, src *sources, target *tensor.Tensor) [][]*tensor.Tensor {
	persistent := g.tape.Persistent
	g.tape.Persistent = true
	defer func() { g.tape.Persistent = persistent }()
	n := tensor.NumElements(target.Shape())
	if n == 0 { // one walk still tells which sources have a part in the target
		return [][]*tensor.Tensor{src.dense(sc, g.tape, []*tensor.Tensor{target}, nil)}
	}
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
	case tensor.NumElements(shape) == 0 && (related || zero):
		return tensor.Full(src.zeros(i).DType(), 0, shape...)
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
	zero, target := g.beginJacobian(th, a, "batch_jacobian")
	src := sourcesOf(th, a.Value("source"))
	if len(src.leaves) != 1 || isNested(a.Value("source")) {
		object.Throw(object.AttributeErrorf("'%s' object has no attribute 'shape'", object.TypeName(a.Value("source"))))
	}
	from := src.zeros(0).Shape()
	if target.Rank() == 0 {
		object.Throw(object.IndexErrorf("list index out of range"))
	}
	if target.Rank() < 2 {
		object.Throw(object.ValueErrorf("Shape %s must have rank at least 2", tensor.ShapeString(target.Shape())))
	}
	if len(from) < 2 {
		object.Throw(object.ValueErrorf("Shape %s must have rank at least 2", tensor.ShapeString(from)))
	}
	if target.Dim(0) != from[0] {
		object.Throw(object.ValueErrorf("Need first dimension of target shape (%s) and source shape (%s) to match.", tensor.ShapeString(target.Shape()), tensor.ShapeString(from)))
	}
	if from[0] == 0 {
		object.Throw(object.Errorf(object.ZeroDivisionError, "integer division or modulo by zero"))
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
	shape := append(append([]int{}, target.Shape()...), from[1:]...)
	switch dt := src.zeros(0).DType(); {
	case !related && !zero && width > 0: // unlike a jacobian, zeros of the target's kind
		return tensor.Full(target.DType(), 0, shape...)
	case tensor.NumElements(shape) == 0:
		return tensor.Full(dt, 0, shape...)
	}
	return sc.Reshape(sc.Stack(parts, 1), shape)
}
