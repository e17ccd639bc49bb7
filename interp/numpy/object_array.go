package numpy

import (
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// objectArray is an array of dtype object: Python values in a shape. It can be
// made, indexed, iterated over, compared, printed and turned into an array of
// numbers or text; other functions take it by that conversion.
type objectArray struct {
	elems []object.Value
	shape []int
}

var objectArrayClass = &object.Class{Name: "ndarray", Module: "numpy", ErrorName: "numpy.ndarray", Also: ndarrayClass, Doc: "An array of Python objects.", Unhashable: true, Final: true}

// PyClass is numpy.ndarray for objects.
func (o *objectArray) PyClass() *object.Class { return objectArrayClass }

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
func holdsObjects(v object.Value) bool {
	switch x := object.NativeOf(v).(type) {
	case nil, *object.Dict, *object.Set, *objectArray:
		return true
	case *object.List:
		return slices.ContainsFunc(x.Elems, holdsObjects)
	case *object.Tuple:
		return slices.ContainsFunc(x.Elems, holdsObjects)
	}
	return false
}

// filledObjects is an array of zeros or ones, or of None.
func filledObjects(v float64, none bool, shape []int) *objectArray {
	o := &objectArray{make([]object.Value, tensor.NumElements(shape)), shape}
	for i := range o.elems {
		if !none {
			o.elems[i] = int(v)
		}
	}
	return o
}

// newObjectArray makes an array of a nested list: as deep as its lists have
// equal lengths.
func newObjectArray(th *object.Thread, v object.Value) object.Value {
	switch x := object.NativeOf(v).(type) {
	case *objectArray:
		return &objectArray{append([]object.Value{}, x.elems...), x.shape}
	case *tensor.Array:
		o := &objectArray{shape: x.Shape()}
		for i := range x.Size() {
			o.elems = append(o.elems, binding.PythonAt(x, i))
		}
		return o
	}
	elems, ok := listElems(v)
	if !ok {
		return &objectArray{[]object.Value{v}, []int{}}
	}
	o := &objectArray{elems, []int{len(elems)}}
	for len(o.elems) > 0 {
		first, ok := listElems(o.elems[0])
		if !ok {
			break
		}
		var next []object.Value
		for _, e := range o.elems {
			inner, isList := listElems(e)
			if !isList || len(inner) != len(first) {
				return o
			}
			next = append(next, inner...)
		}
		o = &objectArray{next, append(o.shape, len(first))}
	}
	return o
}

func listElems(v object.Value) ([]object.Value, bool) {
	switch x := object.NativeOf(v).(type) {
	case *object.List:
		return append([]object.Value{}, x.Elems...), true
	case *object.Tuple:
		return append([]object.Value{}, x.Elems...), true
	}
	return nil, false
}

// AsArray is the elements as numbers or text.
func (o *objectArray) AsArray() *tensor.Array {
	a := binding.ToArray(nil, &object.List{Elems: o.elems}, tensor.Invalid)
	if a.Size() != len(o.elems) {
		throwValue("setting an array element with a sequence.")
	}
	return a.Reshape(o.shape)
}

// places is an array of where each element lies, which is indexed in the
// place of the elements.
func (o *objectArray) places() *tensor.Array {
	return arange(tensor.Int64, 0, 1, len(o.elems)).Reshape(o.shape)
}

func (o *objectArray) take(th *object.Thread, key object.Value) object.Value {
	r := index(th, o.places(), key)
	if s, ok := r.(*binding.Scalar); ok {
		return o.elems[s.Int()]
	}
	at := r.(*tensor.Array)
	out := &objectArray{shape: at.Shape()}
	for i := range at.Size() {
		out.elems = append(out.elems, o.elems[at.Int(i)])
	}
	return out
}

// texts is an array of the elements as printing shows them.
func (o *objectArray) texts(th *object.Thread) *tensor.Array {
	out := make([]string, len(o.elems))
	for i, e := range o.elems {
		out[i] = object.Must(object.Repr(th, e))
		if _, ok := e.(*object.List); ok {
			out[i] = "list(" + out[i] + ")"
		}
	}
	return tensor.FromSlice(out, o.shape...).AsBytes()
}

func (o *objectArray) options(th *object.Thread) *tensor.PrintOptions {
	opt := *binding.PrintOptions(th)
	opt.Formatter = func(string) func(a *tensor.Array, i int) string {
		return func(a *tensor.Array, i int) string { return a.Str(i) }
	}
	return &opt
}

func init() {
	c := objectArrayClass
	of := func(v object.Value) *objectArray { return v.(*objectArray) }
	c.Len = func(th *object.Thread, self object.Value) (int, error) {
		if len(of(self).shape) == 0 {
			return 0, object.TypeErrorf("len() of unsized object")
		}
		return of(self).shape[0], nil
	}
	c.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		return of(self).take(th, key), nil
	}
	c.SetIndex = func(th *object.Thread, self, key, v object.Value) error {
		o := of(self)
		r := index(th, o.places(), key)
		if s, ok := r.(*binding.Scalar); ok {
			o.elems[s.Int()] = v
			return nil
		}
		at := r.(*tensor.Array)
		vals, isList := listElems(v)
		if isList && len(vals) != at.Size() {
			throwValue("could not broadcast input array from shape (%d,) into shape %s", len(vals), shapeText(at.Shape()))
		}
		for i := range at.Size() {
			if isList {
				o.elems[at.Int(i)] = vals[i]
			} else {
				o.elems[at.Int(i)] = v
			}
		}
		return nil
	}
	c.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) {
		o, i := of(self), 0
		return object.NewIter(func(th *object.Thread) (object.Value, bool, error) {
			if len(o.shape) == 0 || i >= o.shape[0] {
				return nil, false, nil
			}
			i++
			return o.take(th, i-1), true, nil
		}), nil
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return of(self).options(th).Repr(of(self).texts(th)), nil
	}
	c.Str = func(th *object.Thread, self object.Value) (string, error) {
		if len(of(self).shape) == 0 {
			return object.Str(th, of(self).elems[0])
		}
		return of(self).options(th).Str(of(self).texts(th)), nil
	}
	c.Compare = compareObjects
	c.Binary = combineObjects
	c.Members = objectArrayMembers
}

