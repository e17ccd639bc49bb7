# Mistakes with arrays and NumPy's words for them: removed names, operands
# without a loop, results that do not fit, stacking.
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


for f in (np.concatenate, np.stack, np.vstack, np.hstack, np.column_stack):
    for v in (3, None, (x for x in [1]), {1}, np.array(3), "ab"):
        print(f.__name__, type(v).__name__, end=" ")
        t(lambda: f(v))
