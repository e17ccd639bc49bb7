def gen(n):
    for i in range(n):
        got = yield i
        if got: print("got", got)
    return "done"
g = gen(3)
print(next(g), g.send("hi"), next(g))
try: next(g)
except StopIteration as e: print("stop", e.value)
def chain(*its):
    for it in its: yield from it
print(list(chain("ab", [1, 2], gen(2))))
def sub():
    r = yield from gen(1)
    print("sub got", r)
print(list(sub()), sum(x * x for x in range(4)), list(x for x in "abc" if x != "b"))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
f = fib(); print([next(f) for _ in range(10)])
def closer():
    try: yield 1
    finally: print("closed")
c = closer(); next(c); c.close()
def thrower():
    try: yield 1
    except ValueError as e: yield str(e)
t = thrower(); next(t); print(t.throw(ValueError("boom")))
