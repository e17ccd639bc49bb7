package numpy

import (
	"math"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

const reduceParams = "axis=None, dtype=None, out=None, keepdims=False, initial=<no value>, where=True"

func reductionDecls() []shared {
	by := func(u *ufunc) func(c *call) object.Value {
		return func(c *call) object.Value {
			a := c.first()
			return c.into(u.reduce(a, reductionOf(c, a)))
		}
	}
	truth := func(u *ufunc) func(c *call) object.Value {
		return func(c *call) object.Value {
			a := truths(c.first())
			return c.into(u.reduce(a, reductionOf(c, a)))
		}
	}
	extreme := "axis=None, out=None, keepdims=False, initial=<no value>, where=True"
	return []shared{
		{name: "sum", params: reduceParams, doc: "The sum along axes.", f: by(ufAdd)},
		{name: "prod", params: reduceParams, doc: "The product along axes.", f: by(ufMultiply), alias: "product"},
		{name: "max", params: extreme, doc: "The largest element along axes.", f: by(ufMaximum), alias: "amax"},
		{name: "min", params: extreme, doc: "The least element along axes.", f: by(ufMinimum), alias: "amin"},
		{name: "any", params: "axis=None, out=None, keepdims=False, *, where=True", doc: "Whether an element is true along axes.", f: truth(ufLogOr), alias: "sometrue"},
		{name: "all", params: "axis=None, out=None, keepdims=False, *, where=True", doc: "Whether all elements are true along axes.", f: truth(ufLogAnd), alias: "alltrue"},
		{name: "mean", params: "axis=None, dtype=None, out=None, keepdims=False, *, where=True", doc: "The average along axes.", f: func(c *call) object.Value {
			a := c.first()
			return c.into(mean(a, reductionOf(c, a)))
		}},
		{name: "var", params: "axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True", doc: "The variance along axes.", f: func(c *call) object.Value {
			a := c.first()
			return c.into(variance(a, reductionOf(c, a), c.Float("ddof")))
		}},
		{name: "std", params: "axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True", doc: "The standard deviation along axes.", f: func(c *call) object.Value {
			a := c.first()
			return c.into(op1(ufSqrt, variance(a, reductionOf(c, a), c.Float("ddof"))))
		}},
		{name: "ptp", params: "axis=None, out=None, keepdims=False", doc: "The distance from the least to the largest element.", f: func(c *call) object.Value {
			a := c.first()
			opt := reductionOf(c, a)
			return c.into(op2(ufSubtract, ufMaximum.reduce(a, opt), ufMinimum.reduce(a, opt)))
		}},
		{name: "argmax", params: "axis=None, out=None, *, keepdims=False", doc: "Where the largest element is.", f: argExtreme(true)},
		{name: "argmin", params: "axis=None, out=None, *, keepdims=False", doc: "Where the least element is.", f: argExtreme(false)},
		{name: "cumsum", params: "axis=None, dtype=None, out=None", doc: "The running sums.", f: running(ufAdd)},
		{name: "cumprod", params: "axis=None, dtype=None, out=None", doc: "The running products.", f: running(ufMultiply), alias: "cumproduct"},
	}
}

func argExtreme(largest bool) func(c *call) object.Value {
	return func(c *call) object.Value {
		a := c.first()
		rank := a.Rank()
		ax, ok := c.axis("axis", max(rank, 1)) // a number counts as one element
		if !ok || rank == 0 {
			a, ax = a.Reshape([]int{a.Size()}), 0
		}
		out := extremePlace(a, ax, largest, c.Sig.Name)
		if c.Bool("keepdims") {
			shape := make([]int, 0, rank)
			for i := range rank {
				if !ok || i == ax {
					shape = append(shape, 1)
				} else {
					shape = append(shape, a.Shape()[i])
				}
			}
			out = out.Reshape(shape)
		}
		return c.into(out)
	}
}

func running(u *ufunc) func(c *call) object.Value {
	return func(c *call) object.Value {
		a := c.first()
		if dt := c.dtype("dtype"); dt != tensor.Invalid {
			a = castTo(a, dt)
		}
		ax, ok := c.axis("axis", max(a.Rank(), 1))
		if !ok || a.Rank() == 0 {
			a, ax = a.Reshape([]int{a.Size()}), 0
		}
		out := u.accumulate(a, ax)
		if dt := c.dtype("dtype"); dt != tensor.Invalid {
			out = castTo(out, dt)
		}
		return c.into(out)
	}
}

// nanFuncs are the reductions that leave nan out.
func nanFuncs() []object.Member {
	params := "(a, axis=None, dtype=None, out=None, keepdims=False, *, where=True)"
	short := "(a, axis=None, out=None, keepdims=False, *, where=True)"
	spread := "(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True)"
	present := func(c *call) (*tensor.Array, *reduction) {
		a := c.first()
		opt := reductionOf(c, a)
		if a.DType().Real().IsFloat() {
			ok := op1(logicalNot, op1(ufIsNan, a))
			if opt.where != nil {
				ok = op2(ufLogAnd, ok, opt.where)
			}
			opt.where = ok
		}
		return a, opt
	}
	reduceWith := func(name, sig, doc string, f func(a *tensor.Array, opt *reduction, c *call) *tensor.Array) object.Member {
		return fun(name+sig, doc, func(c *call) object.Value {
			a, opt := present(c)
			return c.into(f(a, opt, c))
		})
	}
	extremeWith := func(name, doc string, u *ufunc) object.Member {
		return reduceWith(name, short, doc, func(a *tensor.Array, opt *reduction, c *call) *tensor.Array {
			r := u.reduce(a, opt)
			if opt.where == nil {
				return r
			}
			none := op2(comparisons[object.Eq], opt.taking(a), tensor.Scalar(0.0))
			return whereOf(none, castTo(tensor.Scalar(math.NaN()), r.DType()).BroadcastTo(r.Shape()), r)
		})
	}
	return []object.Member{
		reduceWith("nansum", params, "sum without nan.", func(a *tensor.Array, opt *reduction, c *call) *tensor.Array { return sum(a, opt) }),
		reduceWith("nanprod", params, "prod without nan.", func(a *tensor.Array, opt *reduction, c *call) *tensor.Array { return ufMultiply.reduce(a, opt) }),
		reduceWith("nanmean", params, "mean without nan.", func(a *tensor.Array, opt *reduction, c *call) *tensor.Array { return mean(a, opt) }),
		reduceWith("nanvar", spread, "var without nan.", func(a *tensor.Array, opt *reduction, c *call) *tensor.Array {
			return variance(zeroNan(a), opt, c.Float("ddof"))
		}),
		reduceWith("nanstd", spread, "std without nan.", func(a *tensor.Array, opt *reduction, c *call) *tensor.Array {
			return op1(ufSqrt, variance(zeroNan(a), opt, c.Float("ddof")))
		}),
		extremeWith("nanmax", "max without nan.", ufMaximum),
		extremeWith("nanmin", "min without nan.", ufMinimum),
		nanArg("nanargmax", "argmax without nan.", true),
		nanArg("nanargmin", "argmin without nan.", false),
		fun("nancumprod(a, axis=None, dtype=None, out=None)", "cumprod in which nan counts as 1.", func(c *call) object.Value {
			return c.accumulated(ufMultiply, replaceNan(c.first(), 1))
		}),
		fun("nancumsum(a, axis=None, dtype=None, out=None)", "cumsum in which nan counts as 0.", func(c *call) object.Value {
			return c.accumulated(ufAdd, zeroNan(c.first()))
		}),
	}
}

var logicalNot = &ufunc{name: "logical_not", doc: "not x.", nin: 1, rule: logicals, whole1: func(x int64) int64 { return 1 - x }}

// accumulated is a ufunc's accumulation along the argument axis, of all elements
// in a row for None.
func (c *call) accumulated(f *ufunc, a *tensor.Array) object.Value {
	axis, ok := c.axis("axis", a.Rank())
	if !ok {
		a, axis = a.Reshape([]int{a.Size()}), 0
	}
	return c.into(f.accumulate(a, axis))
}

// zeroNan is an array with 0 in the place of nan.
func zeroNan(a *tensor.Array) *tensor.Array { return replaceNan(a, 0) }

func replaceNan(a *tensor.Array, v float64) *tensor.Array {
	if !a.DType().Real().IsFloat() {
		return a
	}
	return whereOf(op1(ufIsNan, a), castTo(tensor.Scalar(v), a.DType()).BroadcastTo(a.Shape()), a)
}

func nanArg(name, doc string, largest bool) object.Member {
	return fun(name+"(a, axis=None, out=None, *, keepdims=False)", doc, func(c *call) object.Value {
		a := c.first()
		if a.DType().IsFloat() {
			all := ufLogAnd.reduce(op1(ufIsNan, a), &reduction{axes: c.axes("axis", a.Rank())})
			if anyTrue(all) {
				throwValue("All-NaN slice encountered")
			}
		}
		worst := math.Inf(1)
		if largest {
			worst = math.Inf(-1)
		}
		a = replaceNan(a, worst)
		ax, ok := c.axis("axis", a.Rank())
		if !ok {
			a, ax = a.Reshape([]int{a.Size()}), 0
		}
		return c.into(extremePlace(a, ax, largest, name))
	})
}

func statisticFuncs() []object.Member {
	members := []object.Member{
		fun("average(a, axis=None, weights=None, returned=False, *, keepdims=False)", "The weighted average along axes.", average),
		fun("count_nonzero(a, axis=None, *, keepdims=False)", "How many elements are true.", func(c *call) object.Value {
			a := c.first()
			n := countNonzero(a, reductionOf(c, a))
			if n.Rank() == 0 {
				return int(n.Int(0))
			}
			return n
		}),
		fun("cov(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, *, dtype=None)", "The covariances of variables, one row each.", func(c *call) object.Value {
			return binding.FromArray(covariance(c, "m"))
		}),
		fun("corrcoef(x, y=None, rowvar=True, bias=<no value>, ddof=<no value>, *, dtype=None)", "The correlations of variables, one row each.", correlation),
	}
	return append(append(members, quantileFuncs()...), nanFuncs()...)
}

func average(c *call) object.Value {
	a := c.first()
	opt := reductionOf(c, a)
	if !c.Has("weights") {
		m := mean(a, opt)
		if c.Bool("returned") {
			return object.NewTuple(binding.FromArray(m), binding.FromArray(castTo(opt.taking(a), m.DType()).BroadcastTo(m.Shape()).Clone()))
		}
		return binding.FromArray(m)
	}
	w := c.operand("weights")
	if !tensor.SameShape(w.Shape(), a.Shape()) {
		if !c.Has("axis") {
			throwType("Axis must be specified when shapes of a and weights differ.")
		}
		if w.Rank() != 1 {
			throwType("1D weights expected when shapes of a and weights differ.")
		}
		if w.Size() != a.Shape()[opt.axes[0]] {
			throwValue("Length of weights not compatible with specified axis.")
		}
		shape := make([]int, a.Rank())
		for i := range shape {
			shape[i] = 1
		}
		shape[opt.axes[0]] = w.Size()
		w = w.Reshape(shape).BroadcastTo(a.Shape())
	}
	dt := binding.Promote(a.DType(), w.DType())
	if !dt.Real().IsFloat() {
		dt = tensor.Float64
	}
	o := *opt
	o.dtype = dt
	scale := sum(w, &o)
	if anyTrue(op2(comparisons[object.Eq], scale, tensor.Scalar(0.0))) {
		object.Throw(object.Errorf(object.ZeroDivisionError, "Weights sum to zero, can't be normalized"))
	}
	r := op2(ufDivide, sum(op2(ufMultiply, castTo(a, dt), castTo(w, dt)), &o), scale)
	if c.Bool("returned") {
		return object.NewTuple(binding.FromArray(r), binding.FromArray(scale))
	}
	return binding.FromArray(r)
}

// covariance is np.cov of the argument called name.
func covariance(c *call, name string) *tensor.Array {
	x := doubles(c.operand(name))
	if x.Rank() < 2 {
		x = x.Reshape([]int{1, x.Size()})
	}
	if !c.Bool("rowvar") && x.Shape()[0] != 1 {
		x = reverseAxes(x)
	}
	if c.Has("y") {
		y := doubles(c.operand("y"))
		if y.Rank() < 2 {
			y = y.Reshape([]int{1, y.Size()})
		}
		if !c.Bool("rowvar") && y.Shape()[0] != 1 {
			y = reverseAxes(y)
		}
		x = concatenate([]*tensor.Array{x, y}, 0)
	}
	ddof := 1.0
	if c.Sig.Index("bias") >= 0 && c.Given("bias") && c.Bool("bias") {
		ddof = 0
	}
	if c.Given("ddof") {
		ddof = c.FloatOr("ddof", ddof)
	}
	d := op2(ufSubtract, x, mean(x, &reduction{axes: []int{1}, keepdims: true}))
	n := float64(x.Shape()[1]) - ddof
	r := op2(ufDivide, matmul(d, conjugated(reverseAxes(d))), tensor.Scalar(max(n, 0)))
	if r.Size() == 1 {
		return r.Reshape([]int{})
	}
	return r
}

// doubles is a as float64, or as complex128 where it is complex.
func doubles(a *tensor.Array) *tensor.Array {
	if a.DType().IsComplex() {
		return castTo(a, tensor.Complex128)
	}
	return castTo(a, tensor.Float64)
}

// floats is an array as float64, unless it is of floats or complex numbers
// already.
func floats(a *tensor.Array) *tensor.Array {
	if a.DType().Real().IsFloat() {
		return a
	}
	return castTo(a, tensor.Float64)
}

func correlation(c *call) object.Value {
	cv := covariance(c, "x")
	if cv.Rank() == 0 {
		return binding.FromArray(op2(ufDivide, cv, cv))
	}
	n := cv.Shape()[0]
	d := op1(ufSqrt, cv.View([]int{n}, []int{n + 1}, cv.Offset()))
	r := op2(ufDivide, op2(ufDivide, cv, d.Reshape([]int{n, 1})), d)
	return clip(r, tensor.Scalar(-1.0), tensor.Scalar(1.0))
}
