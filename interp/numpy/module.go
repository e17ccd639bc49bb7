package numpy

import (
	"math"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// Modules lists the modules of NumPy.
func Modules() []*object.Module {
	linalg, random, testing, fft := linalgModule(), randomModule(), testingModule(), fftModule()
	lib, tricks := libModule()
	char, ma, poly, rec := charModule(), maModule(), polynomialModule(), recModule()
	np := &object.Module{Name: "numpy", Doc: "Arrays of numbers.", Members: func() []object.Member {
		return append(moduleMembers(), object.Const("linalg", linalg), object.Const("fft", fft), object.Const("random", random), object.Const("testing", testing), object.Const("lib", lib), object.Const("char", char), object.Const("ma", ma), object.Const("polynomial", poly[0]), object.Const("rec", rec))
	}, Missing: removedAlias}
	return append([]*object.Module{np, linalg, fft, random, testing, lib, tricks, char, ma, rec}, poly...)
}

func moduleMembers() []object.Member {
	groups := [][]object.Member{
		constants(), typeMembers(), ufuncMembersOfModule(), sharedFuncs(), pairFuncs(), creationFuncs(), arrangeFuncs(), joinFuncs(),
		splitFuncs(), selectFuncs(), sortFuncs(), setFuncs(), countingFuncs(), statisticFuncs(), calculusFuncs(), closenessFuncs(), complexMembers(),
		productFuncs(), polynomialFuncs(), bitFuncs(), fileFuncs(), printingFuncs(), factFuncs(), timeFuncs(),
	}
	var all []object.Member
	for _, g := range groups {
		all = append(all, g...)
	}
	return all
}

func constants() []object.Member {
	return []object.Member{
		object.Const("__version__", "1.26.4"),
		object.Const("pi", math.Pi), object.Const("e", math.E), object.Const("euler_gamma", 0.5772156649015329),
		object.Const("inf", math.Inf(1)), object.Const("Inf", math.Inf(1)), object.Const("infty", math.Inf(1)), object.Const("Infinity", math.Inf(1)), object.Const("PINF", math.Inf(1)),
		object.Const("NINF", math.Inf(-1)), object.Const("nan", math.NaN()), object.Const("NaN", math.NaN()), object.Const("NAN", math.NaN()),
		object.Const("PZERO", 0.0), object.Const("NZERO", math.Copysign(0, -1)),
		object.Const("newaxis", nil), object.Const("True_", binding.FromArray(tensor.Scalar(true))), object.Const("False_", binding.FromArray(tensor.Scalar(false))),
		object.Const("AxisError", AxisError), object.Const("ufunc", ufuncClass), object.Const("ndarray", ndarrayClass), object.Const("memmap", memmapClass),
		object.Const("dtype", binding.NumpyDTypeClass), object.Const("finfo", finfoClass), object.Const("iinfo", iinfoClass), object.Const("errstate", errstateClass),
		object.Const("r_", &joiner{axis: 0}), object.Const("c_", &joiner{axis: -1}), object.Const("s_", &slicer{}), object.Const("mgrid", &grid{}), object.Const("ogrid", &grid{sparse: true}), object.Const("index_exp", &slicer{}),
		object.Const("ndenumerate", ndenumerate), object.Const("ndindex", ndindex), object.Const("vectorize", vectorizeClass), object.Const("nditer", nditerClass), object.Const("broadcast", broadcastClass),
		object.Const("VisibleDeprecationWarning", object.NewExceptionClass("numpy.exceptions", "VisibleDeprecationWarning", object.UserWarning, "A feature will go away.")),
	}
}

// typeMembers are the classes of the scalars under all of their names.
func typeMembers() []object.Member {
	var members []object.Member
	for dt := tensor.Bool; dt <= tensor.Complex128; dt++ {
		if dt != tensor.BFloat16 {
			c := binding.ScalarClass(dt)
			members = append(members, object.Const(c.Name, c))
		}
	}
	names := map[string]tensor.DType{
		"bool8": tensor.Bool, "half": tensor.Float16, "single": tensor.Float32, "double": tensor.Float64, "float_": tensor.Float64,
		"int_": tensor.Int64, "intp": tensor.Int64, "longlong": tensor.Int64, "intc": tensor.Int32, "short": tensor.Int16, "byte": tensor.Int8,
		"ubyte": tensor.Uint8, "ushort": tensor.Uint16, "uintc": tensor.Uint32, "uint": tensor.Uint64, "uintp": tensor.Uint64, "ulonglong": tensor.Uint64,
		"str_": tensor.String, "unicode_": tensor.String, "longdouble": tensor.Float64,
		"complex_": tensor.Complex128, "cdouble": tensor.Complex128, "cfloat": tensor.Complex128, "csingle": tensor.Complex64, "singlecomplex": tensor.Complex64,
	}
	for name, dt := range names {
		members = append(members, object.Const(name, binding.ScalarClass(dt)))
	}
	return append(members,
		object.Const("generic", binding.Generic), object.Const("number", binding.NumberClass), object.Const("integer", binding.IntegerClass),
		object.Const("signedinteger", binding.SignedInteger), object.Const("unsignedinteger", binding.UnsignedInteger),
		object.Const("inexact", binding.Inexact), object.Const("floating", binding.Floating), object.Const("complexfloating", binding.ComplexFloating),
		object.Const("recarray", recarrayClass), object.Const("void", voidClass), object.Const("datetime64", binding.Datetime64Class), object.Const("timedelta64", binding.Timedelta64Class), object.Const("object_", object.ObjectClass), object.Const("bytes_", object.BytesClass), object.Const("string_", object.BytesClass),
	)
}

// factFuncs tell about arrays and dtypes.
func factFuncs() []object.Member {
	return []object.Member{
		fun("shape(a)", "The length of each axis.", func(c *call) object.Value { return binding.ShapeTuple(c.first().Shape()) }),
		fun("ndim(a)", "The number of axes.", func(c *call) object.Value { return c.first().Rank() }),
		fun("size(a, axis=None)", "The number of elements, or of entries along an axis.", func(c *call) object.Value {
			a := c.first()
			if ax, ok := c.axis("axis", a.Rank()); ok {
				return a.Shape()[ax]
			}
			return a.Size()
		}),
		fun("result_type(*arrays_and_dtypes)", "The dtype that operands are computed in.", func(c *call) object.Value {
			return binding.NumpyDTypeFor(resultType(typeOperands(c, "arrays_and_dtypes")...))
		}),
		fun("promote_types(type1, type2)", "The dtype that holds two others.", func(c *call) object.Value {
			return binding.NumpyDTypeFor(binding.Promote(c.dtype("type1"), c.dtype("type2")))
		}),
		fun("common_type(*arrays)", "The floating point dtype for arrays.", func(c *call) object.Value {
			dt := tensor.Invalid
			for _, a := range typeOperands(c, "arrays") {
				if !a.DType().IsFloat() && !a.DType().IsComplex() {
					a = tensor.NewArray(tensor.Float64, 0)
				}
				dt = binding.Promote(dt, a.DType())
			}
			return binding.ScalarClass(dt)
		}),
		fun("can_cast(from_, to, casting='safe')", "Whether a cast is allowed.", func(c *call) object.Value {
			to, rule := c.dtype("to"), c.Str("casting")
			if _, ok := binding.LookupDType(c.Value("from_")); ok {
				return canCast(binding.ToNumpyDType(c.th, c.Value("from_")), to, rule)
			}
			a := c.first()
			if a.Rank() == 0 {
				return canCast(withScalar(to, a), to, rule)
			}
			return canCast(a.DType(), to, rule)
		}),
		fun("min_scalar_type(a, /)", "The smallest dtype for a number.", func(c *call) object.Value {
			a := c.first()
			switch {
			case a.Rank() > 0 || a.DType() == tensor.Bool:
				return binding.NumpyDTypeOf(a)
			case a.DType().IsFloat():
				return binding.NumpyDTypeFor(smallestFloat(a.Float(0), a.DType()))
			case a.DType().IsComplex():
				return binding.NumpyDTypeFor(smallestComplex(a.Complex(0)))
			}
			return binding.NumpyDTypeFor(smallestInt(a.Int(0), tensor.Uint8))
		}),
		fun("issubdtype(arg1, arg2)", "Whether a dtype is of a kind.", func(c *call) object.Value {
			return scalarClassOf(c, "arg1").IsSubclass(scalarClassOf(c, "arg2"))
		}),
		fun("shares_memory(a, b, /, max_work=None)", "Whether two arrays are views of one storage.", sharesMemory),
		fun("may_share_memory(a, b, /, max_work=None)", "Whether two arrays are views of one storage.", sharesMemory),
		fun("iterable(y)", "Whether a value can be iterated over.", func(c *call) object.Value { return object.IsIterable(c.At(0)) }),
		fun("unravel_index(indices, shape, order='C')", "Indices of the flattened array as indices along each axis.", unravelIndex),
		fun("ravel_multi_index(multi_index, dims, mode='raise', order='C')", "Indices along each axis as indices of the flattened array.", ravelIndex),
		fun("apply_along_axis(func1d, axis, arr, *args, **kwargs)", "The results of a function of the rows along an axis.", applyAlong),
		fun("apply_over_axes(func, a, axes)", "A function applied along one axis after the other.", func(c *call) object.Value {
			v := object.Value(c.operand("a"))
			for _, ax := range object.Must(object.AsInts(c.th, c.Value("axes"))) {
				r := toArray(c.th, object.Must(object.CallFn(c.th, c.Value("func"), v, ax)))
				if a := toArray(c.th, v); r.Rank() != a.Rank() {
					r = expandDims(r, []int{ax})
				}
				v = r
			}
			return v
		}),
		fun("piecewise(x, condlist, funclist, *args, **kw)", "For each element, the function whose condition is true.", piecewise),
		fun("copyto(dst, src, casting='same_kind', where=True)", "Copies elements into an array.", func(c *call) object.Value {
			dst := c.Value("dst").(*tensor.Array)
			src := c.operand("src")
			if !canCast(src.DType(), dst.DType(), c.Str("casting")) && src.Rank() > 0 {
				throwType("Cannot cast array data from dtype('%s') to dtype('%s') according to the rule '%s'", src.DType(), dst.DType(), c.Str("casting"))
			}
			v := castTo(src, dst.DType()).BroadcastTo(dst.Shape())
			if w := c.Value("where"); w != true {
				v = choose(castTo(toArray(c.th, w), tensor.Bool).BroadcastTo(dst.Shape()), v, dst)
			}
			dst.CopyFrom(v)
			return nil
		}),
		fun("place(arr, mask, vals)", "Sets the elements where a mask is true, one value after the other.", func(c *call) object.Value {
			a := c.Value("arr").(*tensor.Array)
			idx := nonzero(ravel(truths(c.operand("mask")), "C"))[0]
			put(a, idx, c.operand("vals"))
			return nil
		}),
		fun("putmask(a, mask, values)", "Sets the elements where a mask is true.", func(c *call) object.Value {
			a := c.Value("a").(*tensor.Array)
			idx := nonzero(ravel(truths(c.operand("mask")), "C"))[0]
			vals := ravel(c.operand("values"), "C")
			if vals.Size() > 0 {
				vals = takeAxis(vals, op2(ufRemainder, idx, tensor.Scalar(int64(vals.Size()))), 0)
			}
			put(a, idx, vals)
			return nil
		}),
		fun("put(a, ind, v, mode='raise')", "Sets elements of the flattened array.", func(c *call) object.Value {
			a, ok := c.Value("a").(*tensor.Array)
			if !ok {
				throwType("argument 1 must be numpy.ndarray, not %s", object.TypeName(c.Value("a")))
			}
			put(a, c.operand("ind"), c.operand("v"))
			return nil
		}),
		fun("seterr(all=None, divide=None, over=None, under=None, invalid=None)", "Sets what happens at floating point errors.", setErrors),
		fun("geterr()", "What happens at floating point errors.", func(c *call) object.Value {
			return object.Get(c.th, newErrorState).dict()
		}),
	}
}

// typeOperands are values, or dtypes as empty arrays.
func typeOperands(c *call, name string) []*tensor.Array {
	var all []*tensor.Array
	for _, v := range c.Rest(name) {
		switch v.(type) {
		case string, *object.Class, *binding.NumpyDType:
			all = append(all, tensor.NewArray(binding.ToNumpyDType(c.th, v), 0))
			continue
		}
		all = append(all, toArray(c.th, v))
	}
	return all
}

func scalarClassOf(c *call, name string) *object.Class {
	v := c.Value(name)
	if cls, ok := v.(*object.Class); ok && cls.IsSubclass(binding.Generic) {
		return cls
	}
	return binding.ToFullDType(c.th, v).ElementClass()
}

func sharesMemory(c *call) object.Value {
	a, ok := c.At(0).(*tensor.Array)
	b, ok2 := c.At(1).(*tensor.Array)
	if !ok || !ok2 || a.Size() == 0 || b.Size() == 0 || !a.SharesStorage(b) {
		return false
	}
	ends := func(x *tensor.Array) (lo, hi int) {
		lo, hi = x.Offset(), x.Offset()
		for i, st := range x.Strides() {
			if d := st * (x.Shape()[i] - 1); d < 0 {
				lo += d
			} else {
				hi += d
			}
		}
		return lo, hi
	}
	la, ha := ends(a)
	lb, hb := ends(b)
	return la <= hb && lb <= ha
}

func unravelIndex(c *call) object.Value {
	idx, shape := castTo(c.operand("indices"), tensor.Int64), binding.ToShape(c.th, c.Value("shape"))
	size := tensor.NumElements(shape)
	for i := range idx.Size() {
		if v := int(idx.Int(i)); v < 0 || v >= size {
			throwValue("index %d is out of bounds for array with size %d", v, size)
		}
	}
	out := make([]object.Value, len(shape))
	rest := idx
	for ax := len(shape) - 1; ax >= 0; ax-- {
		n := tensor.Scalar(int64(shape[ax]))
		out[ax] = binding.FromArray(op2(ufRemainder, rest, n))
		rest = op2(ufFloorDivide, rest, n)
	}
	return object.NewTuple(out...)
}

func ravelIndex(c *call) object.Value {
	dims := binding.ToShape(c.th, c.Value("dims"))
	parts := arraysOf(c.th, c.Value("multi_index"))
	out := tensor.Scalar(int64(0))
	for ax, p := range parts {
		p = castTo(p, tensor.Int64)
		for i := range p.Size() {
			if v := int(p.Int(i)); v < 0 || v >= dims[ax] {
				throwValue("invalid entry in coordinates array")
			}
		}
		out = op2(ufAdd, op2(ufMultiply, out, tensor.Scalar(int64(dims[ax]))), p)
	}
	return binding.FromArray(out)
}

func applyAlong(c *call) object.Value {
	a := c.operand("arr")
	ax := normalAxis(c.Int("axis"), a.Rank())
	moved := moveLast(a, ax)
	n := a.Shape()[ax]
	lead := moved.Shape()[:moved.Rank()-1]
	var parts []*tensor.Array
	for r := range tensor.NumElements(lead) {
		row := moved.View([]int{n}, []int{moved.Strides()[moved.Rank()-1]}, moved.Position(r*n))
		args := object.Args{Pos: append([]object.Value{row}, c.Rest("args")...), Kw: c.Kwargs("kwargs")}
		parts = append(parts, toArray(c.th, object.Must(object.Call(c.th, c.Value("func1d"), args))))
	}
	if len(parts) == 0 {
		throwValue("Cannot apply_along_axis when any iteration dimensions are 0")
	}
	s := stack(parts, 0)
	out := s.Reshape(append(append([]int{}, lead...), parts[0].Shape()...))
	if k := parts[0].Rank(); k == 1 {
		return binding.FromArray(moveBack(out, ax))
	} else if k > 1 {
		from, to := make([]int, k), make([]int, k)
		for i := range k {
			from[i], to[i] = len(lead)+i, ax+i
		}
		return moveAxes(out, from, to)
	}
	return binding.FromArray(out)
}

func piecewise(c *call) object.Value {
	x := c.operand("x")
	conds, fns := arraysOf(c.th, c.Value("condlist")), object.Must(object.ToSlice(c.th, c.Value("funclist")))
	if len(fns) != len(conds) && len(fns) != len(conds)+1 {
		throwValue("with %d condition(s), either %d or %d functions are expected", len(conds), len(conds), len(conds)+1)
	}
	out := like(x, x.Shape())
	rest := filled(tensor.Bool, 1, x.Shape())
	set := func(mask *tensor.Array, fn object.Value) {
		v := fn
		if object.IsCallable(fn) {
			args := object.Args{Pos: append([]object.Value{indexArray(c.th, x, mask)}, c.Rest("args")...), Kw: c.Kwargs("kw")}
			v = object.Must(object.Call(c.th, fn, args))
		}
		setIndex(c.th, out, mask, v)
	}
	for i, cond := range conds {
		set(truths(cond), fns[i])
		rest = op2(ufLogAnd, rest, op1(logicalNot, cond))
	}
	if len(fns) > len(conds) {
		set(rest, fns[len(conds)])
	}
	return out
}
