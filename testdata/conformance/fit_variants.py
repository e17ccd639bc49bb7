# fit: weights, frequencies, steps, generators, Sequence, dictionaries, several outputs
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def show(v):
    if isinstance(v, dict):
        return {k: show(v[k]) for k in v}
    if isinstance(v, (list, tuple)):
        return [show(e) for e in v]
    if isinstance(v, keras.layers.Layer):
        return type(v).__name__
    if hasattr(v, "numpy"):
        v = v.numpy()
    if isinstance(v, np.ndarray):
        return np.round(v, 4).tolist() if v.dtype.kind in "fiub" else v.tolist()
    if isinstance(v, (float, np.floating)):
        return round(float(v), 4)
    return v


def t(label, f):
    try:
        print(label, show(f()))
    except Exception as e:
        print(label, type(e).__name__, [x for x in str(e).replace("in user code:", "").splitlines() if x.strip()][-1] if str(e) and "Graph exec" not in str(e) else "")


x = np.cos(np.arange(24)).reshape(8, 3).astype("float32")
y = np.stack([x.sum(1), x[:, 0] - x[:, 1]], 1)
yc = np.array([0, 1, 2, 0, 1, 2, 0, 1])


def net(out=2, loss="mse", act=None, **kw):
    m = keras.Sequential([keras.Input((3,)), layers.Dense(4, "tanh", kernel_initializer=keras.initializers.Constant(0.2)), layers.Dense(out, act, kernel_initializer="ones")])
    m.compile(keras.optimizers.SGD(0.1), loss, **kw)
    return m


def hist(h):
    return {k: np.round(v, 4).tolist() for k, v in h.history.items()}


for kw in ({"validation_split": 0.25}, {"validation_data": (x[:4], y[:4])}, {"validation_data": (x[:4], y[:4], np.arange(4.0)), "validation_freq": 2}, {"validation_data": (x, y), "validation_freq": [1, 3], "validation_batch_size": 3, "validation_steps": 2}, {"initial_epoch": 2}, {"steps_per_epoch": 2}, {"batch_size": 3}, {"batch_size": 8, "sample_weight": np.arange(8.0)}, {"validation_split": 0.5, "sample_weight": np.arange(8.0)}):
    t(sorted(kw), lambda: hist(net(metrics=["mae"]).fit(x, y, **{"epochs": 3, "shuffle": False, "verbose": 0, "batch_size": 4, **kw})))
for kw in ({"run_eagerly": True}, {"steps_per_execution": 2}, {"jit_compile": False}, {"loss_weights": [0.5]}, {"metrics": ["mse", keras.metrics.MeanAbsoluteError(name="m2"), keras.losses.mae]}, {"weighted_metrics": ["mae"], "metrics": []}):
    t(sorted(kw), lambda: hist(net(**kw).fit(x, y, epochs=2, batch_size=2, shuffle=False, verbose=0)))
for cw in ({0: 1.0, 1: 2.0, 2: 0.0}, {0: 3, 1: 1, 2: 1}):
    t(cw, lambda: hist(net(3, "sparse_categorical_crossentropy", "softmax", metrics=["accuracy"], weighted_metrics=["accuracy"]).fit(x, yc, epochs=2, shuffle=False, verbose=0, class_weight=cw)))
    t(cw, lambda: hist(net(3, "categorical_crossentropy", "softmax").fit(x, np.eye(3)[yc], epochs=2, shuffle=False, verbose=0, class_weight=cw)))


def gen(w=False):
    while True:
        for i in range(0, 8, 2):
            yield (x[i:i + 2], y[i:i + 2], np.ones(2) * i) if w else (x[i:i + 2], y[i:i + 2])


t("gen", lambda: hist(net().fit(gen(), steps_per_epoch=3, epochs=2, verbose=0)))
t("gen w", lambda: hist(net().fit(gen(True), steps_per_epoch=4, epochs=1, verbose=0, validation_data=gen(), validation_steps=2)))


class Seq(keras.utils.Sequence):
    ends = 0

    def __len__(self):
        return 4

    def __getitem__(self, i):
        return x[2 * i:2 * i + 2], y[2 * i:2 * i + 2]

    def on_epoch_end(self):
        Seq.ends += 1


