package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// graphOf is what puts branches and loops into the graph of the function that is
// traced; nil when there is none.
func graphOf(th *object.Thread) *autograph {
	switch g := th.Stager.(type) {
	case *autograph:
		return g
	case *plainGraph:
		return g.autograph
	}
	return nil
}

func (c *call) graph() *autograph { return graphOf(c.th) }

// decidedLater gives the graph if a condition is one of its tensors.
func (c *call) decidedLater(v object.Value) *autograph {
	if t, ok := v.(*tensor.Tensor); ok && t.IsSymbolic() {
		return c.graph()
	}
	return nil
}

// calling is a function without arguments, as a part of the graph.
func calling(th *object.Thread, fn object.Value) func() (object.Value, error) {
	return func() (object.Value, error) { return object.CallFn(th, fn) }
}

// firstOf gives what the first function whose condition holds gives, else
// otherwise.
func (g *autograph) firstOf(conds []*tensor.Tensor, fns []object.Value, otherwise object.Value) object.Value {
	if len(conds) == 0 {
		return callLeaf(g.th, otherwise)
	}
	return g.choose(conds[0], "case", calling(g.th, fns[0]), func() (v object.Value, err error) {
		defer object.Catch(&err)
		return g.firstOf(conds[1:], fns[1:], otherwise), nil
	})
}

// whileGraph is tf.while_loop as a loop of the graph.
func (c *call) whileGraph(g *autograph) object.Value {
	loop := c.Value("loop_vars")
	vars := binding.Parts(loop)
	st := &object.FlowState{
		Get: func() []object.Value { return vars },
		Set: func(values []object.Value) error { vars = values; return nil },
	}
	for _, v := range vars {
		name := "loop_vars"
		if t, ok := v.(*tensor.Tensor); ok && t.IsSymbolic() {
			name = symbolName(t)
		}
		st.Names = append(st.Names, name)
	}
	body := func() (err error) {
		defer object.Catch(&err)
		vars = c.nextVars(vars)
		return nil
	}
	l := g.loop(st, body)
	l.plain = true
	if c.Has("maximum_iterations") {
		l.limit = c.int("maximum_iterations")
	}
	if c.Has("shape_invariants") {
		l.invariants(flatten(c.th, c.Value("shape_invariants")))
	}
	err := l.run(func() *tensor.Tensor {
		t := binding.ToTensor(c.th, callLeaf(c.th, c.Value("cond"), vars...), tensor.Bool)
		return c.s.Reshape(t, []int{})
	}, body)
	throwIf(err)
	return likeVars(loop, vars)
}

// likeVars puts variables into the structure of others.
func likeVars(like object.Value, vars []object.Value) object.Value {
	switch object.NativeOf(like).(type) {
	case *object.List:
		return object.NewList(vars...)
	case *object.Tuple:
		return object.NewTuple(vars...)
	}
	return vars[0]
}

// nextVars calls the body of a loop.
func (c *call) nextVars(vars []object.Value) []object.Value {
	next := callLeaf(c.th, c.Value("body"), vars...)
	if len(vars) == 1 && !isNested(next) {
		return []object.Value{next}
	}
	out := binding.Parts(next)
	if len(out) != len(vars) {
		sameStructure(c.th, object.NewTuple(vars...), next)
	}
	return out
}

// invariants are the shapes that the variables keep, of which less is known than
// before the loop.
func (l *flowLoop) invariants(shapes []object.Value) {
	for i, v := range shapes {
		var shape *binding.TensorShape
		switch x := v.(type) {
		case *TensorSpec:
			shape = x.Shape
		case *binding.TensorShape:
			shape = x
		}
		if shape != nil && i < len(l.specs) {
			l.keepShape(i, shape)
		}
	}
}
