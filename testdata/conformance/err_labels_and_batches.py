# Labels of the wrong form, inputs of different batches, functions whose first call failed, exceptions of one's own.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

X = np.sin(np.arange(36) * 0.5).reshape(18, 2).astype("float32")
Y = (X ** 2).sum(1, keepdims=True)


def t(f):
    try:
        f()
        print("no error")
    except Exception as e:
        print(type(e).__name__, [l.strip() for l in str(e).splitlines() if l.strip() and "File" not in l][0][:160])


def make(units=1, loss="mse", **kw):
    m = keras.Sequential([keras.Input((2,)), layers.Dense(units, kernel_initializer="ones")])
    m.compile("sgd", loss, **kw)
    return m


for loss in ("sparse_categorical_crossentropy", keras.losses.SparseCategoricalCrossentropy(from_logits=True), "categorical_crossentropy", "binary_crossentropy"):
    for y in (np.ones((18, 3)), np.ones((18, 2)), np.ones((18, 1)), np.ones(18), np.ones((18, 3, 1))):
        t(lambda: make(3, loss).fit(X, y, verbose=0))
a, b = tf.ones((4, 3)), tf.ones((2, 3))
for layer in (layers.Dot(1), layers.Add(), layers.Concatenate(), layers.Dot(1, normalize=True)):
    t(lambda: layer([a, b]))
m = make()
t(lambda: m.fit(X, verbose=0))
t(lambda: m.fit(X, Y, verbose=0))
t(lambda: m.fit(X, Y, verbose=0))
t(lambda: m.train_on_batch(X, Y))
t(lambda: m.evaluate(X, Y, verbose=0))
m.compile("sgd", "mse")
t(lambda: m.fit(X, Y, verbose=0))
m = make(metrics=["mae"])
t(lambda: m.evaluate(X[:, :1], Y, verbose=0))
t(lambda: m.evaluate(X, Y, verbose=0))
t(lambda: m.evaluate(X, Y, verbose=0))
m = keras.Sequential([layers.Dense(1)])
t(lambda: m.predict(X.ravel(), verbose=0))
t(lambda: m.predict(X, verbose=0))
t(lambda: m.predict(X, verbose=0))
m = make()
m.optimizer.build(m.trainable_variables)
t(lambda: m.fit(X, verbose=0))
t(lambda: m.fit(X, Y, verbose=0))
m = make(run_eagerly=True)
t(lambda: m.fit(X, verbose=0))
t(lambda: m.fit(X, Y, verbose=0))


class ConfigError(ValueError):
    def __init__(self, key, value=None):
        super().__init__(f"bad value for {key!r}: {value!r}")
        self.key = key


class TwoWords(Exception):
    def __init__(self, one, two):
        super().__init__(one)
        self.two = two


class Boom(layers.Layer):
    def call(self, x, how=0):
        if how:
            raise TwoWords("left", "right")
        raise ConfigError("width", x.shape[-1])


try:
    Boom(name="boom")(a)
except ConfigError as e:
    print(e.key)
t(lambda: Boom(name="boom")(a, 1))
print(layers.Layer().call(1), m.jit_compile)
