# Second derivatives through the loops and branches of tf.function, tf.gradients, and gradients that have none of their own.
import tensorflow as tf


def power(x):
    i, y = tf.while_loop(lambda i, y: i < 3, lambda i, y: (i + 1, y * x), [0, tf.constant(1.0)])
    return y


def branch(x):
    return tf.cond(x > 1.0, lambda: x**3, lambda: x**2)


def grown(x):
    y = tf.constant(1.0)
    for i in tf.range(3):
        if i > 0:
            y = y * x
        else:
            y = y + x
    return y


def array(x):
    a = tf.TensorArray(tf.float32, 3)
    for i in tf.range(3):
        a = a.write(i, x * tf.cast(i, tf.float32) * x)
    return tf.reduce_sum(a.stack() ** 2)


@tf.function
def twice(f, x):
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        d = inner.gradient(y, x)
    return y, d, outer.gradient(d, x)


for f in (power, branch, grown, array):
    for g in (f, tf.function(f)):
        print(f.__name__, [float(v) for v in twice(g, tf.constant(1.5))])

weights = tf.Variable([1.0, 2.0])


@tf.function
def graph(x):
    y = x**3 * weights
    first = tf.gradients(y, [x, weights])
    return first, tf.gradients(first[0], x), tf.hessians(tf.reduce_sum(x**3) * x[0], x)


for part in graph(tf.constant([2.0, 3.0])):
    print([t.numpy().tolist() for t in part])
try:
    tf.gradients(weights * 2.0, weights)
except RuntimeError as e:
    print(e)

image = tf.reshape(tf.range(32.0) / 7.0, [1, 4, 4, 2])
for name, f in [
    ("resize", lambda v: tf.image.resize(v, [3, 3]) ** 2),
    ("nearest", lambda v: tf.image.resize(v, [3, 3], "nearest") ** 2),
    ("normalization", tf.nn.local_response_normalization),
    ("softsign", lambda v: tf.nn.softsign(v) ** 2),
    ("dilation", lambda v: tf.nn.dilation2d(v, tf.ones([2, 2, 2]), [1, 1, 1, 1], "SAME", "NHWC", [1, 1, 1, 1]) ** 2),
    ("argmax pool", lambda v: tf.nn.max_pool_with_argmax(v, 2, 1, "SAME")[0] ** 2),
    ("max pool", lambda v: tf.nn.max_pool2d(v, 2, 1, "SAME") ** 2),
]:
    with tf.GradientTape() as outer:
        outer.watch(image)
        with tf.GradientTape() as inner:
            inner.watch(image)
            y = f(image)
        d = inner.gradient(y, image)
    try:
        print(name, float(tf.reduce_sum(outer.gradient(d, image))))
    except LookupError as e:
        print(name, e)

for op in (tf.nn.dilation2d, tf.nn.erosion2d):
    x, w = tf.zeros([1, 3, 3, 1]), tf.zeros([2, 2, 1])
    with tf.GradientTape() as tape:
        tape.watch([x, w])
        y = op(x, w, [1, 1, 1, 1], "SAME", "NHWC", [1, 1, 1, 1])
        total = tf.reduce_sum(y * tf.reshape(tf.range(9.0), y.shape))
    print([tf.reshape(g, [-1]).numpy().tolist() for g in tape.gradient(total, [x, w])])

rows = tf.ragged.constant([[1.0], [2.0, 3.0]])
with tf.GradientTape(persistent=True) as tape:
    tape.watch(rows)
    padded = tf.reduce_sum(rows.to_tensor() ** 3)
    total = tf.reduce_sum(rows**2)
print(tf.convert_to_tensor(tape.gradient(padded, rows.flat_values)).numpy(), tape.gradient(total, rows))

table = tf.Variable([[1.0, 2.0], [3.0, 4.0]])
with tf.GradientTape(persistent=True) as tape:
    y = tf.gather_nd(table, [[1], [1]])
    z = tf.gather_nd(table, [[1, 0]])
print(tape.gradient(y, table).indices.numpy(), tape.gradient(z, table).numpy())
x = tf.constant([[1.0, 2.0]])
for f in (lambda v: v**2, lambda v: tf.zeros([1, 2]), lambda v: tf.reduce_sum(v, 1)):
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    try:
        print(tape.batch_jacobian(y, x))
    except ValueError as e:
        print(e)
