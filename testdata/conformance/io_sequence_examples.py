import tensorflow as tf


def trial(f):
    try:
        print('ok', f())
    except Exception as e:
        print(type(e).__name__, str(e))


def ints(*v):
    return tf.train.Feature(int64_list=tf.train.Int64List(value=v))


def floats(*v):
    return tf.train.Feature(float_list=tf.train.FloatList(value=v))


def texts(*v):
    return tf.train.Feature(bytes_list=tf.train.BytesList(value=v))


def steps(*f):
    return tf.train.FeatureList(feature=f)


def sequence(n, **context):
    return tf.train.SequenceExample(
        context=tf.train.Features(feature=context),
        feature_lists=tf.train.FeatureLists(feature_list={
            'tokens': steps(*[ints(10 * n + i) for i in range(n)]),
            'pairs': steps(*[floats(i, i + 0.5) for i in range(n)]),
            'words': steps(*[texts(*([b'w'] * i)) for i in range(n)]),
        }))


print(steps(ints(1), texts(b'a')))
s = sequence(2, length=ints(2), name=texts(b'first'))
print(s)
print(repr(s.feature_lists.feature_list['tokens'].feature[1].int64_list.value), len(s.feature_lists.feature_list['tokens'].feature))
print(s == tf.train.SequenceExample.FromString(s.SerializeToString()), len(s.SerializeToString()))
print(sorted(s.feature_lists.feature_list), s.context.feature['length'].int64_list.value)
f = tf.train.FeatureLists()
f.feature_list['a'].feature.append(ints(1))
f.feature_list['a'].feature.add().int64_list.value.append(5)
f.feature_list['a'].feature.extend([ints(2), ints(3)])
print(f, len(f.feature_list['a'].feature))
for x in f.feature_list['a'].feature:
    print(x.int64_list.value[0])
trial(lambda: tf.train.FeatureList(feature=[1]))
trial(lambda: tf.train.FeatureList(wrong=[1]))
trial(lambda: tf.train.SequenceExample(context=3))

raw = [sequence(3, length=ints(3), name=texts(b'first')).SerializeToString(), sequence(1, length=ints(1)).SerializeToString(), sequence(0, name=texts(b'x', b'y'), length=ints(0)).SerializeToString()]
P = tf.io.parse_single_sequence_example
context = {'length': tf.io.FixedLenFeature([], tf.int64), 'name': tf.io.VarLenFeature(tf.string)}
lists = {
    'tokens': tf.io.FixedLenSequenceFeature([], tf.int64),
    'pairs': tf.io.FixedLenSequenceFeature([2], tf.float32),
    'words': tf.io.VarLenFeature(tf.string),
}
for r in raw:
    c, l = P(r, context, lists)
    print(c)
    print(l)
c, l = P(raw[0], sequence_features={'tokens': tf.io.RaggedFeature(tf.int64), 'words': tf.io.RaggedFeature(tf.string)})
print(c, l)
c, l = P(raw[0], context_features={'name': tf.io.RaggedFeature(tf.string), 'length': tf.io.FixedLenFeature([1], tf.int64), 'none': tf.io.FixedLenFeature([2], tf.float32, default_value=[1., 2.])})
print(c, l)
c, l = P(raw[0], sequence_features={'nothing': tf.io.FixedLenSequenceFeature([3], tf.int64, allow_missing=True), 'no': tf.io.VarLenFeature(tf.int64)})
print(c, l)
trial(lambda: P(raw[0], sequence_features={'nothing': tf.io.FixedLenSequenceFeature([3], tf.int64)}))
trial(lambda: P(raw[0], sequence_features={'tokens': tf.io.FixedLenSequenceFeature([2], tf.int64)}))
trial(lambda: P(raw[0], sequence_features={'tokens': tf.io.FixedLenSequenceFeature([], tf.float32)}))
trial(lambda: P(raw[0], sequence_features={'tokens': tf.io.FixedLenFeature([], tf.int64)}))
trial(lambda: P(raw[0], sequence_features={'tokens': tf.io.FixedLenSequenceFeature([], tf.int64, default_value=3)}))
trial(lambda: P(raw[0], context_features={'none': tf.io.FixedLenFeature([], tf.int64)}))
trial(lambda: P(raw[0], context_features={'length': tf.io.FixedLenFeature([], tf.string)}))
trial(lambda: P(raw[0], context_features={'length': tf.io.FixedLenFeature([2], tf.int64)}))
trial(lambda: P(raw[0], context_features={'length': tf.io.VarLenFeature(tf.float32)}))
trial(lambda: P(raw[0], context_features={'length': 5}))
trial(lambda: P(raw[0], sequence_features={'words': 5}))
trial(lambda: P(raw[0]))
trial(lambda: P(raw, context))
trial(lambda: P(b'garbage', context))
trial(lambda: P(raw[0], context_features={'length': tf.io.FixedLenSequenceFeature([], tf.int64)}))

B = tf.io.parse_sequence_example
trial(lambda: B(raw, {'length': tf.io.FixedLenFeature([], tf.int64)}, lists))
c, l, n = B(raw, {'length': tf.io.FixedLenFeature([], tf.int64), 'name': tf.io.VarLenFeature(tf.string)}, {'tokens': tf.io.FixedLenSequenceFeature([], tf.int64), 'pairs': tf.io.FixedLenSequenceFeature([2], tf.float32), 'words': tf.io.VarLenFeature(tf.string)})
for k in sorted(c):
    print(k, c[k])
