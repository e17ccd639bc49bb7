# Serialization and saving: whole models, custom objects, configs, weights.
import os
import numpy as np
import tensorflow as tf
import keras

keras.utils.set_random_seed(6)


def get_model():
    inputs = keras.Input(shape=(32,))
    outputs = keras.layers.Dense(1)(inputs)
    model = keras.Model(inputs, outputs)
    model.compile(optimizer=keras.optimizers.Adam(), loss="mean_squared_error")
    return model


model = get_model()
test_input = np.random.random((64, 32))
test_target = np.random.random((64, 1))
model.fit(test_input, test_target, verbose=0)
model.save("my_model.keras")
reconstructed_model = keras.models.load_model("my_model.keras")
np.testing.assert_allclose(model.predict(test_input, verbose=0), reconstructed_model.predict(test_input, verbose=0))
print(os.path.exists("my_model.keras"), reconstructed_model.optimizer.iterations.numpy(), reconstructed_model.loss)
a = model.fit(test_input, test_target, verbose=0, shuffle=False).history
b = reconstructed_model.fit(test_input, test_target, verbose=0, shuffle=False).history
print(a == b)


@keras.saving.register_keras_serializable(package="MyLayers")
class CustomLayer(keras.layers.Layer):
    def __init__(self, factor):
        super().__init__()
        self.factor = factor

    def call(self, x):
        return x * self.factor

    def get_config(self):
        return {"factor": self.factor}


@keras.saving.register_keras_serializable(package="my_package", name="custom_fn")
def custom_fn(x):
    return x**2


def get_model():
    inputs = keras.Input(shape=(4,))
    mid = CustomLayer(0.5)(inputs)
    outputs = keras.layers.Dense(1, activation=custom_fn)(mid)
    model = keras.Model(inputs, outputs)
    model.compile(optimizer="rmsprop", loss="mean_squared_error")
    return model


def train_model(model):
    input = np.random.random((4, 4))
    target = np.random.random((4, 1))
    model.fit(input, target, verbose=0)
    return model


test_input = np.random.random((4, 4))
test_target = np.random.random((4, 1))
model = get_model()
model = train_model(model)
model.save("custom_model.keras")
reconstructed_model = keras.models.load_model("custom_model.keras")
np.testing.assert_allclose(model.predict(test_input, verbose=0), reconstructed_model.predict(test_input, verbose=0))
print(keras.saving.get_registered_name(CustomLayer), keras.saving.get_registered_name(custom_fn))
print(reconstructed_model.layers[1].factor, reconstructed_model.layers[2].activation.__name__)


