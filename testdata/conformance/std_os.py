import os, os.path as p, shutil, glob, tempfile, pathlib, io, sys
from pathlib import Path
def t(f):
    try: return f()
    except Exception as e: return f"{type(e).__name__}: {e}"
print(p.join("a", "b", "/c"), p.join("a/", "b"), p.join("", "x"), p.join("a", ""), p.split("/a/b"), p.split("a"), p.split("/"), p.splitext(".bashrc"), p.splitext("a.b/c"), p.splitext("x.tar.gz"), p.basename("/a/b/"), p.dirname("/a/b/"), p.normpath("a//b/../c/."), p.normpath("/../a"), p.isabs("/a"), p.commonprefix(["abc", "abd"]), p.commonpath(["/a/b", "/a/c"]), p.relpath("/a/b", "/a/c"), p.expanduser("x"), os.sep, os.linesep, os.curdir)
os.makedirs("d/e/f"); open("d/x.txt", "w").write("hello\nworld\n"); open("d/e/y.txt", "w").close()
print(sorted(os.listdir("d")), p.exists("d"), p.isfile("d/x.txt"), p.isdir("d/x.txt"), p.getsize("d/x.txt"), t(lambda: os.mkdir("d")), t(lambda: os.makedirs("d/e", exist_ok=True)), t(lambda: os.remove("nope")), t(lambda: os.rmdir("d")), t(lambda: open("nope")), t(lambda: open("d")), t(lambda: os.listdir("nope")), t(lambda: os.remove("d")))
print([(r, sorted(ds), sorted(fs)) for r, ds, fs in os.walk("d")], sorted(e.name for e in os.scandir("d") if e.is_dir()), sorted(glob.glob("d/*.txt")), sorted(glob.glob("d/**/*.txt", recursive=True)), glob.glob("nope*"))
with open("d/x.txt") as f:
    print(f.readline(), f.read(2), f.tell(), f.read(), f.read(), f.name, f.mode, f.closed)
print(f.closed, t(lambda: f.read()))
with open("d/x.txt", "a") as f: print(f.write("more"), f.writelines(["a", "b"]))
print(open("d/x.txt").read(), open("d/x.txt").readlines(), [l.rstrip() for l in open("d/x.txt")], list(open("d/x.txt", newline="")))
with open("d/b.bin", "wb") as f: f.write("é\x00".encode())
with open("d/b.bin", "rb") as f: print(f.read())
with open("d/x.txt", "r+") as f: f.write("J"); f.seek(0); print(f.read(5))
print(t(lambda: open("d/x.txt", "q")), t(lambda: open("d/x.txt", "x")), t(lambda: open("d/x.txt").write("a")), t(lambda: open("d/x.txt", "w").read()), t(lambda: open(1.5)))
os.rename("d/e/y.txt", "d/e/z.txt"); shutil.copy("d/e/z.txt", "d/copy.txt"); shutil.copytree("d/e", "d2"); print(sorted(os.listdir("d/e")), sorted(os.listdir("d2")), p.exists("d/copy.txt")); shutil.rmtree("d2"); print(p.exists("d2"))
a = Path("d"); b = a / "e" / "z.txt"
print(a, repr(b), b.name, b.stem, b.suffix, b.parent, b.parts, b.exists(), b.is_file(), a.is_dir(), b.with_suffix(".md"), b.with_name("q"), b.parent.parent, b.as_posix(), Path("a", "b"), Path("/a") / "/b", Path("a/../b"), Path(""), Path("a//b/"), b == Path("d/e/z.txt"), sorted([Path("b"), Path("a")]), hash(b) == hash(Path("d/e/z.txt")), str(b), Path("x.tar.gz").suffixes, Path("/a/b").relative_to("/a"), t(lambda: Path("/a").relative_to("/b")), b.match("*.txt"), Path("a").is_absolute(), "/r" / Path("x"), f"{b}", os.fspath(b), p.join(a, "k"))
(a / "new.txt").write_text("abc\n"); print((a / "new.txt").read_text(), (a / "new.txt").stat().st_size, sorted(x.name for x in a.iterdir()), sorted(str(x) for x in a.glob("*.txt")), sorted(x.name for x in a.rglob("*.txt")), (a / "new.txt").read_bytes())
(a / "n1" / "n2").mkdir(parents=True); print(t(lambda: (a / "n1").mkdir()), (a / "n1").mkdir(exist_ok=True), (a / "new.txt").unlink(), (a / "zz").unlink(missing_ok=True), t(lambda: (a / "zz").unlink()), t(lambda: Path("nope").read_text()))
with b.open("w") as f: print("via path", file=f)
print(b.read_text(), [str(q) for q in b.parents], Path.cwd() == Path(os.getcwd()), Path("d").resolve() == Path(os.getcwd(), "d"))
os.environ["KX"] = "1"; print(os.environ["KX"], os.getenv("KX"), os.getenv("NOPE_X"), os.environ.get("NOPE_X", "d"), "KX" in os.environ, t(lambda: os.environ["NOPE_X"]))
s = io.StringIO("a\nb\n"); print(s.read(1), s.readline(), list(s), s.getvalue(), s.seek(0), s.read(), s.tell()); s = io.StringIO(); print("x", 1, file=s, sep="-", end="!"); print(s.getvalue(), s.write("é"))
b = io.BytesIO("ab".encode()); print(b.read(1), b.getvalue())
with tempfile.NamedTemporaryFile("w", suffix=".t") as f: f.write("x"); print(f.name.endswith(".t"))
print(sys.stdout.write("w\n"), file=sys.stderr); sys.stdout.flush(); print(sys.argv[1:], type(sys.path).__name__)
