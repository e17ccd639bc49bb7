import os
import tempfile

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

os.chdir(tempfile.mkdtemp())

def t(label, f):
    try:
        r = f()
        print(label, "->", type(r).__name__)
    except Exception as e:
        print(label, "->", type(e).__name__, str(e).split("\n")[0])

def model():
    return keras.Sequential([layers.Dense(1, input_shape=(3,))])
x, y = np.ones((4, 3), "float32"), np.ones((4, 1), "float32")
m = model()
t("fit", lambda: m.fit(x, y, verbose=0))
t("evaluate", lambda: m.evaluate(x, y, verbose=0))
t("predict", lambda: m.predict(x, verbose=0))
t("train_on_batch", lambda: m.train_on_batch(x, y))
t("test_on_batch", lambda: m.test_on_batch(x, y))
t("predict_on_batch", lambda: m.predict_on_batch(x))
t("reset", lambda: m.reset_metrics())
t("metrics", lambda: print(m.metrics, m.metrics_names))
t("optimizer", lambda: m.optimizer)
t("loss", lambda: m.loss)
t("compiled_loss", lambda: print(m.compiled_loss))
t("get_compile_config", lambda: print(m.get_compile_config()))
t("save", lambda: m.save("q.keras"))
m.compile(loss="mse")
t("no opt", lambda: m.fit(x, y, verbose=0))
m.compile("sgd")
t("no loss", lambda: m.fit(x, y, verbose=0))
t("no loss ev", lambda: print(m.evaluate(x, y, verbose=0)))
u = keras.Sequential([layers.Dense(1)])
t("summary", lambda: u.summary())
t("weights", lambda: u.weights)
t("count", lambda: u.count_params())
t("inputs", lambda: u.inputs)
t("input", lambda: u.input)
t("output", lambda: u.output)
t("input_shape", lambda: u.input_shape)
t("output_shape", lambda: u.output_shape)
t("save_weights", lambda: u.save_weights("q.h5"))
t("save", lambda: u.save("q2.keras"))
t("get_weights", lambda: u.get_weights())
t("set_weights", lambda: u.set_weights([1]))
t("load", lambda: u.load_weights("none.h5"))
t("layer", lambda: u.layers[0].weights)
t("layer kernel", lambda: u.layers[0].kernel)
t("layer output", lambda: u.layers[0].output)
t("layer input", lambda: u.layers[0].input)
t("layer input_shape", lambda: u.layers[0].input_shape)
t("layer output_shape", lambda: u.layers[0].output_shape)
t("layer count", lambda: u.layers[0].count_params())
class S(keras.Model):
    def __init__(self):
        super().__init__()
        self.d = layers.Dense(1)
    def call(self, x):
        return self.d(x)
s = S()
t("s summary", lambda: s.summary())
t("s weights", lambda: s.weights)
t("s input", lambda: s.input)
t("s inputs", lambda: s.inputs)
t("s output_shape", lambda: s.output_shape)
t("s count", lambda: s.count_params())
t("s save", lambda: s.save("s.h5"))
t("s save w", lambda: s.save_weights("s.weights.h5"))
t("s to_json", lambda: s.to_json())
t("s get_config", lambda: print(s.get_config()))
t("s fit", lambda: s.fit(x, y))
t("s build", lambda: s.build(3))
class N(keras.Model):
    def __init__(self):
        self.d = layers.Dense(1)
t("no super", lambda: N())
class NL(layers.Layer):
    def __init__(self):
        self.d = layers.Dense(1)
t("no super layer", lambda: NL())
class NL2(layers.Layer):
    def __init__(self):
        self.n = 3
t("no super layer2", lambda: NL2()(x))
class NC(keras.Model):
    pass
t("no call", lambda: NC()(x))
t("no call fit", lambda: NC().predict(x, verbose=0))
