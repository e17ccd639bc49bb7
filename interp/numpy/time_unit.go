package numpy

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"kerash/interp/binding"
	"kerash/interp/object"
)

// notATime is the number that stands for NaT.
const notATime = math.MinInt64

// perUnit tells how many of a unit the unit before it in binding.TimeUnits has,
// from weeks on.
var perUnit = map[string]int64{"D": 7, "h": 24, "m": 60, "s": 60, "ms": 1000, "us": 1000, "ns": 1000, "ps": 1000, "fs": 1000, "as": 1000}

// unitNames are the units as spans of time name them.
var unitNames = map[string]string{"": "generic time units", "Y": "years", "M": "months", "W": "weeks", "D": "days", "h": "hours", "m": "minutes", "s": "seconds",
	"ms": "milliseconds", "us": "microseconds", "ns": "nanoseconds", "ps": "picoseconds", "fs": "femtoseconds", "as": "attoseconds"}

// splitUnit parts a unit such as 25s into the number and the unit proper.
func splitUnit(unit string) (n int64, base string) {
	base = strings.TrimLeft(unit, "0123456789")
	n, err := strconv.ParseInt(unit[:len(unit)-len(base)], 10, 64)
	if err != nil {
		n = 1
	}
	return n, base
}

func fineness(base string) int { return slices.Index(binding.TimeUnits, base) }

// byMonths reports whether a unit is one of the calendar: months or years.
func byMonths(base string) bool { return base == "Y" || base == "M" }

// commonUnit is the unit in which times of two units can be told.
func commonUnit(a, b string, spans bool) string {
	switch {
	case a == b || b == "":
		return a
	case a == "":
		return b
	}
	_, x := splitUnit(a)
	_, y := splitUnit(b)
	if spans && byMonths(x) != byMonths(y) {
		throwType("Cannot get a common metadata divisor for Numpy datetime metadata [%s] and [%s] because they have incompatible nonlinear base time units.", a, b)
	}
	if x == y {
		return x
	}
	if fineness(x) > fineness(y) {
		return a
	}
	return b
}

// convertTime tells a time, or a span of time, in another unit; what is finer
// than the unit is dropped.
func convertTime(v int64, from, to string, span bool) int64 {
	if v == notATime || from == to || from == "" || to == "" {
		return v
	}
	n, from := splitUnit(from)
	m, to := splitUnit(to)
	v *= n
	if byMonths(from) && !span || byMonths(from) && byMonths(to) {
		if from == "Y" {
			v *= 12
		}
		if byMonths(to) {
			if to == "Y" {
				v = floorDiv(v, 12)
			}
			return floorDiv(v, m)
		}
		v, from = monthDays(v), "D"
	}
	if byMonths(to) && !span {
		t := time.Unix(convertTime(v, from, "s", false), 0).UTC()
		v = int64(t.Year()-1970)*12 + int64(t.Month()) - 1
		if to == "Y" {
			v = floorDiv(v, 12)
		}
		return floorDiv(v, m)
	}
	if byMonths(from) != byMonths(to) {
		throwType("Cannot cast NumPy timedelta64 scalar from metadata [%s] to [%s] according to the rule 'same_kind'", from, to)
	}
	for i := fineness(from); i < fineness(to); i++ {
		v *= perUnit[binding.TimeUnits[i+1]]
	}
	for i := fineness(from); i > fineness(to); i-- {
		v = floorDiv(v, perUnit[binding.TimeUnits[i]])
	}
	return floorDiv(v, m)
}

// monthDays is the day on which a month begins, both counted from 1970.
func monthDays(months int64) int64 {
	year, month := floorDiv(months, 12), months-12*floorDiv(months, 12)
	return floorDiv(time.Date(int(1970+year), time.Month(month+1), 1, 0, 0, 0, 0, time.UTC).Unix(), 86400)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

// timeText writes a time as ISO 8601 does, as far as the unit goes.
func timeText(v int64, unit string) string {
	if v == notATime {
		return "NaT"
	}
	_, base := splitUnit(unit)
	seconds := convertTime(v, unit, "s", false)
	t := time.Unix(seconds, 0).UTC()
	layouts := map[string]string{"Y": "2006", "M": "2006-01", "W": "2006-01-02", "D": "2006-01-02", "h": "2006-01-02T15", "m": "2006-01-02T15:04"}
	if l, ok := layouts[base]; ok {
		return t.Format(l)
	}
	s := t.Format("2006-01-02T15:04:05")
	if digits := 3 * (fineness(base) - fineness("s")); digits > 0 {
		rest := convertTime(v, unit, base, false) - convertTime(seconds, "s", base, false)
		s += fmt.Sprintf(".%0*d", digits, rest)
	}
	return s
}

// spanText writes a span of time: 5 days.
func spanText(v int64, unit string) string {
	if v == notATime {
		return "NaT"
	}
	n, base := splitUnit(unit)
	return strconv.FormatInt(v*n, 10) + " " + unitNames[base]
}

// parseTime reads a time of ISO 8601; the unit is that of its last part.
func parseTime(s string) (v int64, unit string) {
	text := strings.TrimSuffix(strings.TrimSpace(s), "Z")
	switch strings.ToLower(text) {
	case "", "nat":
		return notATime, ""
	case "today":
		return floorDiv(time.Now().Unix(), 86400), "D"
	case "now":
		return time.Now().Unix(), "s"
	}
	text = strings.Replace(text, " ", "T", 1)
	whole, fraction, hasFraction := strings.Cut(text, ".")
	for _, l := range []struct{ layout, unit string }{
		{"2006", "Y"}, {"2006-01", "M"}, {"2006-01-02", "D"}, {"20060102", "D"}, {"2006-01-02T15", "h"}, {"2006-01-02T15:04", "m"}, {"2006-01-02T15:04:05", "s"},
	} {
		t, err := time.Parse(l.layout, whole)
		if err != nil || hasFraction && l.unit != "s" {
			continue
		}
		if !hasFraction {
			return convertTime(t.Unix(), "s", l.unit, false), l.unit
		}
		groups := max((len(fraction)+2)/3, 1)
		if f, err := strconv.ParseInt(fraction+strings.Repeat("0", 3*groups-len(fraction)), 10, 64); err == nil && groups <= 6 {
			unit := binding.TimeUnits[fineness("s")+groups]
			return convertTime(t.Unix(), "s", unit, false) + f, unit
		}
	}
	if len(text) >= 7 && text[4] == '-' && text[5:7] > "12" && badPlace(text[:7]) == 5 {
		throwValue("Month out of range in datetime string \"%s\"", s)
	}
	if len(text) >= 10 && badPlace(text[:10]) == 5 {
		throwValue("Day out of range in datetime string \"%s\"", s)
	}
	object.Throw(object.ValueErrorf("Error parsing datetime string \"%s\" at position %d", s, badPlace(text)))
	return 0, ""
}

// badPlace is how far a text looks like a time.
func badPlace(s string) int {
	const form = "0000-00-00T00:00:00"
	for i := range s {
		switch {
		case i >= len(form):
			return i
		case form[i] == '0' && (s[i] < '0' || s[i] > '9'), form[i] != '0' && s[i] != form[i]:
			return i
		}
	}
	if len(s) >= 7 {
		return 5
	}
	return 0
}
