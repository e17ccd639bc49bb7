# Which dtypes and shapes the random functions take, and what they draw.
import tensorflow as tf


def show(f):
    try:
        r = f()
        print(r.dtype.name, r.numpy().tolist())
    except Exception as e:
        print(type(e).__name__, str(e).split('\n')[0].split(' name:')[0].strip())


print('binomial numbers')
for counts, probs in ((9.0, 0.3), (5.0, 0.8), (100.0, 0.3), (100.0, 0.8), (1000.0, 0.01), ([100.0, 5.0], [0.8, 0.2]), (7, 0.5), (0.0, 0.5), (4.0, 1.0)):
    show(lambda: tf.random.stateless_binomial([4, 2], [1, 2], counts, probs))
g = tf.random.Generator.from_seed(5)
for counts in (9.0, 100.0, [100.0, 2.0]):
    show(lambda: g.binomial([2, 2], counts, 0.3))
    print(g.state.numpy().tolist())

print('dtypes')
for dt in (tf.float16, tf.bfloat16, tf.float64, tf.int32, tf.uint64, tf.int8, tf.bool, tf.complex64):
    tf.random.set_seed(7)
    show(lambda: tf.random.normal([2], dtype=dt))
    show(lambda: tf.random.uniform([3], maxval=5, dtype=dt))
    show(lambda: tf.random.stateless_uniform([3], [1, 2], 1, 9, dtype=dt))
    show(lambda: tf.random.stateless_uniform([2], [1, 2], None, None, dtype=dt))
    show(lambda: tf.random.stateless_truncated_normal([2], [1, 2], 1.0, 2.0, dtype=dt))
    show(lambda: tf.random.gamma([2], 0.5, dtype=dt, seed=2))
    show(lambda: tf.random.poisson([2], 3.0, dtype=dt, seed=2))
    show(lambda: tf.random.Generator.from_seed(3).uniform([3], 2, 8, dtype=dt))
    show(lambda: tf.random.Generator.from_seed(3).uniform_full_int([2], dtype=dt))

print('shapes')
for shape in (3, [-1], [[1]], (), tf.constant([2], tf.int64), None):
    tf.random.set_seed(7)
    show(lambda: tf.random.normal(shape))
    show(lambda: tf.random.uniform(shape, 0, 9, tf.int32))
    show(lambda: tf.random.stateless_normal(shape, [1, 2]))
    show(lambda: tf.random.stateless_poisson(shape, [1, 2], 3.0))
    show(lambda: tf.random.Generator.from_seed(3).normal(shape))
show(lambda: tf.random.stateless_poisson([3], [1, 2], [0.5, 4.0]))
show(lambda: tf.random.stateless_binomial([3], [1, 2], [1.0, 2.0], 0.5))
show(lambda: tf.random.uniform([2], 5, 3, tf.int32))

print('seeds and algorithms')
for seed in ([1, 2], tf.constant([3, 4], tf.int64), [1, 2, 3], 7):
    show(lambda: tf.random.split(seed, 3))
    show(lambda: tf.random.experimental.stateless_split(seed))
    show(lambda: tf.random.fold_in(seed, 5))
    show(lambda: tf.random.experimental.stateless_fold_in(seed, tf.constant(5, tf.int64)))
show(lambda: tf.random.stateless_normal([2], [1, 2], alg='threefry'))
show(lambda: tf.random.stateless_normal([2], [1, 2], alg='philox'))
show(lambda: tf.random.stateless_normal([2], [1, 2], alg='mersenne'))
for make in (lambda: tf.random.Generator.from_seed(9, alg='threefry'), lambda: tf.random.Generator.from_seed(2**70), lambda: tf.random.Generator.from_seed(-3),
             lambda: tf.random.Generator.from_key_counter(7, [1, 2], 'philox'), lambda: tf.random.Generator.from_seed([1, 2]), lambda: tf.random.Generator.from_state([1, 2], 'philox'),
             lambda: tf.random.Generator.from_seed(1, alg='mersenne')):
    show(lambda: make().state)
    show(lambda: make().key)
    show(lambda: make().normal([2]))
    show(lambda: make().skip(4))
