# keras.ops, whose output here is that of Keras 3.0.5: Fourier transforms, quantiles, bins, differences, convolutions.
import numpy as np
from keras import ops


def show(name, *values):
    print(name, [np.round(np.array(v), 4).tolist() for v in values])


x = np.cos(np.arange(12.0)).reshape(3, 4).astype("float32")
show("quantile", ops.quantile(x, 0.3), ops.quantile(x, [0.1, 0.5], axis=1), ops.quantile(x, 0.25, axis=0, keepdims=True))
show("methods", *[ops.quantile(x, 0.3, axis=1, method=m) for m in ["lower", "higher", "nearest", "midpoint", "linear"]])
show("median", ops.median(x), ops.median(x, axis=-1), ops.median(np.array([3, 1, 2, 10])))
show("digitize", ops.digitize(x, [-0.5, 0.0, 0.5]), ops.digitize(np.array([1, 5, 9]), [2, 5, 8]))
show("bincount", ops.bincount(np.array([1, 2, 2, 5])), ops.bincount(np.array([1, 1, 0]), weights=np.array([0.5, 0.25, 1.0], "float32"), minlength=4))
show("diff", ops.diff(x), ops.diff(x, n=2, axis=0), ops.diff(np.array([1, 4, 9])))
show("nan_to_num", ops.nan_to_num(np.array([np.nan, 1.0], "float32")), ops.nan_to_num(np.array([np.inf, -np.inf], "float32")) / 3e38)
show("lu_factor", *ops.lu_factor(np.array([[1.0, 2.0], [3.0, 4.0]], "float32")))
show("logspace", ops.logspace(0.0, 2.0, 3), ops.logspace(0.0, 1.0, 4, endpoint=False, base=2))
show("fft", *ops.fft((x, x * 0)), *ops.fft2((x, x)))
show("rfft", *ops.rfft(x), *ops.rfft(x, fft_length=6))
show("irfft", ops.irfft((x, x * 0)), ops.irfft((x, x), fft_length=5))
show("extract_sequences", ops.extract_sequences(x, 2, 1))
signal = np.sin(np.arange(16.0)).astype("float32")
show("stft", *ops.stft(signal, 4, 2, 6))
show("stft", *ops.stft(ops.convert_to_tensor(signal), 4, 2, 4, window="hamming", center=False))

x = np.cos(np.arange(32.0)).reshape(1, 4, 4, 2).astype("float32")
k = np.sin(np.arange(16.0)).reshape(2, 2, 2, 2).astype("float32")
show("depthwise_conv", ops.depthwise_conv(x, k), ops.depthwise_conv(x, k, strides=2, padding="same"), ops.depthwise_conv(x, k, dilation_rate=2))
show("depthwise_conv", ops.depthwise_conv(x[0], k[0], strides=2), ops.depthwise_conv(x[0], k[0], padding="same"))
show("separable_conv", ops.separable_conv(x, k, np.ones((1, 1, 4, 3), "float32")), ops.separable_conv(x[0], k[0], np.ones((1, 4, 1), "float32"), padding="same"))
show("conv_transpose", ops.conv_transpose(x, k, 2, padding="same"), ops.conv_transpose(x[0], k[0], 2))
print(ops.conv_transpose(x, k, 3).shape)
