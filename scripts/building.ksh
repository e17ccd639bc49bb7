#!/usr/bin/env kerash
# Lesson 2: three ways to build a Sequential

# From a list:
model = keras.Sequential(
    [
        layers.Dense(2, activation="relu"),
        layers.Dense(3, activation="relu"),
        layers.Dense(4),
    ]
)
len(model.layers)

# The layers are there to be looked at. None of them has weights yet:
model.layers[0].weights

# Layer by layer, with add:
model = keras.Sequential(name="my_sequential")
model.add(layers.Dense(2, activation="relu", name="layer1"))
model.add(layers.Dense(3, activation="relu", name="layer2"))
model.add(layers.Dense(4, name="layer3"))
[layer.name for layer in model.layers]

# pop takes the last one off again, like a list does:
model.pop()
len(model.layers)

# With an input shape at the start the model is built at once.
model = keras.Sequential(name="built")
model.add(keras.Input(shape=(4,)))
model.add(layers.Dense(2, activation="relu"))
model.summary()

# The shape may also be given to the first layer:
model = keras.Sequential([layers.Dense(2, activation="relu", input_shape=(4,))])
len(model.weights)
