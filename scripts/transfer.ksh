#!/usr/bin/env kerash
# Lesson 14: what one task has taught helps with the next
#
# A convnet learns ten digits from many pictures. Asked another question later,
# whether a digit is even or odd, it needs few examples for it.

keras.utils.set_random_seed(8)

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train = x_train[:, ::2, ::2, None].astype("float32") / 255
x_test = x_test[:, ::2, ::2, None].astype("float32") / 255

digits = x_train[:4000], y_train[:4000]
few = x_train[-40:], y_train[-40:] % 2
many = x_test, y_test % 2
few[0].shape, few[1][:10]

# The base makes 64 features of a picture, the head makes classes of them.
base = keras.Sequential(
    [
        keras.Input(shape=(14, 14, 1)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(32, 3, activation="relu"),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
    ],
    name="base",
)


def with_head(base, classes=2):
    return keras.Sequential([keras.Input(shape=(14, 14, 1)), base, layers.Dense(classes, activation="softmax", name="head")])


def train(model, data, epochs, rate=0.002):
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(*data, epochs=epochs, verbose=0)
    return model


train(with_head(base, 10), digits, 4);
base.save("base.keras")

# From scratch, forty examples are little:
scratch = train(with_head(keras.models.clone_model(base)), few, 30)
print(f"from scratch:      {scratch.evaluate(*many, verbose=0)[1]:.1%}")

# With the base that knows digits, frozen: only the head learns.
base = keras.models.load_model("base.keras")
base.trainable = False
model = with_head(base)
model.summary()
before = base.get_weights()
train(model, few, 30, rate=0.02);
print(f"with a frozen base: {model.evaluate(*many, verbose=0)[1]:.1%}")
all(np.array_equal(a, b) for a, b in zip(before, base.get_weights()))

# When the head knows what it is about, the whole model may be tuned, with small
# steps, so that what is there already is not lost. compile takes note of it.
base.trainable = True
train(model, few, 10, rate=0.0003);
print(f"after fine-tuning:  {model.evaluate(*many, verbose=0)[1]:.1%}")
[(w.name, float(np.abs(w.numpy() - b).max()).__round__(3)) for w, b in zip(base.weights, before)]

# Part of a model may be frozen as well: here all but its last layer.
for layer in base.layers[:-1]:
    layer.trainable = False
print(len(model.trainable_weights), "weights to train,", len(model.non_trainable_weights), "frozen")

import os
os.remove("base.keras")
