# what is traced when
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.d = layers.Dense(2, kernel_initializer="ones")
        self.calls = 0
    def call(self, x, training=None):
        self.calls += 1
        print("call", x.shape, training)
        return self.d(x)
x = np.ones((10, 3), "float32"); y = np.zeros((10, 2), "float32")
n = Net()
n.compile("sgd", "mse")
n.fit(x, y, batch_size=5, epochs=3, verbose=0)
print(n.calls)
n.fit(x, y, batch_size=2, epochs=1, verbose=0)
print(n.calls)
n.fit(x, y, batch_size=3, epochs=1, verbose=0)
print(n.calls)
n.evaluate(x, y, batch_size=5, verbose=0)
print(n.calls)
n.predict(x, batch_size=5, verbose=0)
print(n.calls)
n.predict(x, batch_size=4, verbose=0)
print(n.calls)
n.train_on_batch(x, y); print(n.calls)
n.test_on_batch(x, y); print(n.calls)
n.predict_on_batch(x); print(n.calls)
ds = tf.data.Dataset.from_tensor_slices((x, y))
n.fit(ds.batch(4), verbose=0); print(n.calls)
n.fit(ds.batch(5, drop_remainder=True), verbose=0); print(n.calls)
n.fit(x, y, validation_data=(x, y), epochs=2, verbose=0); print(n.calls)
n.compile("sgd", "mae")
n.fit(x, y, verbose=0); print(n.calls)
n.compile("sgd", "mae", run_eagerly=True)
n.fit(x, y, batch_size=5, verbose=0); print(n.calls)
def loss(a, b):
    print("loss", a.shape, b.shape)
    return tf.reduce_mean(tf.abs(a - b), axis=-1)
def met(a, b):
    print("metric", a.shape, b.shape)
    return tf.reduce_max(tf.abs(a - b))
m = keras.Sequential([layers.Dense(2, input_shape=(3,), kernel_initializer="ones")])
m.compile("sgd", loss, metrics=[met])
h = m.fit(x, y, batch_size=4, epochs=2, verbose=0)
print({k: np.round(v, 4).tolist() for k, v in h.history.items()})
class Noisy(layers.Layer):
    def call(self, x, training=None):
        print("noisy", x.shape, training)
        if training:
            return x + 1.0
        return x
m = keras.Sequential([layers.Input((3,)), Noisy(), layers.Dense(2, kernel_initializer="ones")])
print("built")
m.compile("sgd", "mse")
m.fit(x, y, epochs=2, batch_size=5, verbose=0)
print(m.predict(x[:2], verbose=0))
print(m(x[:1]).numpy())
class Step(keras.Model):
    def train_step(self, data):
        x, y = data
        print("step", x.shape, y.shape)
        with tf.GradientTape() as t:
            p = self(x, training=True)
            l = tf.reduce_mean((p - y) ** 2)
        g = t.gradient(l, self.trainable_variables)
        self.optimizer.apply_gradients(zip(g, self.trainable_variables))
        return {"l": l, "n": tf.shape(x)[0]}
    def test_step(self, data):
        x, y = data
        print("tstep", x.shape, y.shape)
        return {"m": tf.reduce_mean(self(x) - y)}
i = keras.Input((3,)); o = layers.Dense(2, kernel_initializer="ones")(i)
m = Step(i, o); m.compile("sgd")
h = m.fit(x, y, epochs=2, batch_size=4, verbose=0); print(h.history)
print(m.evaluate(x, y, batch_size=4, verbose=0))
