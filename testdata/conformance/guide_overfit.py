# Overfitting and underfitting: sizes, L2, dropout, a decaying learning rate, early stopping.
import os
import numpy as np
import tensorflow as tf
from tensorflow.keras import layers, regularizers

tf.keras.utils.set_random_seed(5)
FEATURES = 8
N_VALIDATION, N_TRAIN, BUFFER_SIZE, BATCH_SIZE = 40, 80, 200, 20
STEPS_PER_EPOCH = N_TRAIN // BATCH_SIZE
rng = np.random.RandomState(2)
rows = []
for i in range(N_VALIDATION + N_TRAIN):
    f = rng.normal(size=FEATURES)
    rows.append(",".join(["%.3f" % float(f[0] + f[1] > 0)] + ["%.4f" % v for v in f]))
with open("higgs.csv", "w") as fh:
    fh.write("\n".join(rows) + "\n")
ds = tf.data.experimental.CsvDataset("higgs.csv", [float()] * (FEATURES + 1))
print(ds)


def pack_row(*row):
    label = row[0]
    features = tf.stack(row[1:], 1)
    return features, label


packed_ds = ds.batch(100).map(pack_row).unbatch()
print(packed_ds)
for features, label in packed_ds.batch(1000).take(1):
    print(features[0], features.shape, label[:5])
validate_ds = packed_ds.take(N_VALIDATION).cache()
train_ds = packed_ds.skip(N_VALIDATION).take(N_TRAIN).cache()
print(train_ds)
validate_ds = validate_ds.batch(BATCH_SIZE)
train_ds = train_ds.repeat().batch(BATCH_SIZE)
lr_schedule = tf.keras.optimizers.schedules.InverseTimeDecay(0.001, decay_steps=STEPS_PER_EPOCH * 10, decay_rate=1, staircase=False)
print(lr_schedule.get_config())
step = np.linspace(0, 100, 5)
print(lr_schedule(step))


def get_optimizer():
    return tf.keras.optimizers.Adam(lr_schedule)


class EpochDots(tf.keras.callbacks.Callback):
    def __init__(self, report_every=100, dot_every=1):
        super().__init__()
        self.report_every = report_every
        self.dot_every = dot_every

    def on_epoch_end(self, epoch, logs):
        if epoch % self.report_every == 0:
            print()
            print("Epoch: {:d}, ".format(epoch), end="")
            for name, value in sorted(logs.items()):
                print("{}:{:0.4f}".format(name, value), end=",  ")
            print()
        if epoch % self.dot_every == 0:
            print(".", end="", flush=True)


def get_callbacks(name):
    return [
        EpochDots(3),
        tf.keras.callbacks.EarlyStopping(monitor="val_binary_crossentropy", patience=200),
        tf.keras.callbacks.TensorBoard(os.path.join("logs", name)),
    ]


def compile_and_fit(model, name, optimizer=None, max_epochs=4):
    if optimizer is None:
        optimizer = get_optimizer()
    model.compile(
        optimizer=optimizer,
        loss=tf.keras.losses.BinaryCrossentropy(from_logits=True),
        metrics=[tf.keras.metrics.BinaryCrossentropy(from_logits=True, name="binary_crossentropy"), "accuracy"],
    )
    model.summary()
    history = model.fit(
        train_ds,
        steps_per_epoch=STEPS_PER_EPOCH,
        epochs=max_epochs,
        validation_data=validate_ds,
        callbacks=get_callbacks(name),
        verbose=0,
    )
    print()
    return history


size_histories = {}
tiny_model = tf.keras.Sequential([layers.Dense(4, activation="elu", input_shape=(FEATURES,)), layers.Dense(1)])
size_histories["Tiny"] = compile_and_fit(tiny_model, "sizes/Tiny")
print(sorted(os.listdir("logs/sizes/Tiny")))
l2_model = tf.keras.Sequential(
    [
        layers.Dense(8, activation="elu", kernel_regularizer=regularizers.l2(0.001), input_shape=(FEATURES,)),
        layers.Dense(8, activation="elu", kernel_regularizer=regularizers.l2(0.001)),
        layers.Dense(1),
    ]
)
size_histories["l2"] = compile_and_fit(l2_model, "regularizers/l2")
result = l2_model(features[:5])
regularization_loss = tf.add_n(l2_model.losses)
print(result.shape, regularization_loss, len(l2_model.losses))
print(l2_model.layers[0].get_config()["kernel_regularizer"])
dropout_model = tf.keras.Sequential(
    [
        layers.Dense(8, activation="elu", input_shape=(FEATURES,)),
        layers.Dropout(0.5),
        layers.Dense(8, activation="elu"),
        layers.Dropout(0.5),
        layers.Dense(1),
    ]
)
size_histories["dropout"] = compile_and_fit(dropout_model, "regularizers/dropout", max_epochs=1)
print(len(size_histories["dropout"].history["loss"]), list(size_histories["dropout"].history))
combined_model = tf.keras.Sequential(
    [
        layers.Dense(8, kernel_regularizer=regularizers.L1L2(l1=1e-5, l2=1e-4), bias_regularizer=regularizers.L1(1e-3), activity_regularizer=regularizers.L2(1e-4), activation="elu", input_shape=(FEATURES,)),
        layers.Dropout(0.0),
        layers.Dense(1, kernel_regularizer=regularizers.OrthogonalRegularizer(factor=0.01)),
    ]
)
size_histories["combined"] = compile_and_fit(combined_model, "regularizers/combined", optimizer="sgd", max_epochs=2)
combined_model(features[:5])
print([type(l).__name__ for l in combined_model.losses], combined_model.losses)
opt = get_optimizer()
print(opt.learning_rate, opt.get_config()["learning_rate"])
for f in [
    lambda: setattr(opt, "learning_rate", 0.5),
    lambda: layers.Dropout(1.5),
    lambda: layers.Dropout(-0.1),
    lambda: regularizers.l2("x"),
    lambda: regularizers.L1(l1=float("nan")),
    lambda: regularizers.get(3),
    lambda: tf.keras.optimizers.schedules.InverseTimeDecay(0.1, 10),
    lambda: tf.keras.callbacks.EarlyStopping(mode="best").mode if False else tf.keras.callbacks.EarlyStopping(mode="best").monitor_op.__name__,
    lambda: tiny_model.fit(train_ds, verbose=0, epochs=1, steps_per_epoch=0),
]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, "|", str(e))
