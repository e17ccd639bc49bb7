# Custom RNN cells, wrappers, masks through user layers, layers in lists and dicts.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def r(x):
    return np.round(np.array(x, dtype="float64"), 5).tolist()


class MinimalCell(layers.Layer):
    def __init__(self, units, **kwargs):
        self.units = units
        self.state_size = units
        super().__init__(**kwargs)

    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units), initializer="ones", name="kernel")
        self.recurrent_kernel = self.add_weight(shape=(self.units, self.units), initializer=keras.initializers.Constant(0.1), name="recurrent_kernel")
        self.built = True

    def call(self, inputs, states):
        prev = states[0]
        h = tf.matmul(inputs, self.kernel)
        out = tf.tanh(h * 0.1 + tf.matmul(prev, self.recurrent_kernel))
        return out, [out]

    def get_config(self):
        return {**super().get_config(), "units": self.units}


x = tf.constant(np.sin(np.arange(24)).reshape(2, 4, 3).astype("float32"))
rnn = layers.RNN(MinimalCell(3), return_sequences=True, return_state=True)
y, s = rnn(x)
print(y.shape, s.shape, r(y[0]), r(s))
print([w.name for w in rnn.weights], rnn.cell.units, rnn.count_params())
m = keras.Sequential([keras.Input((4, 3)), layers.RNN(MinimalCell(2)), layers.Dense(1, kernel_initializer="ones")])
m.compile(keras.optimizers.SGD(0.1), "mse")
print(r(m.fit(x, np.ones((2, 1)), epochs=3, verbose=0).history["loss"]))
stack = layers.RNN([MinimalCell(2), MinimalCell(3)])
print(stack(x).shape, len(stack.weights))


class Twice(layers.Wrapper):
    def call(self, inputs):
        return 2.0 * self.layer(inputs)


t = Twice(layers.Dense(2, kernel_initializer="ones", name="inner"), name="tw")
print(r(t(tf.ones((1, 3)))), t.layer.name, [w.name for w in t.weights], len(t.trainable_weights))


class MaskPrinter(layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True

    def call(self, inputs, mask=None):
        if mask is None:
            return inputs
        return inputs * tf.cast(mask, inputs.dtype)[..., None]


e = layers.Embedding(4, 2, mask_zero=True, embeddings_initializer="ones")
tok = tf.constant([[1, 2, 0], [3, 0, 0]])
out = MaskPrinter()(e(tok))
print(r(out), out._keras_mask.numpy().tolist())


class DropMask(layers.Layer):
    def compute_mask(self, inputs, mask=None):
        return None

    def call(self, inputs):
        return inputs + 1


class Reverse(layers.Layer):
    def compute_mask(self, inputs, mask=None):
        return None if mask is None else tf.logical_not(mask)

    def call(self, inputs, mask=None):
        return inputs


print(hasattr(DropMask()(e(tok)), "_keras_mask"), Reverse()(e(tok))._keras_mask.numpy().tolist())
i = keras.Input((3,), dtype="int32")
h = MaskPrinter(name="mp")(layers.Embedding(4, 2, mask_zero=True, embeddings_initializer="ones")(i))
mm = keras.Model(i, layers.GlobalAveragePooling1D()(h))
print(r(mm(tok)), r(mm.predict(tok, verbose=0)))


class Holder(layers.Layer):
    def __init__(self):
        super().__init__()
        self.by_name = {"a": layers.Dense(2, kernel_initializer="ones"), "b": [layers.Dense(1), layers.Dense(1)]}
        self.pair = (layers.Dense(3), tf.Variable(2.0, name="gain"))
        self.scale = tf.Variable(3.0, trainable=False, name="scale")

    def call(self, x):
        return self.pair[0](x) * self.pair[1] * self.scale + tf.reduce_sum(self.by_name["a"](x)) + self.by_name["b"][0](x) + self.by_name["b"][1](x)


hl = Holder()
hl(tf.ones((1, 2)))
print(len(hl.weights), len(hl.trainable_weights), [v.name for v in hl.non_trainable_weights], sorted(w.name.split("/")[-1] for w in hl.weights))
hl.trainable = False
print(len(hl.trainable_weights), hl.pair[0].trainable, hl.by_name["b"][1].trainable)
hl.extra = layers.Dense(4)
hl.extra(tf.ones((1, 2)))
print(len(hl.weights), len(hl.submodules) >= 5)
del hl.extra
print(len(hl.weights))
hl.scale = tf.Variable([1.0, 2.0], trainable=False)
print(len(hl.weights), hl.scale.shape)