for k in sorted(l):
    print(k, l[k])
print({k: n[k].numpy().tolist() for k in sorted(n)})
c, l, n = B(raw, context_features={'name': tf.io.RaggedFeature(tf.string)}, sequence_features={'words': tf.io.RaggedFeature(tf.string), 'tokens': tf.io.RaggedFeature(tf.int64, row_splits_dtype=tf.int64)})
print(c, l, n)
trial(lambda: B(raw, sequence_features={'nothing': tf.io.FixedLenSequenceFeature([], tf.int64)}))
trial(lambda: B(raw, sequence_features={'nothing': tf.io.FixedLenSequenceFeature([], tf.int64, allow_missing=True)}))
trial(lambda: B(raw, sequence_features={'tokens': tf.io.FixedLenSequenceFeature([2], tf.int64)}))
trial(lambda: B(raw, context_features={'none': tf.io.FixedLenFeature([], tf.int64)}))
trial(lambda: B(raw))
trial(lambda: B(raw[0], sequence_features={'tokens': tf.io.FixedLenSequenceFeature([], tf.int64)}))
trial(lambda: B([b'garbage'], sequence_features={'tokens': tf.io.FixedLenSequenceFeature([], tf.int64)}))
ds = tf.data.Dataset.from_tensor_slices(raw).map(lambda r: P(r, {'length': tf.io.FixedLenFeature([], tf.int64)}, {'tokens': tf.io.FixedLenSequenceFeature([], tf.int64)}))
print(ds.element_spec)
for c, l in ds:
    print(c['length'].numpy(), l['tokens'].numpy())

# SparseFeature
ex = [tf.train.Example(features=tf.train.Features(feature=f)).SerializeToString() for f in (
    {'ix': ints(3, 1), 'iy': ints(0, 2), 'val': floats(1.5, 2.5)}, {'ix': ints(), 'val': floats()}, {'ix': ints(9), 'iy': ints(1), 'val': floats(7.)})]
trial(lambda: tf.io.SparseFeature('ix', 'val', tf.float32, 10))
one = tf.io.SparseFeature('ix', 'val', tf.float32, 10)
print(one.index_key, one.value_key, one.dtype, one.size, one.already_sorted, one._fields)
print(tf.io.parse_example(ex, {'s': one})['s'])
print(tf.io.parse_example(ex, {'s': tf.io.SparseFeature('ix', 'val', tf.float32, 10, already_sorted=True)})['s'])
print(tf.io.parse_single_example(ex[0], {'s': one, 'val': tf.io.VarLenFeature(tf.float32)}))
print(tf.io.parse_single_example(ex[0], {'s': tf.io.SparseFeature(['ix', 'iy'], 'val', tf.float32, [10, 4])})['s'])
print(tf.sparse.to_dense(tf.io.parse_example(ex, {'s': tf.io.SparseFeature(['ix', 'iy'], 'val', tf.float32, [10, 4])})['s']).numpy().tolist())
trial(lambda: tf.io.parse_example(ex, {'s': tf.io.SparseFeature('ix', 'val', tf.float32, 5)}))
trial(lambda: tf.sparse.to_dense(tf.io.parse_example(ex, {'s': tf.io.SparseFeature('ix', 'val', tf.float32, 5)})['s']))
trial(lambda: tf.io.parse_example(ex, {'s': tf.io.SparseFeature('val', 'val', tf.float32, 5)}))
trial(lambda: tf.io.parse_example(ex, {'s': tf.io.SparseFeature('', 'val', tf.float32, 5)}))
trial(lambda: tf.io.parse_example(ex, {'s': tf.io.SparseFeature('ix', '', tf.float32, 5)}))
trial(lambda: tf.io.parse_example(ex, {'s': tf.io.SparseFeature('ix', 'val', tf.float32, [5, 6])}))
trial(lambda: tf.io.parse_example(ex, {'s': one, 'ix': tf.io.VarLenFeature(tf.string)}))
trial(lambda: tf.io.parse_example(ex, {'s': one, 'ix': tf.io.FixedLenFeature([], tf.int64)}))

# Sparse tensors as texts
st = tf.sparse.SparseTensor([[0, 1], [2, 0]], [1., 2.], [3, 4])
z = tf.io.serialize_sparse(st)
print(z.shape, z.dtype, [len(v) for v in z.numpy()], z.numpy())
m = tf.io.serialize_many_sparse(st)
print(m.shape, [[len(v) for v in r] for r in m.numpy()])
print(m.numpy()[2])
print(tf.io.deserialize_many_sparse(m, tf.float32))
trial(lambda: tf.io.deserialize_many_sparse(m, tf.float32, rank=1))
print(tf.io.deserialize_many_sparse(tf.stack([z, z]), tf.float32))
trial(lambda: tf.io.deserialize_many_sparse(tf.stack([z, z]), tf.int32))
trial(lambda: tf.io.deserialize_many_sparse(tf.stack([z, z]), tf.float32, rank=3))
trial(lambda: tf.io.deserialize_many_sparse([['a', 'b', 'c']], tf.float32))
trial(lambda: tf.io.deserialize_many_sparse(z, tf.float32))
trial(lambda: tf.io.serialize_sparse(st, out_type=tf.int32))
trial(lambda: tf.io.serialize_sparse([1]))
trial(lambda: tf.io.serialize_many_sparse(tf.sparse.SparseTensor([[0]], [1.], [3])))
