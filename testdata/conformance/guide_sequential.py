# The Sequential model: building, growing, feature extraction, transfer.
import numpy as np
import tensorflow as tf
import keras
from keras import layers

keras.utils.set_random_seed(0)
model = keras.Sequential(name="my_sequential")
model.add(layers.Dense(2, activation="relu", name="layer1"))
model.add(layers.Dense(3, activation="relu", name="layer2"))
model.add(layers.Dense(4, name="layer3"))
print(len(model.layers), [layer.name for layer in model.layers])
try:
    model.weights
except ValueError as e:
    print("ValueError:", str(e)[:60])
try:
    model.summary()
except ValueError as e:
    print("ValueError:", e)
y = model(tf.ones((1, 4)))
print("Number of weights after calling the model:", len(model.weights))
model.summary()
model.pop()
print(len(model.layers))

layer = layers.Dense(3)
print(layer.weights)
y = layer(tf.ones((1, 4)))
print(layer.weights)

model = keras.Sequential()
model.add(keras.Input(shape=(250, 250, 3)))
model.add(layers.Conv2D(32, 5, strides=2, activation="relu"))
model.add(layers.Conv2D(32, 3, activation="relu"))
model.add(layers.MaxPooling2D(3))
model.summary()
model.add(layers.Conv2D(32, 3, activation="relu"))
model.add(layers.Conv2D(32, 3, activation="relu"))
model.add(layers.MaxPooling2D(3))
model.add(layers.Conv2D(32, 3, activation="relu"))
model.add(layers.Conv2D(32, 3, activation="relu"))
model.add(layers.MaxPooling2D(2))
model.add(layers.GlobalMaxPooling2D())
model.add(layers.Dense(10))
model.summary()
print(model.input_shape, model.output_shape, model.layers[0].input_shape)

initial_model = keras.Sequential(
    [
        keras.Input(shape=(50, 50, 3)),
        layers.Conv2D(32, 5, strides=2, activation="relu"),
        layers.Conv2D(32, 3, activation="relu", name="my_intermediate_layer"),
        layers.Conv2D(32, 3, activation="relu"),
    ]
)
feature_extractor = keras.Model(
    inputs=initial_model.inputs,
    outputs=[layer.output for layer in initial_model.layers],
)
features = feature_extractor(tf.ones((1, 50, 50, 3)))
for f in features:
    print(f.shape, "%.4f" % tf.reduce_mean(f))
feature_extractor = keras.Model(
    inputs=initial_model.inputs,
    outputs=initial_model.get_layer(name="my_intermediate_layer").output,
)
print(feature_extractor(tf.ones((1, 50, 50, 3))).shape)

for layer in initial_model.layers[:-1]:
    layer.trainable = False
print(len(initial_model.trainable_weights), len(initial_model.non_trainable_weights))
base = keras.Sequential([layers.Dense(4, input_shape=(8,)), layers.BatchNormalization()])
base.trainable = False
model = keras.Sequential([base, layers.Dense(1)])
print(model.built, [w.shape for w in model.weights], len(model.trainable_weights))
x, y = np.random.rand(32, 8), np.random.rand(32)
model.compile(optimizer="adam", loss="mse")
before = base.get_weights()
model.fit(x, y, epochs=2, verbose=0)
print(all(np.array_equal(a, b) for a, b in zip(before, base.get_weights())))
model.summary(expand_nested=True, show_trainable=True)
