import contextlib
import glob
import io
import os

import numpy as np
import tensorflow as tf
from tensorflow import keras


def build():
    model = keras.Sequential([keras.layers.Dense(1, kernel_initializer="ones", name="d")])
    model.compile(keras.optimizers.SGD(0.05), "mse", metrics=["mae"])
    return model


x = np.linspace(-1.0, 1.0, 16).reshape(8, 2).astype("float32")
y = x[:, :1] * 2.0 - x[:, 1:]
ds = tf.data.Dataset.from_tensor_slices((x, y)).batch(4)
trained = build()
trained.fit(ds, epochs=3, verbose=0, callbacks=[keras.callbacks.ModelCheckpoint("run/ckpt-{epoch}", save_weights_only=True)])


class Tell(keras.callbacks.Callback):
    def on_test_begin(self, logs=None):
        self.batches = 0

    def on_test_batch_end(self, batch, logs=None):
        self.batches += 1

    def on_test_end(self, logs=None):
        told.append((self.batches, {k: round(float(v), 4) for k, v in logs.items()}))


told = []
model = build()
evaluator = keras.utils.SidecarEvaluator(model, ds, "run", max_evaluations=3, callbacks=[
    Tell(),
    keras.callbacks.SidecarEvaluatorModelExport("best/model-{epoch:02d}.keras", "run/ckpt-{epoch}", monitor="mae", mode="min"),
])
print(evaluator.steps, evaluator.max_evaluations, evaluator.checkpoint_dir, len(evaluator.callbacks))
with contextlib.redirect_stdout(io.StringIO()) as out:
    print(evaluator.start())
print(told)
print(np.allclose(model.get_weights()[0], trained.get_weights()[0]), model.optimizer.iterations.numpy())
print(sorted(os.listdir("best")))
best = keras.models.load_model("best/model-03.keras")
print(np.allclose(best.predict(x, verbose=0), trained.predict(x, verbose=0)))

# Checkpoints of a loop of one's own hold model and optimizer.
other = build()
other.build((None, 2))
manager = tf.train.CheckpointManager(tf.train.Checkpoint(model=other, optimizer=other.optimizer), "loop", max_to_keep=2)
other.fit(ds, epochs=1, verbose=0)
manager.save()
told = []
model = build()
with contextlib.redirect_stdout(io.StringIO()) as out:
    keras.utils.SidecarEvaluator(model, ds, "loop", steps=1, max_evaluations=1, callbacks=[Tell()]).start()
print(told, model.optimizer.iterations.numpy())
print(np.allclose(model.get_weights()[0], other.get_weights()[0]))

export = keras.callbacks.SidecarEvaluatorModelExport("a", "b", save_weights_only=True)
print(export.monitor, export.save_best_only, export.save_weights_only, isinstance(export, keras.callbacks.ModelCheckpoint), export.best)
try:
    keras.callbacks.SidecarEvaluatorModelExport("a", "b", save_freq="eval")
except ValueError as e:
    print(e)
