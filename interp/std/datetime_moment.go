package std

import (
	"strings"
	"time"

	"kerash/interp/object"
)

func initMoments() {
	for _, c := range []*object.Class{dateClass, datetimeClass} {
		c.New = newMoment(c == dateClass)
		c.Repr = func(th *object.Thread, self object.Value) (string, error) { return self.(*moment).repr(), nil }
		c.Str = func(th *object.Thread, self object.Value) (string, error) { return self.(*moment).iso(" "), nil }
		c.Format = func(th *object.Thread, self object.Value, spec string) (string, error) {
			if spec == "" {
				return self.(*moment).iso(" "), nil
			}
			return self.(*moment).format(spec), nil
		}
		c.Hash = func(th *object.Thread, self object.Value) (int, error) { return int(self.(*moment).t.UnixMicro()), nil }
		c.Compare = compareMoments
		c.Binary = momentBinary
	}
	dateClass.Members = func() []object.Member {
		return append(append(momentFields(), append(momentMethods(), dateMakers()...)...),
			object.Const("min", &moment{t: time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC), day: true}), object.Const("max", &moment{t: time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC), day: true}))
	}
	datetimeClass.Members = func() []object.Member {
		return append(append(timeFields(), datetimeMakers()...),
			object.Const("min", &moment{t: time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)}), object.Const("max", &moment{t: time.Date(9999, 12, 31, 23, 59, 59, 999999000, time.UTC)}),
			object.Const("resolution", &timedelta{1}))
	}
}

// format is strftime; a time without a zone has no text for it.
func (m *moment) format(spec string) string {
	if !m.zone {
		spec = strings.NewReplacer("%%", "%%", "%z", "", "%Z", "").Replace(spec)
	}
	return strftime(m.t, spec)
}

func compareMoments(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	x, ok := a.(*moment)
	y, ok2 := b.(*moment)
	if !ok || !ok2 {
		return object.NotImplemented, nil
	}
	if x.day != y.day {
		if op == object.Eq || op == object.Ne {
			return op == object.Ne, nil
		}
		return nil, object.TypeErrorf("can't compare datetime.datetime to datetime.date")
	}
	if x.zone != y.zone && (op == object.Eq || op == object.Ne) {
		return op == object.Ne, nil
	}
	if x.zone != y.zone {
		return nil, object.TypeErrorf("can't compare offset-naive and offset-aware datetimes")
	}
	return object.Compare(th, op, int(x.t.UnixMicro()), int(y.t.UnixMicro()))
}

func momentBinary(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	if m, ok := b.(*moment); ok && op == object.Add {
		if _, ok := a.(*timedelta); ok {
			return momentBinary(th, op, m, a)
		}
	}
	m, ok := a.(*moment)
	if !ok {
		return object.NotImplemented, nil
	}
	switch x := b.(type) {
	case *timedelta:
		us := x.us
		if m.day {
			days, _, _ := x.parts()
			us = days * usDay
		}
		switch op {
		case object.Sub:
			us = -us
		case object.Add:
		default:
			return object.NotImplemented, nil
		}
		t := m.t.AddDate(0, 0, us/usDay).Add(time.Duration(us%usDay) * time.Microsecond)
		if t.Year() < 1 || t.Year() > 9999 {
			return nil, object.Errorf(object.OverflowError, "date value out of range")
		}
		return &moment{t, m.day, m.zone}, nil
	case *moment:
		if op == object.Sub && m.zone != x.zone {
			return nil, object.TypeErrorf("can't subtract offset-naive and offset-aware datetimes")
		}
		if op == object.Sub && m.day == x.day {
			return &timedelta{int(m.t.UnixMicro() - x.t.UnixMicro())}, nil
		}
	}
	return object.NotImplemented, nil
}

func momentField(name, doc string, f func(m *moment) object.Value) object.Member {
	return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*moment)), nil })
}

func momentFields() []object.Member {
	return []object.Member{
		momentField("year", "the year", func(m *moment) object.Value { return m.t.Year() }),
		momentField("month", "the month, 1 to 12", func(m *moment) object.Value { return int(m.t.Month()) }),
		momentField("day", "the day of the month", func(m *moment) object.Value { return m.t.Day() }),
	}
}

func timeFields() []object.Member {
	return []object.Member{
		momentField("hour", "the hour", func(m *moment) object.Value { return m.t.Hour() }),
		momentField("minute", "the minute", func(m *moment) object.Value { return m.t.Minute() }),
		momentField("second", "the second", func(m *moment) object.Value { return m.t.Second() }),
		momentField("microsecond", "the microsecond", func(m *moment) object.Value { return m.t.Nanosecond() / 1000 }),
		momentField("tzinfo", "the time zone, or None", func(m *moment) object.Value {
			if m.zone {
				return &timezone{m.t.Location()}
			}
			return nil
		}),
	}
}

func momentMethod(sig, doc string, f func(m *moment, a *object.Bound) (object.Value, error)) object.Member {
	return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) { return f(a.Self().(*moment), a) })
}

