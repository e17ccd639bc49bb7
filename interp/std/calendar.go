package std

import (
	"fmt"
	"strings"
	"time"

	"kerash/interp/object"
)

// monthNames and dayNames are those of the locale C; months begin at 1.
func monthNames(short bool) *object.List {
	l := object.NewList("")
	for m := time.January; m <= time.December; m++ {
		l.Elems = append(l.Elems, shortened(m.String(), short))
	}
	return l
}

func dayNames(short bool) *object.List {
	l := object.NewList()
	for d := range 7 {
		l.Elems = append(l.Elems, shortened(time.Weekday((d+1)%7).String(), short))
	}
	return l
}

func shortened(name string, short bool) string {
	if short {
		return name[:3]
	}
	return name
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// weekday is the day of the week, Monday is 0.
func weekday(year, month, day int) int {
	return (int(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Weekday()) + 6) % 7
}

func isLeap(year int) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

// calendarOf is a Calendar with its first day of the week.
type calendarOf struct {
	first int
	class *object.Class
}

// PyClass is Calendar or a class derived from it.
func (c *calendarOf) PyClass() *object.Class { return c.class }

var (
	calendarClass     = &object.Class{Name: "Calendar", Module: "calendar", Doc: "The weeks of months.", Signature: "Calendar(firstweekday=0)", Final: true}
	textCalendarClass = &object.Class{Name: "TextCalendar", Module: "calendar", Doc: "Calendars as text.", Signature: "TextCalendar(firstweekday=0)", Base: calendarClass, Final: true}
	illegalMonth      = object.NewExceptionClass("calendar", "IllegalMonthError", object.ValueError, "There is no such month.")
)

// weeks are the days of a month by weeks, 0 for those of other months.
func (c *calendarOf) weeks(year, month int) [][]int {
	var weeks [][]int
	day := 1 - (weekday(year, month, 1)-c.first+7)%7
	for last := daysIn(year, month); day <= last; {
		week := make([]int, 7)
		for i := range week {
			if day >= 1 && day <= last {
				week[i] = day
			}
			day++
		}
		weeks = append(weeks, week)
	}
	return weeks
}

// dates are the days of the weeks that a month is in.
func (c *calendarOf) dates(year, month int) []time.Time {
	var days []time.Time
	t := time.Date(year, time.Month(month), 1-(weekday(year, month, 1)-c.first+7)%7, 0, 0, 0, 0, time.UTC)
	for range 7 * len(c.weeks(year, month)) {
		days = append(days, t)
		t = t.AddDate(0, 0, 1)
	}
	return days
}

func centered(s string, width int) string {
	missing := max(0, width-len(s))
	left := missing/2 + missing&width&1
	return strings.Repeat(" ", left) + s + strings.Repeat(" ", missing-left)
}

// header are the names of the days of the week.
func (c *calendarOf) header(width int) string {
	names := make([]string, 7)
	for i := range names {
		name := time.Weekday((c.first + i + 1) % 7).String()
		if width < 9 {
			name = name[:min(3, len(name))]
		}
		names[i] = centered(name[:min(width, len(name))], width)
	}
	return strings.Join(names, " ")
}

func week(days []int, width int) string {
	parts := make([]string, len(days))
	for i, d := range days {
		s := ""
		if d > 0 {
			s = fmt.Sprintf("%2d", d)
		}
		parts[i] = centered(s, width)
	}
	return strings.Join(parts, " ")
}

// month is the text of a month: w is the width of a day, l the lines of a week.
func (c *calendarOf) month(year, month, w, l int) string {
	w, l = max(2, w), max(1, l)
	gap := strings.Repeat("\n", l)
	out := strings.TrimRight(centered(fmt.Sprintf("%s %d", time.Month(month), year), 7*(w+1)-1), " ") + gap + strings.TrimRight(c.header(w), " ") + gap
	for _, days := range c.weeks(year, month) {
		out += strings.TrimRight(week(days, w), " ") + gap
	}
	return out
}

// year is the text of a year: spacing is between the m months of a row.
func (c *calendarOf) year(year, w, l, spacing, m int) string {
	w, l, spacing = max(2, w), max(1, l), max(2, spacing)
	width := (w+1)*7 - 1
	row := func(parts []string) string {
		for i, p := range parts {
			parts[i] = centered(p, width)
		}
		return strings.TrimRight(strings.Join(parts, strings.Repeat(" ", spacing)), " ")
	}
	gap := strings.Repeat("\n", l)
	out := strings.TrimRight(centered(fmt.Sprint(year), width*m+spacing*(m-1)), " ") + gap
	for first := 1; first <= 12; first += m {
		var names, headers []string
		var months [][][]int
		most := 0
		for k := first; k < first+m && k <= 12; k++ {
			names, headers = append(names, time.Month(k).String()), append(headers, c.header(w))
			months = append(months, c.weeks(year, k))
			most = max(most, len(months[len(months)-1]))
		}
		out += gap + row(names) + gap + row(headers) + gap
		for i := range most {
			parts := make([]string, len(months))
			for j, weeks := range months {
				if i < len(weeks) {
					parts[j] = week(weeks[i], w)
				}
			}
			out += row(parts) + gap
		}
	}
	return out
}

func intList(ns []int) *object.List {
	l := object.NewList()
	for _, n := range ns {
		l.Elems = append(l.Elems, n)
	}
	return l
}

func init() {
	make := func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return &calendarOf{b.Int("firstweekday") % 7, cls}, nil
	}
	calendarClass.New, textCalendarClass.New = make, make
	calendarClass.Members = func() []object.Member {
		of := func(sig, doc string, f func(c *calendarOf, a *object.Bound) object.Value) object.Member {
			return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return f(a.Self().(*calendarOf), a), nil
			})
		}
		return []object.Member{
			object.Getter("firstweekday", "the first day of the week", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*calendarOf).first, nil }),
			of("iterweekdays(self)", "The numbers of the days of a week.", func(c *calendarOf, a *object.Bound) object.Value {
				l := object.NewList()
				for i := range 7 {
					l.Elems = append(l.Elems, (c.first+i)%7)
				}
				return object.IterSlice(l.Elems)
			}),
			of("monthdayscalendar(self, year, month)", "The days of a month by weeks.", func(c *calendarOf, a *object.Bound) object.Value {
				l := object.NewList()
				for _, w := range c.weeks(a.Int("year"), a.Int("month")) {
					l.Elems = append(l.Elems, intList(w))
				}
				return l
			}),
			of("itermonthdays(self, year, month)", "The days of a month, with zeros for whole weeks.", func(c *calendarOf, a *object.Bound) object.Value {
				l := object.NewList()
				for _, w := range c.weeks(a.Int("year"), a.Int("month")) {
					l.Elems = append(l.Elems, intList(w).Elems...)
				}
				return object.IterSlice(l.Elems)
			}),
			of("itermonthdates(self, year, month)", "The dates of the weeks of a month.", func(c *calendarOf, a *object.Bound) object.Value {
				l := object.NewList()
				for _, t := range c.dates(a.Int("year"), a.Int("month")) {
					l.Elems = append(l.Elems, &moment{t: t, day: true})
				}
				return object.IterSlice(l.Elems)
			}),
		}
	}
	textCalendarClass.Members = func() []object.Member {
		return []object.Member{
			object.Method("formatmonth(self, theyear, themonth, w=0, l=0)", "A month as text.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return a.Self().(*calendarOf).month(a.Int("theyear"), a.Int("themonth"), a.Int("w"), a.Int("l")), nil
			}),
			object.Method("formatyear(self, theyear, w=2, l=1, c=6, m=3)", "A year as text.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return a.Self().(*calendarOf).year(a.Int("theyear"), a.Int("w"), a.Int("l"), a.Int("c"), a.Int("m")), nil
			}),
			object.Method("prmonth(self, theyear, themonth, w=0, l=0)", "Prints a month.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				_, err := fmt.Fprint(th.Stdout, a.Self().(*calendarOf).month(a.Int("theyear"), a.Int("themonth"), a.Int("w"), a.Int("l")))
				return nil, err
			}),
		}
	}
}

