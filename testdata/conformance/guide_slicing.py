# Slices, gather and scatter; sparse tensors.
import numpy as np
import tensorflow as tf
t1 = tf.constant([0, 1, 2, 3, 4, 5, 6, 7])
print(tf.slice(t1, begin=[1], size=[3]), t1[1:4], t1[-3:], t1[::2], t1[6:1:-2])
t2 = tf.constant([[0, 1, 2, 3, 4], [5, 6, 7, 8, 9], [10, 11, 12, 13, 14], [15, 16, 17, 18, 19]])
print(t2[:-1, 1:3], tf.slice(t2, [1, 0], [-1, 2]))
t3 = tf.reshape(tf.range(48), (2, 4, 6)) if False else tf.constant(np.arange(2 * 4 * 6).reshape(2, 4, 6))
print(tf.slice(t3, begin=[1, 1, 0], size=[1, 1, 2]))
print(tf.gather(t1, indices=[0, 3, 6]), t1[::3])
t4 = tf.constant([[0, 5], [1, 6], [2, 7], [3, 8], [4, 9]])
print(tf.gather_nd(t4, indices=[[2], [3], [0]]), tf.gather_nd(t4, [[0, 1], [4, 0]]))
t5 = np.reshape(np.arange(18), [2, 3, 3])
print(tf.gather_nd(t5, indices=[[0, 0, 0], [1, 2, 1]]))
print(tf.gather_nd(t5, indices=[[[0, 0], [0, 2]], [[1, 0], [1, 2]]]))
print(tf.gather_nd(t5, indices=[[0, 0], [0, 1], [0, 2], [1, 0]]).shape)
print(tf.gather(t5, [[0], [2]], axis=1, batch_dims=1) if False else tf.gather(t5, [[0, 1], [2, 2]], axis=1, batch_dims=1))
t6 = tf.constant([10])
indices = tf.constant([[1], [3], [5], [7], [9]])
data = tf.constant([2, 4, 6, 8, 10])
print(tf.scatter_nd(indices=indices, updates=data, shape=t6))
new_indices = tf.constant([[0, 2], [2, 1], [3, 3]])
t7 = tf.gather_nd(t2, indices=new_indices)
t8 = tf.scatter_nd(indices=new_indices, updates=t7, shape=tf.constant([4, 5]))
print(t7, t8)
t9 = tf.SparseTensor(indices=[[0, 2], [2, 1], [3, 3]], values=t7, dense_shape=[4, 5])
print(t9)
print(tf.sparse.to_dense(t9))
t11 = tf.constant([[2, 7, 0], [9, 0, 1], [0, 3, 8]])
t12 = tf.tensor_scatter_nd_add(t11, indices=[[0, 2], [1, 1], [2, 0]], updates=[6, 5, 4])
t13 = tf.tensor_scatter_nd_sub(t11, indices=[[0, 0], [0, 1], [1, 0], [1, 1], [1, 2], [2, 1], [2, 2]], updates=[1, 2, 3, 4, 5, 6, 7])
print(t12, t13)
t14 = tf.constant([[-2, -7, 0], [-9, 0, 1], [0, -3, -8]])
idx = [[0, 0], [0, 1], [1, 0], [2, 1], [2, 2]]
print(tf.tensor_scatter_nd_min(t14, idx, [-6, -6, -6, -6, -6]), tf.tensor_scatter_nd_max(t14, idx, [6, 6, 6, 6, 6]))
print(tf.tensor_scatter_nd_update(tf.zeros([3, 3]), [[1], [2]], [[1.0, 2, 3], [4, 5, 6]]))
print(tf.boolean_mask(t2, [True, False, False, True]), tf.strided_slice(t2, [0, 0], [4, 5], [2, 2]))
print(t2[..., tf.newaxis].shape, t2[tf.newaxis, 1:3, ..., -1])
try:
    t2[5]
except Exception as e:
    print(type(e).__name__, str(e).split(" [Op")[0])
try:
    t2[0, 0, 0]
except Exception as e:
    print(type(e).__name__, str(e).split(" [Op")[0])
try:
    t2["a"]
except Exception as e:
    print(type(e).__name__, e)
try:
    tf.gather(t1, 10)
except Exception as e:
    print(type(e).__name__, str(e).split(" [Op")[0])
try:
    t2[0][0] = 3
except Exception as e:
    print(type(e).__name__, e)
v = tf.Variable(t2)
v[1:3, 2:4].assign([[0, 0], [0, 0]])
print(v.numpy())
v[0].assign(tf.range(5) * 100)
v.scatter_nd_add([[3, 0]], [1000])
print(v)
print(tf.reverse_sequence(t2, [1, 2, 3, 5], seq_axis=1), tf.roll(t1, 2, 0))
# sparse basics
st1 = tf.sparse.SparseTensor(indices=[[0, 3], [2, 4]], values=[10, 20], dense_shape=[3, 10])
print(st1)
def pretty(st):
    s = f"<SparseTensor shape={st.shape} \n values={{"
    for (index, value) in zip(st.indices, st.values):
        s += f"\n  %s: %s" % (index.numpy().tolist(), value.numpy().tolist())
    return s + "}>"
print(pretty(st1))
st2 = tf.sparse.from_dense([[1, 0, 0, 8], [0, 0, 0, 0], [0, 0, 3, 0]])
print(pretty(st2), pretty(tf.sparse.add(st1, tf.sparse.SparseTensor([[0, 3], [1, 1]], [1, 2], [3, 10]))))
sta = tf.SparseTensor(indices=[[0, 1], [1, 0]], values=[1.0, 2], dense_shape=[2, 2])
print(tf.sparse.sparse_dense_matmul(sta, tf.constant([[5.0], [6.0]])))
print(pretty(tf.sparse.concat(axis=1, sp_inputs=[sta, sta])), pretty(tf.sparse.slice(st1, [0, 2], [3, 3])))
print(pretty(tf.sparse.map_values(tf.add, st2, 5)), pretty(tf.sparse.transpose(st2)), pretty(tf.sparse.reorder(st2)))
print(tf.sparse.reduce_sum(st1, axis=1), tf.sparse.expand_dims(st1, 0).shape)
x = tf.keras.Input(shape=(4,))
y = tf.keras.layers.Dense(4, kernel_initializer="ones")(x)
model = tf.keras.Model(x, y)
print(model(tf.constant([[1.0, 0, 0, 2], [0, 0, 0, 0]])))
sparse_data = tf.sparse.SparseTensor(indices=[(0, 0), (0, 1), (0, 2), (4, 3), (5, 0), (5, 1)], values=[1.0] * 6, dense_shape=(6, 4))
ds = tf.data.Dataset.from_tensor_slices(sparse_data)
for e in ds.take(2): print(pretty(e))
for b in ds.batch(4).take(1): print(b.shape)
@tf.function
def f(x, y):
    return tf.sparse.sparse_dense_matmul(x, y)
print(f(sta, tf.ones([2, 3])))
