# NumPy: .npy, .npz and text files
import numpy as np
a = np.arange(6, dtype=np.float32).reshape(2, 3)
np.save("a.npy", a); np.save("b", np.array([1, 2])); np.save("s.npy", np.array(["x", "yz"])); np.save("z.npy", np.float64(3)); np.save("t.npy", np.array([True, False])); np.save("f.npy", a.T)
print(np.load("a.npy"), np.load("b.npy"), np.load("s.npy"), np.load("z.npy"), np.load("t.npy"), np.load("f.npy"), np.load("a.npy").dtype, np.load("z.npy").shape)
np.savez("m.npz", a, x=np.ones(2), y=[1, 2]); z = np.load("m.npz"); print(sorted(z.files), z["arr_0"], z["x"], z["y"], "x" in z, len(z), sorted(z.keys()))
np.savez_compressed("c", w=a)
with np.load("c.npz") as c:
    print(c["w"].shape, list(c))
for k, v in np.load("m.npz").items(): print(k, v.shape)
np.savetxt("t.txt", [[1, 2], [3, 4.5]]); print(open("t.txt").read()); print(np.loadtxt("t.txt"))
np.savetxt("t.csv", a, fmt="%.2f", delimiter=",", header="p,q,r", comments=""); print(open("t.csv").read()); print(np.loadtxt("t.csv", delimiter=",", skiprows=1), np.genfromtxt("t.csv", delimiter=",", skip_header=1).shape, np.loadtxt("t.csv", delimiter=",", skiprows=1, usecols=(0, 2)))
np.savetxt("i.txt", np.arange(3), fmt="%d"); print(repr(open("i.txt").read()), np.loadtxt("i.txt", dtype=int))
with open("h.npy", "wb") as f:
    np.save(f, a); 
print(np.array_equal(np.load("h.npy"), a), open("b.npy", "rb").read()[:6], len(open("a.npy", "rb").read()), open("a.npy", "rb").read()[10:80])
def attempt(fn):
    try:
        print(fn())
    except Exception as ex:
        print(type(ex).__name__, ex, sep=": ")
attempt(lambda: np.load("missing.npy"))
attempt(lambda: np.load("t.txt"))
attempt(lambda: z["nope"])
attempt(lambda: np.loadtxt("t.csv", delimiter=","))
attempt(lambda: np.savetxt("x", np.ones((2, 2, 2))))
