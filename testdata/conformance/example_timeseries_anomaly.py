# Anomalies of a series: an autoencoder of Conv1D learns the normal, errors above a threshold are not.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(8)
TIME_STEPS = 24
t = np.arange(320)
values = np.sin(t * 2 * np.pi / 16) + 0.1 * np.random.randn(320)
test = np.sin(t[:160] * 2 * np.pi / 16) + 0.1 * np.random.randn(160)
test[70:84] += 2.0

training_mean = values.mean()
training_std = values.std()
training_value = (values - training_mean) / training_std
print("Number of training samples:", len(training_value))


def create_sequences(values, time_steps=TIME_STEPS):
    output = []
    for i in range(len(values) - time_steps + 1):
        output.append(values[i : (i + time_steps)])
    return np.stack(output)


x_train = create_sequences(training_value[:, None])
print("Training input shape: ", x_train.shape)

model = keras.Sequential(
    [
        layers.Input(shape=(x_train.shape[1], x_train.shape[2])),
        layers.Conv1D(filters=8, kernel_size=7, padding="same", strides=2, activation="relu"),
        layers.Dropout(rate=0.2),
        layers.Conv1D(filters=4, kernel_size=7, padding="same", strides=2, activation="relu"),
        layers.Conv1DTranspose(filters=4, kernel_size=7, padding="same", strides=2, activation="relu"),
        layers.Dropout(rate=0.2),
        layers.Conv1DTranspose(filters=8, kernel_size=7, padding="same", strides=2, activation="relu"),
        layers.Conv1DTranspose(filters=1, kernel_size=7, padding="same"),
    ]
)
model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.01), loss="mse")
model.summary()
history = model.fit(
    x_train,
    x_train,
    epochs=4,
    batch_size=32,
    validation_split=0.1,
    callbacks=[keras.callbacks.EarlyStopping(monitor="val_loss", patience=5, mode="min")],
    verbose=0,
)
print(np.round(history.history["loss"], 3), np.round(history.history["val_loss"], 3))

x_train_pred = model.predict(x_train, verbose=0)
train_mae_loss = np.mean(np.abs(x_train_pred - x_train), axis=1)
threshold = np.max(train_mae_loss)
print(f"Reconstruction error threshold: {threshold:.3f}")
print(np.histogram(train_mae_loss, bins=5)[0].sum(), np.array_equal(x_train[0], x_train[0]))

test_value = (test - training_mean) / training_std
x_test = create_sequences(test_value[:, None])
print("Test input shape: ", x_test.shape)
x_test_pred = model.predict(x_test, verbose=0)
test_mae_loss = np.mean(np.abs(x_test_pred - x_test), axis=1)
test_mae_loss = test_mae_loss.reshape((-1))
anomalies = test_mae_loss > threshold
print("Number of anomaly samples: ", np.sum(anomalies) > 10)
anomalous_data_indices = []
for data_idx in range(TIME_STEPS - 1, len(test_value) - TIME_STEPS + 1):
    if np.all(anomalies[data_idx - TIME_STEPS + 1 : data_idx]):
        anomalous_data_indices.append(data_idx)
print(len(anomalous_data_indices) > 0, anomalous_data_indices[:1])
