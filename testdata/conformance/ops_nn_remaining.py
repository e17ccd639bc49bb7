# Functions of tf.nn that no other case reaches.
import numpy as np
import tensorflow as tf

x1 = tf.reshape(tf.range(24, dtype=tf.float32), (2, 6, 2)) / 10.0
x2 = tf.reshape(tf.sin(tf.range(72, dtype=tf.float32)), (1, 6, 6, 2))
x3 = tf.reshape(tf.cos(tf.range(128, dtype=tf.float32)), (1, 4, 4, 4, 2))

print("pools")
print(tf.nn.avg_pool1d(x1, 2, 2, "VALID").numpy())
print(tf.nn.max_pool1d(x1, 3, 2, "SAME").numpy())
print(tf.nn.avg_pool3d(x3, 2, 2, "VALID").numpy().ravel())
print(tf.nn.max_pool3d(x3, 2, 2, "SAME").numpy().ravel())
v, i = tf.nn.max_pool_with_argmax(x2, 2, 2, "VALID", include_batch_in_index=True)
print(v.numpy().ravel(), i.numpy().ravel(), i.dtype)

print("convolutions")
k = tf.reshape(tf.range(12, dtype=tf.float32), (3, 2, 2)) / 6.0
print(tf.nn.conv1d_transpose(x1, k, [2, 12, 2], 2, "SAME").numpy()[0])
k = tf.reshape(tf.range(32, dtype=tf.float32), (2, 2, 2, 2, 2)) / 16.0
print(tf.nn.conv3d_transpose(x3[:, :2, :2, :2], k, [1, 4, 4, 4, 2], 2).numpy().sum(axis=(1, 2, 3)))
k = tf.reshape(tf.range(16, dtype=tf.float32), (2, 2, 2, 2)) / 8.0
print(tf.nn.atrous_conv2d(x2, k, 2, "VALID").numpy()[0, :, :, 0])
d = tf.reshape(tf.range(8, dtype=tf.float32), (2, 2, 2)) / 8.0
print(tf.nn.dilation2d(x2, d, [1, 1, 1, 1], "SAME", "NHWC", [1, 1, 1, 1]).numpy()[0, :2, :, 1])
print(tf.nn.erosion2d(x2, d, [1, 2, 2, 1], "VALID", "NHWC", [1, 1, 1, 1]).numpy()[0, :, :, 0])
dk = tf.reshape(tf.range(8, dtype=tf.float32), (2, 2, 2, 1))
y = tf.nn.depthwise_conv2d(x2, dk, [1, 1, 1, 1], "VALID")
print(tf.nn.depthwise_conv2d_backprop_input(x2.shape, dk, y, [1, 1, 1, 1], "VALID").numpy()[0, 0])
print(tf.nn.depthwise_conv2d_backprop_filter(x2, dk.shape, y, [1, 1, 1, 1], "VALID").numpy().ravel())

print("norms and moments")
print(tf.nn.local_response_normalization(x2, 1, 1.0, 0.5, 0.5).numpy()[0, 0])
print(tf.nn.lrn(x2, depth_radius=2).numpy()[0, 1, 2])
c, s, q, shift = tf.nn.sufficient_statistics(x2, [1, 2])
print(c.numpy(), s.numpy(), q.numpy(), shift)
m, va = tf.nn.normalize_moments(c, s, q, shift)
print(m.numpy(), va.numpy())
m, va = tf.nn.weighted_moments(x2, [1, 2], tf.abs(x2))
print(m.numpy(), va.numpy())
print(tf.nn.batch_norm_with_global_normalization(x2, tf.zeros(2), tf.ones(2), tf.ones(2) * 0.5, tf.ones(2) * 2.0, 0.001, True).numpy()[0, 0, 0])
print(tf.nn.log_poisson_loss(tf.constant([1.0, 2.0, 5.0]), tf.constant([0.1, 0.5, 1.5])).numpy())
print(tf.nn.log_poisson_loss(tf.constant([1.0, 2.0, 5.0]), tf.constant([0.1, 0.5, 1.5]), compute_full_loss=True).numpy())

print("sequences")
flat, lens = tf.nn.collapse_repeated([[1, 1, 2, 2, 1, 0], [3, 3, 3, 1, 1, 1]], [5, 4])
print(flat.numpy(), lens.numpy())
u, idx = tf.nn.ctc_unique_labels(tf.constant([[3, 4, 4, 3], [1, 2, 2, 0]]))
print(u.numpy(), idx.numpy())
r, seg = tf.nn.isotonic_regression(tf.constant([[3.0, 1.0, 2.0, 5.0, 4.0]]), decreasing=False)
print(r.numpy(), seg.numpy())

print("sampled losses")
tf.random.set_seed(3)
w = tf.reshape(tf.sin(tf.range(40, dtype=tf.float32)), (10, 4))
b = tf.zeros(10)
lab = tf.constant([[1], [7]], tf.int64)
inp = tf.reshape(tf.cos(tf.range(8, dtype=tf.float32)), (2, 4))
sampled = (tf.constant([2, 5, 7], tf.int64), tf.constant([[0.3], [0.1]]), tf.constant([0.3, 0.2, 0.1]))
print(tf.nn.sampled_softmax_loss(w, b, lab, inp, 3, 10, sampled_values=sampled).numpy())
print(tf.nn.nce_loss(w, b, lab, inp, 3, 10, sampled_values=sampled).numpy())
print([t.numpy() for t in tf.nn.compute_accidental_hits(lab, sampled[0], 1)])
for f in (tf.random.uniform_candidate_sampler, tf.random.log_uniform_candidate_sampler):
    s, t, e = f(lab, 1, 4, True, 10, seed=2)
    print(f.__name__, s.shape, s.dtype, np.unique(s.numpy()).size, t.shape, e.shape)
s, t, e = tf.nn.fixed_unigram_candidate_sampler(lab, 1, 3, False, 4 + 6, unigrams=[1.0] * 10, seed=4)
print(s.shape, t.numpy().round(4), e.shape)
s, t, e = tf.nn.all_candidate_sampler(lab, 1, 10, True, seed=1)
print(sorted(s.numpy()), t.numpy().ravel(), e.numpy())
s, t, e = tf.random.all_candidate_sampler(lab, 1, 10, False)
print(s.shape, t.shape, e.shape)
s, t, e = tf.random.fixed_unigram_candidate_sampler(lab, 1, 2, True, 10, unigrams=list(range(1, 11)), distortion=0.5)
print(s.shape, t.shape, e.shape)
