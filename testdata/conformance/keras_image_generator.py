# ImageDataGenerator: settings, random amounts, batches of arrays and of folders
import os
import warnings

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras.preprocessing.image import ImageDataGenerator

np.set_printoptions(precision=4, suppress=True)
warnings.simplefilter("ignore")
x = ((np.arange(6 * 4 * 5 * 3) * 7) % 251).reshape(6, 4, 5, 3).astype("float32")
y = np.array([0, 1, 2, 0, 1, 2])


def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


g = ImageDataGenerator(rescale=1 / 255.0, horizontal_flip=True, vertical_flip=True)
print(g.zoom_range, g.data_format, g.dtype, g.channel_axis, g.row_axis, g.col_axis, g.mean)
it = g.flow(x, y, batch_size=4, seed=7)
print(len(it), it.n, it.batch_size, it.shuffle)
for _ in range(3):
    bx, by = next(it)
    print(bx.shape, bx.dtype, by, bx.mean(axis=(1, 2, 3)))
bx, by = it[1]
print(bx.shape, by, it.total_batches_seen)
print(next(g.flow(x, batch_size=2, shuffle=False)).shape)
bx, by, w = next(g.flow(x, y, batch_size=2, shuffle=False, sample_weight=np.arange(6)))
print(by, w)
bx, by = next(g.flow((x, np.arange(6)), y, batch_size=3, shuffle=False))
print(len(bx), bx[0].shape, bx[1], by)

full = ImageDataGenerator(
    rotation_range=30, width_shift_range=0.2, height_shift_range=[-1, 1], brightness_range=(0.5, 1.5), shear_range=10,
    zoom_range=0.3, channel_shift_range=20.0, horizontal_flip=True, fill_mode="reflect", validation_split=0.5)
print({k: round(float(v), 4) for k, v in full.get_random_transform((4, 5, 3), seed=5).items()})
print(full.random_transform(x[0], seed=5)[..., 0])
shift = ImageDataGenerator(width_shift_range=3, height_shift_range=0.4)
print({k: v if v is None else round(float(v), 4) for k, v in shift.get_random_transform((4, 5, 3), seed=2).items()})
print(len(full.flow(x, y, subset="training")), full.flow(x, y, subset="validation").n)
t(lambda: full.flow(x, np.arange(6), subset="training"))
t(lambda: full.flow(x, np.arange(6), subset="training", ignore_class_split=True).y)

f = ImageDataGenerator(featurewise_center=True, featurewise_std_normalization=True)
f.fit(x)
print(f.mean.shape, f.mean.ravel(), f.std.ravel())
print(f.standardize(x[:1].copy())[0, 0])
s = ImageDataGenerator(samplewise_std_normalization=True)
print(s.samplewise_center, s.standardize(x[0].copy())[0])
z = ImageDataGenerator(zca_whitening=True)
z.fit(x[:, :2, :2] / 255)
print(z.featurewise_center, z.zca_whitening_matrix.shape, z.standardize(x[:1, :2, :2] / 255).shape)
p = ImageDataGenerator(preprocessing_function=lambda a: a * 2)
print(p.standardize(x[0])[0, 0], ImageDataGenerator(data_format="channels_first").channel_axis)
a = ImageDataGenerator(featurewise_center=True, horizontal_flip=True)
a.fit(x, augment=True, rounds=2, seed=1)
print(a.mean.ravel())

for k, name in enumerate(["cat", "dog"]):
    os.makedirs(f"pets/{name}", exist_ok=True)
    for i in range(3):
        tf.io.write_file(f"pets/{name}/{i}.png", tf.io.encode_png(tf.fill((4, 4, 3), tf.constant(40 * k + 10 * i, tf.uint8))))
d = ImageDataGenerator(validation_split=0.34)
for mode in ["categorical", "binary", "sparse", "input", None]:
    it = d.flow_from_directory("pets", target_size=(2, 3), class_mode=mode, batch_size=4, shuffle=False)
    batch = next(it)
    print(batch.shape if mode is None else (batch[0].shape, batch[1].shape, batch[1].ravel()[:8]))
print(it.class_indices, it.filenames, it.classes, it.samples, it.num_classes, it.image_shape, it.filepaths[0], it.labels)
it = keras.preprocessing.image.DirectoryIterator("pets", d, target_size=(2, 2), shuffle=True, seed=3, batch_size=5, dtype="float64")
bx, by = it.next()
print(bx.dtype, bx[:, 0, 0, 0], by.argmax(-1))
it = keras.preprocessing.image.NumpyArrayIterator(x, y, g, batch_size=4, shuffle=True, seed=11)
print([b[1] for b, _ in zip(it, range(3))])
it.reset()
it.on_epoch_end()
print(it.batch_index, it.index_array.shape, isinstance(it, keras.utils.Sequence))
print(len(d.flow_from_directory("pets", subset="training", color_mode="grayscale").filenames), d.flow_from_directory("pets", subset="validation", classes=["dog"]).filenames)

m = keras.Sequential([keras.layers.Flatten(input_shape=(4, 5, 3)), keras.layers.Dense(3, kernel_initializer="zeros", activation="softmax")])
m.compile("sgd", "sparse_categorical_crossentropy")
h = m.fit(ImageDataGenerator(rescale=1 / 255).flow(x, y, batch_size=3, shuffle=False), epochs=2, verbose=0)
print(np.round(h.history["loss"], 4))
print(m.predict(ImageDataGenerator(rescale=1 / 255).flow(x, batch_size=4, shuffle=False), verbose=0).shape)

t(lambda: ImageDataGenerator(zoom_range=(1, 2, 3)))
t(lambda: ImageDataGenerator(data_format="x"))
t(lambda: ImageDataGenerator(validation_split=2))
t(lambda: ImageDataGenerator(brightness_range=3))
t(lambda: g.fit(x[0]))
t(lambda: g.flow(x, y[:2]))
t(lambda: g.flow(x, y, sample_weight=y[:1]))
t(lambda: g.flow(x[0], y[:4]))
t(lambda: full.flow(x, y, subset="x"))
t(lambda: g.flow(x, y)[9])
t(lambda: d.flow_from_directory("pets", color_mode="x"))
t(lambda: d.flow_from_directory("nowhere"))
