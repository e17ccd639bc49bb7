# A convolutional autoencoder takes noise out of pictures.
import numpy as np
import tensorflow as tf
from tensorflow.keras import layers
from tensorflow.keras.models import Model

tf.keras.utils.set_random_seed(42)


def preprocess(array):
    """Normalizes the supplied array and reshapes it."""
    array = array.astype("float32") / 255.0
    array = np.reshape(array, (len(array), 16, 16, 1))
    return array


def noise(array):
    """Adds random noise to each image in the supplied array."""
    noise_factor = 0.4
    noisy_array = array + noise_factor * np.random.normal(loc=0.0, scale=1.0, size=array.shape)
    return np.clip(noisy_array, 0.0, 1.0)


def display(array1, array2):
    """Pictures of both arrays, one above the other, in letters."""
    n = 2
    indices = np.random.randint(len(array1), size=n)
    for index in indices:
        for row1, row2 in zip(array1[index, ::2, ::1, 0], array2[index, ::2, ::1, 0]):
            print("".join(" .+#"[min(int(v * 4), 3)] for v in row1), "|", "".join(" .+#"[min(int(v * 4), 3)] for v in row2))
        print("-" * 35)


yy, xx = np.mgrid[0:16, 0:16]
pictures = []
for i in range(64):
    cx, cy, radius = np.random.uniform(5, 11), np.random.uniform(5, 11), np.random.uniform(2, 5)
    pictures.append(255 * (np.hypot(xx - cx, yy - cy) < radius))
data = preprocess(np.array(pictures))
train_data, test_data = data[:48], data[48:]
noisy_train_data = noise(train_data)
noisy_test_data = noise(test_data)
display(train_data, noisy_train_data)

input = layers.Input(shape=(16, 16, 1))

# Encoder
x = layers.Conv2D(8, (3, 3), activation="relu", padding="same")(input)
x = layers.MaxPooling2D((2, 2), padding="same")(x)
x = layers.Conv2D(8, (3, 3), activation="relu", padding="same")(x)
x = layers.MaxPooling2D((2, 2), padding="same")(x)

# Decoder
x = layers.Conv2DTranspose(8, (3, 3), strides=2, activation="relu", padding="same")(x)
x = layers.Conv2DTranspose(8, (3, 3), strides=2, activation="relu", padding="same")(x)
x = layers.Conv2D(1, (3, 3), activation="sigmoid", padding="same")(x)

# Autoencoder
autoencoder = Model(input, x)
autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
autoencoder.summary()

history = autoencoder.fit(
    x=train_data, y=train_data, epochs=4, batch_size=16, shuffle=True, validation_data=(test_data, test_data), verbose=0
)
print([round(v, 4) for v in history.history["loss"]], [round(v, 4) for v in history.history["val_loss"]])
history = autoencoder.fit(
    x=noisy_train_data, y=train_data, epochs=5, batch_size=16, shuffle=True, validation_data=(noisy_test_data, test_data), verbose=0
)
print([round(v, 4) for v in history.history["loss"]], [round(v, 4) for v in history.history["val_loss"]])
predictions = autoencoder.predict(noisy_test_data, verbose=0)
print(predictions.shape, predictions.dtype, f"{predictions.mean():.4f} {predictions.std():.4f}")
print(f"{np.mean((predictions - test_data) ** 2):.4f} against {np.mean((noisy_test_data - test_data) ** 2):.4f}")
