import numpy as np

for make in (lambda: np.random.RandomState(7), lambda: np.random.default_rng(7)):
    for name, args in [("noncentral_chisquare", (3.0, 1.5)), ("noncentral_chisquare", (0.5, 2.0)), ("noncentral_f", (3, 4, 1.2)),
                       ("wald", (1.0, 2.0)), ("vonmises", (0.5, 4.0)), ("vonmises", (1, 2e6)), ("zipf", (2.0,)), ("logseries", (0.6,)),
                       ("hypergeometric", (5, 6, 4)), ("hypergeometric", (50, 60, 40)), ("hypergeometric", (100, 20, 90)), ("hypergeometric", (30, 10, 35))]:
        print(name, getattr(make(), name)(*args, size=6))
    for name, args in [("zipf", (1.0,)), ("hypergeometric", (2, 3, 6)), ("wald", (0, 1)), ("vonmises", (0, -1)), ("logseries", (1.0,))]:
        try:
            getattr(make(), name)(*args)
        except ValueError as e:
            print(name, e)
print(np.random.default_rng(3).multivariate_hypergeometric([5, 3, 2], 4, size=3))
print(np.random.RandomState(3).tomaxint(3))
words = np.array(["hello world", "Abc", "  x  "])
print(np.char.upper(words), np.char.add(words, "!"), np.char.str_len(words), np.char.split(words))
print(np.char.partition(words, " "), np.char.startswith(words, "h"), np.char.zfill(["1", "22"], 4))
print(np.array([1, 2, 3]).astype(object) + 1, np.nancumprod([1, np.nan, 3]), np.mask_indices(3, np.triu, 1))
