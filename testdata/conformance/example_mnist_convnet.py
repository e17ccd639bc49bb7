# A convnet for small grey pictures: bars that stand, lie, or cross.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(7)
num_classes = 3
input_shape = (12, 12, 1)


def draw(kind, rng):
    image = rng.uniform(0, 60, size=input_shape)
    row, col = rng.randint(2, 10, size=2)
    if kind in (0, 2):
        image[:, col] = 255
    if kind in (1, 2):
        image[row] = 255
    return image


rng = np.random.RandomState(0)
kinds = rng.randint(0, num_classes, 96)
images = np.stack([draw(k, rng) for k in kinds])
x_train, x_test = np.split(images.astype("float32") / 255, [72])
y_train, y_test = kinds[:72], kinds[72:]
print("x_train shape:", x_train.shape)
print(x_train.shape[0], "train samples")
print(x_test.shape[0], "test samples")
y_train = keras.utils.to_categorical(y_train, num_classes)
y_test = keras.utils.to_categorical(y_test, num_classes)

model = keras.Sequential(
    [
        keras.Input(shape=input_shape),
        layers.Conv2D(8, kernel_size=(3, 3), activation="relu"),
        layers.MaxPooling2D(pool_size=(2, 2)),
        layers.Conv2D(16, kernel_size=(3, 3), activation="relu"),
        layers.MaxPooling2D(pool_size=(2, 2)),
        layers.Flatten(),
        layers.Dropout(0.5),
        layers.Dense(num_classes, activation="softmax"),
    ]
)
model.summary()
model.compile(loss="categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
history = model.fit(x_train, y_train, batch_size=16, epochs=6, validation_split=0.1, verbose=0)
for key, values in history.history.items():
    print(key, [f"{v:.4f}" for v in values])
score = model.evaluate(x_test, y_test, verbose=0)
print(f"Test loss: {score[0]:.4f}")
print(f"Test accuracy: {score[1]:.4f}")
guess = model.predict(x_test[:6], verbose=0)
print(np.round(guess, 4))
confusion = tf.math.confusion_matrix(np.argmax(y_test, axis=1), np.argmax(model.predict(x_test, verbose=0), axis=1))
print(confusion.numpy())
