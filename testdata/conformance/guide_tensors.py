# Basics: tensors, variables, automatic differentiation, slicing, ragged and sparse tensors.
import numpy as np
import tensorflow as tf

rank_4 = tf.zeros([3, 2, 4, 5])
print("Type of every element:", rank_4.dtype, "Number of axes:", rank_4.ndim, "Shape of tensor:", rank_4.shape)
print("Elements along axis 0 of tensor:", rank_4.shape[0], "last:", rank_4.shape[-1], tf.size(rank_4).numpy(), tf.rank(rank_4), tf.shape(rank_4))
a = tf.constant([[1, 2], [3, 4]])
b = tf.constant([[1, 1], [1, 1]])
print(tf.add(a, b), "\n", tf.multiply(a, b), "\n", tf.matmul(a, b), a @ b == tf.matmul(a, b))
c = tf.constant([[4.0, 5.0], [10.0, 1.0]])
print(tf.reduce_max(c), tf.math.argmax(c), tf.nn.softmax(c), tf.convert_to_tensor([1, 2, 3]), tf.reduce_max([1, 2, 3]), tf.math.argmax([1, 2, 3]))
rank_1 = tf.constant([0, 1, 1, 2, 3, 5, 8, 13, 21, 34])
print(rank_1[0].numpy(), rank_1[:].numpy(), rank_1[:4].numpy(), rank_1[4:].numpy(), rank_1[2:7].numpy(), rank_1[::2].numpy(), rank_1[::-1].numpy())
x = tf.constant([[1], [2], [3]])
print(x.shape.as_list(), tf.reshape(x, [1, 3]), tf.reshape(x, [-1]))
r3 = tf.reshape(tf.range(30), [3, 2, 5])
print(tf.reshape(r3, [3 * 2, 5]), "\n", tf.reshape(r3, [3, -1]))
for bad in [lambda: tf.reshape(r3, [7, -1]), lambda: a + tf.constant([1.0]), lambda: tf.constant([1, 2]) @ tf.constant([1, 2]), lambda: tf.constant([[1], [2, 3]]), lambda: rank_1[0].assign(1)]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, str(e)[:140])
f64 = tf.constant([2.2, 3.3, 4.4], dtype=tf.float64)
print(tf.cast(tf.cast(f64, dtype=tf.float16), dtype=tf.uint8), tf.broadcast_to(tf.constant([1, 2, 3]), [3, 3]))
ragged_tensor = tf.ragged.constant([[0, 1, 2, 3], [4, 5], [6, 7, 8], [9]])
print(ragged_tensor, ragged_tensor.shape, ragged_tensor[1:, :1], ragged_tensor.to_tensor(-1), ragged_tensor.row_lengths())
digits = tf.ragged.constant([[3, 1, 4, 1], [], [5, 9, 2], [6], []])
print(tf.add(digits, 3), tf.reduce_mean(digits, axis=1), tf.concat([digits, [[5, 3]]], axis=0), tf.tile(digits, [1, 2]))
print(tf.strings.substr(tf.ragged.constant([["So", "long"], ["thanks", "for", "all"]]), 0, 2), tf.map_fn(tf.math.square, digits), digits.values, digits.row_splits)
print(tf.RaggedTensor.from_value_rowids(values=[3, 1, 4, 1, 5, 9, 2], value_rowids=[0, 0, 0, 0, 2, 2, 3]), tf.RaggedTensor.from_row_lengths([3, 1, 4], [2, 0, 1]), digits.to_list(), digits.nrows(), digits.bounding_shape())
print(digits + tf.constant([[100], [200], [300], [400], [500]]), tf.ragged.stack([tf.constant([1, 2]), tf.constant([3])]), tf.RaggedTensor.from_tensor([[1, 0], [3, 0]], padding=0))
scalar_string = tf.constant("Gray wolf")
strings = tf.constant(["Gray wolf", "Quick brown fox", "Lazy dog"])
print(scalar_string, strings, tf.strings.split(scalar_string, sep=" "), tf.strings.split(strings), tf.strings.to_number(tf.strings.split(tf.constant("1 10 100"), " ")))
print(tf.io.decode_raw(tf.strings.bytes_split(tf.constant("Duck"))[0], tf.uint8), tf.strings.unicode_decode(tf.constant("\u30a2\u30d2"), "UTF-8"), tf.strings.length(strings))
sparse = tf.sparse.SparseTensor(indices=[[0, 0], [1, 2]], values=[1, 2], dense_shape=[3, 4])
print(sparse, "\n", tf.sparse.to_dense(sparse))

my_variable = tf.Variable([[1.0, 2.0], [3.0, 4.0]])
print(my_variable, my_variable.shape, my_variable.dtype, my_variable.numpy(), tf.convert_to_tensor(my_variable), tf.math.argmax(my_variable), tf.reshape(my_variable, [1, 4]))
v = tf.Variable([2.0, 3.0])
v.assign([1, 2])
try:
    v.assign([1.0, 2.0, 3.0])
except Exception as e:
    print(f"{type(e).__name__}: {e}")
