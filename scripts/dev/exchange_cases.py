"""The models of exchange.sh: written in one interpreter, read in the other.

The script is Python that both understand. `exchange_cases.py write DIR` makes
each model, fills it with numbers and writes it in every format; with `read DIR`
it reads them again and says which outputs differ from the writer's.
"""
import json
import os
import sys

import numpy as np
import tensorflow as tf
from tensorflow import keras

L = keras.layers


def seq(shape, *parts, dtype=None, **kwargs):
    return keras.Sequential([keras.Input(shape, dtype=dtype, **kwargs)] + list(parts))


def multi(shapes, join, dtypes=None):
    ins = [keras.Input(s, dtype=(dtypes or [None] * len(shapes))[i], name="in_%d" % i) for i, s in enumerate(shapes)]
    return keras.Model(ins, join(*ins))


@keras.utils.register_keras_serializable(package="exchange")
class Scaled(L.Layer):
    def __init__(self, factor=2.0, inner=None, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor
        self.inner = inner or L.Dense(3, name="inner")

    def build(self, input_shape):
        self.offset = self.add_weight(name="offset", shape=(input_shape[-1],), initializer="ones")
        self.count = self.add_weight(name="count", shape=(), initializer="zeros", trainable=False)
        super().build(input_shape)

    def call(self, x):
        return self.inner(x * self.factor + self.offset)

    def get_config(self):
        config = super().get_config()
        config["factor"] = self.factor
        return config


@keras.utils.register_keras_serializable(package="exchange", name="squash")
def squash(x):
    return x / (1.0 + tf.abs(x))


@keras.utils.register_keras_serializable(package="exchange")
class Halves(keras.initializers.Initializer):
    def __init__(self, value=0.5):
        self.value = value

    def __call__(self, shape, dtype=None, **kwargs):
        return tf.ones(shape, dtype=dtype) * self.value

    def get_config(self):
        return {"value": self.value}


@keras.utils.register_keras_serializable(package="exchange")
class Pull(keras.regularizers.Regularizer):
    def __init__(self, strength=0.1):
        self.strength = strength

    def __call__(self, x):
        return self.strength * tf.reduce_sum(tf.square(x))

    def get_config(self):
        return {"strength": self.strength}


@keras.utils.register_keras_serializable(package="exchange")
class Tower(keras.Model):
    def __init__(self, units=4, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.first = L.Dense(units, activation="relu")
        self.blocks = [L.Dense(units) for _ in range(2)]
        self.named = {"a": L.Dense(2), "b": L.Dense(2)}
        self.norm = L.BatchNormalization()

    def call(self, x, training=False):
        x = self.first(x)
        for b in self.blocks:
            x = x + b(x)
        x = self.norm(x, training=training)
        return self.named["a"](x) + self.named["b"](x)

    def get_config(self):
        return {"units": self.units}


def tower():
    m = Tower()
    m(tf.zeros((1, 3)))
    return m


def shared():
    a, b = keras.Input((4,), name="a"), keras.Input((4,), name="b")
    d = L.Dense(3, name="twice")
    return keras.Model([a, b], L.Subtract()([d(a), d(b)]))


def nested():
    inner = seq((4,), L.Dense(5, activation="tanh"), L.BatchNormalization())
    wrap_in = keras.Input((4,))
    middle = keras.Model(wrap_in, L.Dense(4)(inner(wrap_in)), name="middle")
    x = keras.Input((4,))
    return keras.Model(x, [middle(x), middle(middle(x))])


def dict_io():
    a, b = keras.Input((3,), name="a"), keras.Input((2,), name="b")
    return keras.Model({"b": b, "a": a}, {"sum": L.Dense(2)(L.Concatenate()([a, b])), "twin": L.Dense(1)(a)})


def operators():
    x = keras.Input((4, 3))
    y = tf.reduce_mean(x[:, 1:, :] * 2.0 + 1.0, axis=1)
    y = tf.nn.relu(y - 0.5) ** 2.0
    y = tf.concat([y, tf.reshape(x, (-1, 12))], axis=-1)
    return keras.Model(x, L.Dense(2)(tf.cast(y, "float32")))


def adapted(layer, data):
    layer.adapt(data)
    return layer


def frozen():
    m = seq((4,), L.Dense(3, name="still"), L.BatchNormalization(), L.Dense(2))
    m.get_layer("still").trainable = False
    return m


def mask_rnn(cell):
    return seq((5,), L.Embedding(7, 4, mask_zero=True), cell, dtype="int32")


def stateful_rnn():
    return keras.Sequential([L.LSTM(3, stateful=True, batch_input_shape=(2, 4, 3)), L.Dense(1)])


def seq2seq():
    x, y = keras.Input((4, 3)), keras.Input((5, 3))
    _, h, c = L.LSTM(4, return_state=True)(x)
    out = L.LSTM(4, return_sequences=True)(y, initial_state=[h, c])
    return keras.Model([x, y], out)


def attention_net():
    q, v = keras.Input((4, 6)), keras.Input((5, 6))
    out, scores = L.MultiHeadAttention(2, 3, value_dim=4, dropout=0.1)(q, v, return_attention_scores=True)
    return keras.Model([q, v], [out, scores])


def mixed():
    p = keras.mixed_precision.Policy("mixed_float16")
    return seq((4,), L.Dense(3, dtype=p), L.LayerNormalization(dtype=p), L.Dense(2, dtype="float32"))


CASES = {
    # core
    "dense": lambda: seq((4,), L.Dense(3)),
    "dense_full": lambda: seq((4,), L.Dense(
        3, activation="softplus", use_bias=True, kernel_initializer=keras.initializers.HeNormal(seed=3), bias_initializer=keras.initializers.Constant(0.2),
        kernel_regularizer=keras.regularizers.L1L2(0.1, 0.2), bias_regularizer="l2", activity_regularizer=keras.regularizers.L1(0.3),
        kernel_constraint=keras.constraints.MaxNorm(2, axis=0), bias_constraint="non_neg")),
    "dense_forms": lambda: seq((4,), L.Dense(3, activation=tf.nn.relu, kernel_initializer="orthogonal", kernel_regularizer=keras.regularizers.OrthogonalRegularizer(0.1, mode="columns"), kernel_constraint=keras.constraints.MinMaxNorm(0.1, 0.9, 0.7, axis=[0])),
                               L.Dense(4, activation=keras.activations.swish, kernel_initializer=keras.initializers.VarianceScaling(2.0, "fan_out", "uniform"), kernel_constraint=keras.constraints.UnitNorm()),
                               L.Dense(2, activation=squash, kernel_initializer=Halves(0.25), kernel_regularizer=Pull(0.2), kernel_constraint="RadialConstraint" if False else None)),
    "initializers": lambda: seq((4,), *[L.Dense(4, kernel_initializer=k, bias_initializer=b) for k, b in [
        (keras.initializers.RandomNormal(0.1, 0.2, seed=1), "zeros"), (keras.initializers.RandomUniform(-0.1, 0.1), "ones"),
        (keras.initializers.TruncatedNormal(seed=2), keras.initializers.Zeros()), (keras.initializers.Identity(0.5), keras.initializers.Ones()),
        ("glorot_normal", "lecun_normal" if False else "zeros"), ("lecun_uniform", keras.initializers.Constant(3)), (keras.initializers.Orthogonal(0.7, seed=4), "random_normal"),
        ("he_uniform", tf.constant_initializer(0.1)), (tf.random_normal_initializer(0.0, 0.1), tf.zeros_initializer())]]),
    "float64": lambda: seq((4,), L.Dense(3, dtype="float64"), L.Dense(2, dtype="float64"), dtype="float64"),
    "mixed": mixed,
    "activation": lambda: seq((4,), L.Activation("gelu"), L.Activation(tf.nn.elu), L.ReLU(6.0, 0.1, 0.05), L.LeakyReLU(0.2), L.ELU(0.5), L.ThresholdedReLU(0.1), L.Softmax(axis=-1)),
    "prelu": lambda: seq((4, 3), L.PReLU(shared_axes=[1]), L.PReLU(alpha_initializer="ones")),
    "embedding": lambda: seq((5,), L.Embedding(7, 4, embeddings_regularizer="l2", embeddings_constraint="unit_norm", input_length=5), L.Flatten(), L.Dense(2), dtype="int32"),
    "masking": lambda: seq((4, 3), L.Masking(0.5), L.LSTM(2)),
    "reshapes": lambda: seq((4, 3), L.Permute((2, 1)), L.Reshape((6, 2)), L.Flatten(), L.RepeatVector(3), L.Reshape((-1, 4)), L.ZeroPadding1D((1, 2)), L.Cropping1D(1), L.UpSampling1D(2)),
    "reshapes2d": lambda: seq((4, 6, 2), L.ZeroPadding2D(((1, 0), (2, 1))), L.Cropping2D((1, 1)), L.UpSampling2D((2, 1), interpolation="bilinear"), L.Conv2D(2, 1)),
    "reshapes3d": lambda: seq((4, 4, 4, 2), L.ZeroPadding3D(1), L.Cropping3D(((1, 0), (0, 1), (1, 1))), L.UpSampling3D(2), L.Conv3D(1, 2)),
    "einsum_dense": lambda: seq((4, 3), L.EinsumDense("abc,cde->abde", output_shape=(None, 2, 5), bias_axes="de", activation="relu"), L.EinsumDense("...x,xy->...y", output_shape=2)),
    "lambda": lambda: seq((4,), L.Lambda(lambda x: x * 2.0), L.Dense(2)),
    "regularize": lambda: seq((4,), L.ActivityRegularization(0.1, 0.2), L.Dropout(0.3, noise_shape=(None, 1), seed=3), L.Dense(1)),
    "noises": lambda: seq((4, 3), L.GaussianNoise(0.1, seed=1), L.GaussianDropout(0.2), L.AlphaDropout(0.1), L.SpatialDropout1D(0.2), L.Dense(2)),
    # convolutions and pools
    "conv1d": lambda: seq((8, 3), L.Conv1D(4, 3, strides=2, padding="causal", activation="relu"), L.Conv1D(2, 2, dilation_rate=2, groups=2)),
    "conv2d": lambda: seq((8, 8, 4), L.Conv2D(4, (3, 2), padding="same", groups=2, kernel_regularizer="l1"), L.Conv2D(3, 3, strides=(2, 2), use_bias=False), L.Conv2D(2, 2, dilation_rate=(1, 2))),
    "conv3d": lambda: seq((5, 5, 5, 2), L.Conv3D(3, 2, strides=(1, 2, 1), padding="same"), L.Conv3D(2, (2, 2, 1))),
    "conv_transpose": lambda: seq((4, 4, 2), L.Conv2DTranspose(3, 3, strides=2, padding="same", output_padding=(1, 1)), L.Conv2DTranspose(2, (2, 3), use_bias=False)),
    "conv_transpose13": lambda: seq((4, 6), L.Conv1DTranspose(3, 3, strides=2), L.Reshape((9, 1, 1, 3)), L.Conv3DTranspose(2, (3, 1, 1), strides=(2, 1, 1), padding="same")),
    "depthwise": lambda: seq((6, 6, 3), L.DepthwiseConv2D(3, depth_multiplier=2, padding="same", depthwise_initializer="he_normal", depthwise_constraint="max_norm"), L.SeparableConv2D(4, 3, depth_multiplier=2, depthwise_regularizer="l2", pointwise_regularizer="l1", activation="elu")),
    "depthwise1d": lambda: seq((8, 3), L.DepthwiseConv1D(3, strides=2, depth_multiplier=2), L.SeparableConv1D(4, 2, dilation_rate=1, padding="causal")),
    "local": lambda: seq((6, 6, 2), L.LocallyConnected2D(3, 2, strides=(2, 2)), L.Reshape((9, 3)), L.LocallyConnected1D(2, 3), L.LocallyConnected1D(2, 3, implementation=2, use_bias=False)),
    "pools": lambda: seq((8, 8, 3), L.MaxPooling2D((2, 1), strides=(1, 2), padding="same"), L.AveragePooling2D(2), L.GlobalAveragePooling2D(keepdims=True), L.Conv2D(2, 1), L.GlobalMaxPooling2D()),
    "pools1d": lambda: seq((8, 3), L.MaxPooling1D(2, strides=1), L.AveragePooling1D(2, padding="same"), L.Conv1D(2, 1), L.GlobalAveragePooling1D()),
    "pools3d": lambda: seq((4, 4, 4, 2), L.MaxPooling3D(2, 1), L.AveragePooling3D((1, 2, 1)), L.GlobalMaxPooling3D()),
    "global_max1d": lambda: seq((4, 3), L.GlobalMaxPooling1D(keepdims=True), L.Dense(2)),
    "conv_lstm": lambda: seq((3, 5, 5, 2), L.ConvLSTM2D(3, 3, padding="same", return_sequences=True), L.ConvLSTM2D(2, 2, strides=2, recurrent_activation="sigmoid")),
    "conv_lstm1d": lambda: seq((3, 5, 2), L.ConvLSTM1D(3, 3, go_backwards=True, unit_forget_bias=False)),
    "conv_lstm3d": lambda: seq((2, 3, 3, 3, 1), L.ConvLSTM3D(2, 2, use_bias=False)),
    # normalizations
    "batch_norm": lambda: seq((4, 3), L.BatchNormalization(momentum=0.9, epsilon=1e-2, gamma_regularizer="l2", beta_constraint="non_neg"), L.BatchNormalization(axis=1, scale=False), L.BatchNormalization(center=False)),
    "layer_norm": lambda: seq((4, 3), L.LayerNormalization(axis=[1, 2]), L.LayerNormalization(center=False, epsilon=1e-5), L.GroupNormalization(3), L.UnitNormalization(axis=1)),
    "spectral": lambda: seq((4,), L.SpectralNormalization(L.Dense(3), power_iterations=2)),
    "normalization": lambda: seq((3,), adapted(L.Normalization(), np.arange(12.0).reshape(4, 3)), L.Normalization(mean=[1.0, 2.0, 3.0], variance=[1.0, 4.0, 9.0]), L.Dense(2)),
    "normalization_inv": lambda: seq((4, 3), adapted(L.Normalization(axis=(1, 2), invert=True), np.arange(24.0).reshape(2, 4, 3)), L.Normalization(axis=None, mean=2.0, variance=3.0)),
    # recurrent
    "lstm": lambda: seq((4, 3), L.LSTM(5, return_sequences=True, dropout=0.1, recurrent_dropout=0.2), L.LSTM(3, activation="relu", unit_forget_bias=False, use_bias=False), L.Dense(2)),
    "lstm_forms": lambda: seq((4, 3), L.LSTM(5, go_backwards=True, time_major=False, unroll=True, kernel_constraint="unit_norm", recurrent_regularizer="l2", bias_initializer="ones", implementation=1, return_sequences=True), L.RNN(L.LSTMCell(4))),
    "gru": lambda: seq((4, 3), L.GRU(5, return_sequences=True), L.GRU(3, reset_after=False, recurrent_activation="hard_sigmoid"), L.Dense(2)),
    "simple_rnn": lambda: seq((4, 3), L.SimpleRNN(5, return_sequences=True, go_backwards=True), L.SimpleRNN(3, activation="relu")),
    "rnn_cells": lambda: seq((4, 3), L.RNN([L.GRUCell(3), L.LSTMCell(4), L.SimpleRNNCell(2)], return_sequences=True), L.RNN(L.StackedRNNCells([L.SimpleRNNCell(3), L.GRUCell(2, reset_after=False)]))),
    "bidirectional": lambda: seq((4, 3), L.Bidirectional(L.LSTM(3, return_sequences=True)), L.Bidirectional(L.GRU(2), merge_mode="ave", backward_layer=L.SimpleRNN(2, go_backwards=True))),
    "bidirectional_sum": lambda: seq((4, 3), L.Bidirectional(L.RNN(L.GRUCell(3), return_sequences=True), merge_mode="sum"), L.Bidirectional(L.SimpleRNN(2), merge_mode="mul")),
    "time_distributed": lambda: seq((4, 5, 3), L.TimeDistributed(L.Dense(2)), L.TimeDistributed(L.LSTM(3)), L.TimeDistributed(seq((3,), L.Dense(4), L.BatchNormalization()))),
    "masked_lstm": lambda: mask_rnn(L.LSTM(3, return_sequences=True)),
    "masked_gru": lambda: mask_rnn(L.Bidirectional(L.GRU(3))),
    "stateful": stateful_rnn,
    "seq2seq": seq2seq,
    # attention
    "mha": attention_net,
    "mha_axes": lambda: multi([(3, 4, 6), (3, 5, 6)], lambda q, v: L.MultiHeadAttention(2, 3, attention_axes=(2,), output_shape=5, use_bias=False)(q, v)),
    "attentions": lambda: multi([(4, 3), (5, 3)], lambda q, v: [L.Attention(use_scale=True, score_mode="concat")([q, v]), L.AdditiveAttention()([q, v]), L.Attention(use_scale=True, dropout=0.2)([q, v])]),
    # merging
    "merging": lambda: multi([(4,), (4,), (4,)], lambda a, b, c: L.Dense(2)(L.Concatenate(axis=-1)([
        L.Add()([a, b, c]), L.Multiply()([a, b]), L.Average()([a, c]), L.Maximum()([b, c]), L.Minimum()([a, b, c]), L.Subtract()([a, b]), L.Dot(axes=1, normalize=True)([a, b]), L.concatenate([a, b]), L.add([b, c])]))),
    # preprocessing
    "images": lambda: seq((8, 8, 3), L.Rescaling(1.0 / 255, offset=[0.1, 0.2, 0.3]), L.Resizing(6, 5, interpolation="nearest", crop_to_aspect_ratio=True), L.CenterCrop(4, 4), L.Conv2D(2, 2)),
    "random_images": lambda: seq((8, 8, 3), L.RandomFlip("horizontal", seed=3), L.RandomRotation(0.2, fill_mode="nearest"), L.RandomZoom((0.1, 0.3), None, seed=1), L.RandomTranslation(0.1, 0.2), L.RandomContrast(0.3), L.RandomBrightness([-0.2, 0.2], value_range=(0.0, 1.0)), L.RandomCrop(6, 6), L.RandomHeight(0.0), L.RandomWidth(0.0), L.Conv2D(2, 2)),
    "discretization": lambda: seq((3,), adapted(L.Discretization(num_bins=4), np.arange(20.0)), L.CategoryEncoding(4, output_mode="multi_hot"), L.Dense(2)),
    "discretization_set": lambda: seq((1,), L.Discretization([0.0, 0.5, 1.0], output_mode="one_hot"), L.Dense(2)),
    "category": lambda: seq((3,), L.CategoryEncoding(8, output_mode="count"), dtype="int32"),
    "hashing": lambda: seq((1,), L.Hashing(5, salt=[3, 4], output_mode="one_hot"), dtype="string"),
    "hashing_int": lambda: seq((2,), L.Hashing(5, mask_value=2, sparse=False), dtype="int64"),
    "crossing": lambda: multi([(1,), (1,)], lambda a, b: L.HashedCrossing(6, output_mode="one_hot")((a, b)), ["string", "int64"]),
    "string_lookup": lambda: seq((3,), L.StringLookup(vocabulary=["red", "green", "blue"], num_oov_indices=2), L.Embedding(6, 2), dtype="string"),
    "string_lookup_adapted": lambda: seq((3,), adapted(L.StringLookup(output_mode="multi_hot", max_tokens=6), np.array(["a", "b", "a", "c", "red", "red", "red"])), L.Dense(2), dtype="string"),
    "string_lookup_idf": lambda: seq((3,), L.StringLookup(vocabulary=["red", "green", "blue"], output_mode="tf_idf", idf_weights=[0.5, 0.25, 0.75]), dtype="string"),
    "string_lookup_inv": lambda: seq((3,), L.StringLookup(vocabulary=["red", "green", "blue"], invert=True, mask_token="", oov_token="?"), dtype="int64"),
    "integer_lookup": lambda: seq((3,), L.IntegerLookup(vocabulary=[3, 1, 5], num_oov_indices=1, mask_token=0), L.Embedding(6, 2), dtype="int64"),
    "integer_lookup_adapted": lambda: seq((3,), adapted(L.IntegerLookup(output_mode="count"), np.array([[1, 2, 2], [2, 3, 4]])), dtype="int64"),
    "text": lambda: seq((1,), adapted(L.TextVectorization(max_tokens=9, output_sequence_length=4, ngrams=None), np.array(["red blue", "blue green red", "the red"])), L.Embedding(9, 2), dtype="string"),
    "text_tfidf": lambda: seq((1,), adapted(L.TextVectorization(output_mode="tf_idf", ngrams=2, standardize="lower"), np.array(["red blue", "Blue green red", "the red"])), dtype="string"),
    "text_vocabulary": lambda: seq((1,), L.TextVectorization(vocabulary=["red", "blue"], output_mode="multi_hot", split="whitespace", standardize=None), dtype="string"),
    # whole models
    "shared": shared, "nested": nested, "dict_io": dict_io, "operators": operators, "frozen": frozen,
    "custom": lambda: seq((4,), Scaled(3.0), Scaled(), L.Dense(2)),
    "custom_inner": lambda: seq((4,), L.TimeDistributed(Scaled(0.5)) if False else Scaled(0.5, name="mine"), L.Activation(squash)),
    "tower": tower,
    "slashes": lambda: seq((4,), L.Dense(3, name="block/one"), L.BatchNormalization(name="block/norm"), L.Dense(2, name="out.put-x")),
    "unbuilt_names": lambda: keras.Sequential([L.Dense(3, input_shape=(4,)), L.Dense(2)], name="ünïcode"),
}

OPTIMIZERS = {
    "sgd": lambda: keras.optimizers.SGD(0.1, momentum=0.9, nesterov=True),
    "adam": lambda: keras.optimizers.Adam(0.01, amsgrad=True),
    "adamw": lambda: keras.optimizers.AdamW(0.01, weight_decay=0.1, use_ema=True),
    "adamax": lambda: keras.optimizers.Adamax(0.01),
    "nadam": lambda: keras.optimizers.Nadam(0.01),
    "adagrad": lambda: keras.optimizers.Adagrad(0.1),
    "adadelta": lambda: keras.optimizers.Adadelta(1.0),
    "rmsprop": lambda: keras.optimizers.RMSprop(0.01, momentum=0.5, centered=True),
    "ftrl": lambda: keras.optimizers.Ftrl(0.1, l1_regularization_strength=0.01),
    "lion": lambda: keras.optimizers.Lion(0.01),
    "adafactor": lambda: keras.optimizers.Adafactor(0.1),
    "schedule": lambda: keras.optimizers.SGD(keras.optimizers.schedules.PiecewiseConstantDecay([2, 4], [0.1, 0.05, 0.01])),
    "cosine": lambda: keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.1, 10, warmup_target=0.2, warmup_steps=2), clipnorm=1.0),
    "legacy_sgd": lambda: keras.optimizers.legacy.SGD(0.1, momentum=0.9),
    "legacy_adam": lambda: keras.optimizers.legacy.Adam(0.01),
    "legacy_rmsprop": lambda: keras.optimizers.legacy.RMSprop(keras.optimizers.schedules.ExponentialDecay(0.1, 2, 0.5)),
}


