import tensorflow as tf
from tensorflow import keras


@tf.function
def names(x, y):
    print(x + y, x - y, x * y, x / y, x // y, x % y, x ** y, -x, abs(x))
    print(x > y, x < y, x >= y, x <= y, x == y, x != y)
    print(x[0], x[..., None], x[1:])
    print(tf.add(x, y), tf.subtract(x, y), tf.multiply(x, y), tf.divide(x, y), tf.pow(x, y))
    print(tf.reduce_sum(x), tf.reduce_mean(x), tf.reduce_max(x, axis=0), tf.square(x), tf.sqrt(x), tf.exp(x), tf.math.log(x))
    print(tf.shape(x), tf.size(x), tf.rank(x), tf.reshape(x, [-1]), tf.transpose(tf.expand_dims(x, 0)), tf.cast(x, tf.int32))
    print(tf.concat([x, y], 0), tf.stack([x, y]), tf.squeeze(x), tf.tile(x, [2]), tf.gather(x, [0]), tf.where(x > 0, x, y))
    print(tf.nn.relu(x), tf.nn.softmax(x), tf.sigmoid(x), tf.tanh(x), tf.maximum(x, 0.), tf.minimum(x, y), tf.clip_by_value(x, 0., 1.))
    print(tf.zeros_like(x), tf.ones_like(x), tf.fill([2], 1.0), tf.identity(x), tf.argmax(x), tf.one_hot([0, 1], 2), tf.linspace(0., 1., 3))
    print(x.name, x.op.name, x.op.type, (x + y).name, (x + y).op.type)
    a, b = tf.split(x, 2)
    v, k = tf.nn.top_k(x, 2)
    m, s = tf.nn.moments(x, 0)
    print(a, b, v, k, m, s, tf.random.normal([2]), tf.nn.dropout(x, 0.5), tf.where(x > 0))
    return x + y


print(names(tf.constant([1., 2.]), tf.constant([3., 4.])))


@tf.function
def scopes(x):
    c = tf.constant(1.0, name="my_const")
    d = tf.add(x * 2.0, c, name="my_add")
    e = tf.matmul(d, d, transpose_b=True)
    with tf.name_scope("scope"):
        h = e + 1
        i = tf.nn.relu(h, name="act")
        with tf.name_scope("inner"):
            j = i * i
    with tf.name_scope("scope"):
        k = j - 1
    for t in (c, d, e, h, i, j, k):
        print(t, t.op.name, t.op.type)
    print(repr(k.op))
    return k


scopes(tf.ones([2, 2]))


@tf.function
def arguments(a, b=None, *args, **kw):
    print(a, b, args, kw)
    return a


arguments(tf.constant(1), tf.constant(2), tf.constant(3), tf.constant(4.), k=tf.constant(5))
arguments([tf.constant(1), tf.constant(2)], {'u': tf.constant(1.), 'v': (tf.constant(2.), tf.constant(2.))})


# Constants are tensors of the graph, too, and shapes are still known.
@tf.function
def constants():
    a, b, c = tf.constant(1), tf.constant([1., 2.]), tf.constant("s")
    print(a, b, c, tf.constant(5) + tf.constant(6), tf.convert_to_tensor([1, 2]))
    print(tf.zeros([2, 3]), tf.ones(()), tf.eye(2), tf.range(5), tf.fill([2], 3))
    n = tf.shape(b)[0]
    print(n, tf.reshape(b, [n, 1]), tf.zeros(tf.constant([2, 3])).shape, tf.get_static_value(a))
    print(repr(a), f"{a}", [tf.constant(i) for i in range(2)])
    print(hasattr(a, 'numpy'), isinstance(a, tf.Tensor), tf.is_tensor(a), type(a).__name__)
    try:
        a.numpy()
    except AttributeError as e:
        print(e)
    if a > 0:
        print('both')
    else:
        print('branches')
    return a


print(constants())
k = tf.constant([7, 8])


@tf.function
def around():
    print(k, k + 1, tf.reduce_sum(k))
    return k


print(around())


@tf.function
def flow(x):
    if x > 0:
        x = x * 2
        print('true', x)
    else:
        x = x - 1
        print('false', x)
    print(x)
    i, s = tf.constant(0), tf.constant(0.)
    while i < 3:
        print('body', i, s)
        i += 1
        s += tf.cast(i, tf.float32)
        print(i, s)
    print(i, s)
    t = tf.zeros([2])
    for row in tf.ones([3, 2]):
        print(row)
        t = t + row
    print(t)
    y = tf.cond(x > 0, lambda: x + 1, lambda: x - 1)
    print(y)
    return y


print(flow(tf.constant(1.0)))


@tf.function
def inner(x):
    print(x)
    return x * 2


@tf.function
def outer(x):
    y = inner(x)
    print(y)
    return y + inner(y)


print(outer(tf.constant(2)))

v = tf.Variable(1.0, name='v')


@tf.function
def variables(x):
    print(v, v.assign_add(x), v.read_value(), v + 1, v.value())
    return v


print(variables(tf.constant(1.)))


class Dense(tf.Module):
    def __init__(self, i, o, name=None):
        super().__init__(name=name)
        self.w = tf.Variable(tf.ones([i, o]), name='w')

    @tf.Module.with_name_scope
    def __call__(self, x):
        y = tf.matmul(x, self.w)
        print(y)
        return tf.nn.relu(y)


module = Dense(2, 3, name='dn')
print(tf.function(module)(tf.ones([1, 2])))


class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.d1 = keras.layers.Dense(8, activation='relu')
        self.d2 = keras.layers.Dense(2)

    def call(self, x):
        h = self.d1(x)
        print(x, h)
        return self.d2(h)


net = Net()
loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


@tf.function
def step(x, y):
    p = net(x, training=True)
    loss = loss_fn(y, p)
    print(p, loss, p.op.type, tf.nn.softmax(p))
    return loss


print(step(tf.ones([4, 3]), tf.constant([0, 1, 0, 1])).shape)


class Show(keras.layers.Layer):
    def call(self, x, training=None):
        print('Show', x, training)
        return x * 2


def my_loss(t, p):
    print(t, p)
    return tf.reduce_mean(tf.square(t - p))


model = keras.Sequential([keras.Input((3,)), Show(name='show'), keras.layers.Dense(1, name='out')])
model.compile('sgd', my_loss)
model.fit(tf.ones([4, 3]), tf.ones([4, 1]), verbose=0, batch_size=2)
model.predict(tf.ones([4, 3]), verbose=0, batch_size=2)
