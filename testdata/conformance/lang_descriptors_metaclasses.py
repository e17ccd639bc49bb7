class D:
    def __set_name__(self, owner, name): self.n = name; print('set_name', owner.__name__, name)
    def __get__(self, obj, t=None): return self if obj is None else obj.__dict__.get(self.n, 'dflt')
    def __set__(self, obj, v):
        if v < 0: raise ValueError(f'{self.n} must be >= 0')
        obj.__dict__[self.n] = v
    def __delete__(self, obj): del obj.__dict__[self.n]; print('deleted')
class A:
    x = D()
    def __init_subclass__(cls, /, tag=None, **kw): super().__init_subclass__(**kw); cls.tag = tag; print('sub', cls.__name__, tag)
    def __class_getitem__(cls, item): return f'{cls.__name__}[{item}]'
a = A(); print(a.x); a.x = 5; print(a.x, a.__dict__); del a.x; print(a.x, type(A.x).__name__)
try: a.x = -1
except ValueError as e: print(e)
class B(A, tag='t'): pass
print(B.tag, A[int], B['k'])
class M(type):
    def __new__(m, name, bases, ns, **kw): print('new', name, sorted(k for k in ns if not k.startswith('__')), kw); ns['added'] = 1; return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw): super().__init__(name, bases, ns)
    def __call__(cls, *a, **k): print('call', cls.__name__); return super().__call__(*a, **k)
    def __prepare__(name, bases, **kw): return {}
    def __len__(cls): return 42
    def __iter__(cls): return iter([1,2])
    def __contains__(cls, x): return x == 1
    def __getattr__(cls, n): return 'meta_' + n
    @property
    def p(cls): return 'metaprop'
class C(metaclass=M, kw=1):
    y = 2
    def __init__(self, v): self.v = v
c = C(3); print(c.v, C.added, len(C), list(C), 1 in C, C.zzz, C.p, type(C), isinstance(C, M))
try: c.zzz
except AttributeError as e: print(e)
T = type('T', (A,), {'f': lambda self: 'f', 'k': 7}, tag='dyn'); print(T().f(), T.k, T.__name__, T.__mro__)
