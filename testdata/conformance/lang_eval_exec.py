def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__+':', e)
show(lambda: (eval('1+2'), eval('x+1', {'x': 5}), eval('y', {}, {'y': 3}), eval('  3')))
show(lambda: (eval('1+')))
show(lambda: (eval('zzz')))
show(lambda: (eval('x = 1')))
show(lambda: (eval(5)))
show(lambda: (eval('1', 5)))
show(lambda: (eval('1', {}, 5)))
show(lambda: (exec(5)))
show(lambda: (exec('1', 5)))
show(lambda: (eval('[i*k for i in range(3)]', {'k': 4})))
show(lambda: (eval('len([1,2])', {'__builtins__': {}})))
show(lambda: (eval('abs(-3) + len("abc")', {'__builtins__': {'abs': abs, 'len': len}})))
show(lambda: (eval('sum(x for x in [1,2,3])')))
show(lambda: (eval(compile('1+1', '<s>', 'eval'))))
show(lambda: (compile('1', 'f', 'bad')))
show(lambda: (eval('lambda x: x + 1')(3)))
show(lambda: (eval("{'a': 1, 'b': [1, 2.5, None, True]}")))
show(lambda: (eval(b'1+1')))
show(lambda: (exec('')))
show(lambda: (eval("max(a, b)", {'a': 3, 'b': 4})))

d = {}
exec("x = 1\ndef f(a):\n    return a + x\ny = f(10)\nclass C:\n    def m(self): return f(1)\nz = C().m()", d)
print(d['x'], d['y'], d['z'], d['f'].__name__, d['f'].__qualname__, d['f'](5), d['C'].__qualname__)
l = {}
exec("a = 1; b = a + 1", {}, l); print(l)
x = 10
exec("x = 20"); print(x)
exec("for i in range(3): print(i, end=' ')"); print()
def g():
    q = 5
    print(eval('q * 2'), eval('q + x'))
    exec('q = 7'); print(q)
    return sorted(locals())
print(g())
code = compile("r = 3 ** 4", "<mine>", "exec"); exec(code); print(r, code.co_filename, type(code))
try: eval("1 +")
except SyntaxError as e: print(e.msg, e.filename, e.lineno, str(e))
try: exec("def f(:\n pass")
except SyntaxError as e: print(e, e.lineno)
try: exec("if True:\nprint(1)")
except IndentationError as e: print(type(e).__name__, e)
try: exec("raise ValueError('inside')")
except ValueError as e: print('caught', e)
ops = {'+': '2 + 3', '*': '2 * 3'}
for k, v in ops.items(): print(k, eval(v))
print(eval("__name__"), [eval('i') for i in range(3)])
exec("print((y := 5) + 1)"); print(y)
exec("import math\nprint(math.pi)")
ns = {'print': lambda *a: print('p', *a)}
exec("print(1)", ns)
print(eval("[a := 3, a + 1]"))
class K:
    n = 3
    m = eval('n + 1')
print(K.m)
