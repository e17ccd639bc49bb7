import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras.utils import FeatureSpace

raw = {
    "size": [0.5, 1.5, 2.5, 4.0],
    "age": [20.0, 35.0, 50.0, 71.0],
    "colour": ["red", "blue", "red", "green"],
    "rooms": [1, 2, 2, 7],
    "code": [101, 205, 101, 333],
    "town": ["a", "b", "c", "a"],
    "rate": [1.0, 2.0, 3.0, 4.0],
}
ds = tf.data.Dataset.from_tensor_slices(raw)
features = {
    "size": "float",
    "age": FeatureSpace.float_discretized(num_bins=3),
    "colour": "string_categorical",
    "rooms": FeatureSpace.integer_categorical(num_oov_indices=0),
    "code": FeatureSpace.integer_hashed(num_bins=4),
    "town": "string_hashed",
    "rate": FeatureSpace.float_rescaled(scale=0.5, offset=-1.0),
}
space = FeatureSpace(features, crosses=[("colour", "rooms"), FeatureSpace.cross(("town", "code"), crossing_dim=5)],
                     crossing_dim=6, hashing_dim=3)
try:
    space(raw)
except ValueError as e:
    print(e)
print(space.built, space.encoded_features, sorted(space.preprocessors), list(space.crossers))
space.adapt(ds)
print(space.built)
out = space(raw)
print(out.shape, out.dtype)
print(out.numpy().astype(int).tolist())
one = space({k: v[1] for k, v in raw.items()})
print(one.shape, bool(np.allclose(one, out[1])))
for x in ds.map(space).take(1):
    print(x.shape)
for x in ds.batch(3).map(space):
    print(x.shape)
labelled = tf.data.Dataset.from_tensor_slices((raw, [0, 1, 1, 0]))
for x, y in labelled.batch(2).map(lambda x, y: (space(x), y)).take(1):
    print(x.shape, y.numpy())
print(space.get_inputs())
print(space.get_encoded_features())
print([type(l).__name__ for l in space.preprocessors.values()])
print([l.name for l in space.one_hot_encoders.values()], list(space.one_hot_encoders), space.concat.name)
print(space.preprocessors["colour"].get_vocabulary())

# Encoded one by one.
space = FeatureSpace(
    {"c": FeatureSpace.string_categorical(output_mode="int"), "n": FeatureSpace.integer_categorical(max_tokens=3),
     "v": "float"},
    crosses=[FeatureSpace.cross(feature_names=("c", "n"), crossing_dim=8, output_mode="int")], output_mode="dict")
data = {"c": ["x", "y", "x"], "n": [5, 5, 9], "v": [1.0, 2.0, 3.0]}
space.adapt(tf.data.Dataset.from_tensor_slices(data).batch(2))
for k, v in space(data).items():
    print(k, v.dtype, v.numpy().tolist())
for k, v in space({"c": "y", "n": 9, "v": 0.5}).items():
    print(k, v.shape, v.numpy().tolist())
print(space.get_encoded_features())

# A layer of one's own.
texts = {"text": ["red apple", "green apple tree", "red"]}
space = FeatureSpace({"text": FeatureSpace.feature(
    preprocessor=keras.layers.TextVectorization(output_mode="multi_hot"), dtype="string", output_mode="float")})
space.adapt(tf.data.Dataset.from_tensor_slices(texts))
print(space(texts).numpy())

# Configs.
space = FeatureSpace({"a": "float_normalized", "b": FeatureSpace.string_hashed(num_bins=2)}, crosses=[("a", "b")])
config = space.get_config()
print(config["crosses"], config["hashing_dim"], config["num_discretization_bins"])
print(config["features"]["b"])
again = FeatureSpace.from_config(config)
print(again.features["a"].dtype, again.features["b"].output_mode, again.crosses[0].name, again.get_config() == config)

c = FeatureSpace.cross(["p", "q"], 4)
print(c.name, c.feature_names, c.get_config(), type(c).from_config(c.get_config()).crossing_dim)
print(FeatureSpace.float_rescaled().preprocessor.name, FeatureSpace.float_rescaled(name="m").preprocessor.name)
print(keras.layers.Rescaling(1.0).name, FeatureSpace.float().get_config())
