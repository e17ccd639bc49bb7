# Gradient clipping, weight decay, exponential moving averages and gradient transformers in training
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

x = np.sin(np.arange(24)).reshape(8, 3).astype("float32"); y = x @ np.array([[3.0], [-2.0], [1.0]], "float32")
def run(opt, epochs=3):
    m = keras.Sequential([keras.Input((3,)), layers.Dense(4, activation="tanh", name="h", kernel_initializer=keras.initializers.Constant(np.cos(np.arange(12)).reshape(3, 4))), layers.Dense(1, name="o", kernel_initializer="ones")])
    m.compile(opt, "mse")
    h = m.fit(x, y, batch_size=4, epochs=epochs, shuffle=False, verbose=0)
    return [round(v, 4) for v in h.history["loss"]], np.round(m.get_weights()[2].ravel(), 4).tolist()
S = keras.optimizers.SGD
for name, o in [("plain", S(0.1)), ("clipnorm", S(0.1, clipnorm=0.5)), ("clipvalue", S(0.1, clipvalue=0.1)), ("global", S(0.1, global_clipnorm=0.5)), ("decay", S(0.1, weight_decay=0.05)), ("ema", S(0.1, use_ema=True, ema_momentum=0.5)), ("ema overwrite", S(0.1, use_ema=True, ema_momentum=0.5, ema_overwrite_frequency=2)), ("adamw", keras.optimizers.AdamW(0.05, weight_decay=0.1)), ("adam clip", keras.optimizers.Adam(0.05, clipnorm=0.1))]:
    print(name, *run(o))
g = [tf.constant([3.0, 4.0]), tf.constant([[0.0, 12.0]])]
c, n = tf.clip_by_global_norm(g, 6.5)
print(n.numpy(), [t.numpy().tolist() for t in c], tf.linalg.global_norm(c).numpy(), [tf.clip_by_norm(t, 1.0).numpy().round(4).tolist() for t in g], [tf.clip_by_value(t, 0, 3.5).numpy().tolist() for t in g], tf.clip_by_norm(tf.ones((2, 2)), 1.0, axes=[1]).numpy().round(4).tolist())
o = keras.optimizers.AdamW(0.1, weight_decay=0.5); a, b = tf.Variable([1.0], name="kernel"), tf.Variable([1.0], name="bias")
o.exclude_from_weight_decay(var_names=["bias"]); o.apply_gradients([(tf.zeros(1), a), (tf.zeros(1), b)]); print(a.numpy(), b.numpy())
for bad in (lambda: S(0.1, clipnorm=1.0, clipvalue=1.0), lambda: S(0.1, use_ema=True, ema_momentum=2.0), lambda: S(momentum=3.0), lambda: S(-0.1).learning_rate, lambda: S(0.1, decay=0.1), lambda: S(0.1).apply_gradients([]), lambda: S(0.1).apply_gradients([(None, a)])):
    try:
        r = bad(); print("ok", type(r).__name__)
    except Exception as e:
        print(type(e).__name__, str(e)[:75])
class Accum:
    "Gradient accumulation over k micro-batches"
    def __init__(self, model, opt, k): self.model, self.opt, self.k, self.n = model, opt, k, 0; self.acc = [tf.Variable(tf.zeros_like(w), trainable=False) for w in model.trainable_variables]
    def __call__(self, xb, yb):
        with tf.GradientTape() as t: loss = tf.reduce_mean((self.model(xb) - yb) ** 2) / self.k
        for s, gr in zip(self.acc, t.gradient(loss, self.model.trainable_variables)): s.assign_add(gr)
        self.n += 1
        if self.n % self.k == 0:
            self.opt.apply_gradients(zip(self.acc, self.model.trainable_variables))
            for s in self.acc: s.assign(tf.zeros_like(s))
        return float(loss)
m = keras.Sequential([keras.Input((3,)), layers.Dense(1, kernel_initializer="zeros")]); acc = Accum(m, S(0.1), 2)
print([round(acc(x[i:i + 2], y[i:i + 2]), 4) for i in range(0, 8, 2)], np.round(m.get_weights()[0].ravel(), 4).tolist(), acc.opt.iterations.numpy())
