# keras.utils.Sequence, Python generators and steps
import math
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

class Batches(keras.utils.Sequence):
    def __init__(self, x, y, batch_size):
        self.x, self.y, self.batch_size = x, y, batch_size
        self.ended = 0

    def __len__(self):
        return math.ceil(len(self.x) / self.batch_size)

    def __getitem__(self, idx):
        low = idx * self.batch_size
        high = min(low + self.batch_size, len(self.x))
        return self.x[low:high], self.y[low:high]

    def on_epoch_end(self):
        self.ended += 1

x = np.arange(14, dtype="float32").reshape(7, 2) / 10
y = x @ np.array([[1.0], [2.0]], "float32")
def make():
    m = keras.Sequential([layers.Dense(1, kernel_initializer="zeros", input_dim=2)])
    m.compile(keras.optimizers.SGD(0.1), "mse", metrics=["mae"])
    return m
seq = Batches(x, y, 3)
print(len(seq), [b[0].shape for b in seq][:3], seq[2][1].shape)
m = make()
h = m.fit(seq, epochs=3, shuffle=False, verbose=0)
print({k: np.round(v, 4).tolist() for k, v in h.history.items()}, seq.ended)
print(np.round(m.evaluate(seq, verbose=0), 4).tolist(), m.predict(seq, verbose=0).shape)
def gen(batch=2):
    i = 0
    while True:
        sel = [(i + j) % 7 for j in range(batch)]
        yield x[sel], y[sel]
        i = (i + batch) % 7
m = make()
print(np.round(m.evaluate(gen(), steps=3, verbose=0), 4).tolist(), np.round(m.predict((b[0] for b in gen()), steps=2, verbose=0).ravel(), 4).tolist())
def weighted():
    for i in range(3):
        yield x[i:i + 2], y[i:i + 2], np.array([1.0, 0.5])
print(np.round(make().fit(weighted(), verbose=0).history["loss"], 4).tolist())
ds = tf.data.Dataset.from_generator(weighted, output_signature=(tf.TensorSpec((2, 2)), tf.TensorSpec((2, 1)), tf.TensorSpec((2,))))
print(np.round(make().fit(ds, epochs=2, verbose=0).history["loss"], 4).tolist(), ds.element_spec[2])
