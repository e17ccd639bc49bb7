# Pooling of all ranks, data formats, sizes and errors
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


x1, x2, x3 = wave(2, 9, 4), wave(2, 7, 8, 4), wave(1, 5, 6, 4, 2)
for cls, x in ((layers.MaxPooling1D, x1), (layers.AveragePooling1D, x1), (layers.MaxPooling2D, x2), (layers.AveragePooling2D, x2), (layers.MaxPooling3D, x3), (layers.AveragePooling3D, x3)):
    for kw in ({}, {"pool_size": 3, "strides": 1, "padding": "same"}, {"pool_size": 2, "strides": 3}, {"pool_size": 3, "strides": 2, "padding": "same"}):
        l = cls(**kw)
        t((cls.__name__, kw), lambda: l(x))
        t("  shape", lambda: tuple(l.compute_output_shape((None,) + tuple(x.shape[1:]))))
for cls, x in ((layers.GlobalMaxPooling1D, x1), (layers.GlobalAveragePooling1D, x1), (layers.GlobalMaxPooling2D, x2), (layers.GlobalAveragePooling2D, x2), (layers.GlobalMaxPooling3D, x3), (layers.GlobalAveragePooling3D, x3)):
    for kw in ({}, {"keepdims": True}, {"data_format": "channels_first"}, {"data_format": "channels_first", "keepdims": True}):
        l = cls(**kw)
        t((cls.__name__, kw), lambda: l(x))
        t("  shape", lambda: tuple(l.compute_output_shape((None,) + tuple(x.shape[1:]))))
t("masked mean", lambda: layers.GlobalAveragePooling1D()(x1, mask=tf.constant([[True] * 4 + [False] * 5, [True] * 9])))
m = keras.Sequential([keras.Input((4,), dtype="int32"), layers.Embedding(9, 3, mask_zero=True, embeddings_initializer=w), layers.GlobalAveragePooling1D()])
t("mask in model", lambda: m(np.array([[1, 2, 0, 0], [3, 4, 5, 6]])))
t("first", lambda: layers.MaxPooling1D(2, data_format="channels_first")(x1))
t("rank", lambda: layers.MaxPooling2D()(x1))
t("size", lambda: layers.MaxPooling2D((2, 2, 2)))
t("padding", lambda: layers.MaxPooling2D(padding="causal"))
t("strides", lambda: layers.MaxPooling2D(strides=(0, 1)))
t("rank", lambda: layers.GlobalMaxPooling2D()(x1))
t("too small", lambda: layers.MaxPooling2D(9)(keras.Input((4, 4, 3))))
print(layers.MaxPool2D is layers.MaxPooling2D, layers.GlobalAvgPool1D.__name__, layers.AvgPool3D.__name__, layers.Convolution2D.__name__, layers.Conv2DTranspose is layers.Convolution2DTranspose)
c = layers.MaxPooling2D(3, strides=2, name="p").get_config()
print(sorted(c.items()))
print(sorted(layers.AveragePooling1D(name="q").get_config().items()), sorted(layers.GlobalMaxPooling3D(name="g").get_config().items()))
