"""Models that Keras 3 writes and kerash reads.

`exchange_keras3.py write DIR` is run by an interpreter with Keras 3, then `read
DIR` by kerash; it says which outputs differ.
"""
import json
import os
import sys

import keras
import numpy as np

L = keras.layers


def seq(shape, *parts, dtype=None):
    return keras.Sequential([keras.Input(shape, dtype=dtype)] + list(parts))


def graph(f, *shapes):
    ins = [keras.Input(s, name="in_%d" % i) for i, s in enumerate(shapes)]
    return keras.Model(ins if len(ins) > 1 else ins[0], f(*ins))


def adapted(layer, data):
    layer.adapt(data)
    return layer


@keras.saving.register_keras_serializable(package="exchange")
class Scaled(L.Layer):
    def __init__(self, factor=2.0, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor
        self.inner = L.Dense(3)

    def build(self, shape):
        self.offset = self.add_weight(name="offset", shape=(shape[-1],), initializer="ones")
        self.inner.build(shape)
        super().build(shape)

    def call(self, x):
        return self.inner(x * self.factor + self.offset)

    def get_config(self):
        return {**super().get_config(), "factor": self.factor}


def nested():
    inner = keras.Sequential([keras.Input((4,)), L.Dense(4), keras.Sequential([keras.Input((4,)), L.Dense(4)])], name="inner")
    return graph(lambda x: L.Dense(2)(inner(inner(x)) + x), (4,))


def operations(x):
    ops = keras.ops
    turned = ops.transpose(x, (0, 2, 1))
    return [x[:, 1:, 0], ops.reshape(x, (-1, 12)), ops.mean(x, axis=1), turned, ops.cast(x, "float32"), 1.0 - x, ops.clip(x, 0.0, 1.0),
            ops.softmax(x, axis=-1), x**2.0, ops.matmul(x, turned), ops.concatenate([ops.relu(x - 0.5), ops.square(x)], axis=-1)]


CASES = {
    "dense": lambda: seq((4,), L.Dense(3, activation="silu", kernel_regularizer="l2", kernel_initializer=keras.initializers.HeNormal(seed=1)),
                         L.Dropout(0.2, seed=1), L.BatchNormalization(), L.Dense(2, kernel_constraint="max_norm")),
    "activations": lambda: seq((4,), *[L.Dense(4, activation=a) for a in ("gelu", "log_softmax", "leaky_relu", "mish", "relu6", "softsign")],
                               L.LeakyReLU(negative_slope=0.1), L.ReLU(6.0), L.ELU(0.5), L.PReLU(), L.Softmax()),
    "conv": lambda: seq((8, 8, 3), L.Conv2D(4, 3, padding="same", strides=2), L.DepthwiseConv2D(3), L.SeparableConv2D(2, 2), L.Flatten()),
    "transposed": lambda: seq((4, 4, 2), L.Conv2DTranspose(3, 3, strides=2), L.UpSampling2D(2), L.ZeroPadding2D(1), L.Cropping2D(1), L.GlobalAveragePooling2D()),
    "conv1d": lambda: seq((8, 3), L.Conv1D(4, 3, padding="causal"), L.MaxPooling1D(2), L.Conv1DTranspose(2, 3), L.GlobalMaxPooling1D()),
    "conv3d": lambda: seq((4, 4, 4, 2), L.Conv3D(2, 2), L.AveragePooling3D(2), L.Flatten()),
    "recurrent": lambda: seq((5, 3), L.LSTM(4, return_sequences=True), L.GRU(3, return_sequences=True), L.SimpleRNN(2, return_sequences=True), L.Bidirectional(L.LSTM(2))),
    "cells": lambda: seq((5, 3), L.RNN([L.LSTMCell(3), L.GRUCell(2)], return_sequences=True), L.RNN(L.SimpleRNNCell(2))),
    "conv_lstm": lambda: seq((3, 5, 5, 2), L.ConvLSTM2D(2, 3)),
    "distributed": lambda: seq((4, 3), L.TimeDistributed(L.Dense(2)), L.Permute((2, 1)), L.Reshape((4, 2)), L.Flatten()),
    "heads": lambda: graph(lambda q, v: L.LayerNormalization()(L.MultiHeadAttention(2, 3)(q, v) + q), (4, 6), (5, 6)),
    "attention": lambda: graph(lambda q, v: [L.Attention(use_scale=True)([q, v]), L.AdditiveAttention()([q, v])], (4, 3), (5, 3)),
    "norms": lambda: seq((4, 6), L.LayerNormalization(), L.GroupNormalization(2), L.UnitNormalization(), L.SpectralNormalization(L.Dense(3))),
    "embedding": lambda: seq((5,), L.Embedding(7, 4, mask_zero=True), L.LSTM(3), dtype="int32"),
    "masking": lambda: seq((4, 3), L.Masking(0.5), L.GRU(2)),
    "merging": lambda: graph(lambda a, b: L.Concatenate()([L.Add()([a, b]), L.Multiply()([a, b]), L.Average()([a, b]), L.Maximum()([a, b]), L.Dot(1)([a, b])]), (4,), (4,)),
    "normalization": lambda: seq((3,), adapted(L.Normalization(), np.arange(12.0).reshape(4, 3)), L.Dense(1)),
    "images": lambda: seq((6, 6, 3), L.Rescaling(1 / 255.0, offset=0.1), L.CenterCrop(4, 4), L.RandomFlip(), L.RandomRotation(0.1), L.Conv2D(1, 2), L.Flatten()),
    "noises": lambda: seq((4,), L.Identity(), L.GaussianNoise(0.1), L.GaussianDropout(0.1), L.AlphaDropout(0.1), L.ActivityRegularization(0.1), L.Dense(1)),
    "nested": nested,
    "shared": lambda: graph(lambda a, b, d=L.Dense(3): d(a) - d(b) * 2.0 + 1.0, (4,), (4,)),
    "outputs": lambda: graph(lambda x: [L.Dense(1, name="one")(x), L.Dense(2, name="two")(x)], (4,)),
    "einsum": lambda: seq((4, 3), L.EinsumDense("abc,cd->abd", output_shape=(None, 5), bias_axes="d")),
    "operations": lambda: graph(operations, (4, 3)),
    "custom": lambda: seq((4,), Scaled(3.0), L.Dense(1)),
    "words": lambda: seq((3,), L.StringLookup(vocabulary=["red", "green"]), L.Embedding(3, 2), dtype="string"),
    "numbers": lambda: seq((3,), L.IntegerLookup(vocabulary=[1, 2]), L.Embedding(3, 2), dtype="int64"),
    "text": lambda: seq((1,), adapted(L.TextVectorization(output_sequence_length=3), np.array(["red blue", "blue green red"])), L.Embedding(6, 2), dtype="string"),
    "hashing": lambda: seq((1,), L.Hashing(5), dtype="string"),
    "mixed": lambda: seq((4,), L.Dense(3, dtype="mixed_float16"), L.Dense(2, dtype="float32")),
}

# The states of Adafactor and Nadam are others in Keras 3: they start anew.
OPTIMIZERS = {
    "adam": lambda: keras.optimizers.Adam(0.01, amsgrad=True),
    "sgd": lambda: keras.optimizers.SGD(0.1, momentum=0.9, nesterov=True),
    "rmsprop": lambda: keras.optimizers.RMSprop(0.01, momentum=0.5, centered=True),
    "schedule": lambda: keras.optimizers.Adam(keras.optimizers.schedules.ExponentialDecay(0.1, 2, 0.5)),
    "adamw": lambda: keras.optimizers.AdamW(0.01),
    "lion": lambda: keras.optimizers.Lion(0.01),
    "ftrl": lambda: keras.optimizers.Ftrl(0.1),
    "adagrad": lambda: keras.optimizers.Adagrad(0.1),
}

# Keras 3 loses weights of the same name when it writes these to HDF5, and keeps
# no vocabulary there.
NOT_H5 = {"recurrent", "cells", "heads", "nested", "images", "text", "ftrl", "adagrad"}

X = np.cos(np.arange(24) * 0.7).reshape(6, 4).astype("float32")
Y = np.sin(np.arange(12) * 0.3).reshape(6, 2).astype("float32")


def sample(t):
    """A batch of two for an input."""
    shape = [2] + [4 if d is None else d for d in t.shape[1:]]
    n = int(np.prod(shape))
    name = str(t.dtype)
    if "string" in name:
        return np.array(["red", "blue green", "blue"])[np.arange(n) % 3].reshape(shape)
    if "int" in name:
        return (np.arange(n) % 5).reshape(shape).astype("int64")
    return np.cos(np.arange(n) * 0.7).reshape(shape).astype("float32")


def outputs(m):
    import tensorflow as tf
    xs = [tf.constant(sample(t)) for t in m.inputs]
    ys = m(xs if len(xs) > 1 else xs[0], training=False)
    return [np.asarray(y).astype("float64") for y in (ys if isinstance(ys, (list, tuple)) else [ys])]


def fill(m):
    for i, w in enumerate(m.weights):
        if "float" in str(w.dtype) and not any(part in w.path for part in ("seed", "mean", "variance", "count")):
            v = np.sin(np.arange(int(np.prod(w.shape))) * 0.9 + i * 0.31).reshape(w.shape) * 0.5
            w.assign(v.astype("float32"))


def write(folder):
    for name, make in CASES.items():
        keras.backend.clear_session()
        at = os.path.join(folder, name)
        m = make()
        fill(m)
        with open(at + ".out.json", "w") as f:
            json.dump([y.tolist() for y in outputs(m)], f)
        m.save(at + ".keras")
        m.save_weights(at + ".weights.h5")
        with open(at + ".json", "w") as f:
            f.write(m.to_json())
        if name not in NOT_H5:
            m.save(at + ".h5")
    for name, make in OPTIMIZERS.items():
        keras.backend.clear_session()
        keras.utils.set_random_seed(1)
        at = os.path.join(folder, "trained_" + name)
        m = seq((4,), L.Dense(3, activation="tanh", name="one"), L.Dense(2, name="two"))
        m.compile(make(), loss="mse", metrics=["mae"])
        m.train_on_batch(X, Y)
        m.train_on_batch(X, Y)
        m.save(at + ".keras")
        if name not in NOT_H5:
            m.save(at + ".h5")
        m.train_on_batch(X, Y)
        with open(at + ".out.json", "w") as f:
            json.dump([w.tolist() for w in m.get_weights()], f)


def compare(name, what, read, want, tolerance):
    try:
        far = max(float(np.max(np.abs(np.asarray(a) - b))) for a, b in zip(want, read()))
        said = "" if far <= tolerance else "differs by %g" % far
    except Exception as e:
        said = "%s: %s" % (type(e).__name__, e)
    if said:
        print("%s %s: %s" % (name, what, said[:600].replace("\n", " ")))


def read(folder):
    for file in sorted(os.listdir(folder)):
        if not file.endswith(".out.json"):
            continue
        name = file[:-len(".out.json")]
        at = os.path.join(folder, name)
        with open(at + ".out.json") as f:
            want = json.load(f)

        def whole(end):
            m = keras.models.load_model(at + end)
            if not name.startswith("trained_"):
                return outputs(m)
            m.train_on_batch(X, Y)
            return m.get_weights()

        def parts():
            with open(at + ".json") as f:
                m = keras.models.model_from_json(f.read())
            m.load_weights(at + ".weights.h5")
            return outputs(m)

        tolerance = 5e-3 if name == "mixed" else 1e-4
        for end in (".keras", ".h5"):
            if os.path.exists(at + end):
                compare(name, end, lambda: whole(end), want, tolerance)
        if os.path.exists(at + ".json") and name != "text":
            compare(name, "json", parts, want, tolerance)


if __name__ == "__main__":
    {"write": write, "read": read}[sys.argv[1]](sys.argv[2])
