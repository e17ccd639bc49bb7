# Functions of tf.compat.v1, with the arguments that version 1 has.
import tensorflow as tf


def show(*results):
    for r in results:
        print(r)


v1 = tf.compat.v1
x = tf.constant([[1.0, 5.0, 2.0], [4.0, -1.0, 0.5]])
i = tf.constant([[1, 2], [3, 4]])
show(v1.arg_max(x, 1), v1.arg_min(x, 0), v1.argmax(x, dimension=1), v1.argmin(x, 1, output_type=tf.int32), v1.math.argmax(x, axis=0))
for name in 'reduce_sum reduce_mean reduce_max reduce_min reduce_prod reduce_logsumexp'.split():
    f = getattr(v1, name)
    show(f(x), f(x, 1, keep_dims=True), f(x, reduction_indices=[0]), getattr(v1.math, name)(x, axis=1, keepdims=True))
show(v1.reduce_all(x > 0, 1), v1.reduce_any(x > 4, reduction_indices=1), v1.count_nonzero(x, keep_dims=True), v1.count_nonzero(input_tensor=x, axis=1))
try:
    v1.reduce_sum(x, axis=0, reduction_indices=1)
except ValueError as e:
    print(e)
show(v1.batch_gather(i, [[1], [0]]), v1.gather(x, [1, 0]), v1.gather(x, [2], axis=1), v1.gather_nd(x, [[0, 1]]), v1.boolean_mask(x, [True, False]))
image = tf.reshape(tf.range(16.0), [1, 4, 4, 1])
show(v1.space_to_batch(image, [[0, 0], [0, 0]], 2), v1.batch_to_space(tf.ones([4, 1, 1, 1]), [[0, 0], [0, 0]], block_size=2), v1.batch_to_space_nd(tf.ones([4, 1, 1, 1]), [2, 2], [[0, 0], [0, 0]]))
show(v1.nn.space_to_depth(image, 2), v1.space_to_depth(image, block_size=2), v1.depth_to_space(tf.reshape(tf.range(4.0), [1, 1, 1, 4]), 2))
show(v1.bincount([1, 1, 3]), v1.clip_by_average_norm(tf.constant([3.0, 4.0]), 1.0), v1.confusion_matrix([0, 1], [1, 1]), v1.confusion_matrix([0, 1], [1, 1], 3, weights=[2, 3]))
show(v1.cond(True, lambda: 1, lambda: 2), v1.cond(tf.constant(False), fn1=lambda: tf.constant(1), fn2=lambda: tf.constant(2)))
show(v1.convert_to_tensor([1, 2], preferred_dtype=tf.float32), v1.decode_csv(['1,a'], [[0], ['']]), v1.decode_raw(['ab'], tf.uint8), v1.io.decode_raw(bytes=['ab'], out_type=tf.uint8))
show(v1.dimension_value(3), v1.dimension_at_index(tf.TensorShape([2, None]), 0), v1.div(7, 2), v1.div(7.0, 2.0), v1.expand_dims(x, 0).shape, v1.expand_dims(x, dim=1).shape)
show(v1.executing_eagerly(), v1.executing_eagerly_outside_functions(), v1.resource_variables_enabled(), v1.enable_resource_variables(), v1.enable_v2_tensorshape(), v1.global_variables_initializer(), v1.trainable_variables(), v1.tables_initializer())
show(v1.extract_image_patches(image, [1, 2, 2, 1], [1, 2, 2, 1], [1, 1, 1, 1], 'VALID').shape)
v = v1.get_variable('w', [2, 3], initializer=tf.keras.initializers.Ones())
show(v, v1.get_variable('b', initializer=[1.0, 2.0]).numpy(), v1.get_variable('n', [2], tf.int32).numpy(), v1.get_variable('g', [2, 2]).shape)
u = tf.Variable([1.0, 2.0, 3.0])
show(v1.assign(u, [4.0, 5.0, 6.0]).numpy(), v1.assign_add(u, [1.0, 1.0, 1.0]).numpy(), v1.assign_sub(u, [2.0, 2.0, 2.0]).numpy())
for kind in 'add div max min mul sub update'.split():
    show(getattr(v1, 'scatter_' + kind)(u, [0, 2], [2.0, 4.0]).numpy())
for kind in 'add sub update'.split():
    show(getattr(v1, 'scatter_nd_' + kind)(u, [[0], [2]], [2.0, 4.0]).numpy())
show(v1.map_fn(lambda t: t * 2, tf.constant([1, 2])), v1.norm(x, keep_dims=True), v1.linalg.norm(x, axis=1), v1.ones_like(x, tf.int32), v1.zeros_like(i), v1.pad(i, [[1, 0], [0, 0]], constant_values=7))
for f in v1.placeholder, v1.sparse_placeholder:
    try:
        f(tf.float32)
    except RuntimeError as e:
        print(e)