def sample(spec):
    """A batch of two for an input, numbers and words that differ."""
    shape = [2] + [4 if d is None else d for d in spec.shape[1:]]
    n = int(np.prod(shape))
    if spec.dtype == tf.string:
        words = ["red", "blue green", "Blue", "the red", "other"]
        return tf.constant(np.array([words[i % 5] for i in range(n)]).reshape(shape))
    if spec.dtype in (tf.int32, tf.int64):
        return tf.constant(np.arange(n).reshape(shape) % 5, dtype=spec.dtype)
    return tf.constant(np.cos(np.arange(n) * 0.7).reshape(shape), dtype=spec.dtype)


def samples(m):
    if isinstance(m, Tower):
        return tf.constant(np.cos(np.arange(6) * 0.7).reshape(2, 3), dtype="float32")
    xs = tf.nest.map_structure(sample, m.input if not isinstance(m.input, dict) else dict(m.input))
    return xs


def fill(m):
    """Gives every weight numbers of its own."""
    for i, w in enumerate(m.weights):
        last = getattr(w, "name", "summary").split("/")[-1]
        if not isinstance(w, tf.Variable) or not w.dtype.is_floating or "summary" in last or last in ("mean:0", "variance:0", "Variable:0"):
            continue  # what adapt has found
        shape = w.numpy().shape
        v = np.sin(np.arange(int(np.prod(shape))) * 0.9 + i * 0.31).reshape(shape) * 0.5
        if "variance" in w.name or "gamma" in w.name:
            v = np.abs(v) + 0.5
        w.assign(tf.cast(v, w.dtype))


