def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, '|', e)
class Meta(type):
    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, [b.__name__ for b in bases], sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        cls.tag = name.lower()
    def __call__(cls, *a, **k):
        print("call", cls.__name__)
        return super().__call__(*a, **k)
    def hello(cls): return "hello " + cls.__name__
    def __len__(cls): return 42
    def __iter__(cls): return iter([1,2])
    def __repr__(cls): return f"<M {cls.__name__}>"
    @property
    def prop(cls): return "prop-" + cls.__name__
class A(metaclass=Meta):
    x = 1
    def __init__(self, v=0): self.v = v
class B(A, extra=3):
    y = 2
print(A.tag, B.tag, B.hello(), len(B), list(B), B, type(B), B.prop)
b = B(7); print(b.v, type(b), isinstance(B, Meta))
t(lambda: b.hello())
class Reg:
    subs = []
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        Reg.subs.append((cls.__name__, tag))
class R1(Reg, tag="one"): pass
class R2(R1): pass
print(Reg.subs)
t(lambda: type("Bad", (), {}, foo=1))
class D:
    def __set_name__(self, owner, name): self.name = "_" + name; print("set_name", owner.__name__, name)
    def __get__(self, obj, typ=None):
        if obj is None: return self
        return getattr(obj, self.name, "unset")
    def __set__(self, obj, v):
        if v < 0: raise ValueError("negative")
        setattr(obj, self.name, v)
    def __delete__(self, obj): delattr(obj, self.name)
class H:
    a = D(); b = D()
h = H(); print(h.a); h.a = 3; print(h.a, h.__dict__); del h.a; print(h.a)
def bad(): h.b = -1
t(bad)
print(type(H.a).__name__)
class S:
    __slots__ = ("x", "y")
    def __init__(self): self.x = 1
s = S(); print(s.x)
t(lambda: s.y)
def ss(): s.z = 1
t(ss)
t(lambda: s.__dict__)
class Pr:
    def __init__(self): self._t = 1
    @property
    def t(self): "doc t"; return self._t
    @t.setter
    def t(self, v): self._t = v * 2
    @t.deleter
    def t(self): self._t = None
    ro = property(lambda self: 9)
    @staticmethod
    def st(a): return a + 1
    @classmethod
    def cm(cls, a): return cls.__name__, a
p = Pr(); p.t = 5; print(p.t); del p.t; print(p.t, p.ro, Pr.st(1), p.cm(2), Pr.t.__doc__)
def ro(): p.ro = 1
t(ro)
def dro(): del p.ro
t(dro)
t(lambda: p.nope)
t(lambda: Pr.nope)
t(lambda: Pr(1))
t(lambda: object(1))
t(lambda: Pr.st())
class Base:
    def __init__(self, *a, **k): print("Base", a, k)
    def hi(self): return "base"
    def __eq__(self, o): return True
class Mid(Base):
    def __init__(self, x, **k): super().__init__(x, **k); self.x = x
    def hi(self): return "mid>" + super().hi()
m = Mid(1, z=2); print(m.hi(), Mid.__mro__, Mid.__bases__, Mid.__name__, Mid.__qualname__, Mid.__module__)
t(lambda: hash(m))
print(m == 3, m != 3, isinstance(m, Base), issubclass(Mid, (int, Base)), type(m) is Mid)
class MixA:
    def who(self): return "A>" + super().who()
class MixB:
    def who(self): return "B>" + super().who()
class Root:
    def who(self): return "root"
