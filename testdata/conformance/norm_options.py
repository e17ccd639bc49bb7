# Normalization layers: axes, options, errors, configs
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


x = wave(2, 4, 6, k=3)
for kw in ({}, {"axis": 1}, {"axis": [1, 2]}, {"center": False}, {"scale": False, "epsilon": 0.1}, {"beta_initializer": "ones"}, {"axis": -2}):
    l = layers.LayerNormalization(**kw)
    t(kw, lambda: l(x))
    t("  w", lambda: ([(v.name, v.shape.as_list()) for v in l.weights], l.axis))
for kw in ({"groups": 2}, {"groups": 6}, {"groups": -1}, {"groups": 1, "center": False}, {"groups": 2, "axis": 1}, {"groups": 3, "scale": False, "epsilon": 0.5}):
    l = layers.GroupNormalization(**kw)
    t(kw, lambda: l(x))
    t("  w", lambda: [(v.name, v.shape.as_list()) for v in l.weights])
t("groups", lambda: layers.GroupNormalization(4)(x))
t("groups", lambda: layers.GroupNormalization(32)(x))
for kw in ({}, {"axis": 1}, {"axis": [1, 2]}):
    t(kw, lambda: layers.UnitNormalization(**kw)(x))
t("unit", lambda: layers.UnitNormalization(axis="a"))
for kw in ({"axis": 1}, {"axis": [1, 2]}, {"momentum": 0.5, "epsilon": 0.1}, {"center": False, "beta_initializer": "ones"}, {"moving_mean_initializer": "ones", "moving_variance_initializer": "zeros"}, {"fused": False}, {"fused": True}, {"renorm": True}, {"renorm": True, "renorm_clipping": {"rmax": 1.5, "rmin": 0.5, "dmax": 0.2}, "renorm_momentum": 0.5}, {"virtual_batch_size": 1}, {"synchronized": True}):
    def go():
        l = layers.BatchNormalization(**kw)
        out = [l(x, training=True), l(x * 2 + 1, training=True), l(x)]
        return out, [(v.name, v.shape.as_list(), v.numpy().ravel()[:3].round(4).tolist()) for v in l.weights]
    t(kw, go)
for kw in ({"axis": 5}, {"axis": 0}, {"axis": "x"}, {"axis": [1, 1]}, {"axis": []}):
    t(kw, lambda: layers.BatchNormalization(**kw)(x))
    t(kw, lambda: layers.LayerNormalization(**kw)(x))
x4 = wave(2, 3, 3, 4, k=2)
for kw in ({}, {"fused": False}, {"axis": 1}, {"momentum": 0.0}, {"renorm": True}):
    def go():
        l = layers.BatchNormalization(**kw)
        return l(x4, training=True), l(x4), [v.numpy() for v in l.weights], l.fused
    t(kw, go)
t("mask", lambda: layers.BatchNormalization()(x, training=True, mask=tf.constant([[True, True, False, False]] * 2)))
t("keys", lambda: layers.BatchNormalization(renorm=True, renorm_clipping={"zmax": 1}))
t("fused renorm", lambda: layers.BatchNormalization(fused=True, renorm=True))
t("fused virtual", lambda: layers.BatchNormalization(fused=True, virtual_batch_size=2))
sn = layers.SpectralNormalization(layers.Dense(3, kernel_initializer=w), power_iterations=2)
t("spectral", lambda: sn(x[:, 0]).shape)
t("spectral", lambda: [v.name for v in sn.weights])
t("spectral", lambda: layers.SpectralNormalization(layers.Dense(3), power_iterations=0))
t("spectral", lambda: layers.SpectralNormalization(layers.ReLU())(x))
for l in (layers.BatchNormalization(name="a"), layers.LayerNormalization(name="b"), layers.GroupNormalization(4, name="c"), layers.UnitNormalization(name="d"), layers.Normalization(name="e"), layers.Normalization(mean=1.0, variance=2.0, name="f", axis=None)):
    print(sorted((k, str(v)) for k, v in l.get_config().items()))
for kw in ({"axis": 1}, {"axis": (1, 2)}, {"axis": None}, {"invert": True}):
    l = layers.Normalization(**kw)
    l.adapt(x)
    t(kw, lambda: (l(x), l.mean, l.variance))
    t("  w", lambda: [(v.name, v.shape.as_list(), v.dtype.name) for v in l.weights])
n = layers.Normalization()
t("unadapted", lambda: n(x))
t("mean only", lambda: layers.Normalization(mean=1.0))
ds = tf.data.Dataset.from_tensor_slices(np.arange(12.0).reshape(6, 2)).batch(4)
n.adapt(ds)
t("dataset", lambda: (n.mean, n.variance))
n.adapt(ds, steps=1)
t("steps", lambda: (n.mean, n.variance))
