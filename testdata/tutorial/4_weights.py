import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
layer = layers.Dense(3)
print(layer.weights)            # []
x = tf.ones((1, 4))
y = layer(x)
print([(w.name, tuple(w.shape)) for w in layer.weights])            # now a kernel (4, 3) and a bias (3,)
model = keras.Sequential([layers.Dense(2, activation="relu"), layers.Dense(3, activation="relu"), layers.Dense(4)])
for look in (lambda: model.weights, model.summary):
    try:
        look()
    except ValueError as e:
        print(e)
y = model(x)
print(len(model.weights))
print(len(keras.Sequential([layers.Dense(2, activation="relu", input_shape=(4,))]).weights))
