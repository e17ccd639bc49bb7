# Random ops within loops, branches and calls of functions.
import tensorflow as tf
tf.keras.utils.set_random_seed(42)
@tf.function
def c(): return tf.random.categorical([[0.3,-0.3]], 1)[0,0]
print([int(c()) for _ in range(24)])
@tf.function
def c2():
    o = tf.TensorArray(tf.int64, 0, dynamic_size=True)
    p = tf.constant(0, tf.int64)
    for i in tf.range(24):
        p = tf.random.categorical([[0.3, -0.3 + 0. * tf.cast(p, tf.float32)]], 1)[0,0]
        o = o.write(i, p)
    return o.stack()
print(c2())
@tf.function
def c3(n):
    o = tf.TensorArray(tf.float32, 0, dynamic_size=True)
    p = 0.
    for i in tf.range(n):
        p = tf.random.normal([2], mean=p*0.)[0]
        o = o.write(i, p)
    return o.stack()
print(c3(tf.constant(6)))
@tf.function
def c4(n):
    o = tf.TensorArray(tf.int32, 0, dynamic_size=True)
    p = 0
    for i in tf.range(n):
        p = tf.random.uniform([], 0, 10 + 0 * p, dtype=tf.int32)
        o = o.write(i, p)
    return o.stack()
print(c4(tf.constant(6)))
import tensorflow as tf
tf.keras.utils.set_random_seed(42)
v = tf.Variable([[1., 2.]])
@tf.function
def f(x):
    a = tf.argmax(x[0]); return x[0, a]
print(f(tf.constant([[1., 3., 2.]])))
@tf.function
def g(x):
    a = tf.random.categorical(x, 1)[0, 0]; return x[0, a]
print(g(tf.constant([[1., 3., 2.]])))
@tf.function
def h(x):
    with tf.GradientTape() as t:
        y = x * v
        a = tf.random.categorical(y, 1)[0, 0]
        p = tf.nn.softmax(y)[0, a]
    return p, t.gradient(p, v)
print(h(tf.constant([[1., 3.]])))
@tf.function
def k(x):
    with tf.GradientTape() as t:
        o = tf.TensorArray(tf.float32, 0, dynamic_size=True)
        for i in tf.range(3):
            y = x * v
            a = tf.random.categorical(y, 1)[0, 0]
            o = o.write(i, tf.nn.softmax(y)[0, a])
            if y[0, 0] > 10.: break
        p = tf.reduce_sum(o.stack())
    return p, t.gradient(p, v)
print(k(tf.constant([[1., 3.]])))
@tf.numpy_function(Tout=[tf.float32, tf.int32])
def env(a): return a * 2, a.astype('int32')
@tf.function
def q(x):
    with tf.GradientTape() as t:
        o = tf.TensorArray(tf.float32, 0, dynamic_size=True)
        for i in tf.range(3):
            y = x * v
            a = tf.random.categorical(y, 1)[0, 0]
            o = o.write(i, tf.nn.softmax(y)[0, a])
            x, d = env(x)
            x.set_shape([1, 2])
            if tf.cast(d[0, 0], tf.bool): break
        p = tf.reduce_sum(o.stack())
    return p, t.gradient(p, v)
print(q(tf.constant([[1., 3.]])))
print(q(tf.constant([[1., 3.]])))
