# A plugin framework in plain Python: metaclasses, descriptors, decorators with arguments, weak registries, caching
import functools
import inspect
import sys
import time
from collections import ChainMap, UserDict, UserList
from types import SimpleNamespace, MappingProxyType

class PluginMeta(type):
    plugins = {}
    def __new__(mcls, name, bases, ns, **kw):
        cls = super().__new__(mcls, name, bases, ns)
        if bases:
            key = kw.get("key", name.lower())
            mcls.plugins[key] = cls
            cls.key = key
        return cls
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
    def __len__(cls): return len(cls.plugins)
    def __getitem__(cls, k): return cls.plugins[k]
    def __iter__(cls): return iter(sorted(cls.plugins))
    def __contains__(cls, k): return k in cls.plugins

class Field:
    def __init__(self, kind, default=None, check=None):
        self.kind, self.default, self.check = kind, default, check
    def __set_name__(self, owner, name): self.name, self.slot = name, "_" + name
    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return getattr(obj, self.slot, self.default)
    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        if self.check and not self.check(value):
            raise ValueError(f"{self.name}={value!r} refused")
        setattr(obj, self.slot, value)
    def __delete__(self, obj): delattr(obj, self.slot)

class Plugin(metaclass=PluginMeta):
    priority = Field(int, 5, lambda v: 0 <= v <= 10)
    title = Field(str, "untitled")
    def run(self, x): raise NotImplementedError(type(self).__name__)

class Double(Plugin, key="x2"):
    def run(self, x): return x * 2
class Upper(Plugin):
    def run(self, x): return x.upper() if hasattr(x, "upper") else x
class Broken(Plugin): pass
print(len(Plugin), list(Plugin), "x2" in Plugin, Plugin["x2"].__name__, Plugin.priority.kind, type(Plugin).__name__)
d = Double(); d.priority = 7
print(d.priority, d.title, vars(d), Double.key)
for f in (lambda: setattr(d, "priority", "high"), lambda: setattr(d, "priority", 11), lambda: Broken().run(1), lambda: Plugin["none"], lambda: delattr(d, "title")):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
def retry(times, exceptions=(Exception,), on_fail=None):
    def deco(fn):
        @functools.wraps(fn)
        def wrapper(*a, **k):
            for i in range(times):
                try:
                    return fn(*a, **k)
                except exceptions as e:
                    print(f"{fn.__name__} attempt {i + 1}: {e}")
            return on_fail
        wrapper.times = times
        return wrapper
    return deco
state = SimpleNamespace(n=0)
@retry(3, (ValueError,), on_fail="gave up")
def flaky(limit):
    "Fails until called often enough."
    state.n += 1
    if state.n < limit:
        raise ValueError(f"n={state.n}")
    return f"ok after {state.n}"
print(flaky(2), flaky(100), flaky.times, flaky.__doc__, inspect.signature(flaky), flaky.__wrapped__.__name__)
class LRU:
    def __init__(self, fn): functools.update_wrapper(self, fn); self.fn, self.cache, self.hits = fn, {}, 0
    def __call__(self, *a):
        if a in self.cache: self.hits += 1; return self.cache[a]
        return self.cache.setdefault(a, self.fn(*a))
    def __get__(self, obj, owner): return self if obj is None else functools.partial(self, obj)
class Geo:
    def __init__(self, r): self.r = r
    @LRU
    def power(self, n): return self.r ** n
    @classmethod
    def unit(cls): return cls(1)
    @staticmethod
    def name(): return "geo"
    @functools.cached_property
    def area(self): print("area"); return self.r * 3
g = Geo(3); print(g.power(2), g.power(2), Geo.power.hits, g.area, g.area, Geo.unit().r, g.name(), "area" in g.__dict__)
class Settings(UserDict):
    def __missing__(self, k): return f"<{k}>"
    def __setitem__(self, k, v): super().__setitem__(k.lower(), v)
s = Settings(A=1); s["LR"] = 0.1; print(s, s["zz"], dict(s), ChainMap({"a": 1}, {"a": 2, "b": 3})["b"], MappingProxyType({"k": 1}))
class Vec(UserList):
    def __add__(self, o): return Vec(a + b for a, b in zip(self, o))
    def __matmul__(self, o): return sum(a * b for a, b in zip(self, o))
print(Vec([1, 2]) + Vec([3, 4]), Vec([1, 2]) @ Vec([3, 4]), Vec([3, 1]).index(1), sorted(Vec([3, 1])))
class Chain:
    def __init__(self, v=()): self.v = tuple(v)
    def __getattr__(self, name):
        if name.startswith("_"): raise AttributeError(name)
        return lambda *a: Chain(self.v + ((name, *a),))
    def __repr__(self): return " -> ".join(f"{n}{a}" for n, *a in self.v)
print(Chain().conv(32, 3).pool(2).flatten(), hasattr(Chain(), "_x"), callable(Chain().anything))
print([n for n, m in inspect.getmembers(Geo, inspect.isfunction)], isinstance(g, Geo), Geo.__qualname__, Plugin.__class__.__mro__[1].__name__, sys.getsizeof(1) > 0, time.perf_counter() > 0)
try:
    class Bad(Plugin, Double): pass
except TypeError as e:
    print(str(e).split("\n")[0])
