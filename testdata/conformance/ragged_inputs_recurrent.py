import tensorflow as tf, numpy as np
from tensorflow import keras
from tensorflow.keras import layers
def ones(m):
    m.set_weights([np.full(w.shape, 0.1, "float32") for w in m.get_weights()])
rt = tf.ragged.constant([[1, 2, 3], [4], [5, 6]], dtype=tf.int64)
for L in (layers.LSTM, layers.GRU, layers.SimpleRNN):
    for seq in (False, True):
        x = keras.Input(shape=(None,), dtype="int64", ragged=True)
        e = layers.Embedding(20, 4)(x)
        h = L(3, return_sequences=seq)(e)
        m = keras.Model(x, h)
        ones(m)
        print(L.__name__, seq, h.shape, m(rt).to_tensor() if seq else m(rt))
        p = m.predict(rt, verbose=0)
        print(type(p).__name__, p.to_tensor().numpy() if seq else p.shape)
x = keras.Input(shape=(None, 2), ragged=True)
h = layers.Bidirectional(layers.LSTM(2))(x)
m = keras.Model(x, h); ones(m)
r2 = tf.RaggedTensor.from_row_lengths(tf.reshape(tf.range(12.), [6, 2]), [3, 1, 2])
print(r2.shape, m(r2))
d = layers.Dense(2)
d.build((None, 2)); d.set_weights([np.ones((2, 2), "float32"), np.zeros(2, "float32")])
print(d(r2))
x = keras.Input(shape=(None, 2), ragged=True)
y = layers.Dense(3)(x)
print(y)
m = keras.Model(x, y); ones(m)
print(m(r2).to_tensor())
y = layers.TimeDistributed(layers.Dense(3))(x)
print(y)
m = keras.Model(x, y); ones(m)
print(m(r2))
try:
    print(layers.GlobalAveragePooling1D()(r2))
except Exception as ex:
    print(type(ex).__name__, str(ex)[:300])
g = layers.GlobalAveragePooling1D()(x)
print(g)
print(keras.Model(x, g)(r2))
for L in (layers.GlobalMaxPooling1D, layers.ReLU, layers.Softmax):
    try:
        print(L.__name__, L()(r2))
    except Exception as ex:
        print(type(ex).__name__, str(ex)[:200])
for L in (layers.LSTM, layers.GRU, layers.SimpleRNN):
    l = L(2, kernel_initializer="ones", recurrent_initializer="zeros")
    print(l(r2))
