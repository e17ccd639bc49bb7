package numpy

import (
	"slices"
	"strconv"
	"time"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/interp/std"
	"kerash/tensor"
)

// timeArray is an array of times, or of spans of time: numbers of a unit.
type timeArray struct {
	a    *tensor.Array
	unit string
	span bool
}

// timeScalar is a numpy.datetime64 or numpy.timedelta64.
type timeScalar struct {
	v    int64
	unit string
	span bool
}

var timeArrayClass = newLaidClass("ndarray", "numpy", "An array of times.")

// PyClass is numpy.ndarray for times.
func (t *timeArray) PyClass() *object.Class { return timeArrayClass }

// PyClass is numpy.datetime64 or numpy.timedelta64.
func (s *timeScalar) PyClass() *object.Class {
	if s.span {
		return binding.Timedelta64Class
	}
	return binding.Datetime64Class
}

func init() {
	timeArrayClass.Binary, timeArrayClass.Compare, timeArrayClass.Unary = combineTimes, compareTimes, unaryTimes
	for _, c := range []*object.Class{binding.Datetime64Class, binding.Timedelta64Class} {
		c.New = newTime
		c.Signature = c.Name + "(value=<none>, unit=None, /)"
		c.Binary, c.Compare, c.Unary = combineTimes, compareTimes, unaryTimes
		c.Repr = func(th *object.Thread, self object.Value) (string, error) { return self.(*timeScalar).repr(), nil }
		c.Str = func(th *object.Thread, self object.Value) (string, error) { return self.(*timeScalar).String(), nil }
		c.Format = func(th *object.Thread, self object.Value, spec string) (string, error) {
			return object.Format(th, self.(*timeScalar).String(), spec)
		}
		c.Hash = func(th *object.Thread, self object.Value) (int, error) { return int(self.(*timeScalar).v), nil }
		c.Bool = func(th *object.Thread, self object.Value) (bool, error) { return self.(*timeScalar).v != 0, nil }
		c.ToInt = func(th *object.Thread, self object.Value) (int, error) { return int(self.(*timeScalar).v), nil }
		c.ToFloat = func(th *object.Thread, self object.Value) (float64, error) { return float64(self.(*timeScalar).v), nil }
		c.ToIndex = func(th *object.Thread, self object.Value) (int, error) {
			return 0, object.TypeErrorf("'%s' object cannot be interpreted as an integer", object.TypeName(self))
		}
		c.Members = timeScalarMembers
	}
}

// String is the time as print shows it.
func (s *timeScalar) String() string {
	if s.span {
		return spanText(s.v, s.unit)
	}
	return timeText(s.v, s.unit)
}

func (s *timeScalar) repr() string {
	switch {
	case !s.span:
		return "numpy.datetime64('" + s.String() + "')"
	case s.v == notATime:
		return "numpy.timedelta64('NaT')"
	case s.unit == "":
		return "numpy.timedelta64(" + strconv.FormatInt(s.v, 10) + ")"
	}
	return "numpy.timedelta64(" + strconv.FormatInt(s.v, 10) + ",'" + s.unit + "')"
}

// array is the scalar as an array of rank 0.
func (s *timeScalar) array() *timeArray { return &timeArray{tensor.Scalar(s.v), s.unit, s.span} }

// layout are the numbers themselves.
func (t *timeArray) layout() *tensor.Array { return t.a }

func (t *timeArray) dtype() *binding.NumpyDType { return binding.TimeDType(t.span, t.unit) }

func (t *timeArray) laidAs(at *tensor.Array) laid { return &timeArray{at, t.unit, t.span} }

func (t *timeArray) element(number int64) object.Value { return &timeScalar{number, t.unit, t.span} }

// in is the array in another unit.
func (t *timeArray) in(unit string) *timeArray {
	if t.unit == unit {
		return t
	}
	out := tensor.NewArray(tensor.Int64, t.a.Shape()...)
	map1(out, t.a, func(v int64) int64 { return convertTime(v, t.unit, unit, t.span) })
	return &timeArray{out, unit, t.span}
}

func (t *timeArray) joined(th *object.Thread, values []object.Value) (laid, []*tensor.Array) {
	all := make([]*timeArray, len(values))
	unit := ""
	for i, v := range values {
		all[i] = toTimes(th, v, &timeArray{unit: "", span: t.span})
		unit = commonUnit(unit, all[i].unit, t.span)
	}
	layouts := make([]*tensor.Array, len(values))
	for i, x := range all {
		layouts[i] = x.in(unit).a
	}
	return &timeArray{nil, unit, t.span}, layouts
}

func (t *timeArray) put(th *object.Thread, key, v object.Value) {
	setIndex(th, t.a, key, toTimes(th, v, t).in(t.unit).a)
}

