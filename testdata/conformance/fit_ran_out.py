# A traced step that finds no more data still counts, sets the rate and decays weights: optimizers in epochs of unknown length
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

x = np.linspace(-1, 1, 24).reshape(12, 2).astype("float32")
y = x[:, :1]
known = tf.data.Dataset.from_tensor_slices((x, y)).batch(4)
unknown = known.filter(lambda a, b: True)


def numbers():
    for i in range(0, 12, 4):
        yield x[i : i + 4], y[i : i + 4]


def fit(name, optimizer, data=unknown, epochs=2, fits=1, options={}, **more):
    m = keras.Sequential([keras.Input((2,)), layers.Dense(3, kernel_initializer="ones"), layers.Dense(1, kernel_initializer="ones")])
    m.compile(optimizer, "mse", **more)
    for _ in range(fits):
        m.fit(data, epochs=epochs, verbose=0, **options)
    o = m.optimizer
    print(name, o.iterations.numpy(), round(float(o.learning_rate), 5), [round(float(w.sum()), 3) for w in m.get_weights()])


for data, name in ((known, "known"), (unknown, "unknown"), (unknown.cache(), "cache"), (unknown.prefetch(1), "prefetch")):
    fit(name, keras.optimizers.Adam(0.1), data)
fit("generator", keras.optimizers.Adam(0.1), numbers(), 1)
fit("three fits", keras.optimizers.Adam(0.1), fits=3)
fit("decay", keras.optimizers.SGD(0.1, weight_decay=0.5))
fit("schedule", keras.optimizers.AdamW(keras.optimizers.schedules.ExponentialDecay(0.1, 1, 0.5), weight_decay=0.5))
fit("averages", keras.optimizers.SGD(0.1, use_ema=True, ema_momentum=0.9))
fit("legacy", keras.optimizers.legacy.Adam(0.1))
fit("eager", keras.optimizers.Adam(0.1), run_eagerly=True)
fit("compiled", keras.optimizers.Adam(0.1), jit_compile=True)
fit("too few", keras.optimizers.Adam(0.1), options={"steps_per_epoch": 4})
fit("cut", keras.optimizers.Adam(0.1), epochs=4, options={"steps_per_epoch": 2})
fit("calls of two steps", keras.optimizers.Adam(0.1), unknown.repeat(2), options={"steps_per_epoch": 5}, steps_per_execution=2)
for dynamic in (True, False):
    fit(f"scaled {dynamic}", keras.mixed_precision.LossScaleOptimizer(keras.optimizers.SGD(0.1, weight_decay=0.5), dynamic=dynamic, initial_scale=4))

# Rows are looked up before they are decayed, which waits for the batch
m = keras.Sequential([keras.Input((), dtype="int32"), layers.Embedding(3, 1), layers.Dense(1)])
m.compile(keras.optimizers.SGD(0.001, weight_decay=500.0), "mse")
rows = tf.data.Dataset.from_tensor_slices((np.arange(12) % 3, y)).batch(4)
for data in (rows, rows.filter(lambda a, b: True)):
    m.set_weights([np.ones_like(w) for w in m.get_weights()])
    m.fit(data, verbose=0)
    print([w.round(3).tolist() for w in m.get_weights()])


# All optimizers of a step of the user's
class Pair(keras.Model):
    def __init__(self):
        super().__init__()
        self.a, self.b = layers.Dense(1), layers.Dense(1)
        self.ao, self.bo = keras.optimizers.Adam(), keras.optimizers.SGD()

    def train_step(self, data):
        x, y = data
        with tf.GradientTape(persistent=True) as tape:
            loss = tf.reduce_mean((self.a(x) - y) ** 2) + tf.reduce_mean((self.b(x) - y) ** 2)
        for layer, o in ((self.a, self.ao), (self.b, self.bo)):
            o.minimize(loss, layer.trainable_weights, tape=tape)
        return {"loss": loss}


p = Pair()
p.compile()
p.fit(unknown, epochs=2, verbose=0)
print(p.ao.iterations.numpy(), p.bo.iterations.numpy())
