package numpy

import (
	"math"

	"kerash/tensor"
)

// reduction says how a function is reduced.
type reduction struct {
	axes     []int
	keepdims bool
	dtype    tensor.DType
	// initial is what it begins with, where an element takes part; both may be nil.
	initial, where *tensor.Array
}

// reductionOf reads the arguments that all reductions have, as far as the
// function has them.
func reductionOf(c *call, a *tensor.Array) *reduction {
	opt := &reduction{axes: c.axes("axis", a.Rank()), keepdims: c.Sig.Index("keepdims") >= 0 && c.Given("keepdims") && c.Bool("keepdims")}
	if c.Sig.Index("dtype") >= 0 {
		opt.dtype = c.dtype("dtype")
	}
	opt.readInitial(c)
	return opt
}

func (opt *reduction) readInitial(c *call) {
	if c.Sig.Index("initial") >= 0 && c.Given("initial") && c.Has("initial") {
		opt.initial = c.operand("initial")
	}
	if c.Sig.Index("where") >= 0 && c.Given("where") && c.Value("where") != true {
		opt.where = castTo(c.operand("where"), tensor.Bool)
	}
}

// keptShape is the shape with the reduced axes of length 1, and without them.
func (opt *reduction) keptShape(shape []int) (full, short []int) {
	full = append([]int{}, shape...)
	reduced := make([]bool, len(shape))
	for _, ax := range opt.axes {
		full[ax], reduced[ax] = 1, true
	}
	for i, d := range shape {
		if !reduced[i] {
			short = append(short, d)
		}
	}
	if short == nil {
		short = []int{}
	}
	return full, short
}

// count is how many elements are reduced to one.
func (opt *reduction) count(shape []int) int {
	n := 1
	for _, ax := range opt.axes {
		n *= shape[ax]
	}
	return n
}

// finish gives the result its shape.
func (opt *reduction) finish(out *tensor.Array, shape []int) *tensor.Array {
	if opt.keepdims {
		return out
	}
	_, short := opt.keptShape(shape)
	return out.Reshape(short)
}

// sumType is the dtype in which integers are added up.
func sumType(dt tensor.DType) tensor.DType {
	switch {
	case dt == tensor.Bool || dt.IsInteger() && !dt.IsUnsigned():
		return tensor.Int64
	case dt.IsUnsigned():
		return tensor.Uint64
	}
	return dt
}

// reduce applies the function along axes.
func (u *ufunc) reduce(a *tensor.Array, opt *reduction) *tensor.Array {
	dt := opt.dtype
	switch {
	case u.rule == logicals:
		dt = tensor.Bool
	case dt != tensor.Invalid:
	case u == ufAdd || u == ufMultiply:
		dt = sumType(a.DType())
	default:
		dt = u.loopType([]*tensor.Array{a, a}, tensor.Invalid)
	}
	if a.DType() == tensor.String {
		u.noLoop([]*tensor.Array{a, a})
	}
	shape := a.Shape()
	full, _ := opt.keptShape(shape)
	out := tensor.NewArray(dt, full...)
	counts := u == ufAdd && a.DType() == tensor.Bool && dt == tensor.Int64 && opt.where == nil
	src := a
	if !counts {
		src = castTo(a, dt)
	}
	if opt.where != nil {
		src = u.masked(src, opt.where)
	}
	switch {
	case opt.initial != nil:
		out.CopyFrom(castTo(opt.initial, dt).BroadcastTo(full))
	case u.hasIdentity:
		if u.identity != 0 {
			fillIdentity(out, u.identity)
		}
	case opt.count(shape) == 0:
		if out.Size() > 0 {
			throwValue("zero-size array to reduction operation %s which has no identity", u.name)
		}
		return opt.finish(out, shape)
	default:
		first := src
		for _, ax := range opt.axes {
			first = sliceAxis(first, ax, 0, 1)
		}
		out.CopyFrom(first)
		if len(opt.axes) == 1 {
			src = sliceAxis(src, opt.axes[0], 1, shape[opt.axes[0]])
		}
	}
	if counts {
		countLoop(out, src)
	} else {
		u.fold(dt, out, src)
	}
	return opt.finish(out, shape)
}

func fillIdentity(out *tensor.Array, v float64) {
	if out.DType() == tensor.Bool && v != 0 {
		v = 1
	}
	out.Fill(v)
}

