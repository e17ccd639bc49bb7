package numpy

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// call is one call of a declared function or method: the bound arguments and
// the thread. What its functions throw becomes a Python exception.
type call struct {
	*object.Bound
	th *object.Thread
}

// fun declares a function of a module.
func fun(sig, doc string, f func(c *call) object.Value) object.Member {
	return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return f(&call{a, th}), nil
	})
}

// method declares a method of ndarray.
func method(sig, doc string, f func(c *call, a *tensor.Array) object.Value) object.Member {
	return object.Method(sig, doc, func(th *object.Thread, b *object.Bound) (object.Value, error) {
		return f(&call{b, th}, arrayOf(th, b.Self())), nil
	})
}

// arrayOf is a value as an array of the dtype that it has in NumPy.
func arrayOf(th *object.Thread, v object.Value) *tensor.Array {
	switch x := v.(type) {
	case *tensor.Array:
		return x
	case *binding.Scalar:
		return x.Array
	}
	return binding.ToArray(th, v, tensor.Invalid)
}

// array is an argument as an array.
func (c *call) array(name string) *tensor.Array { return arrayOf(c.th, c.Value(name)) }

// arrays is an argument, a sequence of arrays.
func (c *call) arrays(name string) []*tensor.Array {
	if a, ok := c.Value(name).(*tensor.Array); ok && a.Rank() > 0 {
		out := make([]*tensor.Array, a.Shape()[0])
		for i := range out {
			out[i] = row(a, i)
		}
		return out
	}
	elems := c.Elems(name)
	out := make([]*tensor.Array, len(elems))
	for i, e := range elems {
		out[i] = arrayOf(c.th, e)
	}
	return out
}

// row is a[i] as a view.
func row(a *tensor.Array, i int) *tensor.Array {
	return a.View(a.Shape()[1:], a.Strides()[1:], a.Offset()+i*a.Strides()[0])
}

// dtype is a dtype argument, other for None.
func (c *call) dtype(name string, other tensor.DType) tensor.DType {
	if c.Value(name) == nil {
		return other
	}
	return binding.ToNumpyDType(c.th, c.Value(name))
}

// shape is a shape argument.
func (c *call) shape(name string) []int { return binding.ToShape(c.th, c.Value(name)) }

// scope is where ops run.
func (c *call) scope() *tensor.Scope { return binding.Scope(c.th) }

// axis is an axis argument of an array of some rank, other for None. It throws
// AxisError.
func (c *call) axis(name string, rank, other int) int {
	if c.Value(name) == nil {
		return other
	}
	return checkAxis(c.Int(name), rank)
}

// axes is an axis argument that may be several; nil for None.
func (c *call) axes(name string, rank int) []int {
	list := binding.ToAxes(c.th, c.Value(name))
	if list == nil {
		return nil
	}
	out := make([]int, len(list))
	for i, ax := range list {
		out[i] = checkAxis(ax, rank)
	}
	return out
}

// AxisError is numpy.AxisError.
var AxisError = object.NewExceptionClass("numpy.exceptions", "AxisError", object.ValueError, "An axis that the array does not have.")

func checkAxis(axis, rank int) int {
	if axis < -rank || axis >= rank {
		object.Throw(object.Errorf(AxisError, "axis %d is out of bounds for array of dimension %d", axis, rank))
	}
	if axis < 0 {
		axis += rank
	}
	return axis
}

// allAxes is 0 … rank-1.
func allAxes(rank int) []int {
	out := make([]int, rank)
	for i := range out {
		out[i] = i
	}
	return out
}

// t wraps an array for an op.
func t(a *tensor.Array) *tensor.Tensor { return tensor.FromArray(a) }

// value is the result of an op as NumPy returns it.
func value(x *tensor.Tensor) object.Value { return binding.FromArray(x.Array()) }
