import inspect
from typing import Optional, List
def f(a: int, b="x", /, c: Optional[str] = None, *args: float, k: List[int] = [1], z, **kw: "any") -> dict: pass
def g(x, y=2): return x
class A:
    def __init__(self, a, b: int = 3): pass
    def m(self, q, *, w=1) -> None: pass
s = inspect.signature(f); print(s, repr(inspect.signature(g)), s.return_annotation, list(s.parameters))
for n, p in s.parameters.items(): print(n, p, repr(p), p.kind, p.default is inspect.Parameter.empty, p.annotation is p.empty, p.kind == inspect.Parameter.KEYWORD_ONLY)
print(inspect.signature(A), inspect.signature(A.m), inspect.signature(A(1).m), inspect.signature(lambda *a, **k: 0))
b = inspect.signature(g).bind(1); print(b, b.arguments, b.args, b.kwargs); b.apply_defaults(); print(b.arguments, b.args)
for args, kw in (((), {}), ((1, 2, 3), {}), ((1,), {"x": 2}), ((1,), {"q": 2})):
    try: inspect.signature(g).bind(*args, **kw)
    except TypeError as e: print(e)
print(inspect.getfullargspec(f)); print(inspect.signature(f).bind(1, 2, 3, 4, z=5, q=6).kwargs)
try: inspect.signature(5)
except TypeError as e: print(e)
