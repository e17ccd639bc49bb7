# Forecasting: windows over several features, one LSTM, early stopping with a checkpoint.
import numpy as np
import tensorflow as tf
from tensorflow import keras

keras.utils.set_random_seed(4)
titles = ["Pressure", "Temperature", "Humidity"]
feature_keys = ["p (mbar)", "T (degC)", "rh (%)"]
hours = np.arange(400)
table = np.stack(
    [
        990 + 8 * np.sin(hours / 60),
        10 + 6 * np.sin(hours * 2 * np.pi / 24) + np.random.normal(scale=0.5, size=400),
        70 - 15 * np.sin(hours * 2 * np.pi / 24 + 1),
    ],
    axis=1,
)
split_fraction = 0.715
train_split = int(split_fraction * int(table.shape[0]))
step = 2
past = 24
future = 6
learning_rate = 0.001
batch_size = 16
epochs = 3


def normalize(data, train_split):
    data_mean = data[:train_split].mean(axis=0)
    data_std = data[:train_split].std(axis=0)
    return (data - data_mean) / data_std


print("The selected parameters are:", ", ".join([titles[i] for i in range(3)]))
features = normalize(table, train_split)
train_data = features[0:train_split]
val_data = features[train_split:]

start = past + future
end = start + train_split
x_train = train_data
y_train = features[start:end][:, [1]]
sequence_length = int(past / step)
dataset_train = keras.preprocessing.timeseries_dataset_from_array(x_train, y_train, sequence_length=sequence_length, sampling_rate=step, batch_size=batch_size)
x_end = len(val_data) - past - future
label_start = train_split + past + future
x_val = val_data[:x_end]
y_val = features[label_start:][:, [1]]
dataset_val = keras.preprocessing.timeseries_dataset_from_array(x_val, y_val, sequence_length=sequence_length, sampling_rate=step, batch_size=batch_size)
for batch in dataset_train.take(1):
    inputs, targets = batch
print("Input shape:", inputs.numpy().shape)
print("Target shape:", targets.numpy().shape)

inputs = keras.layers.Input(shape=(inputs.shape[1], inputs.shape[2]))
lstm_out = keras.layers.LSTM(8)(inputs)
outputs = keras.layers.Dense(1)(lstm_out)
model = keras.Model(inputs=inputs, outputs=outputs)
model.compile(optimizer=keras.optimizers.Adam(learning_rate=learning_rate), loss="mse")
model.summary()

path_checkpoint = "model_checkpoint.weights.h5"
es_callback = keras.callbacks.EarlyStopping(monitor="val_loss", min_delta=0, patience=5)
modelckpt_callback = keras.callbacks.ModelCheckpoint(monitor="val_loss", filepath=path_checkpoint, verbose=0, save_weights_only=True, save_best_only=True)
history = model.fit(dataset_train, epochs=epochs, validation_data=dataset_val, callbacks=[es_callback, modelckpt_callback], verbose=0)
print({k: np.round(v, 4).tolist() for k, v in history.history.items()})


def show_plot(plot_data, delta, title):
    labels = ["History", "True Future", "Model Prediction"]
    time_steps = list(range(-(plot_data[0].shape[0]), 0))
    print(title, time_steps[0], time_steps[-1])
    for i, val in enumerate(plot_data):
        if i:
            print(labels[i], np.round(np.array(plot_data[i]).flatten(), 3), "in", delta, "steps")
        else:
            print(labels[i], np.round(np.asarray(plot_data[i]).flatten(), 3))


for x, y in dataset_val.take(2):
    show_plot([x[0][:, 1].numpy(), y[0].numpy(), model.predict(x, verbose=0)[0]], 3, "Single Step Prediction")
