package std

import (
	"fmt"
	"time"

	"kerash/interp/object"
)

// clock is a time of day.
type clock struct{ d time.Duration }

var timeClass = &object.Class{Name: "time", ErrorName: "datetime.time", Module: "datetime", Doc: "A time of day.", Signature: "time(hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)", Final: true}

// PyClass is time.
func (*clock) PyClass() *object.Class { return timeClass }

// parts gives hour, minute, second and microsecond.
func (c *clock) parts() (h, m, s, us int) {
	us = int(c.d / time.Microsecond)
	return us / (3600 * usSecond), us / (60 * usSecond) % 60, us / usSecond % 60, us % usSecond
}

func (c *clock) String() string {
	h, m, s, us := c.parts()
	text := fmt.Sprintf("%02d:%02d:%02d", h, m, s)
	if us != 0 {
		text += fmt.Sprintf(".%06d", us)
	}
	return text
}

func (c *clock) repr() string {
	h, m, s, us := c.parts()
	text := fmt.Sprintf("datetime.time(%d, %d", h, m)
	if s != 0 || us != 0 {
		text += fmt.Sprintf(", %d", s)
	}
	if us != 0 {
		text += fmt.Sprintf(", %d", us)
	}
	return text + ")"
}

func newClock(h, m, s, us int) (object.Value, error) {
	if err := checkDate([7]int{1, 1, 1, h, m, s, us}); err != nil {
		return nil, err
	}
	return &clock{time.Duration(((h*60+m)*60+s)*usSecond+us) * time.Microsecond}, nil
}

func init() {
	c := timeClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := timeClass.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return newClock(b.Int("hour"), b.Int("minute"), b.Int("second"), b.Int("microsecond"))
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) { return self.(*clock).repr(), nil }
	c.Str = func(th *object.Thread, self object.Value) (string, error) { return self.(*clock).String(), nil }
	c.Hash = func(th *object.Thread, self object.Value) (int, error) { return int(self.(*clock).d), nil }
	c.Format = func(th *object.Thread, self object.Value, spec string) (string, error) {
		if spec == "" {
			return self.(*clock).String(), nil
		}
		return strftime(self.(*clock).on1900(), spec), nil
	}
	c.Compare = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		x, ok := a.(*clock)
		y, ok2 := b.(*clock)
		if !ok || !ok2 {
			return object.NotImplemented, nil
		}
		return object.Compare(th, op, int(x.d), int(y.d))
	}
	c.Members = func() []object.Member {
		part := func(name string, pick func(h, m, s, us int) int) object.Member {
			return object.Getter(name, "the "+name, func(th *object.Thread, self object.Value) (object.Value, error) {
				return pick(self.(*clock).parts()), nil
			})
		}
		return []object.Member{
			part("hour", func(h, m, s, us int) int { return h }), part("minute", func(h, m, s, us int) int { return m }),
			part("second", func(h, m, s, us int) int { return s }), part("microsecond", func(h, m, s, us int) int { return us }),
			object.Method("isoformat(self, timespec='auto')", "The text of ISO 8601.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return clockText(a.Self().(*clock).on1900(), a.Str("timespec"))
			}),
			object.Getter("tzinfo", "None", func(th *object.Thread, self object.Value) (object.Value, error) { return nil, nil }),
			object.Method("replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=<same>)", "The same with some parts replaced.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				h, m, s, us := a.Self().(*clock).parts()
				return newClock(a.IntOr("hour", h), a.IntOr("minute", m), a.IntOr("second", s), a.IntOr("microsecond", us))
			}),
			object.ClassMethodOf("fromisoformat(cls, time_string)", "Reads a text of ISO 8601.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				text := a.Str("time_string")
				for _, layout := range []string{"15:04:05.999999", "15:04:05", "15:04", "15", "150405"} {
					if t, err := time.Parse(layout, text); err == nil {
						return newClock(t.Hour(), t.Minute(), t.Second(), t.Nanosecond()/1000)
					}
				}
				return nil, object.ValueErrorf("Invalid isoformat string: %s", object.StrRepr(text))
			}),
			object.Const("min", &clock{0}), object.Const("max", &clock{24*time.Hour - time.Microsecond}), object.Const("resolution", &timedelta{1}),
			object.Method("strftime(self, format)", "A text by a format.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return strftime(a.Self().(*clock).on1900(), a.Str("format")), nil
			}),
		}
	}
}

// on1900 is the time on the day that Python formats it with.
func (c *clock) on1900() time.Time { return time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC).Add(c.d) }
