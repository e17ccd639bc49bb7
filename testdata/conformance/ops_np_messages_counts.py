# NumPy's checks: counts, convolutions, texts, random picks, percentiles, resizing.
import numpy as np


def tr(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, "|", e)


for b in ([-1], [1.5], [True, False], [[1, 2]], [], ["a"], [1 + 1j], np.array([1, 2], np.uint64), np.array([1.0, 2.0]), 3, None):
    tr(lambda: np.bincount(b))
tr(lambda: np.bincount([1, 2], minlength=-1))
tr(lambda: np.bincount([0, 1], weights=["a", "b"]))
tr(lambda: np.bincount([0, 1], weights=[1j, 2]))
for a, v in (([], [1]), ([1], []), ([], []), ([[1]], [1])):
    tr(lambda: np.convolve(a, v))
    tr(lambda: np.correlate(a, v))
for a, b in ((["a"], 1), (1, ["a"]), (["a"], [b"b"]), (["a"], None), (["a", "b"], ["c", "d", "e"]), (["a"], [1.5]), ("a", "b")):
    tr(lambda: np.char.add(a, b))
tr(lambda: np.char.multiply(["a"], ["b"]))
tr(lambda: np.char.multiply(["a"], 2))
tr(lambda: np.char.equal(["a"], 1))
tr(lambda: np.char.encode([1]))
tr(lambda: np.char.decode(["a"]))
tr(lambda: np.char.compare_chararrays(["a", "b "], ["b", "b"], "==", True))
rng = np.random.default_rng(0)
for f in (np.random.permutation, np.random.shuffle, rng.permutation, np.random.choice, rng.choice):
    for v in (1.5, "ab", None, np.array(3.5), -1, {}):
        tr(lambda: f(v))
for q in (150, -1, [0, 101]):
    tr(lambda: np.percentile([1, 2, 3], q))
tr(lambda: np.percentile([], 50))
tr(lambda: np.percentile([1, 2], 50, method="x"))
tr(lambda: np.percentile(["a"], 50))
tr(lambda: np.median("a"))


def rs(a, *s, **k):
    a.resize(*s, **k)
    return a


tr(lambda: rs(np.arange(6), 2, 2))
tr(lambda: rs(np.arange(4), (3, 3)))
tr(lambda: rs(np.arange(6)[1:], 2))
tr(lambda: rs(np.ones(3), 0))
tr(lambda: rs(np.ones(3), (-1,)))
tr(lambda: rs(np.ones(3)))
tr(lambda: rs(np.array(["a", "b"]), 3))
b = np.arange(6)
v = b[:2]
tr(lambda: rs(b, 3, refcheck=False))
print(v)
tr(lambda: np.resize([1], (-1,)))
