a = b = [1]
a.append(2); print(b, a is b)
(x, y), z = (1, 2), 3
print(x, y, z)
[p, *q] = "hello"
print(p, q)
*a, = range(3)
print(a)
a, (b, *c), d = 1, (2, 3, 4), 5
print(a, b, c, d)
for i, (j, k) in [(1, (2, 3)), (4, (5, 6))]: print(i, j, k)
def t(s):
    try:
        exec_(s)
    except Exception as e: print(type(e).__name__, e)
try: a, b = 1, 2, 3
except ValueError as e: print(e)
try: a, b, c = 1, 2
except ValueError as e: print(e)
try: a, *b, c = (1,)
except ValueError as e: print(e)
try: a, b = 5
except TypeError as e: print(e)
try: a, b = None
except TypeError as e: print(e)
try: (a, b), c = 1, 2
except TypeError as e: print(e)
l = [1, 2, 3, 4, 5]
l[1:3] = ["a"]; print(l); del l[0], l[-1]; print(l); l[:] = []; print(l)
l = list(range(10)); l[::2] = [0] * 5; print(l); del l[::3]; print(l)
try: l[::2] = [1]
except ValueError as e: print(e)
d = {"k": [1]}
d["k"] += [2]; d["n"] = d.get("n", 0) + 1; print(d)
t1 = (1, [2])
try: t1[1] += [3]
except TypeError as e: print(e, t1)
i = 5
i += 1; i -= 2; i *= 3; i //= 2; i **= 2; i %= 7; i <<= 3; i >>= 1; i |= 1; i &= 7; i ^= 2
print(i)
f = 7.5; f /= 2; print(f)
s = "ab"; s *= 3; s += "c"; print(s)
class O: pass
o = O(); o.v = 1; o.v += 5; o.l = []; o.l += [1]; print(o.v, o.l)
def se(n): print("se", n); return n
[se(1), se(2)][se(0)] = se(9)
x = {}; x[se("k")] = se("v")
se(1) if se(0) else se(2)
se(1) and se(0) and se(3); se(0) or se(4)
print(se(1) < se(2) < se(1) < se(5))
print(1 if False else 2 if False else 3)
print(not 1 == 2, not (1 == 2) == False, 2 ** 3 ** 2, -2 ** 2, (-2) ** 2, 7 // -2, -7 % 3, 7 % -3, 1 << 2 + 1, ~5, 5 & 3 | 8 ^ 1)
print(1 < 2 == 2, 1 in [1] == True, (1 in [1]) == True, None is not None, "a" < "b" > "A")
while True:
    break
else: print("no")
for _ in []: pass
else: print("empty else")
for i in range(3):
    for j in range(3):
        if j == 1: break
    else: continue
    if i == 1: break
print(i, j)
n = 3
while n: n -= 1
else: print("while else", n)
del n
try: n
except NameError as e: print(e)
if 0: pass
elif []: pass
elif "x": print("elif")
else: print("else")
def f(): pass
print(f(), (lambda: None)())
def g(a, /, b, *, c): return a, b, c
print(g(1, b=2, c=3))
for call in ("g(a=1, b=2, c=3)", "g(1, 2, 3)", "g(1, 2)", "g(1)", "g()", "g(1, 2, c=1, d=2)", "g(1, b=2, c=3, b=4)"):
    pass
def h(*a, k=1, **kw): return a, k, kw
print(h(), h(1, *[2, 3], k=4, **{"z": 5}, y=6), h(*"ab", *(1,), **{}, **{"q": 1}))
def errs(*calls):
    for c in calls:
        try: print(c())
        except TypeError as e: print(e)
errs(lambda: g(a=1, b=2, c=3), lambda: g(1, 2, 3), lambda: g(1, 2), lambda: g(1), lambda: g(), lambda: g(1, 2, c=1, d=2), lambda: f(1), lambda: f(x=1), lambda: h(k=1, **{"k": 2}), lambda: f(*1), lambda: f(**1), lambda: f(**{1: 2}), lambda: (lambda a, b=2: 0)(1, 2, 3), lambda: (lambda a, b, c: 0)(), lambda: (lambda *, a, b: 0)(), lambda: (lambda a: 0)(1, a=2), lambda: int(1, 2, 3), lambda: len(), lambda: len(1, 2), lambda: "a".upper(1), lambda: [].append(), lambda: print(foo=1), lambda: sorted(1, 2), lambda: dict(1), lambda: range(), lambda: isinstance(1))
print(f"{1+1} {'a' 'b'} {[1,2][0]} {{}} {3.14159:.2f} {10:>{5}} {'x':*^{3+2}} {1!r:>4} {None} {x if (x:=5) else 0}")
w = 6; v = 2.5
print(f"{v:{w}.{1}f}|{v=}|{v = }|{v=!r}|{v:+}|{w:05d}|{w:b}|{1000000:,}|{0.5:%}|{'%'}|{'a':>3}{'b':<3}|")
print(f'{"nested " + f"{w}"}', f"""multi
{w}
line""", rf"\n{w}", "a" f"{w}" 'b')
print("\x41\u00e9•\101\t|", r"\t", "a\
b", 'it''s', "q\"q", '''t'q''', len("\\"))
print(0x1F, 0b101, 0o17, 1_000, 1e3, .5, 5., 1e-3, 0xFF_FF, 10 ** 18, True + True)
import sys as _s, os.path as op
from math import (pi as PI, sqrt,)
print(op.join("a", "b"), round(PI, 3), sqrt(4))
try: from math import nope
except ImportError as e: print(str(e).split(" (")[0])
try: import nope.sub
except ModuleNotFoundError as e: print(e, e.name)
try: import os.nope
except ModuleNotFoundError as e: print(e)
global_var = 1
def change():
    global global_var
    global_var += 1
    import math as m
    return m.floor(2.5)
print(change(), global_var)
assert True, "no"
x: int = 5; y: "str"
print(x, __annotations__)
pass; print("semi"); print("colons")
if True: print("one"); print("line")
print([1,
       2,
       3], (1
            + 2))
lst = [1, 2, 3]
for x in lst:
    if x < 3: lst.append(x + 2)
print(lst)
print(*[1, 2], *"ab", sep="-")
print({**{"a": 1}, "b": 2, **{"a": 3}}, [*range(2), *[5]], {*[1], 2}, (*"xy",))
print(__name__)
def ann(a: int, b: str = "x") -> None: return a
print(ann.__annotations__ != {}, ann(1))
def doc():
    "the doc"
print(doc.__doc__, doc.__name__, doc.__qualname__, callable(doc))
nums = [x for x in range(20) if x % 2 if x % 3]
print(nums, [a for a, in [(1,), (2,)]], {a: b for a, b in {"x": 1}.items()})
m = [[1, 2], [3, 4]]
print([r[0] for r in m], [v for r in m for v in r], [[r[i] for r in m] for i in range(2)], list(zip(*m)))
