print(max([1, 5, 3]), min('hello'), sum([1, 2.5]), sum([[1], [2]], []), any([0, '']), all([]))