class Unregistered(keras.layers.Layer):
    def __init__(self, factor, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor

    def call(self, x):
        return x + self.factor

    def get_config(self):
        config = super().get_config()
        config.update({"factor": self.factor})
        return config


inputs = keras.Input((3,))
model = keras.Model(inputs, Unregistered(3.0, name="plus")(inputs))
model.save("unregistered.keras")
for how in ("argument", "scope", "nothing"):
    try:
        if how == "argument":
            loaded = keras.models.load_model("unregistered.keras", custom_objects={"Unregistered": Unregistered})
        elif how == "scope":
            with keras.saving.custom_object_scope({"Unregistered": Unregistered}):
                loaded = keras.models.load_model("unregistered.keras")
        else:
            loaded = keras.models.load_model("unregistered.keras")
        print(how, loaded(np.zeros((1, 3))).numpy())
    except TypeError as e:
        print(how, str(e).splitlines()[0][:60])

# Weights: in memory and on disk.
def create_layer():
    layer = keras.layers.Dense(64, activation="relu", name="dense_2")
    layer.build((None, 784))
    return layer


layer_1 = create_layer()
layer_2 = create_layer()
layer_2.set_weights(layer_1.get_weights())
print([np.array_equal(a, b) for a, b in zip(layer_1.get_weights(), layer_2.get_weights())])


class SubclassedModel(keras.Model):
    def __init__(self, output_dim, name=None):
        super().__init__(name=name)
        self.output_dim = output_dim
        self.dense_1 = keras.layers.Dense(64, activation="relu", name="dense_1")
        self.dense_2 = keras.layers.Dense(64, activation="relu", name="dense_2")
        self.dense_3 = keras.layers.Dense(output_dim, name="predictions")

    def call(self, inputs):
        x = self.dense_1(inputs)
        x = self.dense_2(x)
        x = self.dense_3(x)
        return x

    def get_config(self):
        return {"output_dim": self.output_dim, "name": self.name}


inputs = keras.Input(shape=(784,), name="digits")
x = keras.layers.Dense(64, activation="relu", name="dense_1")(inputs)
x = keras.layers.Dense(64, activation="relu", name="dense_2")(x)
outputs = keras.layers.Dense(10, name="predictions")(x)
functional_model = keras.Model(inputs=inputs, outputs=outputs, name="3_layer_mlp")
subclassed_model = SubclassedModel(10)
subclassed_model(np.ones((1, 784)))
subclassed_model.set_weights(functional_model.get_weights())
assert len(functional_model.weights) == len(subclassed_model.weights)
for a, b in zip(functional_model.weights, subclassed_model.weights):
    np.testing.assert_allclose(a.numpy(), b.numpy())
print([w.name for w in subclassed_model.weights])

functional_model_with_dropout = keras.Model(inputs=inputs, outputs=keras.layers.Dense(10, name="predictions")(keras.layers.Dropout(0.5)(x)), name="with_dropout")
functional_model_with_dropout.set_weights(functional_model.get_weights())

for path in ("my_weights.weights.h5", "old.h5", "ckpt"):
    sequential_model = keras.Sequential(
        [
            keras.Input(shape=(784,), name="digits"),
            keras.layers.Dense(64, activation="relu", name="dense_1"),
            keras.layers.Dense(64, activation="relu", name="dense_2"),
            keras.layers.Dense(10, name="predictions"),
        ]
    )
    sequential_model.save_weights(path)
    before = sequential_model.get_weights()
    sequential_model.set_weights([w * 0 for w in before])
    sequential_model.load_weights(path)
    print(path, all(np.array_equal(a, b) for a, b in zip(before, sequential_model.get_weights())), sorted(os.listdir("."))[0])

# Transfer of weights to a model with another head.
extracted_layers = functional_model.layers[:-1]
extracted_layers.append(keras.layers.Dense(5, name="dense_3"))
model = keras.Sequential(extracted_layers)
model.summary()

# Configs and JSON.
layer = keras.layers.Dense(3, activation="relu")
layer_config = layer.get_config()
print(layer_config)
new_layer = keras.layers.Dense.from_config(layer_config)
config = functional_model.get_config()
print(list(config), [l["class_name"] for l in config["layers"]])
new_model = keras.Model.from_config(config)
json_config = functional_model.to_json()
new_model = keras.models.model_from_json(json_config)
print(new_model.name, new_model.count_params(), len(json_config) > 1000)
with keras.utils.custom_object_scope({"CustomLayer": CustomLayer, "custom_fn": custom_fn}):
    new_model = keras.models.clone_model(get_model())
print([l.name for l in new_model.layers])
serialized = keras.saving.serialize_keras_object(keras.layers.Dense(2, name="two"))
print(serialized["class_name"], serialized["module"], serialized["config"]["units"])
print(keras.saving.deserialize_keras_object(serialized).name)
reg = keras.saving.serialize_keras_object(keras.regularizers.L1(0.005))
print(reg)
print(keras.saving.deserialize_keras_object(reg).get_config())


# Customised state: variables and extra data of a layer.
@keras.saving.register_keras_serializable(package="my_custom_package")
class LayerWithCustomVariables(keras.layers.Dense):
    def __init__(self, units, **kwargs):
        super().__init__(units, **kwargs)
        self.my_variables = tf.Variable(np.random.random((units,)), name="my_variables", dtype=tf.float32)

    def save_own_variables(self, store):
        store["variables"] = self.my_variables.numpy()
        store["kernel"] = self.kernel.numpy()
        store["bias"] = self.bias.numpy()

    def load_own_variables(self, store):
        self.my_variables.assign(store["variables"])
        self.kernel.assign(store["kernel"])
        self.bias.assign(store["bias"])

    def call(self, inputs):
        outputs = super().call(inputs)
        return outputs * self.my_variables


model = keras.Sequential([keras.Input((4,)), LayerWithCustomVariables(2, name="scaled")])
x = np.ones((1, 4))
y = model(x)
model.save("with_variables.keras")
print(np.allclose(y, keras.models.load_model("with_variables.keras")(x)))
