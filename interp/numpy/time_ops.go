package numpy

import (
	"math"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/interp/std"
	"kerash/tensor"
)

// timeOperand is an operand of an operator with times: times, or numbers.
func timeOperand(th *object.Thread, v object.Value, spans bool) (t *timeArray, numbers *tensor.Array, ok bool) {
	switch v := v.(type) {
	case *timeArray:
		return v, nil, true
	case *timeScalar:
		return v.array(), nil, true
	case string:
		if spans {
			return nil, nil, false
		}
		return toTime(th, v, false).array(), nil, true
	}
	if _, _, isMoment := std.MomentTime(v); isMoment {
		return toTime(th, v, false).array(), nil, true
	}
	if _, isDelta := std.TimedeltaMicroseconds(v); isDelta {
		return toTime(th, v, true).array(), nil, true
	}
	if s := firstTime(v); s != nil {
		return toTimes(th, v, &timeArray{span: s.span}), nil, true
	}
	a, known := operand(th, v)
	if !known || a.DType() == tensor.String {
		return nil, nil, false
	}
	return nil, a, true
}

// isSpans reports whether a value has spans of time.
func isSpans(v object.Value) bool {
	switch v := v.(type) {
	case *timeArray:
		return v.span
	case *timeScalar:
		return v.span
	}
	return false
}

// combineTimes is a op b, of which one is times or spans of time.
func combineTimes(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	spans := isSpans(a) || isSpans(b)
	x, nx, ok := timeOperand(th, a, spans)
	y, ny, ok2 := timeOperand(th, b, spans)
	if !ok || !ok2 {
		return object.NotImplemented, nil
	}
	switch {
	case op == object.Add || op == object.Sub:
		return addTimes(op, a, b, wholeTimes(x, nx), wholeTimes(y, ny))
	case x != nil && y != nil && x.span && y.span:
		return divideSpans(op, x, y)
	case op == object.Mul && ny != nil && x.span:
		return scaleSpans(x, ny, false), nil
	case op == object.Mul && nx != nil && y.span:
		return scaleSpans(y, nx, false), nil
	case (op == object.Div || op == object.FloorDiv) && ny != nil && x.span:
		return scaleSpans(x, ny, true), nil
	}
	return nil, noTimeLoop(op, x, y, nx, ny)
}

// wholeTimes is an operand as times: numbers are spans of no unit.
func wholeTimes(t *timeArray, numbers *tensor.Array) *timeArray {
	if t != nil {
		return t
	}
	return &timeArray{castTo(numbers, tensor.Int64), "", true}
}

func noTimeLoop(op object.Op, x, y *timeArray, nx, ny *tensor.Array) error {
	name := operators[op].name
	code := func(t *timeArray, a *tensor.Array) string {
		if t != nil {
			return t.dtype().Code()
		}
		return a.DType().String()
	}
	return object.Errorf(UFuncTypeError, "ufunc '%s' cannot use operands with types dtype('%s') and dtype('%s')", name, code(x, nx), code(y, ny))
}

func addTimes(op object.Op, a, b object.Value, x, y *timeArray) (object.Value, error) {
	if !x.span && !y.span && op == object.Add || x.span && !y.span && op == object.Sub {
		return nil, noTimeLoop(op, x, y, nil, nil)
	}
	unit := commonUnit(x.unit, y.unit, x.span && y.span)
	p, q := x.in(unit).a, y.in(unit).a
	out := tensor.NewArray(tensor.Int64, broadcastAll(p, q)...)
	map2(out, p, q, func(v, w int64) int64 {
		switch {
		case v == notATime || w == notATime:
			return notATime
		case op == object.Sub:
			return v - w
		}
		return v + w
	})
	return scalarOrLaid(&timeArray{out, unit, x.span && y.span || !x.span && !y.span}), nil
}

