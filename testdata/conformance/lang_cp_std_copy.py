import copy
a = [1, [2, 3], {"k": [4]}]; b = copy.copy(a); c = copy.deepcopy(a)
a[1].append(9); a[2]["k"] = 0; print(a, b, c, a[1] is b[1], a[1] is c[1])
