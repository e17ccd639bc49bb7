# Layers that a layer builds in its own build
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
class W(layers.Layer):
    def __init__(self, **k):
        super().__init__(**k)
        self.d = layers.Dense(2)
        self.e = layers.Dense(2)
    def build(self, s):
        self.d.build(s)
        self.w = self.add_weight(name="w", shape=(2,))
        super().build(s)
    def call(self, x):
        return self.e(self.d(x))
w = W(); w(tf.ones((1, 2)))
print([v.name for v in w.weights])
w = W(name="q"); w.build((None, 2))
print([v.name for v in w.weights])
m = keras.Sequential([keras.Input((2,)), W(name="z")])
print([v.name for v in m.weights])
class M(keras.Model):
    def __init__(self):
        super().__init__()
        self.d = layers.Dense(2, name="dd")
        self.s = W(name="s")
    def build(self, s):
        self.d.build(s)
        super().build(s)
    def call(self, x):
        return self.s(self.d(x))
m = M(); m(tf.ones((1, 2)))
print([v.name for v in m.weights])
m = M(); m.build((None, 2))
print([v.name for v in m.weights])
d = layers.Dense(2); d.build((None, 2)); print([v.name for v in d.weights])
