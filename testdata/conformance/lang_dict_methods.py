# Methods of dict, views, order, merging, errors
d = {"a": 1, "b": 2, "c": 3}
print(d["a"], d.get("z"), d.get("z", 0), d.pop("a"), d.pop("q", None), d.setdefault("b", 9), d.setdefault("n", []), d)
d["a"] = 5; d["b"] = 7; print(d, list(d), list(d.values()), list(d.items()), len(d), "a" in d, 7 in d.values(), ("a", 5) in d.items(), ("a", 6) in d.items(), 3 in d.items())
print(d.popitem(), d, d.copy() == d, d.copy() is d, dict(d, z=1), dict([("x", 1), (2, "y")]), dict(a=1), dict(), dict(zip("ab", [1, 2])), dict({"a": 1}, b=2), dict(["ab", "cd"]))
d.update({"u": 1}); d.update([("v", 2)], w=3); d.update(); d.update(k=1); print(d)
print({**{"a": 1}, "b": 2, **{"a": 3}}, {"a": 1} | {"b": 2, "a": 9}, dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), {1: "a", 1.0: "b", True: "c"}, {(1, 2): 3}[1, 2])
e = {"a": 1}; f = e; e |= {"b": 2}; print(f, e is f); e.clear(); print(f, bool(e))
keys = {"a": 1, "b": 2}.keys()
print(keys & {"a", "z"}, sorted(keys | {"c"}), keys - {"a"}, sorted(keys ^ {"a", "c"}), keys == {"a", "b"}, keys <= {"a", "b", "c"}, len(keys), "a" in keys, keys.isdisjoint(["q"]), list(reversed(keys)))
it = {"a": 1}.items(); print(it & {("a", 1)}, it == {("a", 1)}, {"a": [1]}.items(), list(reversed({"a": 1, "b": 2}.items())), list(reversed({"a": 1, "b": 2})), {"a": 1}.values() == {"a": 1}.values())
print({"a": 1, "b": 2} == {"b": 2, "a": 1}, {"a": 1} != {"a": 1.0}, {} == {}, {"a": {"b": [1]}} == {"a": {"b": [1]}}, {k: v for k, v in sorted({"z": 1, "y": 2}.items())}, {i: i * i for i in range(4) if i % 2})
for k in {"x": 1}: print(k)
for k, v in {"x": 1, "y": [2]}.items(): print(k, v)
for i, (k, v) in enumerate({"x": 1}.items()): print(i, k, v)
big = {i: str(i) for i in range(100)}
for i in range(0, 100, 2): del big[i]
print(len(big), list(big)[:5], big[99], 98 in big, sum(big), max(big), min(big.values()), big.get(50, "gone"))
def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e, repr(e), sep=": ")
attempt(lambda: {}["a"])
attempt(lambda: {}[1])
attempt(lambda: {}[(1, "a")])
attempt(lambda: {}.pop("a"))
attempt(lambda: {}.popitem())
attempt(lambda: {[]: 1})
attempt(lambda: {}[{}])
attempt(lambda: {1: 2}.get([]))
attempt(lambda: dict(5))
attempt(lambda: dict([1]))
attempt(lambda: dict([(1, 2, 3)]))
attempt(lambda: dict(["abc"]))
attempt(lambda: dict({}, {}))
attempt(lambda: {}.update(5))
attempt(lambda: {} + {})
attempt(lambda: {} < {})
attempt(lambda: {} | 5)
attempt(lambda: {}.foo)
attempt(lambda: {}.get())
attempt(lambda: {}.keys(1))
attempt(lambda: {"a": 1}.keys()[0])
attempt(lambda: {"a": 1}.keys() + [1])
def grow():
    g = {"a": 1}
    for k in g:
        g[k + "x"] = 1
attempt(grow)
def remove():
    g = {"a": 1}
    del g["b"]
attempt(remove)
class D(dict):
    def __missing__(self, key):
        return key * 2
m = D(a=1)
print(m["a"], m["zz"], m.get("zz"), m, len(m), isinstance(m, dict), type(m).__name__, {**m}, dict(m), m == {"a": 1}, list(m), "a" in m)
