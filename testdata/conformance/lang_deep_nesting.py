import copy, json
def t(f):
    try: return f()
    except RecursionError as e: return "RE " + str(e)[:32]
    except Exception as e: return type(e).__name__
l = []
for i in range(100000): l = [l]
m = []
for i in range(100000): m = [m]
print(t(lambda: l == m), t(lambda: repr(l)), t(lambda: copy.deepcopy(l)), t(lambda: json.dumps(l)), t(lambda: str(l)), t(lambda: l < m))
a = []; a.append(a); b = []; b.append(b)
print(t(lambda: a == b), a, t(lambda: json.dumps(a)))
d = {}; d["d"] = d; e = {}; e["d"] = e
print(t(lambda: d == e), d)
tt = ()
for i in range(100000): tt = (tt,)
print(t(lambda: tt == (tt,)))
try: raise ValueError(a)
except ValueError as x: print(len(str(x)) > 0)
class R:
    def __repr__(self): return repr(self)
print(t(lambda: repr(R())))
class E:
    def __eq__(self, o): return self == o
print(t(lambda: E() == 1))
class G:
    def __getattr__(self, n): return getattr(self, n)
print(t(lambda: G().x))
s = set()
print(t(lambda: [x for x in l][0] is l[0]))
def g(n): yield from g(n + 1)
print(t(lambda: list(g(0))))
def h(n):
    for x in h(n + 1): yield x
print(t(lambda: list(h(0))))
f = lambda n: f(n + 1)
print(t(lambda: f(0)))
print(t(lambda: sorted([1, 2], key=lambda k: f(k))), t(lambda: list(map(f, [1]))))
