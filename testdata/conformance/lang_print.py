# print: separators, ends, values of all kinds
print()
print(1, "a", None, True, 2.5, [1], (2,), {"k": "v"}, {3})
print("a", "b", sep="")
print("a", "b", sep="\n", end="!\n")
print("a", end="")
print("b", end=" ")
print(end="c\n")
print(*[1, 2, 3], sep=", ")
print("x", "y", sep=None, end=None)
print("multi\nline", 'quo"te', "tab\tx")
print([1.0, 1e-10, float("nan")], ["a\n", 'it\'s'], [None, ...], flush=True)
print("%s" % "done", f"{1}{2}", "a" "b", "a" + "b" * 2, str(1) + str(2.0) + str([]))
import sys
print("to stdout", file=sys.stdout)
sys.stdout.write("written\n")
print(repr("a"), str("a"), ascii("é"), format(3.5, ".2f"), "é", "日本", "\u2713")
class P:
    def __str__(self): return "P-str"
    def __repr__(self): return "P-repr"
class Q:
    def __repr__(self): return "Q-repr"
class R(Exception):
    def __str__(self): return "R-str"
print(P(), [P()], Q(), [Q()], f"{P()} {P()!r} {Q()}", "{} {!r}".format(P(), P()), "%s %r" % (P(), P()), R(), [R(1)], {P(): Q()}, (P(),))
def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e, sep=": ")
class Bad:
    def __str__(self): return 1
class Worse:
    def __repr__(self): return None
attempt(lambda: print(Bad()))
attempt(lambda: print(Worse()))
attempt(lambda: print([Worse()]))
attempt(lambda: print("x", file=5))
