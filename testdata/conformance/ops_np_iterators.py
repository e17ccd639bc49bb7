# np.nditer, np.broadcast, vectorize with a signature, reduceat, poly1d and its text, grids with complex steps, flags.
import numpy as np

print(np.poly1d([1, 2, 3]))
print(np.poly1d([1.5, -2.25, 0, 3]))
print(np.poly1d([2, 0]), np.poly1d([5]), np.poly1d([-1, 0, 0]))
p = np.poly1d([1, 2])
print(repr(p + 1), repr(2 * p), repr(p**2), repr(-p), repr(p - [1]), repr(p / 2), p == np.poly1d([1, 2]))
print(repr(np.poly1d([1, 0, -1]) / np.poly1d([1, 1])), repr(np.poly1d([1, 2], True)))
print(repr(p.deriv()), repr(p.integ()), repr(p.integ(k=3)))
print(np.poly1d([1, 2, 3], variable="t"))

print(np.mgrid[0:1:3j, 0:2:2j])
print(np.r_[0:1:5j], np.ogrid[0:1:3j, 0:2])

a = np.arange(6).reshape(2, 3)
print(np.vectorize(lambda u, v: u @ v, signature="(n),(n)->()")(a, np.ones(3)))
print(np.vectorize(lambda u: (u.min(), u.max()), signature="(n)->(),()")(a))
print(np.vectorize(lambda u: np.outer(u, u), signature="(n)->(n,n)")(a).shape)

print([int(x) for x in np.nditer(a.T)], [int(x) for x in np.nditer(a, order="F")])
it = np.nditer(a, flags=["multi_index"])
print([(it.multi_index, int(x)) for x in it])
print([(int(x), int(y)) for x, y in np.nditer([np.arange(2), np.array([[1], [2]])])])
b = np.arange(3.0)
with np.nditer(b, op_flags=["readwrite"]) as it:
    for x in it:
        x[...] = 2 * x
print(b)
it = np.nditer(a)
while not it.finished:
    print(it[0], end=" ")
    it.iternext()
print()
print([(int(x), int(y)) for x, y in np.broadcast(np.arange(2), [[1], [2]])], np.broadcast(np.ones((2, 1)), np.ones(3)).shape)

print(np.add.reduceat(np.arange(8), [0, 4, 1, 5, 2, 6, 3, 7])[::2], np.multiply.reduceat(a, [0, 2], axis=1))
c = a.copy()
np.put_along_axis(c, np.array([[0]]), 99, axis=1)
print(c, c.flags["C_CONTIGUOUS"], c.T.flags.f_contiguous)
print(c.flags)
print(np.array([None, 1, "x"]), repr(np.array([{"a": 1}])))
for f in [
    lambda: np.sort([1, 2], kind="foo"),
    lambda: np.set_printoptions(threshold="x"),
    lambda: np.set_printoptions(floatmode="bad"),
    lambda: np.set_printoptions(precision="a"),
    lambda: np.einsum("ij,jk->il", a, a.T),
]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(np.finfo(np.float16).nmant, np.finfo(float).iexp, np.finfo("f4").machep, np.finfo(float).minexp)
g = np.random.default_rng(1)
print(g.random(dtype=np.float32), g.random(2, dtype=np.float32))
