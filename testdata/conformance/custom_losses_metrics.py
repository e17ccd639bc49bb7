# Own losses and metrics of every form: function, class, closure, with masks and weights, in compile and from config
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

def r(v): return np.round(np.asarray(v), 5).tolist()
def pinball(tau):
    def loss(y_true, y_pred):
        e = y_true - y_pred
        return tf.reduce_mean(tf.maximum(tau * e, (tau - 1) * e), axis=-1)
    loss.__name__ = f"pinball_{int(tau * 100)}"
    return loss
class Contrast(keras.losses.Loss):
    def __init__(self, margin=1.0, reduction=keras.losses.Reduction.AUTO, name="contrast"):
        super().__init__(reduction=reduction, name=name)
        self.margin = margin
    def call(self, y_true, y_pred):
        y_true = tf.cast(y_true, y_pred.dtype)
        return y_true * y_pred ** 2 + (1 - y_true) * tf.maximum(self.margin - y_pred, 0) ** 2
    def get_config(self):
        return {**super().get_config(), "margin": self.margin}
yt, yp = tf.constant([[1], [0], [1]]), tf.constant([[0.2], [0.7], [1.5]])
c = Contrast(2.0)
print(r(c(yt, yp)), c.get_config(), Contrast.from_config(c.get_config()).margin, r(Contrast(reduction="sum")(yt, yp, sample_weight=[1, 0, 2])), r(Contrast(reduction="none")(yt, yp)))
@tf.function
def graph(a, b): return c(a, b)
print(r(graph(yt, yp)))
class F1(keras.metrics.Metric):
    def __init__(self, name="f1", threshold=0.5, **kw):
        super().__init__(name=name, **kw)
        self.threshold = threshold
        self.p, self.r = keras.metrics.Precision(threshold), keras.metrics.Recall(threshold)
    def update_state(self, y_true, y_pred, sample_weight=None):
        self.p.update_state(y_true, y_pred, sample_weight); self.r.update_state(y_true, y_pred, sample_weight)
    def result(self):
        p, q = self.p.result(), self.r.result()
        return 2 * p * q / (p + q + keras.backend.epsilon())
    def reset_state(self):
        self.p.reset_state(); self.r.reset_state()
    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}
def spread(y_true, y_pred): return tf.math.reduce_std(y_pred)
class Within(keras.metrics.MeanMetricWrapper):
    def __init__(self, tol=0.5, name="within", dtype=None):
        super().__init__(lambda t, p: tf.cast(tf.abs(t - p) < tol, tf.float32), name, dtype)
x = np.sin(np.arange(24)).reshape(8, 3).astype("float32"); y = (x.sum(1, keepdims=True) > 0).astype("float32")
for loss in (pinball(0.9), Contrast(), lambda a, b: tf.reduce_sum((a - b) ** 4, -1)):
    m = keras.Sequential([layers.Dense(1, activation="sigmoid", kernel_initializer="ones", input_shape=(3,))])
    m.compile(keras.optimizers.SGD(0.5), loss, metrics=[F1(), spread, Within(0.4), "accuracy", keras.metrics.MeanSquaredError(name="sq")])
    h = m.fit(x, y, epochs=2, batch_size=4, shuffle=False, verbose=0, validation_data=(x[:4], y[:4]))
    for k, v in h.history.items(): print(k, r(v))
    print(m.metrics_names, r(m.evaluate(x, y, verbose=0)))
f = F1(threshold=0.3)
print(f.get_config(), f([0, 1, 1], [0.4, 0.35, 0.1]).numpy(), [v.name for v in f.variables], F1.from_config(f.get_config()).threshold)
for g in (lambda: keras.losses.Loss()(yt, yp), lambda: keras.metrics.Metric(name="q").result(), lambda: Contrast(reduction="avg")(yt, yp), lambda: keras.losses.Loss(reduction="mean"), lambda: keras.metrics.Metric().update_state(1)):
    try:
        print(g())
    except Exception as e:
        print(type(e).__name__, str(e)[:100])
