# TensorFlow's ops under their own names.
import tensorflow as tf


class Ops:
    def __getattr__(self, name):
        def call(**inputs):
            try:
                print(name, getattr(tf.raw_ops, name)(**inputs))
            except Exception as e:
                print(name, type(e).__name__, e)
        return call


op = Ops()

seed = [5, 7]
op.StatelessMultinomial(logits=[[0.1, 0.7, 0.2]], num_samples=5, seed=seed)
op.StatelessParameterizedTruncatedNormal(shape=[3], seed=seed, means=0.0, stddevs=1.0, minvals=-1.0, maxvals=1.0)
op.StatelessRandomBinomial(shape=[3], seed=seed, counts=10.0, probs=0.5)
op.StatelessRandomGammaV2(shape=[3], seed=seed, alpha=2.0)
op.StatelessRandomNormal(shape=[3], seed=seed)
op.StatelessRandomNormal(shape=[3], seed=seed, dtype=tf.float64)
op.StatelessRandomPoisson(shape=[3], seed=seed, lam=[4.0], dtype=tf.int32)
op.StatelessRandomUniform(shape=[3], seed=seed)
op.StatelessRandomUniformFullInt(shape=[3], seed=seed)
op.StatelessRandomUniformFullInt(shape=[3], seed=seed, dtype=tf.int32)
op.StatelessRandomUniformInt(shape=[3], seed=seed, minval=-3, maxval=9)
op.StatelessTruncatedNormal(shape=[3], seed=seed)
op.RandomIndexShuffle(index=[0, 1, 2, 3], seed=[1, 2, 3], max_index=9)
op.SobolSample(dim=2, num_results=3, skip=1)
two = dict(seed=3, seed2=5)
op.Multinomial(logits=[[0.1, 0.7, 0.2]], num_samples=5, **two)
op.RandomGamma(shape=[2], alpha=[2.0, 0.5], **two)
op.RandomPoissonV2(shape=[3], rate=[4.0], **two)
op.RandomShuffle(value=[1, 2, 3, 4, 5], **two)
op.RandomStandardNormal(shape=[3], dtype=tf.float32, **two)
op.RandomStandardNormal(shape=[3], dtype=tf.float32, **two)
op.RandomStandardNormal(shape=[3], dtype=tf.float32, seed=0, seed2=5)
op.RandomUniform(shape=[3], dtype=tf.float32, **two)
op.RandomUniformInt(shape=[3], minval=0, maxval=100, **two)
op.TruncatedNormal(shape=[3], dtype=tf.float32, **two)
print(tf.raw_ops.RandomUniform(shape=[2, 3], dtype=tf.float32).shape, tf.raw_ops.NonDeterministicInts(shape=[2]).dtype)
truth = dict(true_classes=tf.constant([[1], [4]], tf.int64), num_true=1, num_sampled=3)
op.AllCandidateSampler(**{**truth, 'num_sampled': 5}, unique=True, **two)
op.FixedUnigramCandidateSampler(**truth, unique=True, range_max=5, unigrams=[1.0, 2.0, 3.0, 4.0, 5.0], **two)
op.LearnedUnigramCandidateSampler(**truth, unique=True, range_max=5, **two)
op.LogUniformCandidateSampler(**truth, unique=True, range_max=8, **two)
op.UniformCandidateSampler(**truth, unique=True, range_max=8, **two)
op.ComputeAccidentalHits(true_classes=tf.constant([[1], [4]], tf.int64), sampled_candidates=tf.constant([4, 1, 4], tf.int64), num_true=1)
key, counter = tf.raw_ops.StatelessRandomGetKeyCounter(seed=seed)
op.StatelessRandomGetKeyCounter(seed=seed)
op.StatelessRandomGetKeyCounterAlg(seed=seed)
op.StatelessRandomGetAlg()
state = dict(key=key, counter=counter, alg=1)
op.StatelessRandomUniformV2(shape=[3], **state)
op.StatelessRandomNormalV2(shape=[2, 2], **state, dtype=tf.float64)
op.StatelessTruncatedNormalV2(shape=[3], **state)
op.StatelessRandomUniformFullIntV2(shape=[3], **state)
op.StatelessRandomUniformIntV2(shape=[3], **state, minval=0, maxval=10)
print(tf.raw_ops.ThreadUnsafeUnigramCandidateSampler(**truth, unique=True, range_max=3).sampled_expected_count.shape)
