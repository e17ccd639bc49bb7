#!/usr/bin/env kerash
# Lesson 1: when Sequential fits, and when it does not
#
# A Sequential model is a plain stack of layers: one tensor goes in, one comes
# out, and each layer has one input and one output.

model = keras.Sequential(
    [
        layers.Dense(2, activation="relu", name="layer1"),
        layers.Dense(3, activation="relu", name="layer2"),
        layers.Dense(4, name="layer3"),
    ]
)

# Three samples of three numbers each.
x = tf.ones((3, 3))
y = model(x)
y.shape

# The same by hand: a Sequential calls its layers one after the other.
z = x
for layer in model.layers:
    z = layer(z)
    print(layer.name, "gives", z.shape)

# Both ways give the same numbers.
np.allclose(y, z)

# How the data flows, as a picture for the terminal:
keras.utils.plot_model(model, show_shapes=True, to_file=None)

# A Sequential is not for models with several inputs or outputs, with shared
# layers or with branches. The functional API draws such a graph: here the
# input goes around a block and is added to its result.
inputs = keras.Input(shape=(3,))
block = layers.Dense(3, activation="relu")(inputs)
block = layers.Dense(3)(block)
outputs = layers.Add()([inputs, block])
residual = keras.Model(inputs, outputs, name="residual")
residual.summary()

# Forced into a Sequential, several inputs are an error that says so:
try:
    keras.Sequential([layers.Add()])([x, x, x])
    keras.Sequential([keras.Input(shape=(3,)), residual, keras.Input(shape=(3,))])
except (TypeError, ValueError) as e:
    print(type(e).__name__)
