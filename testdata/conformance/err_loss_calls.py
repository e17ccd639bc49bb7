import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

def t(label, f):
    try:
        r = f()
        print(label, "->", type(r).__name__)
    except Exception as e:
        print(label, "->", type(e).__name__, str(e).split("\n")[0])

a, b = tf.ones((4, 3)), tf.ones((4, 2))
for n in ["MeanSquaredError", "MeanAbsoluteError", "Huber", "LogCosh", "CosineSimilarity", "KLDivergence", "Poisson", "Hinge", "BinaryCrossentropy", "CategoricalCrossentropy", "SparseCategoricalCrossentropy", "CategoricalHinge", "MeanSquaredLogarithmicError", "BinaryFocalCrossentropy", "CategoricalFocalCrossentropy"]:
    l = getattr(keras.losses, n)()
    t(n + " shapes", lambda: l(a, b))
    t(n + " rank", lambda: l(tf.ones(4), a))
    t(n + " str", lambda: l(tf.constant([["a"]]), tf.constant([[1.0]])))
    t(n + " none", lambda: l(None, a))
    t(n + " one", lambda: l(a))
    t(n + " weight", lambda: l(a, a, sample_weight=tf.ones(3)))
t("sparse range", lambda: keras.losses.SparseCategoricalCrossentropy()([5], [[0.1, 0.9]]))
t("sparse neg", lambda: keras.losses.SparseCategoricalCrossentropy()([-1], [[0.1, 0.9]]))
t("sparse float", lambda: print(keras.losses.SparseCategoricalCrossentropy()([1.0], [[0.1, 0.9]])))
t("delta", lambda: keras.losses.Huber(delta="a")(a, a))
t("smooth", lambda: keras.losses.BinaryCrossentropy(label_smoothing="a")(a, a))
t("axis", lambda: keras.losses.CategoricalCrossentropy(axis=5)(a, a))
t("reduction", lambda: keras.losses.MeanSquaredError(reduction="mean")(a, a))
t("kw", lambda: keras.losses.MeanSquaredError(foo=1))
t("fn", lambda: keras.losses.mean_squared_error(a, b))
t("fn one", lambda: keras.losses.mean_squared_error(a))
t("fn bce", lambda: keras.losses.binary_crossentropy(a, b))
t("fn kw", lambda: keras.losses.mse(a, a, foo=3))
class L(keras.losses.Loss):
    pass
t("no call", lambda: L()(a, a))
class L2(keras.losses.Loss):
    def call(self, y):
        return y
t("bad call", lambda: L2()(a, a))
class L3(keras.losses.Loss):
    def __init__(self):
        pass
    def call(self, y, p):
        return y
class L4(keras.losses.Loss):
    def call(self, y, p):
        return None
t("none", lambda: L4()(a, a))
