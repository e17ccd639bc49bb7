# Custom losses, metrics, optimizers, schedules, callbacks in fit; generators, Sequences, dict inputs.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def r(x):
    return np.round(np.array(x, dtype="float64"), 5).tolist()


x = np.linspace(-1, 1, 12).reshape(-1, 1).astype("float32")
y = (x * 1.5 + 0.5).astype("float32")


def make():
    return keras.Sequential([keras.Input((1,)), layers.Dense(1, kernel_initializer="zeros")])


def huberish(y_true, y_pred):
    d = tf.abs(y_true - y_pred)
    return tf.reduce_mean(tf.where(d < 0.5, d ** 2, d), axis=-1)


def worst(y_true, y_pred):
    return tf.reduce_max(tf.abs(y_true - y_pred))


class Asym(keras.losses.Loss):
    def __init__(self, up=2.0, **kwargs):
        super().__init__(**kwargs)
        self.up = up

    def call(self, y_true, y_pred):
        d = y_true - y_pred
        return tf.reduce_mean(tf.where(d > 0, self.up * d ** 2, d ** 2), axis=-1)

    def get_config(self):
        return {**super().get_config(), "up": self.up}


class Bias(keras.metrics.Metric):
    def __init__(self, name="bias", **kwargs):
        super().__init__(name=name, **kwargs)
        self.total = self.add_weight(name="total", initializer="zeros")
        self.count = self.add_weight(name="count", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        d = tf.cast(y_pred, tf.float32) - tf.cast(y_true, tf.float32)
        if sample_weight is not None:
            d = d * tf.reshape(tf.cast(sample_weight, tf.float32), (-1, 1))
        self.total.assign_add(tf.reduce_sum(d))
        self.count.assign_add(tf.cast(tf.size(d), tf.float32))

    def result(self):
        return self.total / self.count

    def reset_state(self):
        self.total.assign(0.0)
        self.count.assign(0.0)


m = make()
m.compile(keras.optimizers.SGD(0.2), huberish, metrics=[worst, Bias()])
h = m.fit(x, y, epochs=3, batch_size=4, shuffle=False, verbose=0)
print({k: r(v) for k, v in h.history.items()}, m.metrics_names)
m = make()
m.compile("sgd", Asym(3.0, name="as"), metrics=[Bias(name="b1")], weighted_metrics=[Bias(name="b2")])
h = m.fit(x, y, sample_weight=np.arange(12) / 6.0, epochs=2, batch_size=6, shuffle=False, verbose=0)
print({k: r(v) for k, v in h.history.items()}, m.loss.up, m.loss.name)
print(r(m.evaluate(x, y, verbose=0)), Asym().get_config())


class Halve(keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, lr):
        self.lr = lr

    def __call__(self, step):
        return self.lr / (1.0 + tf.cast(step, tf.float32))

    def get_config(self):
        return {"lr": self.lr}


m = make()
m.compile(keras.optimizers.SGD(Halve(0.4)), "mse")
print(r(m.fit(x, y, epochs=3, batch_size=6, shuffle=False, verbose=0).history["loss"]), r(m.optimizer.learning_rate))


class Signum(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.05, name="Signum", **kwargs):
        super().__init__(name=name, **kwargs)
        self._learning_rate = self._build_learning_rate(learning_rate)

    def build(self, var_list):
        super().build(var_list)
        if hasattr(self, "_built") and self._built:
            return
        self._built = True
        self.m = [self.add_variable_from_reference(v, "m") for v in var_list]

    def update_step(self, gradient, variable):
        m = self.m[self._index_dict[self._var_key(variable)]]
        m.assign(0.9 * m + gradient)
        variable.assign_sub(tf.cast(self.learning_rate, variable.dtype) * tf.sign(m))


m = make()
m.compile(Signum(0.1), "mse")
print(r(m.fit(x, y, epochs=3, batch_size=6, shuffle=False, verbose=0).history["loss"]), [v.name for v in m.optimizer.variables], int(m.optimizer.iterations))


class Batches(keras.utils.Sequence):
    def __init__(self, n):
        self.n, self.ends = n, 0

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        return x[i * 4:(i + 1) * 4], y[i * 4:(i + 1) * 4]

    def on_epoch_end(self):
        self.ends += 1


b = Batches(3)
m = make()
m.compile("sgd", "mse")
h = m.fit(b, epochs=2, shuffle=False, verbose=0, validation_data=Batches(1))
print({k: r(v) for k, v in h.history.items()}, b.ends, h.params)
print(r(m.evaluate(b, verbose=0)), m.predict(b, verbose=0).shape)


def gen(weights=False):
    while True:
        for i in range(3):
            s = slice(i * 4, (i + 1) * 4)
            yield (x[s], y[s], np.ones(4) * (i + 1)) if weights else (x[s], y[s])


m = make()
m.compile("sgd", "mse")
print(r(m.fit(gen(), steps_per_epoch=3, epochs=2, verbose=0).history["loss"]), r(m.fit(gen(True), steps_per_epoch=2, verbose=0).history["loss"]), r(m.evaluate(gen(), steps=2, verbose=0)), m.predict(gen(), steps=2, verbose=0).shape)


class Both(keras.Model):
    def __init__(self):
        super().__init__()
        self.d = layers.Dense(1, kernel_initializer="ones")

    def call(self, inputs):
        return {"s": self.d(inputs["a"]) + inputs["b"], "p": self.d(inputs["a"]) * inputs["b"]}


m = Both()
m.compile("sgd", {"s": "mse", "p": "mae"}, metrics={"s": ["mae"]}, loss_weights={"s": 1.0, "p": 0.5})
h = m.fit({"a": x, "b": y}, {"s": y, "p": y}, epochs=2, batch_size=6, shuffle=False, verbose=0)
print({k: r(v) for k, v in h.history.items()}, m.metrics_names)
p = m.predict({"a": x[:2], "b": y[:2]}, verbose=0)
print(sorted(p), r(p["s"]), r(p["p"]))


class Watch(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.lines = []

    def on_train_begin(self, logs=None):
        self.lines.append(("tb", logs))

    def on_epoch_begin(self, epoch, logs=None):
        self.model.optimizer.learning_rate = 0.1 / (epoch + 1)

    def on_epoch_end(self, epoch, logs=None):
        logs["lr2"] = float(self.model.optimizer.learning_rate)
        self.lines.append((epoch, sorted(logs)))

    def on_test_batch_end(self, batch, logs=None):
        self.lines.append(("test", batch, sorted(logs)))

    def on_predict_end(self, logs=None):
        self.lines.append("predicted")


w = Watch()
m = make()
m.compile("sgd", "mse")
h = m.fit(x, y, epochs=2, batch_size=6, shuffle=False, verbose=0, callbacks=[w])
m.evaluate(x, y, batch_size=6, verbose=0, callbacks=[w])
m.predict(x, verbose=0, callbacks=[w])
print(w.lines, {k: r(v) for k, v in h.history.items()}, w.params)


class GAN(keras.Model):
    def __init__(self, g, d):
        super().__init__()
        self.g, self.d = g, d

    def compile(self, g_opt, d_opt, loss_fn):
        super().compile()
        self.g_opt, self.d_opt, self.loss_fn = g_opt, d_opt, loss_fn
        self.gm, self.dm = keras.metrics.Mean(name="g_loss"), keras.metrics.Mean(name="d_loss")

    @property
    def metrics(self):
        return [self.gm, self.dm]

    def train_step(self, real):
        if isinstance(real, tuple):
            real = real[0]
        z = tf.ones((tf.shape(real)[0], 2)) * 0.5
        with tf.GradientTape() as t:
            dl = self.loss_fn(tf.ones_like(self.d(real)), self.d(real)) + self.loss_fn(tf.zeros_like(self.d(real)), self.d(self.g(z)))
        self.d_opt.apply_gradients(zip(t.gradient(dl, self.d.trainable_weights), self.d.trainable_weights))
        with tf.GradientTape() as t:
            gl = self.loss_fn(tf.ones((tf.shape(real)[0], 1)), self.d(self.g(z)))
        self.g_opt.apply_gradients(zip(t.gradient(gl, self.g.trainable_weights), self.g.trainable_weights))
        self.gm.update_state(gl)
        self.dm.update_state(dl)
        return {"d_loss": self.dm.result(), "g_loss": self.gm.result()}


C = keras.initializers.Constant
g = keras.Sequential([keras.Input((2,)), layers.Dense(1, kernel_initializer=C(0.3))], name="g")
d = keras.Sequential([keras.Input((1,)), layers.Dense(3, "tanh", kernel_initializer=C(0.5)), layers.Dense(1, kernel_initializer=C(0.2))], name="d")
gan = GAN(g, d)
gan.compile(keras.optimizers.Adam(0.05), keras.optimizers.Adam(0.05), keras.losses.BinaryCrossentropy(from_logits=True))
h = gan.fit(x, epochs=2, batch_size=4, shuffle=False, verbose=0)
print({k: r(v) for k, v in h.history.items()})