def outputs(m):
    """The model's outputs on its samples as a flat list of arrays."""
    if hasattr(m, "reset_states"):
        m.reset_states()
    return [np.asarray(t) for t in tf.nest.flatten(m(samples(m), training=False))]


def same(xs, ys, tolerance):
    if len(xs) != len(ys):
        return "%d outputs, not %d" % (len(ys), len(xs))
    for x, y in zip(xs, ys):
        if x.shape != y.shape:
            return "shape %s, not %s" % (y.shape, x.shape)
        if x.dtype.kind in "SUO":
            if x.tolist() != y.tolist():
                return "%s, not %s" % (y.tolist(), x.tolist())
            continue
        if x.dtype != y.dtype:
            return "dtype %s, not %s" % (y.dtype, x.dtype)
        far = np.max(np.abs(x.astype("float64") - y.astype("float64"))) if x.size else 0.0
        if not far <= tolerance:
            return "differs by %g" % far
    return ""


def attempt(who, what, f):
    """Runs f, and says so if it raises or gives a text."""
    try:
        said = f()
    except Exception as e:
        said = "%s: %s" % (type(e).__name__, e)
    if said:
        print("%s %s: %s" % (who, what, said[:600].replace("\n", " ")))
        return False
    return True


def quiet(f):
    def run():
        f()
        return ""
    return run


