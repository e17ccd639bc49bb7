# Layers that change variables and metrics in call, in functional models.
import tensorflow as tf, numpy as np
from tensorflow import keras
from tensorflow.keras import layers
class Sum(layers.Layer):
    def build(self, s):
        self.t = self.add_weight("t", (s[-1],), initializer="zeros", trainable=False)
        self.m = keras.metrics.Mean()
    def call(self, x):
        self.t.assign_add(tf.reduce_sum(x, 0))
        return x + self.t
i = keras.Input((2,))
m = keras.Model(i, Sum()(i))
print(m(tf.ones((2,2))), m.layers[1].t)
class Sum2(Sum):
    def call(self, x):
        self.m.update_state(x)
        self.add_metric(self.m.result(), name="q")
        return x
i = keras.Input((2,))

m = keras.Model(i, Sum2()(i))
print(m(tf.ones((2,2))), m.layers[1].m.result())
print([x.name for x in m.metrics])
class Sum2(Sum):
    def call(self, x):
        self.m(x)
        return x
i = keras.Input((2,))
m = keras.Model(i, Sum2()(i))
print(m(tf.ones((2,2))), m.layers[1].m.result())
class Sum2(Sum):
    def call(self, x):
        self.add_metric(tf.reduce_sum(x), name="tot")
        self.add_metric(self.m(x))
        return x
i = keras.Input((2,))
m = keras.Model(i, Sum2()(i))
print(m(tf.ones((2,2))), m.layers[1].m.result())
print([x.name for x in m.metrics])
m.compile("sgd","mse")
print(m.fit(np.ones((4,2)),np.ones((4,2)),verbose=0).history)
