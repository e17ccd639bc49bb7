# Datasets of pictures in a folder.
import os
import tempfile

import numpy as np
import tensorflow as tf
from tensorflow import keras

root = os.path.join(tempfile.mkdtemp(), "pets")
rng = np.random.RandomState(0)
for name, count in (("cats", 5), ("dogs", 4), ("birds", 3)):
    os.makedirs(os.path.join(root, name))
    for i in range(count):
        pixels = rng.randint(0, 256, size=(6 + i, 8, 3)).astype("uint8")
        tf.io.write_file(os.path.join(root, name, f"{name}_{i}.png"), tf.io.encode_png(pixels))
os.makedirs(os.path.join(root, "dogs", "old"))
tf.io.write_file(os.path.join(root, "dogs", "old", "z.PNG"), tf.io.encode_png(np.zeros((4, 4, 3), "uint8")))
tf.io.write_file(os.path.join(root, "dogs", "notes.txt"), "no picture")


def short(paths):
    return [os.path.relpath(p, root) for p in paths]


def show(ds):
    for batch in ds:
        if isinstance(batch, tuple):
            x, y = batch
            print(" ", x.shape, x.dtype.name, np.round(x.numpy().mean(), 1), y.dtype.name, y.numpy().tolist())
        else:
            print(" ", batch.shape, np.round(batch.numpy().mean(), 1))


ds = keras.utils.image_dataset_from_directory(root, image_size=(8, 8), shuffle=False, batch_size=5)
print(ds.class_names, short(ds.file_paths))
print(ds.element_spec)
show(ds)
print(len(ds))

ds = keras.utils.image_dataset_from_directory(root, image_size=(8, 8), seed=7, batch_size=4)
print(short(ds.file_paths))
show(ds)

train = keras.utils.image_dataset_from_directory(root, image_size=(4, 6), validation_split=0.3, subset="training", seed=3, batch_size=6, label_mode="categorical")
val = keras.utils.image_dataset_from_directory(root, image_size=(4, 6), validation_split=0.3, subset="validation", seed=3, label_mode="categorical")
print(short(train.file_paths))
print(short(val.file_paths))
show(val)
print(train.element_spec)

both = keras.utils.image_dataset_from_directory(root, image_size=(4, 4), validation_split=0.25, subset="both", seed=1, color_mode="grayscale")
print(type(both).__name__, [short(d.file_paths) for d in both])
show(both[1])

for kw in (dict(color_mode="rgba"), dict(label_mode=None), dict(crop_to_aspect_ratio=True), dict(interpolation="nearest"),
           dict(interpolation="bicubic", batch_size=None), dict(class_names=["dogs", "cats", "birds"])):
    ds = keras.preprocessing.image_dataset_from_directory(root, image_size=(5, 3), shuffle=False, **{"batch_size": 8, **kw})
    print(kw, ds.class_names)
    if kw.get("batch_size", 0) is None:
        x, y = next(iter(ds))
        print(" ", x.shape, np.round(x.numpy().mean(), 1), int(y))
    else:
        show(ds)

ds = keras.utils.image_dataset_from_directory(os.path.join(root, "cats"), labels=[0, 1, 0, 1, 1], image_size=(4, 4), label_mode="binary", shuffle=False)
print(ds.class_names)
show(ds)
ds = keras.utils.image_dataset_from_directory(os.path.join(root, "cats"), labels=None, image_size=(4, 4), shuffle=False)
print(ds.class_names)
show(ds)

for kw in (dict(label_mode="binary"), dict(label_mode="nope"), dict(labels="x"), dict(color_mode="cmyk"), dict(interpolation="foo"),
           dict(validation_split=1.5, subset="training", seed=1), dict(validation_split=0.2), dict(subset="training"),
           dict(validation_split=0.2, subset="training"), dict(validation_split=0.2, subset="test", seed=1), dict(class_names=["cats", "dogs"]),
           dict(labels=[1, 2]), dict(labels=[1], class_names=["a"]), dict(unknown=1)):
    try:
        keras.utils.image_dataset_from_directory(root, **kw)
    except Exception as e:
        print(type(e).__name__, str(e).replace(root, "ROOT"))
try:
    keras.utils.image_dataset_from_directory(os.path.join(root, "nope"))
except Exception as e:
    print(type(e).__name__, str(e).replace(root, "ROOT"))
empty = tempfile.mkdtemp()
os.makedirs(os.path.join(empty, "a"))
try:
    keras.utils.image_dataset_from_directory(empty)
except Exception as e:
    print(type(e).__name__, str(e).replace(empty, "EMPTY"))
