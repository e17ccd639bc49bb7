package numpy

import (
	"fmt"
	"reflect"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// ArrayClass is numpy.ndarray.
var ArrayClass = &object.Class{Name: "ndarray", Module: "numpy", Unhashable: true,
	Doc:       "An array of elements of one type. np.array and other functions make it.",
	Signature: "ndarray(shape, dtype=float, buffer=None, offset=0, strides=None, order=None)",
	Members:   arrayMembers,
}

var _ = object.RegisterType(reflect.TypeFor[*tensor.Array](), ArrayClass)

func init() {
	c := ArrayClass
	c.New = newArray
	c.Index, c.SetIndex = indexSlot, setIndexSlot
	c.Iter, c.Len, c.Contains = iterSlot, lenSlot, containsSlot
	c.Binary, c.InPlace, c.Compare, c.Unary = binarySlot, inPlaceSlot, compareSlot, unarySlot
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return binding.PrintOptions(th).Repr(self.(*tensor.Array)), nil
	}
	c.Str = func(th *object.Thread, self object.Value) (string, error) {
		return binding.PrintOptions(th).Str(self.(*tensor.Array)), nil
	}
	c.Format = func(th *object.Thread, self object.Value, spec string) (string, error) {
		if a := self.(*tensor.Array); a.Rank() == 0 {
			return object.Format(th, binding.PythonAt(a, 0), spec)
		}
		if spec != "" {
			return "", object.TypeErrorf("unsupported format string passed to numpy.ndarray.__format__")
		}
		return binding.PrintOptions(th).Str(self.(*tensor.Array)), nil
	}
	c.Bool = func(th *object.Thread, self object.Value) (bool, error) { return truth(self.(*tensor.Array)) }
	c.ToInt = func(th *object.Thread, self object.Value) (int, error) {
		a, err := single(self.(*tensor.Array))
		if err != nil {
			return 0, err
		}
		return int(a.Int(0)), nil
	}
	c.ToFloat = func(th *object.Thread, self object.Value) (float64, error) {
		a, err := single(self.(*tensor.Array))
		if err != nil {
			return 0, err
		}
		return a.Float(0), nil
	}
	c.ToIndex = func(th *object.Thread, self object.Value) (int, error) {
		a := self.(*tensor.Array)
		if !a.DType().IsInteger() || a.Size() != 1 || a.Rank() > 0 {
			return 0, object.TypeErrorf("only integer scalar arrays can be converted to a scalar index")
		}
		return int(a.Int(0)), nil
	}
	c.Round = func(th *object.Thread, self, digits object.Value) (v object.Value, err error) {
		n := 0
		if digits != nil {
			if n, err = object.AsIndex(th, digits); err != nil {
				return nil, err
			}
		}
		err = binding.Catch(func() { v = binding.FromArray(roundTo(self.(*tensor.Array), n)) })
		return v, err
	}
}

func newArray(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
	b, err := cls.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	dt := tensor.Float64
	if b.Given("dtype") {
		dt = binding.ToNumpyDType(th, b.Value("dtype"))
	}
	return tensor.NewArray(dt, binding.ToShape(th, b.Value("shape"))...), nil
}

func truth(a *tensor.Array) (bool, error) {
	switch a.Size() {
	case 0:
		return false, nil
	case 1:
		if a.DType() == tensor.String {
			return a.Str(0) != "", nil
		}
		return a.Float(0) != 0, nil
	}
	return false, object.ValueErrorf("The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()")
}

func single(a *tensor.Array) (*tensor.Array, error) {
	if a.Size() != 1 {
		return nil, object.TypeErrorf("only length-1 arrays can be converted to Python scalars")
	}
	return a, nil
}

