# States and masks of the wrong size that recurrent layers are called with.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

x = tf.ones((2, 3, 4))
one = tf.ones


def show(name, f):
    try:
        print(name, np.array(f()).shape)
    except Exception as e:
        s = str(e)
        print(name, type(e).__name__, s if s.startswith("An `initial") else "")


show("gru", lambda: layers.GRU(2)(x, initial_state=one((2, 2))))
show("gru wide", lambda: layers.GRU(2)(x, initial_state=one((2, 3))))
show("gru flat", lambda: layers.GRU(2)(x, initial_state=one((2,))))
show("gru two", lambda: layers.GRU(2)(x, initial_state=[one((2, 2))] * 2))
show("gru batch", lambda: layers.GRU(2)(x, initial_state=one((1, 2))))
show("simple wide", lambda: layers.SimpleRNN(2)(x, initial_state=one((2, 3))))
show("lstm wide", lambda: layers.LSTM(2)(x, initial_state=[one((2, 3)), one((2, 2))]))
show("lstm one", lambda: layers.LSTM(2)(x, initial_state=[one((2, 2))]))
show("cell wide", lambda: layers.RNN(layers.LSTMCell(2))(x, initial_state=[one((2, 3)), one((2, 2))]))
show("bidirectional wide", lambda: layers.Bidirectional(layers.LSTM(2))(x, initial_state=[one((2, 3))] * 4))
show("symbolic wide", lambda: layers.GRU(2)(keras.Input((3, 4)), initial_state=keras.Input((3,))))
show("short mask", lambda: layers.LSTM(2)(x, mask=tf.constant([[True, True], [True, False]])))
show("long mask", lambda: layers.GRU(2)(x, mask=tf.ones((2, 4), tf.bool)))
show("flat mask", lambda: layers.GRU(2)(x, mask=tf.constant([True, True, True])))
im = one((1, 4, 4, 2))
show("pool", lambda: layers.MaxPooling2D(padding="causal")(im))
show("pool 1D", lambda: layers.AveragePooling1D(padding="causal")(x))
show("transposed causal", lambda: layers.Conv1DTranspose(2, 2, padding="causal")(x))
show("transposed dilated", lambda: layers.Conv1DTranspose(2, 2, dilation_rate=2)(x))
show("transposed 2D", lambda: layers.Conv2DTranspose(2, 2, dilation_rate=2)(im))
show("transposed uneven", lambda: layers.Conv2DTranspose(2, 2, dilation_rate=(1, 2))(im))
show("transposed 3D", lambda: layers.Conv3DTranspose(2, 2, dilation_rate=2)(one((1, 3, 3, 3, 1))))
show("no groups", lambda: layers.GroupNormalization(0)(x))
d = layers.Dense(2, kernel_regularizer="bogus")
print(d(one((1, 2))).shape, d.get_config()["kernel_regularizer"], keras.regularizers.get("nope"))
show("penalty", lambda: d.losses)
