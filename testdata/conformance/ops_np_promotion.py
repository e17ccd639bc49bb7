# NumPy: dtypes of results, value-based casting of scalars, scalars themselves
import numpy as np
for a in (True, 1, 2.5, np.int8(1), np.uint8(2), np.int32(3), np.int64(4), np.float16(1), np.float32(2), np.float64(3), np.bool_(True)):
    row = []
    for b in (np.array([1], 'i1'), np.array([1], 'u1'), np.array([1], 'i4'), np.array([1], 'i8'), np.array([1], 'f2'), np.array([1], 'f4'), np.array([1.], 'f8'), np.array([True])):
        row.append((a + b).dtype.name)
    print(type(a).__name__, row)
for x in ("i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "?"):
    print(x, [np.promote_types(x, y).name for y in ("i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "?")])
print((np.array([1], 'f2') + 1000).dtype, (np.array([1], 'f2') + 70000).dtype, (np.array([1.], 'f4') + 1e300).dtype, (np.array([1], 'i1') + 200).dtype, (np.array([1], 'u1') - 1).dtype, (np.array([1], 'u1') + 300).dtype, (np.array([1], 'f4') + np.array(1.0)).dtype)
print((np.array([7, 8], 'i4') / 2).dtype, (np.array([7], 'i1') / np.array([2], 'i1')).dtype, (np.array([7], 'i4') // 2).dtype, (np.array([7]) % 2.0).dtype, (np.array([2], 'i4') ** 2).dtype, (2 ** np.array([1, 2], 'i4')).dtype, (np.array([2.], 'f4') ** 2).dtype)
print(np.sqrt(np.array([4], 'i1')).dtype, np.exp(np.array([1], 'i2')).dtype, np.sin(np.array([1], 'i4')).dtype, np.sqrt(4).dtype, np.floor(np.array([1, 2])).dtype, np.abs(np.array([-1], 'i1')).dtype, np.square(np.array([True])).dtype, np.sum(np.array([1], 'i1')).dtype, np.prod(np.array([1], 'u1')).dtype, np.mean(np.array([1], 'i4')).dtype, np.mean(np.array([1], 'f4')).dtype, np.cumsum(np.array([True])).dtype, np.max(np.array([1], 'i1')).dtype)
s = np.float32(0.1)
print(s, repr(s), s + 1, type(s + 1).__name__, s * np.float32(2), type(s * np.float32(2)).__name__, s == 0.1, s < 1, -s, abs(-s), float(s), int(np.float32(2.9)), round(np.float32(2.567), 2), f"{s} {s:.3f} {s!r}", "%.2f %s" % (s, s), [s], (s,), {"k": s})
print(np.float64(0.1) + 0.2, np.float64(1e16), np.float64(1e-5), np.float32(1e10), np.float16(0.1), np.float32(16777216), np.float64(5), np.int64(5), np.int8(-3), np.bool_(False), np.uint8(200) + np.uint8(100), np.int32(7) // 2, np.int64(-7) % 3, divmod(np.int64(7), 2), np.int64(2) ** 10, np.float32(3) ** 2)
print(isinstance(np.float64(1), float), isinstance(np.float32(1), float), isinstance(np.int64(1), int), isinstance(np.float32(1), np.floating), isinstance(np.int8(1), np.integer), np.issubdtype(np.float32, np.floating), np.issubdtype(np.int32, np.integer), np.issubdtype("f4", np.float32), np.float32 is np.single, np.dtype("float32") == np.float32, np.dtype(float), np.dtype("i4"), np.dtype(int).name, np.dtype(np.float16).itemsize, np.dtype("u1").kind, np.dtype("bool"), np.float32, np.int64)
print(s.dtype, s.shape, s.ndim, s.size, s.item(), s.astype(int), s.tolist(), np.int64(3).item(), s.round(1), s.sum(), s.reshape(1), np.float64(3).is_integer(), np.int64(255).bit_length() if hasattr(np.int64(1), "bit_length") else "", [1, 2, 3][np.int64(1)], "ab" * np.int64(2), list(range(np.int64(3))), {1: "x"}[np.int64(1)], np.int64(1) in [1], hash(np.float32(0.5)) == hash(0.5), sum([np.float32(1), np.float32(2)]), max(np.float32(1), 2), min([np.int64(3), 1]))
print(np.float32("1.5"), np.int32("5"), np.int32(3.7), np.float32([1, 2]), np.bool_(1), np.int8(300), np.uint8(-1), np.float64(), np.str_("a"), np.float32(None))
print(np.finfo(np.float32).eps, np.finfo(np.float64).max, np.finfo("float32").tiny, np.iinfo(np.int8).max, np.iinfo("uint8").min, np.iinfo(np.int32), np.can_cast("i4", "f4"), np.can_cast(np.float64, np.float32), np.can_cast(1, np.int8), np.result_type("i4", "f4"), np.result_type(np.ones(2, "f4"), 1.0), np.min_scalar_type(300), np.common_type(np.ones(1, "f4")))
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")
attempt(lambda: np.array([1, 2]) + "a")
attempt(lambda: np.array([1, 2]) + None)
attempt(lambda: np.array([1.5]) & 1)
attempt(lambda: ~np.array([1.5]))
attempt(lambda: -np.array([True]))
attempt(lambda: np.array([True]) - np.array([True]))
attempt(lambda: np.array([2]) ** -1)
attempt(lambda: np.sqrt("a"))
attempt(lambda: np.dtype("foo"))
attempt(lambda: np.zeros(2, dtype="foo"))
attempt(lambda: np.float32("abc"))
attempt(lambda: int(np.array([1, 2])))
attempt(lambda: float(np.array([1.0, 2.0])))
attempt(lambda: bool(np.array([1, 2])))
attempt(lambda: [1, 2][np.float32(1)])
attempt(lambda: np.array([1, 2]) < "a")
attempt(lambda: hash(np.array([1])))
attempt(lambda: np.array([1]).foo)
attempt(lambda: np.array([1])())
attempt(lambda: np.float32(1)[0])
attempt(lambda: len(np.float32(1)))
attempt(lambda: len(np.array(1)))
attempt(lambda: list(np.array(1)))
attempt(lambda: np.iinfo(np.float32))
attempt(lambda: np.finfo(np.int32))
x = np.array([1, 2])
def inplace(v):
    y = np.array([1, 2])
    y += v
    return y
attempt(lambda: inplace(1.5))
attempt(lambda: inplace(np.array([1, 2, 3])))
attempt(lambda: inplace([3, 4]))