// divideSpans divides spans of time by others.
func divideSpans(op object.Op, x, y *timeArray) (object.Value, error) {
	unit := commonUnit(x.unit, y.unit, true)
	p, q := x.in(unit).a, y.in(unit).a
	shape := broadcastAll(p, q)
	switch op {
	case object.Div:
		out := tensor.NewArray(tensor.Float64, shape...)
		map2(out, p, q, func(v, w int64) float64 {
			if v == notATime || w == notATime {
				return math.NaN()
			}
			return float64(v) / float64(w)
		})
		return binding.FromArray(out), nil
	case object.FloorDiv, object.Mod:
		out := tensor.NewArray(tensor.Int64, shape...)
		map2(out, p, q, func(v, w int64) int64 {
			switch {
			case w == 0 && op == object.Mod:
				return notATime
			case w == 0:
				return 0
			case op == object.Mod:
				return v - w*floorDiv(v, w)
			}
			return floorDiv(v, w)
		})
		if op == object.Mod {
			return scalarOrLaid(&timeArray{out, unit, true}), nil
		}
		return binding.FromArray(out), nil
	}
	return nil, noTimeLoop(op, x, y, nil, nil)
}

// scaleSpans multiplies spans of time by numbers or divides them.
func scaleSpans(t *timeArray, by *tensor.Array, divide bool) object.Value {
	out := tensor.NewArray(tensor.Int64, broadcastAll(t.a, by)...)
	if by.DType().IsFloat() {
		map2(out, castTo(t.a, tensor.Float64), castTo(by, tensor.Float64), func(v, w float64) int64 {
			switch {
			case v == notATime || w != w || divide && w == 0:
				return notATime
			case divide:
				return int64(v / w)
			}
			return int64(v * w)
		})
	} else {
		map2(out, t.a, castTo(by, tensor.Int64), func(v, w int64) int64 {
			switch {
			case v == notATime || divide && w == 0:
				return notATime
			case divide:
				return v / w
			}
			return v * w
		})
	}
	return scalarOrLaid(&timeArray{out, t.unit, true})
}

// compareTimes is a comparison; NaT equals nothing.
func compareTimes(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	spans := isSpans(a) || isSpans(b)
	x, nx, ok := timeOperand(th, a, spans)
	y, ny, ok2 := timeOperand(th, b, spans)
	if !ok || !ok2 || (nx != nil || ny != nil) && !spans {
		return object.NotImplemented, nil
	}
	x, y = wholeTimes(x, nx), wholeTimes(y, ny)
	unit := commonUnit(x.unit, y.unit, x.span && y.span)
	p, q := x.in(unit).a, y.in(unit).a
	out := tensor.NewArray(tensor.Bool, broadcastAll(p, q)...)
	cmp := comparisons[op].cmp
	map2(out, p, q, func(v, w int64) bool {
		if v == notATime || w == notATime {
			return cmp == cmpNe
		}
		return holds(cmp, v, w)
	})
	return binding.FromArray(out), nil
}

func unaryTimes(th *object.Thread, op object.Op, a object.Value) (object.Value, error) {
	t, _, _ := timeOperand(th, a, true)
	if !t.span || op == object.Invert {
		return nil, object.Errorf(UFuncTypeError, "ufunc '%s' cannot use operands with types dtype('%s')", operators[op].name, t.dtype().Code())
	}
	if op == object.Plus {
		return a, nil
	}
	out := tensor.NewArray(tensor.Int64, t.a.Shape()...)
	map1(out, t.a, func(v int64) int64 { return -v })
	return scalarOrLaid(&timeArray{out, t.unit, true}), nil
}

// ufunc is a universal function of times that is no operator.
func (t *timeArray) ufunc(th *object.Thread, u *ufunc, args []object.Value) object.Value {
	switch u.name {
	case "absolute", "sign":
		if t.span {
			out := tensor.NewArray(tensor.Int64, t.a.Shape()...)
			map1(out, t.a, func(v int64) int64 { return max(v, -v) })
			return scalarOrLaid(&timeArray{out, t.unit, true})
		}
	case "maximum", "minimum", "fmax", "fmin":
		joint, at := t.joined(th, args)
		return lifted(joint, binding.FromArray(op2(u, at[0], at[1])))
	case "isfinite", "isnat":
		out := tensor.NewArray(tensor.Bool, t.a.Shape()...)
		map1(out, t.a, func(v int64) bool { return (v == notATime) == (u.name == "isnat") })
		return binding.FromArray(out)
	}
	throwType("ufunc '%s' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''", u.name)
	return nil
}

// timeFunctions are the functions that times go through as their numbers, with
// what becomes of the result.
var timeFunctions = map[string]func(t *timeArray, r object.Value) object.Value{}

