import tensorflow as tf
@tf.function
def f(x):
    n = tf.shape(x)[0]
    out = tf.TensorArray(tf.float32, size=n)
    print("tracing")
    for i in tf.range(n):
        out = out.write(i, x[i] * tf.cast(i, tf.float32))
    y = out.stack()
    print(y.shape)
    return y, out.size()
print(f(tf.ones([3, 2])))
print(f(tf.ones([4, 2])))
@tf.function(input_signature=[tf.TensorSpec([None, 2])])
def g(x):
    n = tf.shape(x)[0]
    out = tf.TensorArray(tf.float32, n)
    print("tracing")
    for i in tf.range(n):
        out = out.write(i, x[i] * tf.cast(i, tf.float32))
    z = tf.TensorArray(tf.float32, 3)
    for i in tf.range(3):
        z = z.write(i, x[0])
    print(out.stack().shape, z.stack().shape, z.size().shape)
    return out.stack(), z.stack()
print(g(tf.ones([3, 2])))
print(g(tf.ones([2, 2])))
@tf.function(input_signature=[tf.TensorSpec([None, 2])])
def h(x):
    out = tf.TensorArray(tf.float32, tf.shape(x)[0]).unstack(x)
    t = tf.TensorArray(tf.float32, size=0, dynamic_size=True, clear_after_read=False)
    s = tf.zeros([2])
    for i in tf.range(out.size()):
        s += out.read(i)
        t = t.write(t.size(), s)
    return t.stack(), t.concat() if False else t.gather([0, 1])
print(h(tf.ones([3, 2])))
with tf.GradientTape() as tape:
    x = tf.ones([3, 2]); tape.watch(x)
    y = tf.reduce_sum(h(x)[0])
print(tape.gradient(y, x))
