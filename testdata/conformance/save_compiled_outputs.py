# Models with several outputs come back compiled: names of metrics, losses by output, optimizers of all classes
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers
i = keras.Input((3,))
m = keras.Model(i, [layers.Dense(2, name="p")(i), layers.Dense(1, name="q")(i)])
Y = {"p": np.ones((4, 2)), "q": np.zeros((4, 1))}
x = np.ones((4, 3))
def go(tag, fit, **k):
    m.compile("sgd", **k)
    if fit:
        m.fit(x, Y, verbose=0)
    for f in ("a.keras", "a.h5"):
        m.save(f)
        n = keras.models.load_model(f)
        print(tag, fit, f, n.metrics_names, [q.name for q in n.metrics])
        h = n.fit(x, Y, verbose=0)
        print(list(h.history), n.metrics_names)
H = keras.losses.Huber
for fit in (True, False):
    go("dict", fit, loss={"p": "mse", "q": H(2.)}, metrics={"p": ["mae"]})
    go("list", fit, loss=["mse", H(2.)], metrics=[["mae"], ["mse", keras.metrics.MeanAbsoluteError(name="zz")]])
    go("one", fit, loss="mse", metrics=["mae", keras.metrics.RootMeanSquaredError()])
    go("function", fit, loss=keras.losses.mae, metrics={"p": keras.metrics.MeanSquaredError(), "q": ["acc"]}, weighted_metrics=["mse"], loss_weights={"p": 1., "q": 2.})
    go("weights", fit, loss=H(), loss_weights=[.5, 1.])
for O in [keras.optimizers.AdamW, keras.optimizers.Lion, keras.optimizers.Adafactor, keras.optimizers.Adam]:
    s = keras.Sequential([layers.Dense(1, input_shape=(2,))])
    s.compile(O(0.01), "mse")
    s.fit(np.ones((4, 2)), np.ones((4, 1)), verbose=0)
    for p in ("b.h5", "b.keras"):
        s.save(p)
        n = keras.models.load_model(p)
        print(type(n.optimizer).__name__, n.optimizer.get_config()["learning_rate"], int(n.optimizer.iterations), type(n.loss).__name__)
for name in ["AdamW", "Lion", "Adafactor", "adamw"]:
    try:
        print(keras.optimizers.get({"class_name": name, "config": {}}))
    except ValueError as e:
        print(str(e)[:40])
# saving to HDF5 makes the metrics, with targets of the outputs' shapes
c = keras.Sequential([layers.Dense(3, activation="softmax", input_shape=(3,), kernel_initializer="ones")])
c.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
c.save("c.h5")
print(c.metrics_names, [type(k).__name__ for k in c.metrics])
n = keras.models.load_model("c.h5")
print(n.metrics_names)