LAMBDA = {"lambda"}


def store(path, arrays):
    with open(path, "w") as f:
        json.dump([[a.tolist() if a.dtype.kind not in "SUO" else [v.decode() if isinstance(v, bytes) else str(v) for v in a.flatten().tolist()], list(a.shape), str(a.dtype)] for a in arrays], f)


def restore(path):
    with open(path) as f:
        kept = json.load(f)
    return [np.array([v.encode() for v in vs], dtype=object).reshape(shape) if dtype in ("object",) or dtype.startswith(("|S", "<U")) else np.array(vs, dtype=dtype).reshape(shape) for vs, shape, dtype in kept]


def keep_text(path, text):
    with open(path, "w") as f:
        f.write(text)


def write(folder, names):
    for name in names:
        keras.backend.clear_session()
        at = os.path.join(folder, name)
        made = []

        def make():
            m = CASES[name]()
            fill(m)
            store(at + ".out.json", outputs(m))
            made.append(m)

        if not attempt(name, "make", quiet(make)):
            continue
        m = made[0]
        attempt(name, "write .keras", quiet(lambda: m.save(at + ".keras")))
        tables = name in ("string_lookup_adapted", "integer_lookup_adapted", "text", "text_tfidf")  # vocabularies are not for HDF5
        if name != "tower" and not tables:
            attempt(name, "write .h5", quiet(lambda: m.save(at + ".h5")))
            attempt(name, "write _old.h5", quiet(lambda: m.save_weights(at + "_old.h5")))
            attempt(name, "write json", quiet(lambda: keep_text(at + ".json", m.to_json())))
        attempt(name, "write .weights.h5", quiet(lambda: m.save_weights(at + ".weights.h5")))
        attempt(name, "write ckpt", quiet(lambda: m.save_weights(at + "_ckpt")))
        attempt(name, "write saved", quiet(lambda: m.save(at + "_saved", save_format="tf")))


