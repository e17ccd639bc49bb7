# Hands-On ML ch 14, 17, 19 style
import tensorflow as tf, numpy as np, os, tempfile
from functools import partial
from tensorflow import keras
tf.random.set_seed(42); keras.utils.set_random_seed(42)
rng = np.random.RandomState(42)
# --- ch14
imgs = rng.rand(2, 10, 12, 3).astype("float32")
images = tf.keras.layers.CenterCrop(height=7, width=8)(imgs)
images = tf.keras.layers.Rescaling(scale=1 / 255)(images)
print(images.shape)
conv = tf.keras.layers.Conv2D(filters=4, kernel_size=7)
print(conv(images).shape)
k, b = conv.get_weights(); print(k.shape, b.shape)
class DepthPool(tf.keras.layers.Layer):
    def __init__(self, pool_size=2, **kwargs):
        super().__init__(**kwargs); self.pool_size = pool_size
    def call(self, inputs):
        shape = tf.shape(inputs); groups = shape[-1] // self.pool_size
        return tf.reduce_max(tf.reshape(inputs, tf.concat([shape[:-1], [groups, self.pool_size]], axis=0)), axis=-1)
print(DepthPool()(conv(images)).shape, np.allclose(DepthPool(pool_size=2)(tf.ones((1, 2, 2, 4))), 1))
glob = tf.keras.layers.Lambda(lambda X: tf.reduce_mean(X, axis=[1, 2])); print(glob(imgs))
DefaultConv2D = partial(tf.keras.layers.Conv2D, kernel_size=3, padding="same", activation="relu", kernel_initializer="he_normal")
model = tf.keras.Sequential([DefaultConv2D(filters=8, kernel_size=7, input_shape=[28, 28, 1]), tf.keras.layers.MaxPool2D(), DefaultConv2D(filters=8), DefaultConv2D(filters=8), tf.keras.layers.MaxPool2D(), tf.keras.layers.Flatten(), tf.keras.layers.Dense(units=16, activation="relu", kernel_initializer="he_normal"), tf.keras.layers.Dropout(0.5), tf.keras.layers.Dense(units=10, activation="softmax")])
model.compile(loss="sparse_categorical_crossentropy", optimizer="nadam", metrics=["accuracy"])
X, y = rng.rand(16, 28, 28).astype("float32"), rng.randint(0, 10, 16)
print(model.fit(X, y, epochs=1, validation_data=(X, y), verbose=0).history)
ResConv = partial(tf.keras.layers.Conv2D, kernel_size=3, strides=1, padding="same", kernel_initializer="he_normal", use_bias=False)
class ResidualUnit(tf.keras.layers.Layer):
    def __init__(self, filters, strides=1, activation="relu", **kwargs):
        super().__init__(**kwargs)
        self.activation = tf.keras.activations.get(activation)
        self.main_layers = [ResConv(filters, strides=strides), tf.keras.layers.BatchNormalization(), self.activation, ResConv(filters), tf.keras.layers.BatchNormalization()]
        self.skip_layers = []
        if strides > 1:
            self.skip_layers = [ResConv(filters, kernel_size=1, strides=strides), tf.keras.layers.BatchNormalization()]
    def call(self, inputs):
        Z = inputs
        for layer in self.main_layers: Z = layer(Z)
        S = inputs
        for layer in self.skip_layers: S = layer(S)
        return self.activation(Z + S)
m = tf.keras.Sequential([ResConv(4, kernel_size=7, strides=2, input_shape=[32, 32, 3]), tf.keras.layers.BatchNormalization(), tf.keras.layers.Activation("relu"), tf.keras.layers.MaxPool2D(pool_size=3, strides=2, padding="same")])
prev = 4
for f in [4] * 2 + [8] * 2:
    m.add(ResidualUnit(f, strides=1 if f == prev else 2)); prev = f
m.add(tf.keras.layers.GlobalAvgPool2D()); m.add(tf.keras.layers.Flatten()); m.add(tf.keras.layers.Dense(10, activation="softmax"))
m.summary(); print(m(rng.rand(1, 32, 32, 3)).shape)
# --- ch17 autoencoders
enc = tf.keras.Sequential([tf.keras.layers.Flatten(), tf.keras.layers.Dense(20, activation="relu"), tf.keras.layers.Dense(5, activation="relu")])
dec = tf.keras.Sequential([tf.keras.layers.Dense(20, activation="relu"), tf.keras.layers.Dense(28 * 28), tf.keras.layers.Reshape([28, 28])])
ae = tf.keras.Sequential([enc, dec]); ae.compile(loss="mse", optimizer="nadam")
print(ae.fit(X, X, epochs=2, validation_data=(X, X), verbose=0).history)
class DenseTranspose(tf.keras.layers.Layer):
    def __init__(self, dense, activation=None, **kwargs):
        super().__init__(**kwargs); self.dense = dense; self.activation = tf.keras.activations.get(activation)
    def build(self, s):
        self.biases = self.add_weight(name="bias", shape=self.dense.input_shape[-1], initializer="zeros"); super().build(s)
    def call(self, inputs):
        return self.activation(tf.matmul(inputs, self.dense.weights[0], transpose_b=True) + self.biases)
