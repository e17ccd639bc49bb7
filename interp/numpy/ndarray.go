package numpy

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// ndarrayClass is numpy.ndarray.
var ndarrayClass = &object.Class{
	Name: "ndarray", Module: "numpy", ErrorName: "numpy.ndarray", Doc: "An array: elements of one type in rows along axes.",
	Signature: "ndarray(shape, dtype=float, buffer=None, offset=0, strides=None, order=None)", Unhashable: true, Final: true,
}

func init() {
	c := ndarrayClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		k := &call{b, th}
		return tensor.NewArray(k.dtypeOr("dtype", tensor.Float64), binding.ToShape(th, b.Value("shape"))...), nil
	}
	c.Binary, c.InPlace, c.Compare, c.Unary = binarySlot, inPlaceSlot, compareSlot, unarySlot
	c.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		return viewOf(index(th, self.(*tensor.Array), key), self.(*tensor.Array)), nil
	}
	c.SetIndex = func(th *object.Thread, self, key, v object.Value) error {
		if self.(*tensor.Array).Frozen() {
			return object.ValueErrorf("assignment destination is read-only")
		}
		setIndex(th, self.(*tensor.Array), key, v)
		return nil
	}
	c.DelIndex = func(th *object.Thread, self, key object.Value) error {
		return object.ValueErrorf("cannot delete array elements")
	}
	c.Len = func(th *object.Thread, self object.Value) (int, error) {
		a := self.(*tensor.Array)
		if a.Rank() == 0 {
			return 0, object.TypeErrorf("len() of unsized object")
		}
		return a.Shape()[0], nil
	}
	c.Iter = iterArray
	c.Contains = containsArray
	c.Bool = truthOfArray
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return binding.PrintOptions(th).Repr(self.(*tensor.Array)), nil
	}
	c.Str = func(th *object.Thread, self object.Value) (string, error) {
		a := self.(*tensor.Array)
		if a.Rank() == 0 {
			return object.Str(th, binding.ScalarAt(a, 0))
		}
		return binding.PrintOptions(th).Str(a), nil
	}
	c.Format = func(th *object.Thread, self object.Value, spec string) (string, error) {
		if a := self.(*tensor.Array); a.Rank() == 0 {
			return object.Format(th, binding.PythonAt(a, 0), spec)
		}
		if spec != "" {
			return "", object.TypeErrorf("unsupported format string passed to numpy.ndarray.__format__")
		}
		return object.Str(th, self)
	}
	c.ToInt = func(th *object.Thread, self object.Value) (int, error) {
		return object.AsInt(th, realOf(onlyElement(self.(*tensor.Array))))
	}
	c.ToFloat = func(th *object.Thread, self object.Value) (float64, error) {
		return object.AsFloat(th, realOf(onlyElement(self.(*tensor.Array))))
	}
	c.ToIndex = func(th *object.Thread, self object.Value) (int, error) {
		a := self.(*tensor.Array)
		if a.Size() != 1 || a.Rank() > 0 || !a.DType().IsInteger() {
			return 0, object.TypeErrorf("only integer scalar arrays can be converted to a scalar index")
		}
		return int(a.Int(0)), nil
	}
	c.Members = func() []object.Member {
		return append(arrayMethods(), arrayAttributes()...)
	}
}

// onlyElement is the element of an array that has one, as a Python number.
func onlyElement(a *tensor.Array) object.Value {
	if a.Size() != 1 {
		throwType("only length-1 arrays can be converted to Python scalars")
	}
	return binding.PythonAt(a, 0)
}

// iterArray goes over the first axis.
func iterArray(th *object.Thread, self object.Value) (object.Iterator, error) {
	a := self.(*tensor.Array)
	if a.Rank() == 0 {
		return nil, object.TypeErrorf("iteration over a 0-d array")
	}
	i := 0
	return object.NewIter(func(th *object.Thread) (object.Value, bool, error) {
		if i >= a.Shape()[0] {
			return nil, false, nil
		}
		i++
		if a.Rank() == 1 {
			return binding.ScalarAt(a, i-1), true, nil
		}
		return viewOf(at(a, 0, i-1), a), true, nil
	}), nil
}

func containsArray(th *object.Thread, self, v object.Value) (bool, error) {
	eq := comparisons[object.Eq].compute([]*tensor.Array{self.(*tensor.Array), toArray(th, v)}, tensor.Invalid, nil, nil)
	return anyTrue(eq), nil
}

func anyTrue(a *tensor.Array) bool { return anyAll(a, ufLogOr).Int(0) != 0 }

func allTrue(a *tensor.Array) bool { return anyAll(a, ufLogAnd).Int(0) != 0 }

func anyAll(a *tensor.Array, u *ufunc) *tensor.Array {
	return u.reduce(truths(a), &reduction{axes: allAxes(a)})
}

