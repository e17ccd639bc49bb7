x = 1
def f():
    y = x + 1
    def g(z):
        return x + y + z
    return g
print(f()(10))
def h():
    try: print(x)
    except UnboundLocalError as e: print(type(e).__name__, e)
    x = 2
h()
class A:
    x = 5
    ys = [x for _ in range(2)]
    def m(self): return x
print(A.ys, A().m())
def counter():
    c = {"n": 0}
    def inc(): c["n"] += 1; return c["n"]
    return inc
a, b = counter(), counter(); print(a(), a(), b())
del x
try: print(x)
except NameError as e: print(e)
def defaults(a, b=[], c=None):
    b.append(a); return b if c is None else c
print(defaults(1), defaults(2), defaults(3, c=0))
