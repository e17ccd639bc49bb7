import tensorflow as tf
v = tf.Variable(0)
@tf.function
def f(iterator):
    print("trace")
    v.assign_add(next(iterator))
    return v.read_value()
ds = tf.data.Dataset.from_tensor_slices([1, 2, 3, 5])
it = iter(ds)
print(f(it)); print(f(it)); print(f(it))
it2 = iter(ds)
print(f(it2)); print(next(it2))
@tf.function
def g(it):
    s = 0
    for _ in tf.range(2):
        s += next(it)
    return s
it3 = iter(ds)
print(g(it3), g(it3))
try:
    g(it3)
except Exception as e:
    print(type(e).__name__)
it4 = iter(ds)
@tf.function
def closure():
    return next(it4) * 2
print(closure(), closure(), closure())
pairs = iter(tf.data.Dataset.from_tensor_slices({"x": tf.ones([4, 2]), "y": [1., 2., 3., 4.]}).batch(2))
w = tf.Variable([1., 1.])
@tf.function
def train(it):
    for _ in tf.range(2):
        b = it.get_next()
        with tf.GradientTape() as tape:
            l = tf.reduce_mean((tf.linalg.matvec(b["x"], w) - b["y"]) ** 2)
        w.assign_sub(0.1 * tape.gradient(l, w))
    return l
print(train(pairs), w.numpy())
def gen():
    for i in range(3):
        yield i
gi = iter(tf.data.Dataset.from_generator(gen, output_signature=tf.TensorSpec([], tf.int32)))
@tf.function
def use(it):
    return next(it) + 1
print(use(gi), use(gi), next(gi).numpy())
try:
    next(gi)
except StopIteration:
    print("stop")
@tf.function
def rest(it):
    s = tf.constant(0, tf.int64)
    for v in it:
        if v == 3:
            break
        s += v
    return s
it5 = iter(tf.data.Dataset.range(6))
print(rest(it5), rest(it5), rest(it5))
