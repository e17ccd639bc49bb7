class MyE(Exception):
    def __init__(self, msg, code=0): super().__init__(msg); self.code = code
    def __str__(self): return f'[{self.code}] {self.args[0]}'
try:
    try: 1/0
    except ZeroDivisionError as e: raise MyE('wrapped', 5) from e
except MyE as e: print(e, e.code, repr(e), repr(e.__cause__), e.__suppress_context__, e.__context__ is e.__cause__)
try:
    try: {}['k']
    except KeyError: int('x')
except ValueError as e: print(repr(e.__context__), e.__cause__)
try:
    try: 1/0
    except Exception: raise ValueError('v') from None
except ValueError as e: print(e.__cause__, e.__suppress_context__, repr(e.__context__))
def f():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: return 'r'
        except Exception: pass
        else: print('else', i)
        finally: print('fin', i)
print(f())
def g():
    try: return 'try'
    finally: return 'finally'
print(g())
def h():
    try: raise ValueError('a')
    except ValueError as e:
        e.add_note('note1'); print(e.__notes__)
        raise
    finally: print('cleanup')
try: h()
except ValueError as e: print('again', e)
try: e
except NameError as ex: print(ex, ex.name)
try: raise ValueError
except (TypeError, ValueError) as e: print(repr(e), e.args, str(e) == '')
for src in ['raise 5', 'raise "x"', 'raise ValueError("a", 1)', 'raise KeyError("k")', 'raise', 'assert 1 == 2', 'assert 0, "msg"', 'assert False, [1]', 'raise OSError(2, "nf", "file")', 'open("/nonexist/zz")', 'raise SystemExit(3)', 'raise StopIteration(4)', 'raise UnicodeDecodeError("utf8", b"a", 0, 1, "bad")', 'import nosuchmod', 'import os.nope', '[].x', 'x = undefined_name', 'del nope', 'raise ValueError() from 5', 'exec("def f(): x += 1\\nf()")', 'def f():\n    print(q)\n    q = 1\nf()', 'raise Exception("a", "b")', 'raise RuntimeError(None)', 'lambda: (yield)', 'class A:\n    def __init__(self): return 1\nA()', 'def r(): r()\nr()']:
    try: exec(src); print('ok', src)
    except BaseException as e: print(src.replace('\n','/'), '->', type(e).__name__, e, e.args if len(str(e.args)) < 90 else '')
import contextlib
with contextlib.suppress(ZeroDivisionError): 1/0
@contextlib.contextmanager
def cm(n):
    print('enter', n)
    try: yield n * 2
    except ValueError as e: print('swallow', e)
    finally: print('exit', n)
with cm(1) as a, cm(2) as b: print(a, b)
with cm(3): raise ValueError('x')
with contextlib.ExitStack() as st:
    vals = [st.enter_context(cm(i)) for i in range(2)]
    st.callback(print, 'cb', 1); print(vals)
with (cm(7) as q, cm(8)): print(q)
@cm(9)
def deco(): print('in deco'); return 5
print(deco())
import io
buf = io.StringIO()
with contextlib.redirect_stdout(buf): print('hidden')
print(repr(buf.getvalue()))
class Cl:
    def close(self): print('closed')
with contextlib.closing(Cl()): pass
