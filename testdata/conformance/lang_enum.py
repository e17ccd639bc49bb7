import enum
from enum import Enum, IntEnum, auto, Flag, IntFlag, unique
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, '|', e)
class Color(str, Enum):
    RED = "red"
    BLUE = "blue"
    def shout(self): return self.value.upper()
print(Color.RED, repr(Color.RED), Color.RED == "red", f"{Color.RED}", Color("blue"), Color["RED"], Color.RED.shout(), isinstance(Color.RED, str), Color.RED.upper(), len(Color.RED), {Color.RED: 1})
class N(int, Enum):
    A = 1
    B = 2
print(N.A, N.A + 1, N.B > N.A, [10,20,30][N.A], int(N.B), f"{N.A}", "%d" % N.A)
class P(Enum):
    X = auto()
    Y = auto()
    Z = 10
    W = auto()
    ALIAS = 1
    @property
    def double(self): return self.value * 2
    @classmethod
    def default(cls): return cls.X
    def __str__(self): return "P-" + self.name
print(list(P), P.X, repr(P.W), P.ALIAS is P.X, P.X.double, P.default(), P.X in P, len(P), P.__members__.keys())
t(lambda: P(99))
t(lambda: P["Q"])
t(lambda: P.NOPE)
def s(): P.X = 5
t(s)
t(lambda: P.X < P.Y)
class I(IntEnum):
    LOW = 1
    HIGH = 3
print(I.LOW, repr(I.LOW), I.HIGH > I.LOW, I.LOW + 1, sorted([I.HIGH, I.LOW]), I(3), f"{I.LOW}", I.LOW == 1, hash(I.LOW) == hash(1))
class F(Flag):
    R = 1
    W = 2
    X = 4
    RW = R | W
print(F.R | F.W, repr(F.R | F.X), F.RW & F.R, F.R in F.RW, bool(F.R & F.W), ~F.R, F(0), list(F.RW))
class G(IntFlag):
    A = auto(); B = auto()
print(G.A | G.B, repr(G.A|G.B), G.A|8, int(G.B))
class Planet(Enum):
    EARTH = (5.9, 6.3)
    MARS = (0.6, 3.3)
    def __init__(self, mass, radius): self.mass = mass; self.radius = radius
    @property
    def g(self): return round(self.mass / self.radius, 3)
print(Planet.EARTH.g, Planet.MARS.value, Planet((5.9,6.3)))
Animal = Enum("Animal", "CAT DOG")
print(list(Animal), Animal.CAT.value, Animal.DOG.name)
A2 = Enum("A2", {"X": 1, "Y": "b"})
print(A2.Y, A2.Y.value)
try:
    @unique
    class Dup(Enum):
        A = 1; B = 1
except ValueError as e: print(e)
for c in P: print(c.name, c.value)
print({P.X: 1}[P.X], P.X == P.X, P.X != P.Y, P.X == 1, type(P.X), P.X.__class__.__name__, isinstance(P.X, P))
try:
    class Ext(P): pass
except TypeError as e: print(e)
class Miss(Enum):
    A = "a"
    @classmethod
    def _missing_(cls, v): return cls.A
print(Miss("zz"))
