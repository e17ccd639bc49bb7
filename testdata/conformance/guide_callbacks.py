# Own callbacks: the hooks, the logs, reaching the model, stopping early, schedules.
import os
import numpy as np
import tensorflow as tf
from tensorflow import keras

keras.utils.set_random_seed(5)


def get_model():
    model = keras.Sequential()
    model.add(keras.layers.Dense(1, input_dim=20, kernel_initializer=keras.initializers.GlorotUniform(seed=3)))
    model.compile(optimizer=keras.optimizers.RMSprop(learning_rate=0.1), loss="mean_squared_error", metrics=["mean_absolute_error"])
    return model


rng = np.random.RandomState(0)
x_train, y_train = rng.rand(64, 20).astype("float32"), rng.rand(64).astype("float32")
x_test, y_test = rng.rand(32, 20).astype("float32"), rng.rand(32).astype("float32")


class CustomCallback(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        print(f"Starting training; got log keys: {list(logs.keys())}")

    def on_train_end(self, logs=None):
        print("Stop training; got log keys: {}".format(list(logs.keys())))

    def on_epoch_begin(self, epoch, logs=None):
        print("Start epoch {} of training; got log keys: {}".format(epoch, list(logs.keys())))

    def on_epoch_end(self, epoch, logs=None):
        print("End epoch {} of training; got log keys: {}".format(epoch, list(logs.keys())))

    def on_test_begin(self, logs=None):
        print("Start testing; got log keys: {}".format(list(logs.keys())))

    def on_test_end(self, logs=None):
        print("Stop testing; got log keys: {}".format(list(logs.keys())))

    def on_predict_begin(self, logs=None):
        print("Start predicting; got log keys: {}".format(list(logs.keys())))

    def on_predict_end(self, logs=None):
        print("Stop predicting; got log keys: {}".format(list(logs.keys())))

    def on_train_batch_begin(self, batch, logs=None):
        print("...Training: start of batch {}; got log keys: {}".format(batch, list(logs.keys())))

    def on_train_batch_end(self, batch, logs=None):
        print("...Training: end of batch {}; got log keys: {}".format(batch, list(logs.keys())))

    def on_test_batch_begin(self, batch, logs=None):
        print("...Evaluating: start of batch {}; got log keys: {}".format(batch, list(logs.keys())))

    def on_test_batch_end(self, batch, logs=None):
        print("...Evaluating: end of batch {}; got log keys: {}".format(batch, list(logs.keys())))

    def on_predict_batch_begin(self, batch, logs=None):
        print("...Predicting: start of batch {}; got log keys: {}".format(batch, list(logs.keys())))

    def on_predict_batch_end(self, batch, logs=None):
        print("...Predicting: end of batch {}; got log keys: {}".format(batch, list(logs.keys())), {k: v.shape for k, v in logs.items()})


model = get_model()
model.fit(x_train, y_train, batch_size=32, epochs=1, verbose=0, validation_split=0.5, callbacks=[CustomCallback()])
res = model.evaluate(x_test, y_test, batch_size=16, verbose=0, callbacks=[CustomCallback()])
res = model.predict(x_test, batch_size=16, verbose=0, callbacks=[CustomCallback()])


class LossAndErrorPrintingCallback(keras.callbacks.Callback):
    def on_train_batch_end(self, batch, logs=None):
        print("Up to batch {}, the average loss is {:7.4f}.".format(batch, logs["loss"]))

    def on_test_batch_end(self, batch, logs=None):
        print("Up to batch {}, the average loss is {:7.4f}.".format(batch, logs["loss"]))

    def on_epoch_end(self, epoch, logs=None):
        print("The average loss for epoch {} is {:7.4f} and mean absolute error is {:7.4f}.".format(epoch, logs["loss"], logs["mean_absolute_error"]))


model = get_model()
model.fit(x_train, y_train, batch_size=16, epochs=2, verbose=0, shuffle=False, callbacks=[LossAndErrorPrintingCallback()])
model.evaluate(x_test, y_test, batch_size=16, verbose=0, callbacks=[LossAndErrorPrintingCallback()])


class EarlyStoppingAtMinLoss(keras.callbacks.Callback):
    """Stop when the loss is at its min, i.e. when it stops decreasing."""

    def __init__(self, patience=0):
        super().__init__()
        self.patience = patience
        self.best_weights = None

    def on_train_begin(self, logs=None):
        self.wait = 0
        self.stopped_epoch = 0
        self.best = np.inf

    def on_epoch_end(self, epoch, logs=None):
        current = logs.get("loss")
        if np.less(current, self.best):
            self.best = current
            self.wait = 0
            self.best_weights = self.model.get_weights()
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.stopped_epoch = epoch
                self.model.stop_training = True
                print("Restoring model weights from the end of the best epoch.")
                self.model.set_weights(self.best_weights)

    def on_train_end(self, logs=None):
        if self.stopped_epoch > 0:
            print(f"Epoch {self.stopped_epoch + 1}: early stopping")


model = get_model()
history = model.fit(x_train, y_train, batch_size=64, epochs=30, verbose=0, shuffle=False, callbacks=[LossAndErrorPrintingCallback(), EarlyStoppingAtMinLoss()])
print(len(history.epoch), history.params, sorted(history.history))


class CustomLearningRateScheduler(keras.callbacks.Callback):
    def __init__(self, schedule):
        super().__init__()
        self.schedule = schedule

    def on_epoch_begin(self, epoch, logs=None):
        if not hasattr(self.model.optimizer, "lr"):
            raise ValueError('Optimizer must have a "lr" attribute.')
        lr = float(tf.keras.backend.get_value(self.model.optimizer.learning_rate))
        scheduled_lr = self.schedule(epoch, lr)
        tf.keras.backend.set_value(self.model.optimizer.lr, scheduled_lr)
        print("\nEpoch %05d: Learning rate is %6.4f." % (epoch, scheduled_lr))


LR_SCHEDULE = [(3, 0.05), (6, 0.01), (9, 0.005), (12, 0.001)]


def lr_schedule(epoch, lr):
    if epoch < LR_SCHEDULE[0][0] or epoch > LR_SCHEDULE[-1][0]:
        return lr
    for i in range(len(LR_SCHEDULE)):
        if epoch == LR_SCHEDULE[i][0]:
            return LR_SCHEDULE[i][1]
    return lr


model = get_model()
model.fit(x_train, y_train, batch_size=64, epochs=10, verbose=0, shuffle=False, callbacks=[LossAndErrorPrintingCallback(), CustomLearningRateScheduler(lr_schedule)])

# The callbacks that come with Keras.
model = get_model()
calls = [
    keras.callbacks.EarlyStopping(monitor="val_loss", patience=2, restore_best_weights=True, verbose=1, min_delta=1e-3),
    keras.callbacks.ModelCheckpoint("ckpt/m_{epoch:02d}.weights.h5", save_weights_only=True, save_best_only=True, monitor="val_mean_absolute_error", mode="min", verbose=1),
    keras.callbacks.ReduceLROnPlateau(factor=0.5, patience=1, verbose=1, min_lr=0.01, cooldown=1),
    keras.callbacks.CSVLogger("log.csv", separator=";"),
    keras.callbacks.TerminateOnNaN(),
    keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: print(epoch, sorted(logs)), on_train_end=lambda logs: print("done")),
]
history = model.fit(x_train, y_train, batch_size=64, epochs=8, verbose=0, shuffle=False, validation_data=(x_test, y_test), callbacks=calls)
print(calls[0].stopped_epoch, calls[0].best_epoch, sorted(os.listdir("ckpt")))
print(open("log.csv").readline().strip(), len(open("log.csv").readlines()))
print({k: [round(float(v), 4) for v in vs] for k, vs in history.history.items()})
model.fit(x_train, y_train, epochs=1, verbose=2, batch_size=64, callbacks=[keras.callbacks.LearningRateScheduler(lambda e, lr: lr * 0.5, verbose=1)]) if False else None
cl = keras.callbacks.CallbackList([CustomCallback()], add_history=True, model=model)
cl.on_train_begin()
cl.on_epoch_begin(0, {})
cl.on_epoch_end(0, {"loss": 1.0})
print(model.history.history, [type(c).__name__ for c in cl])
cl.append(keras.callbacks.TerminateOnNaN())
cl.set_params({"epochs": 3})
print(len(cl.callbacks), cl.callbacks[0].params)
for bad in [lambda: keras.callbacks.ReduceLROnPlateau(factor=1.5), lambda: keras.callbacks.ModelCheckpoint("x", save_freq="no"), lambda: keras.callbacks.LearningRateScheduler(lambda e: "x")]:
    try:
        cb = bad()
        cb.set_model(model)
        cb.on_epoch_begin(0)
        print("ok")
    except Exception as e:
        print(type(e).__name__, e)
