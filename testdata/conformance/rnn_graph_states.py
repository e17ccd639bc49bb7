# States that come from keras.Input are inputs of a recurrent layer.
import tensorflow as tf
from tensorflow import keras

L = keras.layers
a, b = keras.Input((4, 3)), keras.Input((5, 3))
_, h, c = L.LSTM(4, return_state=True)(a)
lstm = L.LSTM(4, return_sequences=True)
out = lstm(b, initial_state=[h, c])
print(lstm.input, lstm.input_shape, lstm.output_shape)
model = keras.Model([a, b], out)
print(model.get_config()['layers'][3]['inbound_nodes'])
print(model.get_config()['layers'][3]['name'], len(lstm.inbound_nodes))
gru = L.GRU(4)
gru(b, initial_state=h)
print(gru.input_shape, [t.shape for t in gru.input])
both = L.Bidirectional(L.LSTM(4))
both(b, initial_state=[h, c, h, c])
print(both.input_shape)
plain = L.LSTM(4)
plain(b, initial_state=[tf.zeros((1, 4)), tf.zeros((1, 4))])
print(plain.input_shape)
again = keras.Model.from_config(model.get_config())
again.set_weights(model.get_weights())
x, y = tf.ones((2, 4, 3)), tf.ones((2, 5, 3))
print(float(tf.reduce_max(tf.abs(model([x, y]) - again([x, y])))))

lo = keras.Model(a, {'x': L.Dense(1, name='x')(h), 'y': L.Dense(1, name='y')(h)})
lo.compile('sgd', {'x': 'mse', 'y': keras.losses.Huber()})
lo.save('rnn_graph_states.h5')
loss = keras.models.load_model('rnn_graph_states.h5').loss
print(callable(loss['x']), type(loss['y']).__name__)
import os
os.remove('rnn_graph_states.h5')
