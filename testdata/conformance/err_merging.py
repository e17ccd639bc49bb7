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

a, b, c = tf.ones((2, 3)), tf.ones((2, 4)), tf.ones((3, 3))
for cls in ["Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum"]:
    m = getattr(layers, cls)
    t(cls + " one", lambda: m()(a))
    t(cls + " list1", lambda: m()([a]))
    t(cls + " shapes", lambda: m()([a, b]))
    t(cls + " batch", lambda: m()([a, c]))
    t(cls + " empty", lambda: m()([]))
    t(cls + " sym", lambda: m()([keras.Input((3,)), keras.Input((4,))]))
t("sub3", lambda: layers.Subtract()([a, a, a]))
t("concat one", lambda: layers.Concatenate()(a))
t("concat list1", lambda: layers.Concatenate()([a]))
t("concat axis", lambda: layers.Concatenate(axis=5)([a, b]))
t("concat axis0", lambda: layers.Concatenate(axis=0)([a, b]))
t("concat batch", lambda: layers.Concatenate()([a, c]))
t("concat sym", lambda: layers.Concatenate(axis=1)([keras.Input((3, 2)), keras.Input((3, 4))]))
t("concat rank", lambda: layers.Concatenate()([a, tf.ones((2, 3, 4))]))
t("dot axes", lambda: layers.Dot(axes=1)([a, b]))
t("dot one", lambda: layers.Dot(axes=1)(a))
t("dot 3", lambda: layers.Dot(axes=1)([a, a, a]))
t("dot str", lambda: layers.Dot(axes="a"))
t("dot tuple", lambda: layers.Dot(axes=(1, 2, 3)))
t("dot float", lambda: layers.Dot(axes=(1, 2.0)))
t("add func", lambda: layers.add([a]))
t("concat func", lambda: layers.concatenate([a, b], axis=0))
t("concat dtype", lambda: layers.Concatenate()([a, tf.cast(b, tf.int32)]))
t("add dtype", lambda: layers.Add()([a, tf.ones((2, 3), tf.float64)]))
t("add str", lambda: layers.Add()([a, "x"]))
t("add none", lambda: layers.Add()([a, None]))
t("concat none", lambda: layers.Concatenate()([a, None]))
