# 200 steps of recurrent nets that add up marked numbers of a sequence.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

rng = np.random.RandomState(2)
values = rng.uniform(-1, 1, size=(96, 10)).astype("float32")
marks = (rng.uniform(size=(96, 10)) < 0.3).astype("float32")
x = np.stack([values, marks], axis=-1)
y = (values * marks).sum(axis=1, keepdims=True)


def curve(name, body, optimizer):
    keras.utils.set_random_seed(3)
    model = keras.Sequential([keras.Input((10, 2)), *body, layers.Dense(1)])
    loss_fn = keras.losses.MeanSquaredError()

    @tf.function
    def train_step(xb, yb):
        with tf.GradientTape() as tape:
            loss = loss_fn(yb, model(xb, training=True))
        grads = tape.gradient(loss, model.trainable_weights)
        optimizer.apply_gradients(zip(grads, model.trainable_weights))
        return loss

    losses = []
    data = tf.data.Dataset.from_tensor_slices((x, y)).repeat().batch(16).take(200)
    for step, (xb, yb) in enumerate(data):
        loss = train_step(xb, yb)
        if step % 10 == 9:
            losses.append(float(loss))
    print(f"{name:14s}", " ".join(f"{v:.4f}" for v in losses[:10]))
    print(" " * 14, " ".join(f"{v:.4f}" for v in losses[10:]))


curve("lstm", [layers.LSTM(8)], keras.optimizers.Adam(0.01))
curve("gru", [layers.GRU(8)], keras.optimizers.Adam(0.01))
curve("gru v1", [layers.GRU(8, reset_after=False)], keras.optimizers.RMSprop(0.01))
curve("simple", [layers.SimpleRNN(8)], keras.optimizers.SGD(0.01, momentum=0.9))
curve("stacked", [layers.LSTM(6, return_sequences=True), layers.LayerNormalization(), layers.LSTM(6)], keras.optimizers.AdamW(0.01))
curve("bidirectional", [layers.Bidirectional(layers.LSTM(5))], keras.optimizers.Adam(0.01, clipnorm=1.0))
