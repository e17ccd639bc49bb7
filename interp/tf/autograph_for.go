package tf

import (
	"fmt"
	"math"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/data"
	"kerash/tensor"
)

// Iterates implements [object.Stager].
func (g *autograph) Iterates(v object.Value) (bool, error) {
	switch object.NativeOf(v).(type) {
	case *data.Dataset, *datasetIterator:
		return g.scope().Tracing(), nil
	}
	return g.isTensor(v), nil
}

// For implements [object.Stager].
func (g *autograph) For(over object.Value, st *object.FlowState, extra func() (object.Value, error), body func(elem object.Value) error) (err error) {
	defer object.Catch(&err)
	switch x := object.NativeOf(over).(type) {
	case *data.Dataset:
		return g.forElements(x.Spec, func() *datasetIterator { return newDatasetIterator(g.th, x) }, st, extra, body)
	case *datasetIterator:
		return g.forElements(x.d.Spec, x.real, st, extra, body)
	}
	t := binding.ToTensor(g.th, over, tensor.Invalid)
	if r, ok := t.Meta.(*knownRange); ok {
		return g.forRange(r.start, r.limit, r.delta, st, extra, body)
	}
	if n := t.Node(); n != nil && n.Call != nil && n.Call.Op.Name == "Range" {
		return g.forRange(n.In[0], n.In[1], n.In[2], st, extra, body)
	}
	return g.forRows(t, st, extra, body)
}

// counter is a loop that counts: with a variable of its own in front of the
// user's.
//
// turns is how often it runs where that is known, else -1.
func (g *autograph) counter(turns int, start *tensor.Tensor, st *object.FlowState, goesOn func(i *tensor.Tensor) *tensor.Tensor, extra func() (object.Value, error), next, elem func(i *tensor.Tensor) *tensor.Tensor, body func(elem object.Value) error) error {
	var i object.Value = start
	counting := &object.FlowState{
		Names: append([]string{"<internal iterate>"}, st.Names...),
		Get:   func() []object.Value { return append([]object.Value{i}, g.orElement(st, i)...) },
		Set: func(values []object.Value) error {
			i = values[0]
			return st.Set(values[1:])
		},
	}
	turn := func() error {
		at := i.(*tensor.Tensor)
		if err := body(elem(at)); err != nil {
			return err
		}
		i = next(at)
		return nil
	}
	l := g.loop(counting, turn)
	if turns >= 0 && extra == nil {
		l.limit = turns
		return l.run(nil, turn)
	}
	return l.run(func() *tensor.Tensor {
		t := goesOn(i.(*tensor.Tensor))
		if extra == nil {
			return t
		}
		return g.choose(t, "for loop", extra, func() (object.Value, error) { return false, nil }).(*tensor.Tensor)
	}, turn)
}

// orElement gives a loop variable of a range that has no value yet the first
// one of the loop.
func (g *autograph) orElement(st *object.FlowState, i object.Value) []object.Value {
	values := st.Get()
	for j, v := range values {
		if v == object.Unset && st.Names[j] == st.Target {
			values[j] = i
		}
	}
	return values
}

// knownRange says of a tensor in a graph that it is a range.
type knownRange struct{ start, limit, delta *tensor.Tensor }

// turnsOf is how many numbers a range has, -1 where that is not known.
func turnsOf(start, limit, delta *tensor.Tensor) int {
	if start.IsSymbolic() || limit.IsSymbolic() || delta.IsSymbolic() {
		return -1
	}
	n := math.Ceil((limit.Array().Float(0) - start.Array().Float(0)) / delta.Array().Float(0))
	return int(max(n, 0))
}

