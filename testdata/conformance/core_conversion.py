# Objects of one's own as tensors: registered functions, __tf_tensor__, __array__.
import numpy as np
import tensorflow as tf


def show(label, f):
    try:
        print(label, f())
    except Exception as e:
        print(label, type(e).__name__, str(e).split(" object at ")[0])


class Point:
    def __init__(self, *v):
        self.v = v


show("before", lambda: tf.convert_to_tensor(Point(1, 2)))


def convert(value, dtype=None, name=None, as_ref=False):
    if dtype is not None and dtype != tf.float32:
        return NotImplemented
    return tf.constant(value.v, tf.float32)


print(tf.register_tensor_conversion_function(Point, convert))
print(tf.convert_to_tensor(Point(1, 2)), tf.add(Point(1.0, 2.0), 1.0))
print(tf.constant([1.0, 2.0]) + Point(3, 4), Point(3, 4) * tf.constant([1.0, 2.0]))
print(tf.stack([Point(1, 2), Point(3, 4)]), tf.reduce_sum(Point(1, 2)), tf.nn.relu(Point(-1, 2)))
print(tf.Variable(Point(-1, 2)), tf.linalg.matvec([[1.0, 2.0]], Point(1, 2)))
show("int32", lambda: tf.convert_to_tensor(Point(1, 2), tf.int32))
show("other", lambda: tf.constant([1, 2]) + Point(3, 4))
show("hint", lambda: tf.convert_to_tensor(Point(1, 2), dtype_hint=tf.int32))
show("constant", lambda: tf.constant(Point(1, 2)))
show("list", lambda: tf.convert_to_tensor([Point(1, 2)]))


class Point3(Point):
    pass


print(tf.convert_to_tensor(Point3(1, 2, 3)))


class Other:
    pass


tf.register_tensor_conversion_function((Other,), lambda v, dtype=None, name=None, as_ref=False: NotImplemented)
show("none", lambda: tf.convert_to_tensor(Other()))
tf.register_tensor_conversion_function(Other, lambda v, dtype=None, name=None, as_ref=False: tf.constant(1.0))
tf.register_tensor_conversion_function(Other, lambda v, dtype=None, name=None, as_ref=False: tf.constant(2.0), priority=10)
print(tf.convert_to_tensor(Other()))
show("dtype", lambda: tf.convert_to_tensor(Other(), tf.float32))
for base, fn in [(Other, 3), (3, convert), (int, convert), ((Other, float), convert), (np.ndarray, convert), (np.float32, convert)]:
    show("wrong", lambda: tf.register_tensor_conversion_function(base, fn))


class Arrayed:
    def __array__(self, dtype=None):
        return np.array([1, 2, 3])


class Tensored:
    def __tf_tensor__(self, dtype=None, name=None):
        return tf.constant([1.0, 2.0])


print(tf.convert_to_tensor(Arrayed()), tf.convert_to_tensor(Tensored()), tf.add(Tensored(), 1.0))
