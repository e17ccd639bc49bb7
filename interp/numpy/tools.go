package numpy

import (
	"math"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// joiner is np.r_ and np.c_: joins what stands in its brackets.
type joiner struct{ axis int }

var joinerClass = &object.Class{Name: "RClass", Module: "numpy", Final: true}

// PyClass is the class of np.r_.
func (j *joiner) PyClass() *object.Class { return joinerClass }

// slicer is np.s_: gives what stands in its brackets.
type slicer struct{}

var slicerClass = &object.Class{Name: "IndexExpression", Module: "numpy", Final: true}

// PyClass is the class of np.s_.
func (s *slicer) PyClass() *object.Class { return slicerClass }

func init() {
	slicerClass.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) { return key, nil }
	joinerClass.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		items := []object.Value{key}
		if t, ok := key.(*object.Tuple); ok {
			items = t.Elems
		}
		var parts []*tensor.Array
		columns := self.(*joiner).axis < 0
		for _, it := range items {
			a := sliceValues(th, it)
			if a.Rank() == 0 {
				a = a.Reshape([]int{1})
			}
			if columns && a.Rank() == 1 {
				a = a.Reshape([]int{a.Size(), 1})
			}
			parts = append(parts, a)
		}
		return concatenate(parts, self.(*joiner).axis), nil
	}
}

// sliceValues are the numbers that a slice names: start:stop:step, where a
// step of 5j means five numbers; other values are themselves.
func sliceValues(th *object.Thread, v object.Value) *tensor.Array {
	s, ok := v.(*object.Slice)
	if !ok {
		return toArray(th, v)
	}
	start, step := tensor.Scalar(int64(0)), tensor.Scalar(int64(1))
	if s.Start != nil {
		start = toArray(th, s.Start)
	}
	if s.Step != nil {
		step = toArray(th, s.Step)
	}
	stop := toArray(th, s.Stop)
	if count, ok := s.Step.(complex128); ok {
		return evenly(start.Float(0), stop.Float(0), int(imag(count)))
	}
	n := math.Ceil((stop.Float(0) - start.Float(0)) / step.Float(0))
	return arange(resultType(start, stop, step), start.Float(0), step.Float(0), max(int(n), 0))
}

// evenly is n numbers from start to stop.
func evenly(start, stop float64, n int) *tensor.Array {
	step := 0.0
	if n > 1 {
		step = (stop - start) / float64(n-1)
	}
	return stepped(start, step, n)
}

// stepped is n numbers from start on, each computed by itself: arange adds the
// rounded difference of the first two.
func stepped(start, step float64, n int) *tensor.Array {
	values := make([]float64, n)
	for i := range values {
		along := float64(i) * step
		values[i] = along + start
	}
	return tensor.FromSlice(values)
}

// gridAxis is the coordinates along one of several axes of a grid.
func gridAxis(th *object.Thread, v object.Value) *tensor.Array {
	a := sliceValues(th, v)
	s, ok := v.(*object.Slice)
	if !ok || a.DType() != tensor.Float64 || s.Step == nil {
		return a
	}
	if _, isCount := s.Step.(complex128); isCount {
		return a
	}
	start := 0.0
	if s.Start != nil {
		start = toArray(th, s.Start).Float(0)
	}
	return stepped(start, toArray(th, s.Step).Float(0), a.Size())
}

// grid is np.mgrid and np.ogrid: the coordinates of the grid of some slices.
type grid struct{ sparse bool }

var gridClass = &object.Class{Name: "nd_grid", Module: "numpy", Final: true}

// PyClass is the class of np.mgrid.
func (*grid) PyClass() *object.Class { return gridClass }

func init() {
	gridClass.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		t, ok := key.(*object.Tuple)
		if !ok {
			return sliceValues(th, key), nil
		}
		axes := make([]*tensor.Array, len(t.Elems))
		for i, it := range t.Elems {
			axes[i] = onAxis(gridAxis(th, it), i, len(axes))
		}
		dt := resultType(axes...)
		if self.(*grid).sparse {
			for i, a := range axes {
				axes[i] = castTo(a, dt)
			}
			return listOf(axes), nil
		}
		shape := broadcastAll(axes...)
		for i, a := range axes {
			axes[i] = castTo(a, dt).BroadcastTo(shape)
		}
		return stack(axes, 0), nil
	}
}

var ndindex = object.Func("ndindex(*shape)", "The indices of an array of a shape, one tuple after the other.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
	shape := shapeArgs(&call{a, th}, a.Rest("shape"))
	i, n := 0, tensor.NumElements(shape)
	return object.NewIter(func(*object.Thread) (object.Value, bool, error) {
		if i >= n {
			return nil, false, nil
		}
		i++
		return placeTuple(shape, i-1), true, nil
	}), nil
})

