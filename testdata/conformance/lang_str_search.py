# Finding, counting, replacing
s = "hello world, hello moon"
print(s.find("hello"), s.find("hello", 1), s.rfind("hello"), s.find("z"), s.index("o"), s.rindex("o"), s.find("o", 5, 8), s.find("", 3), s.find("", 100), s.find("hello", -10), s.rfind("o", 0, 5))
print(s.count("l"), s.count("ll"), s.count(""), s.count("l", 5), s.count("l", 0, 4), "aaaa".count("aa"), "".count(""))
print(s.startswith("hell"), s.startswith(("x", "he")), s.endswith("moon"), s.endswith(("a", "n")), s.startswith("world", 6), s.endswith("hello", 0, 5), s.startswith(""), "".endswith(""), s.startswith((), 0))
print(s.replace("hello", "bye"), s.replace("l", "", 2), s.replace("", "-", 3), "aaa".replace("a", "b", 0), "abc".replace("", "."), "ab".replace("b", "ab"), "x".replace("x", ""))
print("ell" in s, "z" not in s, "" in s, "lo w" in s, s[0], s[-1], s[2:5], s[:-5], s[::3], s[::-1][:4], s[5:2], s[-3:], s[100:], s[-100:3])
u = "naïve café ☕"
print(len(u), u[2], u[-1], u[::-1], u.find("é"), u.upper(), u.index("☕"), u.count("é"), u[6:10], u.encode(), list(u[:3]))
print("abc" < "abd", "a" < "B", "Z" < "a", "" < "a", "abc" == "abc", "a" * 3, 2 * "ab", "ab" * 0, "ab" * -1, "a" "b")
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")
attempt(lambda: s.index("z"))
attempt(lambda: s.rindex("z"))
attempt(lambda: s.find(1))
attempt(lambda: s.startswith(1))
attempt(lambda: s.startswith((1,)))
attempt(lambda: s.endswith(["a"]))
attempt(lambda: s.replace("a", 1))
attempt(lambda: s.replace("a"))
attempt(lambda: s.count(None))
attempt(lambda: 1 in s)
attempt(lambda: s[100])
attempt(lambda: s["a"])
attempt(lambda: s[1.0])
attempt(lambda: s[None])
attempt(lambda: s.nope)
attempt(lambda: s.upper(1))
attempt(lambda: s[::0])
attempt(lambda: s["a":])
def assign():
    s[0] = "x"
attempt(assign)
def delete():
    del s[0]
attempt(delete)
