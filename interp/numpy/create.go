package numpy

import (
	"math"
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// filled is an array of one value.
func filled(dt tensor.DType, v float64, shape []int) *tensor.Array {
	a := tensor.NewArray(dt, shape...)
	if v != 0 && a.Size() > 0 {
		if dt == tensor.String {
			return castTo(filled(tensor.Int64, v, shape), dt)
		}
		a.Fill(v)
	}
	return a
}

func creationFuncs() []object.Member {
	return append(append(arrayFuncs(), fillFuncs()...), rangeFuncs()...)
}

// arrayFuncs make arrays of values.
func arrayFuncs() []object.Member {
	as := func(name string) object.Member {
		return fun(name+"(a, dtype=None, order=None, *, like=None)", "The value as an array, without a copy when it is one.", func(c *call) object.Value {
			if l, ok := laidOf(c, c.At(0)); ok {
				return l
			}
			return c.under("dtype", asArray(c, c.At(0), c.dtype("dtype"), false))
		})
	}
	return []object.Member{
		fun("array(object, dtype=None, *, copy=True, order='K', subok=False, ndmin=0, like=None)", "An array of a number, or of nested sequences of numbers.", func(c *call) object.Value {
			if l, ok := laidOf(c, c.At(0)); ok {
				return l
			}
			a := c.under("dtype", asArray(c, c.At(0), c.dtype("dtype"), c.Bool("copy")))
			for a.Rank() < c.Int("ndmin") {
				a = expandDims(a, []int{0})
			}
			return a
		}),
		as("asarray"), as("asanyarray"), as("ascontiguousarray"), as("asfortranarray"),
		fun("asfarray(a, dtype=float)", "The value as an array of floats.", func(c *call) object.Value {
			a := asArray(c, c.At(0), c.dtype("dtype"), false)
			return floats(a)
		}), as("require"),
		fun("asarray_chkfinite(a, dtype=None, order=None)", "asarray that refuses nan and inf.", func(c *call) object.Value {
			a := asArray(c, c.At(0), c.dtype("dtype"), false)
			if a.DType().IsFloat() && !allTrue(op1(ufIsFinite, a)) {
				throwValue("array must not contain infs or NaNs")
			}
			return a
		}),
		fun("copy(a, order='K', subok=False)", "A copy as an array.", func(c *call) object.Value { return c.first().Clone() }),
		fun("asscalar(a)", "The only element as a Python number.", func(c *call) object.Value { return onlyElement(c.first()) }),
		fun("frombuffer(buffer, dtype=float, count=-1, offset=0, *, like=None)", "An array of bytes.", fromBuffer),
		fun("fromiter(iter, dtype, count=-1, *, like=None)", "An array of the values of an iterable.", func(c *call) object.Value {
			elems := object.Must(object.ToSlice(c.th, c.Value("iter")))
			if n := c.Int("count"); n >= 0 && n < len(elems) {
				elems = elems[:n]
			}
			if l, ok := laidOf(c, object.NewList(elems...)); ok {
				return l
			}
			return c.under("dtype", binding.ToArray(c.th, object.NewList(elems...), c.dtypeOr("dtype", tensor.Float64)))
		}),
		fun("fromfunction(function, shape, *, dtype=float, like=None, **kwargs)", "The values of a function of the indices.", func(c *call) object.Value {
			grid := indices(c.shape("shape"), c.dtypeOr("dtype", tensor.Float64))
			args := object.Args{Kw: c.Kwargs("kwargs")}
			for _, g := range grid {
				args.Pos = append(args.Pos, g)
			}
			return object.Must(object.Call(c.th, c.Value("function"), args))
		}),
		fun("fromstring(string, dtype=float, count=-1, *, sep, like=None)", "An array of the numbers in a text.", func(c *call) object.Value {
			return fromText(c)
		}),
	}
}

func asArray(c *call, v object.Value, dt tensor.DType, copied bool) *tensor.Array {
	a := binding.ToArray(c.th, v, dt)
	if _, ok := object.NativeOf(v).(*tensor.Tensor); ok && a.DType() == tensor.String && dt == tensor.Invalid {
		return a.AsBytes().Clone() // TensorFlow's strings are bytes
	}
	if copied && isShared(v, a) {
		return a.Clone()
	}
	return a
}

// isShared reports whether an array made of v is v's own.
func isShared(v object.Value, a *tensor.Array) bool {
	switch object.NativeOf(v).(type) {
	case *object.List, *object.Tuple, int, float64, bool, string, *object.Range:
		return false
	}
	return true
}

// fillFuncs make arrays of one value, and diagonals.
func fillFuncs() []object.Member {
	constant := func(name, doc string, v float64) object.Member {
		return fun(name+"(shape, dtype=None, order='C', *, like=None)", doc, func(c *call) object.Value {
			if l, ok := laidFilled(c, v, name == "empty"); ok {
				return l
			}
			return c.under("dtype", filled(c.dtypeOr("dtype", tensor.Float64), v, c.shape("shape")))
		})
	}
	constantLike := func(name, doc string, v float64) object.Member {
		return fun(name+"(a, dtype=None, order='K', subok=True, shape=None)", doc, func(c *call) object.Value {
			a := c.first()
			if a.DType() == tensor.String && !c.Has("dtype") {
				return like(a, likeShape(c, a))
			}
			return c.under("dtype", filled(c.dtypeOr("dtype", a.DType()), v, likeShape(c, a)))
		})
	}
	return []object.Member{
		constant("zeros", "An array of zeros.", 0), constant("ones", "An array of ones.", 1), constant("empty", "An array of no particular values.", 0),
		constantLike("zeros_like", "An array of zeros with the shape and type of another.", 0),
		constantLike("ones_like", "An array of ones with the shape and type of another.", 1),
		constantLike("empty_like", "An array of no particular values with the shape and type of another.", 0),
		fun("full(shape, fill_value, dtype=None, order='C', *, like=None)", "An array of one value.", func(c *call) object.Value {
			if l, ok := laidOf(c, c.Value("fill_value")); ok {
				return l.laidAs(fitInto(l.layout(), c.shape("shape")).Clone())
			}
			v := c.operand("fill_value")
			return c.under("dtype", fitInto(castTo(v, c.dtypeOr("dtype", v.DType())), c.shape("shape")).Clone())
		}),
		fun("full_like(a, fill_value, dtype=None, order='K', subok=True, shape=None)", "An array of one value with the shape and type of another.", func(c *call) object.Value {
			a := c.first()
			return fitInto(castTo(c.operand("fill_value"), c.dtypeOr("dtype", a.DType())), likeShape(c, a)).Clone()
		}),
		fun("eye(N, M=None, k=0, dtype=float, order='C', *, like=None)", "A matrix of zeros with ones on a diagonal.", func(c *call) object.Value {
			n := c.Int("N")
			return eye(c.dtypeOr("dtype", tensor.Float64), n, c.IntOr("M", n), c.Int("k"))
		}),
		fun("identity(n, dtype=None, *, like=None)", "A square matrix with ones on the diagonal.", func(c *call) object.Value {
			return eye(c.dtypeOr("dtype", tensor.Float64), c.Int("n"), c.Int("n"), 0)
		}),
		fun("tri(N, M=None, k=0, dtype=float, *, like=None)", "A matrix with ones on and below a diagonal.", func(c *call) object.Value {
			n := c.Int("N")
			return castTo(triangle(n, c.IntOr("M", n), c.Int("k")), c.dtypeOr("dtype", tensor.Float64))
		}),
		fun("tril(m, k=0)", "The matrix with zeros above a diagonal.", func(c *call) object.Value { return triPart(c.operand("m"), c.Int("k"), true) }),
		fun("triu(m, k=0)", "The matrix with zeros below a diagonal.", func(c *call) object.Value { return triPart(c.operand("m"), c.Int("k"), false) }),
		fun("diag(v, k=0)", "The matrix with a diagonal, or the diagonal of a matrix.", func(c *call) object.Value { return diag(c.operand("v"), c.Int("k")) }),
		fun("diagflat(v, k=0)", "The matrix with the elements on a diagonal.", func(c *call) object.Value { return diag(ravel(c.operand("v"), "C"), c.Int("k")) }),
		fun("vander(x, N=None, increasing=False)", "The powers of numbers, one column each.", vander),
		fun("tril_indices(n, k=0, m=None)", "The indices of the part on and below a diagonal.", func(c *call) object.Value {
			return tupleOf(nonzero(triangle(c.Int("n"), c.IntOr("m", c.Int("n")), c.Int("k")))...)
		}),
		fun("triu_indices(n, k=0, m=None)", "The indices of the part on and above a diagonal.", func(c *call) object.Value {
			below := triangle(c.Int("n"), c.IntOr("m", c.Int("n")), c.Int("k")-1)
			return tupleOf(nonzero(op1(logicalNot, below))...)
		}),
		fun("tril_indices_from(arr, k=0)", "tril_indices for the shape of a matrix.", func(c *call) object.Value {
			a := c.first()
			return tupleOf(nonzero(triangle(a.Shape()[0], a.Shape()[1], c.Int("k")))...)
		}),
		fun("triu_indices_from(arr, k=0)", "triu_indices for the shape of a matrix.", func(c *call) object.Value {
			a := c.first()
			return tupleOf(nonzero(op1(logicalNot, triangle(a.Shape()[0], a.Shape()[1], c.Int("k")-1)))...)
		}),
		fun("diag_indices(n, ndim=2)", "The indices of the main diagonal.", func(c *call) object.Value {
			return diagonalIndices(c.Int("n"), c.Int("ndim"))
		}),
		fun("diag_indices_from(arr)", "The indices of the main diagonal of an array.", func(c *call) object.Value {
			a := c.first()
			if a.Rank() < 2 {
				throwValue("input array must be at least 2-d")
			}
			for _, n := range a.Shape() {
				if n != a.Shape()[0] {
					throwValue("All dimensions of input must be of equal length")
				}
			}
			return diagonalIndices(a.Shape()[0], a.Rank())
		}),
		fun("mask_indices(n, mask_func, k=0)", "The indices of a square matrix where a function such as np.triu keeps ones.", func(c *call) object.Value {
			n := c.Int("n")
			ones := tensor.NewArray(tensor.Int64, n, n)
			ones.Fill(1)
			kept := object.Must(object.Call(c.th, c.Value("mask_func"), object.Args{Pos: []object.Value{ones, c.Value("k")}}))
			return tupleOf(nonzero(toArray(c.th, kept))...)
		}),
		fun("fill_diagonal(a, val, wrap=False)", "Sets the main diagonal in place.", func(c *call) object.Value {
			a := c.Value("a").(*tensor.Array)
			if a.Rank() < 2 {
				throwValue("array must be at least 2-d")
			}
			step, n := 0, a.Shape()[0]
			for i, st := range a.Strides() {
				step += st
				n = min(n, a.Shape()[i])
			}
			d := a.View([]int{n}, []int{step}, a.Offset())
			v := castTo(c.operand("val"), a.DType())
			for i := range n {
				if v.Size() > 0 {
					at(d, 0, i).CopyFrom(v.View([]int{}, []int{}, v.Position(i%v.Size())))
				}
			}
			return nil
		}),
	}
}

func likeShape(c *call, a *tensor.Array) []int {
	if c.Has("shape") {
		return c.shape("shape")
	}
	return append([]int{}, a.Shape()...)
}

func eye(dt tensor.DType, n, m, k int) *tensor.Array {
	a := tensor.NewArray(dt, n, m)
	if min(n, m) > 0 && k < m && k > -n {
		d := diagonal(a, k, 0, 1)
		d.CopyFrom(filled(dt, 1, d.Shape()))
	}
	return a
}

// triangle is true on and below a diagonal.
func triangle(n, m, k int) *tensor.Array {
	a := tensor.NewArray(tensor.Bool, n, m)
	d := tensor.Data[bool](a)
	for i := range n {
		for j := range m {
			d[i*m+j] = j <= i+k
		}
	}
	return a
}

func triPart(a *tensor.Array, k int, lower bool) *tensor.Array {
	if a.Rank() < 2 {
		a = a.BroadcastTo([]int{a.Size(), a.Size()})
	}
	r := a.Rank()
	n, m := a.Shape()[r-2], a.Shape()[r-1]
	zero := tensor.NewArray(a.DType()).BroadcastTo(a.Shape())
	if lower {
		return choose(triangle(n, m, k).BroadcastTo(a.Shape()), a, zero)
	}
	return choose(triangle(n, m, k-1).BroadcastTo(a.Shape()), zero, a)
}

func diag(v *tensor.Array, k int) *tensor.Array {
	switch v.Rank() {
	case 1:
		n := v.Size() + max(k, -k)
		a := like(v, []int{n, n})
		if v.Size() > 0 {
			diagonal(a, k, 0, 1).CopyFrom(v)
		}
		return a
	case 2:
		return diagonal(v, k, 0, 1).Clone()
	}
	throwValue("Input must be 1- or 2-d.")
	return nil
}

func vander(c *call) object.Value {
	x := c.operand("x")
	n := c.IntOr("N", x.Size())
	e := arange(tensor.Int64, float64(n-1), -1, n)
	if c.Bool("increasing") {
		e = arange(tensor.Int64, 0, 1, n)
	}
	return op2(ufPower, x.Reshape([]int{x.Size(), 1}), e)
}

// arange is n numbers from start on.
func arange(dt tensor.DType, start, step float64, n int) *tensor.Array {
	if !dt.IsFloat() {
		out := tensor.NewArray(tensor.Int64, n)
		d := tensor.Data[int64](out)
		first, by := int64(start), int64(step)
		for i := range d {
			d[i] = first + int64(i)*by
		}
		return castTo(out, dt)
	}
	out := tensor.NewArray(tensor.Float64, n)
	d := tensor.Data[float64](out)
	// NumPy takes the step from the first two numbers.
	delta := (start + step) - start
	for i := range d {
		d[i] = start + float64(i)*delta
	}
	return castTo(out, dt)
}

func rangeFuncs() []object.Member {
	return []object.Member{
		fun("arange(start=<none>, stop=None, step=None, dtype=None, *, like=None)", "Evenly spaced numbers from start, 0 by default, to before stop.", arangeCall),
		fun("linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0)", "Evenly spaced numbers between two bounds.", func(c *call) object.Value {
			out, step := linspace(c, c.operand("start"), c.operand("stop"))
			out = spaced(c, out)
			if c.Bool("retstep") {
				return object.NewTuple(out, binding.FromArray(step))
			}
			return out
		}),
		fun("logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=None, axis=0)", "Powers of a base with evenly spaced exponents.", func(c *call) object.Value {
			out, _ := linspace(c, c.operand("start"), c.operand("stop"))
			return spaced(c, op2(ufPower, c.operand("base"), out))
		}),
		fun("geomspace(start, stop, num=50, endpoint=True, dtype=None, axis=0)", "Numbers between two bounds with one quotient.", geomspace),
		fun("meshgrid(*xi, copy=True, sparse=False, indexing='xy')", "The coordinates of a grid.", meshgrid),
		fun("indices(dimensions, dtype=int, sparse=False)", "The indices of a grid.", func(c *call) object.Value {
			shape := binding.ToShape(c.th, c.Value("dimensions"))
			dt := c.dtypeOr("dtype", tensor.Int64)
			if c.Bool("sparse") {
				all := make([]*tensor.Array, len(shape))
				for i, n := range shape {
					all[i] = onAxis(arange(dt, 0, 1, n), i, len(shape))
				}
				return tupleOf(all...)
			}
			return stack(indices(shape, dt), 0)
		}),
		fun("ix_(*args)", "Index arrays for the grid of some indices.", func(c *call) object.Value {
			rest := c.Rest("args")
			all := make([]*tensor.Array, len(rest))
			for i, v := range rest {
				a := toArray(c.th, v)
				if a.Rank() != 1 {
					throwValue("Cross index must be 1 dimensional")
				}
				if a.DType() == tensor.Bool {
					a = nonzero(a)[0]
				}
				all[i] = onAxis(a, i, len(rest))
			}
			return tupleOf(all...)
		}),
	}
}

// onAxis lays a row of numbers along one of several axes.
func onAxis(a *tensor.Array, axis, rank int) *tensor.Array {
	shape := make([]int, rank)
	for i := range shape {
		shape[i] = 1
	}
	shape[axis] = a.Size()
	return a.Reshape(shape)
}

func indices(shape []int, dt tensor.DType) []*tensor.Array {
	all := make([]*tensor.Array, len(shape))
	for i, n := range shape {
		all[i] = onAxis(arange(dt, 0, 1, n), i, len(shape)).BroadcastTo(shape).Clone()
	}
	return all
}

func arangeCall(c *call) object.Value {
	if !c.Given("start") {
		throwType("arange() requires stop to be specified.")
	}
	var wanted *binding.NumpyDType
	if c.Has("dtype") {
		wanted = c.fullType("dtype")
	}
	if t := timesWanted(c.th, c.Value("start"), wanted); t != nil {
		return timeRange(c, t)
	}
	start, stop := tensor.Scalar(int64(0)), c.operand("start")
	if c.Has("stop") {
		start, stop = stop, c.operand("stop")
	}
	step := tensor.Scalar(int64(1))
	if c.Has("step") {
		step = c.operand("step")
	}
	dt := c.dtype("dtype")
	if dt == tensor.Invalid {
		dt = resultType(start, stop, step)
	}
	lo, hi, by := start.Float(0), stop.Float(0), step.Float(0)
	if by == 0 {
		object.Throw(object.Errorf(object.ZeroDivisionError, "division by zero"))
	}
	n := math.Ceil((hi - lo) / by)
	if n != n || n > 1<<40 {
		throwValue("Maximum allowed size exceeded")
	}
	return arange(dt, lo, by, max(int(n), 0))
}

func linspace(c *call, start, stop *tensor.Array) (out, step *tensor.Array) {
	num := c.Int("num")
	if num < 0 {
		throwValue("Number of samples, %d, must be non-negative.", num)
	}
	div := num
	if c.Bool("endpoint") {
		div--
	}
	dt := binding.Promote(resultType(start, stop), tensor.Float64)
	start, stop = castTo(start, dt), castTo(stop, dt)
	delta := op2(ufSubtract, stop, start)
	shape := append([]int{num}, broadcastAll(start, stop)...)
	k := onAxis(arange(tensor.Float64, 0, 1, num), 0, len(shape))
	step = tensor.Scalar(math.NaN())
	out = k
	if div > 0 {
		step = op2(ufDivide, delta, tensor.Scalar(float64(div)))
		out = op2(ufMultiply, k, step)
	}
	out = op2(ufAdd, out, start).BroadcastTo(shape).Clone()
	if c.Bool("endpoint") && num > 1 {
		at(out, 0, num-1).CopyFrom(stop.BroadcastTo(shape[1:]))
	}
	return out, step
}

// spaced gives a range its axis and dtype.
func spaced(c *call, out *tensor.Array) *tensor.Array {
	if ax := normalAxis(c.Int("axis"), out.Rank()); ax != 0 {
		out = moveAxes(out, []int{0}, []int{ax})
	}
	dt := c.dtype("dtype")
	if dt == tensor.Invalid {
		return out
	}
	if dt.IsInteger() {
		out = op1(realFunc("floor", "", math.Floor), out)
	}
	return castTo(out, dt)
}

func geomspace(c *call) object.Value {
	start, stop := castTo(c.operand("start"), tensor.Float64), castTo(c.operand("stop"), tensor.Float64)
	if anyTrue(op2(comparisons[object.Eq], start, tensor.Scalar(0.0))) || anyTrue(op2(comparisons[object.Eq], stop, tensor.Scalar(0.0))) {
		throwValue("Geometric sequence cannot include zero")
	}
	s := op1(realFunc("sign", "", sign), start)
	log := realFunc("log10", "", math.Log10)
	out, _ := linspace(c, op1(log, op2(ufMultiply, start, s)), op1(log, op2(ufMultiply, stop, s)))
	out = op2(ufMultiply, op2(ufPower, tensor.Scalar(10.0), out), s)
	if n := c.Int("num"); n > 0 {
		at(out, 0, 0).CopyFrom(start.BroadcastTo(out.Shape()[1:]))
		if n > 1 && c.Bool("endpoint") {
			at(out, 0, n-1).CopyFrom(stop.BroadcastTo(out.Shape()[1:]))
		}
	}
	return spaced(c, out)
}

func meshgrid(c *call) object.Value {
	rest := c.Rest("xi")
	n := len(rest)
	all := make([]*tensor.Array, n)
	xy := c.Str("indexing") == "xy"
	if !xy && c.Str("indexing") != "ij" {
		throwValue("Valid values for `indexing` are 'xy' and 'ij'.")
	}
	for i, v := range rest {
		a := toArray(c.th, v)
		axis := i
		if xy && n > 1 && i < 2 {
			axis = 1 - i
		}
		all[i] = onAxis(a.Reshape([]int{a.Size()}), axis, n)
	}
	if !c.Bool("sparse") {
		shape := broadcastAll(all...)
		for i := range all {
			all[i] = all[i].BroadcastTo(shape)
			if c.Bool("copy") {
				all[i] = all[i].Clone()
			}
		}
	}
	return listOf(all)
}

// diagonalIndices are the indices of the main diagonal of an array of some axes
// of length n.
func diagonalIndices(n, axes int) object.Value {
	return tupleOf(slices.Repeat([]*tensor.Array{arange(tensor.Int64, 0, 1, n)}, axes)...)
}
