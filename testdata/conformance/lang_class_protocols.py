class A:
    """Doc A."""
    count = 0
    def __init__(self, x=1): self.x = x; A.count += 1
    def __repr__(self): return f"A({self.x})"
    def __str__(self): return f"<{self.x}>"
    def __eq__(self, o): return isinstance(o, A) and self.x == o.x
    def __hash__(self): return hash(self.x)
    def __lt__(self, o): return self.x < o.x
    def __add__(self, o): return A(self.x + (o.x if isinstance(o, A) else o))
    def __radd__(self, o): return A(o + self.x)
    def __iadd__(self, o): self.x += o; return self
    def __mul__(self, o): return NotImplemented
    def __neg__(self): return A(-self.x)
    def __bool__(self): return self.x != 0
    def __len__(self): return self.x
    def __getitem__(self, k): return (self.x, k)
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
    def __contains__(self, v): return v == self.x
    def __call__(self, *a, **k): return (a, k)
    def __iter__(self): return iter(range(self.x))
    def __float__(self): return float(self.x)
    def __int__(self): return self.x
    def __index__(self): return self.x
    def __format__(self, spec): return f"fmt[{spec}]"
    def __abs__(self): return abs(self.x)
    def __enter__(self): return self
    def __exit__(self, *a): return False
    def __getattr__(self, n):
        if n.startswith("dyn_"): return n[4:]
        raise AttributeError(n)
a = A(3)
print(a, repr(a), a == A(3), a != A(4), hash(a) == hash(A(3)), a < A(4), A(5) > a, a + 2, 10 + a, a + a, -a, bool(A(0)), len(a), a[1:2], a["k"], 3 in a)
a[0] = 1; del a["z"]
print(a(1, k=2), list(a), float(a), int(a), [10, 20, 30, 40][a], f"{a:>5}", format(a, "x"), abs(A(-2)), a.dyn_foo, "%s %r" % (a, a))
try: a * 2
except TypeError as e: print(e)
try: a.zzz
except AttributeError as e: print(e)
a += 5; print(a, A.count, a.count, A.__doc__, A.__name__, type(a).__name__, a.__class__ is A, A.__module__, A.__qualname__)
class B(A):
    def __init__(self, x, y): super().__init__(x); self.y = y
    def __repr__(self): return "B:" + super().__repr__()
    @property
    def p(self): return self._p if hasattr(self, "_p") else "unset"
    @p.setter
    def p(self, v): self._p = v * 2
    @p.deleter
    def p(self): del self._p
    @staticmethod
    def s(x): return x + 1
    @classmethod
    def c(cls, x): return cls(x, x)
    @property
    def ro(self): return 1
b = B(1, 2)
print(b, b.p, B.s(1), b.s(2), B.c(7), isinstance(b, A), issubclass(B, A), B.__mro__, B.__bases__, B.__base__)
b.p = 4; print(b.p); del b.p; print(b.p)
try: b.ro = 2
except AttributeError as e: print(e)
try: del b.ro
except AttributeError as e: print(e)
print(sorted(vars(b).items()), b.__dict__ == {"x": 1, "y": 2})
class Meta:
    def __init_subclass__(cls, tag=None, **kw): super().__init_subclass__(**kw); cls.tag = tag; print("sub", cls.__name__, tag)
class M1(Meta, tag="t"): pass
print(M1.tag)
class Desc:
    def __set_name__(self, owner, name): self.name = name; print("name", owner.__name__, name)
    def __get__(self, obj, owner): return self if obj is None else obj.__dict__.get(self.name, "default")
    def __set__(self, obj, v): obj.__dict__[self.name] = v + 1
class H:
    d = Desc()
h = H(); print(h.d); h.d = 5; print(h.d, H.d.name)
class S:
    def __setattr__(self, n, v): super().__setattr__(n, v); print("setattr", n)
    def __delattr__(self, n): print("delattr", n); object.__delattr__(self, n)
s = S(); s.a = 1; del s.a
class L(list):
    def first(self): return self[0]
l = L([3, 1, 2]); l.append(9); print(l, l.first(), len(l), sorted(l), isinstance(l, list), l + [1], type(l).__name__, l[1:])
class D(dict):
    def __missing__(self, k): return k * 2
d = D(a=1); print(d["a"], d["zz"], d, len(d), list(d), isinstance(d, dict))
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(It(3)), sum(It(4)), max(It(3)), [x for x in It(2)], tuple(It(2)))
class Seq:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
print(list(Seq()), 20 in Seq(), [*Seq()])
class P:
    x = 1
    def m(self): return self.x
p = P(); p.x = 2; print(p.x, P.x, p.m(), P.m(p)); del p.x; print(p.x)
P.y = 5; print(p.y); P.m2 = lambda self: self.y; print(p.m2())
p.f = lambda: "inst"; print(p.f())
m = p.m; print(m(), m.__name__, m.__self__ is p, m.__func__ is P.m)
print(getattr(p, "nope", 7), hasattr(p, "x"), callable(p), callable(P))
try: P(1)
except TypeError as e: print(e)
try: A(1, 2, 3)
except TypeError as e: print(e)
try: p.m(1)
except TypeError as e: print(e)
class Base:
    def who(self): return "base " + self.name()
    def name(self): return "b"
class Der(Base):
    def name(self): return "d+" + super().name()
print(Der().who())
class Slots:
    __slots__ = ("a",)
    def __init__(self): self.a = 1
print(Slots().a)
class New:
    def __new__(cls, *a): print("new", a); o = super().__new__(cls); o.tag = 1; return o
    def __init__(self, *a): print("init", a)
print(New(1, 2).tag)
class Single:
    _i = None
    def __new__(cls):
        if cls._i is None: cls._i = super().__new__(cls)
        return cls._i
print(Single() is Single())
class Pr:
    __secret = 5
    def __init__(self): self.__v = 1
    def get(self): return self.__v + self.__secret
print(Pr().get(), [n for n in vars(Pr()) if "v" in n])
try: Pr().__v
except AttributeError as e: print(e)
print(repr(Base()).startswith("<__main__.Base object at 0x"), repr(P), str(type(1)), type("x") is str)
def deco(cls): cls.added = lambda self: "added"; return cls
@deco
class Dc: pass
print(Dc().added())
class Outer:
    class Inner:
        def hi(self): return "hi"
    i = Inner()
print(Outer.i.hi(), Outer.Inner.__qualname__)
class Cmp:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
try: {Cmp(1): 1}
except TypeError as e: print(e)
print(Cmp(1) != Cmp(2), [Cmp(1)] == [Cmp(1)], Cmp(1) in [Cmp(1)])
print(a.__add__(1), (5).__add__(3), "a".__len__(), [1].__contains__(1), int.__add__(1, 2), str.upper("x"), list.append.__name__, dict.fromkeys("ab", 0))
try: A.nope
except AttributeError as e: print(e)
class Rev:
    def __rsub__(self, o): return ("rsub", o)
    def __rpow__(self, o): return ("rpow", o)
    def __matmul__(self, o): return "mm"
    def __floordiv__(self, o): return "fd"
    def __divmod__(self, o): return "dm"
    def __round__(self, n=None): return ("round", n)
    def __reversed__(self): return iter([3, 2])
print(5 - Rev(), 2 ** Rev(), Rev() @ 1, Rev() // 2, round(Rev()), round(Rev(), 2), list(reversed(Rev())))
