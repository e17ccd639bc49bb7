import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

def t(label, f):
    try:
        r = f()
        print(label, "->", type(r).__name__)
    except Exception as e:
        print(label, "->", type(e).__name__, str(e).split("\n")[0])

x, y = np.ones((4, 3), "float32"), np.ones((4, 1), "float32")
def model(cls):
    i = keras.Input((3,))
    m = cls(i, layers.Dense(1)(i))
    m.compile("sgd", "mse", metrics=["mae"])
    return m
class A(keras.Model):
    def train_step(self, data):
        pass
t("none", lambda: model(A).fit(x, y, verbose=0))
class B(keras.Model):
    def train_step(self, data):
        return 3.0
t("float", lambda: model(B).fit(x, y, verbose=0))
class C(keras.Model):
    def train_step(self, data):
        a, b, c = data
        return {"loss": 1.0}
t("unpack", lambda: model(C).fit(x, y, verbose=0))
class D(keras.Model):
    def train_step(self, data):
        a, b = data
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(self(a) - b)
        g = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply_gradients(g)
        return {"loss": loss}
t("apply", lambda: model(D).fit(x, y, verbose=0))
class E(keras.Model):
    def train_step(self, data):
        a, b = data
        loss = tf.reduce_mean(self(a) - b)
        with tf.GradientTape() as tape:
            pass
        g = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply_gradients(zip(g, self.trainable_variables))
        return {"loss": loss}
t("outside", lambda: model(E).fit(x, y, verbose=0))
class F(keras.Model):
    def train_step(self, data):
        return {"loss": self.foo}
t("attr", lambda: model(F).fit(x, y, verbose=0))
class G(keras.Model):
    def train_step(self):
        return {}
t("args", lambda: model(G).fit(x, y, verbose=0))
class H(keras.Model):
    def train_step(self, data):
        return {}
t("empty", lambda: print(model(H).fit(x, y, verbose=0).history))
class I(keras.Model):
    def train_step(self, data):
        print(data[0].numpy())
        return {"loss": 1.0}
class J(keras.Model):
    def test_step(self, data):
        raise ValueError("stop")
t("test", lambda: model(J).evaluate(x, y, verbose=0))
t("test fit", lambda: model(J).fit(x, y, validation_data=(x, y), verbose=0))
class K(keras.Model):
    def predict_step(self, data):
        return None
t("predict none", lambda: print(model(K).predict(x, verbose=0)))
class L(keras.Model):
    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None):
        return None
t("compute_loss", lambda: model(L).fit(x, y, verbose=0))
class M(keras.Model):
    def call(self, a, b):
        return a
def sub(cls):
    m = cls()
    m.compile("sgd", "mse")
    return m
t("call args", lambda: sub(M).fit(x, y, verbose=0))
class N(keras.Model):
    def __init__(self):
        super().__init__()
        self.d = layers.Dense(1)
    def call(self, a):
        return {"a": self.d(a)}
t("dict out", lambda: sub(N).fit(x, y, verbose=0))
class O(keras.Model):
    def call(self, a):
        return a
t("no weights", lambda: sub(O).fit(x, x, verbose=0))
class P(keras.Model):
    def call(self, a):
        return self.missing(a)
t("missing", lambda: sub(P).fit(x, y, verbose=0))
t("missing predict", lambda: sub(P).predict(x, verbose=0))
class Q(keras.Model):
    def call(self, a):
        return layers.Dense(1)(a)
class R(keras.Model):
    def call(self, a):
        return tf.Variable(1.0) * a
