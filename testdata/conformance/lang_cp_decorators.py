import functools
def log(fn):
    @functools.wraps(fn)
    def w(*a, **k):
        print("call", fn.__name__, a, k)
        return fn(*a, **k)
    return w
@log
def add(a, b=1):
    """Adds."""
    return a + b
print(add(1, b=2), add.__name__, add.__doc__)
def repeat(n):
    def deco(fn):
        def w(*a): return [fn(*a) for _ in range(n)]
        return w
    return deco
@repeat(2)
@log
def hi(x): return x
print(hi("x"))
@functools.lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50), fib.cache_info().hits > 0)
class Reg:
    items = []
    def __call__(self, f): self.items.append(f.__name__); return f
reg = Reg()
@reg
def one(): pass
print(reg.items)
