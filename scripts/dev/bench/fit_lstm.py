# fit of an LSTM of 64 units on sequences of 50 steps of 32 numbers, batch 32.
import time
import numpy as np
from tensorflow import keras

rng = np.random.RandomState(0)
n = 1280
x = rng.rand(n, 50, 32).astype("float32")
y = rng.rand(n, 1).astype("float32")
model = keras.Sequential([keras.layers.LSTM(64, input_shape=(50, 32)), keras.layers.Dense(1)])
model.compile(optimizer="adam", loss="mse")
model.fit(x[:64], y[:64], batch_size=32, epochs=1, verbose=0)
start = time.perf_counter()
model.fit(x, y, batch_size=32, epochs=1, verbose=0)
print("seconds", time.perf_counter() - start)
