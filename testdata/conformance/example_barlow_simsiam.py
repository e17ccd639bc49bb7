# Learning without labels: SimSiam's stopped gradient, Barlow twins' cross-correlation, and a linear probe on top.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

CROP, DIM = 8, 6
pictures = (np.sin(np.arange(12 * 100 * 3) * 0.017).reshape(12, 10, 10, 3) * 127 + 128).astype("float32")
labels = np.arange(12) % 3


def fixed(model):
    for i, v in enumerate(model.weights):
        if "kernel" in v.name:
            v.assign(0.4 * tf.reshape(tf.cos(0.9 * tf.range(float(v.shape.num_elements())) + i), v.shape))


def shift(x, strength=0.5):
    return tf.clip_by_value(x + strength * tf.cast([10.0, -20.0, 30.0], x.dtype), 0, 255)


def drop(x):
    gray = tf.image.rgb_to_grayscale(x)
    return tf.tile(gray, [1, 1, 3])


def first_view(x):
    return tf.image.flip_left_right(tf.image.central_crop(shift(x), 0.8))


def second_view(x):
    return tf.image.resize(drop(x)[1:9, 1:9], (CROP, CROP))


one = tf.data.Dataset.from_tensor_slices(pictures).map(first_view, num_parallel_calls=tf.data.AUTOTUNE).batch(6).prefetch(tf.data.AUTOTUNE)
two = tf.data.Dataset.from_tensor_slices(pictures).map(second_view).batch(6)
views = tf.data.Dataset.zip((one, two))
print(views.element_spec)


def encoder():
    inputs = layers.Input((CROP, CROP, 3))
    x = layers.Rescaling(scale=1.0 / 127.5, offset=-1)(inputs)
    x = layers.ZeroPadding2D((1, 1), name="pad")(x)
    x = layers.Conv2D(4, 3, strides=2, kernel_regularizer=keras.regularizers.l2(1e-4), activation="relu")(x)
    x = layers.GlobalAveragePooling2D(name="backbone_pool")(x)
    x = layers.BatchNormalization()(layers.Dense(DIM, use_bias=False, kernel_regularizer=keras.regularizers.l2(1e-4))(x))
    return keras.Model(inputs, layers.Dense(DIM, use_bias=False)(layers.ReLU()(x)), name="encoder")


def predictor():
    return keras.Sequential([layers.Input((DIM,)), layers.Dense(3, use_bias=False), layers.ReLU(), layers.BatchNormalization(), layers.Dense(DIM)], name="predictor")


def similarity(p, z):
    z = tf.stop_gradient(z)
    p, z = tf.math.l2_normalize(p, axis=1), tf.math.l2_normalize(z, axis=1)
    return -tf.reduce_mean(tf.reduce_sum(p * z, axis=1))


class SimSiam(keras.Model):
    def __init__(self, encoder, predictor):
        super().__init__()
        self.encoder, self.predictor = encoder, predictor
        self.loss_tracker = keras.metrics.Mean(name="loss")

    @property
    def metrics(self):
        return [self.loss_tracker]

    def train_step(self, data):
        a, b = data
        with tf.GradientTape() as tape:
            z1, z2 = self.encoder(a), self.encoder(b)
            p1, p2 = self.predictor(z1), self.predictor(z2)
            loss = similarity(p1, z2) / 2 + similarity(p2, z1) / 2
        learnable = self.encoder.trainable_variables + self.predictor.trainable_variables
        self.optimizer.apply_gradients(zip(tape.gradient(loss, learnable), learnable))
        self.loss_tracker.update_state(loss)
        return {"loss": self.loss_tracker.result()}


enc, pred = encoder(), predictor()
fixed(enc)
fixed(pred)
siam = SimSiam(enc, pred)
siam.compile(optimizer=keras.optimizers.SGD(keras.optimizers.schedules.CosineDecay(0.03, 10), momentum=0.6))
h = siam.fit(views, epochs=5, verbose=0, callbacks=[keras.callbacks.EarlyStopping(monitor="loss", patience=5, restore_best_weights=True)])
print([round(v, 4) for v in h.history["loss"]], int(siam.optimizer.iterations), round(float(siam.optimizer.learning_rate), 5))
backbone = keras.Model(enc.input, enc.get_layer("backbone_pool").output)
backbone.trainable = False
inputs = layers.Input((CROP, CROP, 3))
linear = keras.Model(inputs, layers.Dense(3, activation="softmax", kernel_initializer="zeros")(backbone(inputs, training=False)), name="linear_model")
linear.compile(loss="sparse_categorical_crossentropy", metrics=["accuracy"], optimizer=keras.optimizers.SGD(0.5, momentum=0.9))
h = linear.fit(np.stack([second_view(p) for p in pictures]), labels, batch_size=6, epochs=4, shuffle=False, verbose=0)
print({k: [round(a, 4) for a in v] for k, v in h.history.items()})
linear.summary()


class BarlowLoss(keras.losses.Loss):
    def __init__(self, batch_size, lambda_amt=5e-3):
        super().__init__()
        self.lambda_amt, self.batch_size = lambda_amt, batch_size

    def off_diagonal(self, c):
        return c - tf.linalg.diag(tf.linalg.diag_part(c))

    def call(self, z_a, z_b):
        a = (z_a - tf.reduce_mean(z_a, axis=0)) / tf.math.reduce_std(z_a, axis=0)
        b = (z_b - tf.reduce_mean(z_b, axis=0)) / tf.math.reduce_std(z_b, axis=0)
        c = (tf.transpose(a) @ b) / self.batch_size
        on = tf.reduce_sum(tf.pow(tf.linalg.diag_part(c) - 1, 2))
        return on + self.lambda_amt * tf.reduce_sum(tf.pow(self.off_diagonal(c), 2))


class Barlow(keras.Model):
    def __init__(self, encoder):
        super().__init__()
        self.encoder, self.tracker = encoder, keras.metrics.Mean(name="loss")

    @property
    def metrics(self):
        return [self.tracker]

    def train_step(self, batch):
        a, b = batch
        with tf.GradientTape() as tape:
            loss = self.loss(self.encoder(a, training=True), self.encoder(b, training=True))
        self.optimizer.apply_gradients(zip(tape.gradient(loss, self.encoder.trainable_variables), self.encoder.trainable_variables))
        self.tracker.update_state(loss)
        return {"loss": self.tracker.result()}


enc = encoder()
fixed(enc)
barlow = Barlow(enc)
barlow.compile(keras.optimizers.SGD(0.01), BarlowLoss(6))
print([round(v, 3) for v in barlow.fit(views, epochs=4, verbose=0).history["loss"]], [w.name for w in enc.weights])
