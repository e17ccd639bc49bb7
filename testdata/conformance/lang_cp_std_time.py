import time, datetime
t = time.time(); print(t > 1e9, time.perf_counter() >= 0, isinstance(time.strftime("%Y"), str))
d = datetime.datetime(2024, 2, 29, 12, 30); print(d, d.year, d.strftime("%Y-%m-%d %H:%M"), d + datetime.timedelta(days=1), datetime.timedelta(hours=25), (d - datetime.datetime(2024, 1, 1)).days, d.isoformat())
