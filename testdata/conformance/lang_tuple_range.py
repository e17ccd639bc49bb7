# Tuples, ranges, slices as values
t = (1, 2, 3, 2)
print(t, (), (1,), t[0], t[-1], t[1:3], t[::-1], t.index(2), t.index(2, 2), t.count(2), t + (4,), t * 2, 2 * (0,), len(t), 3 in t, t == (1, 2, 3, 2), t < (1, 3), (1, 2) <= (1, 2), (1,) != (1.0,), hash((1, 2)) == hash((1, 2)))
a, b, *c = t; (d, e), f = (1, 2), 3; x = 1, 2; print(a, b, c, d, e, f, x, tuple("ab"), tuple([1]), tuple(), tuple({1: 2}), max(t), min(t), sum(t), sorted(t), tuple(reversed(t)), t is tuple(t))
t += (9,); print(t, {t: 1}[t], bool(()), bool((0,)), isinstance(t, tuple), (1, (2, (3,))), ("a",), ((),), *t)
r = range(2, 20, 3)
print(r, list(r), len(r), r[0], r[-1], r[1:3], r[::-1], list(r[::-2]), 5 in r, 6 in r, 5.0 in r, "a" in r, r.index(8), r.count(8), r.start, r.stop, r.step, range(3) == range(0, 3), range(0) == range(5, 5), range(0, 3, 2) == range(0, 4, 2), list(reversed(range(5))), bool(range(0)), hash(range(3)) == hash(range(0, 3)))
print(list(range(5, 0, -1)), list(range(0)), list(range(3, 3)), list(range(-3)), range(10)[2:8:2], range(10)[-3:], sum(range(101)), max(range(5)), [*range(2)], range(0, -10, -3)[1], list(range(True)), range(1, 2), range(0, 10, 1), range(10, 0, -3))
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(None, 3), s.indices(5), slice(None, None, -1).indices(4), slice(-3, None).indices(10), s == slice(1, 10, 2), "abcdef"[slice(1, 4)], [1, 2, 3][slice(-2, None)])
def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e, sep=": ")
attempt(lambda: t[100])
attempt(lambda: t["a"])
attempt(lambda: t + [1])
attempt(lambda: t + 1)
attempt(lambda: t.index(99))
attempt(lambda: tuple(5))
attempt(lambda: (1, 2) < (1, "a"))
attempt(lambda: (1, 2) < [1])
attempt(lambda: hash((1, [])))
attempt(lambda: t.append(1))
attempt(range)
attempt(range, 1.5)
attempt(range, "a")
attempt(range, 1, 2, 0)
attempt(range, 1, 2, 3, 4)
attempt(lambda: range(3)[3])
attempt(lambda: range(3)["a"])
attempt(lambda: range(3).index(7))
attempt(lambda: hash(slice(1)))
attempt(slice)
attempt(lambda: range(3) + range(2))
def assign(v):
    v[0] = 1
def delete(v):
    del v[0]
attempt(assign, t)
attempt(delete, t)
attempt(assign, range(3))
attempt(assign, 5)
attempt(delete, 5)
attempt(assign, None)
def unpack(v):
    a, b = v
    return a, b
attempt(unpack, (1,))
attempt(unpack, (1, 2, 3))
attempt(unpack, 5)
attempt(unpack, None)
attempt(unpack, {"a": 1, "b": 2})
attempt(unpack, "xy")
def star(v):
    a, *b, c = v
    return a, b, c
attempt(star, [1])
attempt(star, [1, 2])
attempt(star, range(5))
