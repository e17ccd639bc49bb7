# Datasets of texts in a folder.
import os
import pathlib
import tempfile

import numpy as np
import tensorflow as tf
from tensorflow import keras

root = pathlib.Path(tempfile.mkdtemp()) / "reviews"
words = ["good", "bad", "film", "plot", "great", "dull", "music"]
rng = np.random.RandomState(1)
for name, count in (("pos", 6), ("neg", 5)):
    (root / name).mkdir(parents=True)
    for i in range(count):
        text = " ".join(words[k] for k in rng.randint(0, len(words), size=4))
        (root / name / f"{i}.txt").write_text(f"{name} {i}: {text}")


def show(ds):
    for batch in ds:
        if isinstance(batch, tuple):
            x, y = batch
            print(" ", [t.decode() for t in x.numpy()], y.numpy().tolist())
        else:
            print(" ", [t.decode() for t in ([batch.numpy()] if batch.shape.rank == 0 else batch.numpy())])


ds = keras.utils.text_dataset_from_directory(root, batch_size=4, shuffle=False)
print(ds.class_names, ds.element_spec)
show(ds)
ds = keras.utils.text_dataset_from_directory(str(root), batch_size=4, seed=5)
show(ds)
ds = keras.utils.text_dataset_from_directory(root, batch_size=3, seed=5, label_mode="binary", max_length=6, validation_split=0.3, subset="training")
show(ds)
train, val = keras.utils.text_dataset_from_directory(root, seed=5, label_mode="categorical", validation_split=0.3, subset="both")
show(val)
ds = keras.preprocessing.text_dataset_from_directory(root, label_mode=None, shuffle=False, batch_size=None)
show(ds.take(2))
layer = keras.layers.TextVectorization(output_sequence_length=5)
layer.adapt(ds)
print(layer.get_vocabulary()[:6])
for kw in (dict(label_mode="x"), dict(labels=3), dict(validation_split=0.5), dict(class_names=["a"])):
    try:
        keras.utils.text_dataset_from_directory(root, **kw)
    except Exception as e:
        print(type(e).__name__, str(e).replace(str(root), "ROOT"))
