package numpy

import (
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// maskedOf is a result as a masked array, or as its element.
func maskedOf(data, mask *tensor.Array, from ...*maskedArray) object.Value {
	m := &maskedArray{data: data, mask: mask, bare: true}
	for _, x := range from {
		m.bare = m.bare && x.bare
		if m.fill == nil {
			m.fill = x.fill
		}
	}
	if data.Rank() == 0 {
		return m.element(0)
	}
	m.bare = m.bare && !anyTrue(mask)
	return m
}

// combineMasked is a op b: what is hidden in one of the two is hidden in the
// result, and so is what division by zero gives.
func combineMasked(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	x, y := toMasked(th, a), toMasked(th, b)
	if op == object.MatMul {
		return binding.FromArray(matmul(x.filled(th, 0), y.filled(th, 0))), nil
	}
	mask := op2(ufLogOr, x.mask, y.mask)
	if op == object.Div || op == object.FloorDiv || op == object.Mod {
		mask = op2(ufLogOr, mask, op2(comparisons[object.Eq], y.data, tensor.Scalar(0.0)))
	}
	data := op2(operators[op], x.data, y.data)
	return maskedOf(data, mask.BroadcastTo(data.Shape()).Clone(), x, y), nil
}

func compareMasked(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	x, y := toMasked(th, a), toMasked(th, b)
	data := op2(comparisons[op], x.data, y.data)
	r := maskedOf(data, op2(ufLogOr, x.mask, y.mask).BroadcastTo(data.Shape()).Clone(), x, y)
	if m, ok := r.(*maskedArray); ok {
		m.fill = nil
	}
	return r, nil
}

func unaryMasked(th *object.Thread, op object.Op, a object.Value) (object.Value, error) {
	x := a.(*maskedArray)
	return maskedOf(op1(operators[op], x.data), x.mask.Clone(), x), nil
}

// ufunc is a universal function without an operator.
func (m *maskedArray) ufunc(th *object.Thread, u *ufunc, args []object.Value) object.Value {
	operands := make([]*tensor.Array, len(args))
	from := make([]*maskedArray, len(args))
	mask := tensor.Scalar(false)
	for i, v := range args {
		from[i] = toMasked(th, v)
		operands[i] = from[i].data
		mask = op2(ufLogOr, mask, from[i].mask)
	}
	data := u.compute(operands, tensor.Invalid, nil, nil)
	mask = mask.BroadcastTo(data.Shape()).Clone()
	if data.DType().IsFloat() && u.nin == 1 {
		mask = op2(ufLogOr, mask, op1(logicalNot, op1(ufIsFinite, data)))
	}
	return maskedOf(data, mask, from...)
}

// special are the functions that leave out what is hidden.
func (m *maskedArray) special(c *call, name string, f func(c *call) object.Value) (object.Value, bool) {
	switch name {
	case "sum", "prod", "mean", "min", "max", "amin", "amax", "var", "std", "any", "all", "ptp":
		return m.reduced(c, name), true
	case "median":
		flat := takeAxis(ravel(m.data, "C"), nonzero(ravel(m.shown(), "C"))[0], 0)
		args := c.Bound.With(0, flat)
		return f(&call{args, c.th}), true
	case "astype":
		out := *m
		out.data = castTo(m.data, c.dtype("dtype"))
		return &out, true
	case "argmax", "argmin":
		extreme := -1e300
		if name == "argmin" {
			extreme = 1e300
		}
		x := choose(m.mask, tensor.Scalar(extreme).BroadcastTo(m.data.Shape()), castTo(m.data, tensor.Float64))
		return f(&call{c.Bound.With(0, x), c.th}), true
	case "tolist":
		elems := laidElements(m)
		for i, e := range elems {
			switch e.(type) {
			case hidden:
				elems[i] = nil
			default:
				elems[i] = binding.PythonAt(m.data, i)
			}
		}
		return nestedList(elems, m.data.Shape()), true
	case "array", "asarray", "ascontiguousarray":
		return asArray(c, m.data, c.dtype("dtype"), name == "array"), true
	case "nonzero":
		return tupleOf(nonzero(op2(ufLogAnd, truths(m.data), m.shown()))...), true
	}
	return laidSpecial(m, c, name)
}

// reduced is a reduction of what is shown; results of nothing are hidden.
func (m *maskedArray) reduced(c *call, name string) object.Value {
	opt := &reduction{axes: c.axes("axis", m.data.Rank()), keepdims: c.Sig.Index("keepdims") >= 0 && c.Given("keepdims") && c.Bool("keepdims"), where: m.shown()}
	var data *tensor.Array
	switch name {
	case "sum":
		data = sum(m.data, opt)
	case "prod":
		data = ufMultiply.reduce(m.data, opt)
	case "mean":
		data = mean(m.data, opt)
	case "var":
		data = variance(m.data, opt, c.Float("ddof"))
	case "std":
		data = op1(ufSqrt, variance(m.data, opt, c.Float("ddof")))
	case "any":
		data = ufLogOr.reduce(truths(m.data), opt)
	case "all":
		data = ufLogAnd.reduce(truths(m.data), opt)
	case "ptp":
		data = op2(ufSubtract, m.extreme(opt, ufMaximum), m.extreme(opt, ufMinimum))
	case "max", "amax":
		data = m.extreme(opt, ufMaximum)
	default:
		data = m.extreme(opt, ufMinimum)
	}
	counts := countNonzero(m.shown(), &reduction{axes: opt.axes, keepdims: opt.keepdims})
	return maskedOf(data, op2(comparisons[object.Eq], counts, tensor.Scalar(int64(0))), m)
}

// extreme is the largest or least of what is shown, for integers too, which have
// no infinity.
func (m *maskedArray) extreme(opt *reduction, u *ufunc) *tensor.Array {
	o := *opt
	o.where = nil
	limit := 1e300
	if u == ufMaximum {
		limit = -limit
	}
	x := choose(m.mask, tensor.Scalar(limit).BroadcastTo(m.data.Shape()), castTo(m.data, tensor.Float64))
	return castTo(u.reduce(x, &o), m.data.DType())
}

func maskedMembers() []object.Member {
	of := func(c *call) *maskedArray { return c.Self().(*maskedArray) }
	get := func(name, doc string, f func(m *maskedArray) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
			return f(self.(*maskedArray)), nil
		})
	}
	own := func(sig, doc string, f func(c *call) object.Value) object.Member {
		return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) { return f(&call{a, th}), nil })
	}
	return []object.Member{
		get("data", "the elements, hidden ones included", func(m *maskedArray) object.Value { return m.data }),
		object.GetSet("mask", "which elements are hidden", func(th *object.Thread, self object.Value) (object.Value, error) {
			if m := self.(*maskedArray); !m.bare {
				return m.mask, nil
			}
			return binding.FromArray(tensor.Scalar(false)), nil
		}, func(th *object.Thread, self, v object.Value) error {
			m := self.(*maskedArray)
			m.mask, m.bare = truths(toArray(th, v)).BroadcastTo(m.data.Shape()).Clone(), false
			return nil
		}),
		object.GetSet("fill_value", "what hidden elements are filled with", func(th *object.Thread, self object.Value) (object.Value, error) {
			return self.(*maskedArray).fillValue(), nil
		}, func(th *object.Thread, self, v object.Value) error {
			self.(*maskedArray).fill = v
			return nil
		}),
		own("filled(self, fill_value=None)", "The elements with a value for what is hidden.", func(c *call) object.Value {
			return of(c).filled(c.th, c.Value("fill_value"))
		}),
		own("compressed(self)", "What is shown, in one row.", func(c *call) object.Value {
			return takeAxis(ravel(of(c).data, "C"), nonzero(ravel(of(c).shown(), "C"))[0], 0)
		}),
		own("count(self, axis=None, keepdims=False)", "How many elements are shown.", func(c *call) object.Value {
			r := countNonzero(of(c).shown(), &reduction{axes: c.axes("axis", of(c).data.Rank()), keepdims: c.Bool("keepdims")})
			if r.Rank() == 0 {
				return int(r.Int(0))
			}
			return r
		}),
		own("anom(self, axis=None, dtype=None)", "The distance of each element from the mean.", func(c *call) object.Value {
			return object.Must(combineMasked(c.th, object.Sub, of(c), of(c).reduced(&call{c.Bound, c.th}, "mean")))
		}),
	}
}