def read(folder, names):
    for name in names:
        at = os.path.join(folder, name)
        if not os.path.exists(at + ".out.json"):
            continue
        want = restore(at + ".out.json")

        def compare(load):
            def run():
                keras.backend.clear_session()
                return same(want, outputs(load()), 5e-3 if name == "mixed" else 2e-5)
            return run

        def weights(path):
            def run():
                m = CASES[name]()
                m.load_weights(path)
                return m
            return run

        def from_json():
            with open(at + ".json") as f:
                m = keras.models.model_from_json(f.read())
            m.load_weights(at + ".weights.h5")
            return m

        unsafe = {"safe_mode": False} if name in LAMBDA else {}
        for end in [".keras", ".h5"]:
            if os.path.exists(at + end):
                attempt(name, "read " + end, compare(lambda: keras.models.load_model(at + end, **unsafe)))
        if os.path.exists(at + ".json") and os.path.exists(at + ".h5"):
            attempt(name, "read json", compare(from_json))
        for end in [".weights.h5", "_old.h5"]:
            if os.path.exists(at + end):
                attempt(name, "read " + end, compare(weights(at + end)))
        if os.path.exists(at + "_ckpt.index"):
            attempt(name, "read ckpt", compare(weights(at + "_ckpt")))
        if os.path.exists(at + "_saved"):
            attempt(name, "read saved", compare(lambda: keras.models.load_model(at + "_saved")))


