# Training and evaluation with the built-in methods.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(2)


def show(history):
    for k, v in history.history.items():
        print(f"  {k} = {np.round(v, 4).tolist()}")


def get_uncompiled_model():
    inputs = keras.Input(shape=(20,), name="digits")
    x = layers.Dense(16, activation="relu", name="dense_1")(inputs)
    x = layers.Dense(16, activation="relu", name="dense_2")(x)
    outputs = layers.Dense(5, activation="softmax", name="predictions")(x)
    return keras.Model(inputs=inputs, outputs=outputs)


def get_compiled_model():
    model = get_uncompiled_model()
    model.compile(
        optimizer="rmsprop",
        loss="sparse_categorical_crossentropy",
        metrics=["sparse_categorical_accuracy"],
    )
    return model


x_train = np.random.normal(size=(160, 20)).astype("float32")
y_train = np.argmax(x_train[:, :5] + x_train[:, 5:10], axis=1).astype("float32")
x_val, y_val = x_train[-40:], y_train[-40:]
x_train, y_train = x_train[:-40], y_train[:-40]
x_test, y_test = x_val[::-1], y_val[::-1]

model = get_uncompiled_model()
model.compile(
    optimizer=keras.optimizers.RMSprop(learning_rate=1e-2),
    loss=keras.losses.SparseCategoricalCrossentropy(),
    metrics=[keras.metrics.SparseCategoricalAccuracy()],
)
print("Fit model on training data")
history = model.fit(x_train, y_train, batch_size=64, epochs=2, validation_data=(x_val, y_val), shuffle=False, verbose=0)
show(history)
print("Evaluate on test data")
results = model.evaluate(x_test, y_test, batch_size=128, verbose=0)
print("test loss, test acc:", [round(v, 4) for v in results])
predictions = model.predict(x_test[:3], verbose=0)
print("predictions shape:", predictions.shape)


# A loss as a function, and as a class.
def custom_mean_squared_error(y_true, y_pred):
    return tf.math.reduce_mean(tf.square(y_true - y_pred), axis=-1)


class CustomMSE(keras.losses.Loss):
    def __init__(self, regularization_factor=0.1, name="custom_mse"):
        super().__init__(name=name)
        self.regularization_factor = regularization_factor

    def call(self, y_true, y_pred):
        mse = tf.math.reduce_mean(tf.square(y_true - y_pred), axis=-1)
        reg = tf.math.reduce_mean(tf.square(0.5 - y_pred), axis=-1)
        return mse + reg * self.regularization_factor


y_train_one_hot = tf.one_hot(tf.cast(y_train, tf.int32), depth=5)
for loss in (custom_mean_squared_error, CustomMSE()):
    model = get_uncompiled_model()
    model.compile(optimizer=keras.optimizers.Adam(), loss=loss)
    show(model.fit(x_train, y_train_one_hot, batch_size=64, epochs=1, shuffle=False, verbose=0))