// masked replaces the elements that do not take part by the identity.
func (u *ufunc) masked(a, where *tensor.Array) *tensor.Array {
	neutral := tensor.NewArray(a.DType())
	switch {
	case u.hasIdentity:
		fillIdentity(neutral, u.identity)
	case u == ufMaximum:
		neutral.Fill(math.Inf(-1))
	case u == ufMinimum:
		neutral.Fill(math.Inf(1))
	default:
		throwValue("reduction operation '%s' does not have an identity, so to use a where mask one has to specify 'initial'", u.name)
	}
	return choose(where.BroadcastTo(a.Shape()), a, neutral.BroadcastTo(a.Shape()))
}

// fold applies the function to out, whose reduced axes have length 1, and
// each element of src.
func (u *ufunc) fold(dt tensor.DType, out, src *tensor.Array) {
	if u.arith == arithMax || u.arith == arithMin {
		switch dt {
		case tensor.Float32:
			extremeLoop[float32](u.arith, out, src)
			return
		case tensor.Float64:
			extremeLoop[float64](u.arith, out, src)
			return
		}
	}
	switch dt {
	case tensor.Float32, tensor.Float16, tensor.BFloat16:
		foldLoop(out, src, u.folder32(), u == ufAdd)
		roundHalf(out)
	case tensor.Float64:
		foldLoop(out, src, u.real2f(), u == ufAdd)
	case tensor.Complex64:
		f := complexFuncs2[u.name]
		foldLoop(out, src, func(x, y complex64) complex64 { return complex64(f(complex128(x), complex128(y))) }, false)
	case tensor.Complex128:
		foldLoop(out, src, complexFuncs2[u.name], false)
	case tensor.Int64:
		foldLoop(out, src, u.wholeOr(), false)
	case tensor.Bool:
		f := u.wholeOr()
		foldLoop(out, src, func(x, y bool) bool { return f(b2i(x), b2i(y)) != 0 }, false)
	default:
		wide := out.Cast(tensor.Int64)
		foldLoop(wide, src.Cast(tensor.Int64), u.wholeOr(), false)
		out.CopyFrom(wide.Cast(dt))
	}
}

func (u *ufunc) real2f() func(x, y float64) float64 {
	switch u.arith {
	case arithMax, arithMin:
		op := u.arith
		return func(x, y float64) float64 { return arithOne(op, x, y) }
	}
	return u.real2
}

func (u *ufunc) folder32() func(x, y float32) float32 {
	switch u.arith {
	case arithAdd:
		return func(x, y float32) float32 { return x + y }
	case arithMul:
		return func(x, y float32) float32 { return x * y }
	}
	f := u.real2f()
	return func(x, y float32) float32 { return float32(f(float64(x), float64(y))) }
}

func (u *ufunc) wholeOr() func(x, y int64) int64 {
	if u.whole2 != nil {
		return u.whole2
	}
	return func(x, y int64) int64 { return int64(u.real2(float64(x), float64(y))) }
}

// sliceAxis is the view of places lo to hi of an axis.
func sliceAxis(a *tensor.Array, axis, lo, hi int) *tensor.Array {
	shape := append([]int{}, a.Shape()...)
	shape[axis] = hi - lo
	return a.View(shape, a.Strides(), a.Offset()+lo*a.Strides()[axis])
}

// sum adds up along axes.
func sum(a *tensor.Array, opt *reduction) *tensor.Array { return ufAdd.reduce(a, opt) }

// meanType is the dtype in which means are computed, and that of the result.
func meanType(dt, asked tensor.DType) (inner, result tensor.DType) {
	switch {
	case asked != tensor.Invalid:
		return asked, asked
	case dt == tensor.Float16 || dt == tensor.BFloat16:
		return tensor.Float32, dt
	case dt.IsFloat() || dt.IsComplex():
		return dt, dt
	}
	return tensor.Float64, tensor.Float64
}

// mean averages along axes.
func mean(a *tensor.Array, opt *reduction) *tensor.Array {
	inner, result := meanType(a.DType(), opt.dtype)
	o := *opt
	o.dtype = inner
	return castTo(divideBy(sum(a, &o), opt.taking(a)), result)
}

