import tensorflow as tf
def bad(x):
    return tf.ones([2, 3]) + tf.ones([4])
try:
    tf.data.Dataset.range(3).map(bad)
except Exception as e:
    print(type(e).__name__)
    print("\n".join(l.split("{{node")[0] for l in str(e).split("\n") if "File" not in l))
def bad(x):
    return x + tf.ones([4])
try:
    tf.data.Dataset.range(3).map(bad)
except Exception as e:
    print(type(e).__name__)
    print("\n".join(l.split("{{node")[0] for l in str(e).split("\n") if "File" not in l))
def bad(x):
    return {}["a"]
try:
    tf.data.Dataset.range(3).map(bad)
except Exception as e:
    print(type(e).__name__)
    print("\n".join(l.split("{{node")[0] for l in str(e).split("\n") if "File" not in l))
@tf.function
def f(x):
    return tf.concat([tf.ones([2, 3]), tf.ones([2])], 0)
try:
    f(1)
except Exception as e:
    print(type(e).__name__)
    print("\n".join(l.split("{{node")[0] for l in str(e).split("\n") if "File" not in l))
@tf.function
def f(x):
    return tf.constant(1) + tf.constant(2.0)
try:
    f(1)
except Exception as e:
    print(type(e).__name__)
    print("\n".join(l.split("{{node")[0] for l in str(e).split("\n") if "File" not in l))
@tf.function
def f(x):
    return tf.reshape(tf.ones([2, 3]), [4])
try:
    f(1)
except Exception as e:
    print(type(e).__name__)
    print("\n".join(l.split("{{node")[0] for l in str(e).split("\n") if "File" not in l))
@tf.function
def f(x):
    return tf.gather(tf.ones([2, 3]), [5])
try:
    print(f(1))
except Exception as e:
    print(type(e).__name__)
