# Forecasting with a class that makes windows: single and many steps.
import datetime
import numpy as np
import tensorflow as tf

tf.keras.utils.set_random_seed(11)
n = 200
t = np.arange(n)
cols = ["temp", "wind", "day sin"]
df = np.stack([np.sin(t / 5) * 3 + 10, np.random.rand(n), np.sin(t * 2 * np.pi / 24)], 1)
column_indices = {name: i for i, name in enumerate(cols)}
train_df, val_df, test_df = df[0 : int(n * 0.7)], df[int(n * 0.7) : int(n * 0.9)], df[int(n * 0.9) :]
train_mean, train_std = train_df.mean(axis=0), train_df.std(axis=0)
train_df, val_df, test_df = [(d - train_mean) / train_std for d in (train_df, val_df, test_df)]


class WindowGenerator:
    def __init__(self, input_width, label_width, shift, train_df=train_df, val_df=val_df, test_df=test_df, label_columns=None):
        self.train_df = train_df
        self.val_df = val_df
        self.test_df = test_df
        self.label_columns = label_columns
        if label_columns is not None:
            self.label_columns_indices = {name: i for i, name in enumerate(label_columns)}
        self.column_indices = {name: i for i, name in enumerate(cols)}
        self.input_width = input_width
        self.label_width = label_width
        self.shift = shift
        self.total_window_size = input_width + shift
        self.input_slice = slice(0, input_width)
        self.input_indices = np.arange(self.total_window_size)[self.input_slice]
        self.label_start = self.total_window_size - self.label_width
        self.labels_slice = slice(self.label_start, None)
        self.label_indices = np.arange(self.total_window_size)[self.labels_slice]

    def __repr__(self):
        return "\n".join(
            [
                f"Total window size: {self.total_window_size}",
                f"Input indices: {self.input_indices}",
                f"Label indices: {self.label_indices}",
                f"Label column name(s): {self.label_columns}",
            ]
        )

    def split_window(self, features):
        inputs = features[:, self.input_slice, :]
        labels = features[:, self.labels_slice, :]
        if self.label_columns is not None:
            labels = tf.stack([labels[:, :, self.column_indices[name]] for name in self.label_columns], axis=-1)
        inputs.set_shape([None, self.input_width, None])
        labels.set_shape([None, self.label_width, None])
        return inputs, labels

    def make_dataset(self, data):
        data = np.array(data, dtype=np.float32)
        ds = tf.keras.utils.timeseries_dataset_from_array(
            data=data, targets=None, sequence_length=self.total_window_size, sequence_stride=1, shuffle=True, batch_size=32)
        ds = ds.map(self.split_window)
        return ds

    @property
    def train(self):
        return self.make_dataset(self.train_df)

    @property
    def val(self):
        return self.make_dataset(self.val_df)

    @property
    def test(self):
        return self.make_dataset(self.test_df)

    @property
    def example(self):
        result = getattr(self, "_example", None)
        if result is None:
            result = next(iter(self.train))
            self._example = result
        return result


w1 = WindowGenerator(input_width=24, label_width=1, shift=24, label_columns=["temp"])
print(w1)
w2 = WindowGenerator(input_width=6, label_width=1, shift=1, label_columns=["temp"])
print(w2)
example_window = tf.stack([np.array(train_df[:7]), np.array(train_df[10:17]), np.array(train_df[20:27])])
example_inputs, example_labels = w2.split_window(example_window)
print("All shapes are: (batch, time, features)")
print(f"Window shape: {example_window.shape}")
print(f"Inputs shape: {example_inputs.shape}")
print(f"Labels shape: {example_labels.shape}")
print(w2.train.element_spec)
for ei, el in w2.train.take(1):
    print(f"Inputs shape (batch, time, features): {ei.shape}", f"Labels shape (batch, time, features): {el.shape}")


class Baseline(tf.keras.Model):
    def __init__(self, label_index=None):
        super().__init__()
        self.label_index = label_index

    def call(self, inputs):
        if self.label_index is None:
            return inputs
        result = inputs[:, :, self.label_index]
        return result[:, :, tf.newaxis]


single_step_window = WindowGenerator(input_width=1, label_width=1, shift=1, label_columns=["temp"])
baseline = Baseline(label_index=column_indices["temp"])
baseline.compile(loss=tf.keras.losses.MeanSquaredError(), metrics=[tf.keras.metrics.MeanAbsoluteError()])
val_performance = {"Baseline": baseline.evaluate(single_step_window.val, verbose=0)}
performance = {"Baseline": baseline.evaluate(single_step_window.test, verbose=0)}
print(np.round(val_performance["Baseline"], 4))

MAX_EPOCHS = 3