X = np.cos(np.arange(24) * 0.7).reshape(6, 4).astype("float32")
Y = np.sin(np.arange(12) * 0.3).reshape(6, 2).astype("float32")


def train(m):
    m.train_on_batch(X, Y)
    m.train_on_batch(X * 0.5, Y)


def trained(name):
    m = seq((4,), L.Dense(3, activation="tanh", name="one"), L.BatchNormalization(name="norm"), L.Dense(2, name="two"))
    m.compile(OPTIMIZERS[name](), loss=keras.losses.Huber(0.5), metrics=["mae", keras.metrics.RootMeanSquaredError(name="far")])
    fill(m)
    return m


def go_on(at, end):
    """What training makes of a whole model that was read again: not all formats
    keep all of an optimizer's state."""
    keras.backend.clear_session()
    m = keras.models.load_model(at + end)
    train(m)
    store(at + end + ".json", m.get_weights())


def write_trained(folder, names):
    for name in names:
        keras.backend.clear_session()
        at = os.path.join(folder, "trained_" + name)
        made = []

        def make():
            m = trained(name)
            train(m)
            made.append(m)

        if not attempt(name, "train", quiet(make)):
            continue
        m = made[0]
        for end in [".keras", ".h5", ".weights.h5"]:
            attempt(name, "write trained " + end, quiet(lambda: m.save_weights(at + end) if "weights" in end else m.save(at + end)))
        attempt(name, "write trained ckpt", quiet(lambda: m.save_weights(at + "_ckpt")))
        attempt(name, "write trained saved", quiet(lambda: m.save(at + "_saved", save_format="tf")))
        train(m)
        store(at + ".out.json", m.get_weights())
        for end in [".keras", ".h5", "_saved"]:
            attempt(name, "go on from " + end, quiet(lambda: go_on(at, end)))


