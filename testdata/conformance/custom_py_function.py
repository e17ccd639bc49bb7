import tensorflow as tf
x = tf.Variable(1.5); c = tf.constant(2.0)
with tf.GradientTape(persistent=True) as t:
    t.watch(c)
    y = tf.py_function(lambda e: e ** 2 * 3.0, [x], tf.float32)
    z = tf.py_function(lambda e, f: e ** 2 * f, [x, c], tf.float32)
    w = tf.numpy_function(lambda e: e * 2, [c], tf.float32)
    q = tf.py_function(lambda e: [e, e * 2], [c], [tf.float32, tf.float32])
print(y, t.gradient(y, x), t.gradient(z, [x, c]), t.gradient(w, c), q, t.gradient(q[1], c))
print(tf.py_function(lambda: 3, [], tf.int32), tf.py_function(lambda: None, [], []), tf.py_function(lambda v: v.numpy().tolist(), [[1,2]], tf.int32))
def t_(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e)[str(e).find("}} ") + 3:][:40])
t_(lambda: tf.py_function(lambda: 3.5, [], tf.int32)); t_(lambda: tf.py_function(lambda: "a", [], tf.int32)); t_(lambda: tf.py_function(lambda: 1/0, [], tf.int32))
