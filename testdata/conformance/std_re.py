import re
def t(f):
    try: return f()
    except Exception as e: return f"{type(e).__name__}: {e}"
print(re.findall(r"(\w+)@(\w+)\.com", "a@b.com, cc@dd.com"), re.findall(r"x*", "axb"), re.split(r"(,)\s*", "a, b,c"), re.split(r"\d", "a1b2c", maxsplit=1))
print(re.sub(r"(?P<a>\w)(?P<b>\w)", r"\g<b>\g<a>", "abcd"), re.sub("a", lambda m: m.group().upper() + str(m.start()), "banana"), re.subn("a", "x", "banana", count=2), re.sub(r"\s+", " ", "a  b\t\nc"))
m = re.match(r"(?P<y>\d{4})-(?P<m>\d\d)(-(?P<d>\d\d))?", "2024-05 rest")
print(m.group(), m.group(1, 2), m["y"], m.groupdict(), m.groups(), m.groups("-"), m.span(), m.span("m"), m.start(3), m.end(), m.lastindex, m.string, m.re.pattern, bool(m), m)
print(re.fullmatch(r"\d+", "123a"), re.fullmatch(r"a|ab", "ab"), re.search(r"b", "abc").start(), re.match("b", "abc"))
p = re.compile(r"^\s*(\w+)\s*=\s*(.*?)\s*$", re.M)
print(p.findall("a = 1\n b=2 \nbad\n"), p.pattern, p.groups, p.flags, re.compile("a", re.I).search("xA").group(), re.compile("a.b", re.S).match("a\nb") is not None)
print([m.group() for m in re.finditer(r"[aeiou]", "education")], re.escape("a.b*c[d]"), re.compile("x") == re.compile("x"))
print(re.findall(r"\bfoo\b", "foo foobar foo"), re.findall(r"[^\W\d_]+", "ab12_cd é"), re.findall(r"(?i)abc", "ABC abc"), re.findall(r"a{2,3}", "aaaaa"), re.findall(r"a+?", "aaa"))
print(re.sub(r"(a)(b)?", r"[\1\2]", "ab a"), re.sub("", "-", "abc"), re.split("", "abc"), re.sub(r"[\s,]+", "|", "a, b  c"))
for bad in ("(", "[a", "a**", "(?P<n>a)(?P<n>b)", "*a", r"\8", "(?<n>a)"):
    r = t(lambda: re.compile(bad)); print(bad, type(r).__name__ if not isinstance(r, str) else "error")
print(t(lambda: re.match("a", "a").group(2)), t(lambda: re.match("a", "a").group("x")), t(lambda: re.match(1, "a")), t(lambda: re.match("a", 1)))
verb = re.compile(r"""
   (\d+)   # digits
   \s*     # space
   ([a-z]+)
""", re.X)
print(verb.match("12 ab").groups(), re.sub(r"(?m)^", "> ", "a\nb"), re.findall("a$", "a\na"), re.findall("(?m)a$", "a\na"), re.findall(r"\Aa|b\Z", "a b"))
print(re.search(r"(\d+)(?:px|em)", "w: 12em").group(1), re.sub(r"(.)\.(.)", r"\2.\1", "a.b c.d"), p.sub(r"\2=\1", "k = v"), re.sub(r"\\", "/", r"a\b"))
print(re.findall(r"[\d.]+", "1.5 and 2"), re.findall(r"[]a]", "a]b"), re.findall(r"[^]a]", "a]b"), re.findall(r"[a\-z]", "a-z"), re.findall(r"\u00e9", "é"), re.findall(r"[\u00e0-\u00ff]+", "aéà"))
