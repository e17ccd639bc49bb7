import tensorflow as tf
from tensorflow import keras


def fails(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, str(e).strip().split('\n')[-1].strip())


def why(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, [line.strip().removeprefix('ValueError: ') for line in str(e).split('\n') if '{{node' in line])


fails(tf.function(lambda x, y: x + y), tf.ones([2]), tf.ones([3]))
fails(tf.function(lambda x, y: tf.matmul(x, y)), tf.ones([2, 3]), tf.ones([2, 3]))
fails(tf.function(lambda x, y: x @ y), tf.ones([5, 2, 3]), tf.ones([5, 2, 3]))
fails(tf.function(lambda x, y: x @ y), tf.ones([2, 3]), tf.ones([2]))
fails(tf.function(lambda x: tf.reshape(x, [5])), tf.ones([2, 3]))
fails(tf.function(lambda x: tf.concat([x, tf.ones([3, 2])], 1)), tf.ones([2, 3]))
fails(tf.function(lambda x: x - [1., 2., 3.]), tf.ones([2]))
fails(tf.function(lambda x: tf.one_hot(x, 3) + tf.ones([2, 2])), tf.constant([1]))
fails(tf.function(lambda x: tf.nn.conv2d(x, tf.ones([3, 3, 4, 8]), 1, 'VALID')), tf.ones([1, 8, 8, 3]))


@tf.function
def scoped(x):
    with tf.name_scope("blk"):
        return tf.multiply(x * x, [1., 2., 3.], name="prod")


fails(scoped, tf.ones([2]))


class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.a, self.b = keras.layers.Dense(4), keras.layers.Dense(3)

    def call(self, x):
        return self.a(x) + self.b(x)


net = Net()
why(tf.function(lambda x: net(x)), tf.ones([1, 2]))
small = keras.Input((2, 2, 3))
why(lambda: keras.layers.Conv2D(4, 3)(small))
why(lambda: keras.layers.MaxPool2D(3)(small))
why(lambda: keras.Sequential([keras.layers.Conv2D(4, 3, input_shape=(5, 5, 3), name='c1'), keras.layers.Conv2D(4, 5, name='c2')]))
why(lambda: keras.Input((2,)) + keras.Input((3,)))
why(lambda: tf.matmul(keras.Input((2,)), keras.Input((3,))))
why(lambda: tf.reshape(keras.Input((4,), batch_size=2), [3]))
why(lambda: keras.layers.Lambda(lambda x: x @ tf.ones([4, 5]))(keras.Input((3,))))
dense = keras.layers.Dense(3)
dense.build([None, 4])
why(lambda: dense(keras.Input((3,))))


# An op that nothing needs does not run, and so does not fail.
@tf.function
def unused(x):
    tf.gather(x, [1])
    return x


print(unused(tf.constant([0.0])))
print(unused(tf.constant([1.0])))
