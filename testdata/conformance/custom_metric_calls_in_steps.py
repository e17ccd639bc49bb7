# Metrics that are called in steps and functions, tf.function or eagerly.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
class P(keras.Model):
    def __init__(self):
        super().__init__()
        self.c = layers.Dense(1, kernel_initializer="ones")
        self.t = keras.metrics.Mean(name="c_loss"); self.a = keras.metrics.MeanAbsoluteError(name="a"); self.u = keras.metrics.AUC(name="u")
    def call(self, x): return self.c(x)
    def train_step(self, d):
        x, y = d
        with tf.GradientTape() as t: p = self(x); l = tf.reduce_mean((p - y) ** 2)
        self.optimizer.minimize(l, self.trainable_weights, tape=t)
        return {"l": self.t(l), "a": self.a(y, p), "u": self.u(y > 0, tf.sigmoid(p)), "r": self.t.result()}
    def test_step(self, d):
        x, y = d
        return {"a": self.a(y, self(x))}
    @property
    def metrics(self): return [self.t, self.a, self.u]
x = np.sin(np.arange(16.)).reshape(8, 2); y = x.sum(1, keepdims=True) * .5
for e in (False, True):
    p = P(); p.compile(keras.optimizers.SGD(0.1), run_eagerly=e)
    print({k: np.round(v, 4).tolist() for k, v in p.fit(x, y, epochs=2, batch_size=4, shuffle=False, verbose=0).history.items()}, np.round(p.evaluate(x, y, verbose=0), 4))
m = keras.metrics.Mean()
@tf.function
def f(v): return m(v), m.result()
print([t.numpy() for t in f(tf.constant(2.0))], [t.numpy() for t in f(tf.constant(4.0))], m.result().numpy())
print(type(m(3.0)).__name__, m(tf.constant([1.0, 2.0]), sample_weight=[0.0, 1.0]).numpy())
