package std

import (
	"fmt"
	"math"
	"time"

	"kerash/interp/object"
)

func datetimeModule() *object.Module {
	return &object.Module{Name: "datetime", Doc: "Dates, times and the spans between them.", Members: func() []object.Member {
		return []object.Member{
			object.Const("datetime", datetimeClass), object.Const("date", dateClass), object.Const("time", timeClass), object.Const("timedelta", timedeltaClass),
			object.Const("timezone", timezoneClass), object.Const("UTC", &timezone{time.UTC}), object.Const("MINYEAR", 1), object.Const("MAXYEAR", 9999),
		}
	}}
}

var (
	dateClass     = &object.Class{Name: "date", ErrorName: "datetime.date", Module: "datetime", Doc: "A day.", Signature: "date(year, month, day)", Final: true}
	datetimeClass = &object.Class{Name: "datetime", ErrorName: "datetime.datetime", Module: "datetime", Doc: "A day and a time of day.", Base: dateClass,
		Signature: "datetime(year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)", Final: true}
	timedeltaClass = &object.Class{Name: "timedelta", ErrorName: "datetime.timedelta", Module: "datetime", Doc: "A span of time.",
		Signature: "timedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)", Final: true}
	timezoneClass = &object.Class{Name: "timezone", Module: "datetime", Doc: "A fixed offset from UTC.", Signature: "timezone(offset, name=None)", Final: true}
)

// moment is a date or a datetime.
type moment struct {
	t time.Time
	// day is set for a date, zone for a datetime that knows its offset.
	day  bool
	zone bool
}

// PyClass is date or datetime.
func (m *moment) PyClass() *object.Class {
	if m.day {
		return dateClass
	}
	return datetimeClass
}

// timedelta is a span in microseconds.
type timedelta struct{ us int }

// PyClass is timedelta.
func (*timedelta) PyClass() *object.Class { return timedeltaClass }

// timezone is a fixed offset.
type timezone struct{ loc *time.Location }

// PyClass is timezone.
func (*timezone) PyClass() *object.Class { return timezoneClass }

const (
	usSecond = 1_000_000
	usDay    = 24 * 3600 * usSecond
)

// parts splits a span as timedelta stores it: days may be negative.
func (d *timedelta) parts() (days, seconds, us int) {
	days = d.us / usDay
	rest := d.us % usDay
	if rest < 0 {
		days--
		rest += usDay
	}
	return days, rest / usSecond, rest % usSecond
}

func (d *timedelta) String() string {
	days, s, us := d.parts()
	text := fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	if us != 0 {
		text += fmt.Sprintf(".%06d", us)
	}
	switch days {
	case 0:
		return text
	case 1, -1:
		return fmt.Sprintf("%d day, %s", days, text)
	}
	return fmt.Sprintf("%d days, %s", days, text)
}

func newTimedelta(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
	b, err := timedeltaClass.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	total := 0.0
	whole := 0
	for i, unit := range []int{usDay, usSecond, 1, 1000, 60 * usSecond, 3600 * usSecond, 7 * usDay} {
		switch v := b.At(i).(type) {
		case int:
			whole += v * unit
		default:
			f, err := object.AsFloat(th, v)
			if err != nil {
				return nil, object.TypeErrorf("unsupported type for timedelta %s component: %s", b.Sig.Params[i].Name, object.TypeName(v))
			}
			total += f * float64(unit)
		}
	}
	if math.Abs(float64(whole)+total) >= 1e9*float64(usDay) {
		return nil, object.Errorf(object.OverflowError, "days=%d; must have magnitude <= 999999999", int(math.Floor((float64(whole)+total)/float64(usDay))))
	}
	return &timedelta{whole + int(roundHalfEven(total))}, nil
}

func roundHalfEven(f float64) float64 {
	r := float64(int(f))
	switch d := f - r; {
	case d > 0.5 || d == 0.5 && int(r)%2 != 0:
		return r + 1
	case d < -0.5 || d == -0.5 && int(r)%2 != 0:
		return r - 1
	}
	return r
}

