# NumPy: reductions over axes
import numpy as np
a = np.arange(12, dtype=float).reshape(3, 4); b = np.array([[3, 1, 2], [9, 7, 8]])
for f in (np.sum, np.mean, np.max, np.min, np.std, np.var, np.prod, np.ptp, np.median, np.any, np.all, np.argmax, np.argmin, np.cumsum, np.cumprod, np.nansum, np.nanmean, np.nanmax, np.nanstd, np.count_nonzero):
    print(f.__name__, f(a), f(a, axis=0), f(a, axis=1), f(b), f(b, axis=-1))
for m in ("sum", "mean", "max", "min", "std", "var", "prod", "any", "all", "argmax", "argmin", "cumsum", "cumprod", "ptp", "round"):
    print(m, getattr(b, m)(), getattr(b, m)(0) if m != "round" else "")
print(np.sum(a, axis=(0, 1)), np.sum(a, axis=0, keepdims=True), a.mean(axis=1, keepdims=True), np.max(a, axis=(0, 1), keepdims=True), np.sum(a, axis=(), keepdims=False).shape, np.sum(b, dtype=float), np.mean(b, dtype=np.float32).dtype, np.sum([[True, False], [True, True]]), np.sum([True, True], axis=0), np.sum([], axis=0), np.prod([]), np.sum(a, initial=10), np.max(a, initial=100), np.sum(a, where=a > 5), np.mean(a, where=a > 5), np.std(b, ddof=1), np.var(b, axis=0, ddof=1), np.argmax(b, axis=1, keepdims=True))
print(np.any([[0, 0], [0, 1]], axis=0), np.all([1, 1, 0]), np.any([]), np.all([]), np.amax(b), np.amin(b, axis=0), np.average([1, 2, 3], weights=[3, 1, 1]), np.average(b, axis=0), np.average(b, axis=1, weights=[1, 2, 3]), np.average([1, 2], weights=[1, 3], returned=True))
n = np.array([1, np.nan, 3]); print(np.sum(n), np.max(n), np.min(n), np.argmax(n), np.nansum(n), np.nanmean(n), np.nanmax(n), np.nanmin(n), np.nanstd(n), np.nanvar(n), np.nanargmax(n), np.nanmedian(n), np.nanprod(n), np.nancumsum(n), np.nanpercentile(n, 50), np.median(n), np.isnan(n), np.isnan(np.sum(n)))
p = np.array([7, 1, 5, 3, 9, 2]); print(np.percentile(p, 50), np.percentile(p, [25, 75]), np.quantile(p, 0.1), np.percentile(p, 30, method="lower"), np.percentile(p, 30, method="nearest"), np.percentile(p, 30, method="midpoint"), np.percentile(p, 30, interpolation="higher"), np.percentile(b, 50, axis=1), np.quantile(b, [0.25, 0.5], axis=0), np.percentile(b, 50, axis=0, keepdims=True), np.median(b, axis=1), np.percentile(np.array([1, 2], np.float32), 50).dtype, np.median(p), np.median([1, 2]), [float(np.quantile(p, 0.37, method=m)) for m in ("inverted_cdf", "averaged_inverted_cdf", "hazen", "weibull", "linear", "median_unbiased", "normal_unbiased", "interpolated_inverted_cdf")])
print(np.cumsum([1, 2, 3]), np.cumsum(b, axis=1), np.cumprod([1, 2, 3]), np.cumsum(b), np.diff([1, 4, 9]), np.diff([1, 4, 9], n=2), np.diff(b, axis=0), np.diff([1, 2], prepend=0, append=5), np.ediff1d([1, 4, 6]), np.gradient([1, 2, 4, 7]), np.gradient([1.0, 4, 9], 2), np.gradient(a)[0], np.trapz([1, 2, 3]), np.trapz([1, 2, 3], dx=2), np.trapz([1, 2], x=[0, 3]), np.add.reduce(b, axis=1), np.maximum.accumulate([1, 3, 2, 5]), np.multiply.outer([1, 2], [3, 4]), np.logical_and.reduce([True, False]), np.add.accumulate([1, 2, 3]))
c = np.array([[1.0, 2, 3], [4, 5, 7]]); print(np.cov(c), np.cov(c[0], c[1]), np.corrcoef(c), np.corrcoef(c[0], c[1])[0, 1], np.cov(c[0]), np.cov(c, rowvar=False), np.cov(c, bias=True), np.cov(c, ddof=0))
x = np.float32([0.1] * 10); print(x.sum(), x.mean(), x.std(), x.sum().dtype, np.float32([1, 2]).var(), np.float16([1, 2, 3]).mean(), np.array([1, 2, 3], np.uint8).sum(), np.array([200, 100], np.uint8).sum(), np.array([100, 100], np.int8).sum(dtype=np.int8), np.ones(1000, np.float32).sum(), np.arange(1e6).sum(), np.full(100000, 0.1, np.float32).sum(), np.random.RandomState(0).rand(1000).sum())
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")
attempt(lambda: np.max([]))
attempt(lambda: np.argmax([]))
attempt(lambda: np.sum(a, axis=2))
attempt(lambda: np.sum(a, axis=(0, 0)))
attempt(lambda: np.percentile(p, 101))
attempt(lambda: np.quantile(p, -0.1))
attempt(lambda: np.average([1, 2], weights=[0, 0]))
attempt(lambda: np.average(b, weights=[1, 2]))
attempt(lambda: np.mean("a"))
attempt(lambda: np.nanargmax([np.nan]))
attempt(lambda: np.sum(a, axis="x"))
out = np.zeros(4); print(np.sum(a, axis=0, out=out) is out, out, np.add(1, 2, out=np.zeros(())), np.add([1, 2], [3, 4], out=np.zeros(2), where=[True, False]), np.sqrt([4, 9], dtype=np.float32).dtype)
