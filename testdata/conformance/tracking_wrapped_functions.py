import tensorflow as tf, numpy as np
from tensorflow import keras
from tensorflow.keras import layers
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e)[:400])
M = keras.metrics
def f1(yt, yp, **k):
    m = M.F1Score(**k); m.update_state(yt, yp); return m.result()
t(lambda: f1(tf.constant([[1, 0], [0, 1]]), tf.constant([[1, 0], [1, 1]]), threshold=.5))
t(lambda: f1(np.array([[1, 0], [0, 1]]), np.array([[.6, .2], [.7, .8]]), threshold=.5))
t(lambda: f1(np.array([[1, 1, 1], [1, 0, 0], [1, 1, 0]], np.int32), np.array([[.2, .6, .7], [.2, .6, .6], [.6, .8, 0.]], np.float32), threshold=.5))
t(lambda: f1(tf.constant([[1., 0.], [0., 1.]]), tf.constant([[.1, .9], [.2, .8]]), average="macro"))
t(lambda: f1(tf.constant([1., 0.]), tf.constant([.1, .9])))
t(lambda: M.F1Score(average="x"))
t(lambda: M.F1Score(threshold=1.5))
t(lambda: M.FBetaScore(beta=0.))
t(lambda: M.FBetaScore(beta=2))
def fb(yt, yp, **k):
    m = M.FBetaScore(**k); m.update_state(yt, yp); return m.result()
t(lambda: fb(tf.constant([[1, 0], [0, 1]]), tf.constant([[1, 0], [1, 1]])))
t(lambda: M.F1Score().get_config())
m = M.F1Score(); m.update_state(tf.constant([[1., 0.]]), tf.constant([[.1, .9]])); print([v.name for v in m.variables], m.result().numpy())
m.reset_state(); print(m.result().numpy())
w = M.MeanMetricWrapper(lambda a, b, k=1.: tf.abs(a - b) * k, name="w", k=2.)
w.update_state([1., 2.], [2., 4.]); print(w.result().numpy(), w._fn_kwargs, callable(w._fn), w.get_config().get("k"))
b = M.BinaryAccuracy(threshold=.3)
print(b._fn_kwargs)
print(M.MeanSquaredError()._fn.__name__)
ls = keras.losses.MeanSquaredError(); print(ls.fn.__name__, ls._fn_kwargs)
class Lay(layers.Layer):
    def __init__(self):
        super().__init__()
        self.vs = []
        self.d = {}
    def build(self, s):
        self.vs.append(tf.Variable(1., name="appended"))
        self.k = self.add_weight("k", (s[-1],))
        self.d["x"] = tf.Variable(2., name="in_dict")
        self.b = self.add_weight("b", (1,), trainable=False)
        self.late = tf.Variable(3., name="late")
    def call(self, x): return x * self.k + self.vs[0]
l = Lay(); l(tf.ones((1, 2)))
print([v.name for v in l.weights], [v.name for v in l.trainable_weights])
print(type(l.vs).__name__, type(l.d).__name__, l.vs == l.vs, l.d)
class Cf(layers.Layer):
    def __init__(self, units=[1, 2], opts={"a": [1]}, **k):
        super().__init__(**k)
        self.units = units; self.opts = opts; self.tup = (1, 2)
    def get_config(self):
        c = super().get_config(); c.update(units=self.units, opts=self.opts, tup=self.tup); return c
c = Cf(name="c")
print(c.get_config())
print(c.units, type(c.units).__name__, c.opts, type(c.opts).__name__, type(c.tup).__name__)
print(isinstance(c.units, list), isinstance(c.opts, dict), c.units + [3], c.units[0:1], type(c.units[0:1]).__name__, len(c.units))
import json
print(json.dumps(c.units), json.dumps(dict(c.opts), default=list))
print(keras.layers.serialize(c))
tf.random.set_seed(1)
q = tf.random.normal((1, 3, 4), seed=1); 
a = layers.Attention(dropout=.5)
print(a([q, q], training=True).numpy())
print(a([q, q], training=False).numpy())
tf.random.set_seed(1)
tf.random.set_seed(1)
a = layers.MultiHeadAttention(2, 2, dropout=.5, kernel_initializer="ones")
print(a(q, q, training=True).numpy())
o, s = a(q, q, training=False, return_attention_scores=True); print(o.numpy(), s.numpy())
print(layers.Attention(dropout=.5, use_scale=True, score_mode="concat").get_config())
m = keras.Sequential([layers.Dense(2)]); m.x = [1, {"y": 2}]
print(m.x, type(m.x).__name__, type(m.x[1]).__name__)
