print(all([1, 2]), any([0]), min(3, 1, 2), max('b', 'a'), max([], default=0), min([3, 1], key=lambda v: -v))
