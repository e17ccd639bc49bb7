# Pictures to pictures: a U-Net generator against a PatchGAN discriminator; and CycleGAN's cycle and identity losses.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(3)


def fixed(model, scale=0.25):
    for i, v in enumerate(model.weights):
        if "kernel" in v.name:
            v.assign(scale * tf.reshape(tf.sin(0.7 * tf.range(float(v.shape.num_elements())) + i), v.shape))


def downsample(filters, size, apply_batchnorm=True):
    result = keras.Sequential()
    result.add(layers.Conv2D(filters, size, strides=2, padding="same", kernel_initializer=tf.random_normal_initializer(0.0, 0.02), use_bias=False))
    if apply_batchnorm:
        result.add(layers.BatchNormalization())
    result.add(layers.LeakyReLU())
    return result


def upsample(filters, size, apply_dropout=False):
    result = keras.Sequential()
    result.add(layers.Conv2DTranspose(filters, size, strides=2, padding="same", kernel_initializer=tf.random_normal_initializer(0.0, 0.02), use_bias=False))
    result.add(layers.BatchNormalization())
    if apply_dropout:
        result.add(layers.Dropout(0.5))
    result.add(layers.ReLU())
    return result


def generator():
    inputs = layers.Input(shape=[16, 16, 3])
    down = [downsample(4, 4, apply_batchnorm=False), downsample(6, 4), downsample(8, 4)]
    up = [upsample(6, 4), upsample(4, 4)]
    last = layers.Conv2DTranspose(3, 4, strides=2, padding="same", activation="tanh")
    x, skips = inputs, []
    for d in down:
        x = d(x)
        skips.append(x)
    for u, skip in zip(up, reversed(skips[:-1])):
        x = layers.Concatenate()([u(x), skip])
    return keras.Model(inputs=inputs, outputs=last(x))


def discriminator():
    inp, tar = layers.Input(shape=[16, 16, 3], name="input_image"), layers.Input(shape=[16, 16, 3], name="target_image")
    x = layers.concatenate([inp, tar])
    x = downsample(6, 4)(downsample(4, 4, False)(x))
    x = layers.ZeroPadding2D()(x)
    x = layers.Conv2D(8, 3, strides=1, use_bias=False)(x)
    x = layers.LeakyReLU()(layers.BatchNormalization()(x))
    return keras.Model(inputs=[inp, tar], outputs=layers.Conv2D(1, 3, strides=1)(layers.ZeroPadding2D()(x)))


gen, disc = generator(), discriminator()
fixed(gen)
fixed(disc)
gen.summary()
print(disc.output_shape, disc.count_params(), [l.name for l in disc.layers])
bce = keras.losses.BinaryCrossentropy(from_logits=True)
g_opt, d_opt = keras.optimizers.Adam(2e-3, beta_1=0.5), keras.optimizers.Adam(2e-3, beta_1=0.5)
LAMBDA = 100


def generator_loss(disc_generated, generated, target):
    gan = bce(tf.ones_like(disc_generated), disc_generated)
    l1 = tf.reduce_mean(tf.abs(target - generated))
    return gan + LAMBDA * l1, gan, l1


def discriminator_loss(real, generated):
    return bce(tf.ones_like(real), real) + bce(tf.zeros_like(generated), generated)


@tf.function
def train_step(image, target):
    with tf.GradientTape() as gen_tape, tf.GradientTape() as disc_tape:
        out = gen(image, training=True)
        real, fake = disc([image, target], training=True), disc([image, out], training=True)
        total, gan, l1 = generator_loss(fake, out, target)
        d_loss = discriminator_loss(real, fake)
    g_opt.apply_gradients(zip(gen_tape.gradient(total, gen.trainable_variables), gen.trainable_variables))
    d_opt.apply_gradients(zip(disc_tape.gradient(d_loss, disc.trainable_variables), disc.trainable_variables))
    return total, gan, l1, d_loss


def load(i):
    i = tf.cast(i, tf.float32)
    image = tf.reshape(tf.sin(tf.range(768.0) * (0.01 * i + 0.02)), (16, 16, 3))
    target = tf.image.flip_left_right(image) * 0.5
    return image, target


train = tf.data.Dataset.range(4).map(load).batch(2)
for step, (image, target) in train.repeat(2).enumerate():
    print(int(step), [round(float(v), 3) for v in train_step(image, target)])
checkpoint = tf.train.Checkpoint(g_opt=g_opt, d_opt=d_opt, gen=gen, disc=disc)
before = gen(image, training=False)
path = checkpoint.save("./ckpt")
fixed(gen, 0.1)
checkpoint.restore(tf.train.latest_checkpoint("."))
print(path, np.allclose(before, gen(image, training=False)))