var isoCalendarClass = tupleClass("datetime", "IsoCalendarDate", "Year, week and day of the week.", "year", "week", "weekday")

func momentMethods() []object.Member {
	return []object.Member{
		momentMethod("isoformat(self, sep='T', timespec='auto')", "The text of ISO 8601.", func(m *moment, a *object.Bound) (object.Value, error) {
			if m.day {
				return m.iso(""), nil
			}
			clock, err := clockText(m.t, a.Str("timespec"))
			if err == nil && m.zone {
				clock += m.t.Format("-07:00")
			}
			return m.t.Format("2006-01-02") + a.Str("sep") + clock, err
		}),
		momentMethod("strftime(self, format)", "A text by a format.", func(m *moment, a *object.Bound) (object.Value, error) { return m.format(a.Str("format")), nil }),
		momentMethod("weekday(self)", "The day of the week, Monday is 0.", func(m *moment, a *object.Bound) (object.Value, error) { return (int(m.t.Weekday()) + 6) % 7, nil }),
		momentMethod("isoweekday(self)", "The day of the week, Monday is 1.", func(m *moment, a *object.Bound) (object.Value, error) { return (int(m.t.Weekday())+6)%7 + 1, nil }),
		momentMethod("isocalendar(self)", "Year, week and day of the week.", func(m *moment, a *object.Bound) (object.Value, error) {
			y, w := m.t.ISOWeek()
			return newFields(isoCalendarClass, y, w, (int(m.t.Weekday())+6)%7+1), nil
		}),
		momentMethod("toordinal(self)", "Days since the year 1.", func(m *moment, a *object.Bound) (object.Value, error) { return int(m.t.Unix()/86400) + 719163, nil }),
		momentMethod("timetuple(self)", "The parts.", func(m *moment, a *object.Bound) (object.Value, error) { return structTime(m.t), nil }),
		momentMethod("ctime(self)", "A text.", func(m *moment, a *object.Bound) (object.Value, error) {
			return strftime(m.t, "%a %b %e %H:%M:%S %Y"), nil
		}),
		momentMethod("replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=<same>)", "The same with some parts replaced.", replaceMoment),
	}
}

func replaceMoment(m *moment, a *object.Bound) (object.Value, error) {
	t := m.t
	n := [7]int{
		a.IntOr("year", t.Year()), a.IntOr("month", int(t.Month())), a.IntOr("day", t.Day()), a.IntOr("hour", t.Hour()),
		a.IntOr("minute", t.Minute()), a.IntOr("second", t.Second()), a.IntOr("microsecond", t.Nanosecond()/1000),
	}
	if err := checkDate(n); err != nil {
		return nil, err
	}
	loc, zone := t.Location(), m.zone
	if a.Given("tzinfo") {
		loc, zone = time.UTC, false
		if tz, ok := a.Value("tzinfo").(*timezone); ok {
			loc, zone = tz.loc, true
		}
	}
	return &moment{time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], n[5], n[6]*1000, loc), m.day, zone}, nil
}

// clockText is the time of day in ISO 8601, down to the part that timespec names.
func clockText(t time.Time, timespec string) (string, error) {
	us := t.Nanosecond() / 1000
	switch timespec {
	case "auto":
		if us == 0 {
			return t.Format("15:04:05"), nil
		}
		return t.Format("15:04:05.000000"), nil
	case "hours":
		return t.Format("15"), nil
	case "minutes":
		return t.Format("15:04"), nil
	case "seconds":
		return t.Format("15:04:05"), nil
	case "milliseconds":
		return t.Format("15:04:05.000"), nil
	case "microseconds":
		return t.Format("15:04:05.000000"), nil
	}
	return "", object.ValueErrorf("Unknown timespec value")
}

// wall gives the local time of day as a time without a zone.
func wall(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
}