// forRange is a loop over tf.range.
func (g *autograph) forRange(start, limit, delta *tensor.Tensor, st *object.FlowState, extra func() (object.Value, error), body func(elem object.Value) error) error {
	goesOn := func(i *tensor.Tensor) *tensor.Tensor {
		s := g.scope()
		if !delta.IsSymbolic() {
			if delta.Array().Float(0) >= 0 {
				return s.Less(i, limit)
			}
			return s.Less(limit, i)
		}
		zero := s.ZerosLike(delta)
		return s.LogicalOr(s.LogicalAnd(s.GreaterEqual(delta, zero), s.Less(i, limit)), s.LogicalAnd(s.Less(delta, zero), s.Less(limit, i)))
	}
	return g.counter(turnsOf(start, limit, delta), start, st, goesOn, extra,
		func(i *tensor.Tensor) *tensor.Tensor { return g.scope().Add(i, delta) },
		func(i *tensor.Tensor) *tensor.Tensor { return i }, body)
}

// forRows is a loop over the first axis of a tensor.
func (g *autograph) forRows(t *tensor.Tensor, st *object.FlowState, extra func() (object.Value, error), body func(elem object.Value) error) error {
	length := binding.ToTensor(g.th, g.length(t), tensor.Int32)
	target := st.Target
	st.Target = "" // only a range gives the variable a value before the first turn
	defer func() { st.Target = target }()
	return g.counter(t.Dim(0), tensor.ConstScalar(int32(0)), st,
		func(i *tensor.Tensor) *tensor.Tensor { return g.scope().Less(i, length) }, extra,
		func(i *tensor.Tensor) *tensor.Tensor { return g.scope().Add(i, tensor.ConstScalar(int32(1))) },
		func(i *tensor.Tensor) *tensor.Tensor {
			s := g.scope()
			elem := s.Gather(t, i, 0, 0)
			s.Rename(elem, "TensorArrayV2Read/TensorListGetItem")
			return elem
		}, body)
}

// forElements is a loop over the elements of this spec that an iterator gives,
// which begins when the graph runs.
func (g *autograph) forElements(spec model.Value, begin func() *datasetIterator, st *object.FlowState, extra func() (object.Value, error), body func(elem object.Value) error) error {
	if hasComposite(spec) {
		tensor.Throw(&tensor.Untraceable{Op: "a loop over ragged elements"})
	}
	var elem object.Value
	var symbols []*tensor.Tensor
	fresh := func() []*tensor.Tensor {
		symbols = nil
		elem = binding.FromNeutral(data.Map(spec, func(leaf any) any {
			sp, ok := leaf.(data.Spec)
			if !ok || sp.Rankless {
				tensor.Throw(&tensor.Untraceable{Op: "a loop over elements of unknown shape"})
			}
			t := tensor.Symbol(sp.Spec)
			t.Meta = argumentName(fmt.Sprintf("args_%d", len(st.Names)+len(symbols)))
			symbols = append(symbols, t)
			return t
		}))
		return symbols
	}
	turn := func() error { return body(elem) }
	fresh()
	l := g.loop(st, turn)
	l.each = true
	var test *tensor.Subgraph
	if extra != nil {
		test = l.testing(func() *tensor.Tensor { return l.condition(object.Must(extra()), "for loop") })
	}
	graph := l.turning(fresh, turn)
	vars, specs := l.before()
	return l.leave(l.scope().Each(g.elements(begin), vars, specs, test, graph))
}

// elements walks over what an iterator gives when the graph runs.
func (g *autograph) elements(begin func() *datasetIterator) func(s *tensor.Scope) func() ([]*tensor.Tensor, bool) {
	return func(s *tensor.Scope) func() ([]*tensor.Tensor, bool) {
		it := begin()
		return func() ([]*tensor.Tensor, bool) {
			v, ok, err := it.take(g.th)
			throwIf(err)
			if !ok {
				return nil, false
			}
			var out []*tensor.Tensor
			walk(g.th, v, func(leaf object.Value) { out = append(out, binding.ToTensor(g.th, leaf, tensor.Invalid)) })
			return out, true
		}
	}
}
