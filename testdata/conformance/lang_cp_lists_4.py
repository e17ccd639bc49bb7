print([1, 2, 3].index(2), [1, 1, 2].count(1), 2 in [1, 2], len([]))
