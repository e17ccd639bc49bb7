# np.random.default_rng: PCG64 and the methods of Generator
import numpy as np
g = np.random.default_rng(123)
print(g.random(), g.random(3).tolist(), g.random((2, 1)).tolist(), g.random(2, dtype=np.float32).tolist())
print(g.integers(10), g.integers(0, 100, 5), g.integers(0, 5, size=(2, 2)), g.integers(1, 6, 5, endpoint=True), g.integers(0, 2**40, 2), g.integers(0, 200, 5, dtype=np.uint8), g.integers(-3, 3, 4, dtype=np.int32), g.integers(0, 1000, 3, dtype=np.int16), type(g.integers(5)))
print(g.normal(), g.normal(1, 2, 3).tolist(), g.standard_normal(3).tolist(), g.standard_normal((2, 2), dtype=np.float32).tolist(), g.uniform(-1, 1, 3).tolist(), g.uniform())
print(g.choice(5), g.choice(5, 3), g.choice([1.5, 2.5], 3), g.choice(10, 5, replace=False), g.choice(100, 10, replace=False), g.choice(20000, 500, replace=False)[:5], g.choice(4, 5, p=[0.1, 0.2, 0.3, 0.4]), g.choice(["a", "b", "c"], 2, replace=False), g.choice(np.arange(6).reshape(3, 2), 2), g.choice(np.arange(6).reshape(2, 3), 2, axis=1, replace=False), g.choice(10, 4, replace=False, shuffle=False))
x = np.arange(10); g.shuffle(x); print(x, g.permutation(6), g.permutation([5, 6, 7]), g.permutation(np.arange(6).reshape(3, 2)).tolist())
l = list(range(5)); g.shuffle(l); print(l, g.permuted(np.arange(6).reshape(2, 3), axis=1).tolist(), g.permutation(np.arange(6).reshape(2, 3), axis=1).tolist())
print(g.exponential(2, 3).tolist(), g.standard_exponential(2).tolist(), g.gamma(2, 1, 3).tolist(), g.gamma(0.5, size=2).tolist(), g.standard_gamma(4).real, g.beta(2, 3, 2).tolist(), g.beta(0.4, 0.6, 2).tolist(), g.chisquare(2, 2).tolist(), g.poisson(4, 5), g.poisson(40, 5), g.binomial(10, 0.5, 5), g.binomial(500, 0.3, 4))
print(g.laplace(size=2).tolist(), g.gumbel(size=2).tolist(), g.logistic(size=2).tolist(), g.lognormal(size=2).tolist(), g.rayleigh(size=2).tolist(), g.weibull(1.5, 2).tolist(), g.pareto(2, 2).tolist(), g.power(2, 2).tolist(), g.triangular(0, 1, 2, 2).tolist(), g.geometric(0.2, 4), g.geometric(0.6, 3), g.standard_t(4, 2).tolist())
print(g.multinomial(10, [0.3, 0.7]), g.dirichlet([2, 3]).tolist(), np.round(g.multivariate_normal([1, 2], [[2, 0.3], [0.3, 1]]), 6).tolist(), g.bytes(4))
print(np.random.default_rng([1, 2]).random(), np.random.default_rng(2**40).random(), np.random.default_rng(0).integers(0, 10, 10), g, np.random.SeedSequence(5).generate_state(3), [h.random() for h in np.random.default_rng(9).spawn(2)], np.random.Generator(np.random.PCG64(3)).random())
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")
attempt(lambda: g.integers(5, 5))
attempt(lambda: g.choice(3, 5, replace=False))
attempt(lambda: g.normal(0, -1))
attempt(lambda: g.random(2, dtype="int32"))
attempt(lambda: np.random.default_rng(-1))
attempt(lambda: g.uniform(1, 0))
