# Eager tensors used as what they are not: the errors name the class with its module.
import tensorflow as tf

x = tf.constant([1.0, 2.0])


def delete():
    del x[0]


def assign():
    x[0] = 1.0


def enter():
    with x:
        pass


for f in [assign, delete, enter, lambda: x(), lambda: x.foo, lambda: ",".join(x), lambda: len(tf.constant(1)), lambda: hash(x)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
