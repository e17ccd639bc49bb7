import os, traceback, sys
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, '|', e, '|', repr(e), '|', repr(e.__cause__), '|', repr(e.__context__), e.__suppress_context__, e.args)
def a():
    try: 1/0
    except ZeroDivisionError as e: raise ValueError("bad") from e
t(a)
def b():
    try: 1/0
    except ZeroDivisionError: raise ValueError("ctx")
t(b)
def c():
    try: 1/0
    except ZeroDivisionError: raise ValueError("none") from None
t(c)
def d():
    try: raise KeyError("k")
    finally: print("fin")
t(d)
def e():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print("body", i)
        except: pass
        else: print("else", i)
        finally: print("fin", i)
    return "done"
t(e)
def f():
    try: return 1
    finally: print("f")
t(f)
def g():
    try: raise ValueError
    except (TypeError, ValueError) as x: return repr(x), str(x)
t(g)
class My(Exception):
    def __init__(self, a, b): super().__init__(a); self.b = b
    def __str__(self): return f"My {self.args[0]} {self.b}"
def h(): raise My(1, 2)
t(h)
class My2(ValueError): pass
def i(): raise My2("x", 3)
t(i)
def j(): raise 5
t(j)
def k(): raise ValueError from 5
t(k)
def l():
    try: raise ValueError("v")
    except ValueError:
        try: raise TypeError("t")
        except TypeError as e: return repr(e.__context__)
t(l)
def m():
    raise
t(m)
def n():
    try:
        raise ValueError("one")
    except ValueError as e:
        e.add_note("note"); return e.__notes__
t(n)
def o(): assert 1 == 2, "msg"
t(o)
def p(): assert False
t(p)
def q():
    try: {}["x"]
    except KeyError as e: return str(e), e.args
t(q)
def r():
    try: a()
    except ValueError: return traceback.format_exc()
print(r().replace(os.path.abspath(__file__), 'F'))
try:
    b()
except ValueError as e:
    print(''.join(traceback.format_exception(e)).replace(os.path.abspath(__file__), 'F'))
    print(''.join(traceback.format_exception_only(type(e), e)))
    
    tb = e.__traceback__
    print(tb is not None, tb.tb_lineno)
    print(sys.exc_info()[0], sys.exc_info()[1])
print(sys.exc_info())
t(lambda: int("x"))
t(lambda: int("1", 50))
t(lambda: float("x"))
t(lambda: [][0])
t(lambda: {}["a"])
t(lambda: (1).x)
t(lambda: None.x)
t(lambda: undefined)
t(lambda: "a" + 1)
t(lambda: 1 + "a")
t(lambda: [1] + (2,))
t(lambda: "a" * "b")
t(lambda: -"a")
t(lambda: 1 < "a")
t(lambda: [1] < [None])
t(lambda: len(5))
t(lambda: iter(5))
t(lambda: next(5))
t(lambda: next(iter([])))
t(lambda: 5())
t(lambda: 5[0])
t(lambda: {[]: 1})
t(lambda: {1, []})
t(lambda: max([]))
t(lambda: max(1))
t(lambda: sum("ab"))
t(lambda: sorted([1, "a"]))
t(lambda: chr(-1))
t(lambda: ord("ab"))
t(lambda: range(1,2,0))
t(lambda: "abc".index("z"))
t(lambda: [1].index(2))
t(lambda: [1].remove(2))
t(lambda: [].pop())
t(lambda: {}.popitem())
t(lambda: {1}.remove(2))
t(lambda: set().pop())
t(lambda: {}.pop("k"))
t(lambda: (1,2).index(3))
t(lambda: "x".join([1]))
t(lambda: "x".join(5))
t(lambda: abs("x"))
t(lambda: round("x"))
t(lambda: pow(2, -1, 0))
t(lambda: divmod(1, 0))
t(lambda: 1 % 0)
t(lambda: 1.0 // 0)
t(lambda: 1.0 / 0)
t(lambda: 1.0 % 0)
t(lambda: 0.0 ** -1)
t(lambda: 0 ** -1)
t(lambda: 1 << -1)
t(lambda: int(float("nan")))
t(lambda: int(float("inf")))
t(lambda: int([]))
t(lambda: int())
t(lambda: int("  12 "))
t(lambda: int("0x1f", 16))
t(lambda: int("0b11", 0))
t(lambda: float([]))
t(lambda: bool([]))
t(lambda: list(5))
t(lambda: dict([1]))
t(lambda: dict([(1,2,3)]))
t(lambda: dict(5))
t(lambda: tuple(None))
t(lambda: set([[]]))
t(lambda: isinstance(1, 5))
t(lambda: issubclass(1, int))
t(lambda: getattr(1, "q"))
t(lambda: getattr(1, 5))
t(lambda: hasattr(1, 5))
t(lambda: print(1, foo=2))
t(lambda: print(1, sep=2))
t(lambda: open("/nonexistent/x"))
t(lambda: list(zip([1],[1,2],strict=True)))
t(lambda: list(zip([1,2],[1],strict=True)))
t(lambda: enumerate(5))
t(lambda: map(5))
t(lambda: list(map(5, [1])))
t(lambda: filter(None))
t(lambda: reversed({1}))
t(lambda: hash([]))
t(lambda: slice(1)[0])
t(lambda: [1,2]["a"])
t(lambda: [1,2][1.0])
t(lambda: "abc"["a"])
t(lambda: (1,)["a"])
t(lambda: [1][5:6])
t(lambda: [1][:"a"])
t(lambda: "abc"[5])
t(lambda: (1,)[5])
t(lambda: range(3)[5])
t(lambda: vars(5))
t(lambda: super())
t(lambda: type(1,2))
t(lambda: object().x)
t(lambda: sorted([1], key=5))
t(lambda: sorted([1], foo=5))
t(lambda: [].sort(5))
t(lambda: "a".replace("a"))
t(lambda: "a".split(""))
t(lambda: "a".center())
t(lambda: "a".encode("nope"))
t(lambda: "a".zfill("x"))
t(lambda: "a".startswith(5))
t(lambda: "a".strip(5))
t(lambda: "a".find(1))
t(lambda: "{}".format())
t(lambda: int.from_bytes([1], "foo"))
t(lambda: min(1, "a"))
t(lambda: any(5))
def ub():
    print(xx); xx = 1
t(ub)
def dl():
    x = 1; del x; return x
t(dl)
def rec(): return rec()
t(lambda: rec())
