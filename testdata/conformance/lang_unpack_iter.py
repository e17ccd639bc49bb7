# Unpacking, star expressions, comprehensions, sorting and grouping idioms
a, b = b, a = 1, 2; print(a, b)
first, *rest = "hello"; *init, last = [1, 2, 3]; (x, (y, z)), w = (1, (2, 3)), 4; [p, q] = {5: 0, 6: 0}; print(first, rest, init, last, x, y, z, w, p, q)
for i, (k, v) in enumerate([("a", 1), ("b", 2)]): print(i, k, v, end="; ")
for (m, *n) in [(1, 2, 3), (4,)]: print(m, n, end="; ")
print()
print([*range(3), *"ab"], (*[1], 2), {*[1, 2], 3}, {**{"a": 1}, "b": 2}, [*{"k": 1}], list((*(), 1)), print(*[1, 2], sep="-"))
print([i for i in range(10) if i % 2 if i > 3], [(i, j) for i in range(3) for j in range(i)], [[0] * 2 for _ in range(2)], {k: v for k, v in zip("abc", range(3)) if v}, {len(w) for w in ["a", "bb", "cc"]}, [x if x > 1 else -x for x in range(4)], sum(i * i for i in range(5)), [row[0] for row in [[1, 2], [3, 4]]], [list(r) for r in zip(*[[1, 2], [3, 4]])], [c for w in ["ab", "c"] for c in w], dict([(1, 2)]), [n for n in (lambda: [1, 2])()], any(c.isdigit() for c in "a1"), {x: [y for y in range(x)] for x in range(3)})
words = ["banana", "kiwi", "apple", "fig"]
print(sorted(words), sorted(words, key=len), sorted(words, key=lambda s: (len(s), s), reverse=True), max(words, key=len), min(words), sorted([(2, "b"), (1, "z"), (2, "a")]), sorted({"b": 2, "a": 1}.items(), key=lambda kv: kv[1]), list(reversed(sorted([3, 1, 2]))), sorted("Hello World", key=str.lower), sorted([0.5, -1, 2], key=abs), sorted([[3], [1, 2], []]), sorted([True, False, True]), sorted(["10", "9", "2"], key=int), sorted(range(5), key=lambda i: i % 2))
groups = {}
for w in words: groups.setdefault(len(w), []).append(w)
print(groups, {k: sorted(v) for k, v in groups.items()}, list(map(len, words)), list(map(lambda a, b: a * b, [1, 2], [3, 4])), list(filter(lambda w: "i" in w, words)), list(zip(words, map(len, words))), [w.upper() for w in words if len(w) > 3])
it = iter(range(5)); print(next(it), next(it), list(it), next(it, None)); it = iter("ab"); print(list(zip(it, it)), list(zip(range(2), it)))
matrix = [[1, 2, 3], [4, 5, 6]]
print([[r[i] for r in matrix] for i in range(3)], list(zip(*matrix)), sum(map(sum, matrix)), [v for r in matrix for v in r], [max(r) for r in matrix], matrix[1][::-1], [r[1:] for r in matrix], len(matrix), matrix[-1][-1], [sum(c) for c in zip(*matrix)])
total = 0
for i in range(10):
    if i == 3: continue
    if i == 6: break
    total += i
else:
    print("no break")
print(total, i)
n = 0
while n < 3: n += 1
else: print("while else", n)
if (k := len(words)) > 3: print("walrus", k)
print([y := 5, y * 2], (lambda *a, **k: (a, k))(1, 2, c=3), (lambda x, y=2: x + y)(1), [(lambda i=i: i)() for i in range(3)], 1 if not [] else 2, "a" and "b", "" or "c", 0 or [] or None, not "", 1 < 2 <= 2 != 3, None or 0)
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
g = fib(); print([next(g) for _ in range(10)], [x for _, x in zip(range(5), fib())])
def chain(*its):
    for i in its: yield from i
print(list(chain("ab", [1], (2,))), sum(chain([1, 2], [3])), sorted(chain([3], [1])), tuple(chain()), "".join(chain("x", "yz")))
i = 5; [i for i in range(3)]; print(i); print([i for i in range(2)], i, {**{}}, (1,) + (2,), [1] * 3 + [2], (1, 2) * 2, "ab" "cd", ("a"
 "b"), [1, 2,
 3])
d = {"x": {"y": [1, {"z": 2}]}}; print(d["x"]["y"][1]["z"], d.get("q", {}).get("r", "none"), [*d], len(d["x"])); d["x"]["y"][0] += 5; d["x"].update(w=1); print(d); del d["x"]["y"][1]; print(d)
def f(*args, sep=" ", **opts): return sep.join(map(str, args)) + str(sorted(opts.items()))
print(f(1, 2), f(*[1, 2], sep="-"), f(1, **{"a": 1, "b": 2}), f(*"ab", *[1], **{"x": 1}, **{"y": 2}))
