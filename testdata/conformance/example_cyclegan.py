# CycleGAN step
import tensorflow as tf, numpy as np
from tensorflow import keras
from tensorflow.keras import layers
keras.utils.set_random_seed(0)
kernel_init = keras.initializers.RandomNormal(mean=0.0, stddev=0.02)
gamma_init = keras.initializers.RandomNormal(mean=0.0, stddev=0.02)
class ReflectionPadding2D(layers.Layer):
    def __init__(self, padding=(1, 1), **kwargs):
        self.padding = tuple(padding)
        super().__init__(**kwargs)
    def call(self, input_tensor, mask=None):
        pw, ph = self.padding
        return tf.pad(input_tensor, [[0, 0], [ph, ph], [pw, pw], [0, 0]], mode="REFLECT")
class InstanceNormalization(layers.Layer):
    def __init__(self, epsilon=1e-5, gamma_initializer=None):
        super().__init__()
        self.epsilon = epsilon
        self.gamma_initializer = gamma_initializer
    def build(self, input_shape):
        self.scale = self.add_weight("scale", shape=input_shape[-1:], initializer=self.gamma_initializer, trainable=True)
        self.offset = self.add_weight("offset", shape=input_shape[-1:], initializer="zeros")
    def call(self, x):
        mean, variance = tf.nn.moments(x, axes=[1, 2], keepdims=True)
        inv = tf.math.rsqrt(variance + self.epsilon)
        return self.scale * (x - mean) * inv + self.offset
def residual_block(x, activation, kernel_size=(3, 3), strides=(1, 1), padding="valid", use_bias=False):
    dim = x.shape[-1]
    input_tensor = x
    x = ReflectionPadding2D()(input_tensor)
    x = layers.Conv2D(dim, kernel_size, strides=strides, kernel_initializer=kernel_init, padding=padding, use_bias=use_bias)(x)
    x = InstanceNormalization(gamma_initializer=gamma_init)(x)
    x = activation(x)
    x = ReflectionPadding2D()(x)
    x = layers.Conv2D(dim, kernel_size, strides=strides, kernel_initializer=kernel_init, padding=padding, use_bias=use_bias)(x)
    x = InstanceNormalization(gamma_initializer=gamma_init)(x)
    return layers.add([input_tensor, x])
def downsample(x, filters, activation, kernel_size=(3, 3), strides=(2, 2), padding="same"):
    x = layers.Conv2D(filters, kernel_size, strides=strides, kernel_initializer=kernel_init, padding=padding, use_bias=False)(x)
    x = InstanceNormalization(gamma_initializer=gamma_init)(x)
    if activation: x = activation(x)
    return x
def upsample(x, filters, activation):
    x = layers.Conv2DTranspose(filters, (3, 3), strides=(2, 2), padding="same", kernel_initializer=kernel_init, use_bias=False)(x)
    x = InstanceNormalization(gamma_initializer=gamma_init)(x)
    if activation: x = activation(x)
    return x
def get_gen(name):
    img = layers.Input(shape=(16, 16, 3), name=name + "_img_input")
    x = ReflectionPadding2D(padding=(3, 3))(img)
    x = layers.Conv2D(4, (7, 7), kernel_initializer=kernel_init, use_bias=False)(x)
    x = InstanceNormalization(gamma_initializer=gamma_init)(x)
    x = layers.Activation("relu")(x)
    x = downsample(x, 8, layers.Activation("relu"))
    x = residual_block(x, activation=layers.Activation("relu"))
    x = upsample(x, 4, layers.Activation("relu"))
    x = ReflectionPadding2D(padding=(3, 3))(x)
    x = layers.Conv2D(3, (7, 7), padding="valid")(x)
    x = layers.Activation("tanh")(x)
    return keras.models.Model(img, x, name=name)
def get_disc(name):
    img = layers.Input(shape=(16, 16, 3), name=name + "_img_input")
    x = layers.Conv2D(4, (4, 4), strides=(2, 2), padding="same", kernel_initializer=kernel_init)(img)
    x = layers.LeakyReLU(0.2)(x)
    x = downsample(x, 8, layers.LeakyReLU(0.2), kernel_size=(4, 4))
    x = layers.Conv2D(1, (4, 4), strides=(1, 1), padding="same", kernel_initializer=kernel_init)(x)
    return keras.models.Model(inputs=img, outputs=x, name=name)
