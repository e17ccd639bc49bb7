import re
print(re.findall(r"\d+", "a1b22c333"), re.sub(r"(\w)(\d)", r"\2\1", "a1 b2"), re.split(r"[,;]\s*", "a, b;c"))
m = re.match(r"(?P<k>\w+)=(\d+)", "key=42 rest"); print(m.group(0), m.group("k"), m.groups(), m.span(), m.start(2))
print(re.search(r"z", "abc"), bool(re.fullmatch(r"[a-z]+", "abc")), re.sub("a", lambda m: m.group().upper(), "banana", count=2))
