# tf.cond, tf.case, tf.switch_case and tf.while_loop within tf.function.
import tensorflow as tf
@tf.function
def f(x, n):
    a = tf.cond(n > 2, lambda: x * 2, lambda: x - 1)
    b = tf.case([(n < 1, lambda: tf.constant(10)), (n < 3, lambda: tf.constant(20))], default=lambda: tf.constant(30))
    c = tf.switch_case(n, [lambda: x + 1, lambda: x + 2, lambda: x + 3])
    i, s = tf.while_loop(lambda i, s: i < n, lambda i, s: (i + 1, s + x), (tf.constant(0), tf.zeros(2)))
    d = tf.while_loop(lambda i: i < 10, lambda i: i * 3, [tf.constant(1)])
    return a, b, c, i, s, d
print(f(tf.constant([1., 2.]), tf.constant(1)))
print(f(tf.constant([1., 2.]), tf.constant(4)))
@tf.function
def g(x, n):
    print("trace")
    def body(i, t):
        print("body")
        return i + 1, tf.concat([t, x], 0)
    i, t = tf.while_loop(lambda i, t: i < n, body, [0, x], shape_invariants=[tf.TensorShape([]), tf.TensorShape([None])], maximum_iterations=5)
    return t, i
print(g(tf.constant([1, 2]), 2), g(tf.constant([1, 2]), tf.constant(9)))
@tf.function
def h(x):
    with tf.GradientTape() as t:
        t.watch(x)
        y = tf.cond(tf.reduce_sum(x) > 0, lambda: x ** 2, lambda: x)
        _, z = tf.while_loop(lambda i, z: i < 3, lambda i, z: (i + 1, z * y), (0, tf.ones(2)))
    return t.gradient(z, x), tf.map_fn(lambda v: v * 2, x), tf.scan(lambda a, v: a + v, x), tf.foldl(lambda a, v: a * v, x)
print(h(tf.constant([1., 2.])))
try:
    @tf.function
    def bad(x):
        return tf.while_loop(lambda t: tf.size(t) < 10, lambda t: tf.concat([t, t], 0), [x])
    bad(tf.constant([1, 2]))
except Exception as e:
    print(type(e).__name__, str(e).strip().splitlines()[-1][:60])