// maModule is numpy.ma.
func maModule() *object.Module {
	return &object.Module{Name: "numpy.ma", Doc: "Arrays of which some elements are hidden.", Members: maFuncs}
}

func maFuncs() []object.Member {
	sig := "data=None, mask=False, dtype=None, copy=False, fill_value=None, keep_mask=True, hard_mask=False, shrink=True, subok=True, ndmin=0"
	make := func(name string) object.Member {
		return ownFun(name+"("+sig+")", "An array of which some elements are hidden.", func(c *call) object.Value { return newMasked(c) })
	}
	// where hides the elements for which a condition holds.
	where := func(sig string, cond func(c *call, a *tensor.Array) *tensor.Array) object.Member {
		return ownFun(sig, "An array with some elements hidden.", func(c *call) object.Value {
			x := toMasked(c.th, c.Value(c.Sig.Params[arrayParam(c)].Name))
			mask := op2(ufLogOr, x.mask, truths(cond(c, x.data)).BroadcastTo(x.data.Shape()))
			return &maskedArray{data: x.data.Clone(), mask: mask, fill: x.fill}
		})
	}
	compared := func(name string, op object.Op) object.Member {
		return where(name+"(x, value, copy=True)", func(c *call, a *tensor.Array) *tensor.Array {
			return op2(comparisons[op], a, c.operand("value"))
		})
	}
	outside := func(c *call, a *tensor.Array) *tensor.Array {
		return op2(ufLogOr, op2(comparisons[object.Lt], a, c.operand("v1")), op2(comparisons[object.Gt], a, c.operand("v2")))
	}
	members := []object.Member{
		make("array"), make("masked_array"),
		object.Const("MaskedArray", maskedArrayClass), object.Const("masked", hidden{}), object.Const("nomask", binding.FromArray(tensor.Scalar(false))),
		where("masked_where(condition, a, copy=True)", func(c *call, a *tensor.Array) *tensor.Array { return c.operand("condition") }),
		where("masked_invalid(a, copy=True)", func(c *call, a *tensor.Array) *tensor.Array { return op1(logicalNot, op1(ufIsFinite, a)) }),
		compared("masked_not_equal", object.Ne), compared("masked_greater", object.Gt), compared("masked_greater_equal", object.Ge),
		compared("masked_less", object.Lt), compared("masked_less_equal", object.Le),
		where("masked_outside(x, v1, v2, copy=True)", outside),
		where("masked_inside(x, v1, v2, copy=True)", func(c *call, a *tensor.Array) *tensor.Array { return op1(logicalNot, outside(c, a)) }),
		ownFun("masked_equal(x, value, copy=True)", "An array with the elements that equal a value hidden.", func(c *call) object.Value {
			x := toMasked(c.th, c.Value("x"))
			mask := op2(ufLogOr, x.mask, op2(comparisons[object.Eq], x.data, c.operand("value")))
			return &maskedArray{data: x.data.Clone(), mask: mask, fill: c.Value("value")}
		}),
		ownFun("getmask(a)", "The mask of an array.", func(c *call) object.Value {
			return object.Must(object.GetAttr(c.th, toMasked(c.th, c.At(0)), "mask"))
		}),
		ownFun("getmaskarray(arr)", "The mask of an array, element by element.", func(c *call) object.Value { return toMasked(c.th, c.At(0)).mask }),
		ownFun("getdata(a, subok=True)", "The elements of an array, hidden ones included.", func(c *call) object.Value { return toMasked(c.th, c.At(0)).data }),
		ownFun("is_masked(x)", "Whether elements are hidden.", func(c *call) object.Value {
			_, ok := c.At(0).(hidden)
			return ok || anyTrue(toMasked(c.th, c.At(0)).mask)
		}),
		ownFun("isMaskedArray(x)", "Whether a value is a masked array.", func(c *call) object.Value {
			_, ok := c.At(0).(*maskedArray)
			return ok
		}),
	}
	for _, sig := range []string{"filled(a, fill_value=None)", "compressed(x)", "count(obj, axis=None)", "sum(a, axis=None)", "mean(a, axis=None)", "min(a, axis=None)", "max(a, axis=None)",
		"std(a, axis=None, dtype=None, out=None, ddof=0)", "var(a, axis=None, dtype=None, out=None, ddof=0)", "prod(a, axis=None)", "any(a, axis=None)", "all(a, axis=None)"} {
		members = append(members, ownFun(sig, "The method of a masked array.", maskedMethod))
	}
	for _, m := range append(joinFuncs(), ufuncMembersOfModule()...) {
		u, ok := m.Value.(*ufunc)
		switch {
		case slices.Contains(notMasked, m.Name):
		case ok && slices.Contains(domained, m.Name):
			members = append(members, domainFunc(m.Name, u))
		default:
			members = append(members, m)
		}
	}
	return members
}

