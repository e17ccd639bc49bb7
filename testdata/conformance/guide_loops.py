# Loops of one's own, train_step overrides, GAN, VAE, callbacks: what the developer guides do, further than the shorter cases.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def attempt(name, f):
    try:
        print(name, "->", f())
    except Exception as e:
        print(name, type(e).__name__, "|", " ".join(str(e).split())[-200:])


keras.utils.set_random_seed(4)
x = np.random.RandomState(0).normal(size=(32, 6)).astype("float32")
y = (x[:, :1] + x[:, 1:2] > 0).astype("float32")


class CustomModel(keras.Model):
    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            y_pred = self(x, training=True)
            loss = self.compute_loss(y=y, y_pred=y_pred)
        trainable_vars = self.trainable_variables
        gradients = tape.gradient(loss, trainable_vars)
        self.optimizer.apply_gradients(zip(gradients, trainable_vars))
        for metric in self.metrics:
            if metric.name == "loss":
                metric.update_state(loss)
            else:
                metric.update_state(y, y_pred)
        return {m.name: m.result() for m in self.metrics}


inputs = keras.Input(shape=(6,))
outputs = keras.layers.Dense(1, kernel_initializer="ones")(inputs)
model = CustomModel(inputs, outputs)
model.compile(optimizer="adam", loss="mse", metrics=["mae"])
h = model.fit(x, y, epochs=2, verbose=0, shuffle=False)
print({k: np.round(v, 5).tolist() for k, v in h.history.items()}, type(model).__name__, model.name)


class LowLevel(keras.Model):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.loss_tracker = keras.metrics.Mean(name="loss")
        self.mae_metric = keras.metrics.MeanAbsoluteError(name="mae")
        self.loss_fn = keras.losses.MeanSquaredError()

    def train_step(self, data):
        if len(data) == 3:
            x, y, sample_weight = data
        else:
            sample_weight = None
            x, y = data
        with tf.GradientTape() as tape:
            y_pred = self(x, training=True)
            loss = self.loss_fn(y, y_pred, sample_weight=sample_weight)
        gradients = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply_gradients(zip(gradients, self.trainable_variables))
        self.loss_tracker.update_state(loss)
        self.mae_metric.update_state(y, y_pred, sample_weight=sample_weight)
        return {"loss": self.loss_tracker.result(), "mae": self.mae_metric.result()}

    def test_step(self, data):
        x, y = data
        y_pred = self(x, training=False)
        self.mae_metric.update_state(y, y_pred)
        return {"mae": self.mae_metric.result(), "n": tf.shape(x)[0]}

    def predict_step(self, data):
        return self(data, training=False) * 2.0

    @property
    def metrics(self):
        return [self.loss_tracker, self.mae_metric]


model = LowLevel(inputs, keras.layers.Dense(1, kernel_initializer="ones")(inputs))
model.compile(optimizer=keras.optimizers.SGD(0.1))
sw = np.linspace(0, 1, 32).reshape(32, 1)
h = model.fit(x, y, sample_weight=sw, epochs=2, batch_size=8, verbose=0, shuffle=False, validation_data=(x, y))
print({k: np.round(v, 5).tolist() for k, v in h.history.items()})
print(model.evaluate(x, y, verbose=0, return_dict=True), model.evaluate(x, y, verbose=0), model.predict(x[:2], verbose=0), model.metrics_names)


class GAN(keras.Model):
    def __init__(self, discriminator, generator, latent_dim):
        super().__init__()
        self.discriminator = discriminator
        self.generator = generator
        self.latent_dim = latent_dim
        self.d_loss_tracker = keras.metrics.Mean(name="d_loss")
        self.g_loss_tracker = keras.metrics.Mean(name="g_loss")
        self.seed_generator = tf.random.Generator.from_seed(1)

    def compile(self, d_optimizer, g_optimizer, loss_fn):
        super().compile()
        self.d_optimizer = d_optimizer
        self.g_optimizer = g_optimizer
        self.loss_fn = loss_fn

    def train_step(self, real):
        batch_size = tf.shape(real)[0]
        noise = self.seed_generator.normal(shape=(batch_size, self.latent_dim))
        fake = self.generator(noise)
        combined = tf.concat([fake, real], axis=0)
        labels = tf.concat([tf.ones((batch_size, 1)), tf.zeros((batch_size, 1))], axis=0)
        labels += 0.05 * self.seed_generator.uniform(tf.shape(labels))
        with tf.GradientTape() as tape:
            predictions = self.discriminator(combined)
            d_loss = self.loss_fn(labels, predictions)
        grads = tape.gradient(d_loss, self.discriminator.trainable_weights)
        self.d_optimizer.apply_gradients(zip(grads, self.discriminator.trainable_weights))
        noise = self.seed_generator.normal(shape=(batch_size, self.latent_dim))
        misleading = tf.zeros((batch_size, 1))
        with tf.GradientTape() as tape:
            predictions = self.discriminator(self.generator(noise))
            g_loss = self.loss_fn(misleading, predictions)
        grads = tape.gradient(g_loss, self.generator.trainable_weights)
        self.g_optimizer.apply_gradients(zip(grads, self.generator.trainable_weights))
        self.d_loss_tracker.update_state(d_loss)
        self.g_loss_tracker.update_state(g_loss)
        return {"d_loss": self.d_loss_tracker.result(), "g_loss": self.g_loss_tracker.result()}


