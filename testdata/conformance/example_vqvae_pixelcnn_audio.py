# Codes and sounds: a VQ-VAE with straight-through gradients, a PixelCNN over its codes, a WaveNet, speakers told apart by FFT, DQN.
from collections import deque

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(9)


def fixed(model, scale=0.3):
    for i, v in enumerate(model.weights):
        if v.dtype.is_floating and not any(k in v.name for k in ("gamma", "variance")):
            v.assign(scale * tf.reshape(tf.sin(0.8 * tf.range(float(v.shape.num_elements())) + i), v.shape))
    return model


class VectorQuantizer(layers.Layer):
    def __init__(self, num_embeddings, embedding_dim, beta=0.25, **kwargs):
        super().__init__(**kwargs)
        self.embedding_dim, self.num_embeddings, self.beta = embedding_dim, num_embeddings, beta
        w_init = tf.random_uniform_initializer()
        self.embeddings = tf.Variable(initial_value=w_init(shape=(embedding_dim, num_embeddings), dtype="float32"), trainable=True, name="embeddings_vqvae")

    def call(self, x):
        shape = tf.shape(x)
        flat = tf.reshape(x, [-1, self.embedding_dim])
        codes = tf.one_hot(self.codes(flat), self.num_embeddings)
        quantized = tf.reshape(tf.matmul(codes, self.embeddings, transpose_b=True), shape)
        self.add_loss(self.beta * tf.reduce_mean((tf.stop_gradient(quantized) - x) ** 2) + tf.reduce_mean((quantized - tf.stop_gradient(x)) ** 2))
        return x + tf.stop_gradient(quantized - x)

    def codes(self, flat):
        similarity = tf.matmul(flat, self.embeddings)
        distances = tf.reduce_sum(flat**2, axis=1, keepdims=True) + tf.reduce_sum(self.embeddings**2, axis=0) - 2 * similarity
        return tf.argmin(distances, axis=1)


def vqvae():
    i = keras.Input((8, 8, 1))
    enc = keras.Model(i, layers.Conv2D(3, 1, padding="same")(layers.Conv2D(4, 3, activation="relu", strides=2, padding="same")(i)), name="encoder")
    q = VectorQuantizer(5, 3, name="vector_quantizer")
    j = keras.Input(shape=enc.output.shape[1:])
    dec = keras.Model(j, layers.Conv2DTranspose(1, 3, padding="same")(layers.Conv2DTranspose(4, 3, activation="relu", strides=2, padding="same")(j)), name="decoder")
    k = keras.Input((8, 8, 1))
    return keras.Model(k, dec(q(enc(k))), name="vq_vae")


class Trainer(keras.models.Model):
    def __init__(self, variance, **kwargs):
        super().__init__(**kwargs)
        self.variance, self.vqvae = variance, fixed(vqvae())
        self.trackers = [keras.metrics.Mean(name=n) for n in ("total_loss", "reconstruction_loss", "vqvae_loss")]

    @property
    def metrics(self):
        return self.trackers

    def train_step(self, x):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((x - self.vqvae(x)) ** 2) / self.variance
            total = loss + sum(self.vqvae.losses)
        self.optimizer.apply_gradients(zip(tape.gradient(total, self.vqvae.trainable_variables), self.vqvae.trainable_variables))
        for t, v in zip(self.trackers, (total, loss, sum(self.vqvae.losses))):
            t.update_state(v)
        return {t.name.replace("total_", ""): t.result() for t in self.trackers}


images = (np.sin(np.arange(6 * 64) * 0.11) * 0.5).reshape(6, 8, 8, 1).astype("float32")
trainer = Trainer(float(np.var(images)))
trainer.compile(optimizer=keras.optimizers.Adam(0.01))
h = trainer.fit(images, epochs=4, batch_size=3, shuffle=False, verbose=0)
print({k: [round(a, 4) for a in v] for k, v in h.history.items()})
trainer.vqvae.summary()
encoder, quantizer = trainer.vqvae.get_layer("encoder"), trainer.vqvae.get_layer("vector_quantizer")
encoded = encoder.predict(images, verbose=0)
codes = quantizer.codes(encoded.reshape(-1, encoded.shape[-1])).numpy().reshape(encoded.shape[:-1])
print(codes.shape, codes[0].tolist(), quantizer.embeddings.name)


