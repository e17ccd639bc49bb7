# Attention layers: masks, scores, scale, several axes
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


q, v, k = wave(2, 3, 4), wave(2, 5, 4, k=0.7), wave(2, 5, 4, k=-0.9)
qm, vm = tf.constant([[True, True, False], [True, False, False]]), tf.constant([[True] * 3 + [False] * 2, [True] * 5])
for kw in ({}, {"use_scale": True}, {"score_mode": "concat"}, {"score_mode": "concat", "use_scale": True}, {"dropout": 0.3}):
    l = layers.Attention(**kw)
    t(kw, lambda: l([q, v]))
    t(kw, lambda: l([q, v, k], mask=[qm, vm], return_attention_scores=True))
    t(kw, lambda: [p.name for p in l.weights])
t("causal", lambda: layers.Attention()([k, v], use_causal_mask=True, return_attention_scores=True))
for kw in ({"use_scale": False},):
    l = layers.AdditiveAttention(**kw)
    t(kw, lambda: l([q, v, k], mask=[qm, vm], return_attention_scores=True))
    t("causal", lambda: l([k, v], use_causal_mask=True))
    t("mask", lambda: l.compute_mask([q, v], [qm, vm]))
t("mask", lambda: layers.Attention().compute_mask([q, v], None))
t("one", lambda: layers.Attention()([q]))
t("not list", lambda: layers.Attention()(q))
t("mask count", lambda: layers.Attention()([q, v], mask=[qm]))
t("mask not list", lambda: layers.Attention()([q, v], mask=qm))
t("mode", lambda: layers.Attention(score_mode="x"))
t("causal old", lambda: layers.Attention(causal=True)([k, v]))


def fill(l):
    l.set_weights([(0.4 * np.cos(np.arange(a.size) + i)).reshape(a.shape) for i, a in enumerate(l.get_weights())])
    return l


for kw in ({"num_heads": 2, "key_dim": 3}, {"num_heads": 2, "key_dim": 3, "value_dim": 5}, {"num_heads": 1, "key_dim": 2, "output_shape": 6}, {"num_heads": 2, "key_dim": 2, "use_bias": False}, {"num_heads": 2, "key_dim": 2, "output_shape": (2, 3)}):
    l = layers.MultiHeadAttention(**kw)
    l(q, v)
    fill(l)
    t(kw, lambda: l(q, v, k))
    t("scores", lambda: l(q, v, return_attention_scores=True))
    t("mask", lambda: l(q, v, attention_mask=tf.constant(np.tril(np.ones((2, 3, 5))))))
    t("masks", lambda: l(q, v, query_mask=qm, value_mask=vm))
    t("key mask", lambda: l(q, v, k, key_mask=vm))
    t("causal", lambda: l(k, k, use_causal_mask=True))
    print([(p.name, p.shape.as_list()) for p in l.weights])
x = wave(1, 2, 3, 2, 4)
for axes in (None, (1,), (2, 3), (1, 3)):
    l = layers.MultiHeadAttention(2, 3, attention_axes=axes)
    l(x, x)
    fill(l)
    t(axes, lambda: l(x, x, return_attention_scores=True))
l = layers.MultiHeadAttention(2, 3, name="mha")
i = keras.Input((3, 4))
t("symbolic", lambda: [o.shape for o in l(i, i, return_attention_scores=True)])
t("shape", lambda: tuple(l.compute_output_shape((None, 3, 4), (None, 5, 4))))
t("heads", lambda: layers.MultiHeadAttention(2))
t("missing value", lambda: layers.MultiHeadAttention(2, 3)(q))
print(sorted((a, str(b)) for a, b in l.get_config().items() if "initializer" not in a))
e = keras.Sequential([layers.Embedding(8, 4, mask_zero=True, embeddings_initializer=w)])(np.array([[1, 2, 0], [3, 0, 0]]))
l2 = layers.MultiHeadAttention(1, 2)
l2(e, e)
fill(l2)
t("implicit masks", lambda: l2(e, e))
