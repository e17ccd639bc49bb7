# getattr, setattr, hasattr, dir, vars, __dict__, __getattr__, class attributes
class A:
    kind = "class"
    items = []
    def __init__(self, x): self.x = x
    def m(self, y=1): return self.x + y
    def __getattr__(self, name):
        if name.startswith("dyn_"): return name[4:]
        raise AttributeError(f"no {name}")
a = A(1); b = A(2)
print(a.x, a.kind, a.m(), a.m(y=5), A.m(b), getattr(a, "x"), getattr(a, "nope", "default"), a.dyn_foo, hasattr(a, "x"), hasattr(a, "zip"), hasattr(a, "dyn_q"), hasattr(A, "kind"), callable(a.m), callable(a))
setattr(a, "z", 3); a.kind = "own"; A.kind = "changed"; a.items.append(1); print(a.z, a.kind, b.kind, b.items, a.__dict__, vars(b), A.__name__, A.__doc__, a.__class__, type(a) is A, a.__class__.__name__, A.__module__)
delattr(a, "z"); del a.kind; print(a.kind, "z" in a.__dict__, [n for n in dir(a) if not n.startswith("_")], isinstance(a, A), isinstance(a, (int, A)), issubclass(A, object), issubclass(bool, int))
f = a.m; print(f(10), f.__name__, f.__self__ is a, A.m.__name__, f == a.m, a.m.__func__ is A.m, (lambda: 1).__name__, len.__name__, int.__name__, str(type(f)), type(A.m).__name__, type(len).__name__, type([].append).__name__)
for fn in (lambda: a.q, lambda: A.q, lambda: getattr(a, "q"), lambda: delattr(a, "q"), lambda: (5).x, lambda: None.x, lambda: "s".foo(), lambda: setattr(5, "a", 1), lambda: [].x, lambda: len.x, lambda: print.foo, lambda: int.foo, lambda: (lambda: 1).foo):
    try: print(fn())
    except AttributeError as e: print(e)
def g(a, b=2, *c, d, e=5, **k):
    "doc of g"
    return a, b, c, d, e, k
g.attr = 7
print(g.__name__, g.__doc__, g.attr, g.__defaults__, g.__kwdefaults__, g(1, d=4), g(1, 2, 3, d=4, z=9), g.__module__, hasattr(g, "__call__"), g.__dict__)
class Meta:
    def __init_subclass__(cls, **kw): print("subclass", cls.__name__)
class Sub(Meta): pass
class Slots:
    __slots__ = ("a", "b")
    def __init__(self): self.a = 1
print(Slots().a, Sub.__bases__, Sub.__mro__[-1] is object, Sub.__base__.__name__)
class Desc:
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, cls): return self if obj is None else obj.__dict__.get("_" + self.name, "unset")
    def __set__(self, obj, v): obj.__dict__["_" + self.name] = v * 2
class Holder:
    field = Desc()
h = Holder(); print(h.field); h.field = 4; print(h.field, h.__dict__, Holder.field.name)
class Lazy:
    calls = 0
    def __getattribute__(self, n):
        if n == "magic": return 42
        return super().__getattribute__(n)
print(Lazy().magic, Lazy().calls)
class SetA:
    def __setattr__(self, n, v): object.__setattr__(self, n, ("set", v))
    def __delattr__(self, n): print("del", n); super().__delattr__(n)
s = SetA(); s.v = 1; print(s.v); del s.v; print(hasattr(s, "v"))
class Single:
    inst = None
    def __new__(cls, *a):
        if cls.inst is None: cls.inst = super().__new__(cls)
        return cls.inst
    def __init__(self, v): self.v = v
print(Single(1) is Single(2), Single(3).v, object().__class__.__name__, type(object()).__name__)
