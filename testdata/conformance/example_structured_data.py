# Structured data: Normalization, StringLookup, IntegerLookup, CategoryEncoding; wide & deep & cross; gated residuals.
import csv
import math

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(1337)
n = 80
rng = np.random.RandomState(4)
columns = {
    "age": rng.randint(29, 78, n),
    "sex": rng.randint(0, 2, n),
    "cp": rng.randint(0, 5, n),
    "trestbps": rng.randint(94, 200, n).astype("float32"),
    "thal": rng.choice(["normal", "fixed", "reversible"], n),
    "education": rng.choice(["school", "college", "master"], n),
}
target = ((columns["age"] > 52) ^ (columns["thal"] == "fixed")).astype(int)
with open("heart.csv", "w", newline="") as f:
    writer = csv.writer(f)
    writer.writerow(list(columns) + ["target"])
    for row in zip(*columns.values(), target):
        writer.writerow(row)
with open("heart.csv") as f:
    rows = list(csv.DictReader(f))
print(len(rows), rows[0])


def dataframe_to_dataset(rows):
    features = {
        "age": np.array([float(r["age"]) for r in rows], "float32"),
        "sex": np.array([int(r["sex"]) for r in rows]),
        "cp": np.array([int(r["cp"]) for r in rows]),
        "trestbps": np.array([float(r["trestbps"]) for r in rows], "float32"),
        "thal": np.array([r["thal"] for r in rows]),
        "education": np.array([r["education"] for r in rows]),
    }
    labels = np.array([int(r["target"]) for r in rows])
    ds = tf.data.Dataset.from_tensor_slices((features, labels))
    ds = ds.shuffle(buffer_size=len(rows))
    return ds


train_ds = dataframe_to_dataset(rows[:60])
val_ds = dataframe_to_dataset(rows[60:])
for x, y in train_ds.take(1):
    print("Input:", {k: v.dtype.name for k, v in x.items()})
    print("Target:", y.dtype)
train_ds = train_ds.batch(16)
val_ds = val_ds.batch(16)


def encode_numerical_feature(feature, name, dataset):
    normalizer = layers.Normalization()
    feature_ds = dataset.map(lambda x, y: x[name])
    feature_ds = feature_ds.map(lambda x: tf.expand_dims(x, -1))
    normalizer.adapt(feature_ds)
    encoded_feature = normalizer(feature)
    return encoded_feature


def encode_categorical_feature(feature, name, dataset, is_string):
    lookup_class = layers.StringLookup if is_string else layers.IntegerLookup
    lookup = lookup_class(output_mode="binary")
    feature_ds = dataset.map(lambda x, y: x[name])
    feature_ds = feature_ds.map(lambda x: tf.expand_dims(x, -1))
    lookup.adapt(feature_ds)
    encoded_feature = lookup(feature)
    return encoded_feature


sex = keras.Input(shape=(1,), name="sex", dtype="int64")
cp = keras.Input(shape=(1,), name="cp", dtype="int64")
thal = keras.Input(shape=(1,), name="thal", dtype="string")
education = keras.Input(shape=(1,), name="education", dtype="string")
age = keras.Input(shape=(1,), name="age")
trestbps = keras.Input(shape=(1,), name="trestbps")
all_inputs = [sex, cp, thal, education, age, trestbps]
sex_encoded = encode_categorical_feature(sex, "sex", train_ds, False)
cp_encoded = encode_categorical_feature(cp, "cp", train_ds, False)
thal_encoded = encode_categorical_feature(thal, "thal", train_ds, True)
education_encoded = encode_categorical_feature(education, "education", train_ds, True)
age_encoded = encode_numerical_feature(age, "age", train_ds)
trestbps_encoded = encode_numerical_feature(trestbps, "trestbps", train_ds)
all_features = layers.concatenate([sex_encoded, cp_encoded, thal_encoded, education_encoded, age_encoded, trestbps_encoded])
x = layers.Dense(16, activation="relu")(all_features)
x = layers.Dropout(0.5)(x)
output = layers.Dense(1, activation="sigmoid")(x)
model = keras.Model(all_inputs, output)
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
model.summary()
history = model.fit(train_ds, epochs=4, validation_data=val_ds, verbose=0)
print({k: [round(v, 4) for v in vs] for k, vs in history.history.items()})
sample = {"age": 60, "sex": 1, "cp": 1, "trestbps": 145, "thal": "fixed", "education": "unknown"}
input_dict = {name: tf.convert_to_tensor([value]) for name, value in sample.items()}
predictions = model.predict(input_dict, verbose=0)
print("This particular patient had a %.1f percent probability of having a heart disease." % (100 * predictions[0][0],))

# --- Wide, deep and cross
NUMERIC = ["age", "trestbps"]
VOCABULARY = {"sex": [0, 1], "cp": list(range(5)), "thal": sorted(set(columns["thal"])), "education": sorted(set(columns["education"]))}


def create_model_inputs():
    inputs = {}
    for feature_name in NUMERIC + list(VOCABULARY):
        if feature_name in NUMERIC:
            inputs[feature_name] = layers.Input(name=feature_name, shape=(), dtype=tf.float32)
        elif isinstance(VOCABULARY[feature_name][0], str):
            inputs[feature_name] = layers.Input(name=feature_name, shape=(), dtype=tf.string)
        else:
            inputs[feature_name] = layers.Input(name=feature_name, shape=(), dtype=tf.int64)
    return inputs


