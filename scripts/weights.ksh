#!/usr/bin/env kerash
# Lesson 3: weights appear with the first call
#
# A Dense layer multiplies its input by a matrix, the kernel. How many rows the
# kernel has depends on the input, so a new layer has no weights:

layer = layers.Dense(3)
layer.weights

# The first call tells it the shape of its input:
x = tf.ones((1, 4))
y = layer(x)

# Now there are a kernel of 4 x 3 and a bias of 3.
layer.weights

# print shows what Python shows:
print(layer.bias)

# The same goes for a whole model. Before its first call ...
model = keras.Sequential(
    [
        layers.Dense(2, activation="relu"),
        layers.Dense(3, activation="relu"),
        layers.Dense(4),
    ]
)
try:
    model.weights
except ValueError as e:
    print(e)

# ... and after it:
y = model(tf.ones((1, 4)))
print("Number of weights after calling the model:", len(model.weights))
model.weights
model.summary()
