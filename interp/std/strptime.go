package std

import (
	"strconv"
	"strings"
	"time"

	"kerash/interp/object"
)

// timeParser reads a time by a format of C.
type timeParser struct {
	rest string
	// year, month and so on are what was read; yearDay, hour12 and pm are 0, 0
	// and false when they were not.
	year, month, day, hour, minute, second, nano int
	yearDay, hour12                              int
	pm, zoned                                    bool
	loc                                          *time.Location
}

// numberFields are the directives that read a number of up to so many digits
// between two bounds.
var numberFields = map[byte]struct{ digits, least, most int }{
	'd': {2, 1, 31}, 'e': {2, 1, 31}, 'H': {2, 0, 23}, 'I': {2, 1, 12}, 'j': {3, 1, 366}, 'm': {2, 1, 12}, 'M': {2, 0, 59}, 'S': {2, 0, 61},
	'y': {2, 0, 99}, 'Y': {4, 0, 9999}, 'w': {1, 0, 6}, 'u': {1, 1, 7}, 'U': {2, 0, 53}, 'W': {2, 0, 53}, 'V': {2, 1, 53}, 'G': {4, 0, 9999},
}

// longForms are directives that stand for several.
var longForms = map[byte]string{'F': "%Y-%m-%d", 'T': "%H:%M:%S", 'R': "%H:%M", 'D': "%m/%d/%y", 'x': "%m/%d/%y", 'X': "%H:%M:%S", 'c': "%a %b %d %H:%M:%S %Y"}

// strptime reads a time by a format of C. zoned tells whether it says its
// offset.
func strptime(text, format string) (t time.Time, zoned bool, err error) {
	p := &timeParser{rest: text, year: 1900, month: 1, day: 1, loc: time.UTC}
	ok, err := p.read(format)
	if err != nil {
		return t, false, err
	}
	if !ok {
		return t, false, object.ValueErrorf("time data %s does not match format %s", object.StrRepr(text), object.StrRepr(format))
	}
	if p.rest != "" {
		return t, false, object.ValueErrorf("unconverted data remains: %s", p.rest)
	}
	if p.hour12 > 0 {
		p.hour = p.hour12 % 12
		if p.pm {
			p.hour += 12
		}
	}
	if p.yearDay > 0 {
		t := time.Date(p.year, 1, p.yearDay, 0, 0, 0, 0, time.UTC)
		p.month, p.day = int(t.Month()), t.Day()
	}
	if err := checkDate([7]int{p.year, p.month, p.day, p.hour, p.minute, min(p.second, 59)}); err != nil {
		return t, false, err
	}
	return time.Date(p.year, time.Month(p.month), p.day, p.hour, p.minute, p.second, p.nano, p.loc), p.zoned, nil
}

// read reads what the format says; ok is false when the text is another one.
func (p *timeParser) read(format string) (ok bool, err error) {
	for i := 0; i < len(format); i++ {
		c := format[i]
		switch {
		case c == '%' && i+1 == len(format):
			return false, object.ValueErrorf("stray %% in format '%s'", format)
		case c == '%':
			i++
			if long, isLong := longForms[format[i]]; isLong {
				if ok, err := p.read(long); !ok || err != nil {
					return ok, err
				}
				continue
			}
			if ok, known := p.field(format[i]); !known {
				return false, object.ValueErrorf("'%c' is a bad directive in format '%s'", format[i], format)
			} else if !ok {
				return false, nil
			}
		case strings.IndexByte(" \t\n\r\f\v", c) >= 0:
			trimmed := strings.TrimLeft(p.rest, " \t\n\r\f\v")
			if trimmed == p.rest {
				return false, nil
			}
			p.rest = trimmed
		default:
			if p.rest == "" || !strings.EqualFold(p.rest[:1], string(c)) {
				return false, nil
			}
			p.rest = p.rest[1:]
		}
	}
	return true, nil
}

// field reads one directive.
func (p *timeParser) field(c byte) (ok, known bool) {
	if f, isNumber := numberFields[c]; isNumber {
		n, ok := p.number(f.digits, f.least, f.most)
		if c == 'Y' || c == 'G' {
			ok = ok && n >= 1
		}
		p.set(c, n)
		return ok, true
	}
	switch c {
	case 'a', 'A':
		_, ok := p.name(c == 'A', 7, func(i int) string { return time.Weekday(i).String() })
		return ok, true
	case 'b', 'h', 'B':
		i, ok := p.name(c == 'B', 12, func(i int) string { return time.Month(i + 1).String() })
		p.month = i + 1
		return ok, true
	case 'p':
		if len(p.rest) < 2 {
			return false, true
		}
		half := strings.ToUpper(p.rest[:2])
		p.pm, p.rest = half == "PM", p.rest[2:]
		return half == "AM" || half == "PM", true
	case 'f':
		digits := 0
		for digits < 6 && digits < len(p.rest) && isDigit(p.rest[digits]) {
			digits++
		}
		n, _ := strconv.Atoi((p.rest[:digits] + "000000")[:6])
		p.nano, p.rest = n*1000, p.rest[digits:]
		return digits > 0, true
	case 'z':
		return p.offset(), true
	case 'Z':
		for _, name := range []string{"UTC", "GMT"} {
			if len(p.rest) >= 3 && strings.EqualFold(p.rest[:3], name) {
				p.rest = p.rest[3:]
				return true, true
			}
		}
		return false, true
	case '%':
		ok := strings.HasPrefix(p.rest, "%")
		p.rest = strings.TrimPrefix(p.rest, "%")
		return ok, true
	}
	return false, false
}

func (p *timeParser) set(c byte, n int) {
	switch c {
	case 'd', 'e':
		p.day = n
	case 'H':
		p.hour = n
	case 'I':
		p.hour12 = n
	case 'j':
		p.yearDay = n
	case 'm':
		p.month = n
	case 'M':
		p.minute = n
	case 'S':
		p.second = n
	case 'Y':
		p.year = n
	case 'y':
		if p.year = 1900 + n; n <= 68 {
			p.year += 100
		}
	}
}

// number reads as many digits as keep it below the bound.
func (p *timeParser) number(digits, least, most int) (int, bool) {
	n, used := 0, 0
	for used < digits && used < len(p.rest) && isDigit(p.rest[used]) {
		next := n*10 + int(p.rest[used]-'0')
		if next > most && used > 0 {
			break
		}
		n = next
		used++
	}
	p.rest = p.rest[used:]
	return n, used > 0 && n >= least && n <= most && (digits < 4 || used == digits)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// name reads one of n names, or of their first three letters.
func (p *timeParser) name(long bool, n int, names func(i int) string) (int, bool) {
	for i := range n {
		name := names(i)
		if !long {
			name = name[:3]
		}
		if len(p.rest) >= len(name) && strings.EqualFold(p.rest[:len(name)], name) {
			p.rest = p.rest[len(name):]
			return i, true
		}
	}
	return 0, false
}

// offset reads Z, +hhmm or +hh:mm.
func (p *timeParser) offset() bool {
	p.zoned = true
	if strings.HasPrefix(p.rest, "Z") {
		p.rest = p.rest[1:]
		return true
	}
	for _, layout := range []string{"-07:00:00", "-07:00", "-0700"} {
		if len(p.rest) < len(layout) {
			continue
		}
		if t, err := time.Parse(layout, p.rest[:len(layout)]); err == nil {
			_, seconds := t.Zone()
			p.loc, p.rest = time.FixedZone("", seconds), p.rest[len(layout):]
			return true
		}
	}
	return false
}
