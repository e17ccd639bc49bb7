import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

def t(label, f):
    try:
        r = f()
        print(label, "->", type(r).__name__)
    except Exception as e:
        print(label, "->", type(e).__name__, str(e).split("\n")[0])

import os, tempfile
os.chdir(tempfile.mkdtemp())
x, y = np.ones((4, 3), "float32"), np.ones((4, 1), "float32")
def fit(cb, **k):
    m = keras.Sequential([layers.Dense(1, input_shape=(3,))])
    m.compile("sgd", "mse")
    return m.fit(x, y, verbose=0, callbacks=cb, **k)
cb = keras.callbacks
t("monitor", lambda: fit(cb.EarlyStopping("foo")))
t("mode", lambda: cb.EarlyStopping(mode="foo"))
t("patience", lambda: fit(cb.EarlyStopping("loss", patience="a"), epochs=3))
t("delta", lambda: cb.EarlyStopping(min_delta="a"))
t("kw", lambda: cb.EarlyStopping(foo=1))
t("ckpt", lambda: cb.ModelCheckpoint())
t("ckpt freq", lambda: cb.ModelCheckpoint("a.h5", save_freq="foo"))
t("ckpt freq2", lambda: cb.ModelCheckpoint("a.h5", save_freq=0.5))
t("ckpt period", lambda: cb.ModelCheckpoint("a.h5", period=2))
t("ckpt mode", lambda: cb.ModelCheckpoint("a.h5", mode="foo"))
t("ckpt fmt", lambda: fit(cb.ModelCheckpoint("a_{foo}.h5")))
t("ckpt best", lambda: fit(cb.ModelCheckpoint("a.h5", save_best_only=True)))
t("ckpt dir", lambda: fit(cb.ModelCheckpoint("nodir/x/a.h5")))
t("lrs", lambda: fit(cb.LearningRateScheduler(lambda e: "a")))
t("lrs none", lambda: fit(cb.LearningRateScheduler(lambda e: None)))
t("lrs args", lambda: fit(cb.LearningRateScheduler(lambda: 0.1)))
t("lrs int", lambda: fit(cb.LearningRateScheduler(lambda e: 1)))
t("lrs call", lambda: fit(cb.LearningRateScheduler(0.1)))
t("plateau", lambda: cb.ReduceLROnPlateau(factor=1.5))
t("plateau mon", lambda: fit(cb.ReduceLROnPlateau("foo")))
t("csv", lambda: fit(cb.CSVLogger("nodir/a.csv")))
t("lambda", lambda: fit(cb.LambdaCallback(on_epoch_end=lambda e: 1)))
t("lambda none", lambda: fit(cb.LambdaCallback(on_epoch_end=3)))
t("nan", lambda: fit(cb.TerminateOnNaN()))
t("history", lambda: print(cb.History().history))
t("history2", lambda: fit(cb.History()))
class A(cb.Callback):
    def on_epoch_end(self, epoch):
        pass
t("args", lambda: fit(A()))
class B(cb.Callback):
    def on_epoch_end(self, epoch, logs):
        logs["foo"]
t("key", lambda: fit(B()))
class C(cb.Callback):
    def on_train_begin(self, logs=None):
        self.model.foo
t("attr", lambda: fit(C()))
class D(cb.Callback):
    def __init__(self):
        self.n = 1
    def on_batch_end(self, batch, logs=None):
        self.n += "a"
t("type", lambda: fit(D()))
class E(cb.Callback):
    def on_epoch_begin(self, epoch, logs=None):
        raise StopIteration
t("stop", lambda: fit(E()))
class F(cb.Callback):
    def on_epoch_begin(self, epoch, logs=None):
        raise KeyboardInterrupt("x")
def kb():
    try:
        fit(F())
    except KeyboardInterrupt as e:
        print("KeyboardInterrupt", e)
t("interrupt", kb)
t("class", lambda: fit(A))
t("list", lambda: fit([[cb.EarlyStopping("loss")]]))
t("dict", lambda: fit({"a": cb.EarlyStopping("loss")}))
t("int", lambda: fit(3))
t("set_model", lambda: cb.Callback().set_model(3))
t("set_params", lambda: cb.Callback().set_params(3))
t("list run", lambda: cb.CallbackList([cb.EarlyStopping()]).on_epoch_end(0))
t("es alone2", lambda: (lambda e: (e.on_train_begin(), e.on_epoch_end(0, {"loss": 1.0})))(cb.EarlyStopping("loss")))
t("lrs alone", lambda: cb.LearningRateScheduler(lambda e: 0.1).on_epoch_begin(0))
t("backup", lambda: cb.BackupAndRestore())
t("backup freq", lambda: cb.BackupAndRestore("bk", save_freq="foo"))
t("swa", lambda: cb.SWA())
