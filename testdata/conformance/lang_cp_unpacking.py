first, *rest = [1, 2, 3]; *init, last = "abc"; a, (b, *c), d = 1, (2, 3, 4), 5
print(first, rest, init, last, a, b, c, d)
def f(a, b, c): return a, b, c
print(f(*[1, 2], c=3), f(*"xyz"), f(**{"a": 1, "b": 2, "c": 3}), [*range(2), 9], (*[1], 2), {*[1, 1]})
x = y = z = 0; x, y = y + 1, x + 2; print(x, y, z)
pairs = [(1, "a"), (2, "b")]; nums, chars = zip(*pairs); print(nums, chars)
for n, (p, *q) in [(1, "ab"), (2, "cde")]: print(n, p, q)
i, arr = 0, [10, 20]; i, arr[i] = 1, 99; print(i, arr)
d = {}; d["k"], d["l"] = 1, 2; print(d)
class O: pass
o = O(); o.x, o.y = 3, 4; print(o.x, o.y)
(a, b), c = [1, 2], 3; [m, n] = "mn"; print(a, b, c, m, n)
