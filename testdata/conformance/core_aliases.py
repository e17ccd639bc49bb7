# Aliases of layers, InputLayer, InputSpec, AbstractRNNCell
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def show(v):
    if isinstance(v, dict):
        return {k: show(v[k]) for k in v}
    if isinstance(v, (list, tuple)):
        return [show(e) for e in v]
    if isinstance(v, keras.layers.Layer):
        return type(v).__name__
    if hasattr(v, "numpy"):
        v = v.numpy()
    if isinstance(v, np.ndarray):
        return np.round(v, 4).tolist() if v.dtype.kind in "fiub" else v.tolist()
    if isinstance(v, (float, np.floating)):
        return round(float(v), 4)
    return v


def t(label, f):
    try:
        print(label, show(f()))
    except Exception as e:
        print(label, type(e).__name__, str(e).splitlines()[0] if str(e) else "")


for alias, name in {"AvgPool1D": "AveragePooling1D", "AvgPool2D": "AveragePooling2D", "AvgPool3D": "AveragePooling3D", "Convolution1D": "Conv1D", "Convolution2D": "Conv2D", "Convolution3D": "Conv3D", "Convolution1DTranspose": "Conv1DTranspose", "Convolution2DTranspose": "Conv2DTranspose", "Convolution3DTranspose": "Conv3DTranspose", "GlobalAvgPool1D": "GlobalAveragePooling1D", "GlobalAvgPool2D": "GlobalAveragePooling2D", "GlobalAvgPool3D": "GlobalAveragePooling3D", "GlobalMaxPool1D": "GlobalMaxPooling1D", "GlobalMaxPool2D": "GlobalMaxPooling2D", "GlobalMaxPool3D": "GlobalMaxPooling3D", "MaxPool1D": "MaxPooling1D", "MaxPool2D": "MaxPooling2D", "MaxPool3D": "MaxPooling3D", "SeparableConvolution1D": "SeparableConv1D", "SeparableConvolution2D": "SeparableConv2D"}.items():
    print(alias, getattr(layers, alias) is getattr(layers, name), getattr(layers, alias).__name__)
i = layers.InputLayer((3,), name="in")
print(i.name, i.output.shape, i.input_shape, sorted((k, str(v)) for k, v in i.get_config().items()))
print(layers.InputLayer(input_shape=(2,), batch_size=4, dtype="int32").output.shape)
s = layers.InputSpec(ndim=3, axes={-1: 4})
print(s, s.ndim, s.axes, s.max_ndim)
print(layers.InputSpec(shape=(None, 2), dtype="float32"), layers.InputSpec(min_ndim=2, max_ndim=4))


class Cell(layers.AbstractRNNCell):
    def __init__(self, units, **kw):
        super().__init__(**kw)
        self.units = units

    @property
    def state_size(self):
        return self.units

    @property
    def output_size(self):
        return self.units

    def build(self, shape):
        self.k = self.add_weight("k", (shape[-1], self.units), initializer="ones")
        self.built = True

    def call(self, x, states):
        h = tf.matmul(x, self.k) + 0.5 * states[0]
        return h, [h]


x = tf.constant(np.arange(12.0).reshape(2, 3, 2).astype("float32") / 10)
c = Cell(2)
t("cell", lambda: layers.RNN(c, return_sequences=True, return_state=True)(x))
