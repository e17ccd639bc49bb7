# Learning rate schedules through callbacks and their record
import math
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

x = np.linspace(-1, 1, 16).reshape(-1, 1).astype("float32")
y = np.sin(3 * x)
def make(lr=0.1):
    m = keras.Sequential([keras.Input((1,)), layers.Dense(4, activation="tanh", kernel_initializer=keras.initializers.Constant([[0.5, -1.0, 1.5, 2.0]])), layers.Dense(1, kernel_initializer="ones")])
    m.compile(keras.optimizers.SGD(lr), "mse")
    return m

def scheduler(epoch, lr):
    return lr if epoch < 2 else lr * tf.math.exp(-0.1)

def step_decay(epoch):
    return 0.1 * math.pow(0.5, math.floor((1 + epoch) / 2))

for fn in (lambda e, lr: lr * 0.5, step_decay):
    m = make()
    h = m.fit(x, y, epochs=5, batch_size=8, shuffle=False, callbacks=[keras.callbacks.LearningRateScheduler(fn)], verbose=0)
    print(np.round(h.history["lr"], 5).tolist(), np.round(h.history["loss"], 4).tolist())
m = make()
h = m.fit(x, y, epochs=3, shuffle=False, callbacks=[keras.callbacks.LearningRateScheduler(lambda e, lr: float(scheduler(e, lr)), verbose=1)], verbose=0)
print(round(float(m.optimizer.learning_rate), 5))
m = make(0.5)
rp = keras.callbacks.ReduceLROnPlateau(monitor="loss", factor=0.2, patience=1, min_lr=0.001, min_delta=0.05, verbose=1)
h = m.fit(x, y, epochs=8, batch_size=16, shuffle=False, callbacks=[rp], verbose=0)
print(np.round(h.history["lr"], 5).tolist(), sorted(h.history))
es = keras.callbacks.EarlyStopping(monitor="loss", min_delta=0.02, patience=2, restore_best_weights=True, verbose=1)
m = make(0.3)
h = m.fit(x, y, epochs=30, batch_size=16, shuffle=False, callbacks=[es, keras.callbacks.TerminateOnNaN()], verbose=0)
print(len(h.history["loss"]), es.stopped_epoch, es.best_epoch, round(float(es.best), 4))
m = make(1e6)
h = m.fit(x, y, epochs=20, batch_size=16, callbacks=[keras.callbacks.TerminateOnNaN()], verbose=0)
print(len(h.history["loss"]) < 20)
keras.backend.set_value(m.optimizer.learning_rate, 0.25)
print(m.optimizer.learning_rate.numpy(), keras.backend.get_value(m.optimizer.lr))
m.optimizer.learning_rate = 0.125
print(float(m.optimizer.learning_rate), m.optimizer.get_config()["learning_rate"])
