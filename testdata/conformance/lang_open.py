# Files: writing, appending, reading in several ways, errors
with open("a.txt", "w") as f:
    print(f.write("line 1\n"), f.write("zwei é\n"), f.writelines(["x\n", "y"]), f.closed, f.name, f.mode)
print(f.closed)
with open("a.txt") as f:
    print(repr(f.read()))
with open("a.txt", "a") as f:
    f.write("\nlast\n")
    print("via print", 1, file=f)
with open("a.txt", encoding="utf-8") as f:
    for i, line in enumerate(f):
        print(i, repr(line))
f = open("a.txt", "r")
print(repr(f.readline()), repr(f.readline().strip()), f.readlines(), repr(f.read()), repr(f.readline()))
f.close()
f = open("a.txt")
print(repr(f.read(4)), repr(f.read(6)), f.tell() > 0, f.seek(0), repr(f.read(3)), next(f), list(f))
f.close()
print(open("a.txt").read().split("\n"), [l.rstrip() for l in open("a.txt")], sum(1 for _ in open("a.txt")))
with open("b.bin", "wb") as f:
    print(f.write("abc\n".encode()))
with open("b.bin", "rb") as f:
    print(f.read(), f.read())
with open("c.txt", "x") as f:
    f.write("new")
with open("c.txt", "r+") as f:
    print(f.read())
    f.write("er")
with open("c.txt", "w+") as f:
    f.write("plus")
    f.seek(0)
    print(f.read())
def attempt(fn):
    try:
        print(fn())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")
attempt(lambda: open("missing.txt"))
attempt(lambda: open("nodir/x.txt", "w"))
attempt(lambda: open(".", "r"))
attempt(lambda: open("c.txt", "x"))
attempt(lambda: open("c.txt", "q"))
attempt(lambda: open("c.txt", "rw"))
attempt(lambda: open("c.txt", "rb", encoding="utf-8"))
attempt(lambda: open("c.txt", ""))
attempt(lambda: f.read())
attempt(lambda: f.write("x"))
attempt(lambda: open("c.txt", "w").read())
attempt(lambda: open("c.txt").write("x"))
attempt(lambda: open("c.txt", "w").write(5))
attempt(lambda: open("c.txt", "wb").write("s"))
attempt(lambda: open("c.txt", "w").writelines([1]))
attempt(lambda: open(None))
attempt(lambda: open())
attempt(lambda: next(open("b.bin", "w")))
try:
    open("missing.txt")
except FileNotFoundError as e:
    print(e.errno, e.strerror, e.filename, e.args, repr(e))
try:
    open("missing.txt")
except OSError as e:
    print(type(e).__name__, isinstance(e, IOError))
with open("d.txt", "w") as f:
    f.write("a\r\nb\rc\n")
print(open("d.txt").readlines(), open("d.txt", newline="").read() == "a\r\nb\rc\n")
