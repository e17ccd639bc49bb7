# summary with all arguments, of nested, shared, frozen and multi-branch models
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def show(v):
    if isinstance(v, dict):
        return {k: show(v[k]) for k in v}
    if isinstance(v, (list, tuple)):
        return [show(e) for e in v]
    if isinstance(v, keras.layers.Layer):
        return type(v).__name__
    if hasattr(v, "numpy"):
        v = v.numpy()
    if isinstance(v, np.ndarray):
        return np.round(v, 4).tolist() if v.dtype.kind in "fiub" else v.tolist()
    if isinstance(v, (float, np.floating)):
        return round(float(v), 4)
    return v


def t(label, f):
    try:
        print(label, show(f()))
    except Exception as e:
        print(label, type(e).__name__, str(e).splitlines()[0] if str(e) else "")


i = keras.Input((8, 8, 3), name="image")
c = layers.Conv2D(4, 3, activation="relu", name="conv")(i)
p = layers.MaxPooling2D(name="pool")(c)
inner = keras.Sequential([keras.Input((3, 3, 4)), layers.Flatten(name="flat"), layers.Dense(5, name="dense_in"), layers.BatchNormalization(name="bn")], name="inner")
a = inner(p)
b = layers.Dense(5, name="side")(layers.GlobalAveragePooling2D(name="gap")(c))
s = layers.Add(name="sum")([a, b])
o1, o2 = layers.Dense(2, name="out1")(s), layers.Dense(1, name="out2_with_a_very_long_name_that_does_not_fit")(s)
m = keras.Model(i, [o1, o2], name="net")
m.summary()
m.summary(expand_nested=True)
m.summary(show_trainable=True)
inner.trainable = False
m.summary(show_trainable=True, expand_nested=True, line_length=110)
m.summary(line_length=70, positions=[0.3, 0.6, 0.7, 1.0])
m.summary(layer_range=["conv", "sum"])
lines = []
m.summary(print_fn=lines.append)
print(len(lines), lines[0])
inner.summary()
inner.summary(show_trainable=True, line_length=60)
t("range", lambda: m.summary(layer_range=["a"]))
t("range", lambda: m.summary(layer_range=["nope", "sum"]))
u = keras.Sequential([layers.Dense(3), layers.LSTM(2)], name="un")
t("unbuilt", lambda: u.summary())
u.build((None, 4, 2))
u.summary()
d = layers.Dense(4, name="shared")
x1, x2 = keras.Input((4,), name="x1"), keras.Input((4,), name="x2")
sh = keras.Model({"p": x1, "q": x2}, {"r": d(d(x1)), "s": layers.subtract([d(x2), x1], name="sub")}, name="shared_net")
sh.summary()
op = keras.Model(x1, tf.nn.relu(x1 * 2.0 + 1.0), name="ops")
op.summary()


class Sub(keras.Model):
    def __init__(self):
        super().__init__(name="sub_model")
        self.d = layers.Dense(3, name="d")
        self.seq = keras.Sequential([layers.Dense(2, name="e")], name="seq")

    def call(self, x):
        return self.seq(self.d(x))


k = Sub()
k(tf.ones((2, 4)))
k.summary()
k.summary(expand_nested=True)
big = keras.Sequential([keras.Input((1000,)), layers.Dense(1000, name="b1"), layers.Dense(2000, dtype="float16", name="b2")], name="big")
big.summary()
keras.Sequential([keras.Input((3,), batch_size=2), layers.Embedding(5, 2, name="em"), layers.Bidirectional(layers.LSTM(3, return_sequences=True, name="l"), name="bi"), layers.TimeDistributed(layers.Dense(2), name="td")], name="seq2").summary()
t("empty", lambda: keras.Sequential(name="empty").summary())
print(m.count_params(), inner.count_params())
t("count", lambda: layers.Dense(2, name="x").count_params())
