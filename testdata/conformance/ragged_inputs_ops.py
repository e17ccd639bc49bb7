import tensorflow as tf, numpy as np
from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input(shape=(None,), dtype=tf.float32, ragged=True, name="r")
rt = tf.ragged.constant([[1., 2., 3.], [4.], [], [5., 6.]])
outs = {
 "to_tensor": x.to_tensor(),
 "padded": x.to_tensor(default_value=-1.),
 "shaped": x.to_tensor(shape=(None, 2)),
 "mean": tf.reduce_mean(x, axis=1),
 "sum": tf.reduce_sum(x, axis=-1),
 "twice": x * 2.,
 "plus": x + x,
 "lengths": x.row_lengths(),
 "flat": x.flat_values,
 "values": x.values,
 "splits": x.row_splits,
 "sqrt": tf.sqrt(x),
 "slice": x[:, :1],
 "lam": layers.Lambda(lambda t: t.to_tensor())(x),
 "concat": tf.concat([x, x], axis=1),
 "cast": tf.cast(x, tf.int32),
 "map": tf.ragged.map_flat_values(tf.square, x),
}
for k, v in outs.items():
    if k not in ("lengths", "splits"):
        print(k, v)
m = keras.Model(x, outs)
r = m(rt)
for k in outs:
    print(k, r[k])
print([l.name for l in m.layers])
print([type(l).__name__ for l in m.layers])
class ToDense(layers.Layer):
    def __init__(self, default_value, **kw):
        super().__init__(**kw)
        self.default_value = default_value
    def call(self, inputs):
        if isinstance(inputs, tf.RaggedTensor):
            return inputs.to_tensor(default_value=self.default_value)
        elif isinstance(inputs, tf.SparseTensor):
            return tf.sparse.to_dense(inputs, default_value=self.default_value)
        return inputs
y = ToDense(0.)(x)
print(y)
m = keras.Model(x, y)
print(m(rt))
print(m.predict(rt, verbose=0))
s = keras.Input(shape=(3,), sparse=True, name="s")
print(s)
y = ToDense(-1.)(s)
sp = tf.sparse.from_dense([[0., 1., 0.], [2., 0., 3.]])
m = keras.Model(s, y)
print(m(sp))
print(m.predict(sp, verbose=0))
