# Serialisation made to measure: build configs, own variables, compile configs, assets, names of classes.
import json
import os
import numpy as np
import tensorflow as tf
import keras
from keras import layers

keras.utils.set_random_seed(1)


@keras.saving.register_keras_serializable()
class Factor(keras.layers.Layer):
    def __init__(self, factor, **kw):
        super().__init__(**kw)
        self.factor = factor

    def call(self, x):
        return x * self.factor

    def get_config(self):
        return {"factor": self.factor}


print(keras.saving.get_registered_name(Factor), keras.saving.get_registered_object("Custom>Factor"), keras.saving.get_registered_object("nope"))
print(keras.saving.serialize_keras_object(Factor(0.5)))
print(json.dumps(keras.saving.serialize_keras_object(keras.optimizers.Adam(0.5))))
print(keras.saving.serialize_keras_object([1, 2.5, "a", None, True, (1, 2), {"a": np.float32(2.0)}, np.arange(3), tf.constant([1.0]), tf.float32, tf.TensorShape([1, None])]))
print(keras.saving.serialize_keras_object(lambda x: x + 1)["class_name"])
print(keras.saving.serialize_keras_object(keras.activations.relu), keras.saving.serialize_keras_object(tf.nn.relu))
print(keras.saving.deserialize_keras_object({"class_name": "Dense", "module": "keras.layers", "config": {"units": 3, "name": "d"}, "registered_name": None}).get_config())
print(keras.layers.serialize(layers.Dense(2, name="dd")))
print(keras.losses.serialize(keras.losses.MeanSquaredError()), keras.losses.serialize(keras.losses.mse))
print(keras.metrics.serialize(keras.metrics.AUC(name="auc", num_thresholds=5)))
print(keras.optimizers.serialize(keras.optimizers.SGD(0.1)), keras.optimizers.deserialize({"class_name": "SGD", "config": {"learning_rate": 0.25}}).learning_rate)
print(keras.initializers.serialize(keras.initializers.HeNormal(seed=3)), keras.regularizers.serialize(keras.regularizers.L2(0.1)), keras.constraints.serialize(keras.constraints.MaxNorm(2)))
print(keras.activations.serialize(keras.activations.tanh), keras.activations.deserialize("relu").__name__)


def attempt(name, f):
    try:
        print(name, "->", f())
    except Exception as e:
        print(name, type(e).__name__, "|", str(e)[:600])


class NotKnown(keras.layers.Layer):
    pass


class WithArg(keras.layers.Layer):
    def __init__(self, units, **kw):
        super().__init__(**kw)
        self.units = units


attempt("unknown", lambda: keras.saving.deserialize_keras_object({"class_name": "NotKnown", "module": "mine", "config": {}, "registered_name": "NotKnown"}))
attempt("unknown2", lambda: keras.saving.deserialize_keras_object({"class_name": "Custom>Nope", "module": None, "config": {}, "registered_name": "Custom>Nope"}))
attempt("unknown3", lambda: keras.layers.deserialize({"class_name": "NotKnown", "config": {}}))
attempt("garbage", lambda: keras.saving.deserialize_keras_object({"a": 3}))
attempt("garbage2", lambda: keras.saving.deserialize_keras_object(3))
attempt("no get_config", lambda: WithArg(3).get_config())
attempt("no get_config2", lambda: keras.saving.serialize_keras_object(WithArg(3)))
attempt("from_config", lambda: WithArg.from_config({"name": "x"}))
try:
    keras.saving.serialize_keras_object(object())
except TypeError as e:
    print(str(e)[:25], str(e)[-50:])
attempt("lambda unsafe", lambda: keras.saving.deserialize_keras_object(keras.saving.serialize_keras_object(lambda x: x + 1)))
attempt("lambda safe off", lambda: keras.saving.deserialize_keras_object(keras.saving.serialize_keras_object(lambda x: x + 1), safe_mode=False)(2))
attempt("register twice", lambda: keras.saving.register_keras_serializable("p", "n")(NotKnown))
attempt("register fn", lambda: keras.saving.register_keras_serializable()(3))


