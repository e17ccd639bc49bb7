# The feature extractor of Keras' Sequential guide on one image of 250 x 250.
import time
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

model = keras.Sequential([keras.Input(shape=(250, 250, 3)), layers.Conv2D(32, 5, strides=2, activation="relu"),
                          layers.Conv2D(32, 3, activation="relu", name="middle"), layers.Conv2D(32, 3, activation="relu")])
extractor = keras.Model(inputs=model.inputs, outputs=[layer.output for layer in model.layers])
x = tf.ones((1, 250, 250, 3))
for i in range(3):
    extractor(x)
n = 30
start = time.perf_counter()
for i in range(n):
    extractor(x)
print("seconds", (time.perf_counter() - start) / n)
