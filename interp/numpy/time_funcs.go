package numpy

import (
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// timeFuncs are the functions of times and of business days.
func timeFuncs() []object.Member {
	return []object.Member{
		ownFun("isnat(x, /)", "Which elements are no times.", func(c *call) object.Value {
			switch x := c.At(0).(type) {
			case *timeScalar:
				return x.v == notATime
			case *timeArray:
				return x.ufunc(c.th, &ufunc{name: "isnat"}, nil)
			}
			throwType("ufunc 'isnat' is only defined for np.datetime64 and np.timedelta64.")
			return nil
		}),
		ownFun("datetime_as_string(arr, unit=None, timezone='naive', casting='same_kind')", "Times as texts.", func(c *call) object.Value {
			t := toTimes(c.th, c.At(0), &timeArray{})
			if u := c.StrOr("unit", ""); u != "" && u != "auto" {
				t = t.in(u)
			}
			texts := make([]string, t.a.Size())
			for i := range texts {
				texts[i] = timeText(t.a.Int(i), t.unit)
			}
			return binding.FromArray(tensor.FromSlice(texts, t.a.Shape()...))
		}),
		fun("datetime_data(dtype, /)", "The unit of a type of times, and how many of them.", func(c *call) object.Value {
			n, base := splitUnit(c.fullType("dtype").Unit())
			if base == "" {
				base = "generic"
			}
			return object.NewTuple(base, int(n))
		}),
		ownFun("is_busday(dates, weekmask='1111100', holidays=None, busdaycal=None, out=None)", "Which dates are business days.", func(c *call) object.Value {
			open := businessDays(c)
			return eachDay(c, "dates", func(day int64) bool { return open(day) })
		}),
		ownFun("busday_count(begindates, enddates, weekmask='1111100', holidays=[], busdaycal=None, out=None)", "How many business days lie between two dates.", func(c *call) object.Value {
			open := businessDays(c)
			a, b := days(c, "begindates"), days(c, "enddates")
			out := tensor.NewArray(tensor.Int64, broadcastAll(a, b)...)
			map2(out, a, b, func(from, to int64) int64 {
				n, sign := int64(0), int64(1)
				if from > to {
					from, to, sign = to+1, from+1, -1
				}
				for d := from; d < to; d++ {
					if open(d) {
						n += sign
					}
				}
				return n
			})
			return binding.FromArray(out)
		}),
		ownFun("busday_offset(dates, offsets, roll='raise', weekmask='1111100', holidays=None, busdaycal=None, out=None)", "The business day some business days later.", func(c *call) object.Value {
			open := businessDays(c)
			a, n := days(c, "dates"), castTo(c.operand("offsets"), tensor.Int64)
			out := tensor.NewArray(tensor.Int64, broadcastAll(a, n)...)
			map2(out, a, n, func(day, k int64) int64 { return laterDay(rolled(day, c.Str("roll"), open), k, open) })
			return scalarOrLaid(&timeArray{out, "D", false})
		}),
	}
}

// days is an argument as days.
func days(c *call, name string) *tensor.Array {
	return toTimes(c.th, c.Value(name), &timeArray{unit: "D"}).in("D").a
}

func eachDay(c *call, name string, f func(day int64) bool) object.Value {
	a := days(c, name)
	out := tensor.NewArray(tensor.Bool, a.Shape()...)
	map1(out, a, f)
	return binding.FromArray(out)
}

// businessDays tells which days are worked on, by the arguments weekmask and
// holidays.
func businessDays(c *call) func(day int64) bool {
	var week [7]bool
	switch m := c.Value("weekmask").(type) {
	case string:
		for i, name := range []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"} {
			week[i] = strings.Contains(m, name) || len(m) == 7 && m[i] == '1'
		}
	default:
		for i, v := range toArray(c.th, m).Ints() {
			week[i%7] = v != 0
		}
	}
	free := map[int64]bool{}
	if c.Has("holidays") {
		a := days(c, "holidays")
		for i := range a.Size() {
			free[a.Int(i)] = true
		}
	}
	return func(day int64) bool {
		weekday := day + 3 - 7*floorDiv(day+3, 7) // the epoch was a Thursday
		return week[weekday] && !free[day]
	}
}

// rolled is a day, or the business day that takes its place.
func rolled(day int64, roll string, open func(day int64) bool) int64 {
	step := int64(1)
	switch roll {
	case "raise":
		if !open(day) {
			throwValue("Non-business day date in busday_offset")
		}
	case "backward", "preceding":
		step = -1
	case "forward", "following":
	default:
		throwValue("Invalid business day roll parameter \"%s\"", roll)
	}
	for !open(day) {
		day += step
	}
	return day
}

// laterDay is the n-th business day after one, before it for negative n.
func laterDay(day, n int64, open func(day int64) bool) int64 {
	step := int64(1)
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		day += step
		if open(day) {
			n--
		}
	}
	return day
}

// timeRange is np.arange of times.
func timeRange(c *call, like *timeArray) object.Value {
	start, stop := c.Value("start"), c.Value("stop")
	if !c.Has("stop") {
		start, stop = &timeScalar{0, "", like.span}, start
	}
	a := toTimes(c.th, start, like)
	unit := like.unit
	b := toTimes(c.th, stop, like)
	if unit == "" {
		unit = commonUnit(a.unit, b.unit, like.span)
	}
	step := &timeScalar{1, unit, true}
	if c.Has("step") {
		step = toTime(c.th, c.Value("step"), true)
		if like.unit == "" {
			unit = commonUnit(unit, step.unit, like.span)
		}
	}
	by := convertTime(step.v, step.unit, unit, true)
	if by == 0 {
		throwValue("arange: step cannot be zero")
	}
	lo := a.in(unit).a.Int(0)
	hi := b.in(unit).a.Int(0)
	if b.span && !like.span { // an end told by its distance
		hi += lo
	}
	var out []int64
	for v := lo; by > 0 && v < hi || by < 0 && v > hi; v += by {
		out = append(out, v)
	}
	return &timeArray{tensor.FromSlice(out, len(out)), unit, like.span}
}
