# Reading text in pictures and sound: CNN and bidirectional LSTMs with CTC loss in a layer, greedy and beam decoding, edit distance.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

WIDTH, HEIGHT, LENGTH = 24, 8, 3
words = ["abc", "cab", "bca", "aac"]
characters = sorted(set("".join(words)))
char_to_num = layers.StringLookup(vocabulary=list(characters), mask_token=None)
num_to_char = layers.StringLookup(vocabulary=char_to_num.get_vocabulary(), mask_token=None, invert=True)
print(char_to_num.get_vocabulary())
images = np.sin(np.arange(4 * HEIGHT * WIDTH) * 0.21).reshape(4, HEIGHT, WIDTH, 1).astype("float32")


def encode(img, label):
    img = tf.image.resize(img, [HEIGHT, WIDTH])
    img = tf.transpose(img, perm=[1, 0, 2])
    label = char_to_num(tf.strings.unicode_split(label, input_encoding="UTF-8"))
    return {"image": img, "label": label}


data = tf.data.Dataset.from_tensor_slices((images, words)).map(encode, num_parallel_calls=tf.data.AUTOTUNE).batch(2)
for batch in data.take(1):
    print(batch["image"].shape, batch["label"].numpy().tolist())


class CTCLayer(layers.Layer):
    def __init__(self, name=None):
        super().__init__(name=name)
        self.loss_fn = keras.backend.ctc_batch_cost

    def call(self, y_true, y_pred):
        n = tf.cast(tf.shape(y_true)[0], dtype="int64")
        input_length = tf.cast(tf.shape(y_pred)[1], dtype="int64") * tf.ones(shape=(n, 1), dtype="int64")
        label_length = tf.cast(tf.shape(y_true)[1], dtype="int64") * tf.ones(shape=(n, 1), dtype="int64")
        self.add_loss(self.loss_fn(y_true, y_pred, input_length, label_length))
        return y_pred


def build_model():
    img = layers.Input(shape=(WIDTH, HEIGHT, 1), name="image", dtype="float32")
    labels = layers.Input(name="label", shape=(None,), dtype="float32")
    x = layers.Conv2D(4, (3, 3), activation="relu", kernel_initializer="he_normal", padding="same", name="Conv1")(img)
    x = layers.MaxPooling2D((2, 2), name="pool1")(x)
    x = layers.Reshape(target_shape=(WIDTH // 2, HEIGHT // 2 * 4), name="reshape")(x)
    x = layers.Dense(6, activation="relu", name="dense1")(x)
    x = layers.Bidirectional(layers.LSTM(5, return_sequences=True))(x)
    x = layers.Dense(len(char_to_num.get_vocabulary()) + 1, activation="softmax", name="dense2")(x)
    model = keras.models.Model(inputs=[img, labels], outputs=CTCLayer(name="ctc_loss")(labels, x), name="ocr_model_v1")
    model.compile(optimizer=keras.optimizers.Adam(0.02))
    return model


model = build_model()
for i, v in enumerate(model.weights):
    v.assign(0.3 * tf.reshape(tf.sin(0.7 * tf.range(float(v.shape.num_elements())) + i), v.shape))
model.summary()
h = model.fit(data, epochs=12, validation_data=data, verbose=0, callbacks=[keras.callbacks.EarlyStopping(monitor="val_loss", patience=10, restore_best_weights=True)])
print([round(v, 3) for v in h.history["loss"][::3]], [round(v, 3) for v in h.history["val_loss"][::3]])
prediction_model = keras.models.Model(model.get_layer(name="image").input, model.get_layer(name="dense2").output)


def decode(pred):
    lengths = np.ones(pred.shape[0]) * pred.shape[1]
    results = keras.backend.ctc_decode(pred, input_length=lengths, greedy=True)[0][0][:, :LENGTH]
    return ["".join(c.decode() for c in num_to_char(tf.where(r < 0, 0, r)).numpy()) for r in results]


for batch in data:
    preds = prediction_model.predict(batch["image"], verbose=0)
    print(preds.shape, np.round(preds[0, 0], 3).tolist(), decode(preds))
logits = tf.math.log(tf.transpose(preds, (1, 0, 2)))
paths, probs = keras.backend.ctc_decode(preds, np.array([12, 8]), greedy=False, beam_width=5, top_paths=2)
print([p.numpy().tolist() for p in paths], np.round(probs.numpy(), 3).tolist())
dense, score = tf.nn.ctc_greedy_decoder(logits, [12, 12])
print(tf.sparse.to_dense(dense[0], default_value=-1).numpy().tolist(), np.round(score.numpy(), 3).tolist())
loss = tf.nn.ctc_loss(batch["label"], logits, [3, 3], [12, 12], blank_index=-1)
print(np.round(loss.numpy(), 3))
a, b = tf.sparse.from_dense([[1, 2, 3], [1, 1, 2]]), tf.sparse.from_dense([[1, 3, 3], [2, 2, 2]])
print(tf.edit_distance(a, b, normalize=False).numpy(), np.round(tf.edit_distance(a, b).numpy(), 3))
# --- Speech: a spectrogram, and a loss of one's own with CTC
wave = tf.sin(tf.range(400.0) * 0.3)
spectrogram = tf.abs(tf.signal.stft(wave, frame_length=64, frame_step=32, fft_length=64)) ** 0.5
mean, std = tf.math.reduce_mean(spectrogram, 1, keepdims=True), tf.math.reduce_std(spectrogram, 1, keepdims=True)
spectrogram = (spectrogram - mean) / (std + 1e-10)
print(spectrogram.shape, np.round(spectrogram[2, :6].numpy(), 3))


def CTCLoss(y_true, y_pred):
    n = tf.cast(tf.shape(y_true)[0], dtype="int64")
    steps = tf.cast(tf.shape(y_pred)[1], dtype="int64") * tf.ones(shape=(n, 1), dtype="int64")
    length = tf.cast(tf.shape(y_true)[1], dtype="int64") * tf.ones(shape=(n, 1), dtype="int64")
    return keras.backend.ctc_batch_cost(y_true, y_pred, steps, length)


speech = keras.Sequential([layers.Input((None, 33)), layers.GRU(4, return_sequences=True), layers.Dense(5, activation="softmax")])
for i, v in enumerate(speech.weights):
    v.assign(0.2 * tf.reshape(tf.cos(0.5 * tf.range(float(v.shape.num_elements())) + i), v.shape))
speech.compile(keras.optimizers.Adam(1e-2), CTCLoss)
print([round(v, 3) for v in speech.fit(tf.stack([spectrogram, -spectrogram]), tf.constant([[1, 2], [3, 0]]), epochs=4, verbose=0).history["loss"]])
