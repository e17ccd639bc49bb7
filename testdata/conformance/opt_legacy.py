# Legacy optimizers: old argument names, slots and configurations
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


L = keras.optimizers.legacy


def run(o, steps=4):
    a, b = tf.Variable([1.0, -2.0, 3.0], name="a"), tf.Variable([[0.5], [0.25]], name="b")
    for i in range(steps):
        o.apply_gradients([(tf.constant([0.5, -4.0, 2.0]) / (i + 1.0), a), (tf.constant([[3.0], [-0.1]]), b)])
    return a, b


for name, kws in {
    "SGD": [{}, {"learning_rate": 0.1, "momentum": 0.9}, {"momentum": 0.9, "nesterov": True}, {"lr": 0.5}, {"decay": 0.5}], "Adam": [{}, {"amsgrad": True, "learning_rate": 0.1}, {"decay": 0.3}, {"lr": 0.2, "beta_1": 0.5}],
    "Adamax": [{"learning_rate": 0.1}], "Nadam": [{"learning_rate": 0.1}], "Adagrad": [{"learning_rate": 0.1}], "Adadelta": [{"learning_rate": 1.0}], "RMSprop": [{}, {"learning_rate": 0.1, "centered": True, "momentum": 0.5}, {"rho": 0.5}],
    "Ftrl": [{"learning_rate": 0.5, "l1_regularization_strength": 0.1, "l2_regularization_strength": 0.2}],
}.items():
    for kw in kws:
        for more in ({}, {"clipnorm": 1.0}, {"clipvalue": 0.3}, {"global_clipnorm": 2.0}):
            t((name, kw, more), lambda: run(getattr(L, name)(**kw, **more)))
    o = getattr(L, name)()
    t("  cfg", lambda: sorted((k, str(v)) for k, v in o.get_config().items()))
    t("  vars", lambda: (run(o, 1), [(v.name, v.shape.as_list()) for v in o.variables()])[1])
    t("  weights", lambda: [w.shape for w in o.get_weights()])
o = L.Adam(0.1)
v = tf.Variable([1.0, 2.0], name="v")
t("minimize", lambda: (o.minimize(lambda: tf.reduce_sum(v ** 2), [v]), v))
t("slots", lambda: (o.get_slot_names(), o.get_slot(v, "m"), o.iterations))
o.lr = 0.5
t("lr", lambda: (o.lr, o.learning_rate, o.beta_1))
o.learning_rate = 0.25
t("lr", lambda: o.lr)
o.set_weights([np.array(7), np.ones(2), np.ones(2) * 2])
t("set_weights", lambda: o.get_weights())
t("bad", lambda: o.set_weights([np.array(7)]))
for f in (lambda: L.Adam(foo=1), lambda: L.SGD(momentum=-1.0), lambda: L.Adam(clipnorm=-1.0), lambda: L.SGD(clipvalue=1.0, global_clipnorm=1.0).clipvalue, lambda: L.SGD(lr=-0.5), lambda: L.SGD().apply_gradients([]), lambda: L.SGD().apply_gradients([(None, v)])):
    t("error", f)
m = keras.Sequential([keras.Input((3,)), layers.Dense(2, kernel_initializer="ones")])
for o in (L.SGD(0.1, momentum=0.5), L.Adam(0.1), L.RMSprop(learning_rate=0.01)):
    m.compile(o, "mse")
    h = m.fit(np.ones((4, 3)), np.zeros((4, 2)), epochs=2, verbose=0)
    t(type(o).__name__, lambda: (h.history["loss"], [w.name for w in o.weights], m.optimizer.get_config()["name"]))
s = keras.optimizers.schedules.ExponentialDecay(0.5, 2, 0.5)
t("schedule", lambda: run(L.SGD(s)))
t("get", lambda: type(keras.optimizers.get("sgd")).__module__)
t("legacy get", lambda: type(keras.optimizers.get("sgd", use_legacy_optimizer=True)).__module__)
print(keras.optimizers.legacy.Optimizer.__name__, issubclass(L.Adam, L.Optimizer), isinstance(keras.optimizers.Adam(), L.Optimizer), keras.optimizers.Adam.__name__)
