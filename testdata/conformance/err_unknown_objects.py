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

import os, tempfile
os.chdir(tempfile.mkdtemp())
def my_loss(y, p):
    return tf.reduce_mean(tf.abs(y - p), -1)
def my_metric(y, p):
    return tf.reduce_mean(y - p)
def my_act(x):
    return x * 2
class MyLayer(layers.Layer):
    def __init__(self, n=2, **k):
        super().__init__(**k)
        self.n = n
    def call(self, x):
        return x * self.n
    def get_config(self):
        return {**super().get_config(), "n": self.n}
class NoConfig(layers.Layer):
    def __init__(self, n, **k):
        super().__init__(**k)
        self.n = n
    def call(self, x):
        return x * self.n
class MyLoss(keras.losses.Loss):
    def call(self, y, p):
        return tf.reduce_mean(y - p)
class MyOpt(keras.optimizers.SGD):
    pass
class MyMetric(keras.metrics.Mean):
    pass
class MyReg(keras.regularizers.Regularizer):
    def __call__(self, x):
        return 0.0
    def get_config(self):
        return {}
class MyInit(keras.initializers.Initializer):
    def __call__(self, shape, dtype=None, **k):
        return tf.ones(shape)
def seq(*ls):
    return keras.Sequential([keras.Input((3,)), *ls])
x, y = np.ones((2, 3), "float32"), np.ones((2, 1), "float32")
def go(name, model, **comp):
    if comp:
        t("fit " + name, lambda: (model.compile(**comp), model.fit(x, y, verbose=0)))
    for f in (name + ".keras", name + ".h5"):
        t("save " + f, lambda: model.save(f))
        t("load " + f, lambda: keras.models.load_model(f))
go("loss", seq(layers.Dense(1)), optimizer="sgd", loss=my_loss)
go("lossc", seq(layers.Dense(1)), optimizer="sgd", loss=MyLoss())
go("metric", seq(layers.Dense(1)), optimizer="sgd", loss="mse", metrics=[my_metric])
go("metricc", seq(layers.Dense(1)), optimizer="sgd", loss="mse", metrics=[MyMetric()])
go("opt", seq(layers.Dense(1)), optimizer=MyOpt(), loss="mse")
go("layer", seq(MyLayer(2)))
go("nolayer", seq(NoConfig(2)))
go("act", seq(layers.Dense(1, activation=my_act)))
go("reg", seq(layers.Dense(1, kernel_regularizer=MyReg())))
go("init", seq(layers.Dense(1, kernel_initializer=MyInit())))
go("lam", seq(layers.Lambda(lambda x: x + 1)))
go("lamf", seq(layers.Lambda(my_act)))
t("compile false", lambda: keras.models.load_model("loss.keras", compile=False))
t("compile false h5", lambda: keras.models.load_model("loss.h5", compile=False))
t("custom", lambda: keras.models.load_model("loss.keras", custom_objects={"my_loss": my_loss}))
t("custom layer", lambda: keras.models.load_model("layer.h5", custom_objects={"MyLayer": MyLayer}))
t("wrong custom", lambda: keras.models.load_model("layer.h5", custom_objects={"MyLayer2": MyLayer}))
t("clone", lambda: keras.models.clone_model(seq(NoConfig(2))))
t("json", lambda: keras.models.model_from_json(seq(MyLayer(2)).to_json()))
t("config", lambda: keras.Sequential.from_config(seq(MyLayer(2)).get_config()))
t("config empty", lambda: keras.Model.from_config({}))
t("config none", lambda: keras.Sequential.from_config(None))
t("dense config", lambda: layers.Dense.from_config({}))
t("dense config2", lambda: layers.Dense.from_config({"units": 2, "foo": 1}))
t("deserialize", lambda: keras.saving.deserialize_keras_object({"class_name": "Foo", "config": {}, "module": "foo", "registered_name": "Foo"}))
t("deserialize2", lambda: keras.saving.deserialize_keras_object("foo"))
t("deserialize3", lambda: keras.saving.deserialize_keras_object({}))
t("registered", lambda: keras.saving.get_registered_object("foo"))
t("registered name", lambda: keras.saving.get_registered_name(3))
t("register", lambda: keras.saving.register_keras_serializable()(3))
