"""Specs of values: ragged, sparse, arrays, slices, optionals."""
import tensorflow as tf

r = tf.RaggedTensorSpec([None, None], tf.int32)
print(r)
print(r.shape, r.dtype, r.ragged_rank, r.row_splits_dtype)
print(tf.RaggedTensorSpec(shape=[2, None, None], dtype=tf.string, ragged_rank=2))
print(tf.RaggedTensorSpec(ragged_rank=1))
print(r == tf.RaggedTensorSpec([None, None], tf.int32), r == tf.RaggedTensorSpec([None, None], tf.int64))
print(hash(r) == hash(tf.RaggedTensorSpec([None, None], tf.int32)))
rt = tf.ragged.constant([[1, 2], [3]])
print(tf.type_spec_from_value(rt), tf.RaggedTensorSpec.from_value(rt))
print(r.is_compatible_with(rt), tf.RaggedTensorSpec([3, None], tf.int32).is_compatible_with(rt))
print(r.most_specific_compatible_type(tf.RaggedTensorSpec([2, None], tf.int32)))
print(r.value_type.__name__)
s = tf.SparseTensorSpec([2, None], tf.float32)
print(s, s.shape, s.dtype)
st = tf.sparse.from_dense([[1., 0.], [0., 2.]])
print(tf.type_spec_from_value(st), tf.SparseTensorSpec.from_value(st))
print(s.is_compatible_with(st), s.value_type.__name__)
print(tf.SparseTensorSpec())
print(tf.TensorArraySpec([2], tf.float32), tf.TensorArraySpec())
print(tf.IndexedSlicesSpec([3, 2]), tf.IndexedSlicesSpec())
print(tf.OptionalSpec(tf.TensorSpec([], tf.int32)))
t = tf.TensorSpec([None, 2], tf.float32, name='x')
print(isinstance(t, tf.TypeSpec), isinstance(r, tf.TypeSpec), isinstance(3, tf.TypeSpec))
print(issubclass(tf.TensorSpec, tf.TypeSpec), issubclass(tf.SparseTensorSpec, tf.TypeSpec))
print(t.value_type.__name__)
print(tf.TensorSpec([None, 2]).most_specific_compatible_type(tf.TensorSpec([3, 2], tf.float32)))
print(t.is_compatible_with(tf.zeros([4, 2])), t.is_compatible_with(tf.zeros([4, 3])), t.is_compatible_with(tf.zeros([4, 2], tf.float64)))
print(tf.TensorSpec.from_spec(t), tf.TensorSpec.from_spec(t, name='y'))
print(tf.TensorSpec.from_tensor(tf.constant([1, 2])), tf.type_spec_from_value(tf.constant(1.)))
print(t.is_subtype_of(tf.TensorSpec([None, None], tf.float32)), t.is_subtype_of(tf.TensorSpec([5, 2], tf.float32)))
print(t.most_specific_common_supertype([tf.TensorSpec([3, 2], tf.float32)]))
print(t.most_specific_common_supertype([tf.TensorSpec([3, 2], tf.int32)]))
for f in (lambda: r.most_specific_compatible_type(tf.TensorSpec([2], tf.int32)),
          lambda: t.most_specific_compatible_type(tf.TensorSpec([2], tf.int32)),
          lambda: tf.RaggedTensorSpec([2], ragged_rank=1),
          lambda: tf.type_spec_from_value(object())):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e).split(' at 0x')[0])
