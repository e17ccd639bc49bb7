from enum import Enum, IntEnum, Flag, auto, IntFlag, unique
class Color(Enum):
    RED = 1; GREEN = 'g'; ALIAS = 1
    def hi(self): return self.name.lower()
    @classmethod
    def dflt(cls): return cls.RED
print(Color.RED, repr(Color.GREEN), Color(1), Color['RED'], list(Color), Color.ALIAS is Color.RED, Color.RED.hi(), Color.dflt().value, len(Color), Color.__members__, Color.RED in Color, isinstance(Color.RED, Color), hash(Color.RED) == hash(Color.RED), f'{Color.RED}', Color.RED == 1)
for st in ['Color(5)', 'Color["X"]', 'Color.X', 'Color.RED < Color.GREEN', 'Color.RED.value']:
    try: print(eval(st))
    except Exception as e: print(st, type(e).__name__, e)
try: Color.RED = 2
except AttributeError as e: print(e)
try:
    class Sub(Color): pass
except TypeError as e: print(e)
class N(IntEnum): A = 1; B = auto(); C = auto()
print(N.A + 1, N.B, repr(N.C), N.A < N.B, f'{N.A}', '%d' % N.B, [1,2,3][N.A], N(2), str(N.A), sorted([N.C, N.A]))
class F(Flag): R = auto(); W = auto(); X = auto(); RW = R | W
print(F.R | F.X, repr(F.RW), F.RW & F.R, F.R in F.RW, ~F.R, bool(F.R & F.W), F(3), F(0), list(F.RW), F.R ^ F.RW, F.RW.value)
try:
    @unique
    class U(Enum): A = 1; B = 1
except ValueError as e: print(e)
Fn = Enum('Fn', 'a b c'); print(list(Fn), Fn.b.value)
class Planet(Enum):
    E = (1, 2)
    def __init__(self, m, r): self.m = m; self.r = r
    @property
    def d(self): return self.m / self.r
print(Planet.E.d, Planet.E.value)