disc = keras.Sequential([keras.Input((6,)), layers.Dense(4, kernel_initializer=keras.initializers.Constant(0.1)), layers.LeakyReLU(0.2), layers.Dense(1, kernel_initializer=keras.initializers.Constant(0.2))], name="discriminator")
gen = keras.Sequential([keras.Input((3,)), layers.Dense(6, kernel_initializer=keras.initializers.Constant(0.3))], name="generator")
gan = GAN(disc, gen, 3)
gan.compile(keras.optimizers.Adam(0.01), keras.optimizers.Adam(0.01), keras.losses.BinaryCrossentropy(from_logits=True))
h = gan.fit(tf.data.Dataset.from_tensor_slices(x).batch(16), epochs=2, verbose=0)
print({k: np.round(v, 4).tolist() for k, v in h.history.items()}, [m.name for m in gan.metrics], len(gan.weights))
attempt("gan summary", lambda: gan.summary())
attempt("gan call", lambda: gan(x))
attempt("gan predict", lambda: gan.predict(x, verbose=0))

# A loop from scratch with metrics, extra losses and tf.function.
class ActivityRegularizationLayer(layers.Layer):
    def call(self, inputs):
        self.add_loss(1e-2 * tf.reduce_sum(inputs))
        return inputs


inputs = keras.Input(shape=(6,), name="digits")
h1 = layers.Dense(5, activation="relu", kernel_initializer=keras.initializers.Constant(0.1))(inputs)
h1 = ActivityRegularizationLayer()(h1)
h2 = layers.Dense(5, activation="relu", kernel_initializer=keras.initializers.Constant(0.2))(h1)
outputs = layers.Dense(2, name="predictions", kernel_initializer=keras.initializers.Constant(0.1))(h2)
model = keras.Model(inputs=inputs, outputs=outputs)
optimizer = keras.optimizers.SGD(learning_rate=1e-2)
loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
train_acc_metric = keras.metrics.SparseCategoricalAccuracy()
val_acc_metric = keras.metrics.SparseCategoricalAccuracy()
train_dataset = tf.data.Dataset.from_tensor_slices((x, y[:, 0].astype("int64"))).batch(8)


@tf.function
def train_step(x, y):
    with tf.GradientTape() as tape:
        logits = model(x, training=True)
        loss_value = loss_fn(y, logits)
        loss_value += sum(model.losses)
    grads = tape.gradient(loss_value, model.trainable_weights)
    optimizer.apply_gradients(zip(grads, model.trainable_weights))
    train_acc_metric.update_state(y, logits)
    return loss_value


@tf.function
def test_step(x, y):
    val_logits = model(x, training=False)
    val_acc_metric.update_state(y, val_logits)


for epoch in range(2):
    print("\nStart of epoch %d" % (epoch,))
    for step, (x_batch_train, y_batch_train) in enumerate(train_dataset):
        loss_value = train_step(x_batch_train, y_batch_train)
        if step % 2 == 0:
            print("Training loss (for one batch) at step %d: %.4f" % (step, float(loss_value)))
            print("Seen so far: %d samples" % ((step + 1) * 8))
    train_acc = train_acc_metric.result()
    print("Training acc over epoch: %.4f" % (float(train_acc),))
    train_acc_metric.reset_states()
    for x_batch_val, y_batch_val in train_dataset:
        test_step(x_batch_val, y_batch_val)
    val_acc = val_acc_metric.result()
    val_acc_metric.reset_state()
    print("Validation acc: %.4f" % (float(val_acc),))
