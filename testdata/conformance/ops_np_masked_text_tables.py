# Tables with NumPy: column types, sorting on several keys, groups, pivots, cumulative shares, text output
import numpy as np

names = np.array(["ann", "bob", "cid", "dee", "eve", "fay"])
team = np.array(["red", "blue", "red", "green", "blue", "red"])
score = np.array([7.5, 9.0, 6.25, np.nan, 8.0, 7.5])
age = np.array([31, 25, 47, 38, 25, 29])
order = np.lexsort((names, -np.nan_to_num(score)))
for i in order:
    print(f"{names[i].title():<6}{team[i]:>6}{score[i]:8.2f}{age[i]:5d}")
print(names[np.isnan(score)], np.nanmean(score), np.nanargmax(score), np.where(np.isnan(score), "n/a", score.astype(str)))
for t in sorted(set(team)):
    sel = team == t
    print(t, sel.sum(), names[sel].tolist(), np.nanmax(score[sel]) if not np.isnan(score[sel]).all() else None, age[sel].mean().round(2))
u, inv, cnt = np.unique(team, return_inverse=True, return_counts=True)
print(u, inv, cnt, np.bincount(inv, weights=age) / cnt, u[cnt.argmax()])
t = np.zeros(6, dtype=[("name", "U8"), ("score", "f4"), ("age", "i8")])
t["name"], t["score"], t["age"] = names, score, age
print(t[:2], t.dtype, t["age"].sum(), np.sort(t, order=["age", "name"])["name"], t[t["age"] > 30][["name", "age"]])
rec = t.view(np.recarray); print(rec.name[0], rec[1].score)
m = np.ma.array(score, mask=np.isnan(score)); print(m, m.mean().round(4), m.filled(0), m.count(), m.compressed())
cum = np.cumsum(np.sort(age)[::-1]) / age.sum(); print(cum.round(3), np.searchsorted(cum, 0.5))
print(np.percentile(age, [10, 50, 90]), np.histogram(age, bins=[20, 30, 40, 50]), np.digitize(age, [30, 40]), np.quantile(age, 0.3, method="nearest") if True else "")
z = (age - age.mean()) / age.std(); print(z.round(3), np.abs(z).argmax(), (np.abs(z) > 1).nonzero()[0])
w = np.char.center(np.char.upper(names), 7, "*"); print(w, np.char.find(names, "e"), np.char.replace(names, "e", "3"), np.char.multiply(names[:2], 2), "-".join(names))
print(np.array([f"{n}:{a}" for n, a in zip(names, age)]), np.array(list("hello")), np.array(["a", "abc"]).dtype, np.array([1, 2]).astype(str), np.array(["1.5", "2"]).astype(float).sum())
print(np.column_stack([names, age])[:2], np.c_[age, age ** 2][:2], np.vstack([age, z.round(1)])[:, :2], np.array([names[:2], team[:2]]), sep="\n")
a = np.arange(24).reshape(2, 3, 4); print(a.sum(axis=(0, 2)), a.mean(-1), a[:, [0, 2], 1:3].shape, a.swapaxes(0, 2).shape, np.rollaxis(a, 2).shape, a.max(axis=1, keepdims=True).shape, np.apply_over_axes(np.sum, a, [0, 1]).ravel(), a.flat[7], a.item(5), a.nbytes, a.strides, a.flags["C_CONTIGUOUS"], a.T.flags.c_contiguous, sep="\n")
print(np.savetxt("a.csv", a[0], fmt="%d", delimiter=";", header="w;x;y;z") or open("a.csv").read())
b = a.copy(); b[b % 2 == 0] *= -1; b[1, :, ::2] = 99; print(b, np.may_share_memory(a, b), (a == b).sum(), np.array_equiv(a[0, 0], [0, 1, 2, 3]))
for f in (lambda: a.reshape(5, 5), lambda: a[2], lambda: a + np.ones(3), lambda: np.concatenate([a, a[0]]), lambda: names + 1, lambda: np.array([1, 2]).dot([1, 2, 3]), lambda: np.stack([a[0], a[0, :2]]), lambda: a.astype("nope"), lambda: np.zeros(-1), lambda: np.array([[1, 2], [3]]), lambda: int(np.array([1, 2])), lambda: bool(a), lambda: a.foo, lambda: np.linalg.inv(a[0]), lambda: np.arange(3)["x"]):
    try:
        f(); print("ok")
    except Exception as e:
        print(type(e).__name__, "-", e)
