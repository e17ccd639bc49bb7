import os, tempfile
import numpy as np, tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
base = tempfile.mkdtemp()
def fill(m):
    r = np.random.RandomState(7)
    m.set_weights([r.uniform(-.5, .5, w.shape).astype(w.dtype) for w in m.get_weights()])
def p(x):
    if isinstance(x, dict): return {k: p(x[k]) for k in sorted(x)}
    if isinstance(x, (list, tuple)): return [p(e) for e in x]
    return np.round(np.asarray(x).astype("float64"), 4).tolist()
def there(name): return os.path.join(base, name)
def again(m, name):
    m.save(there(name))
    return keras.models.load_model(there(name))

# a model of a class that is not registered
X = np.random.RandomState(1).rand(6, 4).astype("float32"); Y = np.arange(6) % 3
class MLP(keras.Model):
    def __init__(self, units=8):
        super().__init__()
        self.d1 = layers.Dense(units, activation="gelu"); self.d2 = layers.Dense(3, activation="softmax")
    def call(self, x): return self.d2(self.d1(x))
    def twice(self, x): return 2 * self(x)
m = MLP(); m(X); fill(m)
m.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
m.fit(X, Y, epochs=2, batch_size=6, shuffle=False, verbose=0)
n = again(m, "mlp")
print(type(n).__name__, isinstance(n, MLP), hasattr(n, "twice"), n.built)
print(np.allclose(m.predict(X, verbose=0), n.predict(X, verbose=0), atol=1e-6), p(n.evaluate(X, Y, verbose=0)))
print([w.name for w in n.weights], [type(l).__name__ for l in n.layers], p(n.d1(X[:1])))
n.summary()
print(p(n.fit(X, Y, epochs=2, batch_size=6, shuffle=False, verbose=0).history["loss"]), n.count_params())
try: n(X[:, :3])
except ValueError as e: print(str(e).split("\n")[0])
print(isinstance(keras.models.load_model(there("mlp"), custom_objects={"MLP": MLP}), MLP))
print(np.allclose(again(n, "again").predict(X, verbose=0), n.predict(X, verbose=0), atol=1e-6))

# pictures, training and states
X = np.random.RandomState(1).rand(4, 8, 8, 2).astype("float32")
class CNN(keras.Model):
    def __init__(self, **kw):
        super().__init__(**kw)
        self.c = layers.Conv2D(4, 3, padding="same"); self.bn = layers.BatchNormalization(); self.pool = layers.MaxPooling2D()
        self.up = layers.Conv2DTranspose(2, 2, strides=2); self.gap = layers.GlobalAveragePooling2D(); self.drop = layers.Dropout(.5); self.out = layers.Dense(3)
    def call(self, x, training=False):
        x = tf.nn.relu(self.bn(self.c(x), training=training))
        return self.out(self.drop(self.gap(self.up(self.pool(x))), training=training))
m = CNN(name="cnn"); m(X); fill(m); m.bn.moving_variance.assign(tf.ones(4))
n = again(m, "cnn")
print(n.name, np.allclose(m(X), n(X), atol=1e-6), len(n.trainable_weights), len(n.non_trainable_weights))
n(X, training=True); m(X, training=True)
print(np.allclose(m.bn.moving_mean, n.bn.moving_mean, atol=1e-6), p(n.bn.moving_mean))

# layers of one's own in a functional model and in a Sequential
class Scale(layers.Layer):
    def __init__(self, units=3, **kw):
        super().__init__(**kw); self.units = units
    def build(self, s):
        self.w = self.add_weight(name="w", shape=(int(s[-1]), self.units), regularizer="l2"); self.b = self.add_weight(name="b", shape=(self.units,), trainable=False)
    def call(self, x): return tf.nn.relu(x @ self.w) + self.b
X = np.random.RandomState(1).rand(5, 4).astype("float32")
i = keras.Input((4,), name="inp")
h = layers.Dense(4, activation="tanh", name="dn")(Scale(5, name="sc")(i))
m = keras.Model(i, Scale(2, name="cf")(h), name="fm"); fill(m); m.compile("adam", "mse", metrics=["mae"])
n = again(m, "fm")
print(type(n).__name__, [type(l).__name__ for l in n.layers], [w.name for w in n.weights])
print(p(n.predict(X, verbose=0)), p(n.evaluate(X, np.ones((5, 2)), verbose=0)), p(n.losses))
print(p(keras.Model(n.input, n.get_layer("dn").output).predict(X, verbose=0)[0]), n.get_layer("cf").get_config()["units"])
n.summary()
m = keras.Sequential([keras.Input((4,)), Scale(4, name="s1"), layers.Dense(3, activation=lambda x: x * tf.sigmoid(2. * x), name="d1"), Scale(1, name="s2")], name="sq"); fill(m)
n = again(m, "sq")
print(type(n).__name__, np.allclose(m(X), n(X), atol=1e-6), p(n.losses))
for l in n.layers: print(l.name, type(l).__name__, [w.name for w in l.weights])
n.layers[0].trainable = False; n.compile("sgd", "mse"); print(len(n.trainable_weights), p(n.fit(X, np.ones((5, 1)), batch_size=5, verbose=0).history["loss"]))
print(p(keras.Sequential([n, layers.Dense(2, kernel_initializer="ones")])(X[:1])))

# losses, lists, dicts and blocks within blocks
class Block(layers.Layer):
    def __init__(self, units, **kw):
        super().__init__(**kw)
        self.a = layers.Dense(units, activation="relu", kernel_regularizer=keras.regularizers.l2(.01)); self.n = layers.LayerNormalization(); self.dr = layers.Dropout(.2)
    def call(self, x, training=None):
        x = self.n(self.a(x))
        self.add_loss(tf.reduce_mean(x ** 2) * .1)
        return self.dr(x, training=training)
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.blocks = [Block(4), Block(4)]
        self.head = {"a": layers.Dense(2), "b": layers.Dense(1, activity_regularizer="l1")}
        self.const = 3.
    def call(self, x, training=None):
        for b in self.blocks: x = b(x, training=training)
        return {"a": self.head["a"](x), "b": self.head["b"](x)}
m = Net(); m(X); fill(m)
n = again(m, "net")
print(p(n.predict(X, verbose=0))); n(X); print(p(n.losses))
print(len(n.blocks), type(n.blocks[0]).__name__, sorted(n.head), [l.name for l in n.layers], hasattr(n, "const"), p(n.blocks[0](X)[0]))

# what is not known
def odd(a, b): return tf.reduce_mean(abs(a - b))
m = keras.Sequential([keras.Input((4,)), layers.Dense(1)]); m.compile("sgd", odd); m.save(there("odd"))
try: keras.models.load_model(there("odd"))
except ValueError as e: print(str(e)[:30])
class Later(keras.Model):
    def __init__(self): super().__init__(); self.d = layers.Dense(2)
    def call(self, x): return self.d(x)
try: Later().save(there("later"))
except ValueError as e: print(type(e).__name__)
