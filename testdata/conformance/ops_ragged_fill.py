import tensorflow as tf


def t(f):
    try: print('ok', f())
    except Exception as e: print(type(e).__name__, str(e)[:700])
R=tf.ragged_fill_empty_rows
t(lambda: R(tf.constant([0,0,2],tf.int64),[1,2,3],tf.constant(5,tf.int64),-1))
t(lambda: R([0,0,2],tf.constant([1.,2,3]),4,-1.))
t(lambda: R(tf.constant([0,0,2],tf.int64),['a','b','c'],3,'z'))
t(lambda: R(tf.constant([0,5],tf.int64),[1,2],3,0))
t(lambda: R(tf.constant([2,1],tf.int64),[1,2],3,0))
t(lambda: R(tf.constant([],tf.int64),tf.constant([],tf.int32),0,0))
t(lambda: R(tf.constant([],tf.int64),tf.constant([],tf.int32),2,7))
t(lambda: R(tf.constant([-1],tf.int64),[1],2,7))
t(lambda: R(tf.constant([1,1],tf.int64),[1],2,7))
t(lambda: R(tf.constant([1],tf.int64),[1],2,[7]))
t(lambda: R(tf.constant([[1]],tf.int64),[1],2,7))
t(lambda: tf.ragged_fill_empty_rows_grad(tf.constant([0,1,3],tf.int64), tf.constant([1.,2.,3.,4.,5.])))
t(lambda: tf.ragged_fill_empty_rows_grad(tf.constant([0,1,9],tf.int64), tf.constant([1.,2.,3.,4.,5.])))
v=tf.constant([1.,2,3]); d=tf.constant(9.)
with tf.GradientTape() as tape:
    tape.watch([v,d]); o=R(tf.constant([0,0,2],tf.int64),v,4,d); y=tf.reduce_sum(o[1]*tf.range(1.,6.))
t(lambda: tape.gradient(y,[v,d]))
ds=tf.data.Dataset.from_tensor_slices([[1,0,2],[0,0,3],[4,4,4]])
for e in ds.sparse_batch(2,[4]): print(e)
print(ds.sparse_batch(2,[4]).element_spec, ds.sparse_batch(2,[4]))
dd=tf.data.Dataset.from_tensor_slices([3,1,2]).map(lambda n: tf.range(n))
for e in dd.sparse_batch(2,[4]): print(e, tf.sparse.to_dense(e).numpy().tolist())
t(lambda: list(ds.sparse_batch(2,[2]))); t(lambda: list(ds.sparse_batch(2,[2,2]))); t(lambda: list(ds.sparse_batch(0,[3]))); t(lambda: list(tf.data.Dataset.from_tensor_slices([1.,2.]).sparse_batch(2,[])))
t(lambda: list(tf.data.Dataset.from_tensor_slices({'a':[[1],[2]]}).sparse_batch(2,[1])))
t(lambda: list(tf.data.Dataset.from_tensor_slices(([[1],[2]],[1,2])).sparse_batch(2,[1])))
t(lambda: list(ds.sparse_batch(2,[-1]))); t(lambda: list(ds.sparse_batch(2,None)))
t(lambda: list(dd.sparse_batch(2,[None])))
