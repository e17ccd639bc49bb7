def g():
    try:
        x = yield 1
        print("got", x)
        y = yield 2
        print("got", y)
    except ValueError as e:
        print("caught", e)
        yield 99
    finally:
        print("finally")
it = g()
print(next(it)); print(it.send("A"))
print(it.throw(ValueError("boom")))
try:
    next(it)
except StopIteration as e:
    print("stop", e.value)
def ret():
    yield 1
    return "done"
def deleg():
    r = yield from ret()
    print("r", r)
    yield r
print(list(deleg()))
it = ret(); next(it)
try: next(it)
except StopIteration as e: print(e.value, e.args)
try: next(it)
except StopIteration as e: print(e.value, e.args)
def inf():
    n = 0
    while True:
        cmd = yield n
        n = n + 1 if cmd is None else cmd
i = inf()
print([next(i) for _ in range(3)], i.send(10), next(i))
i.close()
try: next(i)
except StopIteration: print("closed")
def bad():
    try: yield 1
    except GeneratorExit: yield 2
b = bad(); next(b)
try: b.close()
except RuntimeError as e: print(e)
def si():
    yield 1
    raise StopIteration("x")
try: list(si())
except RuntimeError as e: print(e, repr(e.__cause__))
try: g().send(5)
except TypeError as e: print(e)
def running():
    yield next(me)
me = running()
try: next(me)
except ValueError as e: print(e)
def chain(*its):
    for it in its: yield from it
print(list(chain("ab", [1, 2], (x for x in "z"))))
def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)
print(list(tree(3)))
def sub():
    while True:
        try:
            x = yield
            print("sub", x)
        except KeyError as e:
            print("sub caught", e)
def main():
    yield from sub()
m = main(); next(m); m.send(1); m.throw(KeyError("k")); m.send(2); m.close()
def early():
    for i in range(5):
        try: yield i
        finally: print("clean", i)
for v in early():
    if v == 1: break
print("after break")
def with_ret():
    for v in early():
        if v == 2: return v
print(with_ret())
gexp = (a + b for a in range(2) for b in range(2) if a != b)
print(next(gexp), list(gexp), list(gexp))
print(sum(i for i in range(10) if i % 2), max((len(s) for s in ["a", "bbb"]), default=0), sorted(x for x in [3, 1, 2]))
print(type(gexp).__name__, type(g).__name__, iter(gexp) is gexp)
def send_before():
    x = (yield) or "none"
    print(x)
    yield
s = send_before(); next(s); s.send(None)
def expr():
    z = [(yield 1), (yield 2)]
    print(z)
    print((yield 3) + 1)
e = expr(); print(next(e), e.send("a"), e.send("b"))
try: e.send(41)
except StopIteration: print("end")
def fin_ret():
    try:
        yield 1
    finally:
        return 5
f = fin_ret(); next(f)
try: next(f)
except StopIteration as x: print(x.value)
d = {k: v for k, v in zip("abc", range(3)) if v}
print(d, {v for v in d.values()}, [k for k in d])
import itertools
print(list(itertools.islice(inf(), 4)))
def zipper():
    yield from zip([1, 2], "xy")
print(dict(zipper()))
x = (i for i in 5) if False else None
try: (i for i in 5)
except TypeError as e: print(e)
print(list(map(lambda t: t[0] * t[1], ((i, i + 1) for i in range(3)))))
def lazy():
    print("started")
    yield 1
l = lazy(); print("created"); next(l)
for i, v in enumerate(x * 2 for x in range(3)): print(i, v, end="; ")
print()
g1 = (i for i in range(3)); a, *b = g1; print(a, b)
