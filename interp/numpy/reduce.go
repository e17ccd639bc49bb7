package numpy

import (
	"math"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// reduction declares a function over axes that is a method of arrays too.
type reduction struct {
	name, doc string
	sig       string // what follows axis: ", dtype=None, out=None, keepdims=False"
	f         func(c *call, a *tensor.Array, axes []int, keep bool) *tensor.Array
	noMethod  bool
}

func reductions() []reduction {
	const full = ", dtype=None, out=None, keepdims=False, initial=<none>, where=True"
	const short = ", out=None, keepdims=False, initial=<none>, where=True"
	const spread = ", dtype=None, out=None, ddof=0, keepdims=False, *, where=True"
	return []reduction{
		{name: "sum", doc: "The sum over axes.", sig: full, f: sum},
		{name: "prod", doc: "The product over axes.", sig: full, f: func(c *call, a *tensor.Array, axes []int, keep bool) *tensor.Array {
			return binding.Scope(c.th).Prod(t(c.accumulate(a)), axes, keep).Array()
		}},
		{name: "mean", doc: "The mean over axes.", sig: ", dtype=None, out=None, keepdims=False, *, where=True", f: mean},
		{name: "std", doc: "The standard deviation over axes.", sig: spread, f: func(c *call, a *tensor.Array, axes []int, keep bool) *tensor.Array {
			return binding.Scope(c.th).Sqrt(t(variance(c, a, axes, keep))).Array()
		}},
		{name: "var", doc: "The variance over axes.", sig: spread, f: variance},
		{name: "max", doc: "The largest element over axes.", sig: short, f: extreme("maximum", (*tensor.Scope).Max)},
		{name: "min", doc: "The smallest element over axes.", sig: short, f: extreme("minimum", (*tensor.Scope).Min)},
		{name: "amax", doc: "The largest element over axes.", sig: short, f: extreme("maximum", (*tensor.Scope).Max), noMethod: true},
		{name: "amin", doc: "The smallest element over axes.", sig: short, f: extreme("minimum", (*tensor.Scope).Min), noMethod: true},
		{name: "ptp", doc: "The largest less the smallest element over axes.", sig: ", out=None, keepdims=False", f: func(c *call, a *tensor.Array, axes []int, keep bool) *tensor.Array {
			s := binding.Scope(c.th)
			return s.Sub(s.Max(t(a), axes, keep), s.Min(t(a), axes, keep)).Array()
		}},
		{name: "any", doc: "Whether an element is not zero.", sig: ", out=None, keepdims=False, *, where=True", f: func(c *call, a *tensor.Array, axes []int, keep bool) *tensor.Array {
			return binding.Scope(c.th).Any(t(a.Cast(tensor.Bool)), axes, keep).Array()
		}},
		{name: "all", doc: "Whether no element is zero.", sig: ", out=None, keepdims=False, *, where=True", f: func(c *call, a *tensor.Array, axes []int, keep bool) *tensor.Array {
			return binding.Scope(c.th).All(t(a.Cast(tensor.Bool)), axes, keep).Array()
		}},
	}
}

func (r reduction) run(c *call, a *tensor.Array) object.Value {
	axes := c.axes("axis", a.Rank())
	if axes == nil {
		axes = allAxes(a.Rank())
	}
	a = c.masked(r.name, a)
	out := r.f(c, a, axes, c.Bool("keepdims"))
	if c.Sig.Index("initial") >= 0 && c.Given("initial") {
		out = withInitial(c, r.name, out)
	}
	if dst, ok := c.Value("out").(*tensor.Array); ok {
		dst.CopyFrom(out.Cast(dst.DType()))
		return dst
	}
	return binding.FromArray(out)
}

// masked replaces what `where` leaves out by the neutral element.
func (c *call) masked(name string, a *tensor.Array) *tensor.Array {
	if c.Sig.Index("where") < 0 || c.Value("where") == true {
		return a
	}
	neutral := 0.0
	switch name {
	case "prod", "all":
		neutral = 1
	case "max", "amax":
		neutral = math.Inf(-1)
	case "min", "amin":
		neutral = math.Inf(1)
	}
	mask := t(arrayOf(c.th, c.Value("where")).Cast(tensor.Bool).BroadcastTo(a.Shape()).Clone())
	fill := tensor.NewArray(tensor.Float64, a.Shape()...)
	fill.Fill(neutral)
	if (name == "max" || name == "min" || name == "amax" || name == "amin") && a.DType().IsInteger() {
		v := c.array("initial").Cast(a.DType())
		fill = v.BroadcastTo(a.Shape()).Clone()
	}
	return binding.Scope(c.th).Select(mask, t(a), t(fill.Cast(a.DType()))).Array()
}

func withInitial(c *call, name string, out *tensor.Array) *tensor.Array {
	x, y := operand{out, out.Rank() == 0}, operandOf(c.th, c.Value("initial"))
	switch name {
	case "sum":
		return compute(c.th, object.Add, x, y)
	case "prod":
		return compute(c.th, object.Mul, x, y)
	case "max", "amax":
		return zip(c, x, y, true, math.Max)
	}
	return zip(c, x, y, true, math.Min)
}

// accumulate is the array in the dtype in which sums and products are kept:
// small integers widen.
func (c *call) accumulate(a *tensor.Array) *tensor.Array {
	dt := a.DType()
	switch {
	case dt == tensor.Bool || dt.IsInteger() && !dt.IsUnsigned():
		dt = tensor.Int64
	case dt.IsUnsigned():
		dt = tensor.Uint64
	}
	return binding.CastArray(c.th, a, c.dtype("dtype", dt))
}

func sum(c *call, a *tensor.Array, axes []int, keep bool) *tensor.Array {
	return binding.Scope(c.th).Sum(t(c.accumulate(a)), axes, keep).Array()
}

// floating is the array in the dtype in which means are computed.
func (c *call) floating(a *tensor.Array) *tensor.Array {
	dt := a.DType()
	if !dt.IsFloat() {
		dt = tensor.Float64
	}
	return a.Cast(c.dtype("dtype", dt))
}

func mean(c *call, a *tensor.Array, axes []int, keep bool) *tensor.Array {
	x := c.floating(a)
	if mask := c.Value("where"); mask != true {
		n := binding.Scope(c.th).Sum(t(arrayOf(c.th, mask).BroadcastTo(a.Shape()).Cast(x.DType())), axes, keep)
		return binding.Scope(c.th).Div(binding.Scope(c.th).Sum(t(x), axes, keep), n).Array()
	}
	s := binding.Scope(c.th)
	if x.DType() == tensor.Float16 {
		return s.Cast(s.Mean(s.Cast(t(x), tensor.Float32), axes, keep), tensor.Float16).Array()
	}
	return s.Mean(t(x), axes, keep).Array()
}

func variance(c *call, a *tensor.Array, axes []int, keep bool) *tensor.Array {
	s, x := binding.Scope(c.th), t(c.floating(a))
	d := s.Sub(x, s.Mean(x, axes, true))
	n := 1
	for _, ax := range axes {
		n *= a.Shape()[ax]
	}
	n = max(n-c.Int("ddof"), 0)
	return s.Div(s.Sum(s.Mul(d, d), axes, keep), tensor.Full(x.DType(), float64(n))).Array()
}

func extreme(ufunc string, op func(*tensor.Scope, *tensor.Tensor, []int, bool) *tensor.Tensor) func(*call, *tensor.Array, []int, bool) *tensor.Array {
	return func(c *call, a *tensor.Array, axes []int, keep bool) *tensor.Array {
		if !c.Given("initial") {
			for _, ax := range axes {
				if a.Shape()[ax] == 0 {
					object.Throw(object.ValueErrorf("zero-size array to reduction operation %s which has no identity", ufunc))
				}
			}
		}
		if a.DType() == tensor.Bool {
			return op(binding.Scope(c.th), t(a.Cast(tensor.Uint8)), axes, keep).Array().Cast(tensor.Bool)
		}
		return op(binding.Scope(c.th), t(a), axes, keep).Array()
	}
}

// scan declares a running sum or product.
func scan(name, doc string, op func(s *tensor.Scope, x *tensor.Tensor, axis int, exclusive, reverse bool) *tensor.Tensor) (object.Member, object.Member) {
	run := func(c *call, a *tensor.Array) object.Value {
		a = c.accumulate(a)
		axis := 0
		if c.Value("axis") == nil {
			a = a.Reshape([]int{a.Size()})
		} else {
			axis = checkAxis(c.Int("axis"), a.Rank())
		}
		return op(binding.Scope(c.th), t(a), axis, false, false).Array()
	}
	return fun(name+"(a, axis=None, dtype=None, out=None)", doc, func(c *call) object.Value { return run(c, c.array("a")) }),
		method(name+"(self, axis=None, dtype=None, out=None)", doc, run)
}

// argExtreme declares argmax or argmin.
func argExtreme(name, doc string, better func(a, b float64) bool) (object.Member, object.Member) {
	run := func(c *call, a *tensor.Array) object.Value {
		if a.Size() == 0 {
			object.Throw(object.ValueErrorf("attempt to get %s of an empty sequence", name))
		}
		if c.Value("axis") == nil {
			return binding.FromArray(tensor.Scalar(int64(bestOf(a.Reshape([]int{a.Size()}), better))))
		}
		axis := checkAxis(c.Int("axis"), a.Rank())
		moved := moveLast(a, axis)
		n := moved.Shape()[moved.Rank()-1]
		rows := moved.Size() / n
		flat := moved.Contiguous().Reshape([]int{rows, n})
		out := make([]int64, rows)
		for i := range out {
			out[i] = int64(bestOf(row(flat, i), better))
		}
		shape := append([]int{}, moved.Shape()[:moved.Rank()-1]...)
		if c.Bool("keepdims") {
			shape = append([]int{}, a.Shape()...)
			shape[axis] = 1
		}
		return binding.FromArray(tensor.FromSlice(out, shape...))
	}
	return fun(name+"(a, axis=None, out=None, *, keepdims=False)", doc, func(c *call) object.Value { return run(c, c.array("a")) }),
		method(name+"(self, axis=None, out=None, *, keepdims=False)", doc, run)
}

func bestOf(a *tensor.Array, better func(x, y float64) bool) int {
	at, best := 0, a.Float(0)
	for i := range a.Size() {
		v := a.Float(i)
		if v != v {
			return i
		}
		if better(v, best) {
			at, best = i, v
		}
	}
	return at
}

// moveLast is the array with an axis moved to the end.
func moveLast(a *tensor.Array, axis int) *tensor.Array {
	perm := make([]int, 0, a.Rank())
	for i := range a.Rank() {
		if i != axis {
			perm = append(perm, i)
		}
	}
	return a.Permute(append(perm, axis))
}

func reduceMembers() (funcs, methods []object.Member) {
	for _, r := range reductions() {
		funcs = append(funcs, fun(r.name+"(a, axis=None"+r.sig+")", r.doc, func(c *call) object.Value { return r.run(c, c.array("a")) }))
		if !r.noMethod {
			methods = append(methods, method(r.name+"(self, axis=None"+r.sig+")", r.doc, r.run))
		}
	}
	add := func(f, m object.Member) { funcs, methods = append(funcs, f), append(methods, m) }
	add(scan("cumsum", "The running sum along an axis.", (*tensor.Scope).CumSum))
	add(scan("cumprod", "The running product along an axis.", (*tensor.Scope).CumProd))
	add(argExtreme("argmax", "The position of the largest element.", func(a, b float64) bool { return a > b }))
	add(argExtreme("argmin", "The position of the smallest element.", func(a, b float64) bool { return a < b }))
	return funcs, methods
}

func reduceFuncs() []object.Member {
	f, _ := reduceMembers()
	return f
}

func reduceMethods() []object.Member {
	_, m := reduceMembers()
	return m
}
