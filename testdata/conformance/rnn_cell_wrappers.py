# Wrappers of cells in tf.nn
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

def t(label, f):
    try:
        print(label, f())
    except Exception as e:
        print(label, type(e).__name__, str(e).split("\n")[0])
x = tf.reshape(tf.range(12, dtype=tf.float32), (2, 6)) / 10
def cell(u=6, cls=layers.SimpleRNNCell):
    return cls(u, kernel_initializer="ones", recurrent_initializer="ones", name="c")
w = tf.nn.RNNCellResidualWrapper(cell())
o, s = w(x, [tf.zeros((2, 6))])
print(o.numpy(), len(s), s[0].numpy())
print(w.built, [v.name for v in w.weights], w.name, w.state_size, w.output_size)
w = tf.nn.RNNCellResidualWrapper(cell(6, layers.LSTMCell), residual_fn=lambda i, o: i * 2 + o)
o, s = w(x, [tf.zeros((2, 6)), tf.ones((2, 6))])
print(o.numpy(), len(s), s[1].numpy(), w.state_size)
w = tf.nn.RNNCellResidualWrapper(cell(6, layers.GRUCell))
print(w(x, [tf.ones((2, 6))])[0].numpy())
w = tf.nn.RNNCellDropoutWrapper(cell(), seed=3)
print(w(x, [tf.ones((2, 6))])[0].numpy())
w = tf.nn.RNNCellDropoutWrapper(cell(), 0.5, 0.5, 0.5, seed=3)
tf.random.set_seed(1)
print(w(x, [tf.ones((2, 6))])[0].numpy())
w = tf.nn.RNNCellDropoutWrapper(cell(), 0.5, 0.5, 0.5, seed=3, variational_recurrent=True, dtype=tf.float32, input_size=6)
print([w._gen_seed(p, i) for p in ("input", "state") for i in range(2)])
w = tf.nn.RNNCellDeviceWrapper(cell(), "/cpu:0")
print(w(x, [tf.ones((2, 6))])[0].numpy())
print(w.get_config()["device"])
for d in (tf.nn.RNNCellResidualWrapper(cell(3)), tf.nn.RNNCellDropoutWrapper(cell(3)), tf.nn.RNNCellDeviceWrapper(cell(3), "/cpu:0")):
    l = layers.RNN(d, return_sequences=True, return_state=True)
    y = l(tf.ones((2, 4, 3)) / 4)
    print([v.numpy()[0] for v in y], len(l.weights))
l = layers.RNN([tf.nn.RNNCellResidualWrapper(cell(3, layers.LSTMCell)), tf.nn.RNNCellResidualWrapper(cell(3, layers.GRUCell))])
print(l(tf.ones((2, 4, 3)) / 4).numpy())
t("keep", lambda: tf.nn.RNNCellDropoutWrapper(cell(), input_keep_prob=2.0))
t("keep text", lambda: tf.nn.RNNCellDropoutWrapper(cell(), input_keep_prob="a"))
t("negative", lambda: tf.nn.RNNCellDropoutWrapper(cell(), output_keep_prob=-1.0))
t("dtype", lambda: tf.nn.RNNCellDropoutWrapper(cell(), 0.5, variational_recurrent=True))
t("size", lambda: tf.nn.RNNCellDropoutWrapper(cell(), 0.5, variational_recurrent=True, dtype=tf.float32))
t("visitor", lambda: tf.nn.RNNCellDropoutWrapper(cell(), dropout_state_filter_visitor=3))
t("no cell", lambda: tf.nn.RNNCellDropoutWrapper(3))
t("zero", lambda: tf.nn.RNNCellResidualWrapper(cell()).zero_state(2, tf.float32))
print(sorted(tf.nn.RNNCellDropoutWrapper(cell(), 0.5).get_config()))
i = keras.Input((4, 3))
m = keras.Model(i, layers.Dense(1, kernel_initializer="ones")(layers.RNN(tf.nn.RNNCellResidualWrapper(cell(3)))(i)))
m.compile("sgd", "mse")
print(m.fit(np.ones((4, 4, 3)) / 4, np.ones((4, 1)), epochs=2, verbose=0).history, m.count_params())
