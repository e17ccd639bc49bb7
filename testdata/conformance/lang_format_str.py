# The format specification of strings and other values
for s in ["", "s", "10", "<10", ">10", "^10", "*^11", "-<8s", ".3", ".10", "8.3", ">8.2s", "05", "é>6", "=<5"]:
    print(repr(s), [format(v, s) for v in ("", "a", "hello", "héllo wörld")])
print("[{:>10}]".format("x"), "[{:<10}]".format(None if False else "y"), "{!r:>12}|{!s:<6}|{!a}".format("q", 12, "é"))
print(format([1, 2]), format(None), format((1,), ""), f"{[1, 2]!r:>10}", f"{None!s:>8}", f"{{}}", f"{'a' 'b'}")
def attempt(v, s):
    try:
        print(format(v, s))
    except Exception as e:
        print(type(e).__name__, e, sep=": ")
attempt("a", "d")
attempt("a", "+")
attempt("a", " ")
attempt("a", "#")
attempt("a", "=5")
attempt("a", ",")
attempt("a", ".2f")
attempt([1], ".2f")
attempt(None, ">5")
attempt((1, 2), "5")
attempt({}, "d")
attempt(object, ">10")
attempt("a", "10.")
class V:
    def __format__(self, spec):
        return "<" + spec + ">"
class W:
    def __str__(self):
        return "W!"
class X:
    def __format__(self, spec):
        return 1
print(f"{V()} {V():abc} {V():{'x'}y} {W()} {W()!s:>5}", "{0:.2f!r}".format(V()), format(V(), "q"))
attempt(W(), "5")
attempt(X(), "")
