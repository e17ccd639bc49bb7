# 200 steps each of autoencoders: dense, convolutional, over time; and a temporal classifier.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

rng = np.random.RandomState(4)
waves = np.sin(np.linspace(0, 6, 16)[None, :] * rng.uniform(0.5, 2, size=(64, 1)) + rng.uniform(0, 6, size=(64, 1))).astype("float32")
pictures = np.zeros((64, 8, 8, 1), "float32")
for p, (i, j) in zip(pictures, rng.randint(0, 5, size=(64, 2))):
    p[i : i + 4, j : j + 4] = 1.0


def show(name, losses):
    print(name)
    for i in range(9, 200, 100):
        print("   ", " ".join(f"{v:.4f}" for v in losses[i : i + 100 : 10]))


def train(name, model, optimizer, loss, x, y):
    model.compile(optimizer=optimizer, loss=loss)
    losses = []
    for step in range(200):
        at = 16 * (step % 4)
        losses.append(model.train_on_batch(x[at : at + 16], y[at : at + 16]))
    show(name, losses)


keras.utils.set_random_seed(21)
encoder = keras.Sequential([layers.Dense(8, "relu"), layers.BatchNormalization(), layers.Dense(3)])
decoder = keras.Sequential([layers.Dense(8, "relu"), layers.Dense(16)])
inputs = keras.Input((16,))
train("dense", keras.Model(inputs, decoder(encoder(inputs))), keras.optimizers.Adam(0.01), "mse", waves, waves)

keras.utils.set_random_seed(22)
inputs = keras.Input((8, 8, 1))
x = layers.Conv2D(6, 3, strides=2, padding="same", activation="relu")(inputs)
x = layers.Conv2D(4, 3, strides=2, padding="same", activation="relu")(x)
x = layers.Conv2DTranspose(4, 3, strides=2, padding="same", activation="relu")(x)
x = layers.Conv2DTranspose(6, 3, strides=2, padding="same", activation="relu")(x)
outputs = layers.Conv2D(1, 3, padding="same", activation="sigmoid")(x)
noisy = np.clip(pictures + rng.normal(scale=0.3, size=pictures.shape), 0, 1).astype("float32")
train("denoise", keras.Model(inputs, outputs), keras.optimizers.RMSprop(0.005), "binary_crossentropy", noisy, pictures)

keras.utils.set_random_seed(23)
model = keras.Sequential(
    [
        keras.Input((16, 1)),
        layers.Conv1D(8, 3, padding="causal", activation="relu", dilation_rate=2),
        layers.LayerNormalization(),
        layers.SeparableConv1D(8, 3, padding="same", activation="relu"),
        layers.UpSampling1D(2),
        layers.AveragePooling1D(2),
        layers.Conv1D(1, 1),
    ]
)
train("conv1d", model, keras.optimizers.SGD(0.05, momentum=0.9, nesterov=True), "huber", waves[..., None], np.cumsum(waves, axis=1)[..., None] / 8)

keras.utils.set_random_seed(24)
model = keras.Sequential([keras.Input((16, 1)), layers.LSTM(6), layers.RepeatVector(16), layers.LSTM(6, return_sequences=True), layers.TimeDistributed(layers.Dense(1))])
train("lstm", model, keras.optimizers.AdamW(0.005, weight_decay=0.004), "mse", waves[..., None], waves[..., None])
