# The weights of layers in lists, dicts and tuples of models and layers.
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
import numpy as np


def block(n):
    return [layers.Dense(2, name=n + "d"), layers.BatchNormalization(name=n + "b")]


def names(ws):
    return [w.name for w in ws]


def show(m):
    print(type(m).__name__, names(m.weights))
    print("  trainable", names(m.trainable_weights))
    print("  others", names(m.non_trainable_weights))


class Deep(keras.Model):
    def __init__(self):
        super().__init__(name="deep")
        self.head = layers.BatchNormalization(name="head")
        self.body = block("l")
        self.pairs = [block("p0"), [block("p1")]]
        self.d = {"z": layers.BatchNormalization(name="dz"), "a": layers.Dense(2, name="da")}
        self.t = (layers.BatchNormalization(name="t0"), layers.Dense(2, name="t1"))

    def call(self, x):
        for l in [self.head] + list(self.body) + list(self.pairs[0]) + list(self.pairs[1][0]) + [self.d["z"], self.d["a"], *self.t]:
            x = l(x)
        return x


m = Deep()
m(tf.ones((1, 2)))
show(m)
print([l.name for l in m.layers])
print([w.shape for w in m.get_weights()])
m.body[0].trainable = False
show(m)
m.trainable = False
show(m)
m.trainable = True
m.body.append(layers.Dense(2, name="late"))
m.body[-1](tf.ones((1, 2)))
show(m)
m.save_weights("deep.h5")
n = Deep()
n.body.append(layers.Dense(2, name="late"))
n(tf.ones((1, 2)))
n.body[-1](tf.ones((1, 2)))
n.load_weights("deep.h5")
print(all((a == b).all() for a, b in zip(m.get_weights(), n.get_weights())))


class Part(layers.Layer):
    def __init__(self):
        super().__init__(name="part")
        self.bn = layers.BatchNormalization(name="bn")
        self.v = tf.Variable([1.0], name="v", trainable=False)
        self.body = block("l") + [tf.Variable([2.0], name="inlist"), tf.Variable([3.0], name="inlist2", trainable=False)]
        self.w = tf.Variable([1.0], name="w")

    def call(self, x):
        return self.body[1](self.body[0](self.bn(x)))


class Held(tf.Module):
    def __init__(self):
        super().__init__(name="held")
        self.v = tf.Variable([1.0], name="hv")
        self.ls = [tf.Variable(2.0, name="hl"), tf.Variable(2.0, name="hn", trainable=False)]


class Whole(keras.Model):
    def __init__(self):
        super().__init__(name="whole")
        self.v = tf.Variable([1.0], name="v", trainable=False)
        self.body = [tf.Variable([2.0], name="inlist"), tf.Variable([3.0], name="inlist2", trainable=False)] + block("l")
        self.inner = Part()
        self.w = tf.Variable([1.0], name="w")
        self.bn = layers.BatchNormalization(name="bn")
        self.both = [self.bn, layers.Dense(2, name="both")]
        self.mean = keras.metrics.Mean(name="mean")
        self.ms = [keras.metrics.Sum(name="sum"), layers.Dense(2, name="behind")]
        self.held = Held()

    def call(self, x):
        return self.ms[1](self.both[1](self.both[0](self.inner(self.body[3](self.body[2](x)))))) * self.held.v


w = Whole()
w(tf.ones((1, 2)))
show(w.inner)
show(w)
w.save_weights("whole.weights.h5")
u = Whole()
u(tf.ones((1, 2)))
u.load_weights("whole.weights.h5")
print([(a == b).all() for a, b in zip(w.get_weights(), u.get_weights())])
w.body.append(tf.Variable([5.0], name="later"))
show(w)
w.compile("adam", "mse")
w.fit(np.ones((4, 2)), np.ones((4, 2)), verbose=0)
print(names(w.optimizer.variables))
w.summary()


class Changed(keras.Model):
    def __init__(self):
        super().__init__(name="changed")
        self.ls = [layers.Dense(1, name="d0"), layers.Dense(2, name="d1")]
        self.k = {1: layers.Dense(1, name="i1"), 0: layers.Dense(1, name="i0")}

    def call(self, x):
        for l in self.ls:
            x = l(x)
        return self.k[0](self.k[1](x))


s = Changed()
s(tf.ones((1, 2)))
print(names(s.weights))
s.ls[0] = layers.Dense(1, name="new")
s(tf.ones((1, 2)))
print(names(s.weights), [l.name for l in s.layers])
s.ls.insert(0, layers.Dense(2, name="ins"))
s(tf.ones((1, 2)))
print(names(s.weights))
del s.ls[1]
s.ls.reverse()
print(names(s.weights))
s.ls = []
print(names(s.weights), s.ls)
