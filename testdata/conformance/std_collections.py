from collections import *
from collections import abc
import itertools as it
def t(f):
    try: return f()
    except Exception as e: return f"{type(e).__name__}: {e}"
c = Counter("mississippi"); print(c, c.most_common(), c.total(), sorted(c.elements()), c["z"], len(c), c.get("i"), dict(c), list(c))
c.update("miss"); c.subtract({"s": 3}); print(c, +c, -Counter(a=-1), Counter(a=3, b=1) - Counter(a=1, b=2), Counter(a=1) | Counter(a=2, b=1), Counter(a=1, b=2) & Counter(b=1), Counter(a=1) == Counter({"a": 1}), Counter() )
c["new"] += 1; del c["nope"]; print(c["new"], Counter(a=1).copy(), Counter([1, 1, 2]), t(lambda: Counter(1)))
d = defaultdict(int); d["x"] += 5; d["y"]; print(d, d.default_factory, "z" in d, d.get("z"), len(d), sorted(d.items()))
d = defaultdict(lambda: defaultdict(list)); d["a"]["b"].append(1); print({k: dict(v) for k, v in d.items()}, t(lambda: defaultdict()["x"]), t(lambda: defaultdict(5)), defaultdict(list, {"k": [1]}), defaultdict(list, a=1).copy())
o = OrderedDict(a=1, b=2, c=3); o.move_to_end("a"); o.move_to_end("c", last=False); print(o, o.popitem(), o.popitem(last=False), list(o), OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1) == {"a": 1}, list(reversed(OrderedDict(a=1, b=2))), t(lambda: o.move_to_end("q")), OrderedDict())
q = deque([1, 2, 3]); q.append(4); q.appendleft(0); q.extend([5, 6]); q.extendleft([-1, -2]); print(q, q[0], q[-1], q.pop(), q.popleft(), len(q), 3 in q, q.index(3), q.count(3), list(reversed(q)))
q.rotate(2); print(q); q.rotate(-1); print(q); q.insert(1, "i"); q.remove("i"); q.reverse(); print(q, deque("abc", 2), deque(maxlen=1), q == deque(q), q + deque([9]), deque([1]) * 3, q.copy() == q, t(lambda: deque().pop()), t(lambda: q.remove(99)), t(lambda: q[100]), deque([1]) < deque([2]))
q[0] = "first"; del q[1]; print(q, q.maxlen); q.clear(); print(q, bool(q))
m = deque(maxlen=3)
for i in range(5): m.append(i)
print(m, m.maxlen, t(lambda: m.insert(0, 1)))
P = namedtuple("P", ["x", "y"]); p = P(1, y=2); print(p, p[0], p.x, p._asdict(), p._replace(y=5), P._make([3, 4]), P._fields, p + (3,), p == (1, 2), hash(p) == hash((1, 2)), t(lambda: P(1)), t(lambda: P(1, 2, 3)), t(lambda: setattr(p, "x", 1)), P.__name__, len(p), max(p), [*p], {**p._asdict()}, isinstance(p, tuple), P.__doc__)
D = namedtuple("D", "a b c", defaults=(2, 3)); print(D(1), D._field_defaults, t(lambda: namedtuple("X", "a a")), t(lambda: namedtuple("X", "class")), t(lambda: namedtuple("X", "_a")), namedtuple("R", "a a", rename=True)._fields, sorted([P(2, 1), P(1, 2)]), p < P(1, 3))
class Q(P):
    def norm(self): return (self.x ** 2 + self.y ** 2) ** .5
print(Q(3, 4).norm(), Q(3, 4), Q(1, 2)._replace(x=9))
for v in ([], {}, (), "s", 1, set(), iter([]), print, range(1), {}.keys(), (i for i in []), None):
    print(type(v).__name__, [n for n in ("Iterable", "Iterator", "Sized", "Container", "Collection", "Hashable", "Callable", "Sequence", "MutableSequence", "Mapping", "MutableMapping", "Set", "Generator") if isinstance(v, getattr(abc, n))])
print(list(it.accumulate([1, 2, 3], lambda a, b: a * b)), list(it.accumulate([1, 2], initial=10)), list(it.batched([1], 1)) if hasattr(it, "batched") else "", list(it.chain("a", [1])), list(it.compress("abc", [1, 0, 1])), list(it.dropwhile(lambda x: x < 2, [1, 2, 1])), list(it.filterfalse(None, [0, 1])), list(it.islice("abcdef", 1, 5, 2)), list(it.islice("abc", 2)), list(it.islice(it.count(1, .5), 3)), list(it.pairwise("abc")), list(it.product("ab", [1, 2])), list(it.product(repeat=2)), list(it.repeat(1, 2)), list(it.zip_longest("ab", "c", fillvalue="-")))
print(["".join(x) for x in it.permutations("abc", 2)], list(it.combinations(range(4), 3)), list(it.combinations_with_replacement("ab", 2)), [(k, list(g)) for k, g in it.groupby([1, 1, 2, 1])], [(k, list(g)) for k, g in it.groupby(["a", "B", "b"], str.lower)], list(it.starmap(max, [(1, 2), (4, 3)])), t(lambda: list(it.islice([1], -1))), t(lambda: list(it.combinations("a", -1))))
a, b = it.tee(iter([1, 2, 3])); print(next(a), list(b), list(a), next(it.cycle("x")), [x for x, _ in zip(it.cycle([1, 2]), range(5))], len(list(it.permutations(range(5)))))
cm = ChainMap({"a": 1}, {"a": 2, "b": 3}); print(cm["a"], cm["b"], dict(cm), len(cm), list(cm.maps[0]), "b" in cm); cm["c"] = 9; print(cm.maps, cm.new_child({"z": 1})["a"])
