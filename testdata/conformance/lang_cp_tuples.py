t = (1, "a", None)
print(t, t[1], t[-1], t + (2,), t * 2, len(t), (1,), ())
a, *b, c = range(5)
print(a, b, c)
(x, y), [z, w] = (1, 2), [3, 4]
print(x, y, z, w)
x, y = y, x
print(x, y, (1, 2) < (1, 3), (1, 2) == (1, 2), hash((1, 2)) == hash((1, 2)))
print(tuple([1, 2]), tuple("ab"), (1, 2, 3).index(2), (1, 1).count(1))
for i, (p, q) in enumerate([(1, 2), (3, 4)], 1):
    print(i, p, q)
