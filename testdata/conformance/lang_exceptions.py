# Exceptions: hierarchy, arguments, text, chaining, re-raising
import math
for cls in [ArithmeticError, ZeroDivisionError, OverflowError, AssertionError, AttributeError, EOFError, ImportError, ModuleNotFoundError, LookupError, IndexError, KeyError, MemoryError, NameError, UnboundLocalError, OSError, FileNotFoundError, PermissionError, TimeoutError, RuntimeError, NotImplementedError, RecursionError, StopIteration, SyntaxError, IndentationError, TypeError, ValueError, UnicodeDecodeError, Warning, UserWarning, DeprecationWarning, KeyboardInterrupt, SystemExit, GeneratorExit, ConnectionError, BufferError, FloatingPointError, ReferenceError, FutureWarning, BrokenPipeError]:
    print(cls.__name__, [c.__name__ for c in cls.__mro__])
for e in [ValueError(), ValueError("a"), ValueError("a", 1), ValueError(1), KeyError("k"), KeyError(1), KeyError(), KeyError("a", "b"), IndexError("x"), OSError(2, "No such file"), OSError(2, "No such file", "f.txt"), OSError("plain"), FileNotFoundError(2, "nope", "g"), AssertionError(), AssertionError([1]), StopIteration(5), Exception(None), Exception(ValueError("in")), SystemExit(3), RuntimeError("x\ny"), TypeError(("a",)), NotImplementedError, KeyboardInterrupt()]:
    if isinstance(e, type):
        e = e()
    print(repr(e), "|", str(e), "|", e.args, f"{e}", "%s" % e)
print(OSError(2, "m").errno, OSError(2, "m").strerror, OSError(2, "m", "f").filename, OSError("x").errno, StopIteration(5).value, StopIteration().value, SystemExit(3).code, IOError is OSError, type(OSError(2, "x")).__name__, type(OSError(13, "x")).__name__, type(OSError(17, "x")).__name__)
class MyError(Exception):
    """doc"""
class Coded(ValueError):
    def __init__(self, code, msg="bad"):
        super().__init__(msg)
        self.code = code
class Shown(Exception):
    def __init__(self, a, b):
        self.a, self.b = a, b
    def __str__(self):
        return f"{self.a}/{self.b}"
for e in [MyError(), MyError("m"), Coded(3), Coded(3, "worse"), Shown(1, 2), MyError("a", "b")]:
    try:
        raise e
    except ValueError as v:
        print("value", v, v.args, v.code, repr(v))
    except Exception as x:
        print("other", x, x.args, repr(x), isinstance(x, MyError), x.__class__.__name__)
def f():
    try:
        return 1 / 0
    except ZeroDivisionError as e:
        raise ValueError("wrapped") from e
    finally:
        print("finally")
try:
    f()
except ValueError as e:
    print(e, repr(e.__cause__), e.__suppress_context__, e.__context__ is e.__cause__)
try:
    try:
        {}["k"]
    except KeyError:
        raise RuntimeError("during")
except RuntimeError as e:
    print(e, repr(e.__context__), e.__cause__)
try:
    try:
        int("x")
    except ValueError as e:
        e.add_note("note")
        raise
except Exception as e:
    print(type(e).__name__, e, e.__notes__)
for bad in [lambda: raise_(5), lambda: raise_("s"), lambda: raise_(None), lambda: raise_(int)]:
    def raise_(v):
        raise v
    try:
        bad()
    except TypeError as e:
        print(e)
try:
    raise ValueError
except ValueError as e:
    print(repr(e), e.args)
try:
    assert 1 == 2, "message"
except AssertionError as e:
    print(repr(e), e)
try:
    assert []
except AssertionError as e:
    print(repr(e), str(e) == "")
def g():
    for i in range(3):
        try:
            if i == 1:
                continue
            if i == 2:
                return "ret"
            print("body", i)
        except Exception:
            print("never")
        else:
            print("else", i)
        finally:
            print("fin", i)
print(g())
try:
    print(undefined_name)
except NameError as e:
    print(e, e.__class__)
try:
    def local():
        print(later)
        later = 1
    local()
except UnboundLocalError as e:
    print(e)
try:
    None.foo
except AttributeError as e:
    print(e)
try:
    (1).foo = 3
except AttributeError as e:
    print(e)
try:
    math.nope
except AttributeError as e:
    print(e)
try:
    (lambda x: x)()
except TypeError as e:
    print(e)
try:
    5()
except TypeError as e:
    print(e)
try:
    def rec(n):
        return rec(n + 1)
    rec(0)
except RecursionError as e:
    print(type(e).__name__, str(e)[:32])
try:
    try:
        raise KeyError("a")
    except (ValueError, KeyError) as e:
        print("tuple", e)
        raise TypeError("t") from None
except TypeError as e:
    print(e, e.__cause__, e.__suppress_context__)
try:
    e
except NameError as err:
    print(err)
