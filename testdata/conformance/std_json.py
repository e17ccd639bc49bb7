import json, io
def t(f):
    try: return f()
    except Exception as e: return f"{type(e).__name__}: {e}"
vals = [None, True, 1, -2.5, 1e100, 1e-7, "a\"b\\c\n\t\u0001é☃😀", [], {}, [1, [2, {}]], {"a": {"b": []}}, (1, 2), {1: "i", 2.5: "f", None: "n", True: "b"}, float("nan"), float("inf")]
for v in vals:
    print(t(lambda: json.dumps(v)), t(lambda: json.dumps(v, ensure_ascii=False)), t(lambda: json.dumps(v, indent=1)), t(lambda: json.dumps(v, separators=(",", ":"))), t(lambda: json.dumps(v, allow_nan=False)))
print(json.dumps({"b": 1, "a": 2}, sort_keys=True, indent="--"), t(lambda: json.dumps({(1, 2): 3})), json.dumps({(1, 2): 3, "a": 1}, skipkeys=True), t(lambda: json.dumps({1, 2})), json.dumps({1, 2}, default=list), t(lambda: json.dumps(object)))
class E(json.JSONEncoder):
    def default(self, o): return sorted(o) if isinstance(o, set) else super().default(o)
print(json.dumps({"s": {3, 1}}, cls=E), t(lambda: json.dumps(print, cls=E)).split(" object")[0])
for s in ('{"a": [1, 2.0, -3e2, "x\\u00e9\\n", true, false, null]}', " [ ] ", "1", '"s"', "NaN", "-Infinity", '{"a":1,"a":2}', "0.1", "123456789012345", '"\\ud83d\\ude00"'):
    print(repr(json.loads(s)))
for s in ("", "{", "[1,]", '{"a" 1}', '{"a":1,}', "{'a':1}", "tru", "01", "1 2", '"abc', '"\\x"', "[1 2]", '{"a":}', "\n\n  x", "-", "1.", '"\n"'):
    print(t(lambda: json.loads(s)))
print(json.loads('{"a": {"b": 1}}', object_hook=lambda d: list(d)), json.loads("[1.5, 2]", parse_float=str, parse_int=float), json.loads('{"a":1}', object_pairs_hook=tuple))
f = io.StringIO(); json.dump([1, {"a": None}], f, indent=2); print(f.getvalue()); f.seek(0); print(json.load(f))
try: json.loads("[1,\n x]")
except json.JSONDecodeError as e: print(e.msg, e.lineno, e.colno, e.pos, isinstance(e, ValueError))
print(json.loads(json.dumps({"k": [1.1, 2e20, "ü"]})))
