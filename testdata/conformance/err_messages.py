# Typical mistakes, word by word
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def show(v):
    if isinstance(v, dict):
        return {k: show(v[k]) for k in v}
    if isinstance(v, (list, tuple)):
        return [show(e) for e in v]
    if isinstance(v, keras.layers.Layer):
        return type(v).__name__
    if hasattr(v, "numpy"):
        v = v.numpy()
    if isinstance(v, np.ndarray):
        return np.round(v, 4).tolist() if v.dtype.kind in "fiub" else v.tolist()
    if isinstance(v, (float, np.floating)):
        return round(float(v), 4)
    return v


def t(label, f):
    try:
        print(label, show(f()))
    except Exception as e:
        print(label, type(e).__name__, str(e).splitlines()[0] if str(e) else "")


m = keras.Sequential([keras.Input((4,)), layers.Dense(2, name="d")], name="net")
x = np.ones((3, 4), "float32")


def full(label, f):
    try:
        print(label, show(f()))
    except Exception as e:
        print(label, type(e).__name__, str(e))


full("ndim", lambda: layers.Conv2D(2, 3)(tf.ones((2, 3, 4))))
full("axis", lambda: m(tf.ones((2, 5))))
full("min_ndim", lambda: layers.Dense(2)(tf.ones(3)))
full("inputs", lambda: layers.Dense(2)([tf.ones((1, 2)), tf.ones((1, 2))]))
full("predict", lambda: m.predict(x, verbose=0).shape)
full("compile", lambda: keras.Sequential([layers.Dense(1)]).fit(x, x))
full("opt", lambda: m.compile("sgdd", "mse"))
full("no args", lambda: m.compile(optimiser="sgd"))
full("layer", lambda: m.get_layer("q"))
full("layer", lambda: m.get_layer(index=7))
full("layer", lambda: m.get_layer())
full("add", lambda: m.add(3))
full("add dup", lambda: m.add(layers.Dense(1, name="d")))
full("pop", lambda: keras.Sequential().pop())
full("weights", lambda: m.set_weights([np.ones((4, 2))]))
full("weights", lambda: m.set_weights([np.ones((4, 3)), np.ones(2)]))
full("layer weights", lambda: m.layers[0].set_weights([np.ones((4, 2))]))
full("weights", lambda: keras.Sequential([layers.Dense(2)]).weights)
full("input", lambda: keras.Input())
full("input", lambda: keras.Input(3))
full("input", lambda: keras.Input((3,), foo=1))
full("model", lambda: keras.Model())
full("model", lambda: keras.Model(inputs=x, outputs=x))
i, j = keras.Input((3,), name="i"), keras.Input((3,), name="j")
full("model", lambda: keras.Model(i, layers.Dense(2)(j)))
full("model", lambda: keras.Model([i, i], layers.Dense(2)(i)))
full("model", lambda: keras.Model(i, 3))
full("call", lambda: keras.Model([i, j], layers.add([i, j]))(tf.ones((1, 3))))
full("seq", lambda: keras.Sequential([3]))
full("seq", lambda: keras.Sequential([keras.Input((3,)), layers.Dense(2), keras.Input((2,))]))
full("act", lambda: layers.Dense(2, activation="reluu"))
full("act", lambda: layers.Activation(3))
full("init", lambda: layers.Dense(2, kernel_initializer="one"))
full("cons", lambda: layers.Dense(2, kernel_constraint="maxnorm2"))
full("kw", lambda: layers.Dense(2, unitss=3))
full("kw", lambda: layers.Conv2D(2, 3, stride=2))
full("missing", lambda: layers.Conv2D(3))
full("rate", lambda: layers.Dropout(1.5))
full("rate", lambda: layers.Dropout(-0.1))
full("flatten", lambda: layers.Reshape((5,))(tf.ones((2, 4))))
full("merge", lambda: layers.add([tf.ones((2, 3)), tf.ones((2, 4))]))
full("merge", lambda: layers.Concatenate()([tf.ones((2, 3)), tf.ones((3, 3))]))
full("merge", lambda: layers.Add()(tf.ones((2, 3))))
full("output", lambda: layers.Dense(2).output)
full("input", lambda: layers.Dense(2).input)
full("output_shape", lambda: layers.Dense(2).output_shape)
d = layers.Dense(3)
d(i), d(j)
full("multi", lambda: d.output)
full("node", lambda: d.get_output_at(4))
full("attr", lambda: d.foo)
full("attr", lambda: layers.Dens)
full("attr", lambda: keras.optimizers.Adamm)
full("built", lambda: d(tf.ones((2, 5))))
full("dtype", lambda: layers.Dense(2)(tf.constant([["a"]])))
full("cardinality", lambda: (m.compile("sgd", "mse"), m.fit(x, x[:2, :2], verbose=0)))
full("ckpt", lambda: m.load_weights("q.h5"))
full("clone", lambda: keras.models.clone_model(3))
full("tv", lambda: layers.TextVectorization(output_mode="x"))
full("sl", lambda: layers.StringLookup()(tf.constant(["a"])))
full("sl", lambda: layers.StringLookup(vocabulary=["a", "a"]))
full("cat", lambda: layers.CategoryEncoding(num_tokens=2)(tf.constant([[5]])))
full("emb", lambda: layers.Embedding(2, 2)(tf.constant([5])))
full("call", lambda: layers.Layer()(tf.ones(2)).shape)


class NoInit(layers.Layer):
    def __init__(self):
        self.d = layers.Dense(2)


class NoCfg(layers.Layer):
    def __init__(self, k):
        super().__init__()
        self.k = k


class BadCall(layers.Layer):
    def call(self, x):
        return x @ tf.ones((9, 9))


class NoCall(keras.Model):
    pass


full("noinit", lambda: NoInit())
full("nocfg", lambda: NoCfg(3).get_config())
full("badcall", lambda: BadCall(name="bad")(tf.ones((2, 3))))
full("nocall", lambda: NoCall()(tf.ones((1, 2))))
full("weight", lambda: layers.Layer().add_weight("w", shape=(2,), initializer="bogus"))
full("weight", lambda: layers.Layer().add_weight("w", shape=(2,), dtype="int32").dtype.name)
full("dense", lambda: layers.deserialize("Dense"))
full("json", lambda: keras.models.model_from_json("{"))
full("onehot", lambda: keras.utils.to_categorical([0, 3], 2))
full("pad", lambda: keras.utils.pad_sequences([[1], 2]))
full("pad", lambda: keras.utils.pad_sequences([[1, 2]], padding="x"))
full("pad", lambda: keras.utils.pad_sequences([[1, 2]], truncating="x", maxlen=1))