def encode_inputs(inputs, use_embedding=False):
    encoded_features = []
    for feature_name in inputs:
        if feature_name in VOCABULARY:
            vocabulary = VOCABULARY[feature_name]
            lookup_class = layers.StringLookup if isinstance(vocabulary[0], str) else layers.IntegerLookup
            lookup = lookup_class(vocabulary=vocabulary, mask_token=None, num_oov_indices=0, output_mode="int" if use_embedding else "binary")
            if use_embedding:
                encoded_feature = lookup(inputs[feature_name])
                embedding_dims = int(math.sqrt(len(vocabulary)))
                embedding = layers.Embedding(input_dim=len(vocabulary), output_dim=embedding_dims)
                encoded_feature = embedding(encoded_feature)
            else:
                encoded_feature = lookup(tf.expand_dims(inputs[feature_name], -1))
        else:
            encoded_feature = tf.expand_dims(inputs[feature_name], -1)
        encoded_features.append(encoded_feature)
    return layers.concatenate(encoded_features)


def create_wide_and_deep_model():
    inputs = create_model_inputs()
    wide = encode_inputs(inputs)
    wide = layers.BatchNormalization()(wide)
    deep = encode_inputs(inputs, use_embedding=True)
    for units in [8, 8]:
        deep = layers.Dense(units)(deep)
        deep = layers.BatchNormalization()(deep)
        deep = layers.ReLU()(deep)
        deep = layers.Dropout(0.1)(deep)
    merged = layers.concatenate([wide, deep])
    outputs = layers.Dense(units=2, activation="softmax")(merged)
    return keras.Model(inputs=inputs, outputs=outputs)


def create_deep_and_cross_model():
    inputs = create_model_inputs()
    x0 = encode_inputs(inputs, use_embedding=True)
    cross = x0
    for _ in range(2):
        units = cross.shape[-1]
        x = layers.Dense(units)(cross)
        cross = x0 * x + cross
    cross = layers.BatchNormalization()(cross)
    deep = layers.Dense(8, activation="selu")(x0)
    merged = layers.concatenate([cross, deep])
    outputs = layers.Dense(units=2, activation="softmax")(merged)
    return keras.Model(inputs=inputs, outputs=outputs)


def run_experiment(model):
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.01), loss=keras.losses.SparseCategoricalCrossentropy(), metrics=[keras.metrics.SparseCategoricalAccuracy()])
    train_dataset = dataframe_to_dataset(rows).batch(20).cache()
    history = model.fit(train_dataset, epochs=2, verbose=0)
    _, accuracy = model.evaluate(train_dataset, verbose=0)
    print(model.count_params(), [round(v, 4) for v in history.history["loss"]], f"Test accuracy: {round(accuracy * 100, 2)}%")


wide_and_deep_model = create_wide_and_deep_model()
print(sorted(wide_and_deep_model.input_names))
run_experiment(wide_and_deep_model)
run_experiment(create_deep_and_cross_model())


class GatedLinearUnit(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.linear = layers.Dense(units)
        self.sigmoid = layers.Dense(units, activation="sigmoid")

    def call(self, inputs):
        return self.linear(inputs) * self.sigmoid(inputs)


class GatedResidualNetwork(layers.Layer):
    def __init__(self, units, dropout_rate):
        super().__init__()
        self.units = units
        self.elu_dense = layers.Dense(units, activation="elu")
        self.linear_dense = layers.Dense(units)
        self.dropout = layers.Dropout(dropout_rate)
        self.gated_linear_unit = GatedLinearUnit(units)
        self.layer_norm = layers.LayerNormalization()
        self.project = layers.Dense(units)

    def call(self, inputs):
        x = self.elu_dense(inputs)
        x = self.linear_dense(x)
        x = self.dropout(x)
        if inputs.shape[-1] != self.units:
            inputs = self.project(inputs)
        x = inputs + self.gated_linear_unit(x)
        x = self.layer_norm(x)
        return x


class VariableSelection(layers.Layer):
    def __init__(self, num_features, units, dropout_rate):
        super().__init__()
        self.grns = list()
        for idx in range(num_features):
            grn = GatedResidualNetwork(units, dropout_rate)
            self.grns.append(grn)
        self.grn_concat = GatedResidualNetwork(units, dropout_rate)
        self.softmax = layers.Dense(units=num_features, activation="softmax")

    def call(self, inputs):
        v = layers.concatenate(inputs)
        v = self.grn_concat(v)
        v = tf.expand_dims(self.softmax(v), axis=-1)
        x = []
        for idx, input in enumerate(inputs):
            x.append(self.grns[idx](input))
        x = tf.stack(x, axis=1)
        outputs = tf.squeeze(tf.matmul(v, x, transpose_a=True), axis=1)
        return outputs


ins = [keras.Input((3,)), keras.Input((2,)), keras.Input((4,))]
out = layers.Dense(1)(VariableSelection(3, 4, 0.1)(ins))
selection = keras.Model(ins, out)
selection.compile("adam", "mse")
data = [np.random.normal(size=(20, k)) for k in (3, 2, 4)]
h = selection.fit(data, data[0][:, :1], epochs=2, batch_size=10, verbose=0)
print(selection.count_params(), [round(v, 4) for v in h.history["loss"]], [w.name for w in selection.weights[:4]])
