# Operators defined by classes: reflected, in place, comparisons, NotImplemented
class V:
    def __init__(self, *x): self.x = list(x)
    def __repr__(self): return f"V{tuple(self.x)}"
    def __add__(self, o): return V(*[a + b for a, b in zip(self.x, o.x)]) if isinstance(o, V) else NotImplemented
    def __radd__(self, o): return V(*[o + a for a in self.x]) if isinstance(o, (int, float)) else NotImplemented
    def __iadd__(self, o): self.x = [a + 1 for a in self.x]; return self
    def __sub__(self, o): return "sub"
    def __rsub__(self, o): return "rsub"
    def __mul__(self, k): return V(*[a * k for a in self.x])
    __rmul__ = __mul__
    def __truediv__(self, k): return V(*[a / k for a in self.x])
    def __floordiv__(self, k): return "fd"
    def __mod__(self, k): return "mod"
    def __pow__(self, k): return "pow"
    def __rpow__(self, k): return "rpow"
    def __matmul__(self, o): return sum(a * b for a, b in zip(self.x, o.x))
    def __and__(self, o): return "and"
    def __or__(self, o): return "or"
    def __xor__(self, o): return "xor"
    def __lshift__(self, o): return "lsh"
    def __rshift__(self, o): return "rsh"
    def __neg__(self): return V(*[-a for a in self.x])
    def __pos__(self): return self
    def __invert__(self): return "inv"
    def __abs__(self): return sum(abs(a) for a in self.x)
    def __round__(self, n=None): return f"round {n}"
    def __divmod__(self, o): return ("dm", o)
    def __int__(self): return 42
    def __float__(self): return 4.5
    def __index__(self): return 2
    def __bool__(self): return bool(self.x)
    def __len__(self): return len(self.x)
    def __eq__(self, o): return isinstance(o, V) and self.x == o.x
    def __lt__(self, o): return self.x < o.x
    def __hash__(self): return hash(tuple(self.x))
    def __getitem__(self, i): return ("item", i)
    def __setitem__(self, i, v): self.x[i] = v
    def __delitem__(self, i): del self.x[i]
    def __contains__(self, v): return v in self.x
    def __call__(self, *a, **k): return ("call", a, k)
    def __iter__(self): return iter(self.x)
    def __reversed__(self): return reversed(self.x)
    def __format__(self, spec): return f"<{spec}>"
    def __missing__(self, k): return "no"
a, b = V(1, 2), V(3, 4)
print(a + b, 10 + a, a - 1, 1 - a, a * 2, 2 * a, a / 2, a // 2, a % 2, a ** 2, 2 ** a, a @ b, a & 1, a | 1, a ^ 1, a << 1, a >> 1, -a, +a, ~a, abs(a), round(a), round(a, 2))
print(int(a), float(a), [10, 20, 30][a], "x" * a, bool(a), bool(V()), len(a), a == V(1, 2), a != b, a < b, b > a, sorted([b, a]), {a: "k"}[V(1, 2)], a[5], a[1:2], a[..., 1], 2 in a, a(1, z=2), list(a), list(reversed(a)), f"{a:.2f} {a}", format(a, "q"), hash(a) == hash(V(1, 2)), hex(a), range(5)[a], max(a, b), sum([a], 1))
c = a; c += 5; print(c, c is a); a[0] = 9; del a[1]; print(a, [*a], (lambda *p: p)(*b)); x, y = b; print(x, y)
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")
attempt(lambda: a + "s")
attempt(lambda: "s" + a)
attempt(lambda: a <= b)
attempt(lambda: a >= b)
class P: pass
attempt(lambda: P() + P())
attempt(lambda: P() < P())
attempt(lambda: P() == P())
attempt(lambda: P()[0])
attempt(lambda: len(P()))
attempt(lambda: P()())
attempt(lambda: -P())
attempt(lambda: iter(P()))
attempt(lambda: 1 in P())
attempt(lambda: int(P()))
attempt(lambda: float(P()))
attempt(lambda: P() @ 2)
attempt(lambda: abs(P()))
attempt(lambda: round(P()))
attempt(lambda: "%d" % P())
attempt(lambda: [1][P()])
attempt(lambda: next(P()))
attempt(lambda: P().missing)
class Base:
    def __add__(self, o): return "base add"
    def __eq__(self, o): return "base eq"
class Derived(Base):
    def __radd__(self, o): return "derived radd"
    def __eq__(self, o): return "derived eq"
print(Base() + Derived(), Derived() + Base(), Base() == Derived(), Base() == 1, 1 == Base(), Base() != 1, Base() + 1)
class NoHash:
    def __eq__(self, o): return True
attempt(lambda: hash(NoHash()))
attempt(lambda: {NoHash(): 1})
class BadBool:
    def __bool__(self): return 1
class BadLen:
    def __len__(self): return -1
class BadIter:
    def __iter__(self): return 5
class BadIndex:
    def __index__(self): return "x"
attempt(lambda: bool(BadBool()))
attempt(lambda: len(BadLen()))
attempt(lambda: list(BadIter()))
attempt(lambda: [1][BadIndex()])
class OldIter:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
print(list(OldIter()), 20 in OldIter(), 99 in OldIter(), [v for v in OldIter()], max(OldIter()))
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(It(3)), sum(It(4)), dict(zip("ab", It(2))), next(It(1)), next(It(0), "d"), tuple(It(2)), sorted(It(3)), "-".join(map(str, It(3))), [*It(2)], max(It(5)))
class Total:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
    def __le__(self, o): return self.v <= o.v
    def __repr__(self): return f"T{self.v}"
print(sorted([Total(3), Total(1)]), max(Total(1), Total(5)), Total(1) > Total(0), Total(1) >= Total(1), Total(1) != Total(2), min([Total(2), Total(1)]), Total(1) in [Total(1)], [Total(1)].index(Total(1)), [Total(1)].count(Total(1)))
