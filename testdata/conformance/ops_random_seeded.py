# Seeded and stateless random numbers, generators, dropout
import numpy as np
import tensorflow as tf


def r(x, n=4):
    return np.round(np.array(x, dtype="float64"), n).tolist()


tf.random.set_seed(7)
print(r(tf.random.normal((2, 2))), r(tf.random.uniform((3,), 1.0, 2.0)), tf.random.uniform((4,), 0, 100, tf.int32).numpy())
print(r(tf.random.truncated_normal((3,), 1.0, 0.5)), tf.random.shuffle(tf.range(6)).numpy(), tf.random.categorical([[0.0, 1.0, 2.0]], 6).numpy())
print(r(tf.random.gamma((2,), [0.5, 2.0])), tf.random.poisson((3,), 4.0).numpy(), r(tf.nn.dropout(tf.ones((2, 4)), 0.5)))
tf.random.set_seed(7)
print(r(tf.random.normal((2, 2))), r(tf.random.normal((2,), seed=3)), r(tf.random.normal((2,), seed=3)))
print(r(tf.random.stateless_normal((3,), [1, 2])), r(tf.random.stateless_uniform((3,), [1, 2], 0, 5)), tf.random.stateless_uniform((3,), [1, 2], 0, 50, tf.int32).numpy(), r(tf.random.stateless_truncated_normal((3,), [5, 6])))
print(tf.random.stateless_categorical([[1.0, 2.0]], 5, [1, 2]).numpy(), r(tf.random.stateless_gamma((2,), [1, 2], 2.0)), tf.random.stateless_poisson((3,), [1, 2], 3.0).numpy(), tf.random.split([1, 2], 2).numpy().tolist(), tf.random.fold_in([1, 2], 5).numpy())
g = tf.random.Generator.from_seed(42)
print(r(g.normal((2,))), r(g.uniform((2,))), g.uniform((3,), 0, 10, tf.int64).numpy(), r(g.truncated_normal((2,))), g.state.numpy())
h = tf.random.Generator.from_seed(42)
print(r(h.normal((2,))), h.key.numpy(), [q.key.numpy() for q in h.split(2)], h.make_seeds(1).numpy().tolist())
x = tf.random.normal((10000,), seed=1)
print(abs(float(tf.reduce_mean(x))) < 0.05, abs(float(tf.math.reduce_std(x)) - 1) < 0.05)
