# Subclasses of list, dict, set, tuple and of exceptions
class Stack(list):
    def __init__(self, items=(), name="s"):
        super().__init__(items)
        self.name = name
    def push(self, v):
        self.append(v)
        return self
    def __getitem__(self, i):
        r = super().__getitem__(i)
        return r
    def peek(self): return self[-1]
s = Stack([1, 2])
print(s.push(3), len(s), s.peek(), s.name, s[0], s[1:], type(s[1:]).__name__, s + [4], type(s + [4]).__name__, s == [1, 2, 3], [1, 2, 3] == s, 2 in s, list(s), sorted(s, reverse=True), isinstance(s, list), s.index(2), sum(s), bool(Stack()), repr(s), str(s), [*s], s * 2, max(s))
s[0] = 10; del s[1]; s.extend([5]); s += [6]; s.sort(); s.reverse(); print(s, type(s).__name__, s.copy(), type(s.copy()).__name__, s.pop(), s.count(5))
class Config(dict):
    def __getattr__(self, k):
        try:
            return self[k]
        except KeyError:
            raise AttributeError(k)
    def __setattr__(self, k, v): self[k] = v
c = Config(lr=0.1, layers=[1])
c.epochs = 5; c["x"] = 1
print(c, c.lr, c.epochs, len(c), dict(c), c == {"lr": 0.1, "layers": [1], "epochs": 5, "x": 1}, list(c.items()), "lr" in c, c.get("q", 3), c.pop("x"), sorted(c), isinstance(c, dict), {**c}, c | {"z": 1}, type(c | {"z": 1}).__name__, c.copy(), type(c.copy()).__name__, hasattr(c, "nope"), hasattr(c, "lr"))
try:
    c.missing
except AttributeError as e:
    print("AttributeError", e)
class Upper(dict):
    def __setitem__(self, k, v): super().__setitem__(k.upper(), v)
    def __getitem__(self, k): return super().__getitem__(k.upper())
    def __contains__(self, k): return super().__contains__(k.upper())
    def update(self, *a, **k):
        for key, v in dict(*a, **k).items(): self[key] = v
u = Upper(); u["a"] = 1; u.update(b=2); print(u, u["a"], "b" in u, u.get("A"), len(u), list(u.keys()), Upper(z=1))
class Counter2(dict):
    def __missing__(self, k): return 0
n = Counter2()
for ch in "hello": n[ch] += 1
print(n, n["zz"], len(n), max(n, key=n.get), sorted(n.items(), key=lambda kv: (-kv[1], kv[0])))
class Point(tuple):
    def __new__(cls, x, y): return super().__new__(cls, (x, y))
    @property
    def x(self): return self[0]
    def __add__(self, o): return Point(self[0] + o[0], self[1] + o[1])
p = Point(1, 2); print(p, p.x, p + (3, 4), type(p + (1, 1)).__name__, p == (1, 2), hash(p) == hash((1, 2)), len(p), {p: 1}[(1, 2)], isinstance(p, tuple), [*p], p[::-1])
class Tags(set):
    def add(self, v): super().add(v.lower())
t = Tags(); t.add("A"); t.add("a"); print(t, len(t), "a" in t, t | {"b"} == {"a", "b"}, isinstance(t, set), sorted(t))
class Err(ValueError):
    def __init__(self, field, msg="invalid"):
        self.field = field
        super().__init__(f"{field}: {msg}")
try:
    raise Err("name")
except ValueError as e:
    print(type(e).__name__, e, e.args, e.field, repr(e), isinstance(e, Err), issubclass(Err, ValueError), Err.__mro__[1].__name__)
class Deep(Err): pass
try:
    raise Deep("f", "bad") from KeyError("k")
except Err as e:
    print(repr(e), repr(e.__cause__), e.field)
class Sized:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
print(bool(Sized(0)), bool(Sized(2)), len(Sized(3)), "yes" if Sized(0) else "no", not Sized(1))
class Ctx:
    def __enter__(self): print("enter"); return self
    def __exit__(self, t, v, tb): print("exit", t.__name__ if t else None, v); return t is ValueError
with Ctx() as k: print("in")
with Ctx(): raise ValueError("swallowed")
try:
    with Ctx(): raise KeyError("kept")
except KeyError as e: print("caught", e)
class Prop:
    def __init__(self): self._v = 1
    @property
    def v(self): "doc of v"; return self._v
    @v.setter
    def v(self, x):
        if x < 0: raise ValueError("negative")
        self._v = x
    @v.deleter
    def v(self): self._v = None
    @staticmethod
    def st(a, b=2): return a + b
    @classmethod
    def cm(cls, *a): return cls.__name__, a
q = Prop(); q.v = 5; print(q.v, Prop.v.__doc__, q.st(1), Prop.st(1, 1), q.cm(1), Prop.cm()); del q.v; print(q.v)
for f in (lambda: setattr(Prop(), "v", -1), lambda: setattr(type("x", (), {}) if False else Stack, "z", 1) or Stack.z):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class RO:
    @property
    def r(self): return 1
for f in (lambda: setattr(RO(), "r", 2), lambda: delattr(RO(), "r"), lambda: RO().zzz):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
