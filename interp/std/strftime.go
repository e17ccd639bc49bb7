package std

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"kerash/interp/object"
)

// strftime writes a time by a format of C.
func strftime(t time.Time, format string) string {
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		if format[i] != '%' || i+1 == len(format) {
			b.WriteByte(format[i])
			continue
		}
		i++
		plain := format[i] == '-' && i+1 < len(format)
		if plain {
			i++
		}
		text := timeField(t, format[i])
		if plain {
			if text = strings.TrimLeft(text, "0 "); text == "" {
				text = "0"
			}
		}
		b.WriteString(text)
	}
	return b.String()
}

func timeField(t time.Time, c byte) string {
	hour12 := (t.Hour()+11)%12 + 1
	switch c {
	case 'a':
		return t.Format("Mon")
	case 'A':
		return t.Format("Monday")
	case 'b', 'h':
		return t.Format("Jan")
	case 'B':
		return t.Format("January")
	case 'c':
		return strftime(t, "%a %b %e %H:%M:%S %Y")
	case 'd':
		return fmt.Sprintf("%02d", t.Day())
	case 'D', 'x':
		return strftime(t, "%m/%d/%y")
	case 'e':
		return fmt.Sprintf("%2d", t.Day())
	case 'F':
		return strftime(t, "%Y-%m-%d")
	case 'f':
		return fmt.Sprintf("%06d", t.Nanosecond()/1000)
	case 'H':
		return fmt.Sprintf("%02d", t.Hour())
	case 'I':
		return fmt.Sprintf("%02d", hour12)
	case 'j':
		return fmt.Sprintf("%03d", t.YearDay())
	case 'm':
		return fmt.Sprintf("%02d", int(t.Month()))
	case 'M':
		return fmt.Sprintf("%02d", t.Minute())
	case 'n':
		return "\n"
	case 'p':
		return t.Format("PM")
	case 's':
		return strconv.FormatInt(t.Unix(), 10)
	case 'S':
		return fmt.Sprintf("%02d", t.Second())
	case 't':
		return "\t"
	case 'T', 'X':
		return strftime(t, "%H:%M:%S")
	case 'R':
		return strftime(t, "%H:%M")
	case 'u':
		return strconv.Itoa((int(t.Weekday())+6)%7 + 1)
	case 'U':
		return fmt.Sprintf("%02d", (t.YearDay()+6-int(t.Weekday()))/7)
	case 'V':
		_, w := t.ISOWeek()
		return fmt.Sprintf("%02d", w)
	case 'w':
		return strconv.Itoa(int(t.Weekday()))
	case 'W':
		return fmt.Sprintf("%02d", (t.YearDay()+6-(int(t.Weekday())+6)%7)/7)
	case 'y':
		return fmt.Sprintf("%02d", t.Year()%100)
	case 'Y':
		return strconv.Itoa(t.Year())
	case 'z':
		return t.Format("-0700")
	case 'Z':
		return t.Format("MST")
	case '%':
		return "%"
	}
	return "%" + string(c)
}

// goLayout has the parts of strptime's formats as Go's reference time.
var goLayout = map[byte]string{
	'a': "Mon", 'A': "Monday", 'b': "Jan", 'B': "January", 'd': "2", 'H': "15", 'I': "3", 'j': "002", 'm': "1", 'M': "4", 'p': "PM",
	'S': "5", 'y': "06", 'Y': "2006", 'z': "-0700", 'Z': "MST", '%': "%", 'e': "_2", 'f': "999999",
	'F': "2006-1-2", 'T': "15:4:5", 'D': "1/2/06",
}

// strptime reads a time by a format of C.
func strptime(text, format string) (time.Time, error) {
	var layout strings.Builder
	for i := 0; i < len(format); i++ {
		if format[i] != '%' || i+1 == len(format) {
			layout.WriteByte(format[i])
			continue
		}
		i++
		part, ok := goLayout[format[i]]
		if !ok {
			return time.Time{}, object.ValueErrorf("'%c' is a bad directive in format '%s'", format[i], format)
		}
		layout.WriteString(part)
	}
	t, err := time.Parse(layout.String(), text)
	if err != nil {
		return t, object.ValueErrorf("time data %s does not match format %s", object.StrRepr(text), object.StrRepr(format))
	}
	if !strings.Contains(format, "%Y") && !strings.Contains(format, "%y") && !strings.Contains(format, "%F") && t.Year() == 0 {
		t = t.AddDate(1900, 0, 0)
	}
	return t, nil
}
