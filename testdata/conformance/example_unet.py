# Segmentation by a small U-Net like Xception: separable convolutions, residuals, a Sequence that feeds it.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(19)
img_size = (16, 16)
num_classes = 3
batch_size = 8


class OxfordPets(keras.utils.Sequence):
    """Iterates over the data (as numpy arrays)."""

    def __init__(self, batch_size, img_size, samples):
        self.batch_size = batch_size
        self.img_size = img_size
        self.samples = samples

    def __len__(self):
        return len(self.samples) // self.batch_size

    def __getitem__(self, idx):
        i = idx * self.batch_size
        x = np.zeros((self.batch_size,) + self.img_size + (3,), dtype="float32")
        y = np.zeros((self.batch_size,) + self.img_size + (1,), dtype="uint8")
        yy, xx = np.mgrid[: self.img_size[0], : self.img_size[1]]
        for j, (cx, cy, r) in enumerate(self.samples[i : i + self.batch_size]):
            distance = np.hypot(xx - cx, yy - cy)
            x[j] = np.exp(-distance / r)[..., None] * [1, 0.5, 0.2]
            y[j, ..., 0] = (distance < r).astype(int) + (distance < r / 2)
        return x, y


samples = np.random.uniform([4, 4, 2], [12, 12, 6], (32, 3))
train_gen = OxfordPets(batch_size, img_size, samples[:24])
val_gen = OxfordPets(batch_size, img_size, samples[24:])
print(len(train_gen), len(val_gen), train_gen[0][0].shape, np.bincount(train_gen[0][1].ravel()))


def get_model(img_size, num_classes):
    inputs = keras.Input(shape=img_size + (3,))

    # Entry block
    x = layers.Conv2D(8, 3, strides=2, padding="same")(inputs)
    x = layers.BatchNormalization()(x)
    x = layers.Activation("relu")(x)
    previous_block_activation = x  # Set aside residual
    for filters in [8, 16]:
        x = layers.Activation("relu")(x)
        x = layers.SeparableConv2D(filters, 3, padding="same")(x)
        x = layers.BatchNormalization()(x)
        x = layers.Activation("relu")(x)
        x = layers.SeparableConv2D(filters, 3, padding="same")(x)
        x = layers.BatchNormalization()(x)
        x = layers.MaxPooling2D(3, strides=2, padding="same")(x)
        residual = layers.Conv2D(filters, 1, strides=2, padding="same")(previous_block_activation)
        x = layers.add([x, residual])
        previous_block_activation = x

    for filters in [16, 8, 8]:
        x = layers.Activation("relu")(x)
        x = layers.Conv2DTranspose(filters, 3, padding="same")(x)
        x = layers.BatchNormalization()(x)
        x = layers.Activation("relu")(x)
        x = layers.Conv2DTranspose(filters, 3, padding="same")(x)
        x = layers.BatchNormalization()(x)
        x = layers.UpSampling2D(2)(x)
        residual = layers.UpSampling2D(2)(previous_block_activation)
        residual = layers.Conv2D(filters, 1, padding="same")(residual)
        x = layers.add([x, residual])
        previous_block_activation = x

    outputs = layers.Conv2D(num_classes, 3, activation="softmax", padding="same")(x)
    return keras.Model(inputs, outputs)


keras.backend.clear_session()
model = get_model(img_size, num_classes)
model.summary()
model.compile(optimizer=keras.optimizers.SGD(0.05), loss="sparse_categorical_crossentropy", metrics=["accuracy", keras.metrics.SparseCategoricalCrossentropy(name="ce")])
callbacks = [keras.callbacks.ModelCheckpoint("oxford_segmentation.h5", save_best_only=True)]
history = model.fit(train_gen, epochs=3, validation_data=val_gen, callbacks=callbacks, verbose=0, shuffle=False)
print({k: [round(v, 3) for v in values] for k, values in history.history.items()})
val_preds = model.predict(val_gen, verbose=0)
mask = np.argmax(val_preds[0], axis=-1)
mask = np.expand_dims(mask, axis=-1)
print(val_preds.shape, mask.shape, mask.dtype)
iou = keras.metrics.MeanIoU(num_classes=num_classes)
iou.update_state(val_gen[0][1], np.argmax(val_preds, axis=-1)[..., None])
print(f"mean IoU {float(iou.result()):.2f}")
