# Special functions, integer division, bit operations, cumulative and running reductions, predicates
import numpy as np
import tensorflow as tf


def r(x, n=5):
    return np.round(np.array(x, dtype="float64"), n).tolist()


x = tf.constant([-1.5, -0.5, 0.0, 0.5, 1.5, 2.5])
for name in ["round", "floor", "sign", "abs", "square", "exp", "sin", "cos", "tan", "atan", "sinh", "cosh", "asinh", "tanh", "sigmoid"]:
    print(name, r(getattr(tf, name)(x)))
for name in ["ceil", "rint", "erf", "erfc", "expm1", "softplus", "softsign", "log_sigmoid", "bessel_i0e", "bessel_i1e", "is_finite", "is_nan"]:
    print(name, r(getattr(tf.math, name)(x)))
p = tf.constant([0.2, 0.5, 1.0, 3.5])
for name in ["log", "log1p", "sqrt", "rsqrt", "lgamma", "digamma", "reciprocal", "bessel_i0", "bessel_i1"]:
    print(name, r(getattr(tf.math, name)(p), 4))
print(r(tf.math.erfinv([0.1, -0.7])), r(tf.math.ndtri([0.025, 0.5])), r(tf.math.polygamma(1.0, p), 3), r(tf.math.zeta(2.0, p), 3), r(tf.math.igamma(1.5, p)), r(tf.math.igammac(1.5, p)), r(tf.math.betainc(2.0, 3.0, 0.4)), r(tf.math.lbeta([[1.0, 2.0], [3.0, 4.0]])))
i, j = tf.constant([7, -7, 7, -7]), tf.constant([2, 2, -2, -2])
print((i // j).numpy(), (i % j).numpy(), tf.truncatediv(i, j).numpy(), tf.truncatemod(i, j).numpy(), (i / j).numpy(), tf.math.floordiv([7.5], [2.0]).numpy(), tf.math.floormod([-7.5], [2.0]).numpy())
print(tf.pow([2, 3], [3, 2]).numpy(), tf.pow([4.0], 0.5).numpy(), (2 ** tf.constant([1.0, 3.0])).numpy(), tf.math.xlogy([0.0, 2.0], [0.0, 3.0]).numpy(), tf.math.xlog1py([0.0], [-1.0]).numpy(), tf.math.xdivy([0.0], [0.0]).numpy(), tf.math.divide_no_nan([1.0, 2.0], [0.0, 4.0]).numpy(), tf.math.multiply_no_nan([np.nan], [0.0]).numpy(), tf.math.reciprocal_no_nan([0.0, 4.0]).numpy())
print(tf.bitwise.bitwise_and(12, 10).numpy(), tf.bitwise.bitwise_or(12, 10).numpy(), tf.bitwise.bitwise_xor(12, 10).numpy(), tf.bitwise.invert(5).numpy(), tf.bitwise.left_shift(3, 2).numpy(), tf.bitwise.right_shift(-16, 2).numpy())
m = tf.constant([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
print(tf.cumsum(m, axis=1, exclusive=True).numpy().tolist(), tf.cumsum(m, reverse=True).numpy().tolist(), tf.math.cumprod(m, axis=1, exclusive=True, reverse=True).numpy().tolist(), r(tf.math.cumulative_logsumexp(m, axis=1)))
print(r(tf.math.reduce_std(m, axis=0)), r(tf.math.reduce_variance(m)), r(tf.reduce_logsumexp(m, axis=1, keepdims=True)), r(tf.math.reduce_euclidean_norm(m, axis=1)), tf.math.count_nonzero([[0, 1], [2, 0]], axis=1).numpy(), r(tf.math.zero_fraction([0.0, 1.0, 0.0])))
print(tf.argmax(m, axis=1).numpy(), tf.argmin(m, output_type=tf.int32).dtype, tf.reduce_any([[True, False], [False, False]], axis=1).numpy(), tf.reduce_prod(m, axis=[0, 1]).numpy(), tf.reduce_max(tf.constant([3, 9, 2])).numpy(), tf.reduce_mean(tf.constant([1, 2, 4])).numpy())
print(r(tf.clip_by_value(x, -1.0, 1.0)), r(tf.clip_by_norm(m, 3.0)), r(tf.clip_by_norm(m, 3.0, axes=[1])), [r(t) for t in tf.clip_by_global_norm([[3.0, 4.0], [12.0]], 6.5)[0]], tf.clip_by_global_norm([[3.0, 4.0], [12.0]], 6.5)[1].numpy())
print(r(tf.math.polyval([1.0, 2.0, 3.0], 2.0)), r(tf.math.squared_difference([1.0, 5.0], [3.0, 2.0])), tf.math.is_strictly_increasing([1, 2, 3]).numpy(), tf.math.is_non_decreasing([1, 1, 0]).numpy(), tf.math.accumulate_n([[1, 2], [3, 4]]).numpy(), tf.add_n([m, m])[0].numpy(), r(tf.math.nextafter(1.0, 2.0), 7))
print(tf.math.maximum([1, 5], [3, 2]).numpy(), tf.math.minimum(m, 3.0).numpy().tolist(), r(tf.math.atan2([1.0, -1.0], [-1.0, -1.0])), tf.equal([1, 2], [1, 3]).numpy(), (tf.constant([1, 2]) == [1, 3]).numpy(), tf.not_equal("a", "b").numpy(), tf.math.logical_xor([True, False], True).numpy(), (tf.constant(3) > 2).numpy())
print(tf.cast([1.9, -1.9, 300.0], tf.int32).numpy(), tf.cast([1.7, 0.0], tf.bool).numpy(), tf.saturate_cast([-5.0, 300.0], tf.uint8).numpy(), tf.cast(True, tf.float32).numpy(), tf.bitcast(tf.constant([1.0]), tf.int32).numpy(), tf.cast([1, 2], tf.float16), tf.constant(7, tf.uint8) + 255)
for f in (lambda: tf.constant(1) + 1.5, lambda: tf.constant([1, 2]) + tf.constant([1.0, 2.0]), lambda: tf.sqrt(4), lambda: tf.constant([1]) // 0, lambda: tf.math.segment_sum([1.0, 2.0], [1, 0]), lambda: tf.reduce_sum(m, axis=5), lambda: tf.one_hot([1], -1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e).split("}} ")[-1].split("\n")[0])