func arrayMembers() []object.Member {
	get := func(name, doc string, f func(th *object.Thread, a *tensor.Array) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (v object.Value, err error) {
			err = binding.Catch(func() { v = f(th, arrayOf(th, self)) })
			return v, err
		})
	}
	members := []object.Member{
		object.GetSet("shape", "the length of each axis", func(th *object.Thread, self object.Value) (object.Value, error) {
			return binding.ShapeTuple(arrayOf(th, self).Shape()), nil
		}, setShape),
		get("dtype", "the type of the elements", func(_ *object.Thread, a *tensor.Array) object.Value { return binding.NumpyDTypeOf(a) }),
		get("ndim", "how many axes there are", func(_ *object.Thread, a *tensor.Array) object.Value { return a.Rank() }),
		get("size", "how many elements there are", func(_ *object.Thread, a *tensor.Array) object.Value { return a.Size() }),
		get("T", "the array with its axes reversed", func(_ *object.Thread, a *tensor.Array) object.Value { return a.Permute(reversed(a.Rank())) }),
		get("nbytes", "the bytes of all elements", func(_ *object.Thread, a *tensor.Array) object.Value { return a.Size() * itemSize(a) }),
		get("itemsize", "the bytes of an element", func(_ *object.Thread, a *tensor.Array) object.Value { return itemSize(a) }),
		get("strides", "the bytes between neighbours along each axis", func(_ *object.Thread, a *tensor.Array) object.Value {
			out := object.NewTuple()
			for _, s := range a.Strides() {
				out.Elems = append(out.Elems, s*itemSize(a))
			}
			return out
		}),
		get("flat", "an iterator over the elements", func(th *object.Thread, a *tensor.Array) object.Value {
			return object.Must(object.Iter(th, a.Reshape([]int{a.Size()})))
		}),
		get("base", "the array whose memory this one shares, or None", func(_ *object.Thread, a *tensor.Array) object.Value { return nil }),
		get("real", "the array itself: there are no complex numbers", func(_ *object.Thread, a *tensor.Array) object.Value { return a }),
	}
	members = append(members, shapeMethods()...)
	members = append(members, reduceMethods()...)
	return append(members, elementMethods()...)
}

func setShape(th *object.Thread, self, v object.Value) error {
	a, ok := self.(*tensor.Array)
	if !ok {
		return object.AttributeErrorf("attribute 'shape' of '%s' objects is not writable", object.TypeName(self))
	}
	return binding.Catch(func() { a.SetShape(resolveShape(a.Size(), binding.ToShape(th, v))) })
}

// itemSize is the bytes of an element as NumPy counts them: 4 a character.
func itemSize(a *tensor.Array) int {
	if a.DType() == tensor.String {
		var n int
		if _, err := fmt.Sscanf(binding.NumpyDTypeOf(a).Name, "<U%d", &n); err == nil {
			return 4 * n
		}
		return 8
	}
	return a.DType().Size()
}

func reversed(rank int) []int {
	out := make([]int, rank)
	for i := range out {
		out[i] = rank - 1 - i
	}
	return out
}

// resolveShape replaces the -1 of a wanted shape.
func resolveShape(size int, want []int) []int {
	out := append([]int{}, want...)
	free, known := -1, 1
	for i, d := range out {
		if d < 0 {
			if free >= 0 {
				object.Throw(object.ValueErrorf("can only specify one unknown dimension"))
			}
			free = i
		} else {
			known *= d
		}
	}
	bad := func() {
		object.Throw(object.ValueErrorf("cannot reshape array of size %d into shape %s", size, shapeText(want)))
	}
	if free >= 0 {
		if known == 0 || size%known != 0 {
			bad()
		}
		out[free] = size / known
	} else if known != size {
		bad()
	}
	return out
}

