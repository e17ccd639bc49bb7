package numpy

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// NumPy's scalars behave like arrays without axes, and hash and index like
// Python's numbers.
func init() {
	g := binding.Generic
	g.Members = scalarMembers
	g.Binary, g.Compare, g.Unary = binarySlot, compareSlot, unarySlot
	g.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return scalarText(self.(*binding.Scalar)), nil
	}
	g.Bool = func(th *object.Thread, self object.Value) (bool, error) {
		return self.(*binding.Scalar).Float() != 0, nil
	}
	g.Format = func(th *object.Thread, self object.Value, spec string) (string, error) {
		s := self.(*binding.Scalar)
		if spec == "" {
			return scalarText(s), nil
		}
		return object.Format(th, binding.PythonAt(s.Array, 0), spec)
	}
	g.Hash = func(th *object.Thread, self object.Value) (int, error) {
		return object.Hash(th, binding.PythonAt(self.(*binding.Scalar).Array, 0))
	}
	g.ToInt = func(th *object.Thread, self object.Value) (int, error) {
		v, err := object.ToInt(th, binding.PythonAt(self.(*binding.Scalar).Array, 0))
		if err != nil {
			return 0, err
		}
		return v.(int), nil
	}
	g.ToFloat = func(th *object.Thread, self object.Value) (float64, error) {
		return self.(*binding.Scalar).Float(), nil
	}
	g.Round = func(th *object.Thread, self, digits object.Value) (v object.Value, err error) {
		a := self.(*binding.Scalar).Array
		n := 0
		if digits != nil {
			if n, err = object.AsIndex(th, digits); err != nil {
				return nil, err
			}
		}
		err = binding.Catch(func() {
			r := roundTo(a, n)
			if v = binding.FromArray(r); digits == nil {
				v = int(r.Int(0))
			}
		})
		return v, err
	}
	g.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		if tup, ok := key.(*object.Tuple); ok && len(tup.Elems) == 0 {
			return self, nil
		}
		if key == object.Ellipsis || key == nil {
			return indexSlot(th, self.(*binding.Scalar).Array, key)
		}
		return nil, object.IndexErrorf("invalid index to scalar variable.")
	}
	binding.IntegerClass.ToIndex = func(th *object.Thread, self object.Value) (int, error) {
		return self.(*binding.Scalar).Int(), nil
	}
	for dt := tensor.Bool; dt <= tensor.String; dt++ {
		binding.ScalarClass(dt).New = newScalar(dt)
	}
}

// newScalar is np.float32(x): a scalar, or of a sequence an array.
func newScalar(dt tensor.DType) func(*object.Thread, *object.Class, object.Args) (object.Value, error) {
	return func(th *object.Thread, cls *object.Class, args object.Args) (v object.Value, err error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		err = binding.Catch(func() {
			a := binding.ToArray(th, b.Value("x"), dt)
			v = binding.FromArray(a.Clone())
		})
		return v, err
	}
}

// scalarText is a scalar as print and repr show it: NumPy before version 2
// writes no type.
func scalarText(s *binding.Scalar) string {
	if s.Array.DType() == tensor.Bool {
		if s.Int() != 0 {
			return "True"
		}
		return "False"
	}
	return s.Array.ScalarString(0)
}

// scalarMembers are the methods of arrays, without those that change one.
func scalarMembers() []object.Member {
	var out []object.Member
	for _, m := range arrayMembers() {
		switch m.Name {
		case "fill", "sort", "resize", "flat":
		default:
			out = append(out, m)
		}
	}
	return append(out,
		object.Method("is_integer(self)", "Whether the value is a whole number.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			f := a.Self().(*binding.Scalar).Float()
			return f == float64(int64(f)), nil
		}))
}
