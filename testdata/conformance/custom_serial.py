# get_config/from_config of user classes, registered objects, nested configs, clones, custom functions in layers.
import json
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


@keras.utils.register_keras_serializable(package="demo")
class Poly(layers.Layer):
    def __init__(self, degree=2, coef_initializer="ones", **kwargs):
        super().__init__(**kwargs)
        self.degree = degree
        self.coef_initializer = keras.initializers.get(coef_initializer)

    def build(self, input_shape):
        self.coef = self.add_weight("coef", (self.degree + 1,), initializer=self.coef_initializer)
        super().build(input_shape)

    def call(self, x):
        return sum(self.coef[i] * x ** i for i in range(self.degree + 1))

    def get_config(self):
        cfg = super().get_config()
        cfg.update(degree=self.degree, coef_initializer=keras.initializers.serialize(self.coef_initializer))
        return cfg


@keras.utils.register_keras_serializable(package="demo", name="double")
def double(x):
    return 2 * x


@keras.utils.register_keras_serializable(package="demo")
class Offset(keras.regularizers.Regularizer):
    def __init__(self, k=0.1):
        self.k = k

    def __call__(self, w):
        return self.k * tf.reduce_sum(tf.abs(w - 1.0))

    def get_config(self):
        return {"k": self.k}


@keras.utils.register_keras_serializable(package="demo")
class Half(keras.constraints.Constraint):
    def __call__(self, w):
        return w * 0.5


@keras.utils.register_keras_serializable(package="demo")
class Ramp(keras.initializers.Initializer):
    def __init__(self, step=1.0):
        self.step = step

    def __call__(self, shape, dtype=None):
        return tf.reshape(tf.range(np.prod(shape), dtype=dtype) * self.step, shape)

    def get_config(self):
        return {"step": self.step}


p = Poly(3, "zeros", name="poly")
cfg = p.get_config()
print(cfg)
q = Poly.from_config(cfg)
print(q.degree, q.name, type(q.coef_initializer).__name__)
print(keras.utils.get_registered_name(Poly), keras.utils.get_registered_name(double), keras.utils.get_registered_object("demo>Poly") is Poly)
m = keras.Sequential([keras.Input((2,)), Poly(1, name="p1"), layers.Dense(2, activation=double, kernel_initializer=Ramp(0.5), kernel_regularizer=Offset(0.2), kernel_constraint=Half(), name="d")], name="seq")
print(m(tf.ones((1, 2))).numpy().tolist(), [round(float(l), 4) for l in m.losses])
c = m.get_config()
print([l["class_name"] for l in c["layers"]], c["layers"][1]["registered_name"], c["layers"][2]["config"]["kernel_regularizer"], c["layers"][2]["config"]["activation"])
n = keras.Sequential.from_config(c)
n.set_weights(m.get_weights())
print(np.allclose(m(tf.ones((1, 2))), n(tf.ones((1, 2)))), n.layers[1].kernel_regularizer.k, type(n.layers[1].kernel_constraint).__name__, n.layers[1].activation.__name__)
k = keras.models.model_from_json(m.to_json())
print([l.name for l in k.layers], k.layers[0].degree, json.loads(m.to_json())["config"]["layers"][1]["registered_name"])
cl = keras.models.clone_model(m)
print([l.name for l in cl.layers], type(cl.layers[0]).__name__, cl.layers[0].degree, cl.layers[0] is m.layers[0])
m.compile(keras.optimizers.SGD(0.1), "mse")
m.fit(np.ones((2, 2)), np.zeros((2, 2)), epochs=2, verbose=0)
print(np.round(m.get_weights()[1], 4).tolist(), np.round(m.get_weights()[0], 4).tolist())
m.save("tmp_c.keras")
l = keras.models.load_model("tmp_c.keras")
print(np.allclose(m(tf.ones((1, 2))), l(tf.ones((1, 2)))), type(l.layers[0]).__name__, l.layers[1].kernel_initializer.step)


class Plain(layers.Layer):
    def __init__(self, n=1, **kwargs):
        super().__init__(**kwargs)
        self.n = n

    def call(self, x):
        return x + self.n


print(Plain(4, name="pl").get_config())
s = keras.Sequential([keras.Input((1,)), Plain(2, name="pl2")])
with keras.utils.custom_object_scope({"Plain": Plain}):
    t = keras.Sequential.from_config(s.get_config())
print(t(tf.zeros((1, 1))).numpy().tolist(), t.layers[0].n)
try:
    keras.Sequential.from_config(s.get_config())
except (ValueError, TypeError) as e:
    print(type(e).__name__)
u = keras.models.model_from_json(s.to_json(), custom_objects={"Plain": Plain})
print(u.layers[0].n)
print(sorted(k for k in keras.utils.get_custom_objects() if "demo" in k))
w = keras.models.clone_model(s, clone_function=lambda layer: layer.__class__.from_config({**layer.get_config(), "n": 10}))
print(w(tf.zeros((1, 1))).numpy().tolist())
print(keras.layers.serialize(Plain(3, name="z"))["config"], keras.utils.serialize_keras_object(keras.initializers.Ones())["class_name"])
d = keras.layers.deserialize({"class_name": "Plain", "config": {"n": 7}}, custom_objects={"Plain": Plain})
print(d.n, d.name)
