# fit of user-defined models with a last batch that is shorter
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

rng = np.random.RandomState(0)
def sin(*s): return (np.sin(np.arange(np.prod(s)) * 0.37).reshape(s)).astype("float32")
def fix(m):
    m.set_weights([sin(*w.shape) * 0.4 + (1.0 if "variance" in v.name or "gamma" in v.name else 0.0) for w, v in zip(m.get_weights(), m.weights)])

class Wrap(keras.Model):
    def __init__(self, *ls, **kw):
        super().__init__(**kw)
        self.ls = list(ls)
    def call(self, x, training=None):
        for l in self.ls:
            x = l(x)
        return x

def run(name, m, x, y, loss="mse", metrics=None, opt=None, **kw):
    m(x[:2])
    fix(m)
    m.compile(opt or keras.optimizers.SGD(0.05), loss, metrics=metrics)
    h = m.fit(x, y, batch_size=4, epochs=2, shuffle=False, verbose=0, **kw)
    print(name, {k: np.round(v, 4).tolist() for k, v in h.history.items()})
    print(np.round(m.evaluate(x, y, batch_size=3, verbose=0), 4), np.round(m.predict(x, batch_size=6, verbose=0), 4)[-1].ravel()[:4].tolist())

D = layers.Dense
x = sin(10, 6); y = sin(10, 2)
run("dense", Wrap(D(5, "relu"), layers.BatchNormalization(), D(2)), x, y, metrics=["mae", "cosine_similarity"])
run("ln", Wrap(D(4), layers.LayerNormalization(), layers.PReLU(), layers.UnitNormalization(), D(2)), x, y)
run("gn", Wrap(D(4), layers.GroupNormalization(2), layers.Softmax(), D(2)), x, y, opt=keras.optimizers.Adam(0.01, clipnorm=0.1))
xs = sin(10, 5, 3)
run("lstm", Wrap(layers.LSTM(4, return_sequences=True), layers.GRU(3), D(2)), xs, y, opt="rmsprop")
run("bi", Wrap(layers.Masking(), layers.Bidirectional(layers.SimpleRNN(2, return_sequences=True)), layers.TimeDistributed(D(2)), layers.Flatten(), D(2)), xs, y)
run("conv1", Wrap(layers.Conv1D(4, 2, padding="causal", activation="tanh"), layers.MaxPooling1D(2), layers.Conv1DTranspose(2, 2, strides=2), layers.GlobalAveragePooling1D(), D(2)), xs, y)
xi = sin(10, 6, 6, 2)
run("conv2", Wrap(layers.Conv2D(3, 3, padding="same", strides=2), layers.BatchNormalization(), layers.ReLU(), layers.DepthwiseConv2D(2), layers.UpSampling2D(2), layers.SeparableConv2D(2, 2), layers.GlobalMaxPooling2D(), D(2)), xi, y)
run("resh", Wrap(layers.Reshape((3, 2)), layers.Permute((2, 1)), layers.Dot(2) if False else layers.Flatten(), layers.RepeatVector(2), layers.ZeroPadding1D(1), layers.Cropping1D(1), layers.Flatten(), D(2)), x, y)
xe = (np.arange(30).reshape(10, 3) * 7 % 5).astype("int32")
run("emb", Wrap(layers.Embedding(5, 4, mask_zero=True), layers.LSTM(3), D(3, "softmax")), xe, np.arange(10) % 3, "sparse_categorical_crossentropy", ["accuracy", "sparse_top_k_categorical_accuracy"])
run("emb2", Wrap(layers.Embedding(5, 4), layers.GlobalAveragePooling1D(), D(1, "sigmoid")), xe, np.arange(10) % 2, "binary_crossentropy", ["accuracy", keras.metrics.AUC(name="auc"), keras.metrics.Precision(name="p"), keras.metrics.Recall(name="r")])
class Att(keras.Model):
    def __init__(self):
        super().__init__()
        self.a = layers.MultiHeadAttention(2, 3); self.n = layers.LayerNormalization(); self.d = D(2); self.q = layers.Attention()
    def call(self, x):
        h = self.n(x + self.a(x, x, use_causal_mask=True))
        h = self.q([h, x])
        b = tf.shape(x)[0]
        h = tf.reshape(h, [b, -1])
        return self.d(h) + tf.zeros((b, 2))
run("att", Att(), xs, y)
class Reg(keras.Model):
    def __init__(self):
        super().__init__()
        self.d = D(3, kernel_regularizer="l2", activity_regularizer=keras.regularizers.L1(0.01)); self.e = D(2)
    def call(self, x):
        h = self.d(x)
        self.add_loss(0.1 * tf.reduce_mean(tf.square(h)))
        self.add_metric(tf.reduce_max(h), name="top", aggregation="mean")
        return self.e(h)
run("reg", Reg(), x, y)
run("weights", Wrap(D(2)), x, y, sample_weight=np.linspace(0.1, 1, 10))
run("cw", Wrap(D(3, "softmax")), x, np.arange(10) % 3, "sparse_categorical_crossentropy", class_weight={0: 1.0, 1: 2.0, 2: 0.5})
for loss in ["mae", "mape", "msle", "huber", "log_cosh", "cosine_similarity", "kl_divergence", "poisson", "hinge", "squared_hinge", "categorical_hinge"]:
    run(loss, Wrap(D(2, "sigmoid")), x, np.abs(y) + 0.1, loss)
run("cce", Wrap(D(2, "softmax")), x, np.eye(2)[np.arange(10) % 2], keras.losses.CategoricalCrossentropy(label_smoothing=0.1), ["categorical_accuracy", keras.metrics.F1Score(name="f1") if hasattr(keras.metrics, "F1Score") else "mae"])
class Multi(keras.Model):
    def __init__(self):
        super().__init__(); self.a = D(1, name="a"); self.b = D(2, name="b")
    def call(self, x): return {"a": self.a(x), "b": self.b(x)}
m = Multi(); m(x); fix(m); m.compile("sgd", {"a": "mse", "b": "mae"}, metrics={"a": "mae"}, loss_weights={"a": 2.0, "b": 1.0})
h = m.fit(x, {"a": y[:, :1], "b": y}, batch_size=4, epochs=2, shuffle=False, verbose=0)
print({k: np.round(v, 4).tolist() for k, v in h.history.items()})
p = m.predict(x, batch_size=4, verbose=0); print({k: v.shape for k, v in p.items()})
m = Wrap(D(4), layers.Lambda(lambda t: tf.nn.relu(t) - tf.reduce_mean(t, axis=0)), layers.GaussianDropout(0.0), D(2)); run("lam", m, x, y)
def cl(a, b): return tf.reduce_mean(tf.abs(a - b) ** 1.5, axis=-1) * tf.cast(tf.shape(a)[0], tf.float32)
run("closs", Wrap(D(2)), x, y, cl, [cl])