class CycleGan(keras.Model):
    def __init__(self, gG, gF, dX, dY, lambda_cycle=10.0, lambda_identity=0.5):
        super().__init__()
        self.gen_G, self.gen_F, self.disc_X, self.disc_Y = gG, gF, dX, dY
        self.lambda_cycle, self.lambda_identity = lambda_cycle, lambda_identity
    def call(self, inputs):
        return self.disc_X(inputs), self.disc_Y(inputs), self.gen_G(inputs), self.gen_F(inputs)
    def compile(self, gG, gF, dX, dY, gen_loss_fn, disc_loss_fn):
        super().compile()
        self.gen_G_optimizer, self.gen_F_optimizer, self.disc_X_optimizer, self.disc_Y_optimizer = gG, gF, dX, dY
        self.generator_loss_fn, self.discriminator_loss_fn = gen_loss_fn, disc_loss_fn
        self.cycle_loss_fn = keras.losses.MeanAbsoluteError()
        self.identity_loss_fn = keras.losses.MeanAbsoluteError()
    def train_step(self, batch_data):
        real_x, real_y = batch_data
        with tf.GradientTape(persistent=True) as tape:
            fake_y = self.gen_G(real_x, training=True)
            fake_x = self.gen_F(real_y, training=True)
            cycled_x = self.gen_F(fake_y, training=True)
            cycled_y = self.gen_G(fake_x, training=True)
            same_x = self.gen_F(real_x, training=True)
            same_y = self.gen_G(real_y, training=True)
            disc_real_x = self.disc_X(real_x, training=True)
            disc_fake_x = self.disc_X(fake_x, training=True)
            disc_real_y = self.disc_Y(real_y, training=True)
            disc_fake_y = self.disc_Y(fake_y, training=True)
            gen_G_loss = self.generator_loss_fn(disc_fake_y)
            gen_F_loss = self.generator_loss_fn(disc_fake_x)
            cycle_loss_G = self.cycle_loss_fn(real_y, cycled_y) * self.lambda_cycle
            cycle_loss_F = self.cycle_loss_fn(real_x, cycled_x) * self.lambda_cycle
            id_loss_G = self.identity_loss_fn(real_y, same_y) * self.lambda_cycle * self.lambda_identity
            id_loss_F = self.identity_loss_fn(real_x, same_x) * self.lambda_cycle * self.lambda_identity
            total_loss_G = gen_G_loss + cycle_loss_G + id_loss_G
            total_loss_F = gen_F_loss + cycle_loss_F + id_loss_F
            disc_X_loss = self.discriminator_loss_fn(disc_real_x, disc_fake_x)
            disc_Y_loss = self.discriminator_loss_fn(disc_real_y, disc_fake_y)
        for m, l, o in ((self.gen_G, total_loss_G, self.gen_G_optimizer), (self.gen_F, total_loss_F, self.gen_F_optimizer), (self.disc_X, disc_X_loss, self.disc_X_optimizer), (self.disc_Y, disc_Y_loss, self.disc_Y_optimizer)):
            g = tape.gradient(l, m.trainable_variables)
            o.apply_gradients(zip(g, m.trainable_variables))
        return {"G_loss": total_loss_G, "F_loss": total_loss_F, "D_X_loss": disc_X_loss, "D_Y_loss": disc_Y_loss}
adv = keras.losses.MeanSquaredError()
def gen_loss(fake): return adv(tf.ones_like(fake), fake)
def disc_loss(real, fake): return (adv(tf.ones_like(real), real) + adv(tf.zeros_like(fake), fake)) * 0.5
gG, gF, dX, dY = get_gen("generator_G"), get_gen("generator_F"), get_disc("discriminator_X"), get_disc("discriminator_Y")
gG.summary()
c = CycleGan(gG, gF, dX, dY)
mk = lambda: keras.optimizers.legacy.Adam(learning_rate=2e-4, beta_1=0.5)
c.compile(mk(), mk(), mk(), mk(), gen_loss, disc_loss)
rng = np.random.RandomState(1)
a, b = rng.rand(4, 16, 16, 3).astype("float32"), rng.rand(4, 16, 16, 3).astype("float32")
ds = tf.data.Dataset.zip((tf.data.Dataset.from_tensor_slices(a).batch(2), tf.data.Dataset.from_tensor_slices(b).batch(2)))
class GANMonitor(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        p = self.model.gen_G(a[:1])[0].numpy()
        p = (p * 127.5 + 127.5).astype(np.uint8)
        print("epoch", epoch, sorted(logs), p.shape, p.dtype)
h = c.fit(ds, epochs=2, verbose=0, callbacks=[GANMonitor()])
for k in sorted(h.history): print(k, h.history[k])
