import os
import tempfile

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras.utils import FeatureSpace

# A table of patients, made by rule.
n = 96
rows = np.arange(n)
table = {
    "sex": (rows % 2).astype("int64"),
    "cp": (rows * 7 % 5).astype("int64"),
    "thal": np.array(["fixed", "normal", "reversible"])[rows * 5 % 3],
    "age": (30 + rows * 11 % 45).astype("int64"),
    "trestbps": 100.0 + (rows * 13 % 60).astype("float32"),
    "chol": 180.0 + (rows * 29 % 150).astype("float32"),
    "slope": (1 + rows % 3).astype("int64"),
    "ca": (rows // 3 % 4).astype("int64"),
}
target = ((table["age"] > 50) & (table["cp"] > 1) | (table["thal"] == "fixed")).astype("int64")


def dataset(some):
    return tf.data.Dataset.from_tensor_slices(({k: v[some] for k, v in table.items()}, target[some])).batch(16)


train, val = dataset(rows % 4 != 0), dataset(rows % 4 == 0)
feature_space = FeatureSpace(
    features={
        "sex": FeatureSpace.integer_categorical(num_oov_indices=0),
        "cp": FeatureSpace.integer_categorical(num_oov_indices=0),
        "thal": FeatureSpace.string_categorical(num_oov_indices=0),
        "age": FeatureSpace.float_discretized(num_bins=6),
        "trestbps": FeatureSpace.float_normalized(),
        "chol": FeatureSpace.float_normalized(),
        "slope": "float_rescaled",
        "ca": "integer_categorical",
    },
    crosses=[
        FeatureSpace.cross(feature_names=("sex", "age"), crossing_dim=16),
        FeatureSpace.cross(feature_names=("thal", "ca"), crossing_dim=16),
    ],
    output_mode="concat",
)
feature_space.adapt(train.map(lambda x, _: x))
for x, _ in train.take(1):
    encoded = feature_space(x)
    print(encoded.shape, encoded.dtype, np.round(encoded.numpy().sum(axis=1), 4))
    print(np.round(feature_space.preprocessors["trestbps"].mean.numpy(), 4), feature_space.preprocessors["age"].bin_boundaries[:2])

train_encoded = train.map(lambda x, y: (feature_space(x), y), num_parallel_calls=tf.data.AUTOTUNE).prefetch(tf.data.AUTOTUNE)
val_encoded = val.map(lambda x, y: (feature_space(x), y), num_parallel_calls=tf.data.AUTOTUNE).prefetch(tf.data.AUTOTUNE)

dict_inputs = feature_space.get_inputs()
encoded_features = feature_space.get_encoded_features()
init = keras.initializers.RandomUniform(-0.1, 0.1, seed=3)
x = keras.layers.Dense(8, activation="relu", kernel_initializer=init)(encoded_features)
outputs = keras.layers.Dense(1, activation="sigmoid", kernel_initializer=keras.initializers.RandomUniform(-0.5, 0.5, seed=4))(x)
training_model = keras.Model(inputs=encoded_features, outputs=outputs)
training_model.compile(optimizer=keras.optimizers.Adam(0.02), loss="binary_crossentropy", metrics=["accuracy"])
inference_model = keras.Model(inputs=dict_inputs, outputs=outputs)
training_model.summary()
h = training_model.fit(train_encoded, epochs=5, validation_data=val_encoded, verbose=0)
print([round(v, 3) for v in h.history["loss"]], [round(v, 3) for v in h.history["val_loss"]])

sample = {"sex": 1, "cp": 1, "thal": "fixed", "age": 60, "trestbps": 145.0, "chol": 233.0, "slope": 3, "ca": 0}
input_dict = {name: tf.convert_to_tensor([value]) for name, value in sample.items()}
p = inference_model.predict(input_dict, verbose=0)
print(p.shape, round(float(p[0, 0]), 2))
print(inference_model.input_names)
print(inference_model.evaluate(val, verbose=0, return_dict=True) if inference_model.optimizer else "not compiled")

# Saved and read again. (Boundaries that adapt found are not looked at here.)
fs = FeatureSpace({"thal": "string_categorical", "chol": "float_normalized", "ca": "integer_hashed"}, crosses=[("thal", "ca")])
fs.adapt(train.map(lambda x, _: {k: x[k] for k in ("thal", "chol", "ca")}))
path = os.path.join(tempfile.mkdtemp(), "space.keras")
fs.save(path)
again = keras.models.load_model(path)
print(type(again).__name__, again.built, list(again.preprocessors))
batch = {"thal": ["normal", "?"], "chol": [200.0, 300.0], "ca": [1, 2]}
print(np.array_equal(fs(batch), again(batch)), again.preprocessors["thal"].get_vocabulary())
try:
    fs.save(path.replace(".keras", ".h5"))
except ValueError as e:
    print(str(e).split(" Received")[0])
