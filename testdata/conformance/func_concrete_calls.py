import tensorflow as tf


def tell(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


@tf.function
def power(a, b):
    return a ** b


square = power.get_concrete_function(a=tf.TensorSpec([], tf.float32), b=2)
ten = tf.constant(10.0)
tell(square, ten)
tell(square, ten, b=3)
tell(square, ten, 2)
tell(square, a=ten)
tell(square)
tell(square, ten, ten, ten)
tell(square, c=1)
tell(square, 3.0)
tell(square, "a")


@tf.function
def add(a, b):
    return a + b


both = add.get_concrete_function(tf.TensorSpec([None], tf.float32), tf.TensorSpec([None], tf.float32))
two = tf.ones([2])
tell(both, two, two)
tell(both, two)
tell(both, two, two, two)
tell(both, [1., 2.], [3., 4.])
tell(both, 1, 2)

leak = None


@tf.function
def leaky(a):
    global leak
    leak = a + 1
    return a + 2


print(leaky(tf.constant(1)), leak)
for f in (lambda: leak + 1, lambda: tf.add(leak, 1), lambda: leak.numpy()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e).split('\n')[:2])


# What is open in a signature is open in the results.
def shows(f):
    print(tf.function(f).get_concrete_function(tf.TensorSpec([None, 2, 2], tf.float32)).structured_outputs)


shows(lambda x: tf.reshape(x, [tf.shape(x)[0], -1]))
shows(lambda x: tf.broadcast_to(x, [tf.shape(x)[0], 2, 2]))
shows(lambda x: tf.zeros([tf.shape(x)[0], 3]))
shows(lambda x: tf.random.normal([tf.shape(x)[0], 3]))
shows(lambda x: tf.range(tf.shape(x)[0]))
shows(lambda x: tf.one_hot(tf.range(tf.shape(x)[0]), 4))
shows(lambda x: tf.boolean_mask(x, tf.reduce_sum(x, [1, 2]) > 0))
shows(lambda x: tf.unique(tf.reshape(x, [-1]))[0])
shows(lambda x: tf.where(x > 0))
shows(lambda x: tf.split(x, 2, axis=1))


# One recording serves all objects of one spec; methods of two objects are two
# functions.
@tf.function
def rows(r):
    print("tracing", type(r).__name__)
    return tf.reduce_sum(r, axis=1)


for values in [[1, 2], [3]], [[10, 20, 30], []], [[1], [2], [3]]:
    print(rows(tf.ragged.constant(values, dtype=tf.int32)), rows.experimental_get_tracing_count())


@tf.function
def dense(s):
    print("tracing", s.shape)
    return tf.sparse.to_dense(s)


for values in [[1, 0], [0, 2]], [[0, 3], [4, 2]]:
    print(dense(tf.sparse.from_dense(values)), dense.experimental_get_tracing_count())

v1, v2 = tf.Variable(1.), tf.Variable(5.)


@tf.function
def times(v, x):
    print("tracing", v)
    return v * x


print(times(v1, tf.constant(2.)), times(v2, tf.constant(3.)), times(v1, tf.constant(4.)), times.experimental_get_tracing_count())


class A:
    @tf.function
    def m(self, x):
        return x + 1


a, b = A(), A()
a.m(tf.constant(1))
a.m(tf.constant(1.))
b.m(tf.constant(1))
print(a.m.experimental_get_tracing_count(), b.m.experimental_get_tracing_count())
print(b.m.pretty_printed_concrete_signatures(verbose=False))
cg = times.get_concrete_function(v1, tf.TensorSpec([], tf.float32))
print(cg.function_def.signature.name[:18], [a.name for a in add.get_concrete_function(two, two).function_def.signature.input_arg])