func startOfDay(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// isoLayouts are what fromisoformat reads.
var isoLayouts = []string{"2006-01-02", "2006-01-02T15:04:05.999999-07:00", "2006-01-02T15:04:05.999999", "2006-01-02T15:04", "20060102", "20060102T150405", "20060102T150405-07:00", "2006-01-02T15", "2006-01-02T15:04-07:00"}

func fromISO(s string, day bool) (object.Value, error) {
	text := s
	if len(s) > 10 {
		text = s[:10] + "T" + s[11:]
	}
	if len(s) > 8 && (s[8] == 'T' || s[8] == ' ') {
		text = s[:8] + "T" + s[9:]
	}
	for i, layout := range isoLayouts {
		if t, err := time.Parse(layout, strings.Replace(text, "Z", "+00:00", 1)); err == nil {
			return &moment{t, day, strings.Contains(isoLayouts[i], "-07:00")}, nil
		}
	}
	return nil, object.ValueErrorf("Invalid isoformat string: %s", object.StrRepr(s))
}

func dateMakers() []object.Member {
	return []object.Member{
		object.ClassMethodOf("today(cls)", "Today, or now.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if a.Self() == object.Value(datetimeClass) {
				return &moment{t: wall(time.Now())}, nil
			}
			return &moment{t: startOfDay(time.Now()), day: true}, nil
		}),
		object.ClassMethodOf("fromisoformat(cls, date_string)", "Reads a text of ISO 8601.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return fromISO(a.Str("date_string"), a.Self() == object.Value(dateClass))
		}),
		object.ClassMethodOf("fromisocalendar(cls, year, week, day)", "The day of a year, week and day of the week.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			year, week, day := a.Int("year"), a.Int("week"), a.Int("day")
			// The fourth of January is in the first week.
			fourth := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC)
			t := fourth.AddDate(0, 0, -((int(fourth.Weekday())+6)%7)+7*(week-1)+day-1)
			if _, w := t.ISOWeek(); w != week || week < 1 {
				return nil, object.ValueErrorf("Invalid week: %d", week)
			}
			if day < 1 || day > 7 {
				return nil, object.ValueErrorf("Invalid weekday: %d (range is [1, 7])", day)
			}
			return &moment{t: t, day: a.Self() == object.Value(dateClass)}, nil
		}),
		object.ClassMethodOf("fromordinal(cls, n)", "The day so many days after the year 1 began.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return &moment{t: time.Unix(int64(a.Int("n")-719163)*86400, 0).UTC(), day: a.Self() == object.Value(dateClass)}, nil
		}),
		object.ClassMethodOf("fromtimestamp(cls, timestamp, tz=None)", "The time so many seconds after 1970.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			t := time.UnixMicro(int64(roundHalfEven(a.Float("timestamp") * 1e6)))
			if tz, ok := a.Value("tz").(*timezone); ok {
				return &moment{t: t.In(tz.loc), zone: true}, nil
			}
			if a.Self() == object.Value(dateClass) {
				return &moment{t: startOfDay(t), day: true}, nil
			}
			return &moment{t: wall(t)}, nil
		}),
	}
}

func datetimeMakers() []object.Member {
	return []object.Member{
		object.ClassMethodOf("now(cls, tz=None)", "The time now.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			now := time.Now().Truncate(time.Microsecond)
			if tz, ok := a.Value("tz").(*timezone); ok {
				return &moment{t: now.In(tz.loc), zone: true}, nil
			}
			return &moment{t: wall(now)}, nil
		}),
		object.ClassMethodOf("utcnow(cls)", "The time now in Greenwich.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return &moment{t: time.Now().UTC().Truncate(time.Microsecond)}, nil
		}),
		object.ClassMethodOf("strptime(cls, date_string, format)", "Reads a time by a format.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			t, zoned, err := strptime(a.Str("date_string"), a.Str("format"))
			return &moment{t: t, zone: zoned}, err
		}),
		object.ClassMethodOf("combine(cls, date, time=None)", "The beginning of a day.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			m, ok := a.Value("date").(*moment)
			if !ok {
				return nil, object.TypeErrorf("combine() argument 1 must be datetime.date, not %s", object.TypeName(a.Value("date")))
			}
			day := startOfDay(m.t)
			if c, ok := a.Value("time").(*clock); ok {
				day = day.Add(c.d)
			}
			return &moment{t: day}, nil
		}),
		momentMethod("time(self)", "The time of day.", func(m *moment, a *object.Bound) (object.Value, error) {
			return &clock{wall(m.t).Sub(startOfDay(m.t))}, nil
		}),
		momentMethod("timestamp(self)", "Seconds since 1970.", func(m *moment, a *object.Bound) (object.Value, error) {
			t := m.t
			if !m.zone {
				t = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.Local)
			}
			return float64(t.UnixMicro()) / 1e6, nil
		}),
		momentMethod("utcoffset(self)", "The offset from UTC, or None.", func(m *moment, a *object.Bound) (object.Value, error) {
			if !m.zone {
				return nil, nil
			}
			_, seconds := m.t.Zone()
			return &timedelta{seconds * usSecond}, nil
		}),
		momentMethod("tzname(self)", "The name of the time zone, or None.", func(m *moment, a *object.Bound) (object.Value, error) {
			if !m.zone {
				return nil, nil
			}
			return (&timezone{m.t.Location()}).name(), nil
		}),
		momentMethod("dst(self)", "None: offsets are fixed.", func(m *moment, a *object.Bound) (object.Value, error) { return nil, nil }),
		momentMethod("utctimetuple(self)", "The parts in UTC.", func(m *moment, a *object.Bound) (object.Value, error) { return structTime(m.t.UTC()), nil }),
		momentMethod("date(self)", "The day.", func(m *moment, a *object.Bound) (object.Value, error) {
			return &moment{t: startOfDay(m.t), day: true}, nil
		}),
		momentMethod("astimezone(self, tz=None)", "The same time elsewhere.", func(m *moment, a *object.Bound) (object.Value, error) {
			if tz, ok := a.Value("tz").(*timezone); ok {
				return &moment{t: m.t.In(tz.loc), zone: true}, nil
			}
			return &moment{t: m.t.Local(), zone: true}, nil
		}),
	}
}