func init() {
	same := func(t *timeArray, r object.Value) object.Value { return lifted(t, r) }
	first := func(t *timeArray, r object.Value) object.Value {
		if tuple, ok := r.(*object.Tuple); ok {
			return object.NewTuple(append([]object.Value{lifted(t, tuple.Elems[0])}, tuple.Elems[1:]...)...)
		}
		return lifted(t, r)
	}
	numbers := func(t *timeArray, r object.Value) object.Value { return r }
	spans := func(t *timeArray, r object.Value) object.Value { return lifted(&timeArray{t.a, t.unit, true}, r) }
	for _, name := range []string{"max", "min", "amax", "amin", "sort", "partition", "clip", "pad", "nanmax", "nanmin", "union1d", "intersect1d", "setdiff1d"} {
		timeFunctions[name] = same
	}
	timeFunctions["unique"] = first
	for _, name := range []string{"argmax", "argmin", "argsort", "searchsorted", "isin", "in1d", "array_equal", "nonzero", "argwhere", "count_nonzero", "digitize", "lexsort"} {
		timeFunctions[name] = numbers
	}
	for _, name := range []string{"diff", "ptp", "ediff1d"} {
		timeFunctions[name] = spans
	}
}

// special are the functions that times have an own way with.
func (t *timeArray) special(c *call, name string, f func(c *call) object.Value) (object.Value, bool) {
	if r, ok := t.own(c, name); ok {
		return r, true
	}
	if r, ok := laidSpecial(t, c, name); ok {
		return r, true
	}
	lift, ok := timeFunctions[name]
	if !ok {
		return nil, false
	}
	joint, numbers := t.numbers(c)
	return lift(joint, f(numbers)), true
}

// numbers is a call with the numbers of one unit in the place of its times.
func (t *timeArray) numbers(c *call) (*timeArray, *call) {
	unit := t.unit
	times := map[int]*timeArray{}
	for i := range c.Len() {
		v := c.At(i)
		if s := firstTime(v); s != nil {
			times[i] = toTimes(c.th, v, &timeArray{span: s.span})
			unit = commonUnit(unit, times[i].unit, t.span)
		}
	}
	b := c.Bound
	for i, x := range times {
		b = b.With(i, x.in(unit).a)
	}
	return &timeArray{nil, unit, t.span}, &call{b, c.th}
}

// own are the functions that do more with times than with numbers.
func (t *timeArray) own(c *call, name string) (object.Value, bool) {
	switch name {
	case "astype":
		return scalarOrElement(castTimes(c, t, c.Value("dtype"))), true
	case "view":
		if dt := c.fullType("dtype"); dt != nil && dt.Kind() != 'i' {
			return &timeArray{t.a, dt.Unit(), dt.Kind() == 'm'}, true
		}
		return t.a, true
	case "tolist", "item":
		o := castTimes(c, t, object.ObjectClass).(*objectArray)
		r, _ := laidSpecial(o, c, name)
		return r, true
	case "zeros_like", "empty_like":
		return t.laidAs(tensor.NewArray(tensor.Int64, t.a.Shape()...)), true
	case "sum", "cumsum", "mean", "median", "std":
		if !t.span {
			throwType("ufunc 'add' cannot use operands with types dtype('%s') and dtype('%s')", t.dtype().Code(), t.dtype().Code())
		}
		return t.spanStatistic(c, name), true
	case "__abs__":
		return t.ufunc(c.th, &ufunc{name: "absolute"}, nil), true
	}
	return nil, false
}

// spanStatistic is a sum or a mean of spans of time.
func (t *timeArray) spanStatistic(c *call, name string) object.Value {
	a := t.a
	if name == "mean" || name == "median" || name == "std" {
		a = castTo(a, tensor.Float64)
	}
	args := object.Args{}
	if ax := c.Value("axis"); ax != nil {
		args.Pos = append(args.Pos, ax)
	}
	method := name
	if name == "median" {
		a, method = middleOf(a), "mean"
	}
	r := toArray(c.th, object.Must(object.CallMethodOf(c.th, a, method, args)))
	return scalarOrLaid(t.laidAs(castTo(r, tensor.Int64)))
}

// middleOf are the one or two spans in the middle.
func middleOf(a *tensor.Array) *tensor.Array {
	flat := sorted(ravel(a, "C").Clone(), 0)
	n := flat.Size()
	if n == 0 {
		throwValue("zero-size array to reduction operation median which has no identity")
	}
	return sliceAxis(flat, 0, (n-1)/2, n/2+1)
}