// taking is how many elements take part in each result.
func (opt *reduction) taking(a *tensor.Array) *tensor.Array {
	if opt.where == nil {
		return tensor.Scalar(float64(opt.count(a.Shape())))
	}
	o := reduction{axes: opt.axes, keepdims: opt.keepdims}
	return sum(opt.where.BroadcastTo(a.Shape()), &o).Cast(tensor.Float64)
}

// divideBy divides by counts and keeps the dtype.
func divideBy(a, counts *tensor.Array) *tensor.Array {
	return op2(ufDivide, a, castTo(counts, a.DType()))
}

// op2 is a universal function of two arrays.
func op2(u *ufunc, a, b *tensor.Array) *tensor.Array {
	return u.compute([]*tensor.Array{a, b}, tensor.Invalid, nil, nil)
}

// op1 is a universal function of an array.
func op1(u *ufunc, a *tensor.Array) *tensor.Array {
	return u.compute([]*tensor.Array{a}, tensor.Invalid, nil, nil)
}

// variance is the mean square of the distance from the mean, with ddof fewer
// degrees of freedom.
func variance(a *tensor.Array, opt *reduction, ddof float64) *tensor.Array {
	inner, result := meanType(a.DType(), opt.dtype)
	keep := &reduction{axes: opt.axes, keepdims: true, dtype: inner, where: opt.where}
	x := castTo(a, inner)
	d := op2(ufSubtract, x, mean(x, keep))
	o := &reduction{axes: opt.axes, keepdims: opt.keepdims, dtype: inner, where: opt.where}
	if inner.IsComplex() {
		d = op1(ufAbsolute, d)
		o.dtype, result = inner.Real(), result.Real()
	}
	squares := sum(op2(ufMultiply, d, d), o)
	counts := op2(ufMaximum, op2(ufSubtract, opt.taking(a), tensor.Scalar(ddof)), tensor.Scalar(0.0))
	return castTo(divideBy(squares, counts), result)
}

// extremePlace is where the largest (or least) element lies along an axis; nan
// counts as both.
func extremePlace(a *tensor.Array, axis int, largest bool, name string) *tensor.Array {
	n := a.Shape()[axis]
	if n == 0 {
		throwValue("attempt to get %s of an empty sequence", name)
	}
	src := moveLast(a, axis).Contiguous()
	out := tensor.NewArray(tensor.Int64, without(a.Shape(), axis)...)
	d := tensor.Data[int64](out)
	switch {
	case src.DType() == tensor.Float64:
		placeRows(d, tensor.Data[float64](src), n, largest)
	case src.DType().IsFloat():
		placeRows(d, tensor.Data[float32](src), n, largest)
	case src.DType() == tensor.String || src.DType().IsComplex():
		compare := order(src)
		for i := range d {
			best := 0
			for j := 1; j < n; j++ {
				if c := compare(i*n+j, i*n+best); largest && c > 0 || !largest && c < 0 {
					best = j
				}
			}
			d[i] = int64(best)
		}
	default:
		placeRows(d, tensor.Data[int64](castTo(src, tensor.Int64)), n, largest)
	}
	return out
}

// placeRows finds the place of the largest (or least) of each n numbers.
func placeRows[T tensor.Number](d []int64, x []T, n int, largest bool) {
	for i := range d {
		row := x[i*n : i*n+n]
		best := 0
		for j, v := range row {
			if v != v {
				best = j
				break
			}
			if largest && v > row[best] || !largest && v < row[best] {
				best = j
			}
		}
		d[i] = int64(best)
	}
}

// countNonzero counts the true elements along axes.
func countNonzero(a *tensor.Array, opt *reduction) *tensor.Array {
	return sum(truths(a), &reduction{axes: opt.axes, keepdims: opt.keepdims})
}

// truths is an array as bools: text is true unless it is empty.
func truths(a *tensor.Array) *tensor.Array {
	if a.DType() != tensor.String {
		return a.Cast(tensor.Bool)
	}
	out := tensor.NewArray(tensor.Bool, append([]int{}, a.Shape()...)...)
	map1(out, a, func(s string) bool { return s != "" })
	return out
}

func allAxes(a *tensor.Array) []int {
	axes := make([]int, a.Rank())
	for i := range axes {
		axes[i] = i
	}
	return axes
}
