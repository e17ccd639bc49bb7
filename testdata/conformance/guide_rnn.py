# Recurrent layers: outputs, states, cells, stateful runs, both directions, nested inputs.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(7)
model = keras.Sequential()
model.add(layers.Embedding(input_dim=1000, output_dim=64))
model.add(layers.LSTM(128))
model.add(layers.Dense(10))
model.summary()

model = keras.Sequential()
model.add(layers.Embedding(input_dim=1000, output_dim=64))
model.add(layers.GRU(256, return_sequences=True))
model.add(layers.SimpleRNN(128))
model.add(layers.Dense(10))
model.summary()

encoder_vocab, decoder_vocab = 1000, 2000
encoder_input = layers.Input(shape=(None,))
encoder_embedded = layers.Embedding(input_dim=encoder_vocab, output_dim=64)(encoder_input)
output, state_h, state_c = layers.LSTM(64, return_state=True, name="encoder")(encoder_embedded)
encoder_state = [state_h, state_c]
decoder_input = layers.Input(shape=(None,))
decoder_embedded = layers.Embedding(input_dim=decoder_vocab, output_dim=64)(decoder_input)
decoder_output = layers.LSTM(64, name="decoder")(decoder_embedded, initial_state=encoder_state)
output = layers.Dense(10)(decoder_output)
model = keras.Model([encoder_input, decoder_input], output)
model.summary()
print(model.predict([np.ones((2, 3)), np.ones((2, 4))], verbose=0))

paragraph1 = np.random.random((4, 10, 5)).astype(np.float32)
paragraph2 = np.random.random((4, 10, 5)).astype(np.float32)
lstm_layer = layers.LSTM(6, stateful=True)
a = lstm_layer(paragraph1)
b = lstm_layer(paragraph2)
print(lstm_layer.states)
existing_state = lstm_layer.states
lstm_layer.reset_states()
c = lstm_layer(paragraph2)
print(np.allclose(b, c), c.numpy()[0])
new_lstm = layers.LSTM(6)
print(new_lstm(paragraph2, initial_state=existing_state).shape)
lstm_layer.reset_states(states=[np.ones((4, 6)), np.zeros((4, 6))])
print(lstm_layer.states[0].numpy().sum())

model = keras.Sequential()
model.add(layers.Bidirectional(layers.LSTM(64, return_sequences=True), input_shape=(5, 10)))
model.add(layers.Bidirectional(layers.LSTM(32)))
model.add(layers.Dense(10))
model.summary()
for mode in ["sum", "mul", "ave", "concat", None]:
    bi = layers.Bidirectional(layers.GRU(3), merge_mode=mode)
    out = bi(paragraph1)
    print(mode, [o.shape for o in out] if mode is None else out.numpy()[0])
bi = layers.Bidirectional(layers.LSTM(3, return_state=True), backward_layer=layers.LSTM(3, go_backwards=True, return_state=True, activation="relu"))
print([o.shape for o in bi(paragraph1)], bi.get_config()["layer"]["config"]["units"])

# RNN(LSTMCell) computes what LSTM does.
lstm = layers.LSTM(4)
rnn = layers.RNN(layers.LSTMCell(4))
expected = lstm(paragraph1)
rnn.build(paragraph1.shape)
rnn.set_weights(lstm.get_weights())
print(np.allclose(expected, rnn(paragraph1), atol=1e-6))
stacked = layers.RNN([layers.LSTMCell(4), layers.GRUCell(3), layers.SimpleRNNCell(2)], return_state=True)
outs = stacked(paragraph1)
print(len(outs), outs[0].shape, stacked.cell.state_size, stacked.cell.output_size)
print([type(l).__name__ for l in stacked.cell.cells], len(stacked.weights))


