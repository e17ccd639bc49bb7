s = "The quick brown fox"
words = s.split(); print([w[::-1] for w in words], {w: len(w) for w in words}, max(words, key=len))
print(s.lower().count("o"), s.find("quick"), s[4:9], " ".join(sorted(words, key=str.lower)))
print("a\\b", "quote\"s", 'single\'s', """tri"ple""", "con" "cat", "\x41\u0042\101")
print("abc" < "abd", "a" * 0 == "", "".join(reversed("abc")), "a,b;c".replace(";", ",").split(","))
print("%s" % "x", "{}".format("y"), f"{'z'}", "A".isupper(), "1.5".replace(".", "").isdigit())
for line in "l1\nl2\n".splitlines(keepends=True): print(repr(line))
print("abc".ljust(6, ".") + "|", "{:^9}".format("mid") + "|", "x=%-4d|" % 7)
