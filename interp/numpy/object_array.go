package numpy

import (
	"math/big"
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// objectArray is an array of dtype object: Python values, computed with by
// their own operators.
type objectArray struct {
	elems []object.Value
	// at says which of them each element is.
	at *tensor.Array
}

var objectArrayClass = newLaidClass("ndarray", "numpy", "An array of Python objects.")

// PyClass is numpy.ndarray for objects.
func (o *objectArray) PyClass() *object.Class { return objectArrayClass }

func init() {
	objectArrayClass.Compare, objectArrayClass.Binary, objectArrayClass.Unary = compareObjects, combineObjects, unaryObjects
}

// newObjects is an array of elements in a shape.
func newObjects(elems []object.Value, shape []int) *objectArray {
	return &objectArray{elems, arange(tensor.Int64, 0, 1, len(elems)).Reshape(shape)}
}

// layout are the places of the elements.
func (o *objectArray) layout() *tensor.Array { return o.at }

// dtype is object.
func (o *objectArray) dtype() *binding.NumpyDType { return binding.ObjectDType }

// laidAs is the array of the elements at some places.
func (o *objectArray) laidAs(at *tensor.Array) laid {
	if at.SharesStorage(o.at) {
		return &objectArray{o.elems, at}
	}
	out := make([]object.Value, at.Size())
	for i := range out {
		out[i] = o.elems[at.Int(i)]
	}
	return newObjects(out, at.Shape())
}

// element is the element at a place.
func (o *objectArray) element(number int64) object.Value { return o.elems[number] }

// joined is the elements of several values in one array.
func (o *objectArray) joined(th *object.Thread, values []object.Value) (laid, []*tensor.Array) {
	all := &objectArray{}
	var layouts []*tensor.Array
	for _, v := range values {
		x := toObjects(th, v)
		layouts = append(layouts, arange(tensor.Int64, float64(len(all.elems)), 1, x.at.Size()).Reshape(x.at.Shape()))
		all.elems = append(all.elems, laidElements(x)...)
	}
	all.at = arange(tensor.Int64, 0, 1, len(all.elems))
	return all, layouts
}

// put sets the elements that a key selects: one to any value, several to the
// values of a sequence.
func (o *objectArray) put(th *object.Thread, key, v object.Value) {
	r := index(th, o.at, key)
	if s, ok := r.(*binding.Scalar); ok {
		o.elems[s.Int()] = v
		return
	}
	at := r.(*tensor.Array)
	x := toObjects(th, v)
	places := fitIndexed(x.at, at.Shape(), false)
	if _, ok := key.(*tensor.Array); !ok {
		places = fitInto(x.at, at.Shape())
	}
	vals := make([]object.Value, at.Size())
	for i := range vals {
		vals[i] = x.elems[places.Int(i)]
	}
	for i, e := range vals {
		o.elems[at.Int(i)] = e
	}
}

// plain is the elements as numbers or texts.
func (o *objectArray) plain() *tensor.Array {
	for _, e := range laidElements(o) {
		if holdsObjects(nil, e) {
			throwType("float() argument must be a string or a real number, not '%s'", object.TypeName(e))
		}
	}
	a := binding.ToArray(nil, &object.List{Elems: laidElements(o)}, tensor.Invalid)
	if a.Size() != o.at.Size() {
		throwValue("setting an array element with a sequence.")
	}
	return a.Reshape(o.at.Shape())
}

// AsArray lets conversions see the elements as numbers or texts.
func (o *objectArray) AsArray() *tensor.Array { return o.plain() }

// TensorArray implements [binding.ObjectArrayer]: TensorFlow makes a tensor of
// texts, or of a dtype that it is asked for.
func (o *objectArray) TensorArray(dt tensor.DType) *tensor.Array {
	elems := laidElements(o)
	texts := dt == tensor.Invalid || dt == tensor.String
	for _, e := range elems {
		isText := false
		switch e.(type) {
		case string, object.Bytes:
			isText = true
		case *object.List, *object.Tuple, *tensor.Array:
			if !texts {
				throwValue("setting an array element with a sequence.")
			}
		}
		switch {
		case texts && !isText:
			throwValue("Failed to convert a NumPy array to a Tensor (Unsupported object type %s).", typeInC(e))
		case !texts && isText:
			throwValue("could not convert string to float: %s", object.Must(object.Repr(nil, e)))
		}
	}
	if texts {
		dt = tensor.String
	}
	if len(elems) == 0 {
		return tensor.NewArray(dt, o.at.Shape()...)
	}
	return o.plain().Cast(dt)
}

// typeInC is the name that C code has for a value's type: with the module for
// those of NumPy.
func typeInC(v object.Value) string {
	c := object.TypeOf(v)
	if c.Module == "numpy" {
		return "numpy." + c.Name
	}
	return c.Name
}

// text writes the elements by their repr.
func (o *objectArray) text(th *object.Thread, repr bool) string {
	texts := make([]string, o.at.Size())
	for i, e := range laidElements(o) {
		texts[i] = objectText(th, e)
	}
	a, opt := writtenElements(th, texts, o.at.Shape())
	if repr {
		opt.TypeName = "object"
		return opt.Repr(a)
	}
	return opt.Str(a)
}

// objectText is an element as an array shows it: lists as such.
func objectText(th *object.Thread, e object.Value) string {
	s := object.Must(object.Repr(th, e))
	if _, ok := e.(*object.List); ok {
		return "list(" + s + ")"
	}
	return s
}

// wantsObjects reports whether a dtype argument asks for objects.
func wantsObjects(v object.Value) bool {
	switch v := v.(type) {
	case *object.Class:
		return v == object.ObjectClass
	case string:
		return v == "object" || v == "O"
	case *binding.NumpyDType:
		return v.Name == "object"
	}
	return false
}

// holdsObjects reports whether a value, or a leaf of nested lists, is of a kind
// that only an array of objects can hold.
func holdsObjects(th *object.Thread, v object.Value) bool {
	switch x := object.NativeOf(v).(type) {
	case nil, *object.Dict, *object.Set, *objectArray:
		return true
	case *object.List:
		return slices.ContainsFunc(x.Elems, func(e object.Value) bool { return holdsObjects(th, e) })
	case *object.Tuple:
		return slices.ContainsFunc(x.Elems, func(e object.Value) bool { return holdsObjects(th, e) })
	case *big.Int:
		return !x.IsUint64()
	case int, float64, bool, complex128, string, object.Bytes, *binding.Scalar, *tensor.Array, *tensor.Tensor, *tensor.Variable, *object.Range, binding.Arrayer:
		return false
	}
	return isForeign(th, v)
}

// isForeign reports whether a value is of none of the kinds that conversions
// know: an object of a user's class, a function.
func isForeign(th *object.Thread, v object.Value) bool {
	if binding.IsTensor(v) || binding.IsKeras(v) {
		return false
	}
	if _, isClass := v.(*object.Class); isClass {
		return true
	}
	for _, name := range []string{"__array__", "__len__", "__iter__"} {
		if _, ok := object.TypeOf(v).Lookup(name); ok {
			return false
		}
	}
	cls := object.TypeOf(v)
	return cls.Len == nil || cls.Index == nil
}

// filledObjects is an array of zeros or ones, or of None.
func filledObjects(v float64, none bool, shape []int) *objectArray {
	elems := make([]object.Value, tensor.NumElements(shape))
	for i := range elems {
		if !none {
			elems[i] = int(v)
		}
	}
	return newObjects(elems, shape)
}

// objectsIn is a value as the array of objects that NumPy makes of it; nil for
// one of numbers or texts.
func objectsIn(th *object.Thread, v object.Value) *objectArray {
	if a, ok := v.(*tensor.Array); ok && a.IsBytes() && a.Width() == 0 || holdsObjects(th, v) {
		return toObjects(th, v)
	}
	return nil
}

// toObjects is a value as an array of objects, itself when it is one.
func toObjects(th *object.Thread, v object.Value) *objectArray {
	if o, ok := v.(*objectArray); ok {
		return o
	}
	return newObjectArray(th, v)
}

// newObjectArray makes an array of a nested list: as deep as its lists have
// equal lengths.
func newObjectArray(th *object.Thread, v object.Value) *objectArray {
	if x, ok := v.(laid); ok {
		return newObjects(laidElements(x), append([]int{}, x.layout().Shape()...))
	}
	elems, ok := entriesOf(v)
	if !ok {
		return newObjects([]object.Value{v}, []int{})
	}
	shape := []int{len(elems)}
	for len(elems) > 0 {
		first, ok := entriesOf(elems[0])
		if !ok {
			break
		}
		var next []object.Value
		for _, e := range elems {
			inner, isList := entriesOf(e)
			if !isList || len(inner) != len(first) {
				refuseRagged(elems, shape)
				return newObjects(elems, shape)
			}
			next = append(next, inner...)
		}
		elems, shape = next, append(shape, len(first))
	}
	return newObjects(elems, shape)
}

// refuseRagged throws for arrays of which the first axes agree and later ones
// do not, which NumPy tries to put in one array.
func refuseRagged(elems []object.Value, shape []int) {
	if len(shape) < 2 {
		return
	}
	if a, ok := elems[0].(*tensor.Array); ok {
		throwValue("could not broadcast input array from shape %s into shape %s", shapeText(append([]int{shape[len(shape)-1]}, a.Shape()...)), shapeText(shape[len(shape)-1:]))
	}
}

// entriesOf are the elements of what an array of objects is made of.
func entriesOf(v object.Value) ([]object.Value, bool) {
	switch x := object.NativeOf(v).(type) {
	case *object.Range:
		return object.Must(object.ToSlice(nil, x)), true
	case *tensor.Array:
		if x.Rank() == 0 {
			return nil, false
		}
		return append([]object.Value{}, toList(x, true).(*object.List).Elems...), true
	case laid:
		if x.layout().Rank() == 0 {
			return nil, false
		}
		l := nestedList(laidElements(x), x.layout().Shape()).(*object.List)
		return l.Elems, true
	}
	return listElems(v)
}

// special are the functions that work with the operators of the elements.
func (o *objectArray) special(c *call, name string, _ func(c *call) object.Value) (object.Value, bool) {
	if r, ok := laidSpecial(o, c, name); ok {
		return r, true
	}
	if f, ok := objectFunctions[name]; ok && (c.At(0) == object.Value(o)) {
		return f(c, o), true
	}
	return nil, false
}

// listElems are the elements of a list or tuple.
func listElems(v object.Value) ([]object.Value, bool) {
	switch x := object.NativeOf(v).(type) {
	case *object.List:
		return append([]object.Value{}, x.Elems...), true
	case *object.Tuple:
		return append([]object.Value{}, x.Elems...), true
	}
	return nil, false
}
