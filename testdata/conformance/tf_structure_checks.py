# tf.nest's differences, checks of ragged rows, JSON Examples, attributes and rounding of tensors, loose variables, numpy_function.
import collections
import sys

import numpy as np
import tensorflow as tf


def tr(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, "|", str(e)[:700])


a = tf.nest.assert_same_structure
P, Q = collections.namedtuple("P", "x y"), collections.namedtuple("Q", "x y")
for x, y in (([1, [2, 3]], [1, [2, 3, 4]]), ({"a": 1}, [1]), ((1, {"b": [1]}), (1, {"b": (1,)})), ([1, 2], [[1], 2]), ({"a": 1, "b": 2}, {"a": 1}), (P(1, 2), Q(1, 2)), (P(1, 2), P(1, [2])), (collections.OrderedDict(a=1), {"a": 2}), (1, [1]), ([tf.constant([1])], [[1]])):
    tr(lambda: a(x, y))
    tr(lambda: a(x, y, check_types=False))
tr(lambda: tf.nest.map_structure(lambda *v: v, [1], (2,)))
tr(lambda: tf.nest.map_structure(lambda *v: v, [1], (2,), check_types=False))
tr(lambda: tf.nest.map_structure(3, [1]))
tr(lambda: tf.nest.pack_sequence_as(1, [1, 2]))
tr(lambda: tf.nest.pack_sequence_as([0], 3))
tr(lambda: tf.nest.flatten({1: 2, "a": 3}))

R = tf.RaggedTensor
for f, values, part in ((R.from_row_splits, [1, 2], [0, 1]), (R.from_row_splits, [1, 2], [1, 2]), (R.from_row_splits, [1, 2], []), (R.from_row_splits, [1, 2], [0, 3, 2]), (R.from_row_splits, [1, 2], [[0, 1]]), (R.from_row_splits, [1, 2], [0, 1.5]), (R.from_row_splits, 1, [0, 1]), (R.from_row_lengths, [1, 2], [1, 2]), (R.from_row_lengths, [1, 2], [-1, 3]), (R.from_row_starts, [1, 2], [1]), (R.from_row_starts, [1, 2], [0, 3]), (R.from_row_starts, [1, 2], [0, 2, 1]), (R.from_row_limits, [1, 2], [1]), (R.from_row_limits, [1, 2], [2, 1]), (R.from_row_limits, [1, 2], [-1, 2]), (R.from_value_rowids, [1, 2], [1, 0]), (R.from_value_rowids, [1, 2], [0]), (R.from_value_rowids, [1, 2], [-1, 0]), (R.from_uniform_row_length, [1, 2], -1), (R.from_uniform_row_length, [1, 2, 3], 2), (R.from_nested_row_splits, [1, 2], [[0, 1], [0, 1]]), (R.from_nested_value_rowids, [1, 2], [[0, 0], [0, 2]]), (R.from_tensor, [1, 2], None), (R.from_tensor, [[1, 2]], [1, 1])):
    tr(lambda: f(values, part))
tr(lambda: R.from_value_rowids([1, 2], [0, 1], nrows=1))
tr(lambda: R.from_value_rowids([1, 2], [0, 1], nrows=3))
tr(lambda: R.from_tensor([[1, 2]], lengths=[1], padding=0))
tr(lambda: R([1], [0, 1]))

tr(lambda: tf.io.decode_json_example('{"features":{"feature":{"a":{"floatList":{"value":[1.0,2]}}}}}').numpy())
tr(lambda: tf.io.decode_json_example(["{}", '{"features":{}}']).numpy())
tr(lambda: tf.io.decode_json_example("x"))
tr(lambda: tf.io.decode_json_example('{"bad":1}'))
tr(lambda: tf.io.parse_single_example(tf.io.decode_json_example('{"features":{"feature":{"a":{"int64List":{"value":["3",4]}}, "b": {"bytes_list":{"value":["aGk="]}}}}}'), {"a": tf.io.FixedLenFeature([2], tf.int64), "b": tf.io.FixedLenFeature([], tf.string)}))

t = tf.constant([1.5, 2.5])
tr(lambda: round(t))
tr(lambda: round(tf.constant(2)))
t.tag = 1
print(t.tag, hasattr(t + 1, "tag"))
del t.tag
tr(lambda: t.tag)
tr(lambda: setattr(t, "shape", 3))
for v in (tf.constant(1.0), tf.constant([1, 2]), tf.constant(True), tf.constant(1, tf.int8), tf.constant("a"), tf.constant(1j)):
    tr(lambda: [1, 2, 3][v])

c = tf.Variable([0.5, 2.0], constraint=lambda w: tf.clip_by_value(w, 0.0, 1.0))
print(c.constraint(c).numpy(), tf.Variable(1).constraint)
d = tf.Variable(tf.zeros((1, 2)), shape=tf.TensorShape([None, 2]))
d.assign(tf.ones((3, 2)))
print(d.shape, d.numpy().tolist(), tf.shape(d).numpy(), tf.Variable(1.0, shape=tf.TensorShape(None)).assign([1.0, 2.0]).numpy())
tr(lambda: d.assign(tf.ones((3, 3))))

tr(lambda: tf.numpy_function(lambda a: a + 1, [tf.constant(2.0)], tf.float32))
tr(lambda: tf.numpy_function(lambda a: None, [tf.constant(2.0)], tf.float32))
o = dict(output_stream=sys.stdout)
tf.print(tf.constant("s"), **o)
tf.print(tf.constant("s"), 3, [tf.constant("s"), "t"], {"k": tf.constant("v"), "z": "w"}, "c", **o)
tf.print(tf.constant(["a", "b"]), **o)

x = tf.constant([1.0, 2, 3, 4])
tr(lambda: tf.signal.frame(x, 4, 2, axis=3))
tr(lambda: tf.signal.frame(x, 2, -1))
tr(lambda: tf.signal.stft(tf.constant([1, 2]), 2, 1))
tr(lambda: tf.signal.stft(tf.constant([1, 2], tf.float16), 2, 1))
tr(lambda: tf.signal.mdct(tf.constant([1, 2, 3, 4]), 4))
tr(lambda: tf.signal.overlap_and_add(tf.ones((2, 2)), 1.5))
K = tf.keras.backend
tr(lambda: K.int_shape([1, 2]))
tr(lambda: K.ndim(3))
tr(lambda: K.conv1d(K.ones((1, 4, 1)), K.ones((3, 1, 1)), padding="causal", dilation_rate=2).numpy().ravel())
tr(lambda: K.conv1d(K.ones((1, 4, 1)), K.ones((3, 1, 1)), padding="full"))
tr(lambda: K.conv2d(K.ones((1, 4, 4, 1)), K.ones((3, 3, 1, 1)), padding="causal"))
tr(lambda: K.conv1d(K.ones((1, 4, 1)), K.ones((3, 1, 1)), data_format="x"))
tr(lambda: K.pool2d(K.ones((1, 4, 4, 1)), (2, 2), padding="x"))
