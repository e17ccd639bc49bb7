import calendar
print(calendar.monthrange(2024, 2), calendar.isleap(2024), calendar.month_name[2], list(calendar.day_abbr))
print(calendar.month(2024, 2)); print(calendar.calendar(2024)); print(calendar.monthcalendar(2024, 9), calendar.weekday(2024, 1, 1), calendar.leapdays(2000, 2024), calendar.MONDAY, calendar.day_name[calendar.SUNDAY])
cal = calendar.Calendar(firstweekday=6); print(list(cal.iterweekdays()), cal.monthdayscalendar(2024, 2)[0], [d.isoformat() for d in list(cal.itermonthdates(2024, 2))[:3]], calendar.TextCalendar(6).formatmonth(2023, 5))
calendar.setfirstweekday(6); calendar.prmonth(2023, 10); print(calendar.weekheader(3), calendar.weekheader(10), list(calendar.month_abbr)[:3])
print(calendar.month(2024, 3, 4, 2))
try: calendar.monthrange(2024, 13)
except calendar.IllegalMonthError as e: print(e)
