#!/usr/bin/env kerash
# Handwritten digits from end to end: train, save, load, freeze, train on.

keras.utils.set_random_seed(1)

# 28 x 28 pixels of 0 to 255, and what digit each picture shows.
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train.shape, x_test.shape

x_train = x_train.reshape(-1, 784).astype("float32") / 255
x_test = x_test.reshape(-1, 784).astype("float32") / 255


def make_model():
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(64, activation="relu"),
            layers.Dense(32, activation="relu"),
            layers.Dense(10),
        ],
        name="digits",
    )


def compile(model):
    model.compile(
        optimizer="adam",
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )


model = make_model()
model.summary()
compile(model)
model.fit(x_train, y_train, batch_size=32, epochs=8, validation_data=(x_test, y_test))

loss, accuracy = model.evaluate(x_test, y_test, verbose=0)
print(f"test accuracy: {accuracy:.1%}")

# What does it say about the first ten?
model.predict(x_test[:10], verbose=0).argmax(axis=1)
y_test[:10]

# The weights go into a file that real Keras reads as well ...
model.save_weights("digits.h5")

# ... and into a new model of the same shape.
copy = make_model()
copy.load_weights("digits.h5")
np.allclose(copy.predict(x_test, verbose=0), model.predict(x_test, verbose=0))

# All but the head frozen, training goes on with 330 parameters.
for layer in copy.layers[:-1]:
    layer.trainable = False
compile(copy)
copy.summary()
copy.fit(x_train, y_train, epochs=2, validation_data=(x_test, y_test))

loss, accuracy = copy.evaluate(x_test, y_test, verbose=0)
print(f"test accuracy with a retrained head: {accuracy:.1%}")

import os
os.remove("digits.h5")
