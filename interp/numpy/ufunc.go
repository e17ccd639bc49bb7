package numpy

import (
	"math"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// ufunc1 declares an elementwise function of one argument. op computes
// floating arrays (nil: f does); keepInt functions leave integers as they are.
type ufunc1 struct {
	name, doc string
	op        func(s *tensor.Scope, x *tensor.Tensor) *tensor.Tensor
	f         func(v float64) float64
	keepInt   bool
	toBool    func(v float64) bool
}

func unaryUfuncs() []ufunc1 {
	type sc = tensor.Scope
	type te = tensor.Tensor
	return []ufunc1{
		{name: "exp", doc: "e to the power of x.", op: (*sc).Exp},
		{name: "exp2", doc: "2 to the power of x.", f: math.Exp2},
		{name: "expm1", doc: "exp(x) - 1.", f: math.Expm1},
		{name: "log", doc: "The natural logarithm.", op: (*sc).Log},
		{name: "log2", doc: "The logarithm to base 2.", f: math.Log2},
		{name: "log10", doc: "The logarithm to base 10.", f: math.Log10},
		{name: "log1p", doc: "log(1 + x).", f: math.Log1p},
		{name: "sqrt", doc: "The square root.", op: (*sc).Sqrt},
		{name: "cbrt", doc: "The cube root.", f: math.Cbrt},
		{name: "sin", doc: "The sine.", f: math.Sin}, {name: "cos", doc: "The cosine.", f: math.Cos}, {name: "tan", doc: "The tangent.", f: math.Tan},
		{name: "arcsin", doc: "The inverse sine.", f: math.Asin}, {name: "arccos", doc: "The inverse cosine.", f: math.Acos}, {name: "arctan", doc: "The inverse tangent.", f: math.Atan},
		{name: "sinh", doc: "The hyperbolic sine.", f: math.Sinh}, {name: "cosh", doc: "The hyperbolic cosine.", f: math.Cosh}, {name: "tanh", doc: "The hyperbolic tangent.", op: (*sc).Tanh},
		{name: "arcsinh", doc: "The inverse hyperbolic sine.", f: math.Asinh}, {name: "arccosh", doc: "The inverse hyperbolic cosine.", f: math.Acosh}, {name: "arctanh", doc: "The inverse hyperbolic tangent.", f: math.Atanh},
		{name: "degrees", doc: "Radians as degrees.", f: func(v float64) float64 { return v * 180 / math.Pi }}, {name: "rad2deg", doc: "Radians as degrees.", f: func(v float64) float64 { return v * 180 / math.Pi }},
		{name: "radians", doc: "Degrees as radians.", f: func(v float64) float64 { return v * math.Pi / 180 }}, {name: "deg2rad", doc: "Degrees as radians.", f: func(v float64) float64 { return v * math.Pi / 180 }},
		{name: "sinc", doc: "sin(πx)/(πx).", f: func(v float64) float64 {
			if v == 0 {
				return 1
			}
			return math.Sin(math.Pi*v) / (math.Pi * v)
		}},
		{name: "abs", doc: "The absolute value.", f: math.Abs, keepInt: true}, {name: "absolute", doc: "The absolute value.", f: math.Abs, keepInt: true}, {name: "fabs", doc: "The absolute value as a float.", f: math.Abs},
		{name: "square", doc: "x·x.", f: func(v float64) float64 { return v * v }, keepInt: true},
		{name: "sign", doc: "-1, 0 or 1.", f: sign, keepInt: true},
		{name: "positive", doc: "x itself.", f: func(v float64) float64 { return v }, keepInt: true},
		{name: "conj", doc: "x itself: there are no complex numbers.", f: func(v float64) float64 { return v }, keepInt: true},
		{name: "real", doc: "x itself: there are no complex numbers.", f: func(v float64) float64 { return v }, keepInt: true},
		{name: "reciprocal", doc: "1/x.", f: func(v float64) float64 { return 1 / v }, keepInt: true},
		{name: "floor", doc: "The next integer below.", f: math.Floor}, {name: "ceil", doc: "The next integer above.", f: math.Ceil},
		{name: "trunc", doc: "The integer part.", f: math.Trunc}, {name: "fix", doc: "The integer part.", f: math.Trunc}, {name: "rint", doc: "The nearest integer, halves to even.", f: math.RoundToEven},
		{name: "isnan", doc: "Whether x is not a number.", toBool: math.IsNaN},
		{name: "isinf", doc: "Whether x is infinite.", toBool: func(v float64) bool { return math.IsInf(v, 0) }},
		{name: "isposinf", doc: "Whether x is positive infinity.", toBool: func(v float64) bool { return math.IsInf(v, 1) }},
		{name: "isneginf", doc: "Whether x is negative infinity.", toBool: func(v float64) bool { return math.IsInf(v, -1) }},
		{name: "isfinite", doc: "Whether x is neither infinite nor not a number.", toBool: func(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }},
		{name: "logical_not", doc: "Whether x is zero.", toBool: func(v float64) bool { return v == 0 }},
		{name: "signbit", doc: "Whether the sign is negative.", toBool: math.Signbit},
	}
}

func sign(v float64) float64 {
	switch {
	case v > 0:
		return 1
	case v < 0:
		return -1
	}
	return v
}

// ufuncs are the elementwise functions.
func ufuncs() []object.Member {
	var out []object.Member
	for _, u := range unaryUfuncs() {
		out = append(out, fun(u.name+"(x, /, out=None, *, where=True, dtype=None, casting='same_kind', order='K', subok=True)", u.doc, func(c *call) object.Value {
			return c.store(u.apply(c))
		}))
	}
	for op, name := range ufuncNames {
		if op == object.MatMul || op >= object.Neg && op <= object.Invert {
			continue
		}
		out = append(out, binaryUfunc(name, "x1 "+op.String()+" x2, element by element.", func(c *call, x, y operand) *tensor.Array {
			if op >= object.Eq {
				return compareArrays(c.th, op, x, y)
			}
			return compute(c.th, op, x, y)
		}))
	}
	return append(out, moreUfuncs()...)
}

func binaryUfunc(name, doc string, f func(c *call, x, y operand) *tensor.Array) object.Member {
	return fun(name+"(x1, x2, /, out=None, *, where=True, dtype=None, casting='same_kind', order='K', subok=True)", doc, func(c *call) object.Value {
		r := f(c, operandOf(c.th, c.Value("x1")), operandOf(c.th, c.Value("x2")))
		if c.Value("dtype") != nil {
			r = binding.CastArray(c.th, r, c.dtype("dtype", r.DType()))
		}
		return c.store(r)
	})
}

// store is the result of a ufunc: put where `out` says, only where `where`
// allows.
func (c *call) store(r *tensor.Array) object.Value {
	out := c.Value("out")
	if tup, ok := out.(*object.Tuple); ok && len(tup.Elems) == 1 {
		out = tup.Elems[0]
	}
	where := c.Value("where")
	if where != true {
		mask := arrayOf(c.th, where).BroadcastTo(r.Shape())
		base, ok := out.(*tensor.Array)
		if !ok {
			base = tensor.NewArray(r.DType(), r.Shape()...)
		}
		merged := base.Cast(r.DType()).Clone()
		r = binding.Scope(c.th).Select(t(mask.Cast(tensor.Bool)), t(r), t(merged)).Array()
	}
	if a, ok := out.(*tensor.Array); ok {
		a.CopyFrom(r.Cast(a.DType()))
		return a
	}
	return binding.FromArray(r)
}

func (u ufunc1) apply(c *call) *tensor.Array {
	x := c.array("x")
	if x.DType() == tensor.String {
		object.Throw(object.TypeErrorf("ufunc '%s' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''", u.name))
	}
	if u.toBool != nil {
		out := make([]bool, x.Size())
		for i := range out {
			out[i] = u.toBool(x.Float(i))
		}
		return tensor.FromSlice(out, append([]int{}, x.Shape()...)...)
	}
	dt := x.DType()
	if !u.keepInt || dt == tensor.Bool && u.name != "positive" && u.name != "conj" && u.name != "abs" && u.name != "absolute" {
		dt = floatType(dt)
	}
	dt = c.dtype("dtype", dt)
	if u.op != nil && dt.IsFloat() {
		return u.op(binding.Scope(c.th), t(x.Cast(dt))).Array()
	}
	return mapFloat(x, dt, u.f)
}

// mapFloat computes f on every element, in float64, and stores dt.
func mapFloat(x *tensor.Array, dt tensor.DType, f func(float64) float64) *tensor.Array {
	out := make([]float64, x.Size())
	for i := range out {
		out[i] = f(x.Float(i))
	}
	return tensor.FromSlice(out, append([]int{}, x.Shape()...)...).Cast(dt)
}

// zip is a function of two numbers on broadcast arrays, in their common
// floating type unless ints are kept.
func zip(c *call, x, y operand, keepInt bool, f func(a, b float64) float64) *tensor.Array {
	dt := resultType(x, y)
	if !keepInt {
		dt = floatType(dt)
	}
	shape, ok := tensor.BroadcastShapes(x.Shape(), y.Shape())
	if !ok {
		object.Throw(broadcastError(x.Shape(), y.Shape()))
	}
	p, q := x.Cast(dt).BroadcastTo(shape), y.Cast(dt).BroadcastTo(shape)
	out := make([]float64, tensor.NumElements(shape))
	for i := range out {
		out[i] = f(p.Float(i), q.Float(i))
	}
	return tensor.FromSlice(out, shape...).Cast(dt)
}

func logical(name, doc string, f func(a, b bool) bool) object.Member {
	return binaryUfunc(name, doc, func(c *call, x, y operand) *tensor.Array {
		shape, ok := tensor.BroadcastShapes(x.Shape(), y.Shape())
		if !ok {
			object.Throw(broadcastError(x.Shape(), y.Shape()))
		}
		p, q := x.BroadcastTo(shape), y.BroadcastTo(shape)
		out := make([]bool, tensor.NumElements(shape))
		for i := range out {
			out[i] = f(p.Float(i) != 0, q.Float(i) != 0)
		}
		return tensor.FromSlice(out, shape...)
	})
}

func moreUfuncs() []object.Member {
	two := func(name, doc string, keepInt bool, f func(a, b float64) float64) object.Member {
		return binaryUfunc(name, doc, func(c *call, x, y operand) *tensor.Array { return zip(c, x, y, keepInt, f) })
	}
	nan := func(pick func(a, b float64) bool) func(a, b float64) float64 {
		return func(a, b float64) float64 {
			if a != a || pick(a, b) {
				return a
			}
			return b
		}
	}
	return []object.Member{
		two("maximum", "The larger of x1 and x2.", true, nan(func(a, b float64) bool { return a > b && b == b })),
		two("minimum", "The smaller of x1 and x2.", true, nan(func(a, b float64) bool { return a < b && b == b })),
		two("fmax", "The larger of x1 and x2; NaN gives way.", true, math.Max), two("fmin", "The smaller of x1 and x2; NaN gives way.", true, math.Min),
		two("hypot", "The length of (x1, x2).", false, math.Hypot), two("arctan2", "The angle of (x2, x1).", false, math.Atan2),
		two("logaddexp", "log(exp(x1) + exp(x2)).", false, func(a, b float64) float64 {
			m := math.Max(a, b)
			if math.IsInf(m, 0) {
				return m
			}
			return m + math.Log1p(math.Exp(-math.Abs(a-b)))
		}),
		two("fmod", "The remainder with the sign of x1.", true, math.Mod),
		two("copysign", "x1 with the sign of x2.", false, math.Copysign),
		two("float_power", "x1 to the power of x2 as floats.", false, math.Pow),
		two("heaviside", "0, x2 or 1 for negative, zero and positive x1.", false, func(a, b float64) float64 {
			switch {
			case a != a:
				return a
			case a < 0:
				return 0
			case a > 0:
				return 1
			}
			return b
		}),
		binaryUfunc("true_divide", "x1 / x2, element by element.", func(c *call, x, y operand) *tensor.Array { return compute(c.th, object.Div, x, y) }),
		binaryUfunc("mod", "x1 % x2, element by element.", func(c *call, x, y operand) *tensor.Array { return compute(c.th, object.Mod, x, y) }),
		logical("logical_and", "Whether both are not zero.", func(a, b bool) bool { return a && b }),
		logical("logical_or", "Whether one is not zero.", func(a, b bool) bool { return a || b }),
		logical("logical_xor", "Whether exactly one is not zero.", func(a, b bool) bool { return a != b }),
		fun("negative(x, /, out=None, *, where=True, dtype=None, casting='same_kind', order='K', subok=True)", "-x.", func(c *call) object.Value {
			return object.Must(unarySlot(c.th, object.Neg, c.array("x")))
		}),
		fun("invert(x, /, out=None, *, where=True, dtype=None, casting='same_kind', order='K', subok=True)", "~x.", func(c *call) object.Value {
			return object.Must(unarySlot(c.th, object.Invert, c.array("x")))
		}),
		fun("divmod(x1, x2, /)", "x1 // x2 and x1 % x2.", func(c *call) object.Value {
			x, y := operandOf(c.th, c.Value("x1")), operandOf(c.th, c.Value("x2"))
			return object.NewTuple(binding.FromArray(compute(c.th, object.FloorDiv, x, y)), binding.FromArray(compute(c.th, object.Mod, x, y)))
		}),
		fun("clip(a, a_min=None, a_max=None, out=None, **kwargs)", "The elements limited to an interval.", func(c *call) object.Value {
			return clip(c, c.array("a"), c.Value("a_min"), c.Value("a_max"))
		}),
		fun("round(a, decimals=0, out=None)", "The elements rounded to decimals, halves to even.", func(c *call) object.Value {
			return binding.FromArray(roundTo(c.array("a"), c.Int("decimals")))
		}),
		fun("around(a, decimals=0, out=None)", "The elements rounded to decimals, halves to even.", func(c *call) object.Value {
			return binding.FromArray(roundTo(c.array("a"), c.Int("decimals")))
		}),
	}
}

// clip limits elements to lo … hi, either of which may be None.
func clip(c *call, a *tensor.Array, lo, hi object.Value) object.Value {
	x := operand{a, a.Rank() == 0}
	if lo == nil && hi == nil {
		object.Throw(object.ValueErrorf("One of max or min must be given"))
	}
	if lo != nil {
		x = operand{zip(c, x, operandOf(c.th, lo), true, math.Max), x.scalar}
	}
	if hi != nil {
		x = operand{zip(c, x, operandOf(c.th, hi), true, math.Min), x.scalar}
	}
	if out, ok := c.Value("out").(*tensor.Array); ok {
		out.CopyFrom(x.Array.Cast(out.DType()))
		return out
	}
	return binding.FromArray(x.Array)
}

// roundTo rounds to a number of decimals as NumPy does: scale, round halves to
// even, scale back.
func roundTo(a *tensor.Array, decimals int) *tensor.Array {
	if a.DType() == tensor.Bool {
		return a.Cast(tensor.Float16)
	}
	if !a.DType().IsFloat() {
		if decimals >= 0 {
			return a.Clone()
		}
		p := math.Pow(10, float64(-decimals))
		return mapFloat(a, a.DType(), func(v float64) float64 { return math.RoundToEven(v/p) * p })
	}
	p := math.Pow(10, math.Abs(float64(decimals)))
	single := a.DType() == tensor.Float32
	return mapFloat(a, a.DType(), func(v float64) float64 {
		switch {
		case decimals == 0:
			return math.RoundToEven(v)
		case decimals < 0:
			return math.RoundToEven(v/p) * p
		case single: // scaling happens in the type itself
			return float64(float32(math.RoundToEven(float64(float32(v)*float32(p)))) / float32(p))
		}
		return math.RoundToEven(v*p) / p
	})
}
