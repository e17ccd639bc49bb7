"""Small programs that exercise the language: each prints its name and its best time in milliseconds.

bench-lang.sh runs them in kerash and in CPython in turn.
"""
import time

programs = []


def program(f):
    programs.append(f)
    return f


@program
def add():
    s = 0
    for i in range(1_000_000):
        s += i


def inc(x):
    return x + 1


@program
def calls():
    for i in range(1_000_000):
        inc(i)


@program
def fib():
    def f(n):
        return n if n < 2 else f(n - 1) + f(n - 2)

    f(22)


@program
def keywords():
    def f(a, b=1, *, c=2):
        return a

    for i in range(200_000):
        f(i, b=2, c=3)


class Point:
    def __init__(self, x):
        self.x = x

    def get(self):
        return self.x

    def move(self, by):
        self.x += by


@program
def methods():
    p = Point(0)
    for i in range(300_000):
        p.move(i)
        p.get()


@program
def objects():
    for i in range(200_000):
        Point(i)


@program
def comprehension():
    return [i * 2 for i in range(1_000_000)]


@program
def join():
    parts = []
    for i in range(200_000):
        parts.append("x" + str(i))
    return "".join(parts)


@program
def text():
    s = ""
    for i in range(200_000):
        s += "x"
    return s


@program
def fstrings():
    for i in range(200_000):
        f"{i} {i * 2:5d}"


@program
def lists():
    values = []
    for i in range(500_000):
        values.append(i)
    total = 0
    for i in range(len(values)):
        total += values[i]
    return total


@program
def dicts():
    table = {}
    for i in range(300_000):
        table[i] = i
    total = 0
    for k in table:
        total += table[k]
    return total


@program
def counts():
    table = {}
    for i in range(300_000):
        k = "k%d" % (i % 1000)
        table[k] = table.get(k, 0) + 1


@program
def loops():
    i = 0
    while i < 1_000_000:
        i += 1


@program
def branches():
    c = 0
    for i in range(500_000):
        if i % 3 == 0 and i % 5 != 0:
            c += 1
        elif i & 1:
            c -= 1


@program
def floats():
    x = 0.0
    for i in range(500_000):
        x = x * 0.5 + i / 3.0


@program
def swap():
    a, b = 1, 2
    for i in range(500_000):
        a, b = b, a


@program
def generator():
    def values():
        for i in range(300_000):
            yield i

    s = 0
    for v in values():
        s += v


@program
def genexpr():
    return sum(i * i for i in range(500_000))


@program
def exceptions():
    for i in range(100_000):
        try:
            if i % 10 == 0:
                raise ValueError
        except ValueError:
            pass


@program
def sorting():
    values = [(i * 7919) % 100003 for i in range(200_000)]
    values.sort()
    sorted(values, key=lambda v: -v)


for p in programs:
    best = 1e9
    for _ in range(3):
        start = time.perf_counter()
        p()
        best = min(best, time.perf_counter() - start)
    print(p.__name__, round(best * 1000, 2))
