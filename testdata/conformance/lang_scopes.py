def outer():
    x = 1
    def mid():
        nonlocal x
        x += 1
        def inner():
            nonlocal x
            x *= 10
            return x
        return inner
    return mid, lambda: x
m, g = outer()
i = m()
print(i(), g(), i(), g())
fs = []
for k in range(3):
    fs.append(lambda: k)
print([f() for f in fs])
fs = [lambda k=k: k for k in range(3)]
print([f() for f in fs])
def counter():
    count = 0
    def inc():
        nonlocal count
        count += 1
        return count
    def get(): return count
    return inc, get
inc, get = counter()
inc(); inc()
print(get())
def shadow(len):
    return len
print(shadow(3), len("abc"))
x = "global"
def f():
    print(x)
def g():
    x = "local"
    def h():
        return x
    return h()
f(); print(g())
def late():
    def use(): return later
    later = 5
    return use()
print(late())
def unb():
    try:
        print(y)
    except UnboundLocalError as e:
        print(type(e).__name__, e)
    y = 1
unb()
def freeunb():
    def inner(): return z
    try:
        inner()
    except NameError as e:
        print(type(e).__name__, e)
    z = 1
    del z
    try:
        inner()
    except NameError as e:
        print(type(e).__name__, e)
freeunb()
def gl():
    global newg
    newg = 7
gl()
print(newg)
def cell_param(a, b=2, *c, d=4, **e):
    def show(): return (a, b, c, d, e)
    a += 1
    return show
print(cell_param(1, 3, 4, d=5, z=6)())
print((lambda: (yield))().__class__.__name__)
comp = [[(i, j) for j in range(i)] for i in range(4)]
print(comp)
def nest():
    base = 10
    return [[base + i * j for j in range(2)] for i in range(2)]
print(nest())
y = [y * y for y in range(3)]
print(y)
class C:
    a = 5
    b = [a for _ in range(2)] if False else a
    c = [i for i in range(a)]
print(C.b, C.c)
try:
    class D:
        a = 5
        b = [a for _ in range(2)]
except NameError as e:
    print(e)
def rec(n, acc=[]):
    acc.append(n)
    return acc
print(rec(1), rec(2), rec(3, []), rec.__defaults__)
total = 0
for total in range(5): pass
print(total)
print([w := 5, w + 1], w)
def walrus():
    if (n := len("abc")) > 2:
        return n
print(walrus(), [last := q for q in range(3)], last)
print(any((hit := v) > 2 for v in [1, 3, 2]), hit)
