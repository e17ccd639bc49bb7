import difflib
a = "the quick brown fox\njumps over\nthe lazy dog\nend\n".splitlines(True); b = "the quick red fox\njumps over\nthe very lazy dog\nmore\nend\n".splitlines(True)
print("".join(difflib.unified_diff(a, b, "a.txt", "b.txt"))); print("".join(difflib.context_diff(a, b, "a.txt", "b.txt"))); print("".join(difflib.ndiff(a, b)))
s = difflib.SequenceMatcher(None, "abcdefg", "xbcdxfg"); print(s.ratio(), s.get_opcodes(), s.get_matching_blocks(), s.find_longest_match(0, 7, 0, 7))
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), difflib.get_close_matches("zzz", ["a"]), round(difflib.SequenceMatcher(a="kitten", b="sitting").ratio(), 4))
print(list(difflib.unified_diff(["a"] * 10 + ["x"], ["a"] * 10 + ["y"], lineterm="", n=1)), list(difflib.unified_diff([], [])))
for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, [1, 2, 3], [2, 3, 4]).get_opcodes(): print(tag, i1, i2, j1, j2)
