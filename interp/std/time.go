package std

import (
	"time"

	"kerash/interp/object"
)

func timeModule() *object.Module {
	return &object.Module{Name: "time", Doc: "Clocks, and times as texts.", Members: timeMembers}
}

// started is the zero of the clocks that measure.
var started = time.Now()

func timeMembers() []object.Member {
	seconds := func(name, doc string, f func() float64) object.Member {
		return object.Fun(name+"()", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) { return f(), nil })
	}
	nanos := func(name, doc string, f func() int) object.Member {
		return object.Fun(name+"()", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) { return f(), nil })
	}
	return []object.Member{
		seconds("time", "Seconds since 1970.", func() float64 { return float64(time.Now().UnixNano()) / 1e9 }),
		seconds("perf_counter", "Seconds of a clock that measures finely.", func() float64 { return time.Since(started).Seconds() }),
		seconds("monotonic", "Seconds of a clock that never goes back.", func() float64 { return time.Since(started).Seconds() }),
		seconds("process_time", "Seconds of processor time that the process has used.", processTime),
		seconds("thread_time", "Seconds of processor time that the process has used.", processTime),
		nanos("time_ns", "Nanoseconds since 1970.", func() int { return int(time.Now().UnixNano()) }),
		nanos("perf_counter_ns", "Nanoseconds of a clock that measures finely.", func() int { return int(time.Since(started)) }),
		nanos("monotonic_ns", "Nanoseconds of a clock that never goes back.", func() int { return int(time.Since(started)) }),
		object.Fun("sleep(seconds, /)", "Waits.", sleep),
		object.Fun("localtime(seconds=None, /)", "A time of day here, of seconds since 1970.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return structTime(instant(a, 0).Local()), nil
		}),
		object.Fun("gmtime(seconds=None, /)", "A time of day in Greenwich.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return structTime(instant(a, 0).UTC()), nil
		}),
		object.Fun("mktime(t, /)", "Seconds since 1970 of a local time.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			t, err := timeOf(th, a.At(0))
			return float64(t.Unix()), err
		}),
		object.Fun("strftime(format, t=None, /)", "A time as a text.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			t := time.Now()
			if a.Has("t") {
				var err error
				if t, err = timeOf(th, a.At(1)); err != nil {
					return nil, err
				}
			}
			return strftime(t, a.Str("format")), nil
		}),
		object.Fun("strptime(string, format='%a %b %d %H:%M:%S %Y', /)", "The time that a text tells.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			t, _, err := strptime(a.Str("string"), a.Str("format"))
			if err != nil {
				return nil, err
			}
			return structTime(t), nil
		}),
		object.Fun("ctime(seconds=None, /)", "A time as a text.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return strftime(instant(a, 0).Local(), "%a %b %e %H:%M:%S %Y"), nil
		}),
		object.Fun("asctime(t=None, /)", "A time as a text.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			t := time.Now()
			if a.Has("t") {
				var err error
				if t, err = timeOf(th, a.At(0)); err != nil {
					return nil, err
				}
			}
			return strftime(t, "%a %b %e %H:%M:%S %Y"), nil
		}),
		object.Const("timezone", 0), object.Const("tzname", object.NewTuple("UTC", "UTC")),
	}
}

// sleep waits unless it is interrupted.
func sleep(th *object.Thread, a *object.Bound) (object.Value, error) {
	s := a.Float("seconds")
	if s < 0 {
		return nil, object.ValueErrorf("sleep length must be non-negative")
	}
	_, err := th.Wait(nil, time.Duration(s*1e9))
	return nil, err
}

// instant is the time of an argument in seconds since 1970, now for None.
func instant(a *object.Bound, i int) time.Time {
	if a.At(i) == nil {
		return time.Now()
	}
	s := object.Must(object.AsFloat(a.Thread(), a.At(i)))
	return time.Unix(0, int64(s*1e9))
}

var structTimeClass = tupleClass("time", "struct_time", "A time of day in its parts.",
	"tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst")

func structTime(t time.Time) object.Value {
	dst := 0
	if t.IsDST() {
		dst = 1
	}
	return newFields(structTimeClass, t.Year(), int(t.Month()), t.Day(), t.Hour(), t.Minute(), t.Second(), (int(t.Weekday())+6)%7, t.YearDay(), dst)
}

// timeOf reads a struct_time or a tuple of its parts.
func timeOf(th *object.Thread, v object.Value) (time.Time, error) {
	elems, err := object.ToSlice(th, v)
	if err != nil || len(elems) < 6 {
		return time.Time{}, object.TypeErrorf("Tuple or struct_time argument required")
	}
	var n [6]int
	for i := range n {
		if n[i], err = object.AsIndex(th, elems[i]); err != nil {
			return time.Time{}, err
		}
	}
	return time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], n[5], 0, time.Local), nil
}
