# Complex numbers of Python: literals, arithmetic, texts, errors.
import cmath
import math
z = 3 + 4j
print(z, repr(z), 1j, -1j, 0j, -0j, 1e3j, 1_0.5j, 2J)
print(z.real, z.imag, z.conjugate(), abs(z), type(z), bool(0j), bool(1j))
print(z + 1, 1 - z, z * 2.5, z / 2, 1 / z, z ** 2, z ** -1, z ** 0.5, z ** 1j, 2 ** 1j, 0j ** 0)
print((-8) ** (1 / 3), (-2.0) ** 0.5, pow(1j, 2), True + 1j, +z)
print(z == 3 + 4j, z != z, 1 == 1 + 0j, 1.5 == 1.5 + 0j, z == "a", 2**53 + 1 == complex(2**53 + 1))
print(complex(), complex(2), complex(1, 2), complex("1+2j"), complex(" -1.5e-3j "), complex("(2-j)"), complex("nan"), complex("inf+infj"), complex(1j, 1j), complex(real=1, imag=2.5))
print([1j, 2 + 1j], {1j: "a"}[1j], (1j,), {1 + 0j, 1}, hash(1 + 0j) == hash(1), hash(3 + 4j))
print(complex(float("inf"), float("nan")), complex(-0.0, -0.0), complex(0.0, -0.0), complex(1e16, 1e-5), complex(123456789.125, 0.1))
print(f"{z}", f"{z:.2f}", f"{z:+.1e}", f"{z:>12}|", f"{z:<12}|", f"{z:^12}|", f"{1j:.3}", f"{z:g}", f"{1234.5+1j:,.1f}", "%s" % z, "{:.3f}".format(1 / 3 + 2j), f"{z!r:>10}")
print(isinstance(z, complex), isinstance(1, complex), issubclass(complex, object), complex.__name__, z.__class__)
print(sum([1j, 2, 3.5]), round(abs(1 + 1j), 3), sorted([1 + 2j, 1j], key=abs))
print((1j).__add__(2), (1j).__eq__(1j), z.__abs__(), z.__complex__())


def trial(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


trial(lambda: 1j < 2j)
trial(lambda: 1j > 1)
trial(lambda: 1j // 2)
trial(lambda: 1j % 2)
trial(lambda: 2 // 1j)
trial(lambda: divmod(1j, 2))
trial(lambda: 1j / 0)
trial(lambda: 0j ** -1)
trial(lambda: 0j ** 1j)
trial(lambda: int(1j))
trial(lambda: float(1j))
trial(lambda: math.sqrt(1j))
trial(lambda: round(1j))
trial(lambda: complex("1 + 2j"))
trial(lambda: complex("abc"))
trial(lambda: complex(""))
trial(lambda: complex("1", 2))
trial(lambda: complex(1, "2"))
trial(lambda: complex([]))
trial(lambda: complex(1, []))
trial(lambda: f"{1j:d}")
trial(lambda: f"{1j:05.1f}")
trial(lambda: f"{1j:=5}")
trial(lambda: "%d" % 1j)
trial(lambda: "%f" % 1j)
trial(lambda: 1j + "a")
trial(lambda: 1j & 1)
trial(lambda: ~1j)
trial(lambda: [1, 2][1j])
trial(lambda: (1j).foo)
trial(lambda: (1e200 + 1j) ** 2.5)
trial(lambda: abs(complex(1e308, 1e308)))
trial(lambda: max(1j, 2j))
trial(lambda: cmath.log(0))
trial(lambda: cmath.sqrt("a"))


class V:
    def __complex__(self):
        return 2 + 3j


class Z(complex):
    def half(self):
        return self / 2


print(complex(V()), Z(1, 2).half(), Z(2j) + 1, Z(1, 1) == 1 + 1j)
for name in ("exp", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh", "asin", "acos", "atan", "asinh", "acosh", "atanh", "log10"):
    f = getattr(cmath, name)
    print(name, " ".join(f"{f(v):.12f}" for v in (0.5 + 0.25j, -1.5 + 2j, 0.3 - 0.7j, 2j)))
print(cmath.sqrt(-4), cmath.exp(1j * cmath.pi), cmath.phase(-1), cmath.polar(3 + 4j), cmath.rect(2, 0), cmath.log(100, 10), cmath.log(1j))
print(cmath.isnan(complex("nan")), cmath.isinf(cmath.infj), cmath.isfinite(1j), cmath.isclose(1j, 1j + 1e-12), cmath.infj, cmath.nanj)
w = 1 + 1j
w *= 1j
w -= 2
w /= 2
w **= 2
print(w)
a, b = (1 + 2j), -3.5
print(a * b, b - a, a.real * b, [v.conjugate() for v in (a, 1, 2.5)])