w = tf.Variable(v)
v.assign([5, 6])
print(v.numpy(), w.numpy(), v.assign_add([2, 3]).numpy(), v.assign_sub([7, 9]).numpy(), tf.Variable(1, name="Mark", trainable=False))
with tf.device("CPU:0"):
    print(tf.constant([1.0]).device[-5:], v.device[-5:])

x = tf.Variable(3.0)
with tf.GradientTape() as tape:
    y = x**2
print(tape.gradient(y, x).numpy())
w = tf.Variable(tf.reshape(tf.range(6, dtype=tf.float32), (3, 2)) / 10, name="w")
b = tf.Variable(tf.zeros(2, dtype=tf.float32), name="b")
xs = [[1.0, 2.0, 3.0]]
with tf.GradientTape(persistent=True) as tape:
    y = xs @ w + b
    loss = tf.reduce_mean(y**2)
print(tape.gradient(loss, [w, b]), tape.gradient(loss, {"w": w, "b": b})["b"])
x0 = tf.Variable(3.0, name="x0")
x1 = tf.Variable(3.0, name="x1", trainable=False)
x2 = tf.Variable(2.0, name="x2") + 1.0
x3 = tf.constant(3.0, name="x3")
with tf.GradientTape() as tape:
    y = (x0**2) + (x1**2) + (x2**2)
print([g if g is None else g.numpy() for g in tape.gradient(y, [x0, x1, x2, x3])], [var.name for var in tape.watched_variables()])
with tf.GradientTape(watch_accessed_variables=False) as tape:
    tape.watch(x1)
    y = tf.math.softplus(x0) * x1
print(tape.gradient(y, {"x0": x0, "x1": x1}))
x = tf.constant([1, 3.0])
with tf.GradientTape(persistent=True) as tape:
    tape.watch(x)
    y = x * x
    z = y * y
print(tape.gradient(z, x).numpy(), tape.gradient(y, x).numpy())
x = tf.linspace(-2.0, 2.0, 5)
with tf.GradientTape() as tape:
    tape.watch(x)
    y = tf.where(x > 0, tf.sin(x), tf.nn.sigmoid(x))
print(tape.gradient(y, x))
xv, y = tf.Variable(2.0), tf.Variable(3.0)
with tf.GradientTape() as tape:
    z = y * y
print(tape.gradient(z, xv), end=" ")
with tf.GradientTape() as tape:
    z = y * y
print(tape.gradient(z, xv, unconnected_gradients=tf.UnconnectedGradients.ZERO))
with tf.GradientTape() as t:
    x_sq = xv * xv
    with t.stop_recording():
        y_sq = y * y
    z = x_sq + y_sq
print(t.gradient(z, {"x": xv, "y": y}))
with tf.GradientTape() as t:
    y_sq = y**2
    z = xv**2 + tf.stop_gradient(y_sq)
print(t.gradient(z, [xv, y]))
with tf.GradientTape() as t:
    t.reset() if False else None
    y1 = xv * 2


@tf.custom_gradient
def clip_gradients(y):
    def backward(dy):
        return tf.clip_by_norm(dy, 0.5)

    return y, backward


v = tf.Variable(2.0)
with tf.GradientTape() as t:
    output = clip_gradients(v * v)
print(t.gradient(output, v))
with tf.GradientTape() as t2:
    with tf.GradientTape() as t1:
        y = v * v * v
    dy_dx = t1.gradient(y, v)
print("dy_dx:", dy_dx.numpy(), "d2y_dx2:", t2.gradient(dy_dx, v).numpy())
delta = tf.Variable(0.0)
x = tf.linspace(-3.0, 3.0, 5)
with tf.GradientTape() as tape:
    y = tf.nn.sigmoid(x + delta)
print(tape.jacobian(y, delta))
layer = tf.keras.layers.Dense(3, activation=tf.nn.relu, kernel_initializer="ones")
xx = tf.constant([[1.0, -2.0, 3.0], [0.5, 0.5, 0.5]])
with tf.GradientTape(persistent=True) as tape:
    tape.watch(xx)
    y = layer(xx)
j = tape.jacobian(y, layer.kernel)
print(y.shape, layer.kernel.shape, j.shape, tf.reduce_sum(j, axis=[0, 1]).numpy(), tape.batch_jacobian(y, xx).shape)
t1 = tf.constant([0, 1, 2, 3, 4, 5, 6, 7])
t2 = tf.reshape(tf.range(20), (4, 5))
print(tf.slice(t1, begin=[1], size=[3]), t1[-3:], tf.slice(t2, [0, 1], [2, 3]), t2[:-1, 1:3], tf.gather(t1, [0, 3, 6]), tf.gather(t2, [1, 3], axis=1), tf.gather_nd(t2, [[0, 0], [3, 4]]))
print(tf.scatter_nd([[0], [2], [4]], [2, 4, 6], [6]), tf.tensor_scatter_nd_update(t1, [[1], [3]], [9, 9]), tf.tensor_scatter_nd_add(t2, [[0, 0], [3, 4]], [100, 100])[::3, ::4], tf.tensor_scatter_nd_max(t1, [[0]], [7]), t2[..., tf.newaxis].shape)
