# Splitting, joining, stripping
s = "  the quick  brown\tfox\n"
print(s.split(), s.split(" "), s.split(None, 1), s.split(None, 2), s.rsplit(None, 1), s.rsplit(" ", 2), s.split("\t", 1), "".split(), "".split(","), " ".split())
print("a,b,,c".split(","), "a,b,,c".split(",", 2), "a,b,,c".rsplit(",", 1), "a--b--c".split("--"), "abc".split("z"), "aXbXc".split(sep="X", maxsplit=1), "a b c".split(maxsplit=1))
print("a\nb\r\nc\rd".splitlines(), "a\nb\n".splitlines(True), "".splitlines(), "\n".splitlines(), "a\x0bb\x0cc".splitlines(), "x\n\ny".splitlines(keepends=True))
print("k=v=w".partition("="), "k".partition("="), "k=v=w".rpartition("="), "k".rpartition("="))
print(repr(s.strip()), repr(s.lstrip()), repr(s.rstrip()), "xxhixx".strip("x"), "abcba".strip("ab"), "xyz".lstrip("zx"), "file.py".rstrip("py."), "".strip())
print(",".join(["a", "b"]), "".join("abc"), "-".join([]), "-".join(("x",)), ", ".join(str(i) for i in range(3)), " ".join({"k": 1, "l": 2}))
print("TestHook".removeprefix("Test"), "TestHook".removesuffix("Hook"), "abc".removeprefix("x"), "abc".removesuffix(""))
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")
attempt(lambda: "a".split(""))
attempt(lambda: "a".split(1))
attempt(lambda: "a".partition(""))
attempt(lambda: "a".join([1, 2]))
attempt(lambda: "a".join(["x", None]))
attempt(lambda: "a".join(5))
attempt(lambda: "a".strip(1))
attempt(lambda: "a".rsplit(",", "x"))
attempt(lambda: "a".partition(3))