class NestedCell(layers.Layer):
    def __init__(self, unit_1, unit_2, unit_3, **kwargs):
        super().__init__(**kwargs)
        self.unit_1, self.unit_2, self.unit_3 = unit_1, unit_2, unit_3
        self.state_size = [tf.TensorShape([unit_1]), tf.TensorShape([unit_2, unit_3])]
        self.output_size = [tf.TensorShape([unit_1]), tf.TensorShape([unit_2, unit_3])]

    def build(self, input_shapes):
        i1 = input_shapes[0][1]
        i2 = input_shapes[1][1]
        i3 = input_shapes[1][2]
        self.kernel_1 = self.add_weight(shape=(i1, self.unit_1), initializer="uniform", name="kernel_1")
        self.kernel_2_3 = self.add_weight(shape=(i2, i3, self.unit_2, self.unit_3), initializer="uniform", name="kernel_2_3")

    def call(self, inputs, states):
        input_1, input_2 = tf.nest.flatten(inputs)
        s1, s2 = states
        output_1 = tf.matmul(input_1, self.kernel_1)
        output_2_3 = tf.einsum("bij,ijkl->bkl", input_2, self.kernel_2_3)
        state_1 = s1 + output_1
        state_2_3 = s2 + output_2_3
        return (output_1, output_2_3), (state_1, state_2_3)

    def get_config(self):
        return {"unit_1": self.unit_1, "unit_2": self.unit_2, "unit_3": self.unit_3}


unit_1, unit_2, unit_3, i1, i2, i3 = 10, 20, 30, 32, 8, 4
cell = NestedCell(unit_1, unit_2, unit_3)
rnn = layers.RNN(cell)
input_1 = keras.Input((None, i1))
input_2 = keras.Input((None, i2, i3))
outputs = rnn((input_1, input_2))
model = keras.models.Model([input_1, input_2], outputs)
model.summary()
model.compile(optimizer="adam", loss="mse", metrics=["mae"])
x1, x2 = np.random.random((8, 5, i1)), np.random.random((8, 5, i2, i3))
t1, t2 = np.random.random((8, unit_1)), np.random.random((8, unit_2, unit_3))
history = model.fit([x1, x2], [t1, t2], batch_size=4, epochs=1, verbose=0, shuffle=False)
print({k: round(v[0], 4) for k, v in history.history.items()})


class MinimalRNNCell(keras.layers.Layer):
    def __init__(self, units, **kwargs):
        self.units = units
        self.state_size = units
        super().__init__(**kwargs)

    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units), initializer="ones", name="kernel")
        self.recurrent_kernel = self.add_weight(shape=(self.units, self.units), initializer="ones", name="recurrent_kernel")
        self.built = True

    def call(self, inputs, states):
        prev_output = states[0]
        h = keras.backend.dot(inputs, self.kernel)
        output = tf.tanh(0.1 * (h + keras.backend.dot(prev_output, self.recurrent_kernel)))
        return output, [output]


layer = keras.layers.RNN([MinimalRNNCell(3), MinimalRNNCell(2)], return_sequences=True, name="mini")
print(layer(paragraph1[:1]).numpy())
print([(w.name, w.shape) for w in layer.weights])
for layer in [layers.LSTM(3), layers.GRU(3), layers.SimpleRNN(3), layers.LSTMCell(2), layers.GRUCell(2, reset_after=False)]:
    print(layer.get_config())
x = tf.reshape(tf.range(24, dtype=tf.float32), (2, 3, 4)) / 24
for cls in [layers.SimpleRNN, layers.LSTM, layers.GRU]:
    l = cls(2, kernel_initializer="ones", recurrent_initializer="ones", return_sequences=True, go_backwards=True)
    print(l(x, mask=tf.constant([[True, True, False], [True, False, False]])).numpy())
    print(cls(2, time_major=True, kernel_initializer="ones", unroll=True)(x).shape)
print(layers.ConvLSTM2D(3, 2, kernel_initializer="ones")(tf.ones((1, 2, 4, 4, 1)))[0, 0, 0].numpy())
print(layers.TimeDistributed(layers.Dense(2, kernel_initializer="ones"))(x).numpy()[0])
for bad in [
    lambda: layers.LSTM(3)(tf.ones((2, 3))),
    lambda: layers.LSTM(-1),
    lambda: layers.LSTM(3, stateful=True)(keras.Input((None, 3))),
    lambda: layers.RNN(3),
    lambda: layers.Bidirectional(3),
    lambda: layers.Bidirectional(layers.LSTM(3), merge_mode="max"),
    lambda: layers.LSTM(3).reset_states(),
    lambda: layers.GRU(3)(x, initial_state=[tf.ones((2, 3)), tf.ones((2, 3))]),
]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, str(e).splitlines()[0][:160])
