# What fit and datasets raise when the code that gives the data fails.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def show(label, f):
    try:
        print(label, f())
    except Exception as e:
        lines = [s for s in str(e).split('\n') if s.strip() and not s.startswith('  ') and 'stack traces' not in s]
        told = [s.split('}} ')[-1].split(' [Op:')[0] for s in lines if 'node' not in s or s.startswith('{{')]
        print(label, type(e).__name__, [s for s in told if not s.startswith('Call arg') and not s.startswith('Traceback')][:2])


def model():
    m = keras.Sequential([layers.Dense(1)])
    m.compile('sgd', 'mse')
    return m


def failing(error, first=True):
    if first:
        yield np.ones((2, 3)), np.ones((2, 1))
    raise error


class Failing(keras.utils.Sequence):
    def __init__(self, error):
        self.error = error

    def __len__(self):
        return 3

    def __getitem__(self, i):
        if i == 2:
            raise self.error
        return np.ones((2, 3)), np.ones((2, 1))


for error in ValueError('boom'), KeyError('boom'), TypeError('boom'), ZeroDivisionError('zero'), IndexError('far'), NotImplementedError('later'):
    show('generator:', lambda: model().fit(failing(error), steps_per_epoch=3, verbose=0))
    show('at once:', lambda: model().fit(failing(error, False), steps_per_epoch=3, verbose=0))
    show('sequence:', lambda: model().fit(Failing(error), verbose=0, shuffle=False))
    show('dataset:', lambda: list(tf.data.Dataset.from_generator(lambda: failing(error), output_signature=(tf.TensorSpec((2, 3)), tf.TensorSpec((2, 1))))))

numbers = tf.data.Dataset.range(3)
show('gather:', lambda: list(numbers.map(lambda i: tf.gather([1, 2], tf.cast(i, tf.int32)))))
show('check:', lambda: list(numbers.map(lambda i: tf.debugging.check_numerics(tf.cast(i, tf.float32) / 0.0, 'q'))))
show('division:', lambda: list(numbers.map(lambda i: 1 // i)))
show('text:', lambda: list(tf.data.Dataset.from_tensor_slices(['1', 'a']).map(tf.strings.to_number)))
texts, ones = np.array([['a'], ['b']]), np.ones((2, 1))
show('fit on texts:', lambda: model().fit(texts, ones, verbose=0))
show('fit on objects:', lambda: model().fit(texts.astype(object), ones, verbose=0))
show('fit on tensors:', lambda: model().fit(tf.constant(texts), ones, verbose=0))
show('predict texts:', lambda: model().predict(texts, verbose=0))
