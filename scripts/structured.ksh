#!/usr/bin/env kerash
# Lesson 15: tables with numbers and words in their columns
#
# Numbers are scaled, words become numbers. Layers do both, inside of the model,
# so that whoever uses the model may give it the raw values.

keras.utils.set_random_seed(7)
n = 400
size = np.random.uniform(20, 160, n)
town = np.random.choice(["Ulm", "Bonn", "Kiel"], n)
floor = np.random.randint(0, 5, n)
worth = {"Ulm": 8.0, "Bonn": 12.0, "Kiel": 10.0}
rent = size * np.array([worth[t] for t in town]) - 15 * floor + np.random.normal(scale=20, size=n)
for row in list(zip(size.round(1), town, floor, rent.round()))[:4]:
    print(row)

# Normalization looks at the data once, and keeps its mean and variance.
scale = layers.Normalization(axis=None)
scale.adapt(size)
print(f"mean {float(scale.mean):.1f}, variance {float(scale.variance):.1f}")
scale([20.0, 90.0, 160.0])

# StringLookup keeps the words that it saw; number 0 is for all others.
lookup = layers.StringLookup(output_mode="one_hot")
lookup.adapt(town)
lookup.get_vocabulary()
lookup(["Bonn", "Kiel", "Rome"])

# Whole numbers that are names rather than amounts are looked up too; amounts may
# be sorted into bins.
layers.IntegerLookup(vocabulary=[0, 1, 2, 3, 4])([4, 7])
layers.Discretization(bin_boundaries=[50, 100])([20.0, 70.0, 130.0])

# Where two columns count together, they can be crossed into one.
layers.HashedCrossing(num_bins=8)((tf.constant(["Ulm", "Kiel"]), tf.constant([1, 4])))

# A model with an input for each column. A dict names them.
inputs = {
    "size": keras.Input((1,), name="size"),
    "town": keras.Input((1,), name="town", dtype="string"),
    "floor": keras.Input((1,), name="floor", dtype="int64"),
}
features = layers.concatenate([
    scale(inputs["size"]),
    lookup(inputs["town"]),
    layers.CategoryEncoding(num_tokens=5, output_mode="one_hot")(inputs["floor"]),
])
hidden = layers.Dense(16, activation="relu")(features)
model = keras.Model(inputs, layers.Dense(1, name="rent")(hidden), name="flats")
model.summary()

data = {"size": size, "town": town, "floor": floor}
model.compile(keras.optimizers.Adam(0.05), "mse", metrics=["mae"])
history = model.fit(data, rent, epochs=60, batch_size=32, validation_split=0.2, verbose=0)
for epoch in (0, 9, 29, 59):
    error = history.history["val_mae"][epoch]
    print(f"epoch {epoch + 1:2d}: {error:6.1f} off {'#' * int(error / 20)}")

# Raw values in, a rent out; it has never heard of the last town.
for s, t, f in [(50.0, "Ulm", 0), (50.0, "Bonn", 0), (50.0, "Bonn", 4), (50.0, "Rome", 0)]:
    one = {"size": tf.constant([[s]]), "town": tf.constant([[t]]), "floor": tf.constant([[f]])}
    print(f"{s} square metres in {t} on floor {f}: {float(model(one)[0, 0]):.0f}")

# Without the layers' help: the same columns as one pipeline of batches.
batches = tf.data.Dataset.from_tensor_slices((data, rent)).shuffle(n).batch(100)
for columns, target in batches.take(1):
    print({name: (c.dtype.name, c.shape) for name, c in columns.items()}, target.shape)
model.evaluate(batches, verbose=0)[1] < 60
