# NumPy as training scripts use it: data, encodings, metrics, small models
import numpy as np
rng = np.random.RandomState(0)
x = rng.randn(6, 3).astype("float32"); y = (x.sum(axis=1) > 0).astype("int32")
print(x.round(3), y, x.mean(axis=0).round(4), x.std(axis=0).round(4), x.dtype)
xn = (x - x.mean(0)) / (x.std(0) + 1e-7); print(xn.mean(0).round(5) + 0, xn.std(0).round(4), np.abs(xn).max().round(3))
mn, mx = x.min(axis=0), x.max(axis=0); print(((x - mn) / (mx - mn)).round(3)[:2])
labels = np.array([0, 2, 1, 2]); onehot = np.eye(3)[labels]; print(onehot, onehot.argmax(axis=1), np.zeros((4, 3))[np.arange(4), labels])
oh = np.zeros((4, 3), dtype=np.float32); oh[np.arange(4), labels] = 1; print(oh)
def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
def sigmoid(z): return 1 / (1 + np.exp(-z))
p = softmax(np.array([[1.0, 2, 3], [1, 1, 1]])); print(p.round(4), p.sum(axis=1), sigmoid(np.array([-1, 0, 1])).round(4), -np.log(p[np.arange(2), [2, 0]]).round(4), np.maximum(0, [-1, 2]), np.tanh(0.5).round(4))
pred = np.array([0, 2, 2, 2]); cm = np.zeros((3, 3), int)
for t, q in zip(labels, pred): cm[t, q] += 1
print(cm, (labels == pred).mean(), np.diag(cm) / cm.sum(axis=1).clip(min=1), np.trace(cm) / cm.sum(), np.unique(labels, return_counts=True))
idx = rng.permutation(6); xs, ys = x[idx], y[idx]; n = int(0.67 * len(x)); print(idx, xs[:n].shape, ys[n:], np.array_split(idx, 4), [b.tolist() for b in np.split(idx, [2, 4])])
for i in range(0, 6, 4): print(i, xs[i:i + 4].shape, end=" ")
series = np.arange(10, dtype=float); w = 3
X = np.array([series[i:i + w] for i in range(len(series) - w)]); Y = series[w:]; print(X.shape, X[-1], Y[:3], X[..., np.newaxis].shape, np.lib.stride_tricks.sliding_window_view(series, 4)[::3])
imgs = rng.randint(0, 256, (2, 4, 4, 1), dtype=np.uint8); f = imgs.astype("float32") / 255.0; print(f.min() >= 0, f.max() <= 1, f.shape, f.reshape(2, -1).shape, imgs[0, :2, :2, 0], f.mean().round(4), imgs.transpose(0, 3, 1, 2).shape, imgs[:, ::-1].shape, np.pad(imgs, ((0, 0), (1, 1), (1, 1), (0, 0))).shape, np.stack([imgs[0], imgs[1]]).shape, np.expand_dims(imgs[0], 0).shape, np.repeat(imgs, 3, axis=-1).shape)
w = np.zeros(3); b = 0.0
for _ in range(50):
    z = sigmoid(x @ w + b); g = z - y; w -= 0.5 * (x.T @ g) / len(x); b -= 0.5 * g.mean()
print(w.round(4), round(float(b), 4), ((sigmoid(x @ w + b) > 0.5) == y).mean())
A = np.c_[np.ones(5), np.arange(5)]; t = 2 + 3 * np.arange(5); coef, *_ = np.linalg.lstsq(A, t, rcond=None); print(coef.round(4), np.polyfit(np.arange(5), t, 1).round(4), np.corrcoef(np.arange(5), t)[0, 1].round(6))
u, v = np.array([1.0, 2, 3]), np.array([2.0, 4, 6.5]); print(round(float(u @ v / (np.linalg.norm(u) * np.linalg.norm(v))), 5), np.sqrt(((u - v) ** 2).sum()).round(4), np.abs(u - v).mean(), ((u - v) ** 2).mean(), np.argsort(-v), np.argsort(v)[::-1][:2], np.where(v > 3, 1, 0), v[v > 3], np.clip(v, 0, 5), np.cumsum(v), np.diff(v), np.dot(u, v), np.outer(u, v).shape, np.isnan(v).any(), np.percentile(v, [25, 50, 75]))
pts = rng.rand(5, 2); d = np.sqrt(((pts[:, None] - pts[None]) ** 2).sum(-1)); print(d.shape, np.allclose(d, d.T), d.argmin(axis=1), (d + np.eye(5) * 9).argmin(1))
words = ["the", "cat", "the", "dog"]; vocab = {wd: i for i, wd in enumerate(sorted(set(words)))}; ids = np.array([vocab[wd] for wd in words]); print(vocab, ids, np.bincount(ids), np.bincount(ids) / len(ids))
seqs = [[1, 2], [3], [4, 5, 6]]; m = max(map(len, seqs)); padded = np.zeros((3, m), int)
for i, s in enumerate(seqs): padded[i, :len(s)] = s
print(padded, (padded != 0).sum(axis=1), (padded != 0).astype(int), padded.tolist())
pos = np.arange(4)[:, None]; i = np.arange(6)[None, :]; ang = pos / np.power(10000, (2 * (i // 2)) / 6); pe = np.where(i % 2 == 0, np.sin(ang), np.cos(ang)); print(pe.round(4)[:2], pe.shape)
mask = np.tril(np.ones((3, 3))); print(mask, np.where(mask == 0, -np.inf, 0.0), np.triu(np.full((3, 3), True), k=1))
hist = {"loss": [0.9, 0.5, 0.4], "val_loss": [1.0, 0.7, 0.8]}; best = int(np.argmin(hist["val_loss"])); print(best, hist["val_loss"][best], np.mean(hist["loss"]), np.round(hist["loss"], 1), f"{np.mean(hist['loss']):.4f}", "%.3f" % np.std(hist["loss"]), np.array(hist["loss"])[-1], max(hist["loss"]), sum(hist["loss"]))
k = np.array([[1, 0, -1]] * 3); im = np.arange(25).reshape(5, 5); out = np.array([[(im[r:r + 3, c:c + 3] * k).sum() for c in range(3)] for r in range(3)]); print(out, im.reshape(5, 5)[1:4, 1:4].sum(), im[::2, ::2], im.reshape(-1, 5).mean(0), im[im % 2 == 0][:4])
total = 0
for batch in np.array_split(np.arange(10), 3): total += batch.sum(); print(batch, batch.size, end="; ")
print(total, np.random.RandomState(1).choice(["a", "b", "c"], 4), np.random.RandomState(1).randint(0, 3, 5), np.random.RandomState(2).uniform(-0.1, 0.1, (2, 2)).round(5), np.ones((2, 3)).sum(), np.prod([2, 3, 4]), np.product((2, 3)) if hasattr(np, "product") else "", np.array([1, 2, 3]).mean(), type(np.array([1, 2]).sum()).__name__, type(np.array([1.5]).max()).__name__, int(np.array([3])[0]), float(np.float32(0.5)), np.array([1, 2]).sum().item())
limit = np.sqrt(6 / (3 + 4)); W = np.random.RandomState(3).uniform(-limit, limit, size=(3, 4)); h = np.maximum(x @ W, 0); print(W.round(3), h.round(3)[:2], (h > 0).mean().round(3), h.sum(axis=(0, 1)).round(3))
