# Complex arrays of NumPy: making, printing, casting, arithmetic, reductions.
import numpy as np
import warnings
warnings.simplefilter("ignore")
a = np.array([1 + 2j, 3 - 1j, 0.5j])
f = np.array([1.0, 2.0, 3.0])
i = np.arange(3)
print(a, repr(a), a.dtype, a.dtype.kind, a.dtype.char, a.dtype.str, a.itemsize, a.nbytes)
print(a[0], repr(a[0]), type(a[0]), a[0].real, a[0].imag, a[0].conjugate(), abs(a[0]), a.tolist(), a.item(0))
print(np.complex64(0.1 + 0.2j), np.complex64(1e20 + 1e-7j), np.complex128("1+2j"), np.complex64(3), np.complex128())
print(a.real, a.imag, np.real(a), np.imag(f), np.real(1 + 2j), f.real, f.imag)
print(np.conj(a), a.conj(), np.conjugate(f), np.angle(a), np.angle(a, deg=True), np.angle(f), np.angle(-1))
print(np.abs(a), np.abs(np.complex64(3 + 4j)).dtype, np.iscomplexobj(a), np.isrealobj(a), np.iscomplex([1, 1j]), np.isreal(a))
print(np.real_if_close([1 + 1e-15j, 2]), np.real_if_close([1 + 1e-10j]), np.real_if_close([1 + 1e-10j], tol=1e6))
for v in (a + 1, a * 2.5, a * a, a / f, a - a, -a, a**2, a**0.5, 2**a, 1j * i, f * 1j, 1 / a, a**-1, a**3):
    print(v)
print((np.array([1 + 2j], np.complex64) * 2.5).dtype, (np.array([1.0], np.float32) * 1j).dtype, (np.float32(1) * 1j).dtype,
      (np.array([1], np.int32) * 1j).dtype, np.result_type(np.complex64, np.float64), np.promote_types("c8", "i4"),
      np.can_cast("f8", "c8"), np.can_cast(complex, float), np.issubdtype(a.dtype, np.complexfloating))
print(a == a, a != 1j, a < a, a > 1, np.maximum(a, 2), np.max(a), np.sort(a), np.argmax(a), np.argsort(a))
for name in ("exp", "log", "sqrt", "sin", "cosh", "tanh", "arcsin", "arctan", "log10", "square", "reciprocal", "isnan", "isfinite", "rint", "sign"):
    print(name, getattr(np, name)(a))
for name in ("sum", "prod", "mean", "std", "var", "cumsum", "cumprod", "any", "count_nonzero", "diff", "gradient", "unique"):
    print(name, getattr(np, name)(a))
print(np.dot(a, a), np.vdot(a, a), a @ a, np.outer(a, f), np.einsum("i,i", a, a), np.convolve(a, [1, 1j]), np.correlate(a, [1, 1j]))
print(np.where([True, False, True], a, 0), np.concatenate([a, f]), np.stack([a, a]).T, np.diag(a[:2]), np.round(a * 1.23456, 2))
print(np.zeros(2, complex), np.full(2, 1j), np.eye(2, dtype=np.complex64), np.linspace(0, 1j, 3), np.arange(3, dtype=complex), repr(np.array(1 + 2j)))
print(a.astype(float), a.astype(int), a.astype(bool), a.astype("complex64").dtype, f.astype(complex), np.array(["1+2j"], dtype=complex))
b = a.copy()
b[0] = 5
b.real = [1, 2, 3]
b.imag[1] = 9
b[2] += 1
print(b, complex(b[0]), f"{a[0]:.2f}", "%s" % a[0], a.view(float), np.allclose(a, a + 1e-9))
print(np.array([1.5 + 2.25j, -100 + 1e-3j]), np.array([1e10 + 1j, 1]), np.array([1e-10 + 1j]), np.array([[1, 2j], [3, 4]]))
print(np.array([complex(np.nan, 1), complex(np.inf, -np.inf)]), np.array([1 + 1j] * 3, np.complex64) / 3, repr(np.array([], complex)), np.arange(2000) * 1j)
with np.printoptions(precision=3, suppress=True):
    print(a / 3, a * 1e-9)


def trial(g):
    try:
        print(g())
    except Exception as e:
        print(type(e).__name__, str(e))


trial(lambda: a // 2)
trial(lambda: a % 2)
trial(lambda: np.floor(a))
trial(lambda: a & 1)
trial(lambda: f.__setitem__(0, 1j))
trial(lambda: i.__setitem__(0, 1j))
trial(lambda: f.__iadd__(1j))
trial(lambda: np.fabs(a))
trial(lambda: np.array([1j], dtype=float))
trial(lambda: np.testing.assert_allclose(a, a + 1))
