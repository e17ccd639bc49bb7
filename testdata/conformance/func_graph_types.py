# Dtypes that do not fit: in functions, in Keras' graphs, in tf.map_fn, in conversions.
import numpy as np
import tensorflow as tf


def show(name, f):
    try:
        print(name, f())
    except Exception as e:
        print(name, type(e).__name__, [line.strip().removeprefix('TypeError: ') for line in str(e).split('\n') if 'Input' in line or 'Tensor' in line or 'literal' in line or 'convert' in line or 'structures' in line][:1])


one = tf.constant([1])
half = tf.constant([1.5])
for name, f in (('add', lambda x: x + half), ('mul', lambda x: half * x), ('matmul', lambda x: tf.matmul(x[None], half[None])), ('where', lambda x: tf.where(x > 1, x, half)),
                ('maximum', lambda x: tf.maximum(x, half)), ('less', lambda x: x < half), ('concat', lambda x: tf.concat([x, half], 0)), ('stack', lambda x: tf.stack([x, half])),
                ('pow', lambda x: tf.pow(x, half)), ('mean', lambda x: tf.math.squared_difference(x, half))):
    show('function ' + name, lambda: tf.function(f)(one))
    show('eager ' + name, lambda: f(one))
inp = tf.keras.Input((2,), dtype=tf.int32)
show('keras add', lambda: inp + tf.constant(1.5))
show('keras matmul', lambda: tf.matmul(inp, tf.constant([[1.5], [1.5]])))

show('map', lambda: tf.map_fn(lambda x: tf.cast(x, tf.float32), tf.constant([1, 2])))
show('map to float', lambda: tf.map_fn(lambda x: tf.cast(x, tf.float32), tf.constant([1, 2]), fn_output_signature=tf.float32))
show('map of numbers', lambda: tf.map_fn(lambda x: 3, half))
show('map to a pair', lambda: tf.map_fn(lambda x: (x, x), half))
show('map a pair', lambda: tf.map_fn(lambda x: x[0] + x[1], (half, half)))
show('map a pair to one', lambda: tf.map_fn(lambda x: x[0] + x[1], (half, half), fn_output_signature=tf.float32))
show('map to several', lambda: tf.map_fn(lambda x: (x, 1), half, fn_output_signature=(tf.float32, tf.int64)))

show('int of a text', lambda: int(tf.constant('12')))
show('int of letters', lambda: int(tf.constant('a')))
show('float of a text', lambda: float(tf.constant('1.5')))
show('float of letters', lambda: float(tf.constant('b')))
show('int of bytes', lambda: int(b'x'))
show('fft of floats', lambda: tf.signal.fft([1.0, 2.0]))
show('fft of an array', lambda: tf.signal.fft(np.array([1.0, 2.0])))
show('fft of a tensor', lambda: tf.signal.fft(half))
show('irfft of floats', lambda: tf.signal.irfft([1.0, 2.0]))


def gradients(f, a, x):
    a, x = tf.constant(a), tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch([a, x])
        y = f(a, x)
    return [[round(v, 4) for v in g.numpy().tolist()] for g in tape.gradient(y, [a, x])]


show('igamma', lambda: gradients(tf.math.igamma, [0.5, 1.0, 2.0, 5.0, 0.1], [0.1, 1.0, 3.0, 20.0, 0.001]))
show('igammac', lambda: gradients(tf.math.igammac, [0.5, 1.0, 2.0, 5.0, 0.1], [0.1, 1.0, 3.0, 20.0, 0.001]))
