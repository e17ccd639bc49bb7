# Errors of kernels when a graph runs: the first line and the kernel's own
import numpy as np, tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
def t(name, f):
    try:
        print(name, "ok", f())
    except Exception as e:
        s = str(e).split("\n")
        print(name, type(e).__name__, "|", s[0], "|", s[-2][:60])
@tf.function
def pick(x): return tf.gather(tf.constant([1., 2.]), x)
t("gather", lambda: pick(tf.constant([5])))
@tf.function(input_signature=[tf.TensorSpec([None])])
def fives(x): return tf.reshape(x, [-1, 5])
t("reshape", lambda: fives(tf.ones(7)))
@tf.function
def check(x): return tf.debugging.check_numerics(x, "bad")
t("numerics", lambda: check(tf.constant([np.nan])))
m = keras.Sequential([layers.Embedding(3, 2)]); m.compile("sgd", "mse")
t("embedding", lambda: m.predict(np.full((4, 2), 9), verbose=0))
x = np.ones((4, 3), "float32")
m = keras.Sequential([layers.Dense(2, input_shape=(3,))]); m.compile("sgd", "sparse_categorical_crossentropy")
t("labels", lambda: m.fit(x, np.full((4, 1), 7), verbose=0))
t("labels", lambda: m.evaluate(x, np.full((4, 1), 7), verbose=0))
t("labels", lambda: m.train_on_batch(x, np.full((4, 1), 7)))
class Pick(layers.Layer):
    def call(self, x): return tf.gather(x, [7], axis=1)
m = keras.Sequential([Pick()])
t("user", lambda: m.predict(x, verbose=0))
