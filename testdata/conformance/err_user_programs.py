# Errors as users meet them in whole programs, caught and shown by their first lines
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

def first(e, n=1): return type(e).__name__ + ": " + " / ".join(l.strip() for l in str(e).strip().split("\n")[:n])
def attempt(label, f, n=1):
    try:
        r = f()
        print(label, "ok", r if isinstance(r, (int, str, tuple)) else type(r).__name__)
    except Exception as e:
        print(label, first(e, n))

class NoCall(layers.Layer):
    pass
class BadInit(layers.Layer):
    def __init__(self):
        self.d = layers.Dense(2)
    def call(self, x):
        return self.d(x)
class BadShape(layers.Layer):
    def build(self, input_shape):
        self.w = self.add_weight(shape=(3, 2), name="w")
    def call(self, x):
        return tf.matmul(x, self.w)
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.d = layers.Dense(2)
    def call(self, x):
        return self.d(x)
x = np.ones((4, 5), "float32")
attempt("no call", lambda: NoCall()(x))
attempt("no super", lambda: BadInit()(x))
attempt("matmul in layer", lambda: BadShape()(x), 3)
attempt("call args", lambda: Net()(x, x))
attempt("summary", lambda: Net().summary())
attempt("predict before build", lambda: Net().predict(x, verbose=0).shape)
m = Net(); m.compile("sgd", "mse"); m.fit(x, np.ones((4, 2)), verbose=0)
attempt("other width", lambda: m.predict(np.ones((4, 6)), verbose=0), 2)
attempt("save h5", lambda: m.save("x.h5"))
attempt("load missing", lambda: keras.models.load_model("missing.h5"))
attempt("load text", lambda: (open("t.keras", "w").write("hello"), keras.models.load_model("t.keras"))[1])
attempt("get_layer", lambda: m.get_layer("nope"))
attempt("numpy shape", lambda: np.array([[1, 2], [3, 4]]).reshape(3, 2))
attempt("concat", lambda: np.concatenate([np.ones((2, 2)), np.ones((2, 3))]))
attempt("unpack", lambda: (lambda a, b: a)(*[1, 2, 3]))
attempt("tf index", lambda: tf.constant([1, 2, 3])[3].numpy())
attempt("tensor truth", lambda: "yes" if tf.constant([1, 2]) else "no")
attempt("tensor assign", lambda: exec("t = tf.constant([1]); t[0] = 2", {"tf": tf}))
attempt("variable assign", lambda: exec("v = tf.Variable([1]); v[0] = 2", {"tf": tf}))
attempt("loss shapes", lambda: float(keras.losses.MeanSquaredError()(tf.ones((2, 3)), tf.ones((2, 4)))))
attempt("sparse labels", lambda: keras.losses.SparseCategoricalCrossentropy()([3], [[0.5, 0.5]]).numpy().item(), 1)
attempt("one hot labels", lambda: keras.losses.CategoricalCrossentropy()([1, 0], [[0.5, 0.5], [0.5, 0.5]]).numpy().item())
attempt("embedding", lambda: layers.Embedding(3, 2)(tf.constant([5])).shape.as_list().__len__())
attempt("optimizer name", lambda: keras.Sequential([layers.Dense(1)]).compile("adma"))
attempt("string data", lambda: m.fit(np.array(["a"]), np.ones((1, 2)), verbose=0), 1)
attempt("object data", lambda: m.fit(np.array([[1, 2], [3]], dtype=object), np.ones((2, 2)), verbose=0))
attempt("pool too big", lambda: layers.MaxPooling2D(5)(tf.ones((1, 3, 3, 1))).shape.rank)
attempt("conv channels", lambda: layers.Conv2D(2, 3, groups=2)(tf.ones((1, 5, 5, 3))))
attempt("lstm rank", lambda: layers.LSTM(2)(tf.ones((3, 4))))
attempt("mha missing", lambda: layers.MultiHeadAttention(2, 4)(tf.ones((1, 3, 4))))
attempt("add shapes", lambda: layers.Add()([tf.ones((1, 3)), tf.ones((1, 4))]))
attempt("vectorize", lambda: layers.TextVectorization()(["a b"]).shape.rank)
attempt("lookup", lambda: layers.StringLookup(vocabulary=["a"])([1, 2]))
attempt("callback", lambda: keras.callbacks.EarlyStopping(mode="minimum").patience)
attempt("schedule", lambda: keras.optimizers.schedules.CosineDecay().alpha)
attempt("math", lambda: tf.math.foo(1))
attempt("import", lambda: __import__("keras_tuner_x"))