def read_trained(folder, names):
    for name in names:
        at = os.path.join(folder, "trained_" + name)
        if not os.path.exists(at + ".out.json"):
            continue
        want = restore(at + ".out.json")

        def compare(load, want=want):
            def run():
                keras.backend.clear_session()
                m = load()
                train(m)
                return same(want, m.get_weights(), 1e-4)
            return run

        def weights(path):
            def run():
                m = trained(name)
                train(m)
                m.load_weights(path)
                return m
            return run

        for end in [".keras", ".h5", "_saved"]:
            if os.path.exists(at + end):
                attempt(name, "read trained " + end, compare(lambda: keras.models.load_model(at + end), restore(at + end + ".json")))
        for end in [".weights.h5", "_ckpt"]:
            if os.path.exists(at + end) or os.path.exists(at + end + ".index"):
                attempt(name, "read trained " + end, compare(weights(at + end)))


if __name__ == "__main__":
    action, folder = sys.argv[1], sys.argv[2]
    only = sys.argv[3:]
    names = [n for n in CASES if not only or n in only]
    optimizers = [n for n in OPTIMIZERS if not only or n in only]
    if action == "write":
        write(folder, names)
        write_trained(folder, optimizers)
    else:
        read(folder, names)
        read_trained(folder, optimizers)
