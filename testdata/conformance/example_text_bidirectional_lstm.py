# A two-layer bidirectional LSTM on sequences of word numbers, padded in front.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(21)
max_features = 50
maxlen = 14
rng = np.random.RandomState(1)
x_train = [rng.randint(1, max_features, size=rng.randint(5, 20)).tolist() for _ in range(60)]
y_train = np.array([int(sum(w > 25 for w in s) * 2 > len(s)) for s in x_train])
x_val, y_val = x_train[44:], y_train[44:]
x_train, y_train = x_train[:44], y_train[:44]

# Input for variable-length sequences of integers
inputs = keras.Input(shape=(None,), dtype="int32")
x = layers.Embedding(max_features, 16)(inputs)
x = layers.Bidirectional(layers.LSTM(8, return_sequences=True))(x)
x = layers.Bidirectional(layers.LSTM(8))(x)
outputs = layers.Dense(1, activation="sigmoid")(x)
model = keras.Model(inputs, outputs)
model.summary()

print(len(x_train), "Training sequences")
print(len(x_val), "Validation sequences")
x_train = keras.utils.pad_sequences(x_train, maxlen=maxlen)
x_val = keras.preprocessing.sequence.pad_sequences(x_val, maxlen=maxlen)
print(x_train[0], x_train.dtype)
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
history = model.fit(x_train, y_train, batch_size=16, epochs=3, validation_data=(x_val, y_val), verbose=0)
for k, v in history.history.items():
    print(k, np.round(v, 4))
bi = model.layers[2]
print(bi.forward_layer.name, bi.backward_layer.name, bi.merge_mode, bi.backward_layer.go_backwards)
for w in bi.weights:
    print(w.name, w.shape)
print(np.round(model.predict(x_val[:4], verbose=0).ravel(), 4))
print(bi.get_config()["layer"]["class_name"], sorted(bi.get_config()))

# The same with a mask and GRU, merged by sum
masked = keras.Sequential(
    [
        layers.Embedding(max_features, 16, mask_zero=True, input_length=maxlen),
        layers.Bidirectional(layers.GRU(8, recurrent_dropout=0.2), merge_mode="sum"),
        layers.Dense(1),
    ]
)
masked.compile(optimizer=keras.optimizers.RMSprop(1e-3), loss=keras.losses.BinaryCrossentropy(from_logits=True), metrics=[keras.metrics.BinaryAccuracy(threshold=0.0), "AUC"])
history = masked.fit(x_train, y_train, batch_size=11, epochs=2, validation_data=(x_val, y_val), verbose=0)
for k, v in history.history.items():
    print(k, np.round(v, 3))
