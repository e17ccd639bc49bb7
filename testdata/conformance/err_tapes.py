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

v = tf.Variable([1.0, 2.0])
c = tf.constant([1.0, 2.0])
def tape(f, **k):
    with tf.GradientTape(**k) as g:
        r = f(g)
    return g, r
def grad(f, src, **k):
    g, r = tape(f, **k)
    return g.gradient(r, src)
t("none", lambda: print(grad(lambda g: c * 2, c)))
t("twice", lambda: (lambda gr: (gr[0].gradient(gr[1], v), gr[0].gradient(gr[1], v)))(tape(lambda g: v * v)))
t("int", lambda: print(grad(lambda g: (g.watch(tf.constant(1)), tf.constant(1))[1], tf.constant(1))))
t("watch str", lambda: grad(lambda g: g.watch("a"), v))
t("watch int", lambda: grad(lambda g: g.watch(3), v))
t("target none", lambda: grad(lambda g: None, v))
t("source none", lambda: grad(lambda g: v * v, None))
t("source float", lambda: grad(lambda g: v * v, 3.0))
t("source str", lambda: grad(lambda g: v * v, "a"))
t("inside", lambda: tape(lambda g: g.gradient(v * v, v))[1])
t("stop", lambda: tf.GradientTape().gradient(v * v, v))
t("jacobian none", lambda: tape(lambda g: v * v)[0].jacobian(c, v))
t("batch_jacobian", lambda: (lambda gr: gr[0].batch_jacobian(gr[1], v))(tape(lambda g: v * v)))
t("output_gradients", lambda: (lambda gr: gr[0].gradient(gr[1], v, output_gradients=tf.ones(3)))(tape(lambda g: v * v)))
t("unconnected", lambda: (lambda gr: gr[0].gradient(gr[1], v, unconnected_gradients="foo"))(tape(lambda g: v * v)))
t("reset", lambda: tf.GradientTape().reset())
@tf.custom_gradient
def bad(x):
    def g(d):
        return d, d
    return x * 2, g
t("custom", lambda: grad(lambda g: bad(v), v))
@tf.custom_gradient
def bad2(x):
    return x * 2
t("stop_gradient", lambda: tf.stop_gradient(None))
t("gradients", lambda: tf.gradients(v * v, v))
t("clip global", lambda: tf.clip_by_global_norm(c, 1.0))
o = keras.optimizers.SGD()
t("apply zip", lambda: o.apply_gradients(zip([None], [v])))
t("apply shape", lambda: o.apply_gradients([(tf.ones(3), v)]))
t("apply none", lambda: o.apply_gradients(None))
t("lr", lambda: setattr(o, "learning_rate", "a"))
t("lr none", lambda: setattr(o, "learning_rate", None))
t("lr sched", lambda: setattr(keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.9)), "learning_rate", 0.1))
t("sched", lambda: keras.optimizers.schedules.ExponentialDecay(0.1)(1))
t("piecewise", lambda: keras.optimizers.schedules.PiecewiseConstantDecay([1, 2], [0.1]))
t("piecewise2", lambda: keras.optimizers.schedules.PiecewiseConstantDecay([1, 2], [0.1, 0.2])(1))
t("poly", lambda: keras.optimizers.schedules.PolynomialDecay(0.1, 0)(1))
t("get", lambda: keras.optimizers.get(keras.optimizers.SGD))
t("serialize", lambda: keras.optimizers.serialize("sgd"))
t("new vars", lambda: (o.build([v]), o.apply_gradients([(tf.ones(2), tf.Variable(tf.ones(2)))])))
