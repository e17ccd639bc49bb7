# Exceptions in traced steps, layers and functions: their class, first and last lines, and the arguments they name.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def attempt(name, f):
    try:
        f()
        print(name, "ok")
    except Exception as e:
        lines = [l.strip() for l in str(e).splitlines() if l.strip()]
        print(name, type(e).__name__, "|", lines[0], "|", lines[-1])
        print("   ", [l for l in lines if "Exception encountered" in l or l.startswith(("ValueError:", "KeyError:", "IndexError:", "•"))])


x, y = np.ones((4, 3), "float32"), np.ones((4, 1), "float32")


class BadStep(keras.Model):
    def train_step(self, data):
        raise ValueError("no step today")


class BadLayer(layers.Layer):
    def call(self, inputs):
        raise ValueError("no call today")


class Holder(keras.Model):
    def __init__(self):
        super().__init__()
        self.bad = BadLayer(name="bad")

    def call(self, inputs):
        return self.bad(inputs)


inputs = keras.Input((3,))
step = BadStep(inputs, layers.Dense(1)(inputs))
for eagerly in (False, True):
    step.compile("sgd", "mse", run_eagerly=eagerly)
    attempt("step", lambda: step.fit(x, y, verbose=0))
    holder = Holder()
    holder.compile("sgd", "mse", run_eagerly=eagerly)
    attempt("fit", lambda: holder.fit(x, y, verbose=0))
    attempt("evaluate", lambda: holder.evaluate(x, y, verbose=0))
    attempt("predict", lambda: holder.predict(x, verbose=0))
    attempt("train_on_batch", lambda: holder.train_on_batch(x, y))
attempt("layer", lambda: BadLayer(name="alone")(x))
attempt("symbol", lambda: BadLayer(name="traced")(keras.Input((3,))))
narrow = keras.Sequential([layers.Dense(2, name="first"), layers.Dense(3)], name="narrow")
narrow.build((None, 5))
narrow.compile("sgd", "mse")
attempt("narrow", lambda: narrow.fit(x, y, verbose=0))
attempt("narrow", lambda: narrow.predict(x, verbose=0))
attempt("narrow", lambda: narrow(x))
two = keras.Sequential([layers.Dense(2)])
two.compile("sgd", "categorical_crossentropy")
attempt("loss", lambda: two.fit(x, np.ones((4, 3)), verbose=0))


def loss_by_key(y_true, y_pred):
    return {}["none"]


def loss_by_name(y_true, y_pred):
    return y_pred.nothing_here


for loss in (loss_by_key, loss_by_name):
    two.compile("sgd", loss)
    attempt(loss.__name__, lambda: two.fit(x, y, verbose=0))


class Penalty(Exception):
    pass


class Pair(Exception):
    def __init__(self, a, b):
        super().__init__(a, b)


@tf.function
def picks(kind):
    if kind == "key":
        return {}["k"]
    if kind == "index":
        return [1][3]
    if kind == "zero":
        return 1 // 0
    if kind == "assert":
        assert False, "never"
    if kind == "penalty":
        raise Penalty("red card")
    raise Pair("a", 2)


for kind in ("key", "index", "zero", "assert", "penalty", "pair"):
    attempt(kind, lambda: picks(kind))


@tf.function
def inner(v):
    raise ValueError("deep down")


@tf.function
def outer(v):
    return inner(v)


attempt("outer", lambda: outer(tf.constant(1)))
try:
    picks("key")
except KeyError as e:
    print("a KeyError", str(e).splitlines()[-1].strip())
