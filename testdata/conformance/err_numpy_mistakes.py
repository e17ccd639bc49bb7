# Mistakes with arrays and NumPy's words for them: removed names, operands
# without a loop, resize, stacking, random numbers, tables, bins.
import numpy as np


def t(f):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__, "|", e)


for name in ["float", "int", "bool", "object", "long"]:
    t(lambda: getattr(np, name))

a = np.arange(6)
ops = {
    "+": lambda x, y: x + y, "-": lambda x, y: x - y, "*": lambda x, y: x * y, "/": lambda x, y: x / y, "//": lambda x, y: x // y,
    "**": lambda x, y: x**y, "<": lambda x, y: x < y, "==": lambda x, y: x == y, "&": lambda x, y: x & y, "@": lambda x, y: x @ y,
}
for name, f in ops.items():
    for x, y in [(a, "a"), (a, [None] * 6), (a > 1, "a"), ("a", a), (a * 1.0, np.array(["b"] * 6)), (a, b"x"), (a, None)]:
        if name != "@" or type(y) is str:
            print(name, end=" ")
            t(lambda: f(x, y))
for f in [np.sqrt, np.exp, np.abs, np.negative, np.sign, np.square, np.isnan, np.maximum, np.gcd, np.power, np.hypot]:
    print(f.__name__, end=" ")
    t(lambda: f("a", "b") if f.nin == 2 else f("a"))
t(lambda: np.sqrt(None))
t(lambda: np.exp({}))


def inplace(x, op, y):
    if op == "+":
        x += y
    elif op == "/":
        x /= y
    else:
        x *= y
    return x


for op in "+/*":
    for y in [1.5, np.ones((2, 3)), np.ones((2, 3), int), np.ones((3, 3)), "a", None, 1j]:
        print(op, end=" ")
        t(lambda: inplace(np.arange(3), op, y))
t(lambda: inplace(np.ones((2, 3), int), "*", np.ones((3, 3), int)))
t(lambda: np.add(np.ones((3, 2)), 1, out=np.zeros((2, 3))))


def resized(x, *shape, **kw):
    x.resize(*shape, **kw)
    return x


own = lambda: np.array([1, 2, 3, 4])
for shape in [(2, 3), 2, (), (2, -1), "a", 2.5, None]:
    t(lambda: resized(own(), shape))
t(lambda: resized(own(), 2, 4))
t(lambda: resized(own()[1:], (2, 1)))
t(lambda: resized(own()[::2], (2, 1)))
z = np.array(["a", "bc"])
z.resize(3, refcheck=False)
print(z)
for f in (np.concatenate, np.stack, np.vstack, np.hstack, np.column_stack):
    for v in (3, None, (x for x in [1]), {1}, np.array(3), "ab"):
        print(f.__name__, type(v).__name__, end=" ")
        t(lambda: f(v))

r = np.random
for args in [(0,), (-3,), (5, 5), (0.7,), ("a",), (None,), ()]:
    t(lambda: r.randint(*args))
print(set(r.randint(1.5, 3.7, 50).tolist()), set(r.default_rng(0).integers(1.5, 3.7, 50).tolist()))
for rng in (r, r.default_rng(0)):
    for v in (0, [], 1.5, "abc"):
        t(lambda: rng.choice(v))
    t(lambda: rng.choice([1, 2], p=[1.0]))
    t(lambda: rng.choice([1, 2], p=[[0.5, 0.5]]))
    t(lambda: rng.permutation(2.5))
    t(lambda: rng.permutation(-1))
for bad in ("x", 1.5, [1.5], [], -1):
    t(lambda: r.seed(bad))
    t(lambda: r.default_rng(bad) if bad != [] and bad != [1.5] else 0)
t(lambda: r.normal(1, 2, 3, 4))
t(lambda: r.shuffle())
t(lambda: r.choice([1], 1, True, None, 5))

t(lambda: np.loadtxt("none.csv"))
t(lambda: np.genfromtxt("none.csv"))
t(lambda: np.loadtxt(3))
t(lambda: np.genfromtxt(3))
t(lambda: np.digitize([1], [3, 1, 2]))
t(lambda: np.digitize([1], 3))
t(lambda: np.interp(1, [1, 2], [1]))
t(lambda: np.interp(1, [[1, 2]], [1, 2]))
t(lambda: np.interp(1, 1, 1))
t(lambda: np.interp([1.5], [1, 2], [3, 4], period=0))
t(lambda: np.bincount([[1]]))
t(lambda: np.bincount([1], minlength=-1))
t(lambda: np.bincount(["a"]))
t(lambda: np.convolve([1], []))
t(lambda: np.convolve([[1]], [1]))
t(lambda: np.correlate([], [1]))
t(lambda: np.select([], []))
t(lambda: np.select([3], [2]))
t(lambda: np.put([1], 0, 1))
t(lambda: np.percentile([1], 50, method="x"))
