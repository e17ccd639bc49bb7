class Count:
    def __init__(self, n): self.n = n
    def __iter__(self): self.i = 0; return self
    def __next__(self):
        if self.i >= self.n: raise StopIteration
        self.i += 1; return self.i
print(list(Count(3)), [x for x in Count(2)], sum(Count(4)), 2 in Count(3), max(Count(5)), tuple(Count(2)))
it = iter([1, 2, 3]); print(next(it), list(it), next(it, "end"))
class Seq:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
print(list(Seq()), 20 in Seq())
print(list(iter(lambda c=iter("abX"): next(c), "X")), dict(enumerate("ab")), [*zip(*[(1, 2), (3, 4)])])
a = [1, 2, 3]
for i in a:
    if i < 3: a.append(i + 10)
    if len(a) > 6: break
print(a)
z = zip([1, 2], [3, 4]); print(next(z), list(z), list(z))
d = {"a": 1}
try:
    for k in d: d[k + "x"] = 1
except RuntimeError as e: print(e)
