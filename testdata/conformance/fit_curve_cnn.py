# 200 steps of a small convolutional net with batch normalization on drawn bars.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(11)
rng = np.random.RandomState(1)
images = rng.normal(scale=0.3, size=(120, 8, 8, 1)).astype("float32")
labels = rng.randint(0, 3, size=120)
for image, label, at in zip(images, labels, rng.randint(0, 8, size=120)):
    if label == 0:
        image[at, :, 0] += 1.0
    elif label == 1:
        image[:, at, 0] += 1.0
    else:
        image[np.arange(8), (np.arange(8) + at) % 8, 0] += 1.0

model = keras.Sequential(
    [
        keras.Input(shape=(8, 8, 1)),
        layers.Conv2D(6, 3, padding="same", use_bias=False),
        layers.BatchNormalization(momentum=0.9),
        layers.ReLU(),
        layers.MaxPooling2D(),
        layers.Conv2D(8, 3, activation="elu"),
        layers.DepthwiseConv2D(2, activation="swish"),
        layers.GlobalAveragePooling2D(),
        layers.Dropout(0),
        layers.Dense(3, activation="softmax"),
    ]
)
model.compile(optimizer=keras.optimizers.Adam(5e-3), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
print(model.count_params())


class EveryTen(keras.callbacks.Callback):
    def on_train_batch_end(self, batch, logs=None):
        step = int(self.model.optimizer.iterations)
        if step % 10 == 0:
            print(f"step {step:3d}  loss {logs['loss']:.4f}  accuracy {logs['accuracy']:.3f}")


data = tf.data.Dataset.from_tensor_slices((images, labels)).batch(12)
history = model.fit(data, epochs=20, verbose=0, callbacks=[EveryTen()])
print([round(v, 4) for v in history.history["loss"]])
print("inference:", " ".join(f"{v:.4f}" for v in model.evaluate(data, verbose=0)))
mean, variance = model.layers[1].non_trainable_weights
print(np.round(mean.numpy(), 3), np.round(variance.numpy(), 3))
