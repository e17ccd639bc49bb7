import json, enum, csv, io
class E(enum.IntEnum): A = 1
class S(str, enum.Enum): X = "ex"
print(json.dumps([E.A, S.X, {E.A: 1, S.X: 2}]), list(json.JSONEncoder(indent=1).iterencode([1])) != [], json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode({"b": 1, "a": [1, 2]}))
class Enc(json.JSONEncoder):
    def default(self, o): return sorted(o) if isinstance(o, set) else super().default(o)
print(Enc(indent=1).encode([{2}]), json.dumps({1: {3, 1}}, cls=Enc), json.JSONDecoder().raw_decode('{"a":1} tail'), json.JSONDecoder().decode("[1, 2]"), json.loads("[NaN, -Infinity]", parse_constant=lambda c: c))
class D(json.JSONDecoder):
    def __init__(self, *a, **k): super().__init__(object_hook=self.hook, *a, **k)
    def hook(self, d): return tuple(d.items())
print(json.loads('{"a": {"b": 1}}', cls=D))
out = io.StringIO(newline=""); dw = csv.DictWriter(out, ["x", "y"], extrasaction="ignore", restval="-", lineterminator="\n"); dw.writeheader(); dw.writerow({"x": 1, "z": 3}); print(out.getvalue())
try: csv.DictWriter(io.StringIO(), ["x"]).writerow({"q": 1})
except ValueError as e: print(e)
d = {"a": [1], "b": 2}; print(d.items() & {("b", 2)}, d.keys() & ["a", "zz"])
