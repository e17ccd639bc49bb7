package keras

import (
	"fmt"

	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// checkAdapter throws Keras' ValueError for inputs and targets of which one is
// arrays and the other lists of numbers: no way of feeding takes both.
func checkAdapter(th *object.Thread, x, y object.Value) {
	if n := object.NativeOf(x); n == nil && y != nil || !isData(n) {
		object.Throw(object.ValueErrorf("Failed to find data adapter that can handle input: %s, %s", typeNames(th, x), typeNames(th, y)))
	}
	arrays, numbers := false, false
	count := func(v object.Value) {
		switch object.NativeOf(v).(type) {
		case *tensor.Array, *tensor.Tensor, *tensor.Variable:
			arrays = true
		case bool, int, float64, string:
			numbers = true
		}
	}
	eachLeaf(x, count)
	eachLeaf(y, count)
	if arrays && numbers {
		object.Throw(object.ValueErrorf("Failed to find data adapter that can handle input: %s, %s", typeNames(th, x), typeNames(th, y)).
			WithHint("np.array(…) makes an array of a list"))
	}
}

// isData reports whether a value is of no kind that no data is: a function, a
// class or a range.
func isData(v object.Value) bool {
	switch v.(type) {
	case *object.Class, *object.Builtin, *object.BoundMethod, *object.Range:
		return false
	case object.Callable:
		_, isObject := v.(*object.Instance)
		_, isSource := v.(model.Source)
		return isObject || isSource
	}
	return true
}

// refuseShapeless throws for a batch that has no shape: no data, or a source of
// batches.
func refuseShapeless(v object.Value) {
	n := object.NativeOf(v)
	_, source := n.(model.Source)
	switch c, isClass := v.(*object.Class); {
	case isClass:
		object.Throw(object.AttributeErrorf("type object '%s' has no attribute 'shape'", c.Name))
	case v == nil, source, isIterator(v), !isData(n):
		object.Throw(object.AttributeErrorf("'%s' object has no attribute 'shape'", object.TypeName(v)))
	}
}

// eachLeaf visits what is in nested lists, tuples and dicts.
func eachLeaf(v object.Value, f func(object.Value)) {
	var elems []object.Value
	switch x := object.NativeOf(v).(type) {
	case *object.List:
		elems = x.Elems
	case *object.Tuple:
		elems = x.Elems
	case *object.Dict:
		elems = x.Values()
	default:
		f(v)
	}
	for _, e := range elems {
		eachLeaf(e, f)
	}
}

// typeNames describes the types in a structure as Keras' message does.
func typeNames(th *object.Thread, v object.Value) string {
	own := object.Must(object.Repr(th, object.TypeOf(v)))
	set := func(vs []object.Value) string {
		s := object.NewSet()
		for _, x := range vs {
			tensor.Check(s.Add(th, typeNames(th, x)))
		}
		return object.Must(object.Repr(th, s))
	}
	switch x := object.NativeOf(v).(type) {
	case *object.List:
		return fmt.Sprintf("(%s containing values of types %s)", own, set(x.Elems))
	case *object.Tuple:
		return fmt.Sprintf("(%s containing values of types %s)", own, set(x.Elems))
	case *object.Dict:
		return fmt.Sprintf("(%s containing %s keys and %s values)", own, set(x.Keys()), set(x.Values()))
	}
	return own
}
