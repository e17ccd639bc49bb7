import functools, time
def logged(level="INFO"):
    def deco(f):
        @functools.wraps(f)
        def w(*a, **k):
            print(f"[{level}] {f.__name__}{a}{k or ''}")
            return f(*a, **k)
        w.calls = 0
        return w
    return deco
@logged()
@logged("DEBUG")
def add(a, b=1):
    """Adds."""
    return a + b
print(add(1, b=5), add.__name__, add.__doc__, add.__wrapped__.__name__, add.calls)
class Timer:
    def __enter__(self): self.t = time.perf_counter(); return self
    def __exit__(self, *e): self.dt = time.perf_counter() - self.t
with Timer() as tm: sum(range(100))
print(tm.dt >= 0)
class Registry:
    _items = {}
    def __class_getitem__(cls, k): return cls._items[k]
    @classmethod
    def register(cls, name):
        def d(c): cls._items[name] = c; c.reg = name; return c
        return d
@Registry.register("x")
class X: pass
print(Registry["x"] is X, X.reg)
class Validator:
    def __init__(self, lo, hi): self.lo, self.hi = lo, hi
    def __set_name__(self, o, n): self.n = "_" + n
    def __get__(self, o, t=None): return getattr(o, self.n, None) if o else self
    def __set__(self, o, v):
        if not self.lo <= v <= self.hi: raise ValueError(f"{self.n[1:]} must be in [{self.lo}, {self.hi}], got {v}")
        setattr(o, self.n, v)
class Cfg:
    lr = Validator(0, 1); n = Validator(1, 10)
    def __init__(self, **kw):
        for k, v in kw.items(): setattr(self, k, v)
c = Cfg(lr=.5, n=3); print(c.lr, c.n)
try: c.n = 11
except ValueError as e: print(e)
class Obs:
    def __init__(self): self.subs = []
    def __iadd__(self, f): self.subs.append(f); return self
    def __call__(self, *a): return [f(*a) for f in self.subs]
o = Obs(); o += lambda x: x + 1; o += lambda x: x * 2; print(o(5))
class Stack(list):
    push = list.append
    def peek(self): return self[-1] if self else None
s = Stack(); s.push(1); s.push(2); print(s, s.peek(), s.pop(), Stack("ab") + ["c"], s == [1], bool(Stack()))
class Vec(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
    def __add__(self, o): return Vec(*(x + y for x, y in zip(self, o)))
    def __repr__(self): return f"Vec{tuple(self)}"
print(Vec(1, 2) + Vec(3, 4), Vec(1, 2) == (1, 2), len(Vec(1, 2, 3)), {Vec(1): "k"}[(1,)])
class Str(str):
    def shout(self): return self.upper() + "!"
print(Str("hi").shout(), Str("a") + "b", type(Str("x")).__name__, isinstance(Str("x"), str), len(Str("abc")))
class I(int):
    def double(self): return I(self * 2)
print(I(4).double(), I(3) + 1, type(I(3).double()).__name__, I("7"), [10, 20][I(1)])
class F(float): pass
print(F(2.5) * 2, F("1e3"))
def gen_ctx():
    print("setup"); 
    try: yield "res"
    finally: print("teardown")
import contextlib
with contextlib.contextmanager(gen_ctx)() as r: print(r)
with contextlib.ExitStack() as st:
    for i in range(2): st.callback(print, "bye", i)
    print("in")
def coroutine(f):
    @functools.wraps(f)
    def start(*a):
        g = f(*a); next(g); return g
    return start
@coroutine
def averager():
    total = n = 0; avg = None
    while True:
        x = yield avg
        total += x; n += 1; avg = total / n
a = averager(); print([a.send(v) for v in (10, 20, 60)])
@functools.singledispatch
def show(x): return "other"
@show.register(int)
def _(x): return "int"
@show.register(list)
def _(x): return "list"
print(show(1), show([]), show("s"))
@functools.total_ordering
class V:
    def __init__(s, n): s.n = n
    def __eq__(s, o): return s.n == o.n
    def __lt__(s, o): return s.n < o.n
print(V(1) <= V(2), V(3) > V(2), V(1) >= V(1), max(V(1), V(5)).n, sorted([V(3), V(1)])[0].n)
class Lazy:
    @functools.cached_property
    def v(self): print("computing"); return 42
l = Lazy(); print(l.v, l.v)
print(functools.reduce(lambda a, b: a * b, range(1, 6)), list(map(functools.partial(pow, 2), range(4))))
class Meta:
    reg = []
    def __init_subclass__(cls, **kw): super().__init_subclass__(**kw); Meta.reg.append(cls.__name__)
class P1(Meta): pass
class P2(P1): pass
print(Meta.reg)
def f(*, key, **rest): return key, rest
print(f(key=1, z=2), (lambda *a, **k: (a, k))(*[1], **dict(b=2)))
x = 10
def scope():
    x = 20
    class C:
        x = 30
        def get(self): return x
        y = x
    return C().get(), C.y
print(scope())
def outer():
    def set_(v):
        nonlocal val
        val = v
    val = 0
    set_(5)
    return val
print(outer())
print([f"{n}:{v}" for n, v in sorted({"b": 1, "a": 2}.items())], {k.upper(): v for k, v in {"a": 1}.items()})
try:
    try: raise KeyError("a")
    finally: print("fin")
except KeyError as e: print("outer", e)
class Res:
    def __del__(self): pass
    def close(self): print("closed")
with contextlib.closing(Res()): print("using")
assert isinstance(add, object) and callable(add)
print(*map(lambda p: "%s=%r" % p, {"a": 1, "b": "x"}.items()), sep=", ")
print("{0} {1} {0} {name!r:>6} {d[k]} {o.real}".format("a", 2, name="n", d={"k": 3}, o=5))
import textwrap; print(textwrap.indent("a\nb", "> "))
