# Signs of eigenvectors and singular vectors, and gradients of decompositions, real and complex.
import numpy as np
import tensorflow as tf

def show(name, *values):
    print(name, *[np.round(np.asarray(v), 3).tolist() for v in values])

a = np.array([[2.0, 1.0, 0.5], [1.0, 3.0, -1.0], [0.5, -1.0, 4.0]])
for dtype in ("float32", "float64"):
    m = tf.constant(a, dtype)
    show("eigh " + dtype, *tf.linalg.eigh(m))
    show("svd " + dtype, *tf.linalg.svd(m))
    show("wide " + dtype, *tf.linalg.svd(m[:2]))
    show("tall " + dtype, *tf.linalg.svd(m[:, :2], full_matrices=True))
for n in (1, 2, 4, 6):
    s = np.sin(np.arange(n * n) ** 1.3).reshape(n, n)
    e, v = tf.linalg.eigh(s + s.T)
    show("eigh", n, e, v)
    show("svd", n, *tf.linalg.svd(s[:, : max(1, n - 2)]))
h = a + 1j * (np.triu(a, 1) - np.tril(a, -1))
show("values", tf.linalg.eigvalsh(h), tf.linalg.svd(h, compute_uv=False))

def gradient(name, f, x):
    x = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    show(name, tape.gradient(y, x))

w = np.cos(np.arange(9)).reshape(3, 3)
for kind, x in (("real", a), ("complex", h)):
    c = tf.cast(w, x.dtype)
    gradient(kind + " cholesky", lambda t: tf.reduce_sum(tf.linalg.cholesky(t + 3 * tf.eye(3, dtype=t.dtype)) * c), x)
    gradient(kind + " eigvalsh", lambda t: tf.reduce_sum(tf.cast(tf.linalg.eigvalsh(t), t.dtype) * c[0]), x)
    gradient(kind + " qr", lambda t: tf.reduce_sum(tf.linalg.qr(t)[1] * c), x)
    gradient(kind + " u", lambda t: tf.reduce_sum(tf.linalg.svd(t)[1] * c), x)
    gradient(kind + " v", lambda t: tf.reduce_sum(tf.linalg.svd(t[:, :2])[2] * c[:2, :2]), x)
    gradient(kind + " full", lambda t: tf.reduce_sum(tf.linalg.svd(t[:, :2], full_matrices=True)[1] * c), x)
    gradient(kind + " logdet", lambda t: tf.linalg.logdet(t + 3 * tf.eye(3, dtype=t.dtype)), x)
    gradient(kind + " lstsq", lambda t: tf.reduce_sum(tf.linalg.lstsq(t, c) * c), x)
