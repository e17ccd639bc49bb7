"""Seeded random numbers of every function of TensorFlow, for fuzz.py: they are
to be equal to the last bit."""

FLOATS = ['float16', 'bfloat16', 'float32', 'float64']
INTS = ['int32', 'int64']
UNSIGNED = ['uint32', 'uint64']
SHAPES = ['[]', '[1]', '[7]', '[2, 3]', '[0]', '[3, 1, 2]', '[300]']
BAD_SHAPES = ['3', '[-1]', '[2.5]', 'None', '[[1]]', 'tf.constant([2], tf.int64)', '(2, 2)', '"a"']
ALL = FLOATS + INTS + UNSIGNED + ['int8', 'uint8', 'int16', 'bool', 'complex64', 'string']


def short(e, big):
    """A large result as its first numbers and its sum."""
    return '(lambda r: (r.dtype, r.numpy().ravel()[:9].tolist(), r.numpy().ravel()[-9:].tolist()))(%s)' % e if big else e


def expressions():
    out = []
    for s in SHAPES + BAD_SHAPES:
        big = s == '[300]'
        for dt in ALL:
            for f in ('tf.random.normal(%s, dtype=tf.%s)', 'tf.random.normal(%s, 2.0, 0.5, tf.%s, seed=3)', 'tf.random.uniform(%s, dtype=tf.%s)', 'tf.random.uniform(%s, 1, 9, tf.%s, seed=4)',
                      'tf.random.truncated_normal(%s, dtype=tf.%s)', 'tf.random.stateless_normal(%s, [1, 2], dtype=tf.%s)', 'tf.random.stateless_uniform(%s, [1, 2], 1, 9, dtype=tf.%s)',
                      'tf.random.stateless_uniform(%s, [1, 2], None, None, dtype=tf.%s)', 'tf.random.stateless_uniform(%s, [3, 4], dtype=tf.%s)', 'tf.random.stateless_truncated_normal(%s, [1, 2], 1.0, 2.0, dtype=tf.%s)',
                      'tf.random.stateless_normal(%s, [1, 2], dtype=tf.%s, alg="threefry")', 'tf.random.stateless_uniform(%s, [1, 2], dtype=tf.%s, alg="threefry")',
                      'tf.random.Generator.from_seed(5).normal(%s, dtype=tf.%s)', 'tf.random.Generator.from_seed(5).uniform(%s, dtype=tf.%s)', 'tf.random.Generator.from_seed(5, alg="threefry").normal(%s, dtype=tf.%s)',
                      'tf.random.Generator.from_seed(5).uniform(%s, 2, 8, dtype=tf.%s)', 'tf.random.Generator.from_seed(5).uniform_full_int(%s, dtype=tf.%s)', 'tf.random.Generator.from_seed(5).truncated_normal(%s, dtype=tf.%s)',
                      'tf.random.gamma(%s, [0.5, 2.0], dtype=tf.%s, seed=2)', 'tf.random.gamma(%s, [[0.5], [3.0]], [1.0, 2.0], dtype=tf.%s, seed=2)', 'tf.random.poisson(%s, [0.5, 20.0], dtype=tf.%s, seed=2)',
                      'tf.random.stateless_gamma(%s, [1, 2], 1.5, dtype=tf.%s)', 'tf.random.stateless_poisson(%s, [1, 2], 3.0, dtype=tf.%s)', 'tf.random.stateless_binomial(%s, [1, 2], 9.0, 0.3, output_dtype=tf.%s)',
                      'tf.random.Generator.from_seed(5).binomial(%s, 9.0, 0.3, dtype=tf.%s)'):
                out.append(short(f % (s, dt), big))
    for n in (1, 5, 40):
        for dt in INTS + ['int16', 'float32']:
            out += ['tf.random.categorical([[0.1, 2.0, 0.5], [3.0, 0.0, 0.0]], %d, dtype=tf.%s, seed=1)' % (n, dt), 'tf.random.stateless_categorical([[0.1, 2.0, 0.5]], %d, [1, 2], dtype=tf.%s)' % (n, dt)]
    for dt in FLOATS + ['int32', 'complex64']:
        out += ['tf.random.categorical(tf.constant([[0.5, 2, 1]], tf.%s), 6, seed=1)' % dt, 'tf.random.poisson([4], tf.constant([0.5, 3, 30], tf.%s), seed=1)' % dt,
                'tf.random.stateless_poisson([4, 3], [1, 2], tf.constant([0.5, 3, 30], tf.%s))' % dt, 'tf.random.gamma([4], tf.constant([0.5, 3, 30], tf.%s), seed=1)' % dt,
                'tf.random.stateless_binomial([4, 2], [1, 2], tf.constant([5, 400], tf.%s), tf.constant([0.3, 0.5], tf.%s))' % (dt, dt),
                'tf.random.stateless_binomial([3, 4], [1, 2], tf.constant([[5], [60], [7]], tf.%s), [0.1, 0.9, 0.5, 0.7])' % dt,
                'tf.random.stateless_parameterized_truncated_normal([5], [1, 2], tf.constant(0, tf.%s), 1.0, -1.0, 1.0)' % dt,
                'tf.random.stateless_truncated_normal([4], [1, 2], tf.constant(1, tf.%s), 1.0)' % dt, 'tf.random.stateless_normal([4], tf.constant([1, 2], tf.%s))' % dt,
                'tf.random.shuffle(tf.cast(tf.range(9), tf.%s), seed=3)' % dt, 'tf.random.experimental.stateless_shuffle(tf.cast(tf.range(9), tf.%s), [1, 2])' % dt]
    for seed in ('[1, 2]', '[0, 0]', 'tf.constant([3, 4], tf.int64)', '(5, 6)', '[-1, 2]', '[1, 2, 3]', '7', '[1.5, 2.0]', 'np.array([1, 2])', '[2**40, 1]', '[]', 'None'):
        out += ['tf.random.stateless_uniform([3], %s)' % seed, 'tf.random.experimental.stateless_split(%s)' % seed, 'tf.random.split(%s, 3)' % seed, 'tf.random.experimental.stateless_split(%s, num=4)' % seed,
                'tf.random.experimental.stateless_fold_in(%s, 5)' % seed, 'tf.random.fold_in(%s, 7)' % seed, 'tf.random.stateless_normal([2], %s)' % seed, 'tf.random.experimental.stateless_shuffle([1, 2, 3, 4], %s)' % seed,
                'tf.random.experimental.index_shuffle(3, [1, 2, 3], 10)', 'tf.random.stateless_binomial([3], %s, 10.0, 0.5)' % seed, 'tf.random.Generator.from_seed(%s).state' % seed,
                'tf.random.split(%s, 2, alg="threefry")' % seed, 'tf.random.split(%s, 2, alg="philox")' % seed]
    for g in ('tf.random.Generator.from_seed(9)', 'tf.random.Generator.from_seed(9, alg="threefry")', 'tf.random.Generator.from_state([1, 2, 3], alg="philox")', 'tf.random.Generator.from_key_counter(7, [1, 2], "philox")',
              'tf.random.Generator.from_state([1, 2], alg="threefry")', 'tf.random.Generator.from_seed(2**70)', 'tf.random.Generator.from_seed(-3)', 'tf.random.create_rng_state(5, "philox")', 'tf.random.get_global_generator().algorithm',
              'tf.random.Generator.from_state([1, 2], alg="philox")', 'tf.random.Generator.from_seed(1, alg="mt")', 'tf.random.Generator.from_seed("a")', 'tf.random.Generator(alg="philox")'):
        out.append(g)
        for use in ('state', 'key', 'algorithm', 'make_seeds(3)', 'make_seeds()', 'split(2)[0].state', 'split(2)[1].normal([2])', 'normal([2, 2], 1.0, 3.0)', 'uniform([3], 0, 100, tf.int64)', 'skip(5)', 'reset_from_seed(4)', 'binomial([3], 20, 0.25)',
                    'binomial([2], [20.0, 7.0], [0.5, 0.1], tf.float32)', 'normal([2], dtype=tf.int32)', 'uniform([2], 3)', 'uniform([2], 5, 3, tf.int32)'):
            out.append(g + '.' + use)
    out += ['(lambda g: [g.normal([3]), g.uniform([2]), g.normal([2]), g.state])(tf.random.Generator.from_seed(3))', '(lambda g: [g.skip(10), g.state, g.normal([2])])(tf.random.Generator.from_seed(3))',
            '(lambda g: [g.truncated_normal([3]), g.uniform_full_int([2]), g.make_seeds(2), g.normal([2])])(tf.random.Generator.from_seed(3))', 'tf.random.uniform_candidate_sampler([[1, 2]], 2, 3, True, 10, seed=1)',
            'tf.random.log_uniform_candidate_sampler([[1, 2]], 2, 3, True, 10, seed=1)', 'tf.random.learned_unigram_candidate_sampler([[1, 2]], 2, 3, True, 10, seed=1)', 'tf.random.fixed_unigram_candidate_sampler([[1, 2]], 2, 3, True, 4, unigrams=[1.0, 2.0, 3.0, 4.0], seed=1)',
            'tf.random.all_candidate_sampler([[1, 2]], 2, 3, True, seed=1)', 'tf.random.uniform([2], 0, 0, tf.int32)', 'tf.random.uniform([2], 5, 3, tf.int32)', 'tf.random.uniform([2], maxval=None, dtype=tf.int32)', 'tf.random.stateless_uniform([2], [1, 2], 5, 3, tf.int32)',
            'tf.random.shuffle(tf.constant(3))', 'tf.random.shuffle([[1, 2], [3, 4], [5, 6]], seed=2)', 'tf.random.shuffle([], seed=2)', 'tf.random.set_seed("a")', 'tf.random.set_seed(None)', 'tf.random.normal([2], seed="a")', 'tf.random.normal([2], [0.0, 10.0], [1.0, 2.0], seed=1)',
            'tf.random.uniform([3, 2], [0.0, 5.0], [1.0, 9.0], seed=1)', 'tf.random.gamma([2], -1.0, seed=1)', 'tf.random.gamma([], [], seed=1)', 'tf.random.poisson([2], -1.0, seed=1)', 'tf.random.poisson([3], 0.0, seed=1)', 'tf.random.categorical([0.1, 0.2], 3)', 'tf.random.categorical([[]], 3)',
            'tf.random.categorical([[0.1]], -1)', 'tf.random.stateless_binomial([2], [1, 2], -1.0, 0.5)', 'tf.random.stateless_binomial([2], [1, 2], 5.0, 1.5)', 'tf.random.stateless_binomial([5], [1, 2], 1000.0, 0.01)', 'tf.random.stateless_binomial([3], [1, 2], [1.0, 2.0], 0.5)',
            'tf.random.stateless_gamma([3, 2], [1, 2], [0.5, 4.0], [1.0, 2.0])', 'tf.random.stateless_gamma([3], [1, 2], [0.5, 4.0])', 'tf.random.stateless_poisson([3], [1, 2], [0.5, 4.0])']
    return out
