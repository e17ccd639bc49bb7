# Random Fourier features as a quasi-SVM; MixUp and CutMix in tf.data; FixRes; focal and label-smoothed losses; a search over hyperparameters.
import itertools

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.layers.experimental import RandomFourierFeatures

keras.utils.set_random_seed(5)
x = np.sin(np.arange(20 * 6) * 0.37).reshape(20, 6).astype("float32")
y = (np.arange(20) % 3).astype("int32")
rff = RandomFourierFeatures(output_dim=16, scale=2.0, kernel_initializer="gaussian")
rff.build((None, 6))
print([(w.name, tuple(w.shape), w.trainable) for w in rff.weights], float(rff.kernel_scale))
rff.set_weights([np.cos(np.arange(w.size) * 1.7).reshape(w.shape) * 2 if w.size > 1 else w for w in rff.get_weights()])
print(rff.get_config())
svm = keras.Sequential([keras.Input(shape=(6,)), rff, layers.Dense(units=3, kernel_initializer="zeros")])
svm.compile(optimizer=keras.optimizers.Adam(learning_rate=1e-2), loss=keras.losses.hinge, metrics=[keras.metrics.CategoricalAccuracy(name="acc")])
h = svm.fit(x, keras.utils.to_categorical(y) * 2 - 1, epochs=4, batch_size=10, validation_split=0.2, verbose=0, shuffle=False)
print({k: [round(a, 4) for a in v] for k, v in h.history.items()})
for bad in (lambda: RandomFourierFeatures(0), lambda: RandomFourierFeatures(4, kernel_initializer="x"), lambda: RandomFourierFeatures(4, scale=-1.0)):
    try:
        bad()
    except ValueError as e:
        print(e)

# --- MixUp and CutMix
images = tf.reshape(tf.cos(tf.range(8.0 * 36 * 3) * 0.05), (8, 6, 6, 3))
hot = tf.one_hot(tf.range(8) % 3, 3)


def beta(n, a=0.2, b=0.2):
    g1, g2 = tf.random.gamma(shape=[n], alpha=a), tf.random.gamma(shape=[n], alpha=b)
    return g1 / (g1 + g2)


lam = beta(1000).numpy()
print(0.4 < lam.mean() < 0.6, lam.min() >= 0, lam.max() <= 1)


def mix_up(one, two, lam):
    (xa, ya), (xb, yb) = one, two
    l = tf.fill([tf.shape(xa)[0]], lam)
    xl, yl = tf.reshape(l, (-1, 1, 1, 1)), tf.reshape(l, (-1, 1))
    return xa * xl + xb * (1 - xl), ya * yl + yb * (1 - yl)


def box(lam, size=6, cx=2, cy=4):
    cut = tf.cast(size * tf.math.sqrt(1.0 - lam), tf.int32)
    x1, y1 = tf.clip_by_value(cx - cut // 2, 0, size), tf.clip_by_value(cy - cut // 2, 0, size)
    x2, y2 = tf.clip_by_value(cx + cut // 2, 0, size), tf.clip_by_value(cy + cut // 2, 0, size)
    return x1, y1, tf.maximum(x2 - x1, 1), tf.maximum(y2 - y1, 1)


@tf.function
def cut_mix(one, two, lam):
    (ia, la), (ib, lb) = one, two
    x1, y1, w, h = box(lam)
    patch = tf.image.pad_to_bounding_box(tf.image.crop_to_bounding_box(ib, y1, x1, h, w), y1, x1, 6, 6)
    hole = tf.image.pad_to_bounding_box(tf.image.crop_to_bounding_box(ia, y1, x1, h, w), y1, x1, 6, 6)
    lam = 1 - tf.cast(w * h, tf.float32) / 36.0
    return ia - hole + patch, lam * la + (1 - lam) * lb


a = tf.data.Dataset.from_tensor_slices((images, hot))
b = a.skip(4).concatenate(a.take(4))
mixed = tf.data.Dataset.zip((a.batch(4), b.batch(4))).map(lambda p, q: mix_up(p, q, 0.3))
cut = tf.data.Dataset.zip((a, b)).map(lambda p, q: cut_mix(p, q, tf.constant(0.6))).batch(4)
for ds in (mixed, cut):
    for xb, yb in ds.take(1):
        print(xb.shape, np.round(yb.numpy(), 3).tolist(), np.round(tf.reduce_sum(xb, (1, 2, 3)).numpy(), 3))


def net(size=None):
    m = keras.Sequential([keras.Input((size, size, 3)), layers.Conv2D(4, 3, padding="same", activation="relu"), layers.BatchNormalization(), layers.GlobalAveragePooling2D(), layers.Dense(3, activation="softmax")])
    for i, v in enumerate(m.weights):
        if "kernel" in v.name:
            v.assign(0.4 * tf.reshape(tf.sin(0.9 * tf.range(float(v.shape.num_elements())) + i), v.shape))
    return m


for name, ds in (("mixup", mixed), ("cutmix", cut)):
    m = net()
    m.compile(keras.optimizers.Adam(0.02), keras.losses.CategoricalCrossentropy(label_smoothing=0.1), metrics=["accuracy"])
    print(name, {k: [round(v, 4) for v in vs] for k, vs in m.fit(ds, epochs=2, verbose=0).history.items()})

# --- FixRes: train small, fine-tune the head on larger pictures
small = a.map(lambda i, l: (tf.image.resize(i, (4, 4)), l)).batch(4)
large = a.map(lambda i, l: (tf.image.resize(i, (9, 9), method="nearest"), l)).batch(4)
m = net()
m.compile("sgd", "categorical_crossentropy", metrics=["accuracy"])
m.fit(small, epochs=2, verbose=0)
print([round(v, 4) for v in m.evaluate(small, verbose=0)], [round(v, 4) for v in m.evaluate(large, verbose=0)])
for layer in m.layers[:2]:
    layer.trainable = False
m.layers[1].trainable = True
m.compile(keras.optimizers.Adam(1e-3), keras.losses.CategoricalFocalCrossentropy(), metrics=["accuracy"])
print([round(v, 4) for v in m.fit(large, epochs=2, verbose=0).history["loss"]], [l.trainable for l in m.layers])

# --- A search
space = {"units": [2, 4], "lr": [0.1, 0.01], "activation": ["relu", "tanh"]}
results = []
for values in itertools.product(*space.values()):
    hp = dict(zip(space, values))
    keras.backend.clear_session()
    m = keras.Sequential([layers.Dense(hp["units"], hp["activation"], kernel_initializer=keras.initializers.Constant(0.2), input_shape=(6,)), layers.Dense(3, kernel_initializer=keras.initializers.Constant(0.1))])
    m.compile(keras.optimizers.SGD(hp["lr"]), keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    h = m.fit(x, y, epochs=3, batch_size=5, validation_data=(x[:5], y[:5]), shuffle=False, verbose=0)
    results.append((round(min(h.history["val_loss"]), 4), tuple(hp.items())))
for score, hp in sorted(results)[:3]:
    print(score, dict(hp))
best = min(results)[1]
print(f"best: {', '.join(f'{k}={v!r}' for k, v in best)}", len(results), m.layers[0].name)