var ndenumerate = object.Func("ndenumerate(arr)", "The indices of an array with its elements.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
	l, isLaid := a.At(0).(laid)
	var arr *tensor.Array
	if isLaid {
		arr = l.layout()
	} else {
		arr = toArray(th, a.At(0))
	}
	i := 0
	return object.NewIter(func(*object.Thread) (object.Value, bool, error) {
		if i >= arr.Size() {
			return nil, false, nil
		}
		i++
		v := binding.ScalarAt(arr, i-1)
		if isLaid {
			v = lifted(l, v)
		}
		return object.NewTuple(placeTuple(arr.Shape(), i-1), v), true, nil
	}), nil
})

// placeTuple is the index of element i in row-major order.
func placeTuple(shape []int, i int) *object.Tuple {
	t := &object.Tuple{Elems: make([]object.Value, len(shape))}
	for ax := len(shape) - 1; ax >= 0; ax-- {
		t.Elems[ax] = i % shape[ax]
		i /= shape[ax]
	}
	return t
}

// vectorized is a Python function applied element by element.
type vectorized struct {
	fn   object.Value
	dt   tensor.DType
	core *coreSignature // nil: single elements
}

var vectorizeClass = &object.Class{Name: "vectorize", Module: "numpy", Doc: "A Python function applied element by element.",
	Signature: "vectorize(pyfunc, otypes=None, doc=None, excluded=None, cache=False, signature=None)", Final: true}

// PyClass is numpy.vectorize.
func (v *vectorized) PyClass() *object.Class { return vectorizeClass }

func init() {
	vectorizeClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		v := &vectorized{fn: b.Value("pyfunc")}
		switch t := b.Value("otypes").(type) {
		case nil:
		case *object.List:
			if len(t.Elems) > 0 {
				v.dt = binding.ToNumpyDType(th, t.Elems[0])
			}
		default:
			v.dt = binding.ToNumpyDType(th, t)
		}
		if s, ok := b.Value("signature").(string); ok {
			v.core, err = parseCore(s)
		}
		return v, err
	}
	vectorizeClass.Call = func(th *object.Thread, self object.Value, args object.Args) (object.Value, error) {
		v := self.(*vectorized)
		if v.core != nil {
			return v.callCore(th, args)
		}
		arrays := make([]*tensor.Array, len(args.Pos))
		for i, p := range args.Pos {
			arrays[i] = toArray(th, p)
		}
		shape := broadcastAll(arrays...)
		results := object.NewList()
		for i := range tensor.NumElements(shape) {
			vals := make([]object.Value, len(arrays))
			for k, a := range arrays {
				vals[k] = binding.ScalarAt(a.BroadcastTo(shape), i)
			}
			r, err := object.Call(th, v.fn, object.Args{Pos: vals, Kw: args.Kw})
			if err != nil {
				return nil, err
			}
			results.Elems = append(results.Elems, r)
		}
		if len(results.Elems) == 0 {
			return nil, object.ValueErrorf("cannot call `vectorize` on size 0 inputs unless `otypes` is set")
		}
		out := binding.ToArray(th, results, v.dt)
		if v.dt == tensor.Invalid {
			out = castTo(out, toArray(th, results.Elems[0]).DType())
		}
		return binding.FromArray(out.Reshape(shape)), nil
	}
}

// info is np.finfo(dtype) or np.iinfo(dtype).
type info struct{ dt tensor.DType }

var (
	finfoClass = &object.Class{Name: "finfo", Module: "numpy", Doc: "The limits of a floating point type.", Signature: "finfo(dtype)", Final: true}
	iinfoClass = &object.Class{Name: "iinfo", Module: "numpy", Doc: "The limits of an integer type.", Signature: "iinfo(type)", Final: true}
)

// PyClass is finfo or iinfo.
func (i *info) PyClass() *object.Class {
	if i.dt.IsFloat() {
		return finfoClass
	}
	return iinfoClass
}

func init() {
	make := func(floats bool) func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		return func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
			b, err := cls.BindNew(th, args)
			if err != nil {
				return nil, err
			}
			var dt tensor.DType
			switch v := b.At(0).(type) {
			case *binding.Scalar:
				dt = v.Array.DType()
			case *tensor.Array:
				dt = v.DType()
			case int:
				dt = tensor.Int64
			case float64:
				dt = tensor.Float64
			default:
				dt = binding.ToNumpyDType(th, v)
			}
			if floats {
				dt = dt.Real()
			}
			if dt.IsFloat() != floats {
				if floats {
					return nil, object.ValueErrorf("data type <class 'numpy.%s'> not inexact", dt)
				}
				return nil, object.ValueErrorf("Invalid integer data type '%c'.", 'f')
			}
			return &info{dt}, nil
		}
	}
	finfoClass.New, iinfoClass.New = make(true), make(false)
	finfoClass.Members, iinfoClass.Members = floatInfo, intInfo
	iinfoClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		lo, hi := intLimits(self.(*info).dt)
		return "iinfo(min=" + lo + ", max=" + hi + ", dtype=" + self.(*info).dt.String() + ")", nil
	}
	iinfoClass.Str = func(th *object.Thread, self object.Value) (string, error) {
		dt := self.(*info).dt
		lo, hi := intLimits(dt)
		rule := strings.Repeat("-", 63)
		return "Machine parameters for " + dt.String() + "\n" + rule + "\nmin = " + lo + "\nmax = " + hi + "\n" + rule + "\n", nil
	}
	finfoClass.Str = func(th *object.Thread, self object.Value) (string, error) { return self.(*info).table(), nil }
	finfoClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		i := self.(*info)
		f := i.facts()
		text := func(v float64) string { return scalarOf(i.dt, v).Array.ScalarString(0) }
		return "finfo(resolution=" + text(f.resolution) + ", min=" + text(-f.max) + ", max=" + text(f.max) + ", dtype=" + i.dt.String() + ")", nil
	}
}

