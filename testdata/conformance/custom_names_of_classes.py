# Shapes that recurrent layers tell, names of classes of one's own, constants of cells.
import numpy as np, tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
for c in (layers.LSTMCell(2), layers.GRUCell(3), [layers.LSTMCell(2), layers.GRUCell(3)], layers.SimpleRNNCell(4)):
    for kw in ({}, {"return_sequences": True}, {"return_state": True}, {"return_sequences": True, "return_state": True}, {"time_major": True}, {"time_major": True, "return_sequences": True}):
        l = layers.RNN(c, **kw)
        print(l.compute_output_shape((None, 6, 3)), l.compute_output_shape((4, 6, 3)), l.compute_output_shape(tf.TensorShape([4, None, 3])))
l = layers.LSTM(3, return_state=True); print(l.compute_output_shape((None, 6, 3)))
l = layers.Bidirectional(layers.LSTM(3, return_sequences=True)); print(l.compute_output_shape((None, 6, 3)))
class I(keras.initializers.Initializer):
    def __init__(self, a=3): self.a=a
    def __call__(self, shape, dtype=None): return tf.ones(shape)*self.a
    def get_config(self): return {"a": self.a}
class Lo(keras.losses.Loss):
    def call(self, a, b): return tf.reduce_mean(a-b)
class Me(keras.metrics.Mean): pass
class Op(keras.optimizers.SGD): pass
class Re(keras.regularizers.Regularizer):
    def __call__(self, x): return tf.reduce_sum(x)
class Co(keras.constraints.Constraint): pass
def act(x): return x
def t(f):
    try: print('ok', f())
    except Exception as e: print(type(e).__name__, str(e)[:150])
with keras.utils.custom_object_scope({"I": I, "Lo": Lo, "Me": Me, "Op": Op, "Re": Re, "Co": Co, "act": act}):
    for f in (lambda: keras.initializers.get("I").a, lambda: type(keras.losses.get("Lo")).__name__, lambda: type(keras.optimizers.get("Op")).__name__, lambda: type(keras.regularizers.get("Re")).__name__, lambda: type(keras.constraints.get("Co")).__name__, lambda: keras.activations.get("act") is act, lambda: keras.losses.get("act") is act, lambda: type(layers.Dense(1, kernel_initializer="I").kernel_initializer).__name__, lambda: keras.metrics.get("act") is act):
        t(f)
seen = []
class Cell(layers.Layer):
    state_size = 2
    def call(self, x, states, constants=None):
        seen.append((type(constants).__name__, len(constants))); return x, [x]
layers.RNN(Cell())(tf.ones((1,1,2)), constants=tf.ones((3,2)))
layers.RNN(Cell())(tf.ones((1,1,2)), constants=[tf.ones((3,2)), tf.ones(1)])
layers.RNN(Cell())(tf.ones((1,1,2)), constants=(tf.ones((3,2)), tf.ones(1)))
print(sorted(set(seen)))
