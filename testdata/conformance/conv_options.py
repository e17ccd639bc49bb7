# Convolutions with unusual arguments: groups, dilation, causal, channels_first, output_padding
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
for kw in ({"padding": "causal", "dilation_rate": 2}, {"padding": "same", "strides": 2}, {"groups": 2}, {"padding": "same", "dilation_rate": 3, "use_bias": False}, {"activation": "tanh", "strides": 3}):
    l = layers.Conv1D(6, 3, kernel_initializer=w, bias_initializer="ones", **kw)
    t(kw, lambda: l(x1))
    t("shape", lambda: tuple(l.compute_output_shape((None, 9, 4))))
for kw in ({"groups": 4}, {"dilation_rate": (2, 1), "padding": "same"}, {"strides": (2, 3), "padding": "same"}, {"strides": (3, 1)}):
    l = layers.Conv2D(8, (3, 2), kernel_initializer=w, **kw)
    t(kw, lambda: l(x2))
    t("shape", lambda: (tuple(l.compute_output_shape((None, 7, 8, 4))), l.kernel.shape.as_list()))
for kw in ({}, {"strides": 2, "padding": "same"}, {"dilation_rate": 2}, {"groups": 2}):
    t(kw, lambda: layers.Conv3D(4, 2, kernel_initializer=w, **kw)(x3))
for kw in ({"output_padding": 1, "strides": 2}, {"padding": "same", "strides": 3}, {"strides": 2, "padding": "same", "output_padding": 1}):
    t(kw, lambda: layers.Conv1DTranspose(3, 3, kernel_initializer=w, **kw)(x1))
for kw in ({"output_padding": (1, 0), "strides": 2}, {"dilation_rate": 2}, {"strides": (1, 3), "padding": "same"}):
    l = layers.Conv2DTranspose(3, (2, 3), kernel_initializer=w, **kw)
    t(kw, lambda: l(x2))
    t("shape", lambda: tuple(l.compute_output_shape((None, None, 8, 4))))
for kw in ({}, {"strides": 2}, {"strides": (1, 2, 3), "padding": "same"}, {"strides": 2, "output_padding": 1}):
    t(kw, lambda: layers.Conv3DTranspose(2, 2, kernel_initializer=w, **kw)(x3))
for kw in ({"depth_multiplier": 2}, {"strides": 2, "padding": "same"}, {"dilation_rate": 2}, {"activation": "relu", "use_bias": False}):
    t(kw, lambda: layers.DepthwiseConv1D(3, depthwise_initializer=w, **kw)(x1))
    t(kw, lambda: layers.SeparableConv1D(5, 3, depthwise_initializer=w, pointwise_initializer=w, **kw)(x1))
    t(kw, lambda: layers.DepthwiseConv2D(3, depthwise_initializer=w, **kw)(x2))
    t(kw, lambda: layers.SeparableConv2D(5, 3, depthwise_initializer=w, pointwise_initializer=w, **kw)(x2))
t("causal separable", lambda: layers.SeparableConv1D(2, 3, padding="causal", depthwise_initializer=w, pointwise_initializer=w)(x1))
t("causal depthwise", lambda: layers.DepthwiseConv1D(3, padding="causal", depthwise_initializer=w))
t("causal 2d", lambda: layers.Conv2D(2, 3, padding="causal"))
t("causal first", lambda: layers.Conv1D(2, 3, padding="causal", data_format="channels_first"))
t("strides+dilation", lambda: layers.Conv2D(2, 3, strides=2, dilation_rate=2)(x2))
t("groups filters", lambda: layers.Conv2D(3, 3, groups=2))
t("groups channels", lambda: layers.Conv2D(6, 3, groups=3)(x2))
t("groups 0", lambda: layers.Conv2D(6, 3, groups=0))
t("filters 0", lambda: layers.Conv2D(0, 3))
t("filters -1", lambda: layers.Conv1D(-1, 3))
t("kernel", lambda: layers.Conv2D(2, (3, 3, 3)))
t("kernel 0", lambda: layers.Conv2D(2, 0))
t("kernel text", lambda: layers.Conv2D(2, "a"))
t("kernel float", lambda: layers.Conv2D(2, (1.5, 2)))
t("strides 0", lambda: layers.Conv2D(2, 2, strides=0))
t("strides text", lambda: layers.Conv1D(2, 2, strides=(1, 2)))
t("padding", lambda: layers.Conv2D(2, 2, padding="full"))
t("format", lambda: layers.Conv2D(2, 2, data_format="last"))
t("rank", lambda: layers.Conv2D(2, 2)(x1))
t("channels", lambda: layers.Conv2D(2, 2)(keras.Input((4, 4, None))))
t("too small", lambda: layers.Conv2D(2, 9)(keras.Input((4, 4, 3))))
t("too small eager", lambda: layers.Conv1D(2, 10)(x1))
t("output_padding", lambda: layers.Conv2DTranspose(2, 2, output_padding=1))
t("output_padding", lambda: layers.Conv2DTranspose(2, 2, strides=2, output_padding=(2, 1)))
t("depth rank", lambda: layers.DepthwiseConv2D(2)(x1))
