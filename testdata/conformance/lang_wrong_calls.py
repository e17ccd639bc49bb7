def f(a, b, /, c, d=4, *args, e, f=6, **kw): return (a,b,c,d,args,e,f,kw)
print(f(1,2,3,e=5), f(1,2,c=3,e=5,z=9), f(1,2,3,4,5,6,e=7))
def g(a, b=2): pass
def h(*, k): pass
def p(x, /): pass
class A:
    def m(self, x): pass
    @classmethod
    def c(cls, x): pass
    @staticmethod
    def s(x): pass
class I:
    def __init__(self, a, b): pass
for s in ['f()', 'f(1)', 'f(1,2)', 'f(1,2,3)', 'f(a=1,b=2,c=3,e=4)', 'g()', 'g(1,2,3)', 'g(1,c=3)', 'g(1,a=2)', 'g(b=1)', 'h()', 'h(1)', 'h(k=1,j=2)', 'p(x=1)', 'p()', 'A().m()', 'A().m(1,2)', 'A.m()', 'A.m(1)', 'A.c()', 'A.s()', 'A().s(1,2)', 'I()', 'I(1)', 'I(1,2,3)', 'I(1,2,c=3)', '(lambda x: x)()', '(lambda: 1)(2)', 'len(x=1)', 'print(foo=1)', 'print(1, sep=5)', 'print(1, end=1)', 'int(x=1)', 'range(a=1)', 'sorted()', 'sorted([1], 5)', 'abs()', 'abs(1,2)', 'isinstance(1)', 'getattr(1)', 'open()', 'zip(1, strict=True)', 'sum()', 'sum([1], start="a")', 'str(1,2,3,4)', 'list(1,2)', 'dict(1,2)', 'tuple(1,2)', 'float(1,2)', 'bool(1,2)', 'pow(1)', 'round()', 'divmod(1)', 'chr()', 'input(1,2)', 'iter()', 'iter(1,2)', 'next()', 'map(1)', 'filter(1)', 'hash()', 'id()', 'callable()', 'vars(1)', 'super()', 'type(1,2)', '"a".join()', '[].append(1,2)', '{}.get()', '5()', '"a"()', 'None()', '[1]()', 'A()()', 'A.x', 'A().mm', 'import math', 'g.x', 'g.__name__', 'I.__init__', 'all()', 'any(1,2)', 'ord()', 'hex("a")', 'bin(1.5)', 'setattr(1,2)', 'delattr(1,"x")', 'hasattr(1, 2)', 'slice()', 'complex("a")', 'complex(1,"a")', 'format()', 'eval()', 'dir(1,2)', 'frozenset(1,2)', 'set(1,2)']:
    try: r = eval(s); print(s, 'ok', r if isinstance(r, (int,str)) else '')
    except Exception as e: print(s, '->', type(e).__name__, e)
