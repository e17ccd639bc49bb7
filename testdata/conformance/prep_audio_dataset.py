# Sound files in folders as datasets.
import os

import numpy as np
import tensorflow as tf
from tensorflow import keras

for label, pitch in (("high", 0.9), ("low", 0.1)):
    os.makedirs(os.path.join("sounds", label))
    for i in range(3):
        samples = np.sin(np.arange(6 + 2 * i) * pitch).astype("float32")[:, None]
        tf.io.write_file(os.path.join("sounds", label, f"{i}.wav"), tf.audio.encode_wav(samples, 8000))

ds = keras.utils.audio_dataset_from_directory("sounds", batch_size=4, shuffle=False)
print(ds.class_names, ds.element_spec)
for x, y in ds:
    print(x.shape, y.numpy(), np.round(x.numpy()[0, :, 0], 3))
ds = keras.utils.audio_dataset_from_directory("sounds", label_mode="categorical", batch_size=2, output_sequence_length=5, seed=3)
for x, y in ds:
    print(x.shape, y.numpy().tolist(), np.round(x.numpy()[..., 0], 3).tolist())
train, val = keras.utils.audio_dataset_from_directory("sounds", labels=[0, 0, 1, 1, 2, 2], output_sequence_length=4, validation_split=0.34, subset="both", seed=1)
print(sum(len(y) for _, y in train), [y.numpy().tolist() for _, y in val])
ds = keras.utils.audio_dataset_from_directory("sounds", batch_size=None, label_mode="binary", shuffle=False)
for x, y in ds.take(2):
    print(x.shape, y.numpy())
for bad in (
    dict(label_mode="one"),
    dict(ragged=True, output_sequence_length=3),
    dict(sampling_rate=1.5),
    dict(sampling_rate=-1),
    dict(subset="training"),
    dict(labels=[1]),
    dict(class_names=["a", "b"]),
):
    try:
        keras.utils.audio_dataset_from_directory("sounds", **bad)
    except Exception as e:
        print(type(e).__name__, e)
