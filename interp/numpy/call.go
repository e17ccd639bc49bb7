package numpy

import (
	"strconv"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// call is one call of a declared function or method. What it throws becomes a
// Python exception.
type call struct {
	*object.Bound
	th *object.Thread
}

// fun declares a function of a module.
func fun(sig, doc string, f func(c *call) object.Value) object.Member {
	return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return run(&call{a, th}, f)
	})
}

// ownFun declares a function that takes laid arrays as they are.
func ownFun(sig, doc string, f func(c *call) object.Value) object.Member {
	return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return f(&call{a, th}), nil
	})
}

// method declares a method of ndarray and of NumPy's scalars; sig names self.
func method(sig, doc string, f func(c *call) object.Value) object.Member {
	return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return run(&call{a, th}, f)
	})
}

// operand is an argument as an array.
func (c *call) operand(name string) *tensor.Array { return toArray(c.th, c.Value(name)) }

// operandAt is the i-th argument as an array.
func (c *call) operandAt(i int) *tensor.Array { return toArray(c.th, c.At(i)) }

// first is the first argument as an array: self of a method.
func (c *call) first() *tensor.Array { return toArray(c.th, c.At(0)) }

func toArray(th *object.Thread, v object.Value) *tensor.Array {
	return binding.ToArray(th, v, tensor.Invalid)
}

// dtype is a dtype argument, Invalid for None.
func (c *call) dtype(name string) tensor.DType {
	v := c.Value(name)
	if v == nil {
		return tensor.Invalid
	}
	return binding.ToNumpyDType(c.th, v)
}

// dtypeOr is a dtype argument, other for None.
func (c *call) dtypeOr(name string, other tensor.DType) tensor.DType {
	if dt := c.dtype(name); dt != tensor.Invalid {
		return dt
	}
	return other
}

// shape is an argument that gives the shape of a new array.
func (c *call) shape(name string) []int {
	v := c.Value(name)
	switch v.(type) {
	case string:
		throwType("'str' object cannot be interpreted as an integer")
	case float64, nil:
		throwType("expected a sequence of integers or a single integer, got '%s'", object.Must(object.Repr(c.th, v)))
	}
	shape := binding.ToShape(c.th, v)
	for _, d := range shape {
		if d < 0 {
			throwValue("negative dimensions are not allowed")
		}
	}
	return shape
}

// out is the argument out: an array, or a tuple of one.
func (c *call) out() *tensor.Array {
	v := c.Value("out")
	if t, ok := v.(*object.Tuple); ok && len(t.Elems) == 1 {
		v = t.Elems[0]
	}
	if v == nil {
		return nil
	}
	a, ok := v.(*tensor.Array)
	if !ok {
		throwType("return arrays must be of ArrayType")
	}
	if a.Frozen() {
		throwValue("output array is read-only")
	}
	return a
}

// into gives a result: copied into out when there is one, else itself, as a
// scalar when it has rank 0.
func (c *call) into(a *tensor.Array) object.Value {
	out := c.out()
	if out == nil {
		return binding.FromArray(a)
	}
	if !tensor.SameShape(out.Shape(), a.Shape()) {
		throwValue("output parameter has the wrong shape: %s, expected %s", shapeText(out.Shape()), shapeText(a.Shape()))
	}
	out.CopyFrom(castTo(a, out.DType()))
	return out
}

// axis is an argument that names one axis or None; ok is false for None.
func (c *call) axis(name string, rank int) (axis int, ok bool) {
	v := c.Value(name)
	if v == nil {
		return 0, false
	}
	return normalAxis(object.Must(object.AsIndex(c.th, v)), rank), true
}

// axes is an argument that names one or several axes; None names all.
func (c *call) axes(name string, rank int) []int {
	v := c.Value(name)
	if v == nil {
		all := make([]int, rank)
		for i := range all {
			all[i] = i
		}
		return all
	}
	if i, err := object.AsIndex(c.th, v); err == nil {
		return []int{normalAxis(i, rank)}
	}
	return normalAxes(object.Must(object.AsInts(c.th, v)), rank)
}

func normalAxes(axes []int, rank int) []int {
	out := make([]int, len(axes))
	seen := map[int]bool{}
	for i, ax := range axes {
		out[i] = normalAxis(ax, rank)
		if seen[out[i]] {
			throwValue("duplicate value in 'axis'")
		}
		seen[out[i]] = true
	}
	return out
}

// namedAxes is normalAxes whose error tells which argument it is about.
func namedAxes(name string, axes []int, rank int) []int {
	for _, ax := range axes {
		if ax < -rank || ax >= rank {
			object.Throw(object.Errorf(AxisError, "%s: axis %d is out of bounds for array of dimension %d", name, ax, rank))
		}
	}
	return normalAxes(axes, rank)
}

// AxisError is numpy.AxisError.
var AxisError = object.NewExceptionClass("numpy.exceptions", "AxisError", object.ValueError, "An axis is out of range.")

func init() { AxisError.Also = object.IndexError }

func normalAxis(axis, rank int) int {
	if axis < -rank || axis >= rank {
		object.Throw(object.Errorf(AxisError, "axis %d is out of bounds for array of dimension %d", axis, rank))
	}
	if axis < 0 {
		axis += rank
	}
	return axis
}

func throwValue(format string, args ...any) { object.Throw(object.ValueErrorf(format, args...)) }

func throwType(format string, args ...any) { object.Throw(object.TypeErrorf(format, args...)) }

func throwIndex(format string, args ...any) { object.Throw(object.IndexErrorf(format, args...)) }

// shapeText is a shape as NumPy's errors write it: (2,3), (4,), ().
func shapeText(shape []int) string {
	parts := make([]string, len(shape))
	for i, d := range shape {
		parts[i] = strconv.Itoa(d)
	}
	s := strings.Join(parts, ",")
	if len(shape) == 1 {
		s += ","
	}
	return "(" + s + ")"
}

// castTo is an array of another dtype, the array itself when it has it.
func castTo(a *tensor.Array, dt tensor.DType) *tensor.Array {
	if a.DType() == dt {
		return a
	}
	return binding.CastArray(nil, a, dt)
}

// tupleOf makes a tuple of arrays.
func tupleOf(arrays ...*tensor.Array) *object.Tuple {
	t := &object.Tuple{Elems: make([]object.Value, len(arrays))}
	for i, a := range arrays {
		t.Elems[i] = a
	}
	return t
}

// listOf makes a list of arrays.
func listOf(arrays []*tensor.Array) *object.List {
	return &object.List{Elems: tupleOf(arrays...).Elems}
}

// arraysOf are the arrays of a sequence.
func arraysOf(th *object.Thread, v object.Value) []*tensor.Array {
	elems := object.Must(object.ToSlice(th, v))
	out := make([]*tensor.Array, len(elems))
	for i, e := range elems {
		out[i] = toArray(th, e)
	}
	return out
}
