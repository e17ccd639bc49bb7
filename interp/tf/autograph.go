package tf

import (
	"bytes"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// autograph puts the control flow of a traced function into its graph, with the
// checks of TensorFlow's AutoGraph. It implements [object.Stager].
type autograph struct {
	th      *object.Thread
	turns   []turn        // of the loops around
	printed *bytes.Buffer // what the function has printed, if that waits
	inGraph bool          // all tensors are of the graph, also those with values
}

// NewStager makes the stager of code that is traced: with its control flow
// converted, or as it is.
func NewStager(th *object.Thread, converted bool) object.Stager {
	return (&autograph{th: th, printed: new(bytes.Buffer), inGraph: true}).stager(converted)
}

// stager is g, or what it is for code that is traced as it is.
func (g *autograph) stager(converted bool) object.Stager {
	if converted {
		return g
	}
	return &plainGraph{g}
}

func (g *autograph) scope() *tensor.Scope { return binding.Scope(g.th) }

// isTensor reports whether a value is a tensor of the graph.
func (g *autograph) isTensor(v object.Value) bool {
	switch x := v.(type) {
	case *tensor.Tensor:
		return g.inGraph || x.IsSymbolic() || g.scope().Tracing()
	case *tensor.Variable:
		return g.scope().Tracing()
	}
	return false
}

// Decides implements [object.Stager].
func (g *autograph) Decides(cond object.Value) (bool, error) { return g.isTensor(cond), nil }

// condition is a tensor that decides, as a boolean scalar.
func (g *autograph) condition(v object.Value, tag string) *tensor.Tensor {
	s := g.scope()
	t := binding.ToTensor(g.th, v, tensor.Invalid)
	const hint = "to check for None, use `is not None`"
	if t.DType() != tensor.Bool {
		object.Throw(object.ValueErrorf("condition of %s expected to be `tf.bool` scalar, got %s; to use as boolean Tensor, use `tf.cast`; %s", tag, object.Must(object.Str(g.th, t)), hint))
	}
	if t.Rank() == 0 {
		return t
	}
	known := 1
	for _, n := range t.Shape() {
		known *= max(n, 1)
	}
	if known > 1 {
		object.Throw(object.ValueErrorf("condition of %s expected to be `tf.bool` scalar, got %s; %s", tag, object.Must(object.Str(g.th, t)), hint))
	}
	return s.Reshape(t, []int{})
}

// flowValues are the values of variables with the tensors among them: numbers
// and variables of TensorFlow become tensors. Other objects stay what they are.
type flowValues struct {
	values []object.Value
	leaves []*tensor.Tensor
}

// tensors converts values within the graph that is being made.
func (g *autograph) tensors(values []object.Value) flowValues {
	var out flowValues
	for _, v := range values {
		out.values = append(out.values, mapStructure(g.th, v, func(leaf object.Value) object.Value {
			switch x := leaf.(type) {
			case nil:
				return nil
			case *tensorArray:
				h := x.inGraph(g.scope())
				out.leaves = append(out.leaves, h)
				return x.withHandle(h)
			}
			x := outputLeaf(g.th, leaf)
			if t, ok := x.(*tensor.Tensor); ok {
				out.leaves = append(out.leaves, t)
			}
			return x
		}))
	}
	return out
}

// with are the values with other tensors in the places of theirs.
func (g *autograph) with(values []object.Value, leaves []*tensor.Tensor) []object.Value {
	i := 0
	out := make([]object.Value, len(values))
	for j, v := range values {
		out[j] = mapStructure(g.th, v, func(leaf object.Value) object.Value {
			switch x := leaf.(type) {
			case *tensor.Tensor:
				i++
				return leaves[i-1]
			case *tensorArray:
				i++
				return x.withHandle(leaves[i-1])
			}
			return leaf
		})
	}
	return out
}

// If implements [object.Stager].
func (g *autograph) If(cond object.Value, st *object.FlowState, yes, no func() error) (err error) {
	defer object.Catch(&err)
	pred := g.condition(cond, "if statement")
	g.scope().NameFlow("cond")
	init := st.Get()
	var results [2]flowValues
	branch := func(k int, name string, f func() error) *tensor.Subgraph {
		return g.scope().Subgraph(nil, func() []*tensor.Tensor {
			throwIf(st.Set(init))
			throwIf(f())
			values := st.Get()[:st.Outputs]
			checkBranch(st.Names, values, name)
			results[k] = g.tensors(values)
			if k == 1 {
				g.checkBranches(st.Names, results[0].values, results[1].values)
			}
			return results[k].leaves
		})
	}
	a, b := branch(0, "main", yes), branch(1, "else", no)
	out := g.scope().If(pred, a, b)
	return st.Set(append(g.with(results[0].values, out), init[st.Outputs:]...))
}

// throwIf throws what has gone wrong, if anything has.
func throwIf(err error) {
	if err != nil {
		object.Throw(err)
	}
}

// checkBranch refuses variables that a branch has left without a value.
func checkBranch(names []string, values []object.Value, branch string) {
	for i, v := range values {
		switch {
		case v != object.Unset:
		case names[i] == object.ReturnValue:
			object.Throw(object.ValueErrorf("the %s branch must also have a return statement.", branch))
		default:
			object.Throw(object.ValueErrorf("'%s' must also be initialized in the %s branch", names[i], branch))
		}
	}
}

// checkBranches refuses variables that are different things after the two
// branches.
func (g *autograph) checkBranches(names []string, yes, no []object.Value) {
	for i, name := range names[:len(yes)] {
		if err := binding.Catch(func() { sameStructure(g.th, yes[i], no[i]) }); err != nil {
			object.Throw(object.TypeErrorf("'%s' must have the same nested structure in the main and else branches:\n\n%s", name, object.AsRaised(err).Message()))
		}
		a, b := flatten(g.th, yes[i]), flatten(g.th, no[i])
		for j := range a {
			g.checkLeaves(name, a[j], b[j])
		}
	}
}

// checkLeaves refuses a variable of two dtypes.
func (g *autograph) checkLeaves(name string, yes, no object.Value) {
	switch {
	case yes == nil && no == nil:
		object.Throw(object.ValueErrorf("'%s' is None at the end of the main branch.", name))
	case yes == nil:
		object.Throw(object.ValueErrorf("'%s' is None at the end of the main branch.", name))
	case no == nil:
		object.Throw(object.ValueErrorf("'%s' is None at the end of the else branch.", name))
	}
	a, isTensor := yes.(*tensor.Tensor)
	b, both := no.(*tensor.Tensor)
	if bothArrays(yes, no) {
		return
	}
	switch {
	case isTensor && both && a.DType() != b.DType():
		object.Throw(object.TypeErrorf("'%s' has dtype %s in the main branch, but dtype %s in the else branch", name, a.DType(), b.DType()))
	case isTensor != both || !both && !object.Is(yes, no):
		tensor.Throw(&tensor.Untraceable{Op: "a branch that chooses between objects"})
	}
}

// bothArrays reports whether two values are TensorArrays, of which the first
// learns the shape of elements that the second one knows.
func bothArrays(a, b object.Value) bool {
	x, ok := a.(*tensorArray)
	y, both := b.(*tensorArray)
	if ok && both && x.shape.Unknown {
		x.shape = y.shape
	}
	return ok && both
}

// Choose implements [object.Stager].
func (g *autograph) Choose(cond object.Value, text string, yes, no func() (object.Value, error)) (v object.Value, err error) {
	defer object.Catch(&err)
	return g.choose(binding.ToTensor(g.th, cond, tensor.Invalid), text, yes, no), nil
}

// choose is the value of one of two functions.
func (g *autograph) choose(pred *tensor.Tensor, text string, yes, no func() (object.Value, error)) object.Value {
	s := g.scope()
	if pred.DType() != tensor.Bool {
		pred = s.NotEqual(pred, s.ZerosLike(pred))
	}
	if pred.Rank() > 0 {
		pred = s.Reshape(pred, []int{})
	}
	s.NameFlow("cond")
	var results [2]flowValues
	branch := func(k int, f func() (object.Value, error)) *tensor.Subgraph {
		return s.Subgraph(nil, func() []*tensor.Tensor {
			results[k] = g.tensors([]object.Value{object.Must(f())})
			if k == 1 && !noneInBoth(results) {
				checkOutputs(text, results)
				g.checkBranches([]string{text}, results[0].values, results[1].values)
			}
			return results[k].leaves
		})
	}
	a, b := branch(0, yes), branch(1, no)
	return g.with(results[0].values, s.If(pred, a, b))[0]
}

// noneInBoth reports whether two functions gave None: they are there for what they
// do.
func noneInBoth(results [2]flowValues) bool {
	return results[0].values[0] == nil && results[1].values[0] == nil
}

// checkOutputs refuses branches of tf.cond of which one gives nothing.
func checkOutputs(text string, results [2]flowValues) {
	if a, b := results[0], results[1]; text == "cond" && (a.values[0] == nil) != (b.values[0] == nil) {
		object.Throw(object.ValueErrorf("Lengths of branch outputs of cond must match.\nlen(graphs[0].outputs): %d\nlen(graphs[1].outputs): %d\n", len(a.leaves), len(b.leaves)))
	}
}

// And implements [object.Stager].
func (g *autograph) And(a object.Value, b func() (object.Value, error)) (v object.Value, err error) {
	return g.Choose(a, "and", b, func() (object.Value, error) { return a, nil })
}

// Or implements [object.Stager].
func (g *autograph) Or(a object.Value, b func() (object.Value, error)) (v object.Value, err error) {
	return g.Choose(a, "or", func() (object.Value, error) { return a, nil }, b)
}

// Not implements [object.Stager].
func (g *autograph) Not(v object.Value) (out object.Value, err error) {
	defer object.Catch(&err)
	return g.scope().LogicalNot(binding.ToTensor(g.th, v, tensor.Invalid)), nil
}

// Probe implements [object.Stager].
func (g *autograph) Probe(f func() error) (err error) {
	defer object.Catch(&err)
	g.scope().Subgraph(nil, func() []*tensor.Tensor {
		throwIf(f())
		return nil
	})
	return nil
}
