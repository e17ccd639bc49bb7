# str.format: fields, attributes, indexes, nesting, errors
class P:
    x = 1.5
    names = ["a", "b"]
    d = {"k": 7, 3: "three"}
p = P()
print("{} {} {}".format(1, "a", [2]), "{0} {1} {0}".format("x", "y"), "{a} {b!r}".format(a=1, b="q"), "{0.x} {0.names[1]} {0.d[k]} {0.d[3]}".format(p))
print("{:>{w}.{p}f}|{:{fill}^{w}}".format(3.14159, "m", w=9, p=2, fill="*"), "{{}} {{{}}}".format(5), "{0[0]}{0[1]}".format("ab"))
print("{:d} {:5.1f} {:s} {:x}".format(5, 2.25, "s", 255), "{0:b} {0:o} {0:#x}".format(10), "{:,}".format(10 ** 9), "{:%}".format(0.5))
print("{name:<10}|{val:>8.3f}|".format(**{"name": "loss", "val": 0.12345}), "{:4}{:4}".format(1, "a"), "{!s:>5}{!r:>5}".format("x", "x"))
print("a{}b{}c".format(*[1, 2]), "{x}{y}".format_map({"x": 1, "y": 2}), "".format(), "{{".format(), "{0[a-b]}".format({"a-b": 1}))
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")
attempt(lambda: "{}".format())
attempt(lambda: "{} {}".format(1))
attempt(lambda: "{2}".format(1, 2))
attempt(lambda: "{a}".format(b=1))
attempt(lambda: "{0} {}".format(1, 2))
attempt(lambda: "{} {0}".format(1, 2))
attempt(lambda: "{".format(1))
attempt(lambda: "}".format(1))
attempt(lambda: "a{b".format(1))
attempt(lambda: "{0.nope}".format(1))
attempt(lambda: "{0[5]}".format([1]))
attempt(lambda: "{0[k]}".format({}))
attempt(lambda: "{!x}".format(1))
attempt(lambda: "{!}".format(1))
attempt(lambda: "{:d}".format("a"))
attempt(lambda: "{:>5}".format(None))
attempt(lambda: "{0[}".format([1]))
attempt(lambda: "{0.}".format(1))
attempt(lambda: "{a}".format_map({}))
attempt(lambda: "{!rx}".format(1))
