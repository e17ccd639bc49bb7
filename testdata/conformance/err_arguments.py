# Arguments of wrong types: of fit and evaluate, of losses and metrics that are
# looked at late, of layers; and operands that are no tensors in functions.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def t(*label):
    def run(f):
        try:
            print(*label, "ok", f())
        except Exception as e:
            s = str(e)
            if s.startswith("in user code"):
                s = s.split("Error: ", 1)[-1].rstrip()
            print(*label, type(e).__name__, "|", s.split(" at 0x")[0].split("\n")[0][:200])
    return run


X, Y = np.ones((4, 3), "float32"), np.ones((4, 1), "float32")
ds = tf.data.Dataset.from_tensor_slices((X, Y)).batch(2)


def M():
    m = keras.Sequential([layers.Dense(1, input_shape=(3,))])
    m.compile("sgd", "mse")
    return m


for k in ("epochs", "batch_size", "initial_epoch", "steps_per_epoch", "validation_split", "verbose", "callbacks", "class_weight"):
    for v in ("2", 2.5, [1], -1, 0, {"a": 1}):
        if (k, v) in (("validation_split", 2.5), ("verbose", {"a": 1})):
            continue
        kw = {"verbose": 0, k: v}
        t("fit", k, repr(v))(lambda: sorted(M().fit(X, Y, **kw).history))
for v in (X, (X, Y, Y, Y), "x", X.tolist(), (X, "y"), (None, Y)):
    t("validation_data", type(v).__name__)(lambda: sorted(M().fit(X, Y, verbose=0, validation_data=v).history))
for k in ("batch_size", "steps"):
    for v in ("2", 2.5, -1):
        t("evaluate", k, repr(v))(lambda: type(M().evaluate(X, Y, **{"verbose": 0, k: v})))
        t("predict", k, repr(v))(lambda: M().predict(X, **{"verbose": 0, k: v}).shape)
t("steps of a dataset")(lambda: M().fit(ds, steps_per_epoch="2", verbose=0))
for x in (None, lambda: 1, object, range(4), ds):
    t("data", type(x).__name__)(lambda: M().fit(x, None if x is ds else Y, verbose=0).epoch)
    if not isinstance(x, range):
        t("batch", type(x).__name__)(lambda: M().train_on_batch(x, Y))
    if x is not None and not isinstance(x, range):
        t("call", type(x).__name__)(lambda: M()(x))
t("class of callbacks")(lambda: M().fit(X, Y, callbacks=[keras.callbacks.EarlyStopping], verbose=0))
t("nested callbacks")(lambda: sorted(M().fit(X, Y, callbacks=[[keras.callbacks.Callback()]], verbose=0).history))
t("loss")(lambda: (m := M()).compile("sgd", ds) or m.fit(X, Y, verbose=0))

yt, yp = tf.constant([[0.0, 1.0], [1.0, 0.0]]), tf.constant([[0.2, 0.8], [0.6, 0.4]])
L, K = keras.losses, keras.metrics
for make in (
    lambda b: L.Huber(delta=b), lambda b: L.BinaryCrossentropy(label_smoothing=b), lambda b: L.BinaryFocalCrossentropy(gamma=b),
    lambda b: K.BinaryAccuracy(threshold=b), lambda b: K.Precision(top_k=b), lambda b: K.Recall(class_id=b), lambda b: K.TopKCategoricalAccuracy(k=b),
    lambda b: K.AUC(num_thresholds=b), lambda b: K.PrecisionAtRecall(b), lambda b: K.MeanIoU(b), lambda b: K.R2Score(num_regressors=b),
):
    try:
        o = make("x")
    except Exception as e:
        print("at once", type(e).__name__, "|", e)
        continue
    t(type(o).__name__)(lambda: o(yt, yp))
h = L.Huber(delta="x")
print(h.get_config()["delta"])
m = keras.Sequential([layers.Dense(1, input_shape=(3,))])
m.compile("sgd", L.BinaryCrossentropy(label_smoothing="x"))
t("in a step")(lambda: m.fit(X, Y, verbose=0))
for f in (L.mse, L.binary_crossentropy, K.binary_accuracy, keras.activations.relu, keras.activations.sigmoid):
    t(f.__name__)(lambda: f())
    t(f.__name__)(lambda: f(*[yt] * 7))
for c in (K.Mean, K.Accuracy, K.AUC, K.Precision, K.TruePositives):
    t(c.__name__)(lambda: c().update_state())

x = tf.ones((2, 3))
for b in ("a", (2, "b"), (2.5,), (-3,)):
    t("Input", b)(lambda: keras.Input(b).shape)
    t("input_shape", b)(lambda: keras.Sequential([layers.Dense(1, input_shape=b)]).input_shape)
    t("add_weight", b)(lambda: layers.Layer().add_weight("w", shape=b).shape)
    t("build", b)(lambda: layers.Dense(2).build(b))
t("input_dim")(lambda: layers.Dense(1, input_dim="a") and keras.Sequential([layers.Dense(1, input_dim="a")]))
t("Concatenate")(lambda: layers.Concatenate(axis="x")([x, x]))
t("LeakyReLU")(lambda: layers.LeakyReLU("x"))
for make in (layers.Reshape, layers.Masking, layers.GaussianNoise, layers.Dropout, layers.Rescaling, lambda b: layers.Softmax(axis=b)):
    try:
        make("a")(x, training=True) if make in (layers.GaussianNoise, layers.Dropout) else make("a")(x)
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[2].split("\t")[0])


class NeedsArg(layers.Layer):
    def call(self, x, y):
        return x + y


class Sub(keras.Model):
    def call(self, x):
        return x


t("call")(lambda: NeedsArg()(x))
t("build")(lambda: Sub().build())
t("from_config")(lambda: layers.Layer().from_config({"a": 1}))
t("learning rate")(lambda: keras.optimizers.SGD(None))
t("weights")(lambda: M().load_weights(3))

import operator

i = tf.constant([1, 2, 3])
for name in ("add", "sub", "mul", "truediv", "lt", "eq"):
    f = getattr(operator, name)
    for v in ("a", None, {}, [1.0, 2.0, "a"]):
        for side in (lambda a: f(a, v), lambda a: f(v, a)):
            t(name, repr(v))(lambda: tf.function(side, autograph=False)(tf.ones(3)).shape)
    t(name, 1.5)(lambda: tf.function(lambda a: f(a, 1.5), autograph=False)(i))
for v in ("a", None, 1.5, [1, "a"], {}):
    t("tensor", repr(v))(lambda: tf.function(lambda: tf.convert_to_tensor(v, tf.int32))())
    t("tensor", repr(v))(lambda: tf.function(lambda: tf.convert_to_tensor(v))())
