package numpy

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// The classes of NumPy's scalars belong to package binding; what they can do
// is set here.
func init() {
	g := binding.Generic
	g.New = newScalar
	g.Binary, g.Compare, g.Unary = binarySlot, compareSlot, unarySlot
	g.Bool = func(th *object.Thread, self object.Value) (bool, error) {
		return self.(*binding.Scalar).Array.Complex(0) != 0, nil
	}
	g.Hash = func(th *object.Thread, self object.Value) (int, error) { return object.Hash(th, python(self)) }
	g.Repr, g.Str = scalarText, scalarText
	g.Format = func(th *object.Thread, self object.Value, spec string) (string, error) {
		return object.Format(th, python(self), spec)
	}
	g.ToInt = func(th *object.Thread, self object.Value) (int, error) { return object.AsInt(th, realOf(python(self))) }
	g.ToFloat = func(th *object.Thread, self object.Value) (float64, error) {
		return object.AsFloat(th, realOf(python(self)))
	}
	binding.IntegerClass.ToIndex = func(th *object.Thread, self object.Value) (int, error) { return self.(*binding.Scalar).Int(), nil }
	g.Round = roundScalar
	g.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		if t, ok := key.(*object.Tuple); key == object.Ellipsis || ok && len(t.Elems) == 0 {
			return self.(*binding.Scalar).Array, nil
		}
		if key == nil {
			return self.(*binding.Scalar).Array.Reshape([]int{1}), nil
		}
		return nil, object.IndexErrorf("invalid index to scalar variable.")
	}
	g.Members = scalarMembers
	binding.Floating.Members = floatingMembers
	for dt := tensor.Bool; dt <= tensor.Complex128; dt++ {
		binding.ScalarClass(dt).ErrorName = "numpy." + binding.ScalarClass(dt).Name
	}
	binding.ScalarClass(tensor.Float64).Also = object.FloatClass
	binding.ScalarClass(tensor.Complex128).Also = object.ComplexClass
	binding.ScalarClass(tensor.String).Also = object.StrClass
}

// python is a NumPy scalar as a Python number.
func python(v object.Value) object.Value { return binding.PythonAt(v.(*binding.Scalar).Array, 0) }

// realOf is a number without its imaginary part, which conversions of NumPy's
// complex numbers to real ones drop.
func realOf(v object.Value) object.Value {
	if z, ok := v.(complex128); ok {
		return real(z)
	}
	return v
}

// newScalar is np.float32(x): a scalar, or an array of a sequence.
func newScalar(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
	dt, ok := binding.LookupDType(cls)
	if !ok || cls == binding.Generic || cls == binding.NumberClass {
		return nil, object.TypeErrorf("cannot create 'numpy.%s' instances", cls.Name)
	}
	if len(args.Pos) == 0 {
		if dt == tensor.String {
			return "", nil
		}
		return binding.FromArray(tensor.NewArray(dt)), nil
	}
	b, err := cls.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	v := b.At(0)
	if dt == tensor.String {
		return object.Str(th, v)
	}
	if s, isText := v.(string); isText && dt.IsInteger() {
		i, err := object.ToInt(th, s)
		if err != nil {
			return nil, err
		}
		v = i
	}
	if v == nil && dt.IsInteger() {
		return nil, object.TypeErrorf("int() argument must be a string, a bytes-like object or a real number, not 'NoneType'")
	}
	return binding.FromArray(castTo(binding.ToArray(th, v, dt), dt)), nil
}

func scalarText(th *object.Thread, self object.Value) (string, error) {
	return self.(*binding.Scalar).Array.ScalarString(0), nil
}

func roundScalar(th *object.Thread, self, digits object.Value) (object.Value, error) {
	if digits == nil {
		return object.RoundNumber(th, python(self), nil)
	}
	n, err := object.AsIndex(th, digits)
	if err != nil {
		return nil, err
	}
	return binding.FromArray(roundTo(self.(*binding.Scalar).Array, n)), nil
}

// scalarMembers are the attributes and methods of arrays, which scalars have
// as well.
func scalarMembers() []object.Member {
	members := append(arrayMethods(), arrayAttributes()...)
	kept := members[:0]
	for _, m := range members {
		switch m.Name {
		case "sort", "partition", "resize", "put":
			continue
		}
		kept = append(kept, m)
	}
	return append(kept,
		method("__abs__(self)", "The absolute value.", func(c *call) object.Value { return binding.FromArray(op1(ufAbsolute, c.first())) }),
	)
}

func floatingMembers() []object.Member {
	return []object.Member{
		method("hex(self)", "The number in hexadecimal.", func(c *call) object.Value {
			return object.Must(object.CallMethodOf(c.th, python(c.Self()), "hex", object.Args{}))
		}),
		method("is_integer(self)", "Whether the number is whole.", func(c *call) object.Value {
			return object.Must(object.CallMethodOf(c.th, python(c.Self()), "is_integer", object.Args{}))
		}),
		method("as_integer_ratio(self)", "Two ints whose quotient is the number.", func(c *call) object.Value {
			return object.Must(object.CallMethodOf(c.th, python(c.Self()), "as_integer_ratio", object.Args{}))
		}),
	}
}