@keras.saving.register_keras_serializable(package="my_custom_package")
class LayerWithCustomVariable(keras.layers.Dense):
    def __init__(self, units, **kwargs):
        super().__init__(units, **kwargs)
        self.my_variable = tf.Variable(np.ones((units,)) * 3, name="my_variable", dtype=tf.float32)

    def save_own_variables(self, store):
        super().save_own_variables(store)
        store["variables"] = self.my_variable.numpy()
        print("saving", sorted(store.keys()))

    def load_own_variables(self, store):
        print("loading", sorted(store.keys()))
        self.my_variable.assign(store["variables"])
        for i, v in enumerate(self.weights):
            v.assign(store[f"{i}"])

    def call(self, inputs):
        dense_out = super().call(inputs)
        return dense_out + self.my_variable


model = keras.Sequential([LayerWithCustomVariable(1)])
ref_input = np.random.random((8, 10)).astype("float32")
ref_output = np.random.random((8, 10))
model.compile(optimizer="adam", loss="mean_squared_error")
model.fit(ref_input, ref_output, verbose=0)
model.save("custom_vars_model.keras")
restored_model = keras.models.load_model("custom_vars_model.keras")
np.testing.assert_allclose(model.layers[0].my_variable.numpy(), restored_model.layers[0].my_variable.numpy())
np.testing.assert_allclose(model.predict(ref_input, verbose=0), restored_model.predict(ref_input, verbose=0))
print([w.name for w in restored_model.weights])


