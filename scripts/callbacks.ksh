#!/usr/bin/env kerash
# Lesson 8: callbacks watch over the training
#
# fit calls its callbacks at the beginning and end of everything it does. They
# may look, write things down, change the learning rate, or stop it all.

keras.utils.set_random_seed(3)
x = np.random.uniform(-1, 1, (200, 2)).astype("float32")
y = (x[:, 0] * x[:, 1] > 0).astype("float32")  # same sign or not


def make_model():
    model = keras.Sequential([keras.Input(shape=(2,)), layers.Dense(16, activation="relu"), layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.03), "binary_crossentropy", metrics=["accuracy"])
    return model


# The smallest callback: a function for one of the moments.
model = make_model()
model.fit(x, y, epochs=2, verbose=0, callbacks=[
    keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: print("after epoch", epoch, "accuracy", round(logs["accuracy"], 3))),
]);


# A class may use all moments, and keep what it saw. self.model is the model.
class Curve(keras.callbacks.Callback):
    """Draws the loss as it falls."""

    def on_train_begin(self, logs=None):
        self.losses = []

    def on_epoch_end(self, epoch, logs=None):
        self.losses.append(logs["loss"])
        print(f"{epoch + 1:3d} {'#' * int(60 * logs['loss'])} {logs['loss']:.3f}")

    def on_train_end(self, logs=None):
        kernel = self.model.layers[0].kernel
        print("done; the first kernel is now", kernel.shape, "with numbers up to", f"{float(tf.reduce_max(kernel)):.2f}")


curve = Curve()
model = make_model()
history = model.fit(x, y, epochs=12, verbose=0, callbacks=[curve])
len(curve.losses) == len(history.history["loss"])

# Stop when the validation loss has not become better for three epochs, and go
# back to the best weights. The best so far is also kept in a file.
model = make_model()
history = model.fit(x[:60], y[:60], epochs=300, verbose=0, validation_data=(x[60:], y[60:]), callbacks=[
    early := keras.callbacks.EarlyStopping(monitor="val_loss", patience=3, restore_best_weights=True),
    keras.callbacks.ModelCheckpoint("best.keras", monitor="val_loss", save_best_only=True),
])
print("stopped after", len(history.epoch), "of 300 epochs; the best was epoch", early.best_epoch + 1)
best = keras.models.load_model("best.keras")
np.allclose(best.predict(x, verbose=0), model.predict(x, verbose=0))

# The learning rate by a plan of one's own: it warms up, then cools down.
def plan(epoch, lr):
    return 0.01 * (epoch + 1) if epoch < 3 else lr * 0.7


model = make_model()
history = model.fit(x, y, epochs=8, verbose=0, callbacks=[keras.callbacks.LearningRateScheduler(plan)])
for lr in history.history["lr"]:
    print(f"{lr:.4f}", "=" * int(1000 * lr))

# ... or by what happens: smaller steps when the loss stands still.
model = make_model()
history = model.fit(x, y, epochs=15, verbose=0, callbacks=[keras.callbacks.ReduceLROnPlateau(monitor="loss", factor=0.5, patience=1, min_delta=0.02)])
print("learning rate from", round(float(history.history["lr"][0]), 4), "down to", round(float(history.history["lr"][-1]), 6))

# A log to read with other programs.
model.fit(x, y, epochs=2, verbose=0, callbacks=[keras.callbacks.CSVLogger("log.csv")]);
lines = open("log.csv").read().split()
lines[0], len(lines)

# A callback may stop the training by itself.
class GoodEnough(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if logs["accuracy"] > 0.9:
            print(f"epoch {epoch + 1}: above 90 %, that will do")
            self.model.stop_training = True


make_model().fit(x, y, epochs=100, verbose=0, callbacks=[GoodEnough()]);

import os
os.remove("best.keras")
os.remove("log.csv")
