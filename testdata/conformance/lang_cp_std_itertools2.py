import itertools as it
print(list(it.repeat("x", 2)), list(it.cycle("ab").__iter__() and it.islice(it.cycle("ab"), 5)), list(it.compress("abcd", [1, 0, 1])), list(it.starmap(pow, [(2, 3)])))
print(list(it.dropwhile(lambda v: v < 2, [1, 2, 1])), list(it.filterfalse(lambda v: v % 2, range(5))), list(it.pairwise([1, 2, 3])), [list(t) for t in it.tee([1, 2])])
