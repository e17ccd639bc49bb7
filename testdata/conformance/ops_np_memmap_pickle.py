# Arrays in files: np.memmap in all its modes, .npy files opened as maps, arrays of objects as pickles.
import io
import os
import pickle

import numpy as np


def tr(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, "|", e)


fp = np.memmap("mm.dat", dtype="float32", mode="w+", shape=(3, 4))
print(type(fp), fp.dtype, fp.shape, fp.mode, fp.offset, os.path.basename(fp.filename), os.path.getsize("mm.dat"))
print(repr(fp))
fp[:] = np.arange(12).reshape(3, 4)
print(fp[1], repr(fp[1:, 2]), type(fp[0]), type(fp[0, 0]), type(fp + 1), type(fp.sum()), type(fp.sum(axis=0)), isinstance(fp, np.ndarray), type(fp.T), type(np.sqrt(fp)))
print(fp.flush())
g = np.memmap("mm.dat", dtype="float32", mode="r", shape=(3, 4))
print(g, g.flags.writeable, type(np.array(g)), type(g[g > 0]), type(g[[0]]), g.mean(), g.tolist()[0], np.concatenate([g, g]).shape)
tr(lambda: g.__setitem__(0, 1))
h = np.memmap("mm.dat", dtype="float32", mode="c")
h[0] = 99
print(h.shape, h[:2], g[0, 0])
k = np.memmap("mm.dat", dtype="float32", mode="r+", offset=16, shape=(2, 4))
k[0] = -1
k.flush()
print(g, k.offset, k.mode, np.fromfile("mm.dat", "float32"))
tr(lambda: np.memmap("nofile.dat", mode="r"))
tr(lambda: np.memmap("mm.dat", mode="w+"))
tr(lambda: np.memmap("mm.dat", mode="x"))
tr(lambda: np.memmap("mm.dat", dtype="float32", mode="r", shape=(100,)))
tr(lambda: np.memmap("mm.dat", dtype="float64", mode="r+", shape=(20,)).shape)
print(os.path.getsize("mm.dat"))
tr(lambda: np.memmap("mm.dat", dtype="int16", mode="r").shape)
tr(lambda: np.memmap("mm.dat", dtype="float64", mode="r", offset=4).shape)
x = np.memmap("mm2.dat", mode="write", shape=5)
print(x, x.shape, x.mode, np.memmap("mm2.dat", mode="readwrite").dtype)
half = np.memmap("mm3.dat", dtype="float16", mode="w+", shape=(2, 2), order="F")
half[0] = [1.5, 2]
half.flush()
print(half, np.fromfile("mm3.dat", "float16"))
m = np.lib.format.open_memmap("om.npy", mode="w+", dtype="float32", shape=(2, 2))
m[:] = 3
m.flush()
print(np.load("om.npy"), type(np.load("om.npy", mmap_mode="r")), np.load("om.npy", mmap_mode="r+").mode)
np.save("a0.npy", np.arange(6.0).reshape(2, 3))
l = np.load("a0.npy", mmap_mode="r+")
l[0, 0] = 50
l.flush()
print(np.load("a0.npy"), repr(np.load("a0.npy", mmap_mode="c")), np.load("a0.npy", mmap_mode="r").offset)

# Objects, texts and bytes in files.
for a in (np.array([b"a", b"bcd"]), np.array(["a", 1, None, [1, 2]], dtype=object).reshape(2, 2), np.array(["one", "three"]), np.array([[1, 2], [3]], dtype=object)):
    f = io.BytesIO()
    np.save(f, a)
    print(f.getvalue()[10:70], repr(pickle.loads(pickle.dumps(a))))
    f.seek(0)
    print(repr(np.load(f, allow_pickle=True)))
    f.seek(0)
    tr(lambda: np.load(f))
np.save("d.npy", {"w": np.ones(2), "e": 3})
d = np.load("d.npy", allow_pickle=True)
print(repr(d), d.item()["e"], d[()]["w"], d.shape)
f = io.BytesIO()
np.savez(f, a=np.array([None, "x"], dtype=object), b=np.ones(2))
f.seek(0)
z = np.load(f)
print(z, z["b"])
tr(lambda: z["a"])
f.seek(0)
print(np.load(f, allow_pickle=True)["a"])
tr(lambda: np.save(io.BytesIO(), np.array([{1}], dtype=object), allow_pickle=False))
f = io.BytesIO(pickle.dumps([1, 2]))
tr(lambda: np.load(f))
f.seek(0)
print(np.load(f, allow_pickle=True), pickle.loads(np.arange(3).dumps()))
print(np.genfromtxt(io.StringIO("1,2.0\n3,x"), delimiter=",", dtype=int))
