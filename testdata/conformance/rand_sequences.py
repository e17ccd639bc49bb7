# Sobol points, indices of permutations, bounded normal numbers and a sampler
# that learns.
import tensorflow as tf


def show(label, f):
    try:
        print(label, f())
    except Exception as e:
        print(label, type(e).__name__, str(e))


print(tf.math.sobol_sample(5, 7))
print(tf.math.sobol_sample(4, 3, skip=7, dtype=tf.float64))
print(tf.math.sobol_sample(1000, 40, skip=1000)[17, 990:].numpy())
for a in [(0, 1), (1, 0), (1, 1, -1), (30000, 2), (2.5, 1)]:
    show(a, lambda: tf.math.sobol_sample(*a))
show("dtype", lambda: tf.math.sobol_sample(2, 3, dtype=tf.int32))

shuffle = tf.random_index_shuffle
print([int(shuffle(i, [1, 2, 3], 9)) for i in range(10)])
print([int(shuffle(i, [1, 2, 3], 99999, rounds=8)) for i in range(10)])
print(shuffle([0, 1, 2, 3], [1, 2, 3], [9, 9, 9, 9]), shuffle([0, 1, 2, 3], [1, 2, 3], 9))
print(shuffle(3, [[1, 2, 3], [4, 5, 6]], 9), shuffle(tf.constant(3, tf.int64), [5, 6, 7], 2**40), shuffle(0, [1, 2, 3], 0))
show("seed", lambda: shuffle(1, [1, 2], 9))
show("sizes", lambda: shuffle([1, 2], [1, 2, 3], [1, 2, 3]))
show("dtype", lambda: shuffle(0.5, [1, 2, 3], 9))

normal = tf.random.stateless_parameterized_truncated_normal
print(normal([5], [1, 2]))
print(normal([2, 3], [1, 2], means=[0.0, 1.0, 2.0], stddevs=2.0, minvals=-1.0, maxvals=[0.5, 3.0, 10.0]))
for lo, hi in [(3.0, 10.0), (3.0, 3.1), (-float("inf"), -2.0), (-0.5, 0.5), (-1.0, 9.0), (0.0, float("inf"))]:
    print(lo, hi, normal([7], [1, 2], minvals=lo, maxvals=hi).numpy())
print(normal([3, 2], [1, 2], means=tf.constant([0.0, 5.0], tf.float64), stddevs=tf.constant(1.0, tf.float64),
             minvals=tf.constant([[-1.0], [0.0], [1.0]], tf.float64), maxvals=tf.constant(9.0, tf.float64)))
show("deviation", lambda: normal([2, 3], [1, 2], stddevs=-1.0))
show("bounds", lambda: normal([2, 3], [1, 2], minvals=1.0, maxvals=0.0))
show("shape", lambda: normal([2], [1, 2], means=[1.0, 2.0, 3.0]))
show("seed", lambda: normal([2], [1]))
show("dtype", lambda: normal([2], [1, 2], means=1))

truth = tf.constant([[1, 2], [3, 1]], tf.int64)
tf.random.set_seed(3)
for _ in range(4):
    c = tf.random.learned_unigram_candidate_sampler(truth, 2, 3, True, 6, seed=5)
    print(c[0].numpy(), c.true_expected_count.numpy().round(5).tolist(), c[2].numpy().round(5))
tf.random.set_seed(3)
for _ in range(2):
    c = tf.nn.learned_unigram_candidate_sampler(truth, 2, 5, False, 6, seed=9)
    print(c[0].numpy(), c.true_expected_count.numpy().round(5).tolist(), c[2].numpy().round(5))
for _ in range(2):
    print(tf.random.learned_unigram_candidate_sampler(truth, 2, 5, False, 6)[2].numpy().round(5))
show("range", lambda: tf.random.learned_unigram_candidate_sampler(truth, 2, 7, True, 6))
show("columns", lambda: tf.random.learned_unigram_candidate_sampler(truth, 1, 3, True, 6))