show(v1.placeholder_with_default([1, 2], [None]), v1.py_func(lambda a: a + 1, [tf.constant(1)], tf.int32))
show(v1.reverse_sequence(i, [1, 2], seq_dim=1, batch_dim=0), v1.setdiff1d([1, 2, 3], [2]), v1.shape(x, out_type=tf.int64), v1.size(x), v1.squeeze(x[tf.newaxis], squeeze_dims=[0]).shape, v1.squeeze([[1]]))
show(v1.string_split(['a b', 'c']), v1.string_split(['a,b', 'c'], delimiter=','), v1.strings.split(['a b', 'c']), v1.strings.split(['a b', 'c'], result_type='RaggedTensor'), v1.strings.length(['abc', 'é'], unit='UTF8_CHAR'))
show(v1.reduce_join([['a', 'b']], 1, separator='-'), v1.substr('hello', 1, 3), v1.strings.substr('hello', 1, 3), v1.string_to_hash_bucket(['a'], 10), v1.string_to_number(['1.5']), v1.strings.to_number(['2'], tf.int32))
for name in 'bfloat16 complex128 complex64 double float int32 int64'.split():
    show(getattr(v1, 'to_' + name)([1.5]))
show(v1.transpose(x), v1.transpose(x, [1, 0]), v1.tuple([x, i]), v1.where([True, False, True]), v1.where([True, False], [1, 2], [3, 4]))
s = tf.SparseTensor([[0, 1], [1, 0]], [1.0, 2.0], [2, 3])
show(v1.sparse_add(s, s), v1.sparse_concat(0, [s, s]).dense_shape, v1.sparse_matmul(x, x, transpose_b=True), v1.sparse_reduce_sum(s, 1), v1.sparse_reduce_max(s, reduction_axes=[0]), v1.sparse_reduce_sum_sparse(s, 1), v1.sparse_reduce_max_sparse(s, 1, keep_dims=True))
show(v1.sparse_segment_sum(x, [0, 1], [0, 0]), v1.sparse_segment_mean(x, [0, 1], [0, 0]), v1.sparse_segment_sqrt_n(x, [0, 1], [0, 0], num_segments=2), v1.sparse_to_dense([[0, 1]], [2, 2], [5]))
show(v1.serialize_sparse(s).shape, v1.serialize_many_sparse(s).shape)
try:
    v1.verify_tensor_all_finite(tf.constant([1.0, float('nan')]), 'bad')
except tf.errors.InvalidArgumentError as e:
    print(e)
for f, args in ((v1.assert_equal, (1, 1)), (v1.assert_greater, (2, 1)), (v1.assert_greater_equal, (2, 1)), (v1.assert_less, (1, 2)), (v1.assert_less_equal, (1, 2)), (v1.assert_none_equal, (1, 2)), (v1.assert_near, (1.0, 1.0)),
                (v1.assert_negative, (-1,)), (v1.assert_non_negative, (1,)), (v1.assert_non_positive, (-1,)), (v1.assert_positive, (1,)), (v1.assert_rank, (1, 0)), (v1.assert_rank_at_least, ([1], 1)), (v1.assert_rank_in, (1, [0])), (v1.assert_integer, (1,)), (v1.assert_scalar, (1,)), (v1.assert_type, (tf.constant(1), tf.int32))):
    print(f(*args))
try:
    v1.assert_equal(1, 2, message='differ')
except tf.errors.InvalidArgumentError as e:
    print(e)
for name in 'ceil erf log matrix_inverse cholesky trace is_nan sparse_to_indicator string_join fft lin_space random_uniform where_v2 unsorted_segment_sum'.split():
    print(name, callable(getattr(v1, name)))
show(v1.ceil([1.5]), v1.log([1.0]), v1.matrix_inverse([[2.0]]), v1.unsorted_segment_sum([1, 2], [0, 0], 1), v1.tensor_scatter_update([1, 2], [[0]], [5]), v1.abs(-1), v1.concat([[1], [2]], 0), v1.math.sqrt(4.0), v1.debugging.is_finite(1.0))
show(v1.multinomial([[0.0, 100.0]], 2), v1.random_poisson([0.0], [2]), v1.truncated_normal([2]).shape)
with tf.GradientTape() as tape:
    tape.watch(x)
    y = v1.reduce_sum(v1.where(x > 0, x, 2 * x))
print(tape.gradient(y, x))
try:
    v1.to_float()
except TypeError as e:
    print(e)
try:
    v1.to_float(1, y=2)
except TypeError as e:
    print(e)
show(v1.control_flow_v2_enabled(), v1.enable_control_flow_v2(), v1.global_variables(), v1.local_variables())
show(tf.function(lambda t: v1.gradients(t * t, t))(tf.constant(3.0)))
example = tf.train.Example(features=tf.train.Features(feature={'a': tf.train.Feature(int64_list=tf.train.Int64List(value=[7]))})).SerializeToString()
features = {'a': tf.io.FixedLenFeature([], tf.int64)}
show(v1.parse_example([example], features), v1.parse_single_example(example, features), v1.io.parse_example([example], features))
