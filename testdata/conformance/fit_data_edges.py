# Data that runs out, has no batches or the wrong kind of weights: what fit, evaluate and the steps on single batches say.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

x = np.sin(np.arange(40)).reshape(10, 4).astype("float32")
y = x[:, :1] * 2
c = (x.sum(1, keepdims=True) > 0).astype("float32")


def make(**k):
    m = keras.Sequential([keras.Input((4,)), layers.Dense(1, kernel_initializer=keras.initializers.Constant(0.1))])
    m.compile(keras.optimizers.SGD(0.1), "mse", **k)
    return m


def batches(n=5):
    return ((x[i:i + 2], y[i:i + 2]) for i in range(0, 2 * n, 2))


def show(name, f):
    try:
        v = f()
        if isinstance(v, keras.callbacks.History):
            v = {k: np.round(q, 5).tolist() for k, q in v.history.items()}
        print(name, v)
    except Exception as e:
        s = str(e)
        print(name, type(e).__name__, s[:90] if "user code" not in s and "Equal" not in s else "")


quiet = dict(verbose=0, shuffle=False)
show("second epoch of a generator", lambda: make().fit(batches(), epochs=2, **quiet))
show("fewer steps", lambda: make().fit(batches(), steps_per_epoch=2, epochs=2, **quiet))
show("empty generator", lambda: make().fit(batches(0), **quiet))
show("no steps", lambda: make().fit(x, y, steps_per_epoch=0, **quiet))
show("no steps to evaluate", lambda: make().evaluate(x, y, steps=0, verbose=0))
show("weights in a list", lambda: make().fit(x, y, sample_weight=[1.0] * 10, **quiet))
show("all in lists", lambda: make().fit(x.tolist(), y.tolist(), sample_weight=[1.0] * 10, **quiet))
show("split of lists", lambda: make().fit(x.tolist(), y.tolist(), validation_split=0.5, **quiet) and "")
show("split above one", lambda: make().fit(x, y, validation_split=1.5, **quiet))
show("both weights", lambda: make().fit(x, c, class_weight={0: 1.0, 1: 3.0}, sample_weight=np.ones(10), **quiet))
show("both weights, whole batches", lambda: make().fit(x, c, batch_size=5, class_weight={0: 1.0, 1: 3.0}, sample_weight=np.ones(10), **quiet))
show("class weights on a batch", lambda: round(float(make().train_on_batch(x, c, class_weight={0: 1.0, 1: 2.0}, sample_weight=np.ones(10))), 5))
for f in ["train_on_batch", "test_on_batch", "predict_on_batch"]:
    show(f + " of lists", lambda: getattr(make(), f)(x.tolist()))
show("numbers", lambda: make().fit(5, 3, **quiet))
show("a number to predict", lambda: make().predict(3.0, verbose=0))
for k in [dict(optimizer=None), dict(optimizer=3), dict(steps_per_execution="a"), dict(loss=keras.losses.Huber), dict(target_tensors=1), dict(metrics=[["mae"], ["mse"]])]:
    def f():
        m = make()
        m.compile(**{**dict(optimizer="sgd", loss="mse"), **k})
        return sorted(m.fit(x, y, **quiet).history)
    show(list(k), f)


class Peek(keras.Model):
    def train_step(self, data):
        print(type(data).__name__)
        return super().train_step(data)

    def predict_step(self, data):
        print(type(data).__name__)
        return super().predict_step(data)


i = keras.Input((4,))
m = Peek(i, layers.Dense(1)(i))
m.add_loss(tf.reduce_mean(m.output))
m.compile("sgd", run_eagerly=True)
m.fit(x, batch_size=10, verbose=0)
m.train_on_batch(x)
m.predict(x, verbose=0)
m.predict_on_batch(x)
m.fit(tf.data.Dataset.from_tensors((x,)), verbose=0)
m.fit((v for v in [(x,)]), verbose=0)
