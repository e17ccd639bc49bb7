# Layers around cells of one's own: custom_objects, states that do not fit, dropout masks of cells, masking flags.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def t(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__ + " " + str(e).splitlines()[0][:200]


class Minimal(layers.Layer):
    def __init__(self, units, **kwargs):
        self.units = units
        self.state_size = units
        super().__init__(**kwargs)

    def build(self, shape):
        self.k = self.add_weight(shape=(shape[-1], self.units), initializer="ones")

    def call(self, inputs, states):
        h = tf.matmul(inputs, self.k) + states[0]
        return h, [h]

    def get_config(self):
        return {**super().get_config(), "units": self.units}


class D(layers.Dense):
    pass


own = {"Minimal": Minimal, "D": D}
print(layers.RNN.from_config(layers.RNN(Minimal(2)).get_config(), custom_objects=own).cell.units)
print(layers.StackedRNNCells.from_config(layers.StackedRNNCells([Minimal(2)]).get_config(), custom_objects=own).cells[0].units)
print(layers.Bidirectional.from_config(layers.Bidirectional(layers.RNN(Minimal(2))).get_config(), custom_objects=own).forward_layer.cell.units)
print(layers.TimeDistributed.from_config(layers.TimeDistributed(D(2)).get_config(), custom_objects=own).layer.units)
print(t(lambda: layers.Dense.from_config(layers.Dense(2).get_config(), custom_objects=own)))
x = tf.ones((2, 4, 3))
print(t(lambda: layers.RNN(Minimal(2))(x[0])), t(lambda: layers.RNN(layers.LSTMCell(2))(x[0])), t(lambda: layers.RNN(Minimal(2))(tf.ones((2,)))))
print(t(lambda: layers.RNN([Minimal(3), Minimal(2)])(x, initial_state=[tf.ones((2, 2))])))
for C, n in ((layers.GRUCell, 3), (layers.LSTMCell, 4), (layers.SimpleRNNCell, 1)):
    c = C(2, dropout=0.5, recurrent_dropout=0.25)
    m = c.get_dropout_mask_for_cell(tf.ones((2, 40)), True, n)
    print(type(m).__name__, sorted(set(np.unique(m if n == 1 else m[0]).tolist())))
    a, b = (c(tf.ones((2, 40)), c.get_initial_state(batch_size=2, dtype=tf.float32), training=True)[0] for _ in range(2))
    print(np.allclose(a, b), c.reset_dropout_mask(), c.reset_recurrent_dropout_mask(), C(2).get_recurrent_dropout_mask_for_cell(x, True))
flags = [layers.Lambda(lambda v: v), layers.InputLayer((2,)), layers.Flatten(), layers.Dense(1), layers.Masking(), layers.Reshape((1,)), Minimal(1)]


class Passes(layers.Layer):
    def compute_mask(self, inputs, mask=None):
        return mask


print([l.supports_masking for l in flags + [Passes(), keras.Model(keras.Input((2,)), [])][:8]])
m = keras.Sequential([layers.Dense(3)])
print(m._build_input_shape)
m.compile("sgd", "mse")
m.fit(tf.ones((5, 2)), tf.ones((5, 3)), verbose=0)
print(m.input_shape, m._build_input_shape, m.layers[0].output_shape)
m = keras.Sequential([keras.Input((4,)), layers.Dense(2)])
print(t(lambda: m.add(layers.LSTM(3))), len(m.layers), len(m.get_weights()))
f = keras.metrics.F1Score(threshold=0.5)
print(f.built, keras.metrics.R2Score().built, keras.metrics.Mean().built)
f.update_state([[1.0, 0.0]], [[0.7, 0.2]])
print(f.built)
print(t(lambda: layers.LSTM(2.5)), t(lambda: layers.LSTM(3.0)))
