# Functional corners: nested structures, shared models, sub-models from the middle, add_loss, operators, errors.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def r(x):
    return np.round(np.array(x, dtype="float64"), 5).tolist()


K = keras.initializers.Constant
d = {"a": keras.Input((2,), name="a"), "b": keras.Input((3,), name="b")}
o = {"sum": layers.Dense(1, kernel_initializer=K(0.1))(layers.concatenate([d["a"], d["b"]])), "prod": layers.Dense(1, kernel_initializer=K(0.2))(d["a"]) * layers.Dense(1, kernel_initializer=K(0.3))(d["b"])}
m = keras.Model(d, o)
res = m({"a": tf.ones((2, 2)), "b": tf.ones((2, 3))})
print(type(res).__name__, {k: r(v) for k, v in res.items()}, m.input_names, m.output_names, m.input_shape, m.output_shape)
res = m({"b": np.ones((1, 3)), "a": np.zeros((1, 2)), "extra": np.ones((1, 1))})
print({k: r(v) for k, v in res.items()})
p = m.predict({"a": np.ones((2, 2)), "b": np.ones((2, 3))}, verbose=0)
print({k: r(v) for k, v in p.items()})
x = keras.Input((4,))
h1 = layers.Dense(3, "tanh", kernel_initializer=K(0.1), name="h1")(x)
h2 = layers.Dense(3, "tanh", kernel_initializer=K(0.2), name="h2")(h1)
h3 = layers.Dense(2, kernel_initializer=K(0.3), name="h3")(h2)
full = keras.Model(x, h3)
tail = keras.Model(h1, h3)
print([l.name for l in tail.layers], tail.input_shape, r(tail(tf.ones((1, 3)))), r(full(tf.ones((1, 4)))))
mid = keras.Model(full.input, [full.get_layer("h1").output, full.get_layer("h2").output])
print([r(t) for t in mid(tf.ones((1, 4)))])
shared = keras.Sequential([keras.Input((4,)), layers.Dense(2, kernel_initializer=K(0.5))], name="enc")
a, b = keras.Input((4,), name="left"), keras.Input((4,), name="right")
dist = layers.Lambda(lambda t: tf.abs(t[0] - t[1]), name="dist")([shared(a), shared(b)])
siam = keras.Model([a, b], dist)
print(r(siam([np.ones((1, 4)), np.zeros((1, 4))])), len(siam.weights), [l.name for l in siam.layers], siam.count_params())
x = keras.Input((3,))
ops = [x + 1.0, 2.0 - x, x * x, x / 2.0, -x, x ** 2, x[:, 1], x[:, 1:], x > 0.0, tf.abs(x), tf.reduce_max(x, axis=1, keepdims=True), tf.concat([x, x], -1), tf.cast(x, "int32"), tf.squeeze(x[:, :1], -1), tf.stack([x, x], 1), tf.where(x > 0.0, x, 0.0), tf.math.log(tf.exp(x)), tf.matmul(x, tf.ones((3, 2))), tf.transpose(x), tf.shape(x)[0]]
fm = keras.Model(x, ops)
for t, sh in zip(fm(np.array([[1.0, -2.0, 3.0]], "float32")), [q.shape for q in ops]):
    print(sh, t.dtype.name, r(t))
print([l.name for l in fm.layers][:8])
x = keras.Input((2,))
lm = keras.Model(x, layers.Dense(1, kernel_initializer="ones")(x))
lm.add_loss(tf.reduce_mean(lm.output ** 2) * 0.1)
lm.add_metric(tf.reduce_max(lm.output), name="mx")
lm.compile(keras.optimizers.SGD(0.01), "mse")
hist = lm.fit(np.ones((4, 2)), np.zeros((4, 1)), epochs=2, batch_size=2, verbose=0).history
print({k: r(v) for k, v in hist.items()}, len(lm.losses))
for bad in (lambda: keras.Model(x, layers.Dense(1)(keras.Input((2,)))), lambda: keras.Model([x, x], x * 1.0), lambda: keras.Model(tf.ones((1, 2)), x), lambda: m([tf.ones((1, 2))]), lambda: layers.Dense(2)(x, x), lambda: layers.Dense(2)("text"), lambda: keras.Model(x, tf.ones((1, 2))), lambda: bool(x), lambda: len(x), lambda: [i for i in x], lambda: np.array(x), lambda: float(x), lambda: layers.Concatenate()(x), lambda: layers.Dot(1)([x]), lambda: layers.Reshape((7,))(x)):
    try:
        bad()
        print("no error")
    except Exception as e:
        print(type(e).__name__)
n1 = layers.Dense(2, name="same")(x)
n2 = layers.Dense(2, name="same")(n1)
try:
    keras.Model(x, n2)
except ValueError as e:
    print(e)
multi = keras.Model(x, [layers.Dense(1, name="o1", kernel_initializer="ones")(x), layers.Dense(2, name="o2", kernel_initializer="ones")(x)])
multi.compile("sgd", loss={"o1": "mse", "o2": "mae"}, loss_weights={"o1": 2.0, "o2": 1.0}, metrics={"o1": "mae", "o2": ["mse"]})
hh = multi.fit(np.ones((4, 2)), {"o1": np.zeros((4, 1)), "o2": np.ones((4, 2))}, epochs=1, verbose=0)
print({k: r(v) for k, v in hh.history.items()}, multi.metrics_names, r(multi.evaluate(np.ones((4, 2)), [np.zeros((4, 1)), np.ones((4, 2))], verbose=0)))
td = layers.TimeDistributed(keras.Sequential([layers.Dense(2, kernel_initializer="ones")]))
print(td(tf.ones((1, 3, 2))).shape, keras.Model(keras.Input((3, 2)), td(keras.Input((3, 2)))).name if False else "ok")
