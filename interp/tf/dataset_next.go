package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model/data"
	"kerash/tensor"
)

// opNext is the next element of an iterator over a dataset, as a part of a
// graph: each run takes one. The outputs are the tensors of the element.
var opNext = &tensor.Op{
	Name: "IteratorGetNext", Stateful: true,
	Infer: func(c *tensor.Call) []tensor.Spec { return c.Attr.(*nextAttr).specs },
	Run: func(s *tensor.Scope, c *tensor.Call, in []*tensor.Tensor) []*tensor.Tensor {
		return c.Attr.(*nextAttr).next()
	},
}

// nextAttr is the attribute of opNext.
type nextAttr struct {
	specs []tensor.Spec
	next  func() []*tensor.Tensor
}

// nextInGraph is the next element for the function that is traced.
func (it *datasetIterator) nextInGraph(th *object.Thread) object.Value {
	s := binding.Scope(th)
	if hasComposite(it.d.Spec) {
		s.SideEffect("the next element of an iterator")
	}
	a := &nextAttr{next: func() []*tensor.Tensor {
		v, ok, err := it.take(th)
		throwIf(err)
		if !ok {
			tensor.Throw(tensor.EndOfSequence())
		}
		var out []*tensor.Tensor
		walk(th, v, func(leaf object.Value) { out = append(out, binding.ToTensor(th, leaf, tensor.Invalid)) })
		return out
	}}
	for _, leaf := range data.Leaves(it.d.Spec) {
		sp, ok := leaf.(data.Spec)
		if !ok || sp.Rankless {
			tensor.Throw(&tensor.Untraceable{Op: "an element of unknown shape"})
		}
		a.specs = append(a.specs, sp.Spec)
	}
	out := s.Apply(opNext, a)
	return binding.FromNeutral(data.Map(it.d.Spec, func(any) any {
		t := out[0]
		out = out[1:]
		return t
	}))
}

// real is the iterator itself, also of one that stands for an argument.
func (it *datasetIterator) real() *datasetIterator {
	if it.box != nil {
		return it.box.it
	}
	return it
}
