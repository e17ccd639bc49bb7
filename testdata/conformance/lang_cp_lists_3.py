print(sorted([3, 1, 2]), sorted(['b', 'A', 'c'], key=str.lower), sorted([1, 2, 3], reverse=True))