# --- PixelCNN
class PixelConv(layers.Layer):
    def __init__(self, mask_type, **kwargs):
        super().__init__()
        self.mask_type, self.conv = mask_type, layers.Conv2D(**kwargs)

    def build(self, input_shape):
        self.conv.build(input_shape)
        shape = self.conv.kernel.get_shape()
        self.mask = np.zeros(shape=shape)
        self.mask[: shape[0] // 2, ...] = 1.0
        self.mask[shape[0] // 2, : shape[1] // 2, ...] = 1.0
        if self.mask_type == "B":
            self.mask[shape[0] // 2, shape[1] // 2, ...] = 1.0

    def call(self, inputs):
        self.conv.kernel.assign(self.conv.kernel * self.mask)
        return self.conv(inputs)


class Residual(layers.Layer):
    def __init__(self, filters, **kwargs):
        super().__init__(**kwargs)
        self.conv1 = layers.Conv2D(filters=filters, kernel_size=1, activation="relu")
        self.pixel = PixelConv("B", filters=filters // 2, kernel_size=3, activation="relu", padding="same")
        self.conv2 = layers.Conv2D(filters=filters, kernel_size=1, activation="relu")

    def call(self, inputs):
        return layers.add([inputs, self.conv2(self.pixel(self.conv1(inputs)))])


i = keras.Input(shape=(4, 4), dtype=tf.int32)
x = PixelConv("A", filters=4, kernel_size=3, activation="relu", padding="same")(tf.one_hot(i, 5))
x = Residual(4)(x)
pixel = fixed(keras.Model(i, layers.Conv2D(5, 1, 1, padding="valid")(x), name="pixel_cnn"))
pixel.compile(keras.optimizers.Adam(3e-3), keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
h = pixel.fit(codes, codes, batch_size=3, epochs=3, verbose=0, shuffle=False)
print({k: [round(a, 4) for a in v] for k, v in h.history.items()})
priors = np.zeros((1, 4, 4), "int32")
for row in range(4):
    for col in range(4):
        priors[:, row, col] = np.argmax(pixel.predict(priors, verbose=0)[:, row, col], -1)
print(priors[0].tolist())

# --- WaveNet, and speakers by their spectrum
i = keras.Input((32, 1))
x = i
for rate in (1, 2, 4) * 2:
    x = layers.Conv1D(4, 2, padding="causal", activation="relu", dilation_rate=rate)(x)
wavenet = fixed(keras.Model(i, layers.Conv1D(1, 1)(x)))
wavenet.compile(loss="mse", optimizer=keras.optimizers.RMSprop(1e-3))
wave = np.sin(np.arange(3 * 33) * 0.3).reshape(3, 33, 1)
print([round(v, 4) for v in wavenet.fit(wave[:, :-1], wave[:, 1:], epochs=3, verbose=0).history["loss"]], wavenet.count_params())


def audio_to_fft(audio):
    audio = tf.squeeze(audio, axis=-1)
    fft = tf.signal.fft(tf.cast(tf.complex(real=audio, imag=tf.zeros_like(audio)), tf.complex64))
    fft = tf.expand_dims(fft, axis=-1)
    return tf.math.abs(fft[:, : (audio.shape[1] // 2), :])


def add_noise(audio, noise, scale=0.5):
    prop = tf.math.reduce_max(audio, axis=1) / tf.math.reduce_max(noise, axis=1)
    prop = tf.repeat(tf.expand_dims(prop, axis=1), tf.shape(audio)[1], axis=1)
    return audio + noise * prop * scale


audio = tf.constant(np.stack([np.sin(np.arange(32) * f) for f in (0.4, 1.1, 0.4, 1.1)])[..., None], tf.float32)
ds = tf.data.Dataset.from_tensor_slices((audio, [0, 1, 0, 1])).batch(2).map(lambda a, y: (add_noise(a, tf.cos(a)), y)).map(lambda a, y: (audio_to_fft(a), y))
for f, _ in ds.take(1):
    print(f.shape, np.round(f[0, :6, 0].numpy(), 3))
i = keras.Input((16, 1), name="input")
s = layers.Conv1D(4, 1, padding="same")(i)
x = layers.Conv1D(4, 3, padding="same")(layers.Activation("relu")(layers.Conv1D(4, 3, padding="same")(i)))
x = layers.MaxPool1D(pool_size=2, strides=2)(layers.Activation("relu")(layers.Add()([x, s])))
x = layers.Flatten()(layers.AveragePooling1D(pool_size=3, strides=3)(x))
speaker = fixed(keras.Model(inputs=i, outputs=layers.Dense(2, activation="softmax", name="output")(x)), 0.1)
speaker.compile(optimizer="Adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
print({k: [round(a, 4) for a in v] for k, v in speaker.fit(ds, epochs=3, verbose=0).history.items()})

# --- A deep Q network on a walk of five places
q, target = (fixed(keras.Sequential([keras.Input((5,)), layers.Dense(8, "relu"), layers.Dense(2, "linear")])) for _ in range(2))
optimizer, huber = keras.optimizers.Adam(learning_rate=0.02, clipnorm=1.0), keras.losses.Huber()
memory, rng = deque(maxlen=40), np.random.RandomState(0)
epsilon, gamma, rewards = 1.0, 0.9, []
for episode in range(6):
    state, total = 2, 0.0
    for step in range(12):
        hot = np.eye(5, dtype="float32")[state]
        action = rng.choice(2) if epsilon > rng.rand() else int(tf.argmax(q(hot[None], training=False)[0]).numpy())
        nxt = min(max(state + (1 if action else -1), 0), 4)
        reward, done = float(nxt == 4), nxt in (0, 4)
        memory.append((hot, action, reward, np.eye(5, dtype="float32")[nxt], float(done)))
        epsilon, total, state = max(epsilon - 0.02, 0.1), total + reward, nxt
        if len(memory) >= 8:
            pick = rng.choice(len(memory), size=4)
            s, a, rw, n, d = (np.array([memory[i][k] for i in pick]) for k in range(5))
            future = target.predict(n, verbose=0)
            updated = rw + gamma * tf.reduce_max(future, axis=1)
            updated = updated * (1 - d) + d * rw
            masks = tf.one_hot(a, 2)
            with tf.GradientTape() as tape:
                q_action = tf.reduce_sum(tf.multiply(q(s), masks), axis=1)
                loss = huber(updated, q_action)
            optimizer.apply_gradients(zip(tape.gradient(loss, q.trainable_variables), q.trainable_variables))
        if done:
            break
    target.set_weights(q.get_weights())
    rewards.append(total)
print(rewards, len(memory), np.round(q.predict(np.eye(5), verbose=0), 4).tolist())
