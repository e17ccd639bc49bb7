# Every optimizer with clipping, decay, moving averages and schedule objects
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


O = keras.optimizers
S = O.schedules


def run(o, steps=4):
    a, b = tf.Variable([1.0, -2.0, 3.0], name="a"), tf.Variable([[0.5], [0.25]], name="b")
    for i in range(steps):
        o.apply_gradients([(tf.constant([0.5, -4.0, 2.0]) / (i + 1.0), a), (tf.constant([[3.0], [-0.1]]), b)])
    return a, b


for name, kws in {
    "SGD": [{"learning_rate": 0.1, "momentum": 0.9, "nesterov": True}, {"weight_decay": 0.1}],
    "Adam": [{"amsgrad": True, "learning_rate": 0.1}, {"weight_decay": 0.02}, {"beta_1": 0.5, "beta_2": 0.6, "epsilon": 0.1}], "AdamW": [{}, {"weight_decay": 0.5, "learning_rate": 0.1}, {"amsgrad": True}],
    "Adamax": [{"learning_rate": 0.1}], "Nadam": [{"learning_rate": 0.1}], "Adagrad": [{"learning_rate": 0.1}], "Adadelta": [{"learning_rate": 1.0}], "RMSprop": [{"learning_rate": 0.1, "centered": True, "momentum": 0.5}],
    "Ftrl": [{"learning_rate": 0.5, "l1_regularization_strength": 0.1, "l2_regularization_strength": 0.2, "l2_shrinkage_regularization_strength": 0.1, "beta": 0.2}, {"learning_rate_power": -0.7}], "Lion": [{}, {"learning_rate": 0.1, "beta_1": 0.5, "weight_decay": 0.1}], "Adafactor": [{}, {"learning_rate": 0.1, "relative_step": False, "clip_threshold": 0.5}],
}.items():
    for kw in kws:
        for more in ({}, {"clipnorm": 1.0}, {"clipvalue": 0.3}, {"global_clipnorm": 2.0}, {"use_ema": True, "ema_momentum": 0.5, "ema_overwrite_frequency": 2}):
            t((name, kw, more), lambda: run(getattr(O, name)(**kw, **more)))
    o = getattr(O, name)()
    t("  cfg", lambda: sorted((k, str(v)) for k, v in o.get_config().items()))
    t("  vars", lambda: (run(o, 1), [(v.name, v.shape.as_list()) for v in o.variables])[1])
for name, s in {
    "exp": S.ExponentialDecay(0.5, 2, 0.5), "stair": S.ExponentialDecay(0.5, 2, 0.5, staircase=True), "piece": S.PiecewiseConstantDecay([1, 3], [0.3, 0.2, 0.1]), "poly": S.PolynomialDecay(0.5, 3, 0.1, power=2.0), "cycle": S.PolynomialDecay(0.5, 3, 0.1, cycle=True),
    "inv": S.InverseTimeDecay(0.5, 2, 0.5), "invs": S.InverseTimeDecay(0.5, 2, 0.5, staircase=True), "cos": S.CosineDecay(0.5, 4, alpha=0.1), "warm": S.CosineDecay(0.1, 4, warmup_target=0.5, warmup_steps=2), "restart": S.CosineDecayRestarts(0.5, 2, t_mul=1.5, m_mul=0.8, alpha=0.1),
}.items():
    t(name, lambda: [s(i) for i in range(6)])
    t("  sgd", lambda: run(O.SGD(s)))
    t("  adam", lambda: run(O.Adam(learning_rate=s)))
    t("  cfg", lambda: sorted((k, str(v)) for k, v in s.get_config().items()))
    t("  rebuilt", lambda: type(s).from_config(s.get_config())(3))
o = O.SGD(S.ExponentialDecay(0.5, 2, 0.5))
t("lr", lambda: (o.learning_rate, o.lr))
t("set lr", lambda: setattr(o, "learning_rate", 0.1))
o = O.Adam(0.01)
o.learning_rate = 0.5
t("set", lambda: (o.learning_rate, o.lr, o.iterations))
o.learning_rate.assign(0.25)
t("assign", lambda: o.lr)
for f in (lambda: O.SGD(momentum=2.0), lambda: O.SGD(learning_rate=-1.0), lambda: O.SGD(nesterov=True), lambda: O.Adam(lr=0.1), lambda: O.Adam(decay=0.1), lambda: O.Adam(clipnorm=-1.0), lambda: O.Adam(clipnorm=1.0, global_clipnorm=1.0), lambda: O.SGD(use_ema=True, ema_momentum=2.0), lambda: O.SGD(use_ema=True, ema_overwrite_frequency=0), lambda: O.Ftrl(initial_accumulator_value=-1.0), lambda: O.Ftrl(learning_rate_power=1.0), lambda: O.Adam(foo=1), lambda: O.get("nope"), lambda: O.get(3), lambda: O.SGD("a"), lambda: O.AdamW(weight_decay=None), lambda: O.Lion(beta_1=0.0), lambda: O.Lion(beta_1=2.0), lambda: S.PiecewiseConstantDecay([1, 2], [0.1]), lambda: S.CosineDecay(0.1), lambda: O.get("lion"), lambda: O.get("adamw"), lambda: O.get("Adafactor"), lambda: O.RMSprop(momentum=-0.5)):
    t("error", lambda: type(f()).__name__)
v = tf.Variable([1.0, 2.0], name="v")
for f in (lambda: O.SGD().apply_gradients([]), lambda: O.SGD().apply_gradients([(None, v)]), lambda: O.SGD().apply_gradients([(tf.ones(3), v)]), lambda: O.Adam().apply_gradients([(tf.ones(3), v)]), lambda: O.SGD().apply_gradients(3), lambda: O.SGD().minimize(lambda: tf.reduce_sum(v * v)), lambda: O.SGD().minimize(v, [v])):
    t("apply", f)
o = O.Adam(0.1)
o.minimize(lambda: tf.reduce_sum(v ** 2), [v])
t("minimize", lambda: (v, o.iterations))
o.build([v])
t("built", lambda: [x.name for x in o.variables])
u = tf.Variable(1.0, name="u")
t("unknown var", lambda: o.apply_gradients([(tf.constant(1.0), u)]))
t("vars()", lambda: len(o.variables()))
t("weights", lambda: len(o.weights))
t("get_weights", lambda: o.get_weights())
t("ser", lambda: sorted(O.serialize(O.SGD(0.5))))
t("de", lambda: O.deserialize({"class_name": "SGD", "config": {"learning_rate": 0.25}}).learning_rate)
t("from", lambda: type(O.Adam.from_config(O.Adam(0.3, amsgrad=True).get_config())).__name__)
t("exclude", lambda: (lambda w, q: (w.exclude_from_weight_decay(var_names=["q"]), w.apply_gradients([(tf.zeros(1), q)]), q)[2])(O.AdamW(0.1, weight_decay=0.5), tf.Variable([1.0], name="q")))
t("compute", lambda: [g for g, _ in O.SGD().compute_gradients(lambda: v * v, [v])])
t("sparse", lambda: (lambda e: (O.Adam(0.1).apply_gradients([(tf.IndexedSlices(tf.ones((2, 2)), tf.constant([0, 0]), (3, 2)), e)]), e)[1])(tf.Variable(tf.ones((3, 2)))))