class Z(MixA, MixB, Root): pass
print(Z().who(), [c.__name__ for c in Z.__mro__])
class X1: pass
class X2(X1): pass
t(lambda: type("Bad", (X1, X2), {}))
T = type("T", (Base,), {"q": 5, "f": lambda self: self.q})
print(T.__name__, T.q, T().f())
class V:
    def __init__(self, x): self.x = x
    def __add__(self, o): return V(self.x + (o.x if isinstance(o, V) else o))
    __radd__ = __add__
    def __mul__(self, o): return NotImplemented
    def __neg__(self): return V(-self.x)
    def __lt__(self, o): return self.x < o.x
    def __getitem__(self, k): return k
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
    def __contains__(self, k): return k == 1
    def __iter__(self): return iter([self.x])
    def __len__(self): return 3
    def __bool__(self): return False
    def __call__(self, *a, **k): return a, k
    def __enter__(self): print("enter"); return self
    def __exit__(self, *e): print("exit", e[0]); return True
    def __int__(self): return 7
    def __float__(self): return 7.5
    def __index__(self): return 2
    def __hash__(self): return 5
    def __abs__(self): return 1
    def __round__(self, n=None): return n
    def __matmul__(self, o): return "mm"
    def __iadd__(self, o): self.x += 100; return self
    def __floordiv__(self, o): return "fd"
    def __rpow__(self, o): return "rpow"
    def __divmod__(self, o): return "dm"
    def __invert__(self): return "inv"
    def __reversed__(self): return "rev"
    def __missing__(self, k): return 1
    def __getattr__(self, n):
        if n.startswith("dyn"): return n
        raise AttributeError(n)
    def __dir__(self): return ["b", "a"]
    def __sizeof__(self): return 1
v = V(1)
print((v+1).x, (1+v).x, sum([V(1),V(2)]).x, (-v).x, v<V(2), v>V(0), v[1:2,...], 1 in v, 2 in v, list(v), len(v), bool(v), v(1,a=2), int(v), float(v), [1,2,3][v], hash(v), abs(v), round(v), round(v,2), v@1, v//1, 2**v, divmod(v,1), ~v, reversed(v), v.dyn_x, dir(v))
t(lambda: v*2)
t(lambda: 2*v)
t(lambda: v.zzz)
t(lambda: v <= v)
v += 1; print(v.x)
v[3] = 4; del v["a"]
with v as q: raise KeyError("swallowed")
class NoBool:
    def __bool__(self): return 3
t(lambda: bool(NoBool()))
class NoLen:
    def __len__(self): return -1
t(lambda: len(NoLen()))
class NoStr:
    def __str__(self): return 5
    def __repr__(self): return 5
t(lambda: str(NoStr()))
t(lambda: repr(NoStr()))
t(lambda: 1 + Base)
t(lambda: Base < Base)
t(lambda: Base()[0])
t(lambda: len(Base()))
t(lambda: [*Base()])
t(lambda: Base()())
def seta(): Base.x.y = 3
t(seta)
def seti(): (1).x = 3
t(seti)
def seti(): Base()[0] = 3
t(seti)
def deli(): del Base()[0]
t(deli)
def withx():
    with 5: pass
t(withx)
class It:
    def __init__(self): self.i = 0
    def __iter__(self): return self
    def __next__(self):
        self.i += 1
        if self.i > 3: raise StopIteration
        return self.i
print(list(It()), max(It()), dict(zip(It(), "abc")), *It())
class OldIt:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
print(list(OldIt()), 20 in OldIt())
class Ctr:
    n = 0
    def __new__(cls, *a):
        o = super().__new__(cls); cls.n += 1; return o
    def __del__(self): pass
Ctr(1); Ctr(); print(Ctr.n)
class Sing:
    _i = None
    def __new__(cls):
        if cls._i is None: cls._i = super().__new__(cls)
        return cls._i
print(Sing() is Sing())
class Priv:
    def __init__(self): self.__x = 1
    def get(self): return self.__x
print(Priv().get(), Priv().__dict__)
t(lambda: Priv().__x)
print(getattr(Priv(), "_Priv__x"), hasattr(Priv(), "__x"), vars(Priv()))
class Cls2:
    """Docs."""
    a: int = 1
    b: "str"
print(Cls2.__doc__, Cls2.__annotations__)
class LD(dict):
    def __missing__(self, k): return k * 2
print(LD()["ab"], LD(a=1))
class LL(list):
    def __repr__(self): return "LL" + super().__repr__()
print(LL([1,2]), LL([1]) + [2], len(LL("abc")))
class II(int):
    def __add__(self, o): return "added"
print(II(3) + 1, II(3) * 2, repr(II(4)), isinstance(II(1), int))
class SS(str):
    def shout(self): return self.upper() + "!"
print(SS("a").shout(), SS("x") + "y", f"{SS('q'):>3}")
class TT(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
print(TT(1,2), TT(1,2)[0])