print(len(model.losses), optimizer.iterations.numpy(), train_acc_metric.result())


class Sampling(layers.Layer):
    def call(self, inputs):
        z_mean, z_log_var = inputs
        batch = tf.shape(z_mean)[0]
        dim = tf.shape(z_mean)[1]
        epsilon = tf.keras.backend.random_normal(shape=(batch, dim), seed=3)
        return z_mean + tf.exp(0.5 * z_log_var) * epsilon


class Encoder(layers.Layer):
    def __init__(self, latent_dim=2, intermediate_dim=4, name="encoder", **kwargs):
        super().__init__(name=name, **kwargs)
        self.dense_proj = layers.Dense(intermediate_dim, activation="relu")
        self.dense_mean = layers.Dense(latent_dim)
        self.dense_log_var = layers.Dense(latent_dim)
        self.sampling = Sampling()

    def call(self, inputs):
        x = self.dense_proj(inputs)
        z_mean = self.dense_mean(x)
        z_log_var = self.dense_log_var(x)
        z = self.sampling((z_mean, z_log_var))
        return z_mean, z_log_var, z


class Decoder(layers.Layer):
    def __init__(self, original_dim, intermediate_dim=4, name="decoder", **kwargs):
        super().__init__(name=name, **kwargs)
        self.dense_proj = layers.Dense(intermediate_dim, activation="relu")
        self.dense_output = layers.Dense(original_dim, activation="sigmoid")

    def call(self, inputs):
        return self.dense_output(self.dense_proj(inputs))


class VariationalAutoEncoder(keras.Model):
    def __init__(self, original_dim, intermediate_dim=4, latent_dim=2, name="autoencoder", **kwargs):
        super().__init__(name=name, **kwargs)
        self.original_dim = original_dim
        self.encoder = Encoder(latent_dim=latent_dim, intermediate_dim=intermediate_dim)
        self.decoder = Decoder(original_dim, intermediate_dim=intermediate_dim)

    def call(self, inputs):
        z_mean, z_log_var, z = self.encoder(inputs)
        reconstructed = self.decoder(z)
        kl_loss = -0.5 * tf.reduce_mean(z_log_var - tf.square(z_mean) - tf.exp(z_log_var) + 1)
        self.add_loss(kl_loss)
        return reconstructed


vae = VariationalAutoEncoder(6, 4, 2)
opt = tf.keras.optimizers.Adam(learning_rate=1e-3)
mse_loss_fn = tf.keras.losses.MeanSquaredError()
loss_metric = tf.keras.metrics.Mean()
for epoch in range(2):
    for step, x_batch_train in enumerate(tf.data.Dataset.from_tensor_slices(x).batch(8)):
        with tf.GradientTape() as tape:
            reconstructed = vae(x_batch_train)
            loss = mse_loss_fn(x_batch_train, reconstructed)
            loss += sum(vae.losses)
        grads = tape.gradient(loss, vae.trainable_weights)
        opt.apply_gradients(zip(grads, vae.trainable_weights))
        loss_metric(loss)
print("mean loss finite:", np.isfinite(loss_metric.result().numpy()), len(vae.losses), len(vae.trainable_weights))
vae.compile(opt, loss=tf.keras.losses.MeanSquaredError())
h = vae.fit(x, x, epochs=2, batch_size=16, verbose=0)
print(list(h.history), len(h.history["loss"]))
vae.summary()
print([l.name for l in vae.layers], [w.name for w in vae.weights])
vae.save_weights("vae.weights.h5")
other = VariationalAutoEncoder(6, 4, 2)
other(x[:1])
other.load_weights("vae.weights.h5")
print([np.array_equal(a, b) for a, b in zip(vae.get_weights(), other.get_weights())])
attempt("vae config", lambda: vae.get_config())
attempt("vae json", lambda: vae.to_json())
attempt("forgot super", lambda: type("Bad", (keras.Model,), {"__init__": lambda self: setattr(self, "d", layers.Dense(1))})())
attempt("no call", lambda: type("NoCall", (keras.Model,), {})()(x))
attempt("layer no call", lambda: type("NoCall", (layers.Layer,), {"build": lambda s, sh: None})()(x).shape)
attempt("bad step", lambda: type("B", (keras.Model,), {"call": lambda s, i: i, "train_step": lambda s, d: 3})().fit(x, x, verbose=0))
