# The format specification of integers and bools
specs = ["", "d", "5d", "<5d", "^5", ">5", "05d", "+d", " d", "+05d", "x", "X", "#x", "#X", "08x", "#010x", "b", "#b", "o", "#o", "c",
         ",", "_", "_x", "_b", "e", ".2e", "f", ".1f", "g", "%", ".1%", "n", "*>8", "*<8d", "=8", "0=8", "x=+8d", "010,d", "-d", "1", "<05", "^07d"]
for s in specs:
    print(repr(s), [format(v, s) for v in (0, 7, 42, 65, 1234)], format(1234567, s) if s != "c" else "")
print([format(v, s) for v in (-1, -255, -1234567) for s in ("", "5d", "05d", ",", "x", "#x", "b", "+d", "_x", "010,", "e", "<8", "^8", "=8")])
print(format(True), format(True, "d"), format(False, "5"), format(True, ".2f"), f"{True!s:>6}", f"{True:<3}|", f"{3:>{5}}", f"{3:{'0'}>{4}}")
def attempt(v, s):
    try:
        print(format(v, s))
    except Exception as e:
        print(type(e).__name__, e, sep=": ")
attempt(5, ".2d")
attempt(5, "s")
attempt(5, "q")
attempt(5, ",x")
attempt(5, ",n")
attempt(5, "_c")
attempt(5, "+c")
attempt(5, "#c")
attempt(-1, "c")
attempt(5, "5 d")
attempt(5, ",_d")
attempt(5, ",,d")
attempt(5, "zd")
