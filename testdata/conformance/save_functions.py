import numpy as np, tensorflow as tf, os
from tensorflow import keras
from tensorflow.keras import layers
x = np.arange(8).reshape(2,4).astype("float32")/8
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, "|", str(e)[:300])
lam = keras.Sequential([keras.Input((4,)), layers.Lambda(lambda t: t * 3, name="lam")])
lam.save("tmp_lam.keras"); lam.save("tmp_lam.h5")
k3 = 3.0
def made(n):
    return lambda t, s=2: t * n * s + k3
closed = keras.Sequential([keras.Input((4,)), layers.Lambda(made(5), name="lam", arguments={"s": 4})])
closed.save("tmp_lam3.h5")
print(keras.models.load_model("tmp_lam3.h5")(x[:1]).numpy(), keras.models.clone_model(closed)(x[:1]).numpy(), closed.layers[0].get_config()["function"][1:])
def fn(t): return t + 1
lam2 = keras.Sequential([keras.Input((4,)), layers.Lambda(fn, name="lam")])
lam2.save("tmp_lam2.keras"); lam2.save("tmp_lam2.h5")
for f in ("tmp_lam.keras", "tmp_lam.h5", "tmp_lam2.keras", "tmp_lam2.h5"):
    for kw in ({}, {"safe_mode": False}, {"custom_objects": {"fn": fn}}):
        t(lambda: (f, kw.keys(), keras.models.load_model(f, **kw)(x[:1]).numpy()))
def my_metric(t, p): return tf.reduce_max(p)
def my_loss(t, p): return tf.reduce_mean(tf.abs(t-p))
k = keras.Sequential([keras.Input((4,)), layers.Dense(1, kernel_initializer="ones")])
k.compile("sgd", loss=my_loss, metrics=[my_metric])
k.fit(x, np.ones((2, 1)), verbose=0)
for p in ("tmp_k.h5", "tmp_k.keras"):
    k.save(p)
    n = keras.models.load_model(p, custom_objects={"my_metric": my_metric, "my_loss": my_loss})
    t(lambda: n.evaluate(x, np.ones((2, 1)), verbose=0)); t(lambda: n.metrics_names); t(lambda: getattr(n.loss, "__name__", n.loss))
    n = keras.models.load_model(p, compile=False); t(lambda: n.optimizer)
    with keras.utils.custom_object_scope({"my_metric": my_metric, "my_loss": my_loss}):
        n = keras.models.load_model(p)
        t(lambda: n.evaluate(x, np.ones((2, 1)), verbose=0))
k.compile("sgd", loss={"dense": my_loss}, metrics={"dense": [my_metric, "mae"]})
k.fit(x, np.ones((2, 1)), verbose=0)
for p in ("tmp_k.h5","tmp_k.keras"):
    k.save(p)
    n = keras.models.load_model(p, custom_objects={"my_metric": my_metric, "my_loss": my_loss})
    t(lambda: n.evaluate(x, np.ones((2, 1)), verbose=0)); t(lambda: n.metrics_names)
