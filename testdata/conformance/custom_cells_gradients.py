# RNN cells of one's own, gradient overrides, layers that change shape dynamically
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

def r(v): return np.round(np.asarray(v), 5).tolist()
class Minimal(layers.Layer):
    def __init__(self, units, **kw):
        super().__init__(**kw); self.units = units; self.state_size = units
    def build(self, shape):
        self.k = self.add_weight("k", (shape[-1], self.units), initializer=keras.initializers.Constant(0.2))
        self.u = self.add_weight("u", (self.units, self.units), initializer="identity")
    def call(self, inputs, states):
        prev = states[0]
        f = tf.sigmoid(inputs @ self.k + prev @ self.u)
        h = f * prev + (1 - f) * tf.tanh(inputs @ self.k)
        return h, [h]
    def get_config(self): return {**super().get_config(), "units": self.units}
class Nested(layers.Layer):
    state_size = [tf.TensorShape([2]), tf.TensorShape([2, 2])]
    output_size = tf.TensorShape([4])
    def call(self, inputs, states):
        a, b = states
        a = a + inputs[:, :2]
        b = b + tf.einsum("bi,bj->bij", a, a)
        return tf.reshape(b, (-1, 4)), [a, b]
x = tf.reshape(tf.sin(tf.range(24.0)), (2, 4, 3))
l = layers.RNN(Minimal(3), return_sequences=True, return_state=True)
y, s = l(x)
print(y.shape, r(y[0]), np.allclose(y[:, -1], s), [w.name for w in l.weights], l.cell.units)
print(l.get_config()["cell"])
o = layers.RNN(Nested(), return_state=True)(x)
print([tuple(t.shape) for t in o], r(o[0]))
print(layers.RNN([Minimal(2), layers.GRUCell(3), layers.LSTMCell(2)])(x).shape, layers.Bidirectional(layers.RNN(Minimal(2)))(x).shape if True else 0)
m = keras.Sequential([keras.Input((None, 3)), layers.RNN(Minimal(4), go_backwards=True), layers.Dense(1, kernel_initializer="ones")])
m.compile("rmsprop", "mse"); print(r(m.fit(x, tf.ones((2, 1)), epochs=3, verbose=0).history["loss"]), m.count_params())
@tf.custom_gradient
def clip_grad(t):
    def grad(dy): return tf.clip_by_value(dy, -0.1, 0.1)
    return tf.identity(t), grad
@tf.custom_gradient
def ste(t):
    return tf.sign(t), lambda dy: dy * tf.cast(tf.abs(t) <= 1, t.dtype)
v = tf.Variable([0.5, -2.0, 0.9])
with tf.GradientTape(persistent=True) as t:
    a = tf.reduce_sum(clip_grad(v) ** 3); b = tf.reduce_sum(ste(v) * [1.0, 2.0, 3.0]); c = tf.reduce_sum(tf.stop_gradient(v) * v)
print(r(t.gradient(a, v)), r(t.gradient(b, v)), r(t.gradient(c, v)))
class Reverse(layers.Layer):
    def __init__(self, lam=1.0, **kw): super().__init__(**kw); self.lam = lam
    def call(self, x):
        @tf.custom_gradient
        def f(t): return t, lambda dy: -self.lam * dy
        return f(x)
i = keras.Input((3,)); h = layers.Dense(2, kernel_initializer="ones")(i); dm = keras.Model(i, [layers.Dense(1, kernel_initializer="ones", name="label")(h), layers.Dense(1, kernel_initializer="ones", name="domain")(Reverse(0.5)(h))])
dm.compile(keras.optimizers.SGD(0.01), {"label": "mse", "domain": "mae"})
hh = dm.fit(x[:, 0], {"label": np.ones((2, 1)), "domain": np.zeros((2, 1))}, epochs=3, verbose=0)
print({k: r(q) for k, q in hh.history.items()}, r(dm.layers[1].kernel))
class Pack(layers.Layer):
    def call(self, x):
        b, t, f = tf.unstack(tf.shape(x))
        z = tf.reshape(x[:, : t // 2 * 2], (b, t // 2, 2 * f))
        z.set_shape((None, None, 2 * x.shape[-1]))
        return z
print(Pack()(keras.Input((None, 3))).shape, Pack()(x).shape, keras.Model(k := keras.Input((5, 3)), Pack()(k)).output_shape)