// elementMethods are the methods that look at elements.
func elementMethods() []object.Member {
	return []object.Member{
		method("astype(self, dtype, order='K', casting='unsafe', subok=True, copy=True)", "A copy with the elements converted.", func(c *call, a *tensor.Array) object.Value {
			out := binding.CastArray(c.th, a, c.dtype("dtype", tensor.Float64))
			if out == a {
				out = a.Clone()
			}
			return keepKind(c, out)
		}),
		method("copy(self, order='C')", "A copy.", func(c *call, a *tensor.Array) object.Value { return keepKind(c, a.Clone()) }),
		method("tolist(self)", "The elements as (nested lists of) Python numbers.", func(c *call, a *tensor.Array) object.Value { return toList(a) }),
		method("item(self, *args)", "An element as a Python number.", func(c *call, a *tensor.Array) object.Value {
			args := c.Rest("args")
			if len(args) == 0 {
				if a.Size() != 1 {
					object.Throw(object.ValueErrorf("can only convert an array of size 1 to a Python scalar"))
				}
				return binding.PythonAt(a, 0)
			}
			var key object.Value = object.NewTuple(args...)
			flat := a
			if len(args) == 1 {
				if _, ok := args[0].(*object.Tuple); ok {
					key = args[0]
				} else {
					flat = a.Reshape([]int{a.Size()})
				}
			}
			v := choose(c.th, flat, key)
			if !v.scalar {
				object.Throw(object.ValueErrorf("incorrect number of indices for array"))
			}
			return binding.PythonAt(v.view, 0)
		}),
		method("fill(self, value)", "Sets every element.", func(c *call, a *tensor.Array) object.Value {
			v := arrayOf(c.th, c.Value("value")).Cast(a.DType())
			a.CopyFrom(v.Reshape([]int{}).BroadcastTo(a.Shape()))
			return nil
		}),
		method("tobytes(self, order='C')", "The bytes of the elements.", func(c *call, a *tensor.Array) object.Value { return binding.Bytes(a.Bytes()) }),
		method("view(self, dtype=None, type=None)", "The array again, or its bytes as another dtype.", func(c *call, a *tensor.Array) object.Value {
			if c.Value("dtype") == nil {
				return a.Reshape(a.Shape())
			}
			dt := c.dtype("dtype", a.DType())
			shape := append([]int{}, a.Shape()...)
			shape[len(shape)-1] = shape[len(shape)-1] * a.DType().Size() / dt.Size()
			return tensor.ArrayOfBytes(dt, a.Bytes(), shape...)
		}),
		method("nonzero(self)", "The positions of the elements that are not zero, an array an axis.", func(c *call, a *tensor.Array) object.Value {
			return arrayTuple(nonzero(a))
		}),
		method("take(self, indices, axis=None, out=None, mode='raise')", "Elements by position.", func(c *call, a *tensor.Array) object.Value {
			return take(c, a, c.Value("indices"), c.Value("axis"))
		}),
		method("dot(self, b, out=None)", "The matrix product.", func(c *call, a *tensor.Array) object.Value { return dot(c.th, a, c.array("b")) }),
		method("round(self, decimals=0, out=None)", "The elements rounded to decimals, halves to even.", func(c *call, a *tensor.Array) object.Value {
			return binding.FromArray(roundTo(a, c.Int("decimals")))
		}),
		method("clip(self, min=None, max=None, out=None, **kwargs)", "The elements limited to an interval.", func(c *call, a *tensor.Array) object.Value {
			return clip(c, a, c.Value("min"), c.Value("max"))
		}),
		method("conj(self)", "The array itself: there are no complex numbers.", func(c *call, a *tensor.Array) object.Value { return a }),
		method("__array__(self, dtype=None)", "The array, or a copy of another dtype.", func(c *call, a *tensor.Array) object.Value {
			return binding.CastArray(c.th, a, c.dtype("dtype", a.DType()))
		}),
	}
}

// keepKind gives a scalar for a scalar, an array for an array.
func keepKind(c *call, a *tensor.Array) object.Value {
	if _, ok := c.Self().(*binding.Scalar); ok {
		return binding.FromArray(a)
	}
	return a
}

// arrayTuple is arrays as a tuple.
func arrayTuple(as []*tensor.Array) *object.Tuple {
	out := object.NewTuple()
	for _, a := range as {
		out.Elems = append(out.Elems, a)
	}
	return out
}

// toList is an array as nested lists; of rank 0, a number.
func toList(a *tensor.Array) object.Value {
	if a.Rank() == 0 {
		return binding.PythonAt(a, 0)
	}
	out := &object.List{Elems: make([]object.Value, a.Shape()[0])}
	for i := range out.Elems {
		if a.Rank() == 1 {
			out.Elems[i] = binding.PythonAt(a, i)
		} else {
			out.Elems[i] = toList(row(a, i))
		}
	}
	return out
}
