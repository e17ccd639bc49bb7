# Case, tests of characters, padding
for s in ["", "hello World", "HELLO", "they're bill's", "x1y2", "ünïcode ß", "123", "1.5", "a b", " ", "_name", "2x", "Title Case", "ǅ", "\n", "½", "²", "Ⅷ"]:
    print(repr(s), s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold(), [s.isalpha(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isalnum(), s.isspace(), s.isupper(), s.islower(), s.istitle(), s.isidentifier(), s.isprintable(), s.isascii()])
print("a".center(5, "*"), "ab".center(5, "*"), "abc".center(6), "|" + "x".ljust(4) + "|" + "x".rjust(4, ".") + "|", "7".zfill(3), "-7".zfill(4), "+7".zfill(1), "abc".zfill(5), "long".center(2), "a".ljust(3, "é"))
print("a\tb\tc".expandtabs(), "a\tb".expandtabs(4), "ab\tc\nd\te".expandtabs(4), "\t".expandtabs(0) == "")
print("hello".translate(str.maketrans("el", "ip")), "hello".translate(str.maketrans("", "", "l")), "abc".translate({97: "X", 98: None}), "ab".translate(str.maketrans({"a": "1", "b": "22"})))
print("abc".encode("utf-8"), "é".encode(), "é".encode("latin-1"), "abc".encode().decode(), "abc".encode().hex(), list("ab".encode()), len("é".encode()), "é☕".encode("ascii", "replace"), "aé".encode("ascii", "ignore"))
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")
attempt(lambda: "a".center(5, "ab"))
attempt(lambda: "a".center("x"))
attempt(lambda: "a".ljust(5, 1))
attempt(lambda: "a".zfill("x"))
attempt(lambda: "é".encode("ascii"))
attempt(lambda: "é".encode("nope"))
attempt(lambda: str.upper(1))
attempt(lambda: str.join(",", [1]))
print(str.upper("abc"), str.join("-", "abc"), list(map(str.strip, [" a ", "b "])), sorted(["B", "a", "C"], key=str.lower), str("é".encode(), "utf-8"))
