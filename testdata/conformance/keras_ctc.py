import numpy as np
import tensorflow as tf
from tensorflow import keras

rng = np.random.RandomState(0)
y = rng.uniform(size=(2, 6, 4)).astype('float32')
y /= y.sum(-1, keepdims=True)
labels = np.array([[0, 1, 2], [2, 2, 0]])
cost = keras.backend.ctc_batch_cost(labels, y, np.array([[6], [5]]), np.array([[3], [2]]))
print(cost.shape, cost.numpy().round(4))
paths, scores = keras.backend.ctc_decode(y, np.array([6, 5]))
print(len(paths), paths[0], scores.numpy().round(4))
paths, scores = keras.backend.ctc_decode(y, np.array([6, 5]), greedy=False, beam_width=8, top_paths=2)
print(len(paths), [p.numpy().tolist() for p in paths], scores.numpy().round(3))
v = tf.Variable(y)
with tf.GradientTape() as tape:
    total = tf.reduce_sum(keras.backend.ctc_batch_cost(labels, v, np.array([[6], [5]]), np.array([[3], [2]])))
print(tape.gradient(total, v).numpy().round(3))


class CTCLayer(keras.layers.Layer):
    def __init__(self, name=None):
        super().__init__(name=name)
        self.loss_fn = keras.backend.ctc_batch_cost

    def call(self, y_true, y_pred):
        batch_len = tf.cast(tf.shape(y_true)[0], dtype='int64')
        input_length = tf.cast(tf.shape(y_pred)[1], dtype='int64')
        label_length = tf.cast(tf.shape(y_true)[1], dtype='int64')
        input_length = input_length * tf.ones(shape=(batch_len, 1), dtype='int64')
        label_length = label_length * tf.ones(shape=(batch_len, 1), dtype='int64')
        self.add_loss(self.loss_fn(y_true, y_pred, input_length, label_length))
        return y_pred


inputs = keras.Input((6, 3), name='image')
targets = keras.Input((None,), name='label', dtype='float32')
x = keras.layers.Dense(4, activation='softmax', kernel_initializer=keras.initializers.Constant(0.1))(inputs)
out = CTCLayer(name='ctc_loss')(targets, x)
model = keras.Model([inputs, targets], out)
model.compile(optimizer=keras.optimizers.SGD(0.1))
h = model.fit([np.ones((2, 6, 3), 'float32'), labels], epochs=2, verbose=0)
print([round(l, 3) for l in h.history['loss']])
