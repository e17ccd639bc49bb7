# EinsumDense, Dense on many axes, Embedding, Dot, merges
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def show(v):
    if isinstance(v, dict):
        return {k: show(v[k]) for k in sorted(v)}
    if isinstance(v, (list, tuple)):
        return [show(e) for e in v]
    if isinstance(v, keras.layers.Layer):
        return type(v).__name__
    if hasattr(v, "numpy"):
        v = v.numpy()
    if isinstance(v, np.ndarray):
        return (v.shape, np.round(v.ravel()[:6], 4).tolist(), round(float(np.sum(v.astype("float64") * (1 + np.arange(v.size).reshape(v.shape) % 5))), 3)) if v.dtype.kind in "fiu" else v.tolist()
    return v


def t(label, f):
    try:
        print(label, show(f()))
    except Exception as e:
        print(label, type(e).__name__, str(e).splitlines()[0] if str(e) else "")


def wave(*shape, k=0.3):
    n = int(np.prod(shape))
    return tf.constant((k * np.sin(np.arange(n) * 1.3 + 0.5)).reshape(shape).astype("float32"))


def w(shape, dtype=None):
    return wave(*[int(d) for d in shape])


x, y = wave(2, 3, 4), wave(2, 3, 5)
for eq, out, bias in (("abc,cd->abd", (None, 6), "d"), ("abc,cde->abde", (None, 2, 3), "de"), ("abc,bcd->ad", 5, None), ("...x,xy->...y", 7, "y"), ("ab...,bc->ac...", (2, 4), None), ("abc,cd->adb", (6, 3), "b"), ("abc,cd->adb", (6, None), "d")):
    l = layers.EinsumDense(eq, output_shape=out, bias_axes=bias, kernel_initializer=w, bias_initializer="ones", activation="tanh")
    t(eq, lambda: l(x))
    t("  w", lambda: ([v.shape.as_list() for v in l.weights], tuple(l.compute_output_shape((None, 3, 4)))))
t("bad", lambda: layers.EinsumDense("abc,cd", output_shape=3)(x))
t("bad", lambda: layers.EinsumDense("abc,cd->abd", output_shape=(None, 4), bias_axes="x")(x))
t("bad", lambda: layers.EinsumDense("ab,bc->ac", output_shape=4)(x))
print(sorted((k, str(v)) for k, v in layers.EinsumDense("ab,bc->ac", output_shape=4, name="e").get_config().items() if "init" not in k and k != "output_shape"))
t("dense4", lambda: layers.Dense(2, kernel_initializer=w)(wave(2, 1, 3, 4)))
t("dense int", lambda: layers.Dense(2, kernel_initializer=w)(tf.constant([[1, 2], [3, 4]])))
t("dense none", lambda: layers.Dense(2)(keras.Input((None,))))
t("dense scalar", lambda: layers.Dense(2)(tf.constant(1.0)))
t("dense units", lambda: layers.Dense(0))
t("dense units", lambda: layers.Dense(2.5))
t("dense units", lambda: layers.Dense("3"))
t("dense wrong", lambda: layers.Dense(2, input_shape=(3,), foo=1))
t("dense missing", lambda: layers.Dense())
for kw in ({"axes": 1}, {"axes": (2, 2)}, {"axes": (1, 1), "normalize": True}, {"axes": -1}):
    t(kw, lambda: layers.Dot(**kw)([x, wave(2, 3, 4, k=2)]))
t("dot", lambda: layers.Dot(axes=(1, 1))([x, y]))
t("dot bad", lambda: layers.Dot(axes=2)([x, y]))
t("dot bad", lambda: layers.Dot(axes="a"))
t("dot bad", lambda: layers.Dot(axes=(1, 2, 3)))
t("dot bad", lambda: layers.Dot(axes=1)([x]))
t("dot fn", lambda: layers.dot([x, x], axes=1, normalize=True))
for cls in (layers.Add, layers.Subtract, layers.Multiply, layers.Average, layers.Maximum, layers.Minimum):
    t(cls.__name__, lambda: cls()([x, wave(2, 3, 4, k=-1)]))
    t("  broadcast", lambda: cls()([x, wave(2, 1, 4)]))
    t("  rank", lambda: cls()([x, wave(2, 4)]))
    t("  one", lambda: cls()([x]))
    t("  three", lambda: cls()([x, x * 2, x - 1]))
    t("  bad", lambda: cls()([x, y]))
    t("  shape", lambda: tuple(cls().compute_output_shape([(None, 3, 4), (None, 1, 4)])))
t("concat", lambda: layers.Concatenate(axis=1)([x, x]))
t("concat", lambda: layers.Concatenate(axis=-1)([x, y]))
t("concat bad", lambda: layers.Concatenate(axis=1)([x, y]))
t("concat bad", lambda: layers.Concatenate()(x))
t("concat shape", lambda: tuple(layers.Concatenate().compute_output_shape([(None, 3, 4), (None, 3, 5)])))
t("concat mask", lambda: layers.Concatenate(axis=1).compute_mask([x, x], [tf.constant([[True, False, True]] * 2), None]))
for f in (layers.add, layers.subtract, layers.multiply, layers.average, layers.maximum, layers.minimum, layers.concatenate):
    t(f.__name__, lambda: f([x, x * 3]))
e = layers.Embedding(6, 3, embeddings_initializer=w, embeddings_constraint="unit_norm", input_length=4)
t("emb", lambda: e(tf.constant([[1, 2, 0, 5]])))
t("emb float", lambda: e(tf.constant([[1.0, 2.9]])))
t("emb shape", lambda: tuple(e.compute_output_shape((None, 4))))
t("emb length", lambda: e.compute_output_shape((None, 5)))
t("emb bad", lambda: layers.Embedding(0, 3))
t("emb bad", lambda: layers.Embedding(3, -1))
t("emb range", lambda: e(tf.constant([[6]])))
print(sorted((k, str(v)) for k, v in e.get_config().items() if "init" not in k))