def compile_and_fit(model, window, patience=2):
    early_stopping = tf.keras.callbacks.EarlyStopping(monitor="val_loss", patience=patience, mode="min")
    model.compile(loss=tf.keras.losses.MeanSquaredError(), optimizer=tf.keras.optimizers.Adam(0.01), metrics=[tf.keras.metrics.MeanAbsoluteError()])
    return model.fit(window.train, epochs=MAX_EPOCHS, validation_data=window.val, callbacks=[early_stopping], verbose=0)


wide_window = WindowGenerator(input_width=24, label_width=24, shift=1, label_columns=["temp"])
CONV_WIDTH = 3
conv_window = WindowGenerator(input_width=CONV_WIDTH, label_width=1, shift=1, label_columns=["temp"])
models = {
    "Linear": (tf.keras.Sequential([tf.keras.layers.Dense(units=1)]), single_step_window),
    "Multi": (tf.keras.Sequential([tf.keras.layers.Flatten(), tf.keras.layers.Dense(32, activation="relu"), tf.keras.layers.Dense(1), tf.keras.layers.Reshape([1, -1])]), conv_window),
    "Conv": (tf.keras.Sequential([tf.keras.layers.Conv1D(filters=32, kernel_size=(CONV_WIDTH,), activation="relu"), tf.keras.layers.Dense(units=1)]), conv_window),
    "LSTM": (tf.keras.models.Sequential([tf.keras.layers.LSTM(8, return_sequences=True), tf.keras.layers.Dense(units=1)]), wide_window),
}
for name, (m, w) in models.items():
    h = compile_and_fit(m, w)
    print(name, np.round(h.history["loss"], 4), np.round(m.evaluate(w.val, verbose=0), 4), m(w.example[0]).shape)


class ResidualWrapper(tf.keras.Model):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def call(self, inputs, *args, **kwargs):
        delta = self.model(inputs, *args, **kwargs)
        return inputs + delta


num_features = 3
res = ResidualWrapper(tf.keras.Sequential([tf.keras.layers.LSTM(8, return_sequences=True), tf.keras.layers.Dense(num_features, kernel_initializer=tf.initializers.zeros())]))
ww = WindowGenerator(input_width=24, label_width=24, shift=1)
h = compile_and_fit(res, ww)
print(np.round(h.history["val_mean_absolute_error"], 4))

OUT_STEPS = 6
multi_window = WindowGenerator(input_width=12, label_width=OUT_STEPS, shift=OUT_STEPS)


class MultiStepLastBaseline(tf.keras.Model):
    def call(self, inputs):
        return tf.tile(inputs[:, -1:, :], [1, OUT_STEPS, 1])


last = MultiStepLastBaseline()
last.compile(loss=tf.keras.losses.MeanSquaredError(), metrics=[tf.keras.metrics.MeanAbsoluteError()])
print(np.round(last.evaluate(multi_window.val, verbose=0), 4))


class FeedBack(tf.keras.Model):
    def __init__(self, units, out_steps):
        super().__init__()
        self.out_steps = out_steps
        self.units = units
        self.lstm_cell = tf.keras.layers.LSTMCell(units)
        self.lstm_rnn = tf.keras.layers.RNN(self.lstm_cell, return_state=True)
        self.dense = tf.keras.layers.Dense(num_features)

    def warmup(self, inputs):
        x, *state = self.lstm_rnn(inputs)
        prediction = self.dense(x)
        return prediction, state

    def call(self, inputs, training=None):
        predictions = []
        prediction, state = self.warmup(inputs)
        predictions.append(prediction)
        for n in range(1, self.out_steps):
            x = prediction
            x, state = self.lstm_cell(x, states=state, training=training)
            prediction = self.dense(x)
            predictions.append(prediction)
        predictions = tf.stack(predictions)
        predictions = tf.transpose(predictions, [1, 0, 2])
        return predictions


feedback_model = FeedBack(units=8, out_steps=OUT_STEPS)
prediction, state = feedback_model.warmup(multi_window.example[0])
print(prediction.shape, len(state))
print("Output shape (batch, time, features): ", feedback_model(multi_window.example[0]).shape)
h = compile_and_fit(feedback_model, multi_window)
print(np.round(h.history["loss"], 4), np.round(h.history["val_loss"], 4))
feedback_model.summary()
ml = tf.keras.Sequential([tf.keras.layers.Lambda(lambda x: x[:, -1:, :]), tf.keras.layers.Dense(OUT_STEPS * num_features, kernel_initializer=tf.initializers.zeros()), tf.keras.layers.Reshape([OUT_STEPS, num_features])])
h = compile_and_fit(ml, multi_window)
print(np.round(h.history["loss"], 4))
metric_name = "mean_absolute_error"
metric_index = ml.metrics_names.index("mean_absolute_error")
print(metric_index, ml.metrics_names)
