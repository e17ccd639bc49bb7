# ZeroPadding, Cropping, UpSampling, Permute, RepeatVector, Reshape, Flatten in every form
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


x1, x2, x3 = wave(2, 5, 4), wave(2, 4, 5, 3), wave(1, 4, 5, 4, 2)
for p in (1, (2, 1), [0, 3]):
    t(p, lambda: layers.ZeroPadding1D(p)(x1))
    t(p, lambda: layers.Cropping1D(p if p != 1 else 1)(x1))
for p in (1, (2, 1), ((1, 0), (0, 2))):
    t(p, lambda: layers.ZeroPadding2D(p)(x2))
    t(p, lambda: layers.ZeroPadding2D(p, data_format="channels_first")(x2))
    t(p, lambda: layers.Cropping2D(p)(x2))
    t(p, lambda: tuple(layers.Cropping2D(p).compute_output_shape((None, None, 9, 3))))
for p in (1, (1, 0, 2), ((1, 0), (0, 2), (1, 1))):
    t(p, lambda: layers.ZeroPadding3D(p)(x3))
    t(p, lambda: tuple(layers.ZeroPadding3D(p).compute_output_shape((2, 3, None, 4, 5))))
t("crop3", lambda: layers.Cropping3D(((1, 0), (0, 2), (1, 1)))(x3))
t("up1", lambda: layers.UpSampling1D(3)(x1))
for kw in ({}, {"size": (1, 3)}, {"interpolation": "bilinear"}, {"interpolation": "bicubic"}, {"interpolation": "lanczos3"}, {"interpolation": "area"}, {"data_format": "channels_first"}, {"interpolation": "mitchellcubic"}, {"interpolation": "gaussian"}, {"interpolation": "lanczos5"}):
    t(kw, lambda: layers.UpSampling2D(**kw)(x2))
t("up3", lambda: layers.UpSampling3D((1, 2, 1))(x3))
t("permute", lambda: layers.Permute((3, 1, 2))(x2))
t("repeat", lambda: layers.RepeatVector(2)(x1[:, 0]))
t("reshape", lambda: layers.Reshape((-1, 2))(x1))
t("reshape", lambda: layers.Reshape((2, -1))(keras.Input((5, 4))).shape)
t("reshape none", lambda: layers.Reshape((-1, 2))(keras.Input((None, 4))).shape)
t("flatten", lambda: layers.Flatten()(x3))
t("flatten first", lambda: layers.Flatten(data_format="channels_first")(x2))
t("flatten vector", lambda: layers.Flatten()(tf.constant([1.0, 2.0])))
t("flatten none", lambda: layers.Flatten()(keras.Input((None, 3))).shape)
t("crop all", lambda: layers.Cropping1D(3)(x1))
t("crop2 all", lambda: layers.Cropping2D(2)(x2))
t("pad bad", lambda: layers.ZeroPadding2D((1, 2, 3)))
t("pad bad", lambda: layers.ZeroPadding2D("a"))
t("pad bad", lambda: layers.ZeroPadding3D((1, 2)))
t("crop bad", lambda: layers.Cropping2D(((1, 2), (3,))))
t("interp", lambda: layers.UpSampling2D(interpolation="cubic"))
t("permute", lambda: layers.Permute((0, 1)))
t("permute", lambda: layers.Permute((1, 3)))
t("permute", lambda: layers.Permute((2, 1))(x2))
t("repeat", lambda: layers.RepeatVector("a"))
t("repeat", lambda: layers.RepeatVector(2)(x2))
t("reshape", lambda: layers.Reshape((3, 3))(x1))
t("reshape", lambda: layers.Reshape((-1, -1))(x1))
t("pad rank", lambda: layers.ZeroPadding2D(1)(x1))
for l in (layers.ZeroPadding2D((1, 2), name="a"), layers.Cropping1D(2, name="b"), layers.UpSampling2D(3, name="c"), layers.Permute((2, 1), name="d"), layers.RepeatVector(3, name="e"), layers.Reshape((2, 3), name="f"), layers.Flatten(name="g"), layers.ZeroPadding1D(name="h"), layers.Cropping3D(name="i"), layers.UpSampling1D(name="j"), layers.UpSampling3D(name="k")):
    print(sorted(l.get_config().items()))
