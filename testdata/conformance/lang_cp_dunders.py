class V:
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return V(self.x + o.x, self.y + o.y)
    def __mul__(self, k): return V(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __neg__(self): return V(-self.x, -self.y)
    def __abs__(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def __bool__(self): return bool(self.x or self.y)
    def __getitem__(self, i): return (self.x, self.y)[i]
    def __len__(self): return 2
    def __iter__(self): yield self.x; yield self.y
    def __contains__(self, v): return v in (self.x, self.y)
    def __call__(self, k): return self.x * k
    def __repr__(self): return f"V({self.x}, {self.y})"
    def __iadd__(self, o): self.x += o.x; return self
    def __format__(self, s): return f"<{self.x}{s}>"
    def __eq__(self, o): return (self.x, self.y) == (o.x, o.y)
    def __getattr__(self, n): return n + "!"
v = V(3, 4)
print(v + V(1, 1), v * 2, 2 * v, -v, abs(v), bool(V(0, 0)), v[0], v[-1], len(v), list(v), 4 in v, v(10), f"{v:abc}", v == V(3, 4), v.foo)
v += V(10, 0); print(v, max(v), sum(v), [*v])
class C:
    def __enter__(self): print("enter"); return self
    def __exit__(self, t, e, tb): print("exit", t and t.__name__, e); return t is ValueError
with C() as c: print("body")
with C(): raise ValueError("swallowed")
try:
    with C(): raise KeyError("k")
except KeyError as e: print("out", e)
class D:
    def __setattr__(self, k, v): object.__setattr__(self, k, v * 2)
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
d = D(); d.a = 5; print(d.a); d["x"] = 1; del d["y"]; d[1:2] = 3
