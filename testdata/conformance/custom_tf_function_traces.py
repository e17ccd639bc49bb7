# tf.function: how often Python runs, what variables may be made, functions within functions
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

def attempt(f, *args, **kw):
    try:
        f(*args, **kw)
        print("ok")
    except ValueError as e:
        print("ValueError", str(e).strip().splitlines()[-1].strip())

model = keras.Sequential([layers.Dense(2)])
opt = keras.optimizers.Adam(0.1)
@tf.function
def train(x):
    print("trace train", x.shape)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(model(x, training=True)))
    opt.apply_gradients(zip(tape.gradient(loss, model.trainable_variables), model.trainable_variables))
    return loss
for i in range(3): train(tf.ones((4, 3)))
train(tf.ones((2, 3)))
print(train.experimental_get_tracing_count(), opt.iterations.numpy())

w = tf.Variable([1.0, 2.0])
sgd = keras.optimizers.SGD(0.5)
sgd.build([w])
@tf.function
def built(g):
    print("trace built")
    sgd.apply_gradients([(g, w)])
for i in range(2): built(tf.constant([1.0, 1.0]))
print(w.numpy(), built.experimental_get_tracing_count())

class Linear(tf.Module):
    def __init__(self):
        super().__init__()
        self.w = None
    @tf.function
    def __call__(self, x):
        if self.w is None:
            print("making")
            self.w = tf.Variable(tf.random.normal([x.shape[-1], 2], seed=1) * 0 + 2, name="w")
        print("calling", x.shape)
        return x @ self.w
lin = Linear()
print(lin(tf.ones((1, 3))).numpy(), lin(tf.ones((1, 3))).numpy(), lin(tf.ones((2, 3))).numpy(), lin.w.name)

made = []
@tf.function
def count():
    print("trace count")
    if not made: made.append(tf.Variable(0))
    made[0].assign_add(1)
    return made[0].read_value()
print(count().numpy(), count().numpy(), count().numpy())

@tf.function
def each(x):
    print("trace each")
    v = tf.Variable(1.0)
    return v + x
attempt(each, tf.constant(1.0))
attempt(each, tf.constant(1.0))

late = []
@tf.function
def second(x, make=False):
    print("trace second", make)
    if make: late.append(tf.Variable(2.0))
    return x
attempt(second, tf.constant(1.0))
attempt(second, tf.constant(1.0), make=True)

@tf.function
def low(x):
    print("trace low", x.shape)
    return x + 1
@tf.function
def mid(x, times=1):
    print("trace mid", x.shape, times)
    for _ in range(times): x = low(x)
    return x * 2
@tf.function
def top(x):
    print("trace top", x.shape)
    return mid(x) + mid(x * 2) + mid(x, times=2)
print(top(tf.constant([1.0])).numpy(), top(tf.constant([2.0])).numpy(), mid(tf.constant([2.0])).numpy(), top(tf.constant([1.0, 2.0])).numpy())
with tf.GradientTape() as tape:
    z = tf.constant([3.0])
    tape.watch(z)
    y = top(z)
print(tape.gradient(y, z).numpy(), [f.experimental_get_tracing_count() for f in (low, mid, top)])

@tf.function
def closes(x):
    y = x * 3
    @tf.function
    def inside(z):
        print("trace inside")
        return z + y
    return inside(x) + inside(2 * x)
print(closes(tf.constant(1.0)).numpy(), closes(tf.constant(2.0)).numpy())

total = tf.Variable(0.0)
@tf.function
def add(x):
    total.assign_add(x)
    return total.read_value()
@tf.function
def twice(x):
    a = add(x)
    b = add(x)
    return a, b, total * 1
print([v.numpy() for v in twice(tf.constant(2.0))], [v.numpy() for v in twice(tf.constant(3.0))], add(tf.constant(1.0)).numpy())

dense = layers.Dense(1, kernel_initializer="ones")
@tf.function
def inner_layer(x):
    print("trace inner_layer")
    return dense(x)
@tf.function
def outer_layer(x):
    print("trace outer_layer")
    return inner_layer(x)
for i in range(2): print(outer_layer(tf.ones((1, 2))).numpy())
print(inner_layer(tf.ones((1, 2))).numpy(), outer_layer.experimental_get_tracing_count(), inner_layer.experimental_get_tracing_count())

@tf.custom_gradient
def cube(x):
    return x ** 3, lambda g: g * 10
@tf.function
def custom(x): return cube(x) * 2
@tf.function
def around(x): return custom(x) + custom(x)
with tf.GradientTape() as tape:
    z = tf.constant(2.0)
    tape.watch(z)
    y = around(z)
print(y.numpy(), tape.gradient(y, z).numpy())
