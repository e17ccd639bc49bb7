import numpy as np, pickle
dt = np.dtype([("name", "U3"), ("age", "i4"), ("w", "f8", (2,))])
r = np.array([("Rex", 9, [1,2]), ("Fi", 3, [2,3])], dtype=dt)
print(dt.descr, dt.str, dt.itemsize)
for f in [lambda: r.tobytes(), lambda: np.frombuffer(r.tobytes(), dtype=dt), lambda: pickle.loads(pickle.dumps(r)), lambda: pickle.loads(pickle.dumps(np.array([1,"a",None],dtype=object))), lambda: np.array(["2020-01-01"],dtype="M8[D]").tobytes(), lambda: pickle.loads(pickle.dumps(np.array(["2020-01-01"],dtype="M8[D]"))), lambda: np.array(["a","bcd"]).tobytes(), lambda: np.frombuffer(b"a\0\0\0b\0\0\0", dtype="U1"), lambda: np.frombuffer(b"\1\0\0\0\0\0\0\0", dtype="M8[D]"), lambda: np.array([b"a","bc"]).tobytes(), lambda: np.frombuffer(b"abcd", dtype="S2"),
  lambda: r.tolist(), lambda: np.fromiter([(1,2.0)], dtype=[("a",int),("b",float)]), lambda: r.copy(), lambda: np.concatenate([r,r]).shape, lambda: np.argsort(r, order=["age"]), lambda: r.dtype, lambda: np.zeros(2, dtype=dt), lambda: np.empty((2,), dtype=dt).shape, lambda: r[r["age"]>5], lambda: r[["name","age"]], lambda: np.unique(r["age"]), lambda: r.astype([("name","U5"),("age","f4"),("w","f8",(2,))])]:
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e)[:200])