// calendarState is the first day of the week of a session.
type calendarState struct{ calendarOf }

func calendarNow(th *object.Thread) *calendarOf {
	return &object.Get(th, func() *calendarState { return &calendarState{calendarOf{class: textCalendarClass}} }).calendarOf
}

func calendarModule() *object.Module {
	return &object.Module{Name: "calendar", Doc: "Months, weeks and leap years.", Members: func() []object.Member {
		members := []object.Member{
			object.Const("Calendar", calendarClass), object.Const("TextCalendar", textCalendarClass), object.Const("IllegalMonthError", illegalMonth),
			object.Const("month_name", monthNames(false)), object.Const("month_abbr", monthNames(true)), object.Const("day_name", dayNames(false)), object.Const("day_abbr", dayNames(true)),
			object.Fun("isleap(year)", "Whether a year has 366 days.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return isLeap(a.Int("year")), nil }),
			object.Fun("leapdays(y1, y2)", "The leap years from one to before another.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				before := func(y int) int { y--; return y/4 - y/100 + y/400 }
				return before(a.Int("y2")) - before(a.Int("y1")), nil
			}),
			object.Fun("weekday(year, month, day)", "The day of the week, Monday is 0.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				n := [7]int{a.Int("year"), a.Int("month"), a.Int("day")}
				if err := checkDate(n); err != nil {
					return nil, err
				}
				return weekday(n[0], n[1], n[2]), nil
			}),
			ofMonth("monthrange(year, month)", "The day of the week that a month begins with, and how many days it has.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				y, m := a.Int("year"), a.Int("month")
				return object.NewTuple(weekday(y, m, 1), daysIn(y, m)), nil
			}),
			ofMonth("monthcalendar(year, month)", "The days of a month by weeks.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return object.CallMethodOf(th, calendarNow(th), "monthdayscalendar", object.Pos(a.Int("year"), a.Int("month")))
			}),
			object.Fun("setfirstweekday(firstweekday)", "Sets the first day of the week.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				n := a.Int("firstweekday")
				if n < 0 || n > 6 {
					return nil, object.ValueErrorf("bad weekday number %d; must be 0 (Monday) to 6 (Sunday)", n)
				}
				calendarNow(th).first = n
				return nil, nil
			}),
			object.Fun("firstweekday()", "The first day of the week.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return calendarNow(th).first, nil }),
			object.Fun("weekheader(width)", "The names of the days.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return calendarNow(th).header(a.Int("width")), nil
			}),
			object.Fun("month(theyear, themonth, w=0, l=0)", "A month as text.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return calendarNow(th).month(a.Int("theyear"), a.Int("themonth"), a.Int("w"), a.Int("l")), nil
			}),
			object.Fun("prmonth(theyear, themonth, w=0, l=0)", "Prints a month.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				_, err := fmt.Fprint(th.Stdout, calendarNow(th).month(a.Int("theyear"), a.Int("themonth"), a.Int("w"), a.Int("l")))
				return nil, err
			}),
			object.Fun("calendar(theyear, w=2, l=1, c=6, m=3)", "A year as text.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return calendarNow(th).year(a.Int("theyear"), a.Int("w"), a.Int("l"), a.Int("c"), a.Int("m")), nil
			}),
			object.Fun("timegm(tuple)", "Seconds since 1970 of a time in UTC.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				parts, err := object.AsInts(th, object.NewList(a.Elems("tuple")...))
				if err != nil || len(parts) < 6 {
					return nil, object.TypeErrorf("timegm() needs the parts of a time")
				}
				return int(time.Date(parts[0], time.Month(parts[1]), parts[2], parts[3], parts[4], parts[5], 0, time.UTC).Unix()), nil
			}),
		}
		for i := range 7 {
			members = append(members, object.Const(strings.ToUpper(time.Weekday((i+1)%7).String()), i))
		}
		return members
	}}
}

// ofMonth declares a function of a month that there must be.
func ofMonth(sig, doc string, f func(th *object.Thread, a *object.Bound) (object.Value, error)) object.Member {
	return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		if m := a.Int("month"); m < 1 || m > 12 {
			return nil, object.Errorf(illegalMonth, "bad month number %d; must be 1-12", m)
		}
		return f(th, a)
	})
}
