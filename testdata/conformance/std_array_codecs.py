import array, codecs, string
a = array.array("i", [1, 2, 3]); a.append(4); a.extend([5]); print(a, a[0], a[1:3], len(a), a.typecode, a.itemsize, a.tolist(), sum(a), a.tobytes()[:8], 3 in a, a + a, a * 2, a.index(3), a.pop(), a.count(1), a == array.array("i", [1, 2, 3, 4])); a[0] = 9; a.insert(1, 7); a.reverse(); del a[0]; print(a, array.array("f", [1.1]), array.array("d"), list(array.array("b", b"\xff\x01")))
for s in ("array.array('z')", "array.array('b', [300])", "array.array('i', 'ab')", "a[99]", "a.append('x')", "a + [1]", "hash(a)", "array.array('i', [1.5])", "a.remove(1000)"):
    try: print(eval(s))
    except Exception as e: print(s, type(e).__name__, e)
b = array.array("d"); b.frombytes(array.array("d", [1.5, 2.5]).tobytes()); print(b)
print(codecs.encode("é", "utf-8"), codecs.decode(b"\xc3\xa9"), codecs.BOM_UTF8)
print(string.Formatter().format("{0} {a} {0!r:>6} {1.real} {2[0]} {{}} {:{w}}" if False else "{0} {a} {0!r:>6} {1.real} {2[0]} {{}}", "x", 1j, [5], a=2), list(string.Formatter().parse("a{b!r:>5}c{d}")))
class F(string.Formatter):
    def get_value(self, key, args, kw): return kw.get(key, f"<{key}>") if isinstance(key, str) else args[key]
print(F().format("{x} {y}", x=1))
for s in ("reversed()", "reversed([1], 2)", "True in b'\\x01'", "bytearray({}, [])", "bytes(1, 2)", "bytes(1, 'utf-8')", "bytes(b'a', errors='strict')", "str(object=5, errors='x')", "str(1, 2)", "str('a', 'b')", "str(b'a', 'ascii')", "bytes('é', encoding='latin-1')", "bytearray(b'x')", "bytes(bytearray(b'q'))"):
    try: print(s, eval(s))
    except Exception as e: print(s, type(e).__name__, e)
import re
print(re.compile("a+", re.I), re.compile("a", re.M | re.S | re.X), re.compile("b"), "İx".lower(), "ŉa".title(), "ǰ".title(), "ﬁx".title(), re.compile(r"\w", re.A))
a.extend([1, 1]); print(a.pop(), a)