d1, d2 = tf.keras.layers.Dense(20, activation="relu"), tf.keras.layers.Dense(5, activation="relu")
te = tf.keras.Sequential([tf.keras.layers.Flatten(), d1, d2])
td = tf.keras.Sequential([DenseTranspose(d2, activation="relu"), DenseTranspose(d1), tf.keras.layers.Reshape([28, 28])])
t = tf.keras.Sequential([te, td]); t.compile(loss="mse", optimizer="nadam"); print(t.fit(X, X, epochs=1, verbose=0).history, len(t.weights))
class Sampling(tf.keras.layers.Layer):
    def call(self, inputs):
        mean, log_var = inputs
        return tf.random.normal(tf.shape(log_var)) * tf.exp(log_var / 2) + mean
inputs = tf.keras.layers.Input(shape=[28, 28])
Z = tf.keras.layers.Flatten()(inputs); Z = tf.keras.layers.Dense(20, activation="relu")(Z)
mean = tf.keras.layers.Dense(4)(Z); log_var = tf.keras.layers.Dense(4)(Z)
cod = Sampling()([mean, log_var])
ve = tf.keras.Model(inputs=[inputs], outputs=[mean, log_var, cod])
di = tf.keras.layers.Input(shape=[4]); x = tf.keras.layers.Dense(20, activation="relu")(di); x = tf.keras.layers.Dense(28 * 28)(x)
vd = tf.keras.Model(inputs=[di], outputs=[tf.keras.layers.Reshape([28, 28])(x)])
_, _, cod = ve(inputs); rec = vd(cod); vae = tf.keras.Model(inputs=[inputs], outputs=[rec])
lat = -0.5 * tf.reduce_sum(1 + log_var - tf.exp(log_var) - tf.square(mean), axis=-1)
vae.add_loss(tf.reduce_mean(lat) / 784.)
vae.compile(loss="mse", optimizer="nadam"); print(vae.fit(X, X, epochs=2, batch_size=8, validation_data=(X, X), verbose=0).history)
class KLDivergenceRegularizer(tf.keras.regularizers.Regularizer):
    def __init__(self, weight, target): self.weight, self.target = weight, target
    def __call__(self, inputs):
        kl = tf.keras.losses.kullback_leibler_divergence
        mean = tf.reduce_mean(inputs, axis=0)
        return self.weight * (kl(self.target, mean) + kl(1. - self.target, 1. - mean))
se = tf.keras.Sequential([tf.keras.layers.Flatten(), tf.keras.layers.Dense(10, activation="sigmoid", activity_regularizer=KLDivergenceRegularizer(5e-3, .1))])
sa = tf.keras.Sequential([se, tf.keras.Sequential([tf.keras.layers.Dense(784), tf.keras.layers.Reshape([28, 28])])])
sa.compile(loss="mse", optimizer="nadam"); print(sa.fit(X, X, epochs=1, verbose=0).history)
g = tf.keras.Sequential([tf.keras.layers.Dense(10, activation="relu", kernel_initializer="he_normal"), tf.keras.layers.Dense(784, activation="sigmoid"), tf.keras.layers.Reshape([28, 28])])
d = tf.keras.Sequential([tf.keras.layers.Flatten(), tf.keras.layers.Dense(10, activation="relu"), tf.keras.layers.Dense(1, activation="sigmoid")])
gan = tf.keras.Sequential([g, d]); d.compile(loss="binary_crossentropy", optimizer="rmsprop"); d.trainable = False; gan.compile(loss="binary_crossentropy", optimizer="rmsprop")
def train_gan(gan, dataset, bs, cs, n_epochs):
    generator, discriminator = gan.layers
    for e in range(n_epochs):
        for Xb in dataset:
            noise = tf.random.normal(shape=[bs, cs]); gi = generator(noise)
            Xf = tf.concat([gi, Xb], axis=0); y1 = tf.constant([[0.]] * bs + [[1.]] * bs)
            a = discriminator.train_on_batch(Xf, y1)
            noise = tf.random.normal(shape=[bs, cs]); y2 = tf.constant([[1.]] * bs)
            b = gan.train_on_batch(noise, y2)
        print(e, a, b)
train_gan(gan, tf.data.Dataset.from_tensor_slices(X).shuffle(1000).batch(8, drop_remainder=True).prefetch(1), 8, 6, 2)
