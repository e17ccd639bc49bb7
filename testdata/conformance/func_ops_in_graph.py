# TensorFlow functions and operators between Keras layers
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

x = keras.Input((4, 3), name="x")
mean, var = tf.nn.moments(x, axes=[1], keepdims=True)
norm = (x - mean) / tf.sqrt(var + 1e-3)
first, rest = tf.split(norm, [1, 3], axis=1)
masked = tf.where(norm > 0, norm, tf.zeros_like(norm))
stacked = tf.stack([tf.squeeze(first, 1), tf.reduce_max(rest, axis=1)], axis=1)
score = tf.einsum("bij,bkj->bik", stacked, masked)
top, idx = tf.math.top_k(score, k=2)
m = keras.Model(x, [norm, stacked, score, top, idx])
print([o.shape for o in m.outputs], [o.dtype.name for o in m.outputs])
v = np.sin(np.arange(24)).reshape(2, 4, 3).astype("float32")
for o in m(v):
    print(o.shape, np.round(o.numpy()[0], 3).tolist())
print([l.name for l in m.layers])
y = keras.Input((), dtype="int32", name="ids")
oh = tf.one_hot(y, 3)
w = layers.Dense(2, kernel_initializer="ones", use_bias=False)(oh)
k = keras.Model(y, [w, tf.cast(y, tf.float32) * 0.5, y + 1, tf.cast(tf.equal(y % 2, 0), "float32")])
print([np.array(o).tolist() for o in k(tf.constant([0, 2, 1]))], k.layers[1].name)
def residual(t, units): return t + layers.Dense(units, kernel_initializer=keras.initializers.Constant(0.1))(t)
z = keras.Input((3,))
t = z
for u in (3, 3):
    t = residual(t, u)
t = keras.activations.tanh(t) ** 2 - abs(t) / 2
r = keras.Model(z, [t, t[:, 0], t[:, ::2], t[:, tf.newaxis, 1:], -t @ tf.ones((3, 1))])
print([tuple(o.shape) for o in r.outputs])
for o in r.predict(np.array([[1.0, -2.0, 0.5]]), verbose=0):
    print(np.round(o, 4).tolist())
print(r.count_params(), type(r.layers[2]).__name__, sorted({type(l).__name__ for l in r.layers}))
g = keras.Model(z, tf.concat([tf.sin(z), tf.tile(z, [1, 2]), tf.pad(z, [[0, 0], [1, 1]]), tf.gather(z, [2, 0], axis=1)], axis=-1))
print(np.round(g(np.array([[0.5, 1.0, 2.0]])).numpy(), 3).tolist(), g.output_shape)
