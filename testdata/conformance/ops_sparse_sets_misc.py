# Sparse tensors, tf.math extras, numpy interop, tensor attributes, debugging, timing-free utilities
import numpy as np
import tensorflow as tf

sp = tf.sparse.SparseTensor(indices=[[0, 1], [2, 3]], values=[1.0, 2.0], dense_shape=[3, 4])
print(sp, tf.sparse.to_dense(sp).numpy().tolist(), sp.shape, sp.dtype, sp.values.numpy(), sp.indices.numpy().tolist())
print(tf.sparse.reduce_sum(sp, axis=1).numpy(), tf.sparse.sparse_dense_matmul(sp, tf.ones((4, 2))).numpy().tolist(), tf.sparse.from_dense([[0, 3], [4, 0]]).values.numpy(), tf.sparse.add(sp, sp).values.numpy(), tf.sparse.reorder(tf.sparse.SparseTensor([[1, 0], [0, 0]], [5, 6], [2, 2])).values.numpy(), tf.sparse.transpose(sp).shape, tf.sparse.slice(sp, [0, 0], [2, 2]).values.numpy(), tf.sparse.concat(0, [sp, sp]).shape, tf.sparse.mask if False else tf.sparse.retain(sp, [True, False]).values.numpy())
print(np.round(tf.math.lgamma([0.5, 5.0]).numpy(), 4), np.round(tf.math.digamma([1.0]).numpy(), 4), np.round(tf.math.erfinv([0.5]).numpy(), 4), np.round(tf.math.igamma(2.0, 1.0).numpy(), 4), np.round(tf.math.betainc(1.0, 2.0, 0.3).numpy(), 4), tf.math.cumulative_logsumexp([0.0, 0.0]).numpy().round(4), tf.math.polyval([2.0, 1.0], 3.0).numpy(), tf.math.floormod(-7, 3).numpy(), tf.truncatemod(-7, 3).numpy(), tf.math.zero_fraction([0.0, 1.0]).numpy(), tf.math.xlogy(0.0, 0.0).numpy(), tf.math.nextafter(1.0, 2.0).numpy() > 1, tf.math.ndtri(0.5).numpy(), tf.math.bessel_i0(1.0).numpy().round(4), tf.math.sobol_sample(2, 2).numpy().tolist(), tf.math.accumulate_n([[1], [2]]).numpy(), tf.math.invert_permutation([2, 0, 1]).numpy(), tf.math.softsign([1.0]).numpy(), tf.math.approximate_count if False else "")
t = tf.constant([[1.0, 2.0]])
print(t.device.split("/")[-1], t.numpy() is not t.numpy(), np.asarray(t).dtype, np.sum(t), np.add(t, 1), t.__array__().shape, len(t), hash(t.ref()) == hash(t.ref()), t.ref().deref() is t, tf.is_tensor(t), tf.is_tensor(np.ones(1)), isinstance(t, tf.Tensor), t.get_shape(), t.shape.ndims, t.shape.is_fully_defined(), t.shape.num_elements(), t._shape_tuple() if False else tuple(t.shape), t.eval if False else "")
s = tf.TensorShape([None, 3, 4]); print(s, s[1:], s.as_list(), s.rank, s.concatenate([5]), s.is_compatible_with([2, 3, 4]), s.merge_with([7, 3, 4]), s == tf.TensorShape([None, 3, 4]), tf.TensorShape(None), s.with_rank(3), list(s), len(s), tf.TensorShape([2]) + [3])
tf.debugging.assert_shapes([(t, ("N", 2))]); tf.debugging.assert_positive(t); tf.debugging.assert_rank(t, 2); tf.debugging.assert_type(t, tf.float32); tf.debugging.assert_less(t, 5.0); tf.debugging.assert_near(t, t)
for bad in (lambda: tf.debugging.assert_rank(t, 1), lambda: tf.debugging.assert_negative(t, message="must be < 0"), lambda: tf.debugging.assert_shapes([(t, ("N", 3))]), lambda: tf.debugging.assert_type(t, tf.int32), lambda: tf.debugging.assert_greater(t, 1.5)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[0][:80])
nest = {"a": [1, 2], "b": (3, {"c": 4})}
print(tf.nest.flatten(nest), tf.nest.map_structure(lambda v: v * 10, nest), tf.nest.pack_sequence_as(nest, [9, 8, 7, 6]), tf.nest.is_nested(3))
try:
    tf.nest.assert_same_structure([1, 2], [1, [2]])
except (ValueError, TypeError) as e:
    print(type(e).__name__)
tf.print("tf.print:", t, [1, "x"], {"k": t[0, 0]}, output_stream="file://p.txt"); print(open("p.txt").read().strip())
print(tf.sets.intersection(tf.constant([[1, 2, 3]]), tf.constant([[2, 3, 9]])).values.numpy(), tf.edit_distance(tf.sparse.from_dense([["a", "b"]]), tf.sparse.from_dense([["a", "c"]]), normalize=False).numpy(), tf.quantization.fake_quant_with_min_max_args([0.1, 7.0], 0.0, 6.0).numpy().round(3), tf.signal.fft([1.0 + 0j, 2, 3, 4]).numpy(), tf.signal.frame(tf.range(6), 3, 2).numpy().tolist(), tf.signal.hann_window(4).numpy(), tf.image.resize(tf.reshape(tf.range(4.0), (1, 2, 2, 1)), (3, 3)).numpy()[0, ..., 0].round(3).tolist(), tf.image.rot90(tf.reshape(tf.range(4), (2, 2, 1)))[..., 0].numpy().tolist(), tf.image.extract_patches(tf.reshape(tf.range(16.0), (1, 4, 4, 1)), [1, 2, 2, 1], [1, 2, 2, 1], [1, 1, 1, 1], "VALID").shape, tf.image.central_crop(tf.ones((4, 4, 1)), 0.5).shape)
print(tf.__version__, tf.executing_eagerly(), tf.version.VERSION[:2], len(tf.config.list_physical_devices("CPU")), tf.config.list_physical_devices("GPU"), tf.test.is_gpu_available() if False else "", tf.get_static_value(t).tolist(), tf.size(t, out_type=tf.int64).dtype, tf.identity(t) is t, tf.stop_gradient(t).numpy(), tf.no_op())
