def g():
    try:
        x = yield 1
        print('got', x)
        y = yield 2
    except ValueError as e:
        print('caught', e)
        yield 99
    finally:
        print('fin')
    return 'ret'
i = g(); print(next(i), i.send('a'))
try: i.send('b')
except StopIteration as e: print(e.value, e.args, repr(e))
i = g(); next(i); print(i.throw(ValueError('v')))
i.close()
i = g(); next(i); i.close(); print(list(i))
def outer():
    r = yield from g()
    print('r', r)
    yield from [10, 20]
    return 5
o = outer(); print(next(o), o.send(3), list(o))
i = g()
try: i.send(1)
except TypeError as e: print(e)
def bad():
    yield 1
    raise StopIteration('x')
try: list(bad())
except RuntimeError as e: print(type(e), e, repr(e.__cause__))
def noclose():
    while True:
        try: yield
        except GeneratorExit: yield 'no'
n = noclose(); next(n)
try: n.close()
except RuntimeError as e: print(e)
def rec():
    yield next(me)
me = rec()
try: next(me)
except ValueError as e: print(e)
gg = g(); print(type(gg).__name__, gg.__name__, gg.__qualname__)
try: gg.throw(KeyError('k'))
except KeyError as e: print(repr(e))
print(sum(x*x for x in range(5)), max((len(w), w) for w in 'a bb ccc'.split()))
a = (i for i in range(3)); print(next(a), list(a), next(a, 'end'))
try: next(a)
except StopIteration as e: print(repr(e), e.value)
print([*range(3), *'ab'], {*[1,2], *[2,3]}, {**{'a':1}, **{'b':2}, 'a': 3}, (*[1],), [*{}])
a, *b, c = 1, 2, 3, 4; print(a, b, c)
*a, = 'xyz'; print(a)
(a, b), [c, *d] = (1, 2), 'wxyz'; print(a,b,c,d)
try: a, b = 1, 2, 3
except ValueError as e: print(e)
try: a, b, *c = [1]
except ValueError as e: print(e)
try: a, b = 5
except TypeError as e: print(e)
try: a, b, c = 'ab'
except ValueError as e: print(e)
for i, (a, *b) in enumerate([(1,2,3),(4,)]): print(i, a, b)
def f(*args, **kw): return args, kw
print(f(*[1,2], 3, *'ab', x=1, **{'y':2}, **{'z':3}))
try: f(**{'a':1}, **{'a':2})
except TypeError as e: print(e)
try: f(x=1, **{'x':2})
except TypeError as e: print(e)
try: f(*5)
except TypeError as e: print(e)
try: f(**5)
except TypeError as e: print(e)
try: f(**{1:2})
except TypeError as e: print(e)
print([y := 5, y**2], (n := 3) + n, y)
print([last := i for i in range(3)], last)
if (m := len('abc')) > 2: print('long', m)
while (k := m) > 0: m -= 1
print(k, m)
