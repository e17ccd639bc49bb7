print(list(range(10, 0, -3)), range(5)[2], len(range(0, 10, 3)), 4 in range(0, 10, 2), range(3) == range(0, 3))