@keras.saving.register_keras_serializable(package="my_custom_package")
class LayerWithCustomAssets(keras.layers.Layer):
    def __init__(self, vocab=None, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.vocab = vocab

    def save_assets(self, inner_path):
        with open(os.path.join(inner_path, "vocabulary.txt"), "w") as f:
            f.write(self.vocab)

    def load_assets(self, inner_path):
        with open(os.path.join(inner_path, "vocabulary.txt"), "r") as f:
            text = f.read()
        self.vocab = text.replace("<unk>", "little")


model = keras.Sequential([LayerWithCustomAssets(vocab="Mary had a <unk> lamb.", input_shape=(3,))])
x = np.random.random((10, 3))
model.save("custom_assets_model.keras")
restored_model = keras.models.load_model("custom_assets_model.keras")
print(restored_model.layers[0].vocab)


@keras.saving.register_keras_serializable(package="my_custom_package")
class LayerWithCustomBuild(keras.layers.Layer):
    def __init__(self, units=32, **kwargs):
        super().__init__(**kwargs)
        self.units = units

    def call(self, inputs):
        return tf.matmul(inputs, self.w) + self.b

    def get_config(self):
        return dict(units=self.units, **super().get_config())

    def build(self, input_shape, layer_init):
        print("build", input_shape, layer_init)
        self.w = self.add_weight(shape=(input_shape[-1], self.units), initializer=layer_init, trainable=True)
        self.b = self.add_weight(shape=(self.units,), initializer=layer_init, trainable=True)
        self.layer_init = layer_init

    def get_build_config(self):
        return {"layer_init": self.layer_init, "input_shape": (None, 16)}

    def build_from_config(self, config):
        print("build_from_config", config)
        self.build(config["input_shape"], config["layer_init"])


custom_layer = LayerWithCustomBuild(units=16)
custom_layer.build(input_shape=(8, 16), layer_init="random_normal")
serialized_layer = keras.saving.serialize_keras_object(custom_layer)
print(serialized_layer)
restored_layer = keras.saving.deserialize_keras_object(serialized_layer)
print(restored_layer.layer_init, restored_layer.w.shape, restored_layer.built)
d = layers.Dense(3)
print(d.get_build_config() if d.get_build_config() else None)
d.build((None, 4))
print(d.get_build_config(), layers.Dense.from_config(d.get_config()).built)
e = layers.Dense(2)
e.build_from_config({"input_shape": (None, 7)})
print(e.kernel.shape, e.get_build_config())


@keras.saving.register_keras_serializable(package="my_custom_package")
def small_square_sum_loss(y_true, y_pred):
    return tf.math.reduce_sum(tf.math.squared_difference(y_pred, tf.cast(y_true, tf.float32)) / 10.0)


@keras.saving.register_keras_serializable(package="my_custom_package")
def mean_pred(y_true, y_pred):
    return tf.reduce_mean(y_pred)


@keras.saving.register_keras_serializable(package="my_custom_package")
class ModelWithCustomCompile(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense1 = layers.Dense(8, activation="relu")
        self.dense2 = layers.Dense(4, activation="softmax")

    def call(self, inputs):
        return self.dense2(self.dense1(inputs))

    def compile(self, optimizer, loss_fn, metrics):
        super().compile(optimizer=optimizer, loss=loss_fn, metrics=metrics)
        self.model_optimizer = optimizer
        self.loss_fn = loss_fn
        self.loss_metrics = metrics

    def get_compile_config(self):
        return {"model_optimizer": self.model_optimizer, "loss_fn": self.loss_fn, "metric": self.loss_metrics}

    def compile_from_config(self, config):
        print("compile_from_config", sorted(config))
        config = keras.saving.deserialize_keras_object(config)
        self.compile(optimizer=config["model_optimizer"], loss_fn=config["loss_fn"], metrics=config["metric"])


model = ModelWithCustomCompile()
model.compile(optimizer="SGD", loss_fn=small_square_sum_loss, metrics=["accuracy", mean_pred])
np.random.seed(4)
x = np.random.random((4, 8))
y = np.random.randint(4, size=(4, 1))
model.fit(x, y, verbose=0)
model.save("custom_compile_model.keras")
restored_model = keras.models.load_model("custom_compile_model.keras")
print(model.optimizer == restored_model.optimizer, model.loss_fn == restored_model.loss_fn, restored_model.loss_metrics[0], restored_model.loss_metrics[1] is mean_pred)
np.testing.assert_allclose(model.predict(x, verbose=0), restored_model.predict(x, verbose=0))
print(restored_model.evaluate(x, y, verbose=0, return_dict=True).keys())
m = keras.Sequential([keras.Input((2,)), layers.Dense(1)])
attempt("not compiled", lambda: m.get_compile_config())
m.compile("adam", "mse", metrics=["mae"], loss_weights=None)
print(m.get_compile_config())
m2 = keras.Sequential.from_config(m.get_config())
m2.compile_from_config(m.get_compile_config())
print(m2.optimizer.get_config(), m2.loss)


class CustomModel(keras.Model):
    def __init__(self, hidden_units):
        super().__init__()
        self.hidden_units = hidden_units
        self.dense_layers = [layers.Dense(u) for u in hidden_units]

    def call(self, inputs):
        x = inputs
        for layer in self.dense_layers:
            x = layer(x)
        return x

    def get_config(self):
        return {"hidden_units": self.hidden_units}

    @classmethod
    def from_config(cls, config):
        return cls(**config)


model = CustomModel([16, 16, 10])
model(tf.random.uniform((1, 5)))
attempt("save", lambda: model.save("m.keras"))
attempt("load without", lambda: keras.models.load_model("m.keras"))
loaded_1 = keras.models.load_model("m.keras", custom_objects={"CustomModel": CustomModel})
print(type(loaded_1), loaded_1.hidden_units, [np.array_equal(a, b) for a, b in zip(model.get_weights(), loaded_1.get_weights())])
attempt("to_json", lambda: model.to_json())
attempt("h5", lambda: model.save("m.h5"))
plain = type("Plain", (keras.Model,), {"call": lambda self, x: x})()
attempt("plain config", lambda: plain.get_config())
with keras.saving.custom_object_scope({"CustomModel": CustomModel}):

    cfg = keras.saving.serialize_keras_object(model)
    print(keras.saving.deserialize_keras_object(cfg).hidden_units)
keras.saving.get_custom_objects()["NotKnown"] = NotKnown
print(keras.layers.deserialize({"class_name": "NotKnown", "config": {"name": "hi"}}).name, "NotKnown" in keras.saving.get_custom_objects())


class PairNestedLayer(layers.Layer):
    def __init__(self, sublayer, **kwargs):
        super().__init__(**kwargs)
        self.sublayer = sublayer

    def call(self, x):
        return self.sublayer(x)

    def get_config(self):
        base_config = super().get_config()
        config = {"sublayer": keras.saving.serialize_keras_object(self.sublayer)}
        return {**base_config, **config}

    @classmethod
    def from_config(cls, config):
        sublayer_config = config.pop("sublayer")
        sublayer = keras.saving.deserialize_keras_object(sublayer_config)
        return cls(sublayer, **config)


layer = PairNestedLayer(layers.Dense(2, activation="tanh", name="inner"), name="outer")
print(layer.get_config())
inputs = keras.Input((3,))
nested = keras.Model(inputs, layer(inputs))
nested.save("nested.keras")
again = keras.models.load_model("nested.keras", custom_objects={"PairNestedLayer": PairNestedLayer})
print(again.layers[1].sublayer.activation.__name__, np.allclose(nested(np.ones((1, 3))), again(np.ones((1, 3)))))
print(json.loads(nested.to_json())["config"]["layers"][1])
