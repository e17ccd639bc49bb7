# Super-resolution with sub-pixel convolutions, a PSNR callback; and a small EDSR whose train_step is its own.
import math

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(1234)
crop_size = 24
upscale_factor = 2
input_size = crop_size // upscale_factor
batch_size = 4


def scaling(input_image):
    input_image = input_image / 255.0
    return input_image


yy, xx = np.mgrid[0:crop_size, 0:crop_size]
pictures = np.stack([np.stack([np.hypot(yy - a, xx - b) * 12, yy * a, xx * b + 20], -1) % 256 for a, b in np.random.randint(3, 20, (16, 2))]).astype("float32")
train_ds = tf.data.Dataset.from_tensor_slices(pictures[:12]).batch(batch_size).map(scaling)
valid_ds = tf.data.Dataset.from_tensor_slices(pictures[12:]).batch(batch_size).map(scaling)


def process_input(input, input_size, upscale_factor):
    input = tf.image.rgb_to_yuv(input)
    last_dimension_axis = len(input.shape) - 1
    y, u, v = tf.split(input, 3, axis=last_dimension_axis)
    return tf.image.resize(y, [input_size, input_size], method="area")


def process_target(input):
    input = tf.image.rgb_to_yuv(input)
    last_dimension_axis = len(input.shape) - 1
    y, u, v = tf.split(input, 3, axis=last_dimension_axis)
    return y


train_ds = train_ds.map(lambda x: (process_input(x, input_size, upscale_factor), process_target(x)))
train_ds = train_ds.prefetch(buffer_size=32)
valid_ds = valid_ds.map(lambda x: (process_input(x, input_size, upscale_factor), process_target(x)))
valid_ds = valid_ds.prefetch(buffer_size=32)
for batch in train_ds.take(1):
    for img in batch:
        print(img.shape, f"{float(tf.reduce_mean(img)):.4f}")


def get_model(upscale_factor=3, channels=1):
    conv_args = {
        "activation": "relu",
        "kernel_initializer": "Orthogonal",
        "padding": "same",
    }
    inputs = keras.Input(shape=(None, None, channels))
    x = layers.Conv2D(16, 5, **conv_args)(inputs)
    x = layers.Conv2D(16, 3, **conv_args)(x)
    x = layers.Conv2D(8, 3, **conv_args)(x)
    x = layers.Conv2D(channels * (upscale_factor**2), 3, **conv_args)(x)
    outputs = tf.nn.depth_to_space(x, upscale_factor)
    return keras.Model(inputs, outputs)


class ESPCNCallback(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.test_img = pictures[0]

    def on_epoch_begin(self, epoch, logs=None):
        self.psnr = []

    def on_epoch_end(self, epoch, logs=None):
        print("Mean PSNR for epoch: %.2f" % (np.mean(self.psnr)))

    def on_test_batch_end(self, batch, logs=None):
        self.psnr.append(10 * math.log10(1 / logs["loss"]))


early_stopping_callback = keras.callbacks.EarlyStopping(monitor="loss", patience=10)
checkpoint_filepath = "checkpoint_dir/weights"
model_checkpoint_callback = keras.callbacks.ModelCheckpoint(filepath=checkpoint_filepath, save_weights_only=True, monitor="loss", mode="min", save_best_only=True)
model = get_model(upscale_factor=upscale_factor, channels=1)
model.summary()
callbacks = [ESPCNCallback(), early_stopping_callback, model_checkpoint_callback]
loss_fn = keras.losses.MeanSquaredError()
optimizer = keras.optimizers.Adam(learning_rate=0.001)
model.compile(optimizer=optimizer, loss=loss_fn)
history = model.fit(train_ds, epochs=3, callbacks=callbacks, validation_data=valid_ds, verbose=0)
print([f"{v:.5f}" for v in history.history["loss"]])
model.load_weights(checkpoint_filepath)
out = model.predict(np.ones((1, 5, 7, 1), "float32"), verbose=0)
print(out.shape)


class EDSRModel(tf.keras.Model):
    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            y_pred = self(x, training=True)
            loss = self.compiled_loss(y, y_pred, regularization_losses=self.losses)
        trainable_vars = self.trainable_variables
        gradients = tape.gradient(loss, trainable_vars)
        self.optimizer.apply_gradients(zip(gradients, trainable_vars))
        self.compiled_metrics.update_state(y, y_pred)
        return {m.name: m.result() for m in self.metrics}

    def predict_step(self, x):
        x = tf.cast(tf.expand_dims(x, axis=0), tf.float32)
        super_resolution_img = self(x, training=False)
        super_resolution_img = tf.clip_by_value(super_resolution_img, 0, 255)
        super_resolution_img = tf.round(super_resolution_img)
        super_resolution_img = tf.squeeze(tf.cast(super_resolution_img, tf.uint8), axis=0)
        return super_resolution_img


def ResBlock(inputs):
    x = layers.Conv2D(8, 3, padding="same", activation="relu")(inputs)
    x = layers.Conv2D(8, 3, padding="same")(x)
    x = layers.Add()([inputs, x])
    return x


def Upsampling(inputs, factor=2, **kwargs):
    x = layers.Conv2D(8 * (factor**2), 3, padding="same", **kwargs)(inputs)
    x = tf.nn.depth_to_space(x, block_size=factor)
    return x


def make_model(num_filters, num_of_residual_blocks):
    input_layer = layers.Input(shape=(None, None, 3))
    x = layers.Rescaling(scale=1.0 / 255)(input_layer)
    x = x_new = layers.Conv2D(num_filters, 3, padding="same")(x)
    for _ in range(num_of_residual_blocks):
        x_new = ResBlock(x_new)
    x_new = layers.Conv2D(num_filters, 3, padding="same")(x_new)
    x = layers.Add()([x, x_new])
    x = Upsampling(x)
    x = layers.Conv2D(3, 3, padding="same")(x)
    output_layer = layers.Rescaling(scale=255)(x)
    return EDSRModel(input_layer, output_layer)


def PSNR(super_resolution, high_resolution):
    """Peak signal-to-noise ratio."""
    psnr_value = tf.image.psnr(high_resolution, super_resolution, max_val=255)[0]
    return psnr_value


low = tf.image.resize(pictures, (12, 12), method="bicubic")
edsr = make_model(num_filters=8, num_of_residual_blocks=2)
optim_edsr = keras.optimizers.Adam(learning_rate=keras.optimizers.schedules.PiecewiseConstantDecay(boundaries=[4], values=[1e-3, 5e-4]))
edsr.compile(optimizer=optim_edsr, loss="mae", metrics=[PSNR])
history = edsr.fit(low[:12], pictures[:12], epochs=3, batch_size=4, shuffle=False, verbose=0, validation_data=(low[12:], pictures[12:]))
print({k: [round(v, 2) for v in vs] for k, vs in history.history.items()})
preds = edsr.predict_step(low[13])
print(preds.shape, preds.dtype, edsr.count_params(), float(tf.image.ssim(tf.cast(preds, tf.float32), pictures[13], 255.0)) < 1)
