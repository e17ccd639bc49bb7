package numpy

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// nditer is numpy.nditer: the elements of one or several broadcast arrays as
// arrays of rank 0, which can be written to.
type nditer struct {
	operands []*tensor.Array // broadcast to shape
	shape    []int
	order    []int // the element of each step, in row-major places
	at       int   // the step it is at
	given    bool  // whether Next gave that one
	scalars  bool  // gives numbers, as numpy.broadcast does
}

var nditerClass = &object.Class{
	Name: "nditer", Module: "numpy", ErrorName: "numpy.nditer", Doc: "Goes over the elements of one or several arrays.", Base: object.IteratorClass, Final: true,
	Signature: "nditer(op, flags=None, op_flags=None, op_dtypes=None, order='K', casting='safe', op_axes=None, itershape=None, buffersize=0)",
}

var broadcastClass = &object.Class{
	Name: "broadcast", Module: "numpy", ErrorName: "numpy.broadcast", Doc: "The elements of several arrays that are broadcast against each other.",
	Signature: "broadcast(*args)", Base: object.IteratorClass, Final: true,
}

// PyClass is numpy.nditer or numpy.broadcast.
func (it *nditer) PyClass() *object.Class {
	if it.scalars {
		return broadcastClass
	}
	return nditerClass
}

// Next is the next element, or a tuple of them for several arrays.
func (it *nditer) Next(*object.Thread) (object.Value, bool, error) {
	if it.given {
		it.at++
	}
	it.given = true
	if it.at >= len(it.order) {
		return nil, false, nil
	}
	return it.values(), true, nil
}

// values are the elements at the place.
func (it *nditer) values() object.Value {
	vals := make([]object.Value, len(it.operands))
	for i, a := range it.operands {
		one := a.View([]int{}, []int{}, a.Position(it.order[it.at]))
		vals[i] = one
		if it.scalars {
			vals[i] = binding.FromArray(one)
		}
	}
	if len(vals) == 1 && !it.scalars {
		return vals[0]
	}
	return object.NewTuple(vals...)
}

// newIter broadcasts the operands. order F goes down columns; K follows the
// memory of a single array.
func newIter(arrays []*tensor.Array, order string) *nditer {
	it := &nditer{shape: broadcastAll(arrays...)}
	for _, a := range arrays {
		it.operands = append(it.operands, a.BroadcastTo(it.shape))
	}
	n := tensor.NumElements(it.shape)
	columns := order == "F" || order == "K" && len(arrays) == 1 && !arrays[0].IsContiguous() && reverseAxes(arrays[0]).IsContiguous()
	if columns {
		places := arange(tensor.Int64, 0, 1, n).Reshape(it.shape)
		for _, p := range reverseAxes(places).Contiguous().Ints() {
			it.order = append(it.order, int(p))
		}
		return it
	}
	for i := range n {
		it.order = append(it.order, i)
	}
	return it
}

func init() {
	nditerClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		arrays := []*tensor.Array{}
		if elems, ok := listElems(b.At(0)); ok && len(elems) > 0 && isOperand(elems[0]) {
			for _, e := range elems {
				arrays = append(arrays, toArray(th, e))
			}
		} else {
			arrays = append(arrays, toArray(th, b.At(0)))
		}
		order, _ := b.Value("order").(string)
		return newIter(arrays, order), nil
	}
	broadcastClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		arrays := make([]*tensor.Array, len(args.Pos))
		for i, v := range args.Pos {
			arrays[i] = toArray(th, v)
		}
		it := newIter(arrays, "C")
		it.scalars = true
		return it, nil
	}
	nditerClass.Members = func() []object.Member {
		return append(iterFacts(),
			object.Getter("multi_index", "the place of the element", func(th *object.Thread, self object.Value) (object.Value, error) {
				it := self.(*nditer)
				return placeTuple(it.shape, it.order[min(it.at, len(it.order)-1)]), nil
			}),
			object.Getter("finished", "whether all elements were given", func(th *object.Thread, self object.Value) (object.Value, error) {
				return self.(*nditer).at >= len(self.(*nditer).order), nil
			}),
			method("iternext(self)", "Goes to the next element.", func(c *call) object.Value {
				it := c.Self().(*nditer)
				it.at = min(it.at+1, len(it.order))
				return it.at < len(it.order)
			}),
		)
	}
	nditerClass.Enter = func(th *object.Thread, self object.Value) (object.Value, error) { return self, nil }
	nditerClass.Exit = func(th *object.Thread, self object.Value, err *object.Exception) (bool, error) { return false, nil }
	nditerClass.Len = func(th *object.Thread, self object.Value) (int, error) { return len(self.(*nditer).order), nil }
	nditerClass.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		i, err := object.AsIndex(th, key)
		it := self.(*nditer)
		if err != nil {
			return nil, err
		}
		if it.at >= len(it.order) {
			return nil, object.ValueErrorf("Iterator is past the end")
		}
		v := it.values()
		if t, ok := v.(*object.Tuple); ok && i >= 0 && i < len(t.Elems) {
			return t.Elems[i], nil
		}
		if i == 0 {
			return v, nil
		}
		return nil, object.IndexErrorf("Iterator operand index %d is out of bounds", i)
	}
	broadcastClass.Members = iterFacts
}

func iterFacts() []object.Member {
	fact := func(name, doc string, f func(it *nditer) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*nditer)), nil })
	}
	return []object.Member{
		fact("shape", "the broadcast shape", func(it *nditer) object.Value { return binding.ShapeTuple(it.shape) }),
		fact("ndim", "the number of axes", func(it *nditer) object.Value { return len(it.shape) }),
		fact("nd", "the number of axes", func(it *nditer) object.Value { return len(it.shape) }),
		fact("size", "how many elements there are", func(it *nditer) object.Value { return len(it.order) }),
		fact("itersize", "how many elements there are", func(it *nditer) object.Value { return len(it.order) }),
	}
}

// isOperand tells an operand of its own from an element of a list.
func isOperand(v object.Value) bool {
	switch v.(type) {
	case *tensor.Array, *object.List:
		return true
	}
	return false
}
