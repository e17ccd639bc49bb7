# Gradients of reductions, selections, scatters, linear algebra, special functions and second derivatives
import numpy as np
import tensorflow as tf


def r(x, n=4):
    return None if x is None else np.round(np.array(x, dtype="float64"), n).tolist()


x = tf.Variable([[0.5, -1.2, 2.0], [1.5, 0.3, -0.7]])
p = tf.Variable([[0.5, 1.2], [2.0, 0.9]])
fs = {
    "prod": lambda: tf.reduce_prod(x), "min": lambda: tf.reduce_min(x, axis=0)[1], "std": lambda: tf.math.reduce_std(x), "var": lambda: tf.reduce_sum(tf.math.reduce_variance(x, axis=1) * [1.0, 2.0]),
    "norm": lambda: tf.norm(x), "enorm": lambda: tf.reduce_sum(tf.math.reduce_euclidean_norm(x, axis=1)), "cumprod": lambda: tf.reduce_sum(tf.math.cumprod(x, axis=1) * [[1.0, 2.0, 3.0]]), "clse": lambda: tf.reduce_sum(tf.math.cumulative_logsumexp(x, axis=1) * [[1.0, -2.0, 3.0]]),
    "sort": lambda: tf.reduce_sum(tf.sort(x, axis=1) * [1.0, 2.0, 3.0]), "scatter": lambda: tf.reduce_sum(tf.tensor_scatter_nd_update(x, [[0, 1]], [9.0]) ** 2), "scatter_add": lambda: tf.reduce_sum(tf.scatter_nd([[0], [0]], x, [2, 3]) ** 2),
    "unsorted": lambda: tf.reduce_sum(tf.math.unsorted_segment_mean(x, [1, 1], 2) ** 2), "segment_max": lambda: tf.reduce_sum(tf.math.segment_max(x, [0, 0]) ** 2), "max": lambda: tf.reduce_sum(tf.maximum(x, [[0.5, 0.0, 3.0]]) * 2.0), "clip": lambda: tf.reduce_sum(tf.clip_by_value(x, -1.0, 1.0) ** 2),
    "reverse": lambda: tf.reduce_sum(tf.reverse(x, [1]) * [[1.0, 2.0, 3.0]]), "roll": lambda: tf.reduce_sum(tf.roll(x, 1, 1) * [[1.0, 2.0, 3.0]]), "repeat": lambda: tf.reduce_sum(tf.repeat(x, [1, 2], axis=0) ** 2), "reflect": lambda: tf.reduce_sum(tf.pad(x, [[1, 0], [2, 0]], "REFLECT") ** 2),
    "erf": lambda: tf.reduce_sum(tf.math.erf(x)), "tan": lambda: tf.reduce_sum(tf.tan(x)), "atan2": lambda: tf.reduce_sum(tf.atan2(x, 2.0)), "floormod": lambda: tf.reduce_sum(tf.math.floormod(x, 0.7)), "abs_sign": lambda: tf.reduce_sum(tf.abs(x) + tf.sign(x)), "gelu": lambda: tf.reduce_sum(tf.nn.gelu(x)), "silu": lambda: tf.reduce_sum(tf.nn.silu(x)), "selu": lambda: tf.reduce_sum(tf.nn.selu(x)),
    "band": lambda: tf.reduce_sum(tf.linalg.band_part(x, 0, 1) ** 2), "diag_part": lambda: tf.reduce_sum(tf.linalg.diag_part(x) ** 2), "tensordot": lambda: tf.tensordot(x, x, 2), "einsum": lambda: tf.reduce_sum(tf.einsum("ij,ik->jk", x, x) * tf.eye(3)), "matvec": lambda: tf.reduce_sum(tf.linalg.matvec(x, [1.0, 2.0, 3.0]) ** 2), "clip_norm": lambda: tf.reduce_sum(tf.clip_by_norm(x, 1.0) * [[1.0, 2.0, 3.0]]), "lrelu": lambda: tf.reduce_sum(tf.nn.leaky_relu(x, 0.1)), "moments": lambda: tf.nn.moments(x, [0, 1])[1],
    "bce": lambda: tf.reduce_sum(tf.nn.weighted_cross_entropy_with_logits(tf.ones_like(x), x, 2.0)), "xent": lambda: tf.reduce_sum(tf.nn.softmax_cross_entropy_with_logits([[0.2, 0.3, 0.5], [1.0, 0.0, 0.0]], x)),
}
for name, f in fs.items():
    with tf.GradientTape() as t:
        y = f()
    print(name, r(y), r(t.gradient(y, x)))
fs = {
    "pow": lambda: tf.reduce_sum(p ** 2.5 + 2.0 ** p), "log": lambda: tf.reduce_sum(tf.math.log(p) * tf.math.log1p(p)), "lgamma": lambda: tf.reduce_sum(tf.math.lgamma(p)), "rsqrt": lambda: tf.reduce_sum(tf.math.rsqrt(p)), "xlogy": lambda: tf.reduce_sum(tf.math.xlogy(p, p)), "det": lambda: tf.linalg.det(p), "inv": lambda: tf.reduce_sum(tf.linalg.inv(p)), "solve": lambda: tf.reduce_sum(tf.linalg.solve(p, [[1.0], [2.0]])), "chol": lambda: tf.reduce_sum(tf.linalg.cholesky(p @ tf.transpose(p) + tf.eye(2))),
    "eigh": lambda: tf.reduce_sum(tf.linalg.eigvalsh(p + tf.transpose(p)) * [1.0, 2.0]), "logdet": lambda: tf.linalg.slogdet(p)[1], "expm": lambda: tf.reduce_sum(tf.linalg.expm(p)), "svd": lambda: tf.reduce_sum(tf.linalg.svd(p, compute_uv=False) * [1.0, 3.0]), "qr": lambda: tf.reduce_sum(tf.linalg.qr(p)[1] ** 2), "pinv": lambda: tf.reduce_sum(tf.linalg.pinv(p)), "trisolve": lambda: tf.reduce_sum(tf.linalg.triangular_solve(p, [[1.0], [2.0]])),
}
for name, f in fs.items():
    with tf.GradientTape() as outer:
        with tf.GradientTape() as t:
            y = f()
        g = t.gradient(y, p)
        z = tf.reduce_sum(g * [[1.0, -1.0], [0.5, 2.0]])
    print(name, r(y), r(g, 3), r(outer.gradient(z, p), 2))
print(r(tf.GradientTape and 1.0))
with tf.GradientTape(persistent=True) as t:
    y = tf.where(x > 0, tf.sqrt(tf.abs(x)), x * 3)
    z = tf.cast(x, tf.int32)
    w = tf.round(x) + tf.floor(x) + tf.stop_gradient(x)
print(r(t.gradient(y, x)), t.gradient(z, x), t.gradient(w, x))
