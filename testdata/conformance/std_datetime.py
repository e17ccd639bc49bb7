import datetime as dt, time
def t(f):
    try: return f()
    except Exception as e: return f"{type(e).__name__}: {e}"
d = dt.date(2024, 2, 29); x = dt.datetime(2023, 12, 31, 23, 59, 58, 999999)
print(d, repr(d), d.year, d.month, d.day, d.isoformat(), d.weekday(), d.isoweekday(), d.isocalendar(), d.strftime("%a %A %b %B %d %j %U %W %y %Y %m %p %H:%M:%S %%"), d.toordinal(), d.ctime(), d.timetuple()[:6])
print(x, repr(x), x.isoformat(), x.isoformat(" "), x.isoformat(timespec="seconds"), x.strftime("%Y-%m-%d %H:%M:%S.%f %I %p"), x.date(), x + dt.timedelta(seconds=1, microseconds=1), x - dt.datetime(2023, 1, 1), x.replace(hour=0), x > dt.datetime(2023, 1, 1), x == x, x.timetuple().tm_yday)
print(d + dt.timedelta(1), d - dt.timedelta(days=365), d - dt.date(2024, 1, 1), d < dt.date(2025, 1, 1), dt.date.fromisoformat("2024-01-31"), dt.datetime.fromisoformat("2024-01-31T10:20:30"), dt.datetime.fromisoformat("2024-01-31 10:20:30.5"), dt.date.fromordinal(738000), dt.date.min if hasattr(dt.date, "min") else "")
td = dt.timedelta(days=1, hours=2, minutes=3, seconds=4, milliseconds=5, microseconds=6, weeks=1)
print(td, repr(td), td.days, td.seconds, td.microseconds, td.total_seconds(), -td, abs(-td), td * 2, td / 2, td // dt.timedelta(hours=1), td % dt.timedelta(hours=1), td / dt.timedelta(hours=1), dt.timedelta(), dt.timedelta(seconds=-1), repr(dt.timedelta(seconds=-1)), dt.timedelta(0.5), bool(dt.timedelta()), td > dt.timedelta(1), dt.timedelta(hours=25), max(td, dt.timedelta(9)))
u = dt.datetime(2024, 5, 1, 12, tzinfo=dt.timezone.utc); z = dt.timezone(dt.timedelta(hours=2))
print(u, repr(u), u.astimezone(z), u.timestamp(), dt.datetime.fromtimestamp(0, dt.timezone.utc), dt.timezone.utc, z, u.tzinfo, u.isoformat(), u == u.astimezone(z))
print(dt.datetime.strptime("01/Feb/2023 04:05:06", "%d/%b/%Y %H:%M:%S"), dt.datetime.strptime("2023-1-2", "%Y-%m-%d"), t(lambda: dt.datetime.strptime("x", "%Y")), t(lambda: dt.date(2023, 2, 29)), t(lambda: dt.date(2023, 13, 1)), t(lambda: dt.datetime(2023, 1, 1, 25)), t(lambda: dt.date.fromisoformat("bad")), t(lambda: dt.date(9999, 12, 31) + dt.timedelta(1)), t(lambda: u > x))
print(dt.datetime.combine(d, dt.time(1, 2)), dt.time(1, 2, 3), repr(dt.time(4, 5)), dt.time(23, 59).isoformat(), x.time(), dt.time(1) < dt.time(2))
print(time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(0)), time.gmtime(86400).tm_mday, time.gmtime(0)[:5], time.strptime("2020-02-03", "%Y-%m-%d")[:3], time.asctime(time.gmtime(0)), type(time.time()).__name__, time.perf_counter() <= time.perf_counter(), f"{d:%d.%m.%Y}", "{:%H:%M}".format(x), time.gmtime(0))
print({d: 1}[dt.date(2024, 2, 29)], sorted([dt.date(2024, 1, 2), dt.date(2023, 1, 2)]), isinstance(x, dt.date), isinstance(d, dt.datetime))
