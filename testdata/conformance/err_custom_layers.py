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

x = tf.ones((2, 3))
class NoCall(layers.Layer):
    pass
t("no call", lambda: NoCall()(x).shape)
class NoArgs(layers.Layer):
    def call(self):
        return 1
t("no args", lambda: NoArgs()(x))
class RetNone(layers.Layer):
    def call(self, x):
        pass
t("none", lambda: RetNone()(x))
class Missing(layers.Layer):
    def call(self, x):
        return x @ self.w
t("missing", lambda: Missing()(x))
class NoSelf(layers.Layer):
    def call(x):
        return x
t("no self", lambda: NoSelf()(x))
class BuildNone(layers.Layer):
    def build(self):
        pass
    def call(self, x):
        return x
t("build args", lambda: BuildNone()(x))
class BadShape(layers.Layer):
    def build(self, s):
        self.w = self.add_weight(shape=(s[-1], "a"))
    def call(self, x):
        return x
t("weight shape", lambda: BadShape()(x))
class BadInit(layers.Layer):
    def build(self, s):
        self.w = self.add_weight(shape=(s[-1], 2), initializer="foo")
    def call(self, x):
        return x
t("weight init", lambda: BadInit()(x))
class BadDtype(layers.Layer):
    def build(self, s):
        self.w = self.add_weight(shape=(s[-1], 2), dtype="foo")
    def call(self, x):
        return x
t("weight dtype", lambda: BadDtype()(x))
class BadKw(layers.Layer):
    def build(self, s):
        self.w = self.add_weight(shape=(s[-1], 2), foo=3)
    def call(self, x):
        return x
t("weight kw", lambda: BadKw()(x))
class IntWeight(layers.Layer):
    def build(self, s):
        self.w = self.add_weight(shape=(2,), dtype="int32", trainable=True)
    def call(self, x):
        return x
t("int weight", lambda: IntWeight()(x))
class Mat(layers.Layer):
    def build(self, s):
        self.w = self.add_weight(shape=(5, 2))
    def call(self, x):
        return x @ self.w
t("matmul", lambda: Mat()(x))
class Raise(layers.Layer):
    def call(self, x):
        raise KeyError("k")
t("raise", lambda: Raise()(x))
class Num(layers.Layer):
    def call(self, x):
        return x.numpy() * 2
t("numpy sym", lambda: Num()(keras.Input((3,))))
class If(layers.Layer):
    def call(self, x):
        if tf.reduce_sum(x) > 3:
            return x
        return -x
t("if sym", lambda: If()(keras.Input((3,))).shape)
class Kw(layers.Layer):
    def __init__(self, n):
        super().__init__()
        self.n = n
    def call(self, x):
        return x
t("kw", lambda: Kw(3, name="x"))
t("config", lambda: Kw(3).get_config())
t("from_config", lambda: Kw.from_config({"name": "a"}))
t("missing arg", lambda: Kw())
t("layer kw", lambda: layers.Layer(foo=1))
t("layer name", lambda: layers.Layer(name="a/b"))
t("layer dtype", lambda: layers.Layer(dtype="foo"))
class Train(layers.Layer):
    def call(self, x, training):
        return x
t("training", lambda: Train()(x))
class Two(layers.Layer):
    def call(self, a, b):
        return a + b
t("two", lambda: Two()(x))
t("two ok", lambda: Two()(x, x).shape)
t("two list", lambda: Two()([x, x]))
t("many", lambda: Two()(x, x, x))
t("called str", lambda: Two()("a", "b"))
t("no inputs", lambda: layers.Dense(2)())
t("kw inputs", lambda: layers.Dense(2)(inputs=x).shape)
t("dense kw", lambda: layers.Dense(2)(x, foo=1))
t("call twice", lambda: layers.Dense(2)(x)(x))
t("class as layer", lambda: keras.Sequential([layers.Dense]))
t("get_weights", lambda: print(layers.Dense(2).get_weights()))
t("call unbuilt", lambda: layers.Dense(2).call(x))