t("seq", lambda: (hist(net().fit(Seq(), epochs=3, verbose=0, shuffle=False)), Seq.ends))
t("seq eval", lambda: (net().evaluate(Seq(), verbose=0), net().predict(Seq(), verbose=0).shape))
a, b = keras.Input((3,), name="a"), keras.Input((3,), name="b")
k1 = layers.Dense(1, name="u", kernel_initializer="ones")(layers.add([a, b]))
k2 = layers.Dense(1, name="v", kernel_initializer="ones")(layers.multiply([a, b]))


def two(**kw):
    m = keras.models.clone_model(keras.Model([a, b], [k1, k2]))
    m.set_weights([np.ones_like(q) * 0.3 for q in m.get_weights()])
    m.compile(keras.optimizers.SGD(0.05), **kw)
    return m


data, ys = {"a": x, "b": x * 2}, {"u": y[:, :1], "v": y[:, 1:]}
for kw in ({"loss": "mse"}, {"loss": ["mse", "mae"], "loss_weights": [1.0, 0.5]}, {"loss": {"u": "mse", "v": "mae"}, "loss_weights": {"v": 2.0}, "metrics": {"u": ["mae", "mse"], "v": "mse"}}, {"loss": {"u": "mse"}}, {"loss": "mse", "metrics": ["mae"]}, {"loss": "mse", "metrics": [["mae"], ["mse"]], "weighted_metrics": {"u": "mae"}}):
    t(kw, lambda: hist(two(**kw).fit(data, ys, epochs=2, batch_size=4, shuffle=False, verbose=0)))
t("list", lambda: hist(two(loss="mse").fit([x, x * 2], [y[:, :1], y[:, 1:]], epochs=2, batch_size=4, shuffle=False, verbose=0)))
t("weights", lambda: hist(two(loss="mse").fit(data, ys, sample_weight={"u": np.arange(8.0), "v": np.ones(8)}, epochs=2, batch_size=4, shuffle=False, verbose=0)))
t("weights", lambda: hist(two(loss="mse").fit(data, [y[:, :1], y[:, 1:]], sample_weight=[np.arange(8.0), None], epochs=2, batch_size=4, shuffle=False, verbose=0)))
m = two(loss="mse", metrics=["mae"])
t("evaluate", lambda: m.evaluate(data, ys, verbose=0))
t("names", lambda: m.metrics_names)
t("dict", lambda: m.evaluate(data, ys, verbose=0, return_dict=True, batch_size=3))
t("steps", lambda: m.evaluate(data, ys, verbose=0, steps=2, batch_size=2))
t("predict", lambda: m.predict(data, verbose=0, batch_size=3, steps=2)[0].shape)
t("train", lambda: m.train_on_batch(data, ys))
t("train", lambda: m.train_on_batch([x, x], [y[:, :1], y[:, 1:]], sample_weight=[np.ones(8), np.zeros(8)], return_dict=True))
t("test", lambda: m.test_on_batch(data, ys, reset_metrics=False, return_dict=True))
t("class multi", lambda: m.fit(data, ys, class_weight={0: 1.0}, verbose=0))
t("split gen", lambda: net().fit(gen(), validation_split=0.2, steps_per_epoch=1, verbose=0))
t("batch ds", lambda: net().fit(tf.data.Dataset.from_tensor_slices((x, y)).batch(2), batch_size=2, verbose=0).epoch)
t("y gen", lambda: net().fit(gen(), y, steps_per_epoch=1, verbose=0))
t("verbose", lambda: net().fit(x, y, epochs=0, verbose=0).history)
t("weights", lambda: net().fit(x, y, sample_weight=np.ones(7), verbose=0))
t("split", lambda: net().fit(x[:1], y[:1], validation_split=0.1, verbose=0))
t("empty", lambda: net().fit(x[:0], y[:0], verbose=0))
t("none", lambda: net().fit(None, verbose=0))
t("not compiled", lambda: keras.Sequential([layers.Dense(1)]).evaluate(x, y))
t("freq", lambda: net().fit(x, y, validation_data=(x, y), validation_freq="a", verbose=0))
