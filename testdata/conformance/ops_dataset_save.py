"""Saving datasets, loading them, snapshots, and resampling by class."""
import os
import tempfile
import tensorflow as tf

folder = tempfile.mkdtemp()
d = tf.data.Dataset.from_tensor_slices(({'b': ['x', 'y', ''], 'a': [1., 2., 3.]}, [[1, 2], [3, 4], [5, 6]]))
path = os.path.join(folder, 'one')
d.save(path)
print(sorted(f for f in os.listdir(path) if '.' in f))
loaded = tf.data.Dataset.load(path)
print(type(loaded).__name__, loaded.cardinality().numpy(), len(loaded))
print(loaded.element_spec)
for x, y in loaded:
    print(x['a'].numpy(), x['b'].numpy(), y.numpy())
d.save(path, compression='GZIP')
print([y.tolist() for _, y in tf.data.Dataset.load(path, compression='GZIP').as_numpy_iterator()])

path = os.path.join(folder, 'shards')
tf.data.Dataset.range(9).save(path, shard_func=lambda x: x % 3)
print(sorted(tf.data.Dataset.load(path).as_numpy_iterator()))
print(list(tf.data.Dataset.load(path, reader_func=lambda ds: ds.flat_map(lambda x: x)).as_numpy_iterator()))
print(tf.data.Dataset.load(path, element_spec=tf.TensorSpec((), tf.int64)))
path = os.path.join(folder, 'batches')
tf.data.Dataset.range(5).batch(2).map(lambda x: (x, tf.cast(x, tf.float16) / 2)).save(path)
b = tf.data.Dataset.load(path)
print(b.element_spec)
print(list(b.as_numpy_iterator()))
print(list(b.unbatch().map(lambda x, y: x).as_numpy_iterator()))
try:
    tf.data.Dataset.load('no_such_folder')
except tf.errors.NotFoundError as e:
    print('NotFoundError', e)

s = tf.data.Dataset.range(4).map(lambda x: x * 2).snapshot(os.path.join(folder, 'snap'), shard_func=lambda x: tf.constant(0, tf.int64))
print(sorted(s.as_numpy_iterator()), sorted(s.as_numpy_iterator()))

r = tf.data.Dataset.range(20).map(lambda x: x % 3)
to_class = lambda x: tf.cast(x, tf.int32)
out = r.rejection_resample(to_class, [.5, .25, .25], initial_dist=[.4, .3, .3], seed=42)
print(type(out).__name__, out.element_spec)
print(all(c == x for c, x in out.as_numpy_iterator()))
same = r.rejection_resample(to_class, [.5, .5], initial_dist=[.5, .5])
print(type(same).__name__, len(list(same)))
grown = tf.data.Dataset.range(300).map(lambda x: x % 3).rejection_resample(to_class, [1/3, 1/3, 1/3], seed=1)
print(type(grown).__name__, sorted(set(int(c) for c, _ in grown)))
tf.random.set_seed(1)
out = r.rejection_resample(to_class, [.5, .25, .25], initial_dist=[.4, .3, .3], seed=42)
print([int(c) for c, _ in out])
none = r.rejection_resample(to_class, [.8, .2, .0], initial_dist=[.6, .2, .2], seed=42)
print(type(none).__name__, [int(c) for c, _ in none])