// plain throws: times are no numbers.
func (t *timeArray) plain() *tensor.Array {
	throwType("Cannot cast array data from dtype('%s') to dtype('float64') according to the rule 'safe'", t.dtype().Code())
	return nil
}

func (t *timeArray) text(th *object.Thread, repr bool) string {
	texts := make([]string, t.a.Size())
	width, hasNaT := 0, false
	for i := range texts {
		v := t.a.Int(i)
		switch {
		case v == notATime:
			texts[i], hasNaT = "'NaT'", true
		case t.span:
			texts[i] = strconv.FormatInt(v, 10)
		default:
			texts[i] = "'" + timeText(v, t.unit) + "'"
		}
		width = max(width, len(texts[i]))
	}
	if t.span || hasNaT {
		for i, s := range texts {
			texts[i] = fillLeft(s, width)
		}
	}
	a, opt := writtenElements(th, texts, t.a.Shape())
	if repr {
		opt.TypeName = "'" + t.dtype().Name + "'"
		return opt.Repr(a)
	}
	return opt.Str(a)
}

func fillLeft(s string, width int) string {
	for len(s) < width {
		s = " " + s
	}
	return s
}

// toTimes is a value as times: of a kind and, where the value leaves it open,
// of a unit as those of like.
func toTimes(th *object.Thread, v object.Value, like *timeArray) *timeArray {
	switch v := v.(type) {
	case *timeArray:
		return v
	case *timeScalar:
		return v.array()
	case *objectArray:
		return toTimes(th, nestedList(laidElements(v), v.at.Shape()), like)
	case *tensor.Array:
		if v.DType() == tensor.String {
			return toTimes(th, toList(v, false), like)
		}
		return &timeArray{castTo(v, tensor.Int64).Clone(), like.unit, like.span}
	}
	o := newObjectArray(th, v)
	all := make([]*timeScalar, len(o.elems))
	unit := like.unit
	for i, e := range o.elems {
		all[i] = toTime(th, e, like.span)
		if like.unit == "" {
			unit = commonUnit(unit, all[i].unit, like.span)
		}
	}
	out := make([]int64, len(all))
	for i, s := range all {
		out[i] = convertTime(s.v, s.unit, unit, like.span)
	}
	return &timeArray{tensor.FromSlice(out, o.at.Shape()...), unit, like.span}
}

// toTime is one value as a time or a span of time.
func toTime(th *object.Thread, v object.Value, span bool) *timeScalar {
	switch x := object.NativeOf(v).(type) {
	case *timeScalar:
		return x
	case nil:
		return &timeScalar{notATime, "", span}
	case int:
		return &timeScalar{int64(x), "", span}
	case *binding.Scalar:
		return &timeScalar{x.Array.Int(0), "", span}
	case string:
		if span {
			n, err := strconv.ParseInt(x, 10, 64)
			if x == "NaT" {
				n, err = notATime, nil
			}
			if err != nil {
				throwValue("Could not convert object to NumPy timedelta")
			}
			return &timeScalar{n, "", true}
		}
		n, unit := parseTime(x)
		return &timeScalar{n, unit, false}
	}
	if t, day, ok := std.MomentTime(v); ok && !span {
		if day {
			return &timeScalar{floorDiv(t.Unix(), 86400), "D", false}
		}
		return &timeScalar{t.UnixMicro(), "us", false}
	}
	if us, ok := std.TimedeltaMicroseconds(v); ok && span {
		return &timeScalar{int64(us), "us", true}
	}
	what := "datetime"
	if span {
		what = "timedelta"
	}
	throwValue("Could not convert object to NumPy %s", what)
	return nil
}

// newTime is np.datetime64(value, unit) or np.timedelta64(value, unit).
func newTime(th *object.Thread, cls *object.Class, args object.Args) (v object.Value, err error) {
	defer object.Catch(&err)
	b, err := cls.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	span := cls == binding.Timedelta64Class
	unit, _ := b.Value("unit").(string)
	if !binding.ValidTimeUnit(unit) {
		throwType(`Invalid datetime unit "%s" in metadata`, unit)
	}
	if !b.Given("value") {
		if span {
			return &timeScalar{0, unit, true}, nil
		}
		return &timeScalar{notATime, unit, false}, nil
	}
	switch v := b.Value("value").(type) {
	case *object.List, *object.Tuple, *tensor.Array, *timeArray:
		return toTimes(th, v, &timeArray{unit: unit, span: span}), nil
	}
	if _, isInt := b.Value("value").(int); isInt && unit == "" && !span {
		throwValue("Converting an integer to a NumPy datetime requires a specified unit")
	}
	s := toTime(th, b.Value("value"), span)
	if unit == "" {
		return s, nil
	}
	return &timeScalar{convertTime(s.v, s.unit, unit, span), unit, span}, nil
}

