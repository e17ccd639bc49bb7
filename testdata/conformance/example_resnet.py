# ResNet for small pictures: blocks by functions, regularization, a schedule, augmentation in the pipeline.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.callbacks import Callback, LearningRateScheduler, ReduceLROnPlateau
from tensorflow.keras.regularizers import l2

keras.utils.set_random_seed(10)
depth = 8
num_classes = 4
x = np.random.uniform(size=(48, 12, 12, 3)).astype("float32")
labels = (x[:, :6].mean(axis=(1, 2, 3)) > 0.5).astype(int) + 2 * (x[:, :, :6].mean(axis=(1, 2, 3)) > 0.5)
y = keras.utils.to_categorical(labels, num_classes)
x_mean = np.mean(x[:36], axis=0)
x -= x_mean


def lr_schedule(epoch, lr):
    """Learning rate by epoch."""
    lr = 1e-2
    if epoch > 2:
        lr *= 1e-1
    elif epoch > 0:
        lr *= 0.5
    print("Learning rate: ", lr)
    return lr


def resnet_layer(inputs, num_filters=8, kernel_size=3, strides=1, activation="relu", batch_normalization=True, conv_first=True):
    conv = layers.Conv2D(num_filters, kernel_size=kernel_size, strides=strides, padding="same", kernel_initializer="he_normal", kernel_regularizer=l2(1e-4), use_bias=False)
    x = inputs
    if conv_first:
        x = conv(x)
        if batch_normalization:
            x = layers.BatchNormalization(momentum=0.9)(x)
        if activation is not None:
            x = layers.Activation(activation)(x)
    else:
        if batch_normalization:
            x = layers.BatchNormalization(momentum=0.9)(x)
        if activation is not None:
            x = layers.Activation(activation)(x)
        x = conv(x)
    return x


def resnet_v1(input_shape, depth, num_classes=10):
    if (depth - 2) % 6 != 0:
        raise ValueError("depth should be 6n+2")
    num_filters = 8
    num_res_blocks = int((depth - 2) / 6)
    inputs = layers.Input(shape=input_shape)
    x = resnet_layer(inputs=inputs)
    for stack in range(3):
        for res_block in range(num_res_blocks):
            strides = 1
            if stack > 0 and res_block == 0:
                strides = 2
            y = resnet_layer(inputs=x, num_filters=num_filters, strides=strides)
            y = resnet_layer(inputs=y, num_filters=num_filters, activation=None)
            if stack > 0 and res_block == 0:
                x = resnet_layer(inputs=x, num_filters=num_filters, kernel_size=1, strides=strides, activation=None, batch_normalization=False)
            x = layers.add([x, y])
            x = layers.Activation("relu")(x)
        num_filters *= 2
    x = layers.AveragePooling2D(pool_size=3)(x)
    y = layers.Flatten()(x)
    outputs = layers.Dense(num_classes, activation="softmax", kernel_initializer="he_normal")(y)
    return keras.models.Model(inputs=inputs, outputs=outputs)


model = resnet_v1(input_shape=x.shape[1:], depth=depth, num_classes=num_classes)
model.compile(loss="categorical_crossentropy", optimizer=keras.optimizers.SGD(learning_rate=lr_schedule(0, None), momentum=0.9), metrics=["accuracy"])
model.summary()
try:
    resnet_v1((12, 12, 3), 9)
except ValueError as e:
    print(e)
print(len(model.losses), f"{float(tf.add_n(model.losses)):.5f}")


class Steps(Callback):
    def on_train_begin(self, logs=None):
        self.losses = []

    def on_train_batch_end(self, batch, logs=None):
        self.losses.append(logs["loss"])


steps = Steps()
lr_reducer = ReduceLROnPlateau(factor=np.sqrt(0.1), cooldown=0, patience=5, min_lr=0.5e-6)
history = model.fit(x[:36], y[:36], batch_size=12, epochs=4, validation_data=(x[36:], y[36:]), shuffle=True, callbacks=[lr_reducer, LearningRateScheduler(lr_schedule), steps], verbose=0)
for k, v in history.history.items():
    print(k, [round(float(a), 3) for a in v])
print(len(steps.losses), np.round(steps.losses[:3], 3))


def augment(image, label):
    image = tf.image.resize_with_crop_or_pad(image, 16, 16)
    image = tf.image.flip_left_right(image)
    image = tf.image.crop_to_bounding_box(image, 2, 1, 12, 12)
    image = tf.image.adjust_brightness(image, 0.05)
    return image, label


data = tf.data.Dataset.from_tensor_slices((x, y)).map(augment, num_parallel_calls=tf.data.AUTOTUNE).batch(16).prefetch(tf.data.AUTOTUNE)
print([round(v, 2) for v in model.evaluate(data, verbose=0)], data.element_spec[0].shape)
