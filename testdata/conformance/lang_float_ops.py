# Floats: repr, arithmetic, rounding, parsing, errors
vals = [0.1, 1.0, 100.0, 1e15, 1e16, 123456789012345680.0, 1e22, 1e23, 1e-4, 1e-5, 0.00012345, 1.5e300, 5e-324, 2.5, -0.0, 1/3, 2/3, 1e100]
for v in vals:
    print(v, repr(v), str(v), [v], -v)
print(float("nan"), float("inf"), -float("inf"), float("1e3"), float(" -2.5 "), float("1_0.5"), float("Infinity"), float(".5"), float("5."))
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, divmod(7.5, 2), divmod(-7.5, 2), 1e308 * 10, 0.0 // 1, -0.0 // 1)
print(2.0 ** 0.5, 4 ** 0.5, 2 ** 0.5, (-8.0) ** 2, 0.0 ** 0, 10.0 ** -3, 1.1 ** 10)
for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1.005, 2.5e10, 1234.5678):
    print(x, round(x), round(x, 1), round(x, 2), round(x, -1), round(x, 0))
print(round(12345, -2), round(15, -1), round(25, -1), round(-15, -1), round(7, 3), round(True), round(1e20, -19))
print((2.0).is_integer(), (2.5).is_integer(), (0.5).as_integer_ratio(), (0.1).hex(), float.fromhex("0x1.8p1"), (3.7).real, (3.7).imag)
print(0.1 + 0.2 == 0.3, abs(-2.5), max(1, 2.0), min(1, 1.0), sum([0.1] * 10), sum([1, 2.5]), 1e400, -1e400)
print(float("inf") > 10 ** 18, float("nan") == float("nan"), float("nan") != 1, 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53)
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")
attempt(lambda: 1.0 / 0)
attempt(lambda: 1.0 // 0)
attempt(lambda: 1.0 % 0)
attempt(lambda: divmod(1.0, 0))
attempt(lambda: 0.0 ** -1)
attempt(lambda: 10.0 ** 400)
attempt(lambda: float("abc"))
attempt(lambda: float(""))
attempt(lambda: float(None))
attempt(lambda: float([]))
attempt(lambda: int(float("nan")))
attempt(lambda: int(float("inf")))
attempt(lambda: round("a"))
attempt(lambda: round(1.5, "a"))
attempt(lambda: abs("a"))
attempt(lambda: abs(None))
attempt(lambda: float("1e"))
attempt(lambda: round(float("nan")))
attempt(lambda: round(float("inf")))
