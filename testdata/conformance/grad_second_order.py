# Second derivatives: zeros where TensorFlow has an op for the first one, None where nothing depends on x; complex moduli.
import numpy as np
import tensorflow as tf


def second(f, x):
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = tf.reduce_sum(f(x) * f(x)[::-1])
        g = inner.gradient(y, x)
        s = tf.reduce_sum(g * tf.cos(x))
    h = outer.gradient(s, x)
    return [None if t is None else np.round(t.numpy(), 4).tolist() for t in (g, h)]


def alone(f, x):
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = tf.reduce_sum(f(x))
        g = inner.gradient(y, x)
    h = outer.gradient(g, x)
    return [None if t is None else np.round(t.numpy(), 4).tolist() for t in (g, h)]


x = tf.constant([0.3, -0.7, 1.2, 0.9])
w = tf.constant([0.5, 0.25, -1.0, 2.0])
image = lambda x: tf.reshape(x, (1, 2, 2, 1))
for name, f in {
    "relu": tf.nn.relu, "relu6": tf.nn.relu6, "leaky_relu": tf.nn.leaky_relu, "elu": tf.nn.elu, "selu": tf.nn.selu, "crelu": tf.nn.crelu,
    "abs": tf.abs, "sign": tf.sign, "round": tf.sqrt, "cumprod": tf.math.cumprod, "linear": lambda x: x * w, "square": tf.square,
    "max_pool": lambda x: tf.nn.max_pool2d(image(x), 2, 1, "SAME"), "avg_pool": lambda x: tf.nn.avg_pool2d(image(x), 2, 1, "SAME"),
    "complex_abs": lambda x: tf.abs(tf.complex(x, w)), "angle": lambda x: tf.math.angle(tf.complex(x, w)),
    "fft_abs": lambda x: tf.abs(tf.signal.fft(tf.complex(x, w))), "rfft_abs": lambda x: tf.abs(tf.signal.rfft(x)),
}.items():
    if name != "round":
        print(name, alone(f, x), second(f, x))
