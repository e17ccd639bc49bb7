# Control flow on tensors in layers, losses, steps of training and functions of datasets.
import tensorflow as tf, numpy as np
from tensorflow import keras
keras.utils.set_random_seed(3)
class Cond(keras.layers.Layer):
    def build(self, s):
        self.w = self.add_weight(shape=(s[-1],), initializer="ones", name="w")
    def call(self, x, training=None):
        print("call", x.shape, training)
        if tf.reduce_sum(x) > 0:
            print("yes branch")
            y = x * self.w
        else:
            print("no branch")
            y = -x
        for i in tf.range(3):
            print("loop")
            y = y + tf.cast(i, tf.float32) * self.w
        if training:
            y = y * 2.
        return y
l = Cond()
print(l(tf.ones((2, 3))))
inp = keras.Input((3,))
out = keras.layers.Dense(1, kernel_initializer="ones")(l(inp))
m = keras.Model(inp, out)
m.summary()
m.compile("sgd", "mse")
x = np.arange(12.).reshape(4, 3).astype("float32"); y = np.ones((4, 1), "float32")
h = m.fit(x, y, epochs=2, batch_size=2, verbose=0, shuffle=False)
print(h.history, l.w.numpy())
print(m.predict(x, verbose=0), m.evaluate(x, y, verbose=0))
class Steps(keras.Model):
    def __init__(self):
        super().__init__()
        self.d = keras.layers.Dense(2, kernel_initializer="ones")
    def call(self, x):
        h = self.d(x)
        n = tf.shape(x)[0]
        acc = tf.TensorArray(tf.float32, size=n)
        for i in tf.range(n):
            acc = acc.write(i, h[i] * tf.cast(i, tf.float32))
        r = acc.stack()
        r.set_shape([None, 2])
        return r
    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as t:
            p = self(x, training=True)
            loss = tf.reduce_mean((p - y) ** 2)
        g = t.gradient(loss, self.trainable_variables)
        g = [v / 10. for v in g]
        self.optimizer.apply_gradients(zip(g, self.trainable_variables))
        return {"loss": loss}
s = Steps()
s.compile(keras.optimizers.SGD(.01))
h = s.fit(x, np.ones((4, 2), "float32"), epochs=2, batch_size=2, verbose=0, shuffle=False)
print(h.history, s.d.kernel.numpy())
def f(v):
    print("tracing map")
    if v % 2 == 0:
        print("even")
        r = v * 10
    else:
        r = v
    for j in tf.range(2):
        r += 1
    return r
print(list(tf.data.Dataset.range(5).map(f).as_numpy_iterator()))
def gen(v):
    a = tf.TensorArray(tf.int64, size=0, dynamic_size=True)
    i = tf.constant(0)
    while i < tf.cast(v, tf.int32):
        a = a.write(i, v)
        i += 1
    return a.stack()
print([t.tolist() for t in tf.data.Dataset.range(1, 4).map(gen).as_numpy_iterator()])
@keras.saving.register_keras_serializable()
class Huber(keras.losses.Loss):
    def call(self, y, p):
        e = tf.reduce_mean(tf.abs(y - p), -1)
        if tf.reduce_max(e) > 1.:
            return e
        return e ** 2
m2 = keras.Sequential([keras.layers.Dense(1, kernel_initializer="ones", input_shape=(3,))])
m2.compile("sgd", Huber())
print(m2.fit(x, y, verbose=0, shuffle=False).history)