// python is the time as a date or datetime of Python, the span as a timedelta,
// and as an int where Python's classes are too coarse.
func (s *timeScalar) python() object.Value {
	_, base := splitUnit(s.unit)
	switch {
	case s.v == notATime:
		return nil
	case s.unit == "" || fineness(base) > fineness("us") || s.span && byMonths(base):
		return int(s.v)
	case s.span:
		return std.NewTimedelta(int(convertTime(s.v, s.unit, "us", true)))
	}
	t := time.UnixMicro(convertTime(s.v, s.unit, "us", false)).UTC()
	return std.NewMoment(t, fineness(base) <= fineness("D"))
}

func timeScalarMembers() []object.Member {
	of := func(c *call) *timeScalar { return c.Self().(*timeScalar) }
	return []object.Member{
		object.Getter("dtype", "the type with the unit", func(th *object.Thread, self object.Value) (object.Value, error) {
			s := self.(*timeScalar)
			return binding.TimeDType(s.span, s.unit), nil
		}),
		object.Getter("shape", "()", func(th *object.Thread, self object.Value) (object.Value, error) { return object.NewTuple(), nil }),
		object.Getter("ndim", "0", func(th *object.Thread, self object.Value) (object.Value, error) { return 0, nil }),
		method("astype(self, dtype)", "The time in another unit, or as a number.", func(c *call) object.Value {
			return scalarOrElement(castTimes(c, of(c).array(), c.Value("dtype")))
		}),
		method("item(self)", "The time as a datetime of Python.", func(c *call) object.Value { return of(c).python() }),
		method("tolist(self)", "The time as a datetime of Python.", func(c *call) object.Value { return of(c).python() }),
		method("view(self, dtype)", "The number of the time.", func(c *call) object.Value { return binding.FromArray(tensor.Scalar(of(c).v)) }),
		method("__abs__(self)", "The span without its sign.", func(c *call) object.Value {
			return &timeScalar{max(of(c).v, -of(c).v), of(c).unit, true}
		}),
	}
}

// scalarOrElement is an array of rank 0 as its element.
func scalarOrElement(v object.Value) object.Value {
	switch v := v.(type) {
	case laid:
		return scalarOrLaid(v)
	case *tensor.Array:
		return binding.FromArray(v)
	}
	return v
}

// castTimes is times as another type: of another unit, as numbers, as texts.
func castTimes(c *call, t *timeArray, to object.Value) object.Value {
	dt := binding.ToFullDType(c.th, to)
	switch dt.Kind() {
	case 'M', 'm':
		unit := dt.Unit()
		if unit == "" {
			unit = t.unit
		}
		if span := dt.Kind() == 'm'; span != t.span {
			return &timeArray{t.a.Clone(), unit, span}
		}
		return t.in(unit).laidAs(t.in(unit).a.Clone())
	case 'O':
		o := newObjects(laidElements(t), append([]int{}, t.a.Shape()...))
		return o.each(func(x object.Value) object.Value { return x.(*timeScalar).python() })
	case 'U', 'S':
		texts := make([]string, t.a.Size())
		for i := range texts {
			texts[i] = t.element(t.a.Int(i)).(*timeScalar).String()
		}
		a := tensor.FromSlice(texts, append([]int{}, t.a.Shape()...)...)
		if dt.TextWidth() == 0 {
			return a.AsText(28, dt.Kind() == 'S')
		}
		return textAs(a, dt)
	}
	return castTo(t.a, dt.DType).Clone()
}

// timesWanted is what a dtype argument, or without one the values, say about
// times; nil when they want none.
func timesWanted(th *object.Thread, v object.Value, dt *binding.NumpyDType) *timeArray {
	if dt != nil {
		if k := dt.Kind(); k == 'M' || k == 'm' {
			return &timeArray{unit: dt.Unit(), span: k == 'm'}
		}
		return nil
	}
	if s := firstTime(v); s != nil {
		return &timeArray{span: s.span}
	}
	return nil
}

// firstTime is the first time in nested lists, nil when they begin otherwise.
func firstTime(v object.Value) *timeScalar {
	switch v := v.(type) {
	case *timeScalar:
		return v
	case *timeArray:
		return &timeScalar{span: v.span}
	case *object.List, *object.Tuple:
		elems, _ := listElems(v)
		if i := slices.IndexFunc(elems, func(e object.Value) bool { return e != nil }); i >= 0 {
			return firstTime(elems[i])
		}
	}
	return nil
}