func newMoment(day bool) func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
	return func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		sig := datetimeClass
		if day {
			sig = dateClass
		}
		for i, name := range []string{"year", "month", "day"} {
			if _, given := args.Lookup(name); i >= len(args.Pos) && !given {
				return nil, object.TypeErrorf("function missing required argument '%s' (pos %d)", name, i+1)
			}
		}
		b, err := sig.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		var n [7]int
		for i := range min(len(n), len(b.Sig.Params)) {
			n[i] = object.Must(object.AsIndex(th, b.At(i)))
		}
		m := &moment{day: day}
		loc := time.UTC
		if !day {
			if tz, ok := b.Value("tzinfo").(*timezone); ok {
				loc, m.zone = tz.loc, true
			}
		}
		if err := checkDate(n); err != nil {
			return nil, err
		}
		m.t = time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], n[5], n[6]*1000, loc)
		return m, nil
	}
}

// checkDate refuses parts that are out of their range.
func checkDate(n [7]int) error {
	last := time.Date(n[0], time.Month(n[1])+1, 0, 0, 0, 0, 0, time.UTC).Day()
	switch {
	case n[0] < 1 || n[0] > 9999:
		return object.ValueErrorf("year %d is out of range", n[0])
	case n[1] < 1 || n[1] > 12:
		return object.ValueErrorf("month must be in 1..12")
	case n[2] < 1 || n[2] > last:
		return object.ValueErrorf("day is out of range for month")
	case n[3] < 0 || n[3] > 23:
		return object.ValueErrorf("hour must be in 0..23")
	case n[4] < 0 || n[4] > 59:
		return object.ValueErrorf("minute must be in 0..59")
	case n[5] < 0 || n[5] > 59:
		return object.ValueErrorf("second must be in 0..59")
	case n[6] < 0 || n[6] > 999999:
		return object.ValueErrorf("microsecond must be in 0..999999")
	}
	return nil
}

// iso is the time in ISO 8601.
func (m *moment) iso(sep string) string {
	if m.day {
		return m.t.Format("2006-01-02")
	}
	text := m.t.Format("2006-01-02") + sep + m.t.Format("15:04:05")
	if us := m.t.Nanosecond() / 1000; us != 0 {
		text += fmt.Sprintf(".%06d", us)
	}
	if m.zone {
		text += m.t.Format("-07:00")
	}
	return text
}

func (m *moment) repr() string {
	t := m.t
	if m.day {
		return fmt.Sprintf("datetime.date(%d, %d, %d)", t.Year(), t.Month(), t.Day())
	}
	text := fmt.Sprintf("datetime.datetime(%d, %d, %d, %d, %d", t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute())
	us := t.Nanosecond() / 1000
	if t.Second() != 0 || us != 0 {
		text += fmt.Sprintf(", %d", t.Second())
	}
	if us != 0 {
		text += fmt.Sprintf(", %d", us)
	}
	if m.zone {
		text += ", tzinfo=" + (&timezone{t.Location()}).repr()
	}
	return text + ")"
}

func (z *timezone) repr() string {
	_, offset := time.Now().In(z.loc).Zone()
	if offset == 0 {
		return "datetime.timezone.utc"
	}
	text := "datetime.timezone(" + (&timedelta{offset * usSecond}).repr()
	if name, _ := time.Now().In(z.loc).Zone(); name != "" {
		text += ", " + object.StrRepr(name)
	}
	return text + ")"
}

// name is UTC or UTC+02:00, or what the zone was called.
func (z *timezone) name() string {
	now := time.Now().In(z.loc)
	if name, offset := now.Zone(); name != "" || offset == 0 {
		if name == "" {
			return "UTC"
		}
		return name
	}
	return "UTC" + now.Format("-07:00")
}

func (d *timedelta) repr() string {
	days, s, us := d.parts()
	text := ""
	for _, p := range []struct {
		name string
		n    int
	}{{"days", days}, {"seconds", s}, {"microseconds", us}} {
		if p.n != 0 {
			if text != "" {
				text += ", "
			}
			text += fmt.Sprintf("%s=%d", p.name, p.n)
		}
	}
	if text == "" {
		text = "0"
	}
	return "datetime.timedelta(" + text + ")"
}