func intLimits(dt tensor.DType) (lo, hi string) {
	if dt == tensor.Uint64 {
		return "0", "18446744073709551615"
	}
	l, h, _ := binding.Limits(dt)
	a, _ := object.Repr(nil, l)
	b, _ := object.Repr(nil, h)
	return a, b
}

func intInfo() []object.Member {
	get := func(name, doc string, f func(i *info) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*info)), nil })
	}
	return []object.Member{
		get("min", "the least value", func(i *info) object.Value { lo, _, _ := binding.Limits(i.dt); return lo }),
		get("max", "the largest value", func(i *info) object.Value { _, hi, _ := binding.Limits(i.dt); return hi }),
		get("bits", "how many bits a value has", func(i *info) object.Value { return 8 * i.dt.Size() }),
		get("dtype", "the type", func(i *info) object.Value { return binding.NumpyDTypeFor(i.dt) }),
	}
}

// floatFacts are the limits of a floating point type.
type floatFacts struct{ eps, epsneg, max, tiny, smallest, resolution float64 }

func (i *info) facts() floatFacts {
	switch i.dt {
	case tensor.Float16:
		return floatFacts{0x1p-10, 0x1p-11, 65504, 0x1p-14, 0x1p-24, 1e-3}
	case tensor.Float32:
		return floatFacts{0x1p-23, 0x1p-24, math.MaxFloat32, 0x1p-126, 0x1p-149, 1e-6}
	}
	return floatFacts{0x1p-52, 0x1p-53, math.MaxFloat64, 0x1p-1022, math.SmallestNonzeroFloat64, 1e-15}
}

func scalarOf(dt tensor.DType, v float64) *binding.Scalar {
	return &binding.Scalar{Array: filled(dt, v, []int{})}
}

func floatInfo() []object.Member {
	get := func(name, doc string, f func(i *info) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*info)), nil })
	}
	num := func(name, doc string, f func(f floatFacts) float64) object.Member {
		return get(name, doc, func(i *info) object.Value { return scalarOf(i.dt, f(i.facts())) })
	}
	return []object.Member{
		num("eps", "the distance from 1 to the next number", func(f floatFacts) float64 { return f.eps }),
		num("epsneg", "the distance from 1 to the number before", func(f floatFacts) float64 { return f.epsneg }),
		num("max", "the largest number", func(f floatFacts) float64 { return f.max }),
		num("min", "the least number", func(f floatFacts) float64 { return -f.max }),
		num("tiny", "the smallest positive normal number", func(f floatFacts) float64 { return f.tiny }),
		num("smallest_normal", "the smallest positive normal number", func(f floatFacts) float64 { return f.tiny }),
		num("smallest_subnormal", "the smallest positive number", func(f floatFacts) float64 { return f.smallest }),
		num("resolution", "the decimal resolution", func(f floatFacts) float64 { return f.resolution }),
		get("nmant", "how many bits the mantissa has", func(i *info) object.Value { return int(-math.Log2(i.facts().eps)) }),
		get("iexp", "how many bits the exponent has", func(i *info) object.Value {
			return 8*i.dt.Size() - 1 + int(math.Log2(i.facts().eps))
		}),
		get("nexp", "how many bits the exponent has", func(i *info) object.Value {
			return 8*i.dt.Size() - 1 + int(math.Log2(i.facts().eps))
		}),
		get("machep", "the power of 2 that eps is", func(i *info) object.Value { return int(math.Log2(i.facts().eps)) }),
		get("minexp", "the power of 2 that tiny is", func(i *info) object.Value { return int(math.Log2(i.facts().tiny)) }),
		get("bits", "how many bits a number has", func(i *info) object.Value { return 8 * i.dt.Size() }),
		get("precision", "how many decimal digits a number has", func(i *info) object.Value {
			return map[tensor.DType]int{tensor.Float16: 3, tensor.Float32: 6}[i.dt] + 15*int(b2i(i.dt == tensor.Float64))
		}),
		get("dtype", "the type", func(i *info) object.Value { return binding.NumpyDTypeFor(i.dt) }),
	}
}
