# DDIM with EMA
import math, tensorflow as tf, numpy as np
from tensorflow import keras
from tensorflow.keras import layers
keras.utils.set_random_seed(3)
image_size, emb_dims, emb_max = 16, 8, 1000.0
min_signal_rate, max_signal_rate, ema = 0.02, 0.95, 0.9
@keras.saving.register_keras_serializable()
def sinusoidal_embedding(x):
    frequencies = tf.exp(tf.linspace(tf.math.log(1.0), tf.math.log(emb_max), emb_dims // 2))
    angular = 2.0 * math.pi * frequencies
    return tf.concat([tf.sin(angular * x), tf.cos(angular * x)], axis=3)
def ResidualBlock(width):
    def apply(x):
        w = x.shape[3]
        residual = x if w == width else layers.Conv2D(width, kernel_size=1)(x)
        x = layers.BatchNormalization(center=False, scale=False)(x)
        x = layers.Conv2D(width, kernel_size=3, padding="same", activation=keras.activations.swish)(x)
        x = layers.Conv2D(width, kernel_size=3, padding="same")(x)
        return layers.Add()([x, residual])
    return apply
def Down(width, depth):
    def apply(x):
        x, skips = x
        for _ in range(depth):
            x = ResidualBlock(width)(x); skips.append(x)
        return layers.AveragePooling2D(pool_size=2)(x)
    return apply
def Up(width, depth):
    def apply(x):
        x, skips = x
        x = layers.UpSampling2D(size=2, interpolation="bilinear")(x)
        for _ in range(depth):
            x = layers.Concatenate()([x, skips.pop()])
            x = ResidualBlock(width)(x)
        return x
    return apply
def get_network(image_size, widths, depth):
    noisy = keras.Input(shape=(image_size, image_size, 3))
    nv = keras.Input(shape=(1, 1, 1))
    e = layers.Lambda(sinusoidal_embedding, output_shape=(1, 1, 8))(nv)
    e = layers.UpSampling2D(size=image_size, interpolation="nearest")(e)
    x = layers.Conv2D(widths[0], kernel_size=1)(noisy)
    x = layers.Concatenate()([x, e])
    skips = []
    for w in widths[:-1]: x = Down(w, depth)([x, skips])
    for _ in range(depth): x = ResidualBlock(widths[-1])(x)
    for w in reversed(widths[:-1]): x = Up(w, depth)([x, skips])
    x = layers.Conv2D(3, kernel_size=1, kernel_initializer="zeros")(x)
    return keras.Model([noisy, nv], x, name="residual_unet")
class DiffusionModel(keras.Model):
    def __init__(self, image_size, widths, depth):
        super().__init__()
        self.normalizer = layers.Normalization()
        self.network = get_network(image_size, widths, depth)
        self.ema_network = keras.models.clone_model(self.network)
    def compile(self, **kwargs):
        super().compile(**kwargs)
        self.noise_loss_tracker = keras.metrics.Mean(name="n_loss")
        self.image_loss_tracker = keras.metrics.Mean(name="i_loss")
    @property
    def metrics(self): return [self.noise_loss_tracker, self.image_loss_tracker]
    def denormalize(self, images):
        images = self.normalizer.mean + images * self.normalizer.variance ** 0.5
        return tf.clip_by_value(images, 0.0, 1.0)
    def diffusion_schedule(self, t):
        start, end = tf.acos(max_signal_rate), tf.acos(min_signal_rate)
        a = start + t * (end - start)
        return tf.sin(a), tf.cos(a)
    def denoise(self, noisy, nr, sr, training):
        network = self.network if training else self.ema_network
        pn = network([noisy, nr ** 2], training=training)
        return pn, (noisy - nr * pn) / sr
    def reverse_diffusion(self, noise, steps):
        n = noise.shape[0]; step = 1.0 / steps
        nxt = noise
        for s in range(steps):
            noisy = nxt
            t = tf.ones((n, 1, 1, 1)) - s * step
            nr, sr = self.diffusion_schedule(t)
            pn, pi = self.denoise(noisy, nr, sr, training=False)
            nnr, nsr = self.diffusion_schedule(t - step)
            nxt = nsr * pi + nnr * pn
        return pi
    def generate(self, n, steps):
        return self.denormalize(self.reverse_diffusion(tf.random.normal(shape=(n, image_size, image_size, 3)), steps))
    def train_step(self, images):
        images = self.normalizer(images, training=True)
        bs = 4
        noises = tf.random.normal(shape=(bs, image_size, image_size, 3))
        t = tf.random.uniform(shape=(bs, 1, 1, 1), minval=0.0, maxval=1.0)
        nr, sr = self.diffusion_schedule(t)
        noisy = sr * images + nr * noises
        with tf.GradientTape() as tape:
            pn, pi = self.denoise(noisy, nr, sr, training=True)
            nl = self.loss(noises, pn); il = self.loss(images, pi)
        g = tape.gradient(nl, self.network.trainable_weights)
        self.optimizer.apply_gradients(zip(g, self.network.trainable_weights))
        self.noise_loss_tracker.update_state(nl); self.image_loss_tracker.update_state(il)
        for w, e in zip(self.network.weights, self.ema_network.weights):
            e.assign(ema * e + (1 - ema) * w)
        return {m.name: m.result() for m in self.metrics[:1]}
    def test_step(self, images):
        images = self.normalizer(images, training=False)
        noises = tf.random.normal(shape=(4, image_size, image_size, 3))
        t = tf.random.uniform(shape=(4, 1, 1, 1))
        nr, sr = self.diffusion_schedule(t)
        pn, pi = self.denoise(sr * images + nr * noises, nr, sr, training=False)
        self.image_loss_tracker.update_state(self.loss(images, pi)); self.noise_loss_tracker.update_state(self.loss(noises, pn))
        return {m.name: m.result() for m in self.metrics}
rng = np.random.RandomState(0)
data = tf.data.Dataset.from_tensor_slices(rng.rand(8, 16, 16, 3).astype("float32")).batch(4, drop_remainder=True)
m = DiffusionModel(image_size, [8, 12], 1)
opt = keras.optimizers.AdamW if hasattr(keras.optimizers, "AdamW") else keras.optimizers.experimental.AdamW
m.compile(optimizer=opt(learning_rate=1e-3, weight_decay=1e-4), loss=keras.losses.mean_absolute_error)
m.normalizer.adapt(data)
h = m.fit(data, epochs=2, validation_data=data, verbose=0)
for k in sorted(h.history): print(k, [float(np.mean(v)) for v in h.history[k]])
g = m.generate(2, 3)
print(g.shape, float(tf.reduce_mean(g)), float(tf.math.reduce_std(g)))
print(len(m.weights), len(m.trainable_weights), m.network.count_params())
