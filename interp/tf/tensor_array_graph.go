package tf

import (
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// In the graph of a branch or loop a TensorArray is a symbol, its handle, that
// stands for an array which only a run of the graph has. A method is an op from
// a handle to the next one.

// arrayAttr is the attribute of opArray.
type arrayAttr struct {
	like *tensorArray // of which kind the array is
	// run does the method on an array of its own.
	run   func(s *tensor.Scope, a *tensorArray, in []*tensor.Tensor) []*tensor.Tensor
	specs []tensor.Spec // of the results
	sized bool          // the input is the size of an array without elements
}

// opArray is a method of an array whose handle is the first input. Outputs are
// the handle of the array after it, and the results.
var opArray = &tensor.Op{
	Name: "TensorArrayV3", Stateful: true,
	Infer: func(c *tensor.Call) []tensor.Spec {
		return append([]tensor.Spec{tensor.HandleSpec}, c.Attr.(*arrayAttr).specs...)
	},
	Run: func(s *tensor.Scope, c *tensor.Call, in []*tensor.Tensor) []*tensor.Tensor {
		a := in[0].Meta.(*tensorArray).copy()
		out := c.Attr.(*arrayAttr).run(s, a, in[1:])
		return append([]*tensor.Tensor{handleOf(a)}, out...)
	},
}

// opArrayOf makes the handle of an array from its elements or its size.
var opArrayOf = &tensor.Op{
	Name: "TensorArrayOf", Stateful: true,
	Infer: func(c *tensor.Call) []tensor.Spec { return []tensor.Spec{tensor.HandleSpec} },
	Run: func(s *tensor.Scope, c *tensor.Call, in []*tensor.Tensor) []*tensor.Tensor {
		a := c.Attr.(*arrayAttr).like.copy()
		if c.Attr.(*arrayAttr).sized {
			a.resize(int(in[0].Array().Int(0)))
		}
		for i, t := range a.elems {
			if t != nil {
				a.elems[i], in = in[0], in[1:]
			}
		}
		return []*tensor.Tensor{handleOf(a)}
	},
}

// handleOf is the handle of an array in a run.
func handleOf(a *tensorArray) *tensor.Tensor { return tensor.NewHandle(a) }

func (a *tensorArray) copy() *tensorArray {
	c := *a
	c.elems, c.cleared = slices.Clone(a.elems), slices.Clone(a.cleared)
	return &c
}

// inGraph is the handle of an array for a branch or loop.
func (a *tensorArray) inGraph(s *tensor.Scope) *tensor.Tensor {
	if a.symbol != nil {
		return a.symbol
	}
	var in []*tensor.Tensor
	for _, t := range a.elems {
		if t != nil {
			in = append(in, t)
		}
	}
	return s.Apply1(opArrayOf, &arrayAttr{like: a.copy()}, in...)
}

// withHandle is the array that a handle stands for.
func (a *tensorArray) withHandle(h *tensor.Tensor) *tensorArray {
	c := *a
	c.symbol, c.elems, c.cleared = h, nil, nil
	return &c
}

// apply is a method of an array in a graph: the array after it, and the results.
func (a *tensorArray) apply(s *tensor.Scope, specs []tensor.Spec, in []*tensor.Tensor, run func(s *tensor.Scope, a *tensorArray, in []*tensor.Tensor) []*tensor.Tensor) (*tensorArray, []*tensor.Tensor) {
	h := a.inGraph(s)
	out := s.Apply(opArray, &arrayAttr{run: run, specs: specs}, append([]*tensor.Tensor{h}, in...)...)
	return a.withHandle(out[0]), out[1:]
}

// staged reports whether a method is one of the graph: the array is, or the
// index is known to the run alone.
func (a *tensorArray) staged(th *object.Thread, index object.Value) bool {
	if a.symbol != nil {
		return true
	}
	t, ok := index.(*tensor.Tensor)
	return ok && th.Stager != nil && t.IsSymbolic()
}

// elementSpec is the spec of elements, which has to be known.
func (a *tensorArray) elementSpec() tensor.Spec {
	if a.shape.Unknown {
		tensor.Throw(&tensor.Untraceable{Op: "a TensorArray of elements of unknown shape"})
	}
	return tensor.Spec{DType: a.dtype, Shape: a.shape.Dims}
}

// rowsSpec is the spec of n elements along a new first axis, -1 for any number.
func (a *tensorArray) rowsSpec(n int) tensor.Spec {
	sp := a.elementSpec()
	return tensor.Spec{DType: sp.DType, Shape: append([]int{n}, sp.Shape...)}
}

func (a *tensorArray) writeStaged(c *call) *tensorArray {
	t := binding.ToTensorLike(c.th, c.Value("value"), a.dtype)
	if t.DType() != a.dtype {
		object.Throw(object.ValueErrorf("Tensor conversion requested dtype %s for Tensor with dtype %s: %s", a.dtype, t.DType(), object.Must(object.Repr(c.th, t))))
	}
	a.check(t.Shape())
	th := c.th
	next, _ := a.apply(c.s, nil, []*tensor.Tensor{c.tensorAs("index", tensor.Int32), t}, func(s *tensor.Scope, a *tensorArray, in []*tensor.Tensor) []*tensor.Tensor {
		a.write(th, int(in[0].Array().Int(0)), in[1])
		return nil
	})
	return next
}

// readStaged is read: the array is the same object after it, which has lost the
// element unless it is kept.
func (a *tensorArray) readStaged(c *call) *tensor.Tensor {
	next, out := a.apply(c.s, []tensor.Spec{a.elementSpec()}, []*tensor.Tensor{c.tensorAs("index", tensor.Int32)}, func(s *tensor.Scope, a *tensorArray, in []*tensor.Tensor) []*tensor.Tensor {
		return []*tensor.Tensor{a.read(int(in[0].Array().Int(0)))}
	})
	if a.symbol != nil {
		a.symbol = next.symbol
	}
	return out[0]
}

// result is a method that gives one tensor.
func (a *tensorArray) result(c *call, sp tensor.Spec, in []*tensor.Tensor, f func(s *tensor.Scope, a *tensorArray, in []*tensor.Tensor) *tensor.Tensor) *tensor.Tensor {
	_, out := a.apply(c.s, []tensor.Spec{sp}, in, func(s *tensor.Scope, a *tensorArray, in []*tensor.Tensor) []*tensor.Tensor {
		return []*tensor.Tensor{f(s, a, in)}
	})
	return out[0]
}

// unstackStaged is unstack for a tensor of unknown length.
func (a *tensorArray) unstackStaged(c *call, t *tensor.Tensor) *tensorArray {
	a.check(t.Shape()[1:])
	next, _ := a.apply(c.s, nil, []*tensor.Tensor{t}, func(s *tensor.Scope, a *tensorArray, in []*tensor.Tensor) []*tensor.Tensor {
		a.fill(s.Unstack(in[0], 0))
		return nil
	})
	return next
}
