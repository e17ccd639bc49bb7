import tensorflow as tf

linalg = tf.linalg
A = tf.constant([[2.0, 1.0], [1.0, 4.0]])
x = tf.constant([[1.0], [2.0]])


def trial(f):
    try:
        print('ok', f())
    except Exception as e:
        print(type(e).__name__, str(e).split('\n')[0])


diag, full = linalg.LinearOperatorDiag([2.0, 4.0]), linalg.LinearOperatorFullMatrix(A)
operators = [
    linalg.LinearOperatorIdentity(2),
    linalg.LinearOperatorScaledIdentity(2, 4.0),
    diag,
    full,
    linalg.LinearOperatorLowerTriangular(A),
    linalg.LinearOperatorZeros(2),
    full.adjoint(),
    diag.inverse(),
    linalg.LinearOperatorComposition([full, diag]),
    linalg.LinearOperatorBlockDiag([linalg.LinearOperatorIdentity(1), full]),
    linalg.LinearOperatorKronecker([linalg.LinearOperatorDiag([1.0, 2.0]), full]),
    linalg.LinearOperatorLowRankUpdate(diag, x),
    linalg.LinearOperatorToeplitz([1.0, 2.0], [1.0, 3.0]),
    linalg.LinearOperatorPermutation([1, 0]),
    linalg.LinearOperatorTridiag([[1.0, 1.0], [2.0, 4.0], [1.0, 1.0]], diagonals_format='compact'),
    linalg.LinearOperatorAdjoint(full),
]
for o in operators:
    print(o.name, type(o).__name__, o.shape, o.batch_shape, o.tensor_rank, o.domain_dimension, o.range_dimension)
    print(o.is_square, o.is_self_adjoint, o.is_positive_definite, o.is_non_singular, o.dtype)
    print(o.to_dense().numpy().tolist(), o.H.to_dense().numpy().tolist())
    print(o.determinant().numpy().round(3), o.log_abs_determinant().numpy().round(3), o.trace().numpy(), o.diag_part().numpy())
    n = o.shape[-1]
    b = tf.reshape(tf.range(1.0, n + 1.0), (n, 1))
    print(o.matmul(b).numpy().tolist(), o.matvec(b[:, 0]).numpy().tolist())
    trial(lambda: o.solve(b).numpy().round(3).tolist())
    trial(lambda: (o.adjoint().name, o.inverse().name))
trial(lambda: diag.matmul(full).name)
trial(lambda: diag @ x)
trial(lambda: (full @ diag).to_dense())
trial(lambda: full.solve(diag).name)
trial(lambda: diag.matmul(tf.ones((3, 1))))
trial(lambda: linalg.LinearOperatorDiag(3.0))
trial(lambda: linalg.LinearOperatorIdentity(-1))
trial(lambda: linalg.LinearOperatorDiag([0.0, 1.0]).assert_non_singular())
trial(lambda: linalg.LinearOperatorFullMatrix(A, is_non_singular=False).solve(x))
trial(lambda: linalg.LinearOperatorFullMatrix(A, is_self_adjoint=True, is_positive_definite=True).is_non_singular)
trial(lambda: linalg.LinearOperatorFullMatrix(tf.ones((2, 3))).solve(x))
trial(lambda: linalg.LinearOperatorFullMatrix(tf.ones((2, 3))).determinant())
trial(lambda: linalg.LinearOperatorIdentity(2, batch_shape=[3]).to_dense().shape)
trial(lambda: linalg.LinearOperatorDiag([[1.0, 2.0], [3.0, 4.0]]).matvec([1.0, 1.0]))
trial(lambda: tf.matmul(diag, x))
trial(lambda: diag + 1)
trial(lambda: tf.sequence_mask([1, -2, 3]))
trial(lambda: tf.sequence_mask([1, 2], -1))
trial(lambda: tf.linspace(0.0, 1.0, -1))
trial(lambda: tf.linspace(0.0, 1.0, 0))
v = tf.Variable([1.0, 2.0])
with tf.GradientTape() as tape:
    y = tf.reduce_sum(linalg.LinearOperatorDiag(v).solvevec([1.0, 1.0]))
print(tape.gradient(y, v))
