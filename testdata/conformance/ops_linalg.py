# Decompositions, solvers and their identities; batches of matrices
import numpy as np
import tensorflow as tf


def r(x, n=4):
    return np.round(np.array(x, dtype="float64"), n).tolist()


a = tf.constant([[4.0, 1.0, 2.0], [1.0, 3.0, 0.5], [2.0, 0.5, 5.0]])
b = tf.constant([[1.0], [2.0], [3.0]])
print(r(tf.linalg.solve(a, b)), r(tf.linalg.solve(a, b, adjoint=True)))
l = tf.linalg.cholesky(a)
print(r(l), r(l @ tf.transpose(l)))
print(r(tf.linalg.cholesky_solve(l, b)), r(tf.linalg.logdet(a)), r(tf.linalg.slogdet(a)))
print(r(tf.linalg.triangular_solve(l, b)), r(tf.linalg.triangular_solve(l, b, adjoint=True)))
print(r(tf.linalg.triangular_solve(tf.transpose(l), b, lower=False)))
q, rr = tf.linalg.qr(a)
print(r(tf.abs(q @ rr - a)), r(tf.matmul(q, q, transpose_a=True), 3))
e, v = tf.linalg.eigh(a)
print(r(e), r(v @ tf.linalg.diag(e) @ tf.transpose(v), 3), r(tf.linalg.eigvalsh(a)))
s, u, vt = tf.linalg.svd(tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]))
print(r(s), u.shape, vt.shape, r(u @ tf.linalg.diag(s) @ tf.transpose(vt), 3))
s, u, vt = tf.linalg.svd(tf.ones((2, 3, 4)), full_matrices=True)
print(s.shape, u.shape, vt.shape, r(tf.linalg.svd(tf.ones((2, 2)), compute_uv=False)))
print(r(tf.linalg.pinv([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])), r(tf.linalg.lstsq([[1.0, 1.0], [1.0, 2.0], [1.0, 3.0]], [[1.0], [2.0], [2.5]])))
print(r(tf.linalg.inv(tf.stack([a, 2 * a])), 3), r(tf.linalg.det(tf.stack([a, 2 * a])), 2))
print(r(tf.linalg.expm([[0.0, 1.0], [-1.0, 0.0]])), r(tf.linalg.sqrtm([[4.0, 0.0], [0.0, 9.0]])))
lu, p = tf.linalg.lu(a)
print(r(lu), p.numpy(), r(tf.linalg.lu_reconstruct(lu, p)), r(tf.linalg.lu_solve(lu, p, b)), r(tf.linalg.lu_matrix_inverse(lu, p)))
print(tf.linalg.matrix_rank([[1.0, 2.0], [2.0, 4.0]]).numpy(), r(tf.linalg.matrix_transpose([[1.0, 2.0]])), r(tf.linalg.adjoint([[1.0, 2.0], [3.0, 4.0]])))
print(r(tf.linalg.cross([1.0, 0.0, 0.0], [0.0, 1.0, 0.0])), r(tf.linalg.trace(tf.stack([a, a]))), r(tf.linalg.matvec(a, [1.0, 2.0, 3.0])))
print(r(tf.linalg.norm(a)), r(tf.linalg.norm(a, ord=1)), r(tf.linalg.norm(a, ord=np.inf, axis=1)), r(tf.linalg.norm(a, ord="fro", axis=[0, 1])), r(tf.linalg.norm(a, axis=0, keepdims=True)))
n, m = tf.linalg.normalize(a, axis=1)
print(r(n), r(m))
print(r(tf.linalg.diag([1.0, 2.0], k=-1)), r(tf.linalg.diag_part(a, k=1)), r(tf.linalg.set_diag(a, [0.0, 0.0, 0.0])), r(tf.linalg.band_part(a, 0, 1)))
print(r(tf.linalg.tensor_diag([1.0, 2.0])), r(tf.linalg.tensor_diag_part(a)), r(tf.linalg.tridiagonal_solve(tf.constant([[1.0, 1.0, 0.0], [4.0, 4.0, 4.0], [0.0, 1.0, 1.0]]), tf.constant([1.0, 2.0, 3.0]))))
print(r(tf.linalg.l2_normalize([[3.0, 4.0]], axis=1)), r(tf.linalg.global_norm([[3.0], [4.0]])), r(tf.linalg.einsum("ij->j", a)))
for f in (lambda: tf.linalg.inv(tf.zeros((2, 2))), lambda: tf.linalg.solve(a, tf.ones((2, 1))), lambda: tf.linalg.cholesky(tf.ones((2, 3))), lambda: tf.linalg.det(tf.ones((2, 3)))):
    try:
        f()
        print("no error")
    except Exception as err:
        print(type(err).__name__, str(err).split("}} ")[-1][:60])
