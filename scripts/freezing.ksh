#!/usr/bin/env kerash
# Lesson 6: train only the last layer
#
# Transfer learning keeps what a model has learned and trains a new end on top
# of it: load the weights, freeze all layers but the last, compile, fit.

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train = x_train.reshape(-1, 784).astype("float32") / 255
x_test = x_test.reshape(-1, 784).astype("float32") / 255


def make_model():
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(32, activation="relu"),
            layers.Dense(32, activation="relu"),
            layers.Dense(32, activation="relu"),
            layers.Dense(10),
        ]
    )


def compile(model):
    model.compile(
        optimizer="adam",
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )


# A first model learns from few digits, and its weights go into a file.
first = make_model()
compile(first)
first.fit(x_train[:2000], y_train[:2000], epochs=2)
first.save_weights("freezing.h5")

# A second one takes them over.
model = make_model()
model.load_weights("freezing.h5")
for layer in model.layers[:-1]:
    layer.trainable = False

# Freezing takes effect with compile. 330 parameters are left to train.
compile(model)
model.summary()

before = [w.numpy() for w in model.weights]
history = model.fit(x_train[:4000], y_train[:4000], epochs=2, validation_data=(x_test, y_test))
history

# Which weights did the training change?
[(w.name, not np.array_equal(w.numpy(), b)) for w, b in zip(model.weights, before)]

import os
os.remove("freezing.h5")
