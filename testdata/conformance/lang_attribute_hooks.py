class S:
    __slots__ = ('a', 'b')
    def __init__(self): self.a = 1
s = S()
for st in ['s.b', 's.c = 1', 's.__dict__']:
    try: exec(st)
    except AttributeError as e: print(st, '->', e)
class G:
    def __getattr__(self, n):
        if n.startswith('x'): return n.upper()
        raise AttributeError(n)
    def __setattr__(self, n, v): print('set', n, v); super().__setattr__(n, v)
    def __delattr__(self, n): print('del', n); object.__delattr__(self, n)
    def __getattribute__(self, n):
        if n == 'secret': return 'hidden'
        return super().__getattribute__(n)
    def __dir__(self): return ['z', 'a']
g = G(); g.k = 1; print(g.xyz, g.k, g.secret, hasattr(g, 'nope'), getattr(g, 'nope', 3), dir(g)); del g.k
try: g.nope
except AttributeError as e: print(e)
class P:
    def __init__(self): self._t = 0
    @property
    def t(self): "doc t"; return self._t
    @t.setter
    def t(self, v): self._t = v * 2
    @t.deleter
    def t(self): print('del t'); self._t = None
    @property
    def ro(self): return 1
    @classmethod
    def make(cls, *a): return cls()
    @staticmethod
    def st(x): return x + 1
p = P(); p.t = 4; print(p.t, P.t.__doc__, P.make().t, p.st(1), P.st(2)); del p.t; print(p.t)
for st in ['p.ro = 1', 'del p.ro', 'P.t.fget', 'p.t()', 'p.zz', 'P.zz', 'P().make(1).qq', 'P(1)', 'P.st()', 'p.st(1,2)', 'object(1)', 'P.make().st(x=1, y=2)']:
    try: print(eval(st)) if '=' not in st.split('(')[0] and not st.startswith('del') and 'fget' not in st and ' = ' not in st else exec(st)
    except Exception as e: print(st, '->', type(e).__name__, e)
class X: pass
class Y(X): pass
for src in ["class Z(X, Y): pass", "class Z(int, str): pass", "class Z(X, X): pass", "class Z(bool): pass", "class Z(type(None)): pass", "class Z(X, metaclass=5): pass", "class Z(X, foo=1): pass", "class Z(*[X]): q=1\nprint(Z.q)", "class Z(range): pass"]:
    try: exec(src)
    except Exception as e: print(src.split('\n')[-1], '->', type(e).__name__, e)
class A:
    def who(self): return 'A'
class B(A):
    def who(self): return 'B' + super().who()
class C(A):
    def who(self): return 'C' + super().who()
class D(B, C):
    def who(self): return 'D' + super().who()
print(D().who(), [c.__name__ for c in D.__mro__], D.mro() == list(D.__mro__), D.__bases__, A.__subclasses__(), D.__base__)
print(super(B, D()).who(), isinstance(D(), C), issubclass(D, (int, A)))
class V:
    def __init__(self, x): self.x = x
    def __add__(s, o): return V(s.x + (o.x if isinstance(o, V) else o)) if isinstance(o, (V, int)) else NotImplemented
    def __radd__(s, o): return V(o + s.x)
    def __iadd__(s, o): s.x += 100; return s
    def __eq__(s, o): return isinstance(o, V) and s.x == o.x
    def __lt__(s, o): return s.x < o.x
    def __repr__(s): return f'V({s.x})'
    def __str__(s): return f'<{s.x}>'
    def __format__(s, spec): return f'fmt[{spec}]{s.x}'
    def __bool__(s): return s.x > 0
    def __len__(s): return 3
    def __call__(s, *a, k=1): return (a, k)
    def __getitem__(s, i): return i
    def __contains__(s, i): return i == 1
    def __neg__(s): return V(-s.x)
    def __invert__(s): return 'inv'
    def __matmul__(s, o): return 'mm'
    def __index__(s): return s.x
    def __round__(s, n=None): return ('round', n)
    def __abs__(s): return V(abs(s.x))
    def __int__(s): return s.x
    def __float__(s): return float(s.x)
    def __complex__(s): return complex(s.x)
    def __divmod__(s, o): return 'dm'
    def __pow__(s, o, m=None): return ('pow', o, m)
    def __reversed__(s): return iter('rev')
    def __missing__(s, k): return 'm'
    def __sizeof__(s): return 5
    def __trunc__(s): return 7
    def __floor__(s): return 8
    def __enter__(s): return s
    def __exit__(s, *a): print('exit', a[0]); return True
    def __hash__(s): return 5
v = V(2)
print(v + 1, 1 + v, sum([V(1), V(2)]), v == V(2), v != V(2), v < V(3), v > V(1), sorted([V(3), V(1)]), f'{v:>5}', f'{v}', f'{v!r}', str(v), [v], bool(V(0)), len(v), v(1, k=2), v[1:2, ...], 1 in v, -v, ~v, v @ v, [1,2,3][v], round(v), round(v, 1), abs(V(-1)), int(v), float(v), complex(v), divmod(v, 1), v ** 2, pow(v, 2, 3), list(reversed(v)), hex(v), hash(v), {v: 1}[V(2)])
w = v; w += 5; print(v, w is v)
for st in ['v + "a"', 'v - 1', 'v <= v', '"a" + v', 'v.foo', 'v["a"] = 1', 'del v[0]', 'iter(v)']:
    try: print(type(eval(st))) if '=' not in st.replace('<=','') and 'del' not in st else exec(st)
    except Exception as e: print(st, '->', type(e).__name__, e)
with v as q: raise KeyError('x')
class E:
    def __eq__(s, o): return True
try: hash(E())
except TypeError as e: print(e)
class Cm:
    def __enter__(s): print('in'); return 's'
with_err = []
for src in ["with 5: pass", "with Cm(): pass", "import contextlib\nwith contextlib.nullcontext(5) as x: print(x)"]:
    try: exec(src)
    except Exception as e: print(type(e).__name__, e)
