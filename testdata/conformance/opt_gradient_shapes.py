# Gradients of other shapes than their variables, optimizers of one's own without a rate, dicts of the older form.
import numpy as np
import tensorflow as tf
from tensorflow import keras

O = keras.optimizers
L = O.legacy


def t(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__ + " " + str(e)[:260].strip()


for make in (O.SGD, O.Adam, O.RMSprop, O.Adagrad, O.Ftrl, O.Adamax, O.Adadelta, O.Nadam, O.Adafactor):
    for g in (tf.constant(1.0), tf.ones(1), tf.ones((2, 2)), tf.ones(3)):
        v = tf.Variable([1.0, 2.0])
        print(make.__name__, t(lambda: make(0.1).apply_gradients([(g, v)]) is not None), v.numpy())
for o in (L.SGD(), L.SGD(momentum=0.9), L.Adam(), L.Adam(amsgrad=True), L.Adagrad(), L.Adamax(), L.Adadelta(), L.Ftrl(), L.RMSprop(), L.RMSprop(momentum=0.5)):
    print(type(o).__name__, t(lambda: o.apply_gradients([(tf.ones(3), tf.Variable([1.0, 2.0]))])), len(L.SGD().get_weights()))


class Mine(O.Optimizer):
    def __init__(self, name="Mine", **kw):
        super().__init__(name, **kw)

    def update_step(self, g, v):
        v.assign_sub(g)


class Rated(O.Optimizer):
    def __init__(self, rate, name="Rated", **kw):
        super().__init__(name, **kw)
        self._learning_rate = self._build_learning_rate(rate)

    def update_step(self, g, v):
        v.assign_sub(g * self.learning_rate)


v = tf.Variable([1.0, 2.0])
print(t(lambda: Mine().apply_gradients([(tf.ones(2), v)])), t(lambda: Mine().learning_rate), sorted(Mine().get_config()))
print(int(Rated(0.5).apply_gradients([(tf.ones(2), v)])), v.numpy(), sorted(Rated(0.5).get_config()))
print(t(lambda: O.Optimizer("x").apply_gradients([(tf.ones(2), v)])), O.Optimizer("x").iterations.numpy())
for c in ({"class_name": "SGD", "config": {"learning_rate": 0.25, "momentum": 0.5}}, {"class_name": "sgd", "config": {}}, {"class_name": "SGD", "config": {"learning_rate": 0.25, "is_legacy_optimizer": False}}, {"class_name": "Adam", "config": {"learning_rate": 0.25, "decay": 0.1}}):
    for f in (O.get, O.deserialize):
        o = f(dict(c))
        print(type(o).__name__, isinstance(o, L.Optimizer), sorted(o.get_config()))
print(O.serialize(L.SGD())["config"])
e = O.SGD(0.1, use_ema=True, ema_momentum=0.5)
print(t(lambda: e._model_variables_moving_average))
e.build([v])
print([a.numpy().tolist() for a in e._model_variables_moving_average])
