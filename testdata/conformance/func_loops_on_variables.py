import tensorflow as tf
counter = tf.Variable(0)
@tf.function
def b2():
    while counter.read_value() < 10:
        counter.assign_add(3)
    return counter.read_value()
print(b2())
counter.assign(0)
@tf.function
def b3():
    tf.while_loop(lambda: counter < 10, lambda: [counter.assign_add(3)][:0], [])
    return counter.read_value()
b3(); print(counter)
w = tf.Variable(1.0)
@tf.function
def b4(x):
    start = w.read_value()
    while w < 100.0 and w < start * 50.0:
        w.assign(w * x)
    return w.read_value(), start
print(b4(tf.constant(3.0)))
@tf.function
def b5(x):
    with tf.GradientTape() as t:
        y = x
        while y < w:
            y = y * 2.0
    return y, t.gradient(y, x)
print(b5(tf.Variable(1.5)))
@tf.function
def b6():
    for i in tf.range(5):
        if counter > 14:
            break
        counter.assign_add(2)
    return counter.read_value()
print(b6())
counter.assign(0)
@tf.function
def bump(k):
    counter.assign_add(k)
    while counter < 10:
        counter.assign_add(3)
    return counter.read_value()
print(bump(tf.constant(1)), bump(tf.constant(1)), counter.numpy())
