class A:
    def __init__(self): self.log = ["A"]
    def who(self): return "A"
    def call(self): return self.who()
class B(A):
    def __init__(self): super().__init__(); self.log.append("B")
    def who(self): return "B" + super().who()
class C(B):
    def __init__(self): super(C, self).__init__(); self.log.append("C")
    def who(self): return "C" + super().who()
c = C(); print(c.log, c.call(), [k.__name__ for k in C.__mro__], isinstance(c, A), issubclass(B, C))
class Base:
    def template(self): return self.step() + 1
    def step(self): raise NotImplementedError("step")
class Impl(Base):
    def step(self): return 41
print(Impl().template())
try: Base().template()
except NotImplementedError as e: print("NI", e)
class L(list):
    def total(self): return sum(self)
l = L([1, 2]); l.append(3); print(l, l.total(), len(l), isinstance(l, list), l + [4])
class D(dict):
    def __missing__(self, k): return k * 2
d = D(a=1); print(d["a"], d["zz"], d)
class E(ValueError): pass
try: raise E("x")
except ValueError as e: print(type(e).__name__, e)
