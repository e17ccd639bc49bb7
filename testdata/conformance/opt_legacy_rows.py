# The older optimizers on an embedding: rows that a step does not touch.
import numpy as np
import tensorflow as tf
from tensorflow import keras

L = keras.optimizers.legacy
for make in [lambda: L.SGD(0.1), lambda: L.SGD(0.1, momentum=0.9), lambda: L.SGD(0.1, momentum=0.9, nesterov=True), lambda: L.Adam(0.1), lambda: L.Adam(0.1, amsgrad=True),
             lambda: L.Adamax(0.1), lambda: L.Nadam(0.1), lambda: L.RMSprop(0.1), lambda: L.RMSprop(0.1, momentum=0.5), lambda: L.RMSprop(0.1, momentum=0.5, centered=True),
             lambda: L.RMSprop(0.1, centered=True), lambda: L.Adagrad(0.1), lambda: L.Adadelta(1.0), lambda: L.Ftrl(0.1), lambda: L.Adamax(0.1, clipvalue=0.2),
             lambda: L.SGD(0.1, momentum=0.9, global_clipnorm=0.5), lambda: L.Nadam(0.1, decay=0.5)]:
    opt = make()
    table = tf.Variable(np.linspace(-1, 1, 8).reshape(4, 2), dtype=tf.float32, name="table")
    bias = tf.Variable([0.5, -0.5], name="bias")
    for i in range(4):
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum(tf.sin(tf.gather(table, [0, 2, 2, i % 4]) + bias))
        opt.apply_gradients(zip(tape.gradient(loss, [table, bias]), [table, bias]))
    print(type(opt).__name__, np.round(table.numpy(), 4).tolist(), np.round(bias.numpy(), 5).tolist())
    print("  ", [np.round(v.numpy(), 4).tolist() for v in opt.variables() if "table" in v.name])
