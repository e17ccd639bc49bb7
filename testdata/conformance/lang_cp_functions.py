def f(a, b=2, *args, c=3, **kw):
    return a, b, args, c, kw
print(f(1), f(1, 5), f(1, 2, 3, 4), f(1, c=9, z=0), f(*[1, 2, 3], **{"c": 7, "k": 1}))
def g(x, acc=[]):
    acc.append(x); return acc
print(g(1), g(2), g(3, []))
def outer():
    n = 0
    def inner():
        nonlocal n
        n += 1
        return n
    return inner
h = outer(); h(); print(h(), h.__name__, outer()())
print((lambda x, y=2: x * y)(3), list(map(lambda v: v + 1, [1, 2])), sorted([(2, "b"), (1, "a")], key=lambda p: p[1]))
def kw_only(*, a, b=1): return a + b
print(kw_only(a=1), kw_only(b=5, a=1))
def fact(n): return 1 if n < 2 else n * fact(n - 1)
print(fact(15), fact.__doc__)
count = 0
def bump():
    global count
    count += 1
bump(); bump(); print(count)
