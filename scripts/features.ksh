#!/usr/bin/env kerash
# Lesson 5: look inside a model
#
# Every layer of a built Sequential has an input and an output. A functional
# model may start and end at any of them, so it can show what happens inside.

initial_model = keras.Sequential(
    [
        keras.Input(shape=(250, 250, 3)),
        layers.Conv2D(32, 5, strides=2, activation="relu", name="my_intermediate_layer"),
        layers.Conv2D(32, 3, activation="relu"),
        layers.Conv2D(32, 3, activation="relu"),
    ]
)

# A model that gives the outputs of all layers:
feature_extractor = keras.Model(
    inputs=initial_model.inputs,
    outputs=[layer.output for layer in initial_model.layers],
)
x = tf.ones((1, 250, 250, 3))
features = feature_extractor(x)
for f in features:
    print(f.shape)

# Or that of one layer only:
one_layer = keras.Model(
    inputs=initial_model.inputs,
    outputs=initial_model.get_layer(name="my_intermediate_layer").output,
)
one_layer(x).shape

# Both models share their layers, and so their weights, with the first one.
one_layer.get_layer("my_intermediate_layer") is initial_model.layers[0]
