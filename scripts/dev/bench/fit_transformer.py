# fit of one transformer block: 64 wide, 4 heads, sequences of 64, batch 32.
import time
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

rng = np.random.RandomState(0)
n = 640
x = rng.rand(n, 64, 64).astype("float32")
y = rng.rand(n, 1).astype("float32")
inputs = keras.Input((64, 64))
a = layers.MultiHeadAttention(num_heads=4, key_dim=16)(inputs, inputs)
h = layers.LayerNormalization()(layers.Add()([inputs, a]))
f = layers.Dense(64)(layers.Dense(256, activation="gelu")(h))
h = layers.LayerNormalization()(layers.Add()([h, f]))
model = keras.Model(inputs, layers.Dense(1)(layers.GlobalAveragePooling1D()(h)))
model.compile(optimizer="adam", loss="mse")
model.fit(x[:64], y[:64], batch_size=32, epochs=1, verbose=0)
start = time.perf_counter()
model.fit(x, y, batch_size=32, epochs=1, verbose=0)
print("seconds", time.perf_counter() - start)
