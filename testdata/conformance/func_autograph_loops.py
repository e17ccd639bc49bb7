# Loops of graphs: TensorArrays, gradients around and within them, jumps, datasets, variables.
import tensorflow as tf
@tf.function
def ta(n):
    a = tf.TensorArray(tf.int32, size=0, dynamic_size=True)
    for i in tf.range(n):
        print("tracing")
        a = a.write(i, i * i)
    return a.stack()
print(ta(tf.constant(4)), ta(tf.constant(2)))
@tf.function
def rnn(x, h, w):
    x = tf.transpose(x, [1, 0, 2])
    out = tf.TensorArray(tf.float32, size=tf.shape(x)[0])
    for t in tf.range(tf.shape(x)[0]):
        print("step")
        h = tf.tanh(tf.matmul(x[t], w) + h)
        out = out.write(t, h)
    return tf.transpose(out.stack(), [1, 0, 2]), h
w = tf.Variable(tf.ones((3, 2)) * .3)
with tf.GradientTape() as tape:
    y, h = rnn(tf.reshape(tf.range(24.), (2, 4, 3)) / 24, tf.zeros((2, 2)), w)
    l = tf.reduce_sum(y ** 2)
print(y, h, tape.gradient(l, w))
@tf.function
def train(x, n):
    with tf.GradientTape() as t:
        s = x
        for i in tf.range(n):
            s = s * w[0, 0] + 1.
        l = tf.reduce_sum(s * s)
    return l, t.gradient(l, w)
print(train(tf.constant([1., 2.]), 3))
@tf.function
def cond_grad(x):
    with tf.GradientTape() as t:
        t.watch(x)
        if tf.reduce_sum(x) > 0:
            y = x ** 3
        else:
            y = -x
    return t.gradient(y, x)
print(cond_grad(tf.constant([1., 2.])), cond_grad(tf.constant([1., -2.])))
@tf.function
def nested(n):
    total = 0
    for i in tf.range(n):
        for j in tf.range(i):
            if j % 2 == 0:
                continue
            total += i * j
            if total > 100:
                break
        if total > 150:
            return total
    return -total
try:
    print(nested(tf.constant(5)), nested(tf.constant(20)))
except Exception as e:
    print(type(e).__name__, str(e).strip().splitlines()[-1].strip())
@tf.function
def early(x):
    for i in tf.range(10):
        if i > x:
            return i
    return tf.constant(-1)
try:
    print(early(tf.constant(3)), early(tf.constant(30)))
except Exception as e:
    print(type(e).__name__, str(e).strip().splitlines()[-1].strip())
@tf.function
def inv(x, n):
    for _ in tf.range(n):
        tf.autograph.experimental.set_loop_options(shape_invariants=[(x, tf.TensorShape([None]))])
        x = tf.concat([x, x], 0)
    return x
print(inv(tf.constant([1, 2]), 2))
@tf.function
def dsloop(ds):
    n, s = 0, 0.
    for x, y in ds:
        print("batch")
        n += 1
        s += tf.reduce_sum(x) * tf.cast(y[0], tf.float32)
        if n >= 2:
            break
    return n, s
print(dsloop(tf.data.Dataset.from_tensor_slices((tf.ones((6, 2)), tf.range(6))).batch(2)))
@tf.function
def opt(x):
    return x if tf.reduce_all(x > 0) and tf.size(x) < 5 or False else -x
print(opt(tf.constant([1, 2])), opt(tf.constant([-1, 2])))
@tf.function
def rl(x):
    for v in x:
        print("row", v.shape)
        tf.print(v)
    return len(x)
print(rl(tf.constant([[1, 2], [3, 4]])))
class Acc(tf.Module):
    def __init__(self):
        self.total = tf.Variable(0.)
        self.k = 0
    @tf.function
    def run(self, x):
        for v in x:
            if v > 0:
                self.total.assign_add(v)
            else:
                self.total.assign_sub(1.)
        self.k += 1
        return self.total
a = Acc()
print(a.run(tf.constant([1., -2., 3.])), a.run(tf.constant([1., -2., 3.])), a.k)
