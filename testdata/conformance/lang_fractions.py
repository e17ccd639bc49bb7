from fractions import Fraction
print(Fraction(1, 3) + Fraction(1, 6), Fraction('0.25'), Fraction(0.5), repr(Fraction(3, 6)), Fraction(7, 3).numerator, float(Fraction(1, 3)), Fraction(3.14159).limit_denominator(100), Fraction(5) // 2, Fraction(1,2) < 0.6, Fraction(1,2) ** 2, 1 - Fraction(1,4))
import math
print(math.floor(Fraction(-7, 2)), math.ceil(Fraction(7, 2)), round(Fraction(5, 2)), round(Fraction(22, 7), 2), abs(Fraction(-1, 2)), -Fraction(1, 2), Fraction(7, 2) % 2, 0.5 + Fraction(1, 2), Fraction(2, 3) ** -2, Fraction('3/4'), Fraction(1, 2) == 0.5, hash(Fraction(1, 2)) == hash(0.5), sum([Fraction(1, i) for i in range(1, 30)]), int(Fraction(7, 2)), bool(Fraction(0)), Fraction(10**30, 3), sorted([Fraction(1, 2), Fraction(1, 3)]))
for f in [lambda: Fraction(1, 0), lambda: Fraction('x'), lambda: Fraction(1.5, 2), lambda: Fraction(1) / 0]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
import functools as ft
@ft.singledispatch
def sd(x): return 'obj'
@sd.register
def _(x: int): return 'int'
@sd.register(list)
def _(x): return 'list'
print(sd(1), sd([]), sd('a'), sd(True))
def h(a: int, b: 'str' = 'x') -> None: ...
print(h.__annotations__)
