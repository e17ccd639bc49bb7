def t(f):
    try: return repr(f())
    except Exception as e: return f"{type(e).__name__}: {e}"
vals = [None, True, 0, 3, -2, 2.5, -0.0, "ab", "", [1], [], (1, 2), {"a": 1}, {1}, range(3), print, int]
import operator as o
for op in (o.add, o.sub, o.mul, o.truediv, o.floordiv, o.mod, o.pow, o.matmul, o.lshift, o.and_, o.or_, o.xor):
    for a in vals:
        for b in vals:
            if op is o.pow and a == -2 and b == 2.5: continue  # complex
            r = t(lambda: op(a, b))
            if "at 0x" in r: r = r.split(" at 0x")[0]
            print(op.__name__, repr(a)[:12], repr(b)[:12], r)
for op in (o.lt, o.le, o.eq, o.ne):
    for a in vals:
        for b in vals: print(op.__name__, repr(a)[:12], repr(b)[:12], t(lambda: op(a, b)))
for a in vals:
    print(repr(a)[:12], t(lambda: -a), t(lambda: +a), t(lambda: ~a), t(lambda: not a), t(lambda: bool(a)), t(lambda: len(a)), t(lambda: a[0]), t(lambda: a["a"]), t(lambda: a[0:1]), t(lambda: a()) if a is not print and a is not int else "", t(lambda: list(a)), t(lambda: 1 in a), t(lambda: hash(a) is not None), t(lambda: int(a)), t(lambda: float(a)), t(lambda: sorted(a)), t(lambda: sum(a)), t(lambda: max(a)), t(lambda: iter(a) is None), t(lambda: next(a)), t(lambda: abs(a)), t(lambda: round(a)), t(lambda: a.foo), t(lambda: [*a]), sep=" | ")
