# Steps on batches of other shapes than those before: graphs of relaxed shapes fail when they run.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

X = np.sin(np.arange(36) * 0.5).reshape(18, 2).astype("float32")
Y = (X ** 2).sum(1, keepdims=True)


def make(**kw):
    m = keras.Sequential([keras.Input((2,)), layers.Dense(3, "relu", kernel_initializer=keras.initializers.Constant(0.4)), layers.Dense(1, kernel_initializer="ones")])
    m.compile(keras.optimizers.SGD(0.05), "mse", **kw)
    return m


def t(f):
    try:
        f()
        print("no error")
    except Exception as e:
        print(type(e).__name__, str(e).splitlines()[0][:120])


f = make()
f.fit(X, Y, verbose=0)
t(lambda: f.fit(X[:, :1], Y, verbose=0))
t(lambda: f.fit(X[:, :1], Y, verbose=0))
t(lambda: f.fit(X, Y, verbose=0))
t(lambda: f.fit(X, Y[:, 0], verbose=0))
t(lambda: f.fit(X.reshape(9, 4), Y[:9], verbose=0))
t(lambda: f.evaluate(X[:, :1], Y, verbose=0))
t(lambda: f.evaluate(X, Y, verbose=0))
t(lambda: f.evaluate(X[:, :1], Y, verbose=0))
t(lambda: f.predict(X, verbose=0))
t(lambda: f.predict(X[:, :1], verbose=0))
t(lambda: f.predict(X[0], verbose=0))
t(lambda: f.predict(X.reshape(9, 2, 2, 1), verbose=0))
t(lambda: f.train_on_batch(X, Y))
t(lambda: f.train_on_batch(X[:, :1], Y))
t(lambda: f(X[:, :1]))
g = make(run_eagerly=True)
t(lambda: g.fit(X, Y, verbose=0))
t(lambda: g.fit(X[:, :1], Y, verbose=0))
h = make()
t(lambda: h.fit(X, Y, validation_data=(X, Y), validation_split=2.0, verbose=0))
t(lambda: h.fit(X, np.concatenate([Y, Y], 1), verbose=0))
w = make()
t(lambda: w.fit(X, np.concatenate([Y, Y, Y], 1)[:, None, :, None].repeat(4, 1), verbose=0))
t(lambda: w.fit(X, Y, verbose=0))
print(w.predict(X[:2], verbose=0).shape)
