package std

import (
	"time"

	"kerash/interp/object"
)

// MomentTime is a date or a datetime as a time of Go; day tells of a date.
func MomentTime(v object.Value) (t time.Time, day, ok bool) {
	m, ok := v.(*moment)
	if !ok {
		return time.Time{}, false, false
	}
	return m.t, m.day, true
}

// NewMoment is a datetime, or the date of it.
func NewMoment(t time.Time, day bool) object.Value { return &moment{t: t, day: day} }

// TimedeltaMicroseconds is the length of a timedelta.
func TimedeltaMicroseconds(v object.Value) (us int, ok bool) {
	d, ok := v.(*timedelta)
	if !ok {
		return 0, false
	}
	return d.us, true
}

// NewTimedelta is a timedelta of some length.
func NewTimedelta(us int) object.Value { return &timedelta{us} }
