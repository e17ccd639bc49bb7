import os
import tempfile

import numpy as np
import tensorflow as tf
from tensorflow import feature_column, keras
from tensorflow.keras import layers

# Pets that are adopted soon, or not: a table made by rule.
n = 80
rows = np.arange(n)
table = {
    "Type": np.array(["Cat", "Dog"])[rows * 3 % 5 % 2],
    "Age": (rows * 7 % 13 + 1).astype("int64"),
    "Breed1": np.array(["Tabby", "Mixed", "Siamese", "Poodle", "Beagle"])[rows * 11 % 5],
    "PhotoAmt": (rows * 5 % 9).astype("int64"),
    "Fee": (rows * 17 % 50).astype("float32"),
}
target = ((table["PhotoAmt"] > 3) & (table["Age"] < 9) | (table["Breed1"] == "Siamese")).astype("int64")


def df_to_dataset(some, batch_size=16):
    ds = tf.data.Dataset.from_tensor_slices(({k: v[some] for k, v in table.items()}, target[some]))
    return ds.batch(batch_size)


train, val = df_to_dataset(rows % 4 != 3), df_to_dataset(rows % 4 == 3)
example_batch = next(iter(train))[0]


def demo(column):
    print(np.round(layers.DenseFeatures(column)(example_batch).numpy()[:3], 4))


init = lambda shape, dtype=None, **kw: tf.reshape(tf.linspace(-0.5, 0.5, shape[0] * shape[1]), shape)
columns = [feature_column.numeric_column(h) for h in ("PhotoAmt", "Fee", "Age")]
demo(columns[0])
age_buckets = feature_column.bucketized_column(columns[2], boundaries=[1, 2, 3, 4, 5])
demo(age_buckets)
columns.append(age_buckets)
animal = feature_column.categorical_column_with_vocabulary_list("Type", ["Cat", "Dog"])
columns.append(feature_column.indicator_column(animal))
demo(columns[-1])
breed = feature_column.categorical_column_with_vocabulary_list("Breed1", sorted(set(table["Breed1"])))
columns.append(feature_column.embedding_column(breed, dimension=4, initializer=init))
demo(columns[-1])
demo(feature_column.indicator_column(feature_column.categorical_column_with_hash_bucket("Type", hash_bucket_size=10)))
crossed = feature_column.crossed_column([age_buckets, animal], hash_bucket_size=10)
columns.append(feature_column.indicator_column(crossed))
demo(columns[-1])

feature_layer = layers.DenseFeatures(columns)
uniform = lambda seed: keras.initializers.RandomUniform(-0.2, 0.2, seed=seed)
model = keras.Sequential([
    feature_layer,
    layers.Dense(16, activation="relu", kernel_initializer=uniform(1)),
    layers.Dense(8, activation="relu", kernel_initializer=uniform(2)),
    layers.Dense(1, kernel_initializer=uniform(3)),
])
model.compile(optimizer=keras.optimizers.Adam(0.01), loss=keras.losses.BinaryCrossentropy(from_logits=True), metrics=["accuracy"])
h = model.fit(train, validation_data=val, epochs=6, verbose=0)
print([round(v, 3) for v in h.history["loss"]])
print([round(v, 3) for v in h.history["val_loss"]])
model.summary()
print([(w.name, w.shape) for w in model.trainable_weights])
loss, accuracy = model.evaluate(val, verbose=0)
print(round(loss, 3), round(accuracy, 3))
print(model.predict(val, verbose=0).shape)

# The same layer in a functional model.
inputs = {
    "PhotoAmt": keras.Input(shape=(1,), name="PhotoAmt", dtype="int64"),
    "Fee": keras.Input(shape=(1,), name="Fee"),
    "Age": keras.Input(shape=(1,), name="Age", dtype="int64"),
    "Type": keras.Input(shape=(1,), name="Type", dtype="string"),
    "Breed1": keras.Input(shape=(1,), name="Breed1", dtype="string"),
}
x = layers.DenseFeatures(columns[:6], name="features")(inputs)
outputs = layers.Dense(1, activation="sigmoid", kernel_initializer=uniform(4))(x)
model = keras.Model(inputs, outputs)
model.compile(optimizer=keras.optimizers.SGD(0.001), loss="binary_crossentropy")
print(x.shape, [round(v, 3) for v in model.fit(train, epochs=2, verbose=0).history["loss"]])
model.summary()

path = os.path.join(tempfile.mkdtemp(), "weights.h5")
model.save_weights(path)
before = model.predict(val, verbose=0)
model.layers[-1].set_weights([np.zeros((15, 1)), np.zeros(1)])
model.load_weights(path)
print(np.allclose(before, model.predict(val, verbose=0)))
with tf.GradientTape() as tape:
    y = tf.reduce_sum(feature_layer(example_batch))
print(tf.convert_to_tensor(tape.gradient(y, feature_layer.trainable_weights)[0]).numpy())
