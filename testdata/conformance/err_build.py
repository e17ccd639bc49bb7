import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e)[:400].replace("\n", "|"))
class A(keras.Model):
    def __init__(self):
        super().__init__(); self.d = layers.Dense(2); self.c = layers.Conv2D(2, 3)
    def call(self, x): return self.c(self.d(x))
class B(keras.Model):
    def call(self, x): raise ValueError("mine")
class C(keras.Model): pass
class D(keras.Model):
    def call(self, x): raise TypeError("typed")
class E(keras.Model):
    def __init__(self):
        super().__init__(); self.e = layers.Embedding(3, 2)
    def call(self, x): return tf.gather([1, 2], x)
class F(keras.Model):
    def call(self, x): raise NotImplementedError("ni")
class G(keras.Model):
    def call(self, x): return tf.matmul(x, tf.ones((9, 2)))
for M in (A, B, C, E, F):
    t(lambda: M().build((None, 4)))
    t(lambda: M()(tf.ones((1, 4))))
t(lambda: keras.Sequential([layers.Dense(1)]).build((None,)))
t(lambda: keras.Sequential([layers.Dense(1)]).build((None, None)))
t(lambda: keras.Sequential([layers.Dense(1)]).build(3))
t(lambda: keras.Sequential([layers.Conv2D(1, 3)]).build((None, 3)))
t(lambda: keras.Sequential([layers.Dense(2), layers.Conv2D(1, 3)]).build((None, 3)))
t(lambda: keras.Sequential([layers.Embedding(3, 2)]).build((None, 3)))
t(lambda: keras.Sequential([layers.Dense(1)]).build([4, 3]))
t(lambda: keras.Sequential([layers.Dense(1)]).build(None))
s = keras.Sequential([layers.Dense(1)]); s.build((None, 3)); t(lambda: s.build((None, 4))); t(lambda: s.input_shape)
i = keras.Input((3,)); o = layers.Dense(1, name="u")(i)
t(lambda: o.node.layer.name); t(lambda: type(o.node).__name__); t(lambda: o._keras_history.layer.name); t(lambda: o._keras_history.node_index); t(lambda: o._keras_history[1:]); t(lambda: i.node.layer.name)
m = keras.Model(i, o); t(lambda: m.input_spec); t(lambda: keras.Model([i, keras.Input((2,), name="k")], o).input_spec); t(lambda: keras.Model({"z": i}, o).input_spec); t(lambda: [l.name for l in m.submodules]); t(lambda: layers.Dense(2).input_spec); t(lambda: m.layers[1].input_spec); t(lambda: layers.Conv2D(1, 1).input_spec); t(lambda: layers.LSTM(2).input_spec); t(lambda: layers.InputSpec(shape=(None, 3), ndim=2, min_ndim=1, axes={-1: 3}, dtype="float32")); t(lambda: layers.InputSpec(max_ndim=3)); t(lambda: layers.InputSpec(shape=(1, 2)).shape); t(lambda: layers.Embedding(2, 2).input_spec); t(lambda: layers.BatchNormalization().input_spec); t(lambda: layers.Flatten().input_spec); t(lambda: layers.Bidirectional(layers.LSTM(2)).input_spec)
t(lambda: m.fit(None, [1])); t(lambda: m.fit(3, [1])); t(lambda: m.predict(None)); t(lambda: m.evaluate(3)); t(lambda: m.save_weights("x", save_format="foo"))
