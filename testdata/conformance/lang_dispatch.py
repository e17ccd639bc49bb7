import functools, time
def retry(times=3, exceptions=(Exception,), on_fail=None):
    def deco(fn):
        @functools.wraps(fn)
        def wrapper(*args, **kw):
            last = None
            for i in range(1, times + 1):
                try:
                    return fn(*args, **kw)
                except exceptions as e:
                    last = e
                    print(f"attempt {i}/{times} failed: {type(e).__name__}: {e}")
            if on_fail: return on_fail(last)
            raise RuntimeError("gave up") from last
        wrapper.retries = times
        return wrapper
    return deco
n = 0
@retry(times=3, exceptions=(ValueError, KeyError))
def flaky(x, *, k=1):
    "Flaky function."
    global n
    n += 1
    if n < 3: raise ValueError(f"n={n}")
    return x * k
print(flaky(5, k=2), flaky.__name__, flaky.__doc__, flaky.retries, flaky.__wrapped__.__name__)
@retry(times=1, on_fail=lambda e: f"fallback({e!r})")
def always(): raise KeyError("missing")
print(always())
@retry(2)
def always2(): raise OSError(2, "No such file")
try: always2()
except RuntimeError as e: print(e, "|", repr(e.__cause__), e.__suppress_context__)
class CountCalls:
    def __init__(self, fn):
        functools.update_wrapper(self, fn)
        self.fn, self.calls = fn, 0
    def __call__(self, *a, **k):
        self.calls += 1
        return self.fn(*a, **k)
    def __get__(self, obj, cls=None):
        return self if obj is None else functools.partial(self, obj)
class A:
    @CountCalls
    def m(self, x): return x + 1
    @property
    def v(self): return self._v
    @v.setter
    def v(self, x):
        if x < 0: raise ValueError("neg")
        self._v = x
    @v.deleter
    def v(self): print("del"); del self._v
    @functools.cached_property
    def heavy(self): print("computing"); return 42
    @functools.singledispatchmethod
    def show(self, x): return f"obj {x}"
    @show.register
    def _(self, x: int): return f"int {x}"
    @show.register(list)
    def _(self, x): return f"list {len(x)}"
a = A()
print(a.m(1), a.m(2), A.m.calls, A.m.__name__)
a.v = 3; print(a.v); del a.v
try: a.v
except AttributeError as e: print(e)
try: a.v = -1
except ValueError as e: print(e)
print(a.heavy, a.heavy, a.__dict__)
print(a.show(1), a.show([1, 2]), a.show("s"))
@functools.lru_cache(maxsize=2)
def sq(x): print("sq", x); return x * x
sq(1); sq(2); sq(1); sq(3); sq(2); print(sq.cache_info(), sq.cache_parameters()); sq.cache_clear(); print(sq.cache_info())
@functools.singledispatch
def fmt(x): return "default"
@fmt.register(int)
@fmt.register(float)
def _(x): return f"num {x}"
@fmt.register
def _(x: dict): return "dict"
print(fmt(1), fmt(2.5), fmt({}), fmt(None), fmt(True), fmt.dispatch(bool) is fmt.dispatch(int), sorted(t.__name__ for t in fmt.registry))
@functools.total_ordering
class V:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __lt__(s, o): return s.v < o.v
print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2), V(1) != V(2))
p = functools.partial(int, base=2); print(p("101"), p.func, p.args, p.keywords, p)
print(functools.reduce(lambda a, b: a * b, range(1, 6)), functools.reduce(lambda a, b: a + [b], "ab", []))
try: functools.reduce(lambda a, b: a, [])
except TypeError as e: print(e)
print(sorted(["b", "A", "c"], key=functools.cmp_to_key(lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))))
def stack(*ds):
    def d(f):
        for x in reversed(ds): f = x(f)
        return f
    return d
def tag(t): return lambda f: lambda *a: f"<{t}>{f(*a)}</{t}>"
@stack(tag("b"), tag("i"))
def hi(n): return "hi " + n
print(hi("bob"))
pm = functools.partialmethod
class Cell:
    def set(self, s): self.s = s
    on = pm(set, True)
c = Cell(); c.on(); print(c.s)
