"""Writes cases.jsonl: arrays and scalars with what NumPy 1.26 prints for them.

usage: python generate.py [COUNT] > cases.jsonl
"""
import json
import sys

import numpy as np

rng = np.random.RandomState(7)
DTYPES = ["float64", "float32", "float16", "int32", "int64", "uint8", "int8", "uint64", "bool", "str"]


def floats(n):
    kind = rng.randint(12)
    if kind == 0:
        return rng.randn(n)
    if kind == 1:
        return np.round(rng.randn(n) * 10, rng.randint(5))
    if kind == 2:
        return rng.randn(n) * 10.0 ** rng.randint(-12, 12, n)
    if kind == 3:
        return rng.randint(-1000, 1000, n).astype(float)
    if kind == 4:
        return rng.choice([0.0, -0.0, 1.0, np.nan, np.inf, -np.inf, 1.5, 1e-7], n)
    if kind == 5:
        return rng.rand(n) * 10.0 ** rng.randint(-6, 17)
    if kind == 6:
        return np.arange(n) / 8
    if kind == 7:
        return rng.randint(0, 5, n) * 10.0 ** rng.randint(-5, 5)
    if kind == 8:
        return 2.0 ** rng.randint(-24, 16, n)
    if kind == 9:
        return rng.choice([np.nan, np.inf], n)
    if kind == 10:
        return rng.choice([99999999.0, 1e8, 1e-4, 9.99e-5, 0.1, 1000.0], n)
    return rng.choice([-1.0, 1.0], n) * rng.rand(n) * 10.0 ** rng.randint(-3, 3, n)


def array(dt, shape):
    n = int(np.prod(shape))
    if dt == "bool":
        a = rng.rand(n) < 0.5
    elif dt == "str":
        words = np.array(["a", "bc", "it's", 'q"', "new\nline", "", "é", "tab\t"])
        a = words[rng.randint(0, len(words), n)].astype(object)
    elif dt.startswith("float"):
        with np.errstate(all="ignore"):
            a = floats(n).astype(dt)
    else:
        info = np.iinfo(dt)
        hi = min(info.max, 10 ** rng.randint(1, 12))
        lo = max(info.min, -hi if rng.rand() < 0.5 else 0)
        a = rng.randint(lo, hi, n).astype(dt)
    a = a.reshape(shape)
    return a.astype("U") if dt == "str" else a


def options():
    o = {}
    if rng.rand() < 0.5:
        return o
    if rng.rand() < 0.4:
        o["precision"] = int(rng.randint(0, 10))
    if rng.rand() < 0.3:
        o["suppress"] = True
    if rng.rand() < 0.3:
        o["floatmode"] = str(rng.choice(["fixed", "unique", "maxprec", "maxprec_equal"]))
    if rng.rand() < 0.2:
        o["threshold"] = int(rng.randint(0, 20))
    if rng.rand() < 0.2:
        o["edgeitems"] = int(rng.randint(1, 4))
    if rng.rand() < 0.2:
        o["linewidth"] = int(rng.randint(10, 120))
    if rng.rand() < 0.15:
        o["sign"] = str(rng.choice(["+", " "]))
    return o


def words(a):
    if a.dtype.kind == "U":
        return a.ravel().tolist()
    if a.dtype.kind == "f":
        return [repr(float(v)) for v in a.ravel()]
    return [str(int(v)) for v in a.ravel()]


def one_array():
    dt = DTYPES[min(rng.randint(14), 9)] if rng.rand() < 0.5 else DTYPES[rng.randint(3)]
    rank = rng.choice([0, 1, 1, 1, 2, 2, 3, 4])
    shape = tuple(int(v) for v in rng.randint(0 if rng.rand() < 0.1 else 1, [0, 25, 7, 4, 3][rank] + 1, rank))
    if rng.rand() < 0.06:
        shape = [(1100,), (40, 30), (3, 400), (11, 10, 10)][rng.randint(4)]
    a = array(dt, shape)
    o = options()
    if a.size > 1000:
        a = np.broadcast_to(a.ravel()[:7 if a.shape[-1] != 7 else 6], (a.size // 7 + 1, 7)).ravel()[: a.size].reshape(shape) if a.size else a
        if dt == "str":
            a = np.array(a.tolist())
    with np.printoptions(**o):
        case = {"dtype": dt, "shape": list(shape), "o": o, "str": str(a), "repr": repr(a)}
    w = words(a)
    case["v"] = w[:7] if a.size > 1000 else w
    return case


def one_scalar():
    dt = DTYPES[rng.randint(3)]
    with np.errstate(all="ignore"):
        v = floats(1).astype(dt)[0]
    kw = {"unique": bool(rng.rand() < 0.7), "trim": str(rng.choice(list("k.0-")))}
    if rng.rand() < 0.7 or not kw["unique"]:
        kw["precision"] = int(rng.randint(0, 12))
    if rng.rand() < 0.2:
        kw["sign"] = True
    if rng.rand() < 0.2:
        kw["pad_left"] = int(rng.randint(1, 12))
    if rng.rand() < 0.2 and kw["unique"]:
        kw["min_digits"] = int(rng.randint(0, 1 + kw.get("precision", 8)))
    whole = rng.rand() < 0.2
    if whole:
        kw["precision"] = max(1, kw.get("precision", 8))
    case = {"dtype": dt, "v": [repr(float(v))], "kw": kw, "str": str(v), "sci": np.format_float_scientific(v, **kw)}
    if whole:
        kw["fractional"] = False
    if rng.rand() < 0.2:
        kw["pad_right"] = int(rng.randint(1, 12))
    case["pos"] = np.format_float_positional(v, **kw)
    return case


count = int(sys.argv[1]) if len(sys.argv) > 1 else 600
for i in range(count):
    print(json.dumps(one_scalar() if i % 4 == 3 else one_array(), separators=(",", ":")))
