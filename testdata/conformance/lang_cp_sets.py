s = {3, 1, 2, 3}
print(sorted(s), len(s), 2 in s, s | {9}, s & {1, 5}, s - {1}, s ^ {1, 7})
s.add(4); s.discard(100); s.remove(1); print(sorted(s))
print({1, 2} <= {1, 2, 3}, {1, 2}.issubset([1, 2, 3]), {1}.isdisjoint({2}), set("aab") == {"a", "b"})
print(set(), {1}, frozenset([1]), {x % 3 for x in range(10)}, sorted({"b", "a"}.union("c")))
t = s.copy(); t.update([10, 11]); print(sorted(t), sorted(t.intersection({10, 2})), t >= s)
