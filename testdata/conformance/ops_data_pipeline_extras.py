# tf.data in depth: interleave, window, padded_batch, scan, zip of dicts, sampling, options, errors
import numpy as np
import tensorflow as tf

D = tf.data.Dataset
def ls(ds): return [x.numpy().tolist() if hasattr(x, "shape") else tuple(t.numpy().tolist() for t in x) for x in ds]
print(ls(D.range(3).interleave(lambda x: D.from_tensors(x).repeat(3), cycle_length=2, block_length=2)))
print(ls(D.range(7).window(3, shift=2).flat_map(lambda w: w.batch(3))), ls(D.range(7).window(3, 2, 1, drop_remainder=True).flat_map(lambda w: w.batch(3))))
print(ls(D.from_tensor_slices([3, 1, 2]).map(lambda n: tf.fill([n], n)).padded_batch(2)), ls(D.from_tensor_slices([1, 2]).map(tf.range).padded_batch(2, padded_shapes=[4], padding_values=-1)))
print(ls(D.range(5).scan(tf.constant(0, tf.int64), lambda s, x: (s + x, s + x))), ls(D.range(10).take_while(lambda x: x < 4)), ls(D.range(6).shard(2, 1)), ls(D.range(8).batch(3).unbatch().skip(5)))
print(ls(D.zip((D.range(3), D.range(10, 13)))), ls(D.zip(D.range(2), D.range(5, 7))), ls(D.range(3).enumerate(start=5)), D.range(4).reduce(tf.constant(0, tf.int64), lambda a, b: a + b).numpy())
print(ls(D.from_tensor_slices(([1, 2, 3, 4], [0, 1, 0, 1])).filter(lambda x, y: y == 1)), ls(D.range(6).group_by_window(lambda x: x % 2, lambda k, w: w.batch(3), window_size=3)), ls(D.from_tensor_slices([1, 1, 2, 3, 2]).unique()))
d = D.from_tensor_slices({"x": [1.0, 2.0, 3.0], "y": {"z": [[1], [2], [3]]}})
for e in d.batch(2): print(e["x"].numpy(), e["y"]["z"].numpy().tolist())
print(d.element_spec, len(d), d.cardinality().numpy(), D.range(3).repeat().cardinality().numpy() == tf.data.INFINITE_CARDINALITY, D.range(3).filter(lambda x: x > 0).cardinality().numpy() == tf.data.UNKNOWN_CARDINALITY)
print(ls(D.choose_from_datasets([D.from_tensors(1).repeat(2), D.from_tensors(2).repeat(2)], D.from_tensor_slices(np.array([0, 1, 1, 0])))), ls(D.sample_from_datasets([D.range(2), D.range(10, 12)], weights=[1.0, 0.0], seed=1))[:2], ls(D.random(seed=1).take(1))[0] > 0)
def gen(stop):
    for i in range(stop):
        yield i, [i] * i
g = D.from_generator(gen, args=[3], output_signature=(tf.TensorSpec((), tf.int32), tf.TensorSpec((None,), tf.int32)))
print(ls(g), g.element_spec)
it = iter(D.range(2)); print(next(it).numpy(), it.get_next().numpy())
try:
    next(it)
except StopIteration:
    print("StopIteration")
try:
    it.get_next()
except tf.errors.OutOfRangeError as e:
    print(type(e).__name__)
counter = D.counter(start=3, step=2); print(ls(counter.take(3)), ls(D.range(4).map(lambda x: (x, x * x)).map(lambda a, b: a + b)), ls(D.range(3).flat_map(lambda x: D.range(x))))
def py(x): return np.int64(x * 10)
print(ls(D.range(3).map(lambda x: tf.numpy_function(py, [x], tf.int64))), ls(D.range(2).map(lambda x: tf.py_function(lambda v: v.numpy() + 0.5, [x], tf.float64))), ls(D.range(5).apply(lambda ds: ds.filter(lambda x: x % 2 == 0))))
print(D.range(5).batch(2), D.from_tensors((1, 2.0)).element_spec, ls(D.range(10).batch(4, drop_remainder=True).prefetch(1)), ls(D.range(3).concatenate(D.range(2)).cache()), ls(D.range(6).batch(2).rebatch(4)), ls(D.range(5).snapshot if False else D.range(2)))
bucket = D.from_tensor_slices([1, 4, 2, 5, 3]).map(lambda n: tf.ones([n], tf.int32)).bucket_by_sequence_length(lambda e: tf.shape(e)[0], bucket_boundaries=[3], bucket_batch_sizes=[2, 2])
print([b.shape.as_list() for b in bucket], ls(D.range(4).ragged_batch(3) if hasattr(D, "ragged_batch") else [])[0] if False else "")
train, test = D.range(10).take(8), D.range(10).skip(8); print(len(train), len(test), ls(test), next(iter(train.batch(8))).shape, list(train.take(2).as_numpy_iterator()), int(D.range(5).get_single_element() if False else D.from_tensors(3).get_single_element()))
for bad in (lambda: D.from_tensor_slices(([1, 2], [1, 2, 3])), lambda: ls(D.from_tensor_slices([1, 2, 3]).map(tf.range).batch(2)), lambda: D.range(3).batch(0), lambda: len(D.range(3).repeat()), lambda: D.range(3)[0]):
    try:
        bad(); print("ok")
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[0][:80])
