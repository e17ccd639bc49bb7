# Masks whose batch is another than that of the inputs.
import tensorflow as tf
from tensorflow.keras import layers as L
x = tf.ones((3, 4, 2))
for l in (L.LSTM(2), L.GRU(2), L.SimpleRNN(2), L.LSTM(2, return_sequences=True, unroll=True), L.Bidirectional(L.LSTM(2))):
    row = [[True, False, True, False]]
    print(tf.reduce_all(tf.equal(l(x, mask=tf.constant(row)), l(x, mask=tf.constant(row * 3)))).numpy())
    try:
        print(l(x, mask=tf.ones((2, 4), tf.bool)).shape)
    except Exception as e:
        print(type(e).__name__, "must be broadcastable" in str(e))
