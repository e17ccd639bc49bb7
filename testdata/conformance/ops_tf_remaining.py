# Functions of tf, tf.math and tf.linalg that no other case reaches.
import numpy as np
import tensorflow as tf

print("asserts")
tf.Assert(tf.constant(True), [tf.constant(1)])
for f in (lambda: tf.Assert(tf.constant(False), [tf.constant([1, 2, 3])]),
          lambda: tf.assert_greater([1, 2], [0, 2]),
          lambda: tf.assert_less([1, 2], [2, 2], message="too much"),
          lambda: tf.assert_rank(tf.ones((2, 2)), 3)):
    try:
        f()
        print("fine")
    except Exception as e:
        print(type(e).__name__, str(e).splitlines()[0])
print(tf.assert_greater([1, 2], [0, 1]), tf.assert_rank(tf.ones((2, 2)), 2))

print("control")
print(tf.executing_eagerly(), tf.inside_function())
with tf.control_dependencies([tf.constant(1)]):
    print(tf.identity(3).numpy())
with tf.init_scope():
    print(tf.executing_eagerly())
print(tf.no_op())
print([t.numpy() for t in tf.identity_n([tf.constant(1), tf.constant([2.0])])])
print(tf.guarantee_const(tf.constant([1, 2])).numpy())
print(tf.get_static_value(tf.constant([1, 2])), tf.get_static_value(tf.Variable(1.0)))
print(tf.is_symbolic_tensor(tf.constant(1)), tf.is_symbolic_tensor(tf.keras.Input((2,))))
print(tf.switch_case(tf.constant(1), {0: lambda: tf.constant(10), 1: lambda: tf.constant(20)}, default=lambda: tf.constant(-1)).numpy())
print(tf.switch_case(tf.constant(7), [lambda: tf.constant(1), lambda: tf.constant(2)]).numpy())
print(tf.numpy_function(lambda a, b: a @ b, [np.eye(2), np.ones((2, 2))], tf.float64).numpy())
with tf.name_scope("outer"):
    with tf.name_scope("inner"):
        print(tf.get_current_name_scope())
print(repr(tf.get_current_name_scope()))
print(tf.get_logger().name)
tf.no_gradient("Nothing")


def named(next_creator, **kwargs):
    kwargs["name"] = "made_" + (kwargs.get("name") or "x")
    return next_creator(**kwargs)


with tf.variable_creator_scope(named):
    print(tf.Variable(1.0, name="v").name, tf.Variable([2]).name)

section = tf.CriticalSection(name="cs")
count = tf.Variable(0)
for _ in range(3):
    print(section.execute(lambda: count.assign_add(2)).numpy(), end=" ")
print()

print("arrays")
ta = tf.TensorArray(tf.float32, size=0, dynamic_size=True)
for i in range(3):
    ta = ta.write(i, [float(i), i * 2.0])
print(ta.stack().numpy(), ta.size().numpy(), ta.read(1).numpy(), ta.concat().numpy())
ta = tf.TensorArray(tf.int32, size=3, clear_after_read=False).unstack([[1], [2], [3]])
print(ta.gather([2, 0]).numpy(), ta.element_shape, ta.dtype)
print([t.numpy() for t in tf.shape_n([tf.ones((2, 3)), tf.zeros(4)])])
try:
    tf.parallel_stack([tf.constant([1, 2]), tf.constant([3, 4])])
except RuntimeError as e:
    print(e)
try:
    tf.switch_case(7, [lambda: tf.constant(1)])
except TypeError as e:
    print(e)
print(tf.realdiv(tf.constant([1.0, 5.0]), tf.constant([4.0, 2.0])).numpy())
print(tf.constant([1, 65535], tf.uint16), tf.uint16.max, tf.DType is type(tf.float32))
print(tf.math.is_inf([1.0, np.inf, -np.inf, np.nan]).numpy())
print(tf.math.unsorted_segment_min(tf.constant([5.0, 1.0, 3.0, 2.0]), [0, 1, 0, 3], 4).numpy())
hyp = tf.sparse.SparseTensor([[0, 0], [0, 1], [1, 0]], ["a", "b", "c"], (2, 2))
truth = tf.sparse.SparseTensor([[0, 0], [1, 0], [1, 1]], ["a", "x", "c"], (2, 2))
print(tf.edit_distance(hyp, truth, normalize=False).numpy(), tf.edit_distance(hyp, truth).numpy())

print("initializers")
tf.random.set_seed(1)
for init in (tf.constant_initializer(2.5), tf.ones_initializer(), tf.zeros_initializer(), tf.random_uniform_initializer(-1, 1, seed=3),
             tf.random_normal_initializer(seed=4), tf.constant_initializer([1, 2, 3, 4])):
    print(type(init).__name__, init((2, 2)).numpy().ravel(), init.get_config())

print("transforms")
z = tf.cast(tf.reshape(tf.range(8), (2, 2, 2)), tf.complex64)
print(tf.signal.fft3d(z).numpy().ravel())
r = tf.signal.rfft3d(tf.reshape(tf.range(8.0), (2, 2, 2)))
print(r.numpy().ravel(), tf.signal.irfft3d(r, [2, 2, 2]).numpy().ravel())

print("matrices")
m = tf.constant([[4.0, 1.0], [0.0, 9.0]])
print(tf.matrix_square_root(m).numpy())
bands = tf.constant([[1.0, 2.0, 3.0], [0.0, 1.0, 1.0]])
print(tf.linalg.banded_triangular_solve(bands, tf.constant([[1.0], [2.0], [3.0]])).numpy())
print(tf.linalg.tridiagonal_matmul(tf.constant([[1.0, 2.0, 0.0], [3.0, 4.0, 5.0], [0.0, 6.0, 7.0]]), tf.ones((3, 2))).numpy())
op = tf.linalg.LinearOperatorHouseholder(tf.constant([1.0, 2.0, 2.0]) / 3.0)
print(op.to_dense().numpy(), op.is_self_adjoint, op.determinant().numpy(), op.matvec(tf.constant([1.0, 0.0, 0.0])).numpy())
inv = tf.linalg.LinearOperatorInversion(tf.linalg.LinearOperatorFullMatrix(m, is_non_singular=True))
print(inv.to_dense().numpy(), inv.name, inv.matmul(tf.eye(2)).numpy())
print(isinstance(op, tf.linalg.LinearOperator), issubclass(tf.linalg.LinearOperatorIdentity, tf.linalg.LinearOperator))

print("random")
g = tf.random.Generator.from_seed(5)
tf.random.set_global_generator(g)
print(tf.random.get_global_generator() is g, tf.random.get_global_generator().normal((2,)).numpy())
print(tf.random.create_rng_state(7, tf.random.Algorithm.PHILOX).numpy(), list(tf.random.Algorithm))

print("images")
a = tf.random.stateless_uniform((1, 192, 192, 1), (1, 2))
b = tf.clip_by_value(a + 0.05 * tf.random.stateless_normal(a.shape, (3, 4)), 0, 1)
print(tf.image.ssim_multiscale(a, b, 1.0, filter_size=5).numpy().round(4))