# --- CycleGAN
class InstanceNorm(layers.Layer):
    def __init__(self, epsilon=1e-5):
        super().__init__()
        self.epsilon = epsilon

    def build(self, shape):
        self.scale = self.add_weight(name="scale", shape=shape[-1:], initializer=tf.random_normal_initializer(1.0, 0.0), trainable=True)
        self.offset = self.add_weight(name="offset", shape=shape[-1:], initializer="zeros", trainable=True)

    def call(self, x):
        mean, variance = tf.nn.moments(x, axes=[1, 2], keepdims=True)
        return self.scale * (x - mean) * tf.math.rsqrt(variance + self.epsilon) + self.offset


class ReflectionPadding2D(layers.Layer):
    def __init__(self, padding=(1, 1), **kwargs):
        self.padding = tuple(padding)
        super().__init__(**kwargs)

    def call(self, x, mask=None):
        w, h = self.padding
        return tf.pad(x, [[0, 0], [h, h], [w, w], [0, 0]], mode="REFLECT")


def resnet(name):
    inp = layers.Input((8, 8, 1))
    x = layers.Activation("relu")(InstanceNorm()(layers.Conv2D(4, 3, use_bias=False)(ReflectionPadding2D()(inp))))
    y = InstanceNorm()(layers.Conv2D(4, 3, use_bias=False)(ReflectionPadding2D()(x)))
    x = layers.add([x, y])
    return keras.Model(inp, layers.Conv2D(1, 3, padding="same", activation="tanh")(x), name=name)


class CycleGan(keras.Model):
    def __init__(self, g, f, dx, dy, lambda_cycle=10.0, lambda_identity=0.5):
        super().__init__()
        self.g, self.f, self.dx, self.dy, self.lc, self.li = g, f, dx, dy, lambda_cycle, lambda_identity

    def compile(self, optimizers, loss_fn):
        super().compile()
        self.optimizers, self.loss_fn = optimizers, loss_fn
        self.cycle, self.identity = keras.losses.MeanAbsoluteError(), keras.losses.MeanAbsoluteError()

    def train_step(self, batch):
        x, y = batch
        with tf.GradientTape(persistent=True) as tape:
            fy, fx = self.g(x, training=True), self.f(y, training=True)
            cx, cy = self.f(fy, training=True), self.g(fx, training=True)
            rx, ry = self.dx(x), self.dy(y)
            dfx, dfy = self.dx(fx), self.dy(fy)
            g_loss = self.loss_fn(tf.ones_like(dfy), dfy) + self.cycle(y, cy) * self.lc + self.identity(y, self.g(y)) * self.lc * self.li
            f_loss = self.loss_fn(tf.ones_like(dfx), dfx) + self.cycle(x, cx) * self.lc + self.identity(x, self.f(x)) * self.lc * self.li
            dx_loss = (self.loss_fn(tf.ones_like(rx), rx) + self.loss_fn(tf.zeros_like(dfx), dfx)) * 0.5
            dy_loss = (self.loss_fn(tf.ones_like(ry), ry) + self.loss_fn(tf.zeros_like(dfy), dfy)) * 0.5
        for part, loss, opt in zip((self.g, self.f, self.dx, self.dy), (g_loss, f_loss, dx_loss, dy_loss), self.optimizers):
            opt.apply_gradients(zip(tape.gradient(loss, part.trainable_variables), part.trainable_variables))
        return {"G_loss": g_loss, "F_loss": f_loss, "D_X_loss": dx_loss, "D_Y_loss": dy_loss}


def small(name):
    return keras.Sequential([keras.Input((8, 8, 1)), layers.Conv2D(3, 4, 2, "same"), layers.LeakyReLU(0.2), layers.Conv2D(1, 4, 1, "same")], name=name)


parts = [resnet("generator_g"), resnet("generator_f"), small("discriminator_x"), small("discriminator_y")]
for p in parts:
    fixed(p)
cycle = CycleGan(*parts)
cycle.compile([keras.optimizers.legacy.Adam(2e-3, beta_1=0.5) for _ in parts], keras.losses.MeanSquaredError())
xs, ys = (tf.data.Dataset.from_tensor_slices(tf.reshape(f(tf.range(256.0) * 0.1), (4, 8, 8, 1))) for f in (tf.sin, tf.cos))
h = cycle.fit(tf.data.Dataset.zip((xs, ys)).batch(1), epochs=2, verbose=0)
print({k: [round(float(np.ravel(v)[0]), 4) for v in vs] for k, vs in h.history.items()})
