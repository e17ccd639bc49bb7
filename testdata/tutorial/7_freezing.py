import os
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers
def sin(*shape):
    return np.sin(np.arange(np.prod(shape)) * 0.37).reshape(shape).astype("float32")
def make():
    model = keras.Sequential([
        keras.Input(shape=(784)),
        layers.Dense(32, activation='relu'),
        layers.Dense(32, activation='relu'),
        layers.Dense(32, activation='relu'),
        layers.Dense(10),
    ])
    model.set_weights([0.1 * sin(*w.shape) for w in model.get_weights()])
    return model
x_train, y_train = sin(64, 784), np.arange(64) % 10
x_test, y_test = sin(20, 784) * 0.5, np.arange(20) % 10
make().save_weights("mnist_mlp.h5")
model = make()
model.load_weights("mnist_mlp.h5")
for layer in model.layers[:-1]:
    layer.trainable = False
model.compile(optimizer="adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
before = model.get_weights()
history = model.fit(x_train, y_train, epochs=3, validation_data=(x_test, y_test), shuffle=False, verbose=0)
print([round(v, 4) for v in history.history["loss"]], sorted(history.history))
print([not np.array_equal(a, b) for a, b in zip(before, model.get_weights())])
model.summary()
os.remove("mnist_mlp.h5")
