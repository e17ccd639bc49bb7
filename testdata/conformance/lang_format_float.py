# The format specification of floats
specs = ["", ".0f", ".1f", ".3f", "10.2f", "<10.2f", "^10.2f", "+.2f", " .2f", "e", ".0e", ".2e", "E", "g", ".3g", "G", "#.3g",
         ",", ",.2f", "_.2f", "%", ".1%", ".0%", "010.2f", "+010.3f", "*^15.2f", "=+10.1f", ">+8", "8", "n", "F", ".10", "#.0f", "z.1f", ".3", "020,.2f", "<08.2f"]
vals = [0.0, -0.0, 1.0, -1.5, 3.14159265, 1234567.891, 1e-7, 1e20, 123456.0, 0.00001234, 99.95, 2.5, float("inf"), float("-inf"), float("nan")]
for s in specs:
    print(repr(s), [format(v, s) for v in vals])
def attempt(v, s):
    try:
        print(format(v, s))
    except Exception as e:
        print(type(e).__name__, e, sep=": ")
attempt(1.5, "d")
attempt(1.5, "x")
attempt(1.5, "s")
attempt(1.5, ".f")
attempt(1.5, "10.2ff")
attempt(1.5, ",_")
attempt(1.5, "q")
attempt(1.5, ".2,f")