# A metric as a class.
class CategoricalTruePositives(keras.metrics.Metric):
    def __init__(self, name="categorical_true_positives", **kwargs):
        super().__init__(name=name, **kwargs)
        self.true_positives = self.add_weight(name="ctp", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_pred = tf.reshape(tf.argmax(y_pred, axis=1), shape=(-1, 1))
        values = tf.cast(y_true, "int32") == tf.cast(y_pred, "int32")
        values = tf.cast(values, "float32")
        if sample_weight is not None:
            sample_weight = tf.cast(sample_weight, "float32")
            values = tf.multiply(values, sample_weight)
        self.true_positives.assign_add(tf.reduce_sum(values))

    def result(self):
        return self.true_positives

    def reset_state(self):
        self.true_positives.assign(0.0)


model = get_uncompiled_model()
model.compile(
    optimizer=keras.optimizers.RMSprop(learning_rate=1e-3),
    loss=keras.losses.SparseCategoricalCrossentropy(),
    metrics=[CategoricalTruePositives()],
)
show(model.fit(x_train, y_train, batch_size=40, epochs=3, shuffle=False, verbose=0))


# Losses and metrics that do not fit the signature.
class ActivityRegularizationLayer(layers.Layer):
    def call(self, inputs):
        self.add_loss(tf.reduce_sum(inputs) * 0.001)
        return inputs


class MetricLoggingLayer(layers.Layer):
    def call(self, inputs):
        self.add_metric(keras.backend.std(inputs), name="std_of_activation", aggregation="mean")
        return inputs


inputs = keras.Input(shape=(20,), name="digits")
x = layers.Dense(16, activation="relu", name="dense_1")(inputs)
x = ActivityRegularizationLayer()(x)
x = MetricLoggingLayer()(x)
outputs = layers.Dense(5, name="predictions")(x)
model = keras.Model(inputs=inputs, outputs=outputs)
model.compile(optimizer="sgd", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
show(model.fit(x_train, y_train, batch_size=60, epochs=1, shuffle=False, verbose=0))

inputs = keras.Input(shape=(20,), name="digits")
x1 = layers.Dense(16, activation="relu", name="dense_1")(inputs)
outputs = layers.Dense(5, name="predictions")(x1)
model = keras.Model(inputs=inputs, outputs=outputs)
model.add_loss(tf.reduce_sum(x1) * 0.01)
model.add_metric(keras.backend.std(x1), name="std_of_activation", aggregation="mean")
model.compile(optimizer="sgd", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
show(model.fit(x_train, y_train, batch_size=60, epochs=1, shuffle=False, verbose=0))


class LogisticEndpoint(layers.Layer):
    def __init__(self, name=None):
        super().__init__(name=name)
        self.loss_fn = keras.losses.BinaryCrossentropy(from_logits=True)
        self.accuracy_fn = keras.metrics.BinaryAccuracy()

    def call(self, targets, logits, sample_weights=None):
        loss = self.loss_fn(targets, logits, sample_weights)
        self.add_loss(loss)
        acc = self.accuracy_fn(targets, logits, sample_weights)
        self.add_metric(acc, name="accuracy")
        return tf.nn.softmax(logits)


inputs = keras.Input(shape=(3,), name="inputs")
targets = keras.Input(shape=(10,), name="targets")
logits = layers.Dense(10)(inputs)
predictions = LogisticEndpoint(name="predictions")(logits, targets)
model = keras.Model(inputs=[inputs, targets], outputs=predictions)
model.compile(optimizer="adam")
data = {"inputs": np.ones((3, 3)), "targets": np.ones((3, 10))}
show(model.fit(data, epochs=1, verbose=0))

# tf.data, limited steps, weights.
model = get_compiled_model()
train_dataset = tf.data.Dataset.from_tensor_slices((x_train, y_train)).batch(32)
val_dataset = tf.data.Dataset.from_tensor_slices((x_val, y_val)).batch(32)
show(model.fit(train_dataset, epochs=2, steps_per_epoch=1, validation_data=val_dataset, validation_steps=1, verbose=0))
print({k: round(v, 4) for k, v in model.evaluate(val_dataset, return_dict=True, verbose=0).items()})


class Rows(keras.utils.Sequence):
    def __init__(self, x, y, batch_size):
        self.x, self.y, self.batch_size = x, y, batch_size

    def __len__(self):
        return int(np.ceil(len(self.x) / float(self.batch_size)))

    def __getitem__(self, idx):
        at = slice(idx * self.batch_size, (idx + 1) * self.batch_size)
        return self.x[at], self.y[at]


show(model.fit(Rows(x_train, y_train, 50), epochs=1, shuffle=False, verbose=0))
class_weight = {0: 1.0, 1: 1.0, 2: 1.0, 3: 1.0, 4: 2.0}
show(model.fit(x_train, y_train, class_weight=class_weight, batch_size=64, epochs=1, shuffle=False, verbose=0))
sample_weight = np.ones(shape=(len(y_train),))
sample_weight[y_train == 4] = 2.0
show(model.fit(x_train, y_train, sample_weight=sample_weight, batch_size=64, epochs=1, shuffle=False, verbose=0))
weighted = tf.data.Dataset.from_tensor_slices((x_train, y_train, sample_weight)).batch(64)
show(model.fit(weighted, epochs=1, verbose=0))

# Several inputs and outputs.
image_input = keras.Input(shape=(16, 16, 3), name="img_input")
timeseries_input = keras.Input(shape=(None, 10), name="ts_input")
x1 = layers.GlobalMaxPooling2D()(layers.Conv2D(3, 3)(image_input))
x2 = layers.GlobalMaxPooling1D()(layers.Conv1D(3, 3)(timeseries_input))
x = layers.concatenate([x1, x2])
score_output = layers.Dense(1, name="score_output")(x)
class_output = layers.Dense(5, name="class_output")(x)
model = keras.Model(inputs=[image_input, timeseries_input], outputs=[score_output, class_output])
img_data = np.random.random_sample(size=(40, 16, 16, 3))
ts_data = np.random.random_sample(size=(40, 12, 10))
score_targets = np.random.random_sample(size=(40, 1))
class_targets = np.eye(5)[np.random.randint(0, 5, size=40)]
settings = [
    dict(loss=[keras.losses.MeanSquaredError(), keras.losses.CategoricalCrossentropy(from_logits=True)]),
    dict(
        loss=["mse", keras.losses.CategoricalCrossentropy(from_logits=True)],
        metrics=[
            [keras.metrics.MeanAbsolutePercentageError(), keras.metrics.MeanAbsoluteError()],
            [keras.metrics.CategoricalAccuracy()],
        ],
    ),
    dict(
        loss={"score_output": "mse", "class_output": keras.losses.CategoricalCrossentropy(from_logits=True)},
        metrics={"score_output": ["mape", "mae"], "class_output": ["accuracy"]},
        loss_weights={"score_output": 2.0, "class_output": 1.0},
    ),
    dict(loss=[None, keras.losses.CategoricalCrossentropy(from_logits=True)]),
]
for setting in settings:
    model.compile(optimizer=keras.optimizers.RMSprop(1e-3), **setting)
    show(model.fit([img_data, ts_data], [score_targets, class_targets], batch_size=20, epochs=1, shuffle=False, verbose=0))
model.compile(optimizer="adam", loss=["mse", keras.losses.CategoricalCrossentropy(from_logits=True)])
train_dataset = tf.data.Dataset.from_tensor_slices(
    (
        {"img_input": img_data, "ts_input": ts_data},
        {"score_output": score_targets, "class_output": class_targets},
    )
).batch(20)
show(model.fit(train_dataset, epochs=1, verbose=0))

# Callbacks and schedules.
model = get_compiled_model()
callbacks = [
    keras.callbacks.EarlyStopping(monitor="val_loss", min_delta=1e-1, patience=2, verbose=1),
    keras.callbacks.ModelCheckpoint(filepath="mymodel_{epoch}.keras", save_best_only=True, monitor="val_loss", verbose=1),
]
h = model.fit(x_train, y_train, epochs=20, batch_size=64, callbacks=callbacks, validation_split=0.2, shuffle=False, verbose=0)
print("epochs run:", len(h.epoch))


class LossHistory(keras.callbacks.Callback):
    def on_train_begin(self, logs):
        self.per_batch_losses = []

    def on_batch_end(self, batch, logs):
        self.per_batch_losses.append(logs.get("loss"))


lr_schedule = keras.optimizers.schedules.ExponentialDecay(0.1, decay_steps=100000, decay_rate=0.96, staircase=True)
model.compile(keras.optimizers.RMSprop(learning_rate=lr_schedule), "sparse_categorical_crossentropy")
recorder = LossHistory()
model.fit(x_train, y_train, batch_size=40, epochs=1, callbacks=[recorder], shuffle=False, verbose=0)
print(["%.3f" % v for v in recorder.per_batch_losses])
print(model.optimizer.learning_rate.numpy(), model.optimizer.get_config()["learning_rate"])
