import os
os.environ["TF_CPP_MIN_LOG_LEVEL"]="3"
import tensorflow as tf
from tensorflow import keras
import numpy as np
def t(n, f):
    try: print(n, f())
    except Exception as e: print(n, '>>', type(e).__name__, '|', str(e), '|')
class L(keras.layers.Layer):
    def call(self, x):
        raise ValueError("boom in call")
class L2(keras.layers.Layer):
    def call(self, x):
        return tf.matmul(x, tf.ones((3,3)))
class L3(keras.layers.Layer):
    def call(self, x):
        return self.missing + x
x = tf.ones((2,5))
t("eager L", lambda: L()(x))
t("eager L2", lambda: L2(name="two")(x))
t("eager L3", lambda: L3(name="three")(x))
m = keras.Sequential([L(name="inner")])
t("seq", lambda: m(x))
class M(keras.Model):
    def call(self, x): raise RuntimeError("model call")
t("model", lambda: M()(x))
class Own(Exception):
    def __init__(self, a, b): super().__init__(a, b)
class L4(keras.layers.Layer):
    def call(self, x): raise Own(1, 2)
t("own", lambda: L4()(x))
