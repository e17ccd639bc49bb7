import tensorflow as tf


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, "|", str(e).split("\n")[0])


true, text = tf.constant([True, False]), tf.constant(["a", "b"])
byte, short, word = tf.constant([1, 2], tf.uint8), tf.constant([3, 4], tf.int16), tf.constant([5, 6], tf.uint32)
half, brain = tf.constant([1.0, 2.0], tf.float16), tf.constant([1.0, 2.0], tf.bfloat16)
for f in (tf.sqrt, tf.math.lgamma, tf.math.erf, tf.sign, tf.nn.relu, tf.nn.softplus, tf.cumsum, tf.reduce_sum, tf.reduce_max, tf.reduce_mean, tf.argmax,
          tf.sort, tf.math.invert_permutation, tf.nn.l2_loss, tf.abs, tf.math.reciprocal, tf.math.is_nan, tf.unique, tf.where, tf.math.top_k):
    for x in (true, text, byte, short, word, half, brain):
        attempt(lambda: f(x))
for f in (tf.add, tf.subtract, tf.multiply, tf.divide, tf.math.floordiv, tf.math.floormod, tf.pow, tf.maximum, tf.less, tf.equal, tf.math.squared_difference, tf.bitwise.bitwise_and):
    for x in (true, text, byte, short, word, half):
        attempt(lambda: f(x, x))
for x in (true, byte, short, word, half):
    m = tf.reshape(tf.concat([x, x], 0), [2, 2])
    attempt(lambda: tf.matmul(m, m))
    attempt(lambda: tf.linalg.det(m))
    attempt(lambda: tf.linalg.cholesky(m))
    attempt(lambda: tf.math.segment_sum(x, [0, 1]))
    attempt(lambda: tf.gather(tf.range(9), x))
    attempt(lambda: tf.image.resize(tf.reshape(m, [1, 2, 2, 1]), [1, 1]))
    attempt(lambda: tf.nn.max_pool2d(tf.reshape(m, [1, 2, 2, 1]), 2, 2, "VALID"))
    attempt(lambda: tf.strings.as_string(x))
    attempt(lambda: tf.linspace(x[0], x[1], 3))
    attempt(lambda: tf.one_hot(x, 3))
