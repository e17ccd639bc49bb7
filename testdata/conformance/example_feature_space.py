import tensorflow as tf, numpy as np, os, tempfile
from tensorflow import keras
from tensorflow.keras.utils import FeatureSpace
keras.utils.set_random_seed(1)
n = 40
rng = np.random.RandomState(0)
df = {"age": rng.randint(20, 70, n), "sex": rng.randint(0, 2, n), "cp": rng.randint(0, 5, n), "trestbps": rng.randint(90, 180, n).astype("float32"),
      "thal": rng.choice(["fixed", "normal", "reversible"], n), "chol": rng.randint(120, 400, n), "oldpeak": rng.rand(n).astype("float32"), "target": rng.randint(0, 2, n)}
def ds_of(d):
    d = dict(d); y = d.pop("target")
    return tf.data.Dataset.from_tensor_slices((d, y))
train = ds_of(df)
for x, y in train.take(1):
    print(sorted((k, v.numpy()) for k, v in x.items()), y.numpy())
train = train.batch(8)
fs = FeatureSpace(features={
    "sex": FeatureSpace.integer_categorical(num_oov_indices=0),
    "cp": FeatureSpace.integer_categorical(num_oov_indices=0),
    "thal": FeatureSpace.string_categorical(num_oov_indices=0),
    "age": FeatureSpace.float_discretized(num_bins=10),
    "trestbps": FeatureSpace.float_normalized(),
    "chol": FeatureSpace.float_normalized(),
    "oldpeak": FeatureSpace.float_rescaled(scale=2.0),
  },
  crosses=[FeatureSpace.cross(feature_names=("sex", "age"), crossing_dim=64), FeatureSpace.cross(feature_names=("thal", "cp"), crossing_dim=16)],
  output_mode="concat")
fs.adapt(train.map(lambda x, _: x))
for x, _ in train.take(1):
    p = fs(x)
    print(p.shape, p.dtype)
    print(tf.reduce_sum(p, axis=1).numpy())
pre = train.map(lambda x, y: (fs(x), y), num_parallel_calls=tf.data.AUTOTUNE).prefetch(tf.data.AUTOTUNE)
print(pre.element_spec)
dict_inputs = fs.get_inputs()
enc = fs.get_encoded_features()
print(sorted(dict_inputs), enc.shape)
h = keras.layers.Dense(32, activation="relu", kernel_initializer="ones")(enc)
h = keras.layers.Dropout(.5)(h)
o = keras.layers.Dense(1, activation="sigmoid", kernel_initializer="ones")(h)
tm = keras.Model(enc, o)
im = keras.Model(dict_inputs, o)
tm.compile("adam", "binary_crossentropy", metrics=["accuracy"])
print(sorted(tm.fit(pre, epochs=2, validation_data=pre, verbose=0).history))
sample = {"age": 60, "sex": 1, "cp": 1, "trestbps": 145., "chol": 233, "thal": "fixed", "oldpeak": 2.3}
inp = {k: tf.convert_to_tensor([v]) for k, v in sample.items()}
print(im.predict(inp, verbose=0).shape)
print(im.input_names if hasattr(im, "input_names") else "")
print(list(fs.features), fs.output_mode, fs.crosses[0].name, fs.crossers.keys(), sorted(fs.preprocessors))
print(fs.preprocessors["cp"].get_vocabulary(), fs.preprocessors["thal"].get_vocabulary())
fs2 = FeatureSpace(features={"a": "float", "b": FeatureSpace.string_hashed(num_bins=4), "c": FeatureSpace.integer_hashed(num_bins=3, output_mode="one_hot"), "d": "string_categorical",
   "e": FeatureSpace.feature(dtype="float32", preprocessor=keras.layers.Rescaling(2.), output_mode="float")}, output_mode="dict")
fs2.adapt(tf.data.Dataset.from_tensor_slices({"a": [1., 2.], "b": ["x", "y"], "c": [1, 2], "d": ["u", "v"], "e": [1., 2.]}).batch(2))
r = fs2({"a": [1.], "b": ["x"], "c": [2], "d": ["v"], "e": [3.]})
for k in sorted(r): print(k, r[k].numpy())
print(fs2.get_config()["output_mode"], sorted(fs2.get_config()["features"]["a"]))
