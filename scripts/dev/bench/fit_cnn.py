# fit of a convolutional network on images of 28 x 28, batch 128, Adam.
import time
import numpy as np
from tensorflow import keras

rng = np.random.RandomState(0)
n = 2560
x = rng.rand(n, 28, 28, 1).astype("float32")
y = rng.randint(0, 10, n)
model = keras.Sequential([keras.layers.Conv2D(32, 3, activation="relu", input_shape=(28, 28, 1)), keras.layers.MaxPooling2D(),
                          keras.layers.Conv2D(64, 3, activation="relu"), keras.layers.MaxPooling2D(), keras.layers.Flatten(),
                          keras.layers.Dense(10, activation="softmax")])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x[:256], y[:256], batch_size=128, epochs=1, verbose=0)
start = time.perf_counter()
model.fit(x, y, batch_size=128, epochs=1, verbose=0)
print("seconds", time.perf_counter() - start)
