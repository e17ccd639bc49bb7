# The names of the tensors that loops of graphs work with.
import tensorflow as tf
@tf.function
def g(x, n):
    for i in tf.range(3):
        print(i, x)
        x += i
    for i in tf.range(n):
        print(i, x)
        x += i
    for v in tf.constant([1, 2]):
        print(v, x)
        x = x * v
    while x > 0:
        print(x)
        x -= 10
    for e in tf.data.Dataset.range(3):
        print(e, x)
        x += tf.cast(e, tf.int32)
    return x
print(g(tf.constant(1), tf.constant(2)))