// domained are the functions of numpy.ma that hide what has no result.
var domained = strings.Fields("arccos arccosh arcsin arctanh log log10 log2 sqrt tan divide true_divide floor_divide fmod mod remainder")

// domainFunc is a function of masked arrays, and of others as such, that hides
// the elements for which the function has no result.
func domainFunc(name string, u *ufunc) object.Member {
	if u.nin == 1 {
		return ownFun(name+"(a)", u.doc, func(c *call) object.Value {
			x := toMasked(c.th, c.At(0))
			return withMask(x.ufunc(c.th, u, []object.Value{x}))
		})
	}
	return ownFun(name+"(a, b)", u.doc, func(c *call) object.Value {
		x, y := toMasked(c.th, c.At(0)), toMasked(c.th, c.At(1))
		data := u.compute([]*tensor.Array{x.data, y.data}, tensor.Invalid, nil, nil)
		mask := op2(ufLogOr, op2(ufLogOr, x.mask, y.mask), op2(comparisons[object.Eq], y.data, tensor.Scalar(0.0)))
		if data.DType().IsFloat() {
			mask = op2(ufLogOr, mask, op1(logicalNot, op1(ufIsFinite, data)))
		}
		return withMask(maskedOf(data, mask.BroadcastTo(data.Shape()).Clone(), x, y))
	})
}

// withMask gives a masked array a mask for each element, all shown or not.
func withMask(v object.Value) object.Value {
	if m, ok := v.(*maskedArray); ok {
		m.bare = false
	}
	return v
}

// notMasked are the functions of numpy that numpy.ma does not have.
var notMasked = strings.Fields(`bitwise_not block cbrt conj copysign deg2rad degrees exp2 expm1 fix float_power fmax fmin
	gcd heaviside isfinite isinf isnan invert lcm log1p logaddexp logaddexp2 nextafter positive rad2deg radians
	reciprocal rint sign signbit spacing square trunc`)

// arrayParam is the place of the array among the parameters.
func arrayParam(c *call) int {
	if c.Sig.Name == "masked_where" {
		return 1
	}
	return 0
}

// maskedMethod calls the method that has the function's name.
func maskedMethod(c *call) object.Value {
	args := object.Args{}
	for i := 1; i < c.Len(); i++ {
		args.Kw = append(args.Kw, object.Kwarg{Name: c.Sig.Params[i].Name, Value: c.At(i)})
	}
	return object.Must(object.CallMethodOf(c.th, toMasked(c.th, c.At(0)), c.Sig.Name, args))
}
