def t(f):
    try: return f()
    except BaseException as e: return f"{type(e).__name__}: {e}"
try:
    try: 1 / 0
    except ZeroDivisionError as e: raise ValueError("v") from e
except ValueError as e:
    print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try: 1 / 0
    except ZeroDivisionError: raise ValueError("v")
except ValueError as e:
    print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try: {}["a"]
    except KeyError: raise ValueError("v") from None
except ValueError as e:
    print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    e = 5
    try: raise ValueError("x")
    except ValueError as e: pass
    print(e)
except NameError as n: print(n)
def f():
    try: return "try"
    finally: print("cleanup")
print(f())
def g():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print("body", i)
        finally: print("fin", i)
    else: print("else")
    return "end"
print(g())
def h():
    try: raise ValueError("lost")
    finally: return "swallowed"
print(h())
def k():
    while True:
        try: raise KeyError("z")
        except KeyError: break
        finally: print("k fin")
    return 1
print(k())
try: raise ValueError
except ValueError as e: print(repr(e), e.args, str(e) == "")
try: raise KeyError("a b")
except KeyError as e: print(e, repr(e), e.args)
try: raise Exception("a", 1)
except Exception as e: print(e, repr(e))
class E1(Exception):
    def __init__(self, code, msg="m"):
        super().__init__(msg)
        self.code = code
    def __str__(self): return f"[{self.code}] {super().__str__()}"
try: raise E1(5, "hi")
except E1 as e: print(e, e.code, repr(e), e.args)
class E2(E1): pass
for exc in (E2(1), ValueError("q"), KeyError("k"), StopIteration(3)):
    try: raise exc
    except (E1, ValueError) as e: print("A", type(e).__name__)
    except LookupError: print("B")
    except: print("C")
    else: print("never")
print(t(lambda: int("x")), t(lambda: [][0]), t(lambda: {}[1]), t(lambda: None.x), t(lambda: (1).x), t(lambda: "a" + 1), t(lambda: 1 + "a"), sep="\n")
print(t(lambda: len(5)), t(lambda: abs("x")), t(lambda: [1] + (1,)), t(lambda: undefined), t(lambda: (lambda x: x)()), t(lambda: max()), sep="\n")
def re():
    try: raise ValueError("orig")
    except ValueError:
        try: raise KeyError("inner")
        except KeyError: pass
        raise
print(t(re))
def nothing(): raise
print(t(nothing))
def r1(): raise 5
print(t(r1))
def r2(): raise ValueError("x") from 5
print(t(r2))
def r3():
    try: 1/0
    except 5: pass
print(t(r3))
def a1(): assert False
def a2(): assert 0, "msg"
def a3(): assert (), [1]
print(t(a1), t(a2), t(a3))
class Ctx:
    def __init__(self, n, swallow=False): self.n, self.s = n, swallow
    def __enter__(self): print("enter", self.n); return self.n
    def __exit__(self, *a): print("exit", self.n, a[0].__name__ if a[0] else None); return self.s
with Ctx(1) as a, Ctx(2) as b: print(a, b)
with Ctx(1, True):
    with Ctx(2): raise ValueError
print("go on")
def w():
    with Ctx(3): return "ret"
print(w())
for i in range(3):
    with Ctx(i):
        if i == 1: break
print(t(lambda: exec_with(5)))
def exec_with(x):
    with x: pass
print(t(lambda: exec_with(5)))
with (Ctx(7) as x, Ctx(8) as y): print(x + y)
try:
    raise ExceptionGroup if False else OSError(2, "No such file", "f.txt")
except OSError as e: print(e, e.errno, e.filename, e.strerror)
e = ValueError("a"); e.add_note("n"); print(e.__notes__)
print(isinstance(KeyError(), LookupError), issubclass(FileNotFoundError, OSError), ValueError.__mro__[1].__name__, Exception.__bases__)
try:
    try: raise ValueError(1)
    finally:
        try: raise KeyError(2)
        except KeyError as e: print("inner", repr(e.__context__))
except ValueError as e: print("outer", e)
def deep():
    try:
        try: raise A
        except NameError as e: print(e); raise TypeError("t") from e
    except TypeError as e2: return e2.__cause__.args
print(deep())
import sys
try: 1/0
except: print(sys.exc_info()[0].__name__, sys.exc_info()[1])
print(sys.exc_info())
try: sys.exit(3)
except SystemExit as e: print(e.code, repr(e))
try: raise KeyboardInterrupt
except KeyboardInterrupt: print("ki")
x = ValueError("same")
try: raise x
except ValueError as y: print(y is x, x.__traceback__ is not None)