func init() {
	initMoments()
	c := timedeltaClass
	c.New = newTimedelta
	c.Repr = func(th *object.Thread, self object.Value) (string, error) { return self.(*timedelta).repr(), nil }
	c.Str = func(th *object.Thread, self object.Value) (string, error) { return self.(*timedelta).String(), nil }
	c.Bool = func(th *object.Thread, self object.Value) (bool, error) { return self.(*timedelta).us != 0, nil }
	c.Hash = func(th *object.Thread, self object.Value) (int, error) { return self.(*timedelta).us, nil }
	c.Compare = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		x, ok := a.(*timedelta)
		y, ok2 := b.(*timedelta)
		if !ok || !ok2 {
			return object.NotImplemented, nil
		}
		return object.Compare(th, op, x.us, y.us)
	}
	c.Binary = timedeltaBinary
	c.Unary = func(th *object.Thread, op object.Op, a object.Value) (object.Value, error) {
		if op == object.Neg {
			return &timedelta{-a.(*timedelta).us}, nil
		}
		return a, nil
	}
	c.Members = func() []object.Member {
		part := func(name, doc string, f func(days, s, us int) int) object.Member {
			return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
				return f(self.(*timedelta).parts()), nil
			})
		}
		return []object.Member{
			part("days", "whole days", func(days, s, us int) int { return days }), part("seconds", "seconds beyond the days", func(days, s, us int) int { return s }),
			part("microseconds", "microseconds beyond the seconds", func(days, s, us int) int { return us }),
			object.Method("__abs__(self)", "The span without its sign.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				us := a.Self().(*timedelta).us
				return &timedelta{max(us, -us)}, nil
			}),
			object.Const("resolution", &timedelta{1}),
			object.Method("total_seconds(self)", "The whole span in seconds.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return float64(a.Self().(*timedelta).us) / usSecond, nil
			}),
		}
	}
	z := timezoneClass
	z.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := timezoneClass.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		d, ok := b.At(0).(*timedelta)
		if !ok {
			return nil, object.TypeErrorf("timezone() argument 1 must be datetime.timedelta, not %s", object.TypeName(b.At(0)))
		}
		if d.us <= -usDay || d.us >= usDay {
			return nil, object.ValueErrorf("offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not %s.", d.repr())
		}
		return &timezone{time.FixedZone(b.StrOr("name", ""), d.us/usSecond)}, nil
	}
	z.Repr = func(th *object.Thread, self object.Value) (string, error) { return self.(*timezone).repr(), nil }
	z.Str = func(th *object.Thread, self object.Value) (string, error) { return self.(*timezone).name(), nil }
	z.Compare = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		x, ok := a.(*timezone)
		y, ok2 := b.(*timezone)
		if !ok || !ok2 || op != object.Eq && op != object.Ne {
			return object.NotImplemented, nil
		}
		return (x.repr() == y.repr()) == (op == object.Eq), nil
	}
	z.Members = func() []object.Member { return []object.Member{object.Const("utc", &timezone{time.UTC})} }
}

func timedeltaBinary(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	x, isX := a.(*timedelta)
	y, isY := b.(*timedelta)
	if isX && isY {
		switch op {
		case object.Add:
			return &timedelta{x.us + y.us}, nil
		case object.Sub:
			return &timedelta{x.us - y.us}, nil
		case object.Div, object.FloorDiv, object.Mod:
			r, err := object.BinaryOp(th, op, x.us, y.us)
			if n, ok := r.(int); ok && op == object.Mod {
				r = &timedelta{n}
			}
			return r, err
		}
		return object.NotImplemented, nil
	}
	d, other := x, b
	if !isX {
		d, other = y, a
	}
	if f, err := object.AsFloat(th, other); err == nil && d != nil {
		switch {
		case op == object.FloorDiv && isX && f != 0:
			n, ok := other.(int)
			if !ok {
				return object.NotImplemented, nil
			}
			r, err := object.BinaryOp(th, op, d.us, n)
			us, _ := r.(int)
			return &timedelta{us}, err
		case op == object.Mul:
			return &timedelta{int(roundHalfEven(float64(d.us) * f))}, nil
		case op == object.Div && isX && f != 0:
			return &timedelta{int(roundHalfEven(float64(d.us) / f))}, nil
		}
	}
	return object.NotImplemented, nil
}