// eachPair applies f to the elements of two operands, of which one may be a
// single value.
func eachPair(a, b object.Value, f func(x, y object.Value) object.Value) *objectArray {
	x, ok := a.(*objectArray)
	y, ok2 := b.(*objectArray)
	var shape []int
	switch {
	case ok && ok2 && !tensor.SameShape(x.shape, y.shape):
		throwValue("operands could not be broadcast together with shapes %s %s ", shapeText(x.shape), shapeText(y.shape))
	case ok:
		shape = x.shape
	default:
		shape = y.shape
	}
	out := &objectArray{shape: shape}
	for i := range tensor.NumElements(shape) {
		p, q := a, b
		if ok {
			p = x.elems[i]
		}
		if ok2 {
			q = y.elems[i]
		}
		out.elems = append(out.elems, f(p, q))
	}
	return out
}

func compareObjects(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	out := eachPair(a, b, func(x, y object.Value) object.Value { return object.Must(object.Compare(th, op, x, y)) })
	return truthsOf(th, out), nil
}

func truthsOf(th *object.Thread, o *objectArray) *tensor.Array {
	t := make([]bool, len(o.elems))
	for i, e := range o.elems {
		t[i] = object.Must(object.Truth(th, e))
	}
	return tensor.FromSlice(t, o.shape...)
}

func combineObjects(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	return eachPair(a, b, func(x, y object.Value) object.Value { return object.Must(object.BinaryOp(th, op, x, y)) }), nil
}

func objectArrayMembers() []object.Member {
	fact := func(name, doc string, f func(o *objectArray) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*objectArray)), nil })
	}
	of := func(c *call) *objectArray { return c.Self().(*objectArray) }
	return []object.Member{
		fact("shape", "the length of each axis", func(o *objectArray) object.Value { return binding.ShapeTuple(o.shape) }),
		fact("ndim", "the number of axes", func(o *objectArray) object.Value { return len(o.shape) }),
		fact("size", "the number of elements", func(o *objectArray) object.Value { return len(o.elems) }),
		fact("dtype", "object", func(o *objectArray) object.Value { return &binding.NumpyDType{DType: tensor.String, Name: "object"} }),
		method("tolist(self)", "Nested lists of the elements.", func(c *call) object.Value { return of(c).list() }),
		method("astype(self, dtype, copy=True)", "The elements as another type.", func(c *call) object.Value {
			if wantsObjects(c.Value("dtype")) {
				return newObjectArray(c.th, of(c))
			}
			return binding.ToArray(c.th, of(c).list(), c.dtype("dtype")).Reshape(of(c).shape)
		}),
		method("copy(self)", "A copy.", func(c *call) object.Value { return newObjectArray(c.th, of(c)) }),
		method("reshape(self, *shape)", "The elements under another shape.", func(c *call) object.Value {
			return &objectArray{of(c).elems, fillShape(of(c).places(), shapeArgs(c, c.Rest("shape")))}
		}),
		method("flatten(self)", "The elements in one row.", func(c *call) object.Value {
			return &objectArray{of(c).elems, []int{len(of(c).elems)}}
		}),
		method("item(self, *args)", "One element.", func(c *call) object.Value {
			if len(of(c).elems) != 1 {
				throwValue("can only convert an array of size 1 to a Python scalar")
			}
			return of(c).elems[0]
		}),
	}
}

// list is the elements as nested lists.
func (o *objectArray) list() object.Value {
	elems := o.elems
	for i := len(o.shape) - 1; i >= 1; i-- {
		n := o.shape[i]
		var next []object.Value
		for k := 0; k+n <= len(elems) && n > 0; k += n {
			next = append(next, object.NewList(append([]object.Value{}, elems[k:k+n]...)...))
		}
		elems = next
	}
	if len(o.shape) == 0 {
		return elems[0]
	}
	return object.NewList(append([]object.Value{}, elems...)...)
}