func truthOfArray(th *object.Thread, self object.Value) (bool, error) {
	a := self.(*tensor.Array)
	switch n := a.Size(); {
	case n == 1:
		return truths(a).Int(0) != 0, nil
	case n == 0:
		return false, nil
	}
	return false, object.ValueErrorf("The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()")
}

func arrayAttributes() []object.Member {
	get := func(name, doc string, f func(a *tensor.Array) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
			return f(toArray(th, self)), nil
		})
	}
	return []object.Member{
		get("dtype", "the type of the elements", func(a *tensor.Array) object.Value { return binding.NumpyDTypeOf(a) }),
		get("ndim", "the number of axes", func(a *tensor.Array) object.Value { return a.Rank() }),
		get("size", "the number of elements", func(a *tensor.Array) object.Value { return a.Size() }),
		get("itemsize", "bytes per element", func(a *tensor.Array) object.Value { return itemSize(a) }),
		get("nbytes", "bytes of all elements", func(a *tensor.Array) object.Value { return itemSize(a) * a.Size() }),
		get("T", "the array with its axes in reverse order", func(a *tensor.Array) object.Value { return viewOf(reverseAxes(a), a) }),
		partMember("real", "the real parts", realPart),
		partMember("imag", "the imaginary parts", imagPart),
		get("base", "the array that it is a view of", func(a *tensor.Array) object.Value {
			if a.Base() == nil {
				return nil
			}
			return a.Base()
		}),
		get("strides", "bytes from one element to the next along each axis", func(a *tensor.Array) object.Value {
			st := make([]int, a.Rank())
			for i, s := range a.Strides() {
				st[i] = s * itemSize(a)
			}
			return binding.ShapeTuple(st)
		}),
		get("flat", "an iterator over all elements", func(a *tensor.Array) object.Value { return &flatIter{a: a} }),
		get("flags", "how the array lies in memory", func(a *tensor.Array) object.Value {
			return &flags{a}
		}),
		object.GetSet("shape", "the length of each axis", func(th *object.Thread, self object.Value) (object.Value, error) {
			return binding.ShapeTuple(toArray(th, self).Shape()), nil
		}, func(th *object.Thread, self, v object.Value) error {
			a, ok := self.(*tensor.Array)
			if !ok {
				return object.AttributeErrorf("attribute 'shape' of '%s' objects is not writable", object.TypeName(self))
			}
			a.SetShape(fillShape(a, binding.ToShape(th, v)))
			return nil
		}),
	}
}

// partMember is real or imag: a view that can be set.
func partMember(name, doc string, part func(a *tensor.Array) *tensor.Array) object.Member {
	return object.GetSet(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
		if a, ok := self.(*tensor.Array); ok {
			return part(a), nil
		}
		return binding.FromArray(part(toArray(th, self))), nil
	}, func(th *object.Thread, self, v object.Value) error {
		a, ok := self.(*tensor.Array)
		if !ok {
			return object.AttributeErrorf("attribute '%s' of '%s' objects is not writable", name, object.TypeName(self))
		}
		if name == "imag" && !a.DType().IsComplex() {
			return object.TypeErrorf("array does not have imaginary part to set")
		}
		setIndex(th, part(a), object.Ellipsis, v)
		return nil
	})
}

func itemSize(a *tensor.Array) int { return binding.NumpyDTypeOf(a).Bytes() }

// flatIter is ndarray.flat.
type flatIter struct {
	a *tensor.Array
	i int
}

var flatIterClass = &object.Class{Name: "flatiter", Module: "numpy", ErrorName: "numpy.flatiter", Base: object.IteratorClass, Final: true}

func init() {
	flatIterClass.Len = func(th *object.Thread, self object.Value) (int, error) { return self.(*flatIter).a.Size(), nil }
	flatIterClass.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		a := self.(*flatIter).a
		return index(th, a.Reshape([]int{a.Size()}), key), nil
	}
	flatIterClass.SetIndex = func(th *object.Thread, self, key, v object.Value) error {
		a := self.(*flatIter).a
		flat := a.Reshape([]int{a.Size()})
		setIndex(th, flat, key, v)
		if !flat.SharesStorage(a) {
			a.CopyFrom(flat.Reshape(a.Shape()))
		}
		return nil
	}
}

// PyClass is numpy.flatiter.
func (f *flatIter) PyClass() *object.Class { return flatIterClass }

// Next is the next element.
func (f *flatIter) Next(*object.Thread) (object.Value, bool, error) {
	if f.i >= f.a.Size() {
		return nil, false, nil
	}
	f.i++
	return binding.ScalarAt(f.a, f.i-1), true, nil
}

// AsArray lets conversions see the elements.
func (f *flatIter) AsArray() *tensor.Array { return f.a.Reshape([]int{f.a.Size()}) }
