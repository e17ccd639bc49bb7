# repr of strings and nested containers
for s in ["", "a", "it's", 'say "hi"', "it's \"both\"", "\\", "\n\t\r", "\x00\x1f\x7f", "é", "☕", "\u200b", "\xa0", "\U0001f600", "a\\nb", "\x85", "\ud7ff", "\ue000", "tab\there"]:
    print(repr(s), [s], {s: s}, ascii(s))
l = [1]
l.append(l)
d = {"k": 1}
d["self"] = d
print(l, d, [[], [[]], ()], {1: [2, (3,)], "a": {"b": None}}, [1.0, True, None, ...], (l,), [d, l])
print({1, 2, 3}, set(), frozenset(), frozenset([1, 2]), {(1, 2): {3}}, [{}], ({},), {"a": {"b": {"c": []}}}, range(5), range(1, 10, 2), slice(1, None), slice(1, 2, 3))
print(repr(int), repr([int, str]), type(None), type(...), NotImplemented, Ellipsis, type(print), len, type(len), type([].append), [].append.__name__)
print(str(None), repr("x"), str([1, "a"]), str(("a",)), repr({"a": 1}.keys()), repr({"a": 1}.values()), repr({"a": 1}.items()), {}.keys(), type({}.keys()), type(range(3)), type(iter([])).__name__)
class A: pass
class B(list): pass
class C(dict):
    def __repr__(self): return "C!"
class D(set): pass
class E(tuple): pass
print(A, B([1, 2]), C(a=1), [C()], D([1]), E([1, 2]), str(B()), A.__name__, type(A()), type(A), [A, B], isinstance(B(), list), B([1]) == [1], D([1]) == {1})
