# Functions of tf.compat.v1, with the arguments that version 1 has.
import tensorflow as tf


def show(*results):
    for r in results:
        print(r)


v1 = tf.compat.v1
def wave(*shape):
    n = 1
    for d in shape:
        n *= d
    return tf.reshape(tf.sin(tf.range(float(n)) * 0.7), shape)


nn = v1.nn
x, w = wave(1, 4, 4, 2), wave(2, 2, 2, 3)
pool = dict(ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding='VALID')
show(nn.avg_pool(x, **pool), nn.max_pool(x, [1, 2, 2, 1], [1, 2, 2, 1], 'SAME'), nn.max_pool_with_argmax(x, **pool), nn.pool(x, [2, 2], 'AVG', 'VALID'))
show(nn.conv1d(wave(1, 4, 2), wave(2, 2, 3), 1, 'VALID'), nn.conv2d(x, w, [1, 1, 1, 1], 'VALID'), nn.conv2d(x, filters=w, strides=[1, 2, 2, 1], padding='SAME'))
show(nn.conv2d_backprop_filter(x, [2, 2, 2, 3], wave(1, 4, 4, 3), [1, 1, 1, 1], 'SAME'), nn.conv2d_backprop_input([1, 4, 4, 2], w, wave(1, 4, 4, 3), [1, 1, 1, 1], 'SAME'))
show(nn.conv2d_transpose(wave(1, 2, 2, 3), w, [1, 4, 4, 2], [1, 2, 2, 1]), nn.conv3d(wave(1, 2, 2, 2, 1), wave(1, 1, 1, 1, 2), [1, 1, 1, 1, 1], 'SAME'), nn.convolution(x, w, 'VALID'), nn.conv3d_transpose(wave(1, 1, 1, 1, 2), wave(1, 1, 1, 1, 2), [1, 2, 2, 2, 1], [1, 2, 2, 2, 1]))
show(nn.depthwise_conv2d(x, wave(2, 2, 2, 1), [1, 1, 1, 1], 'VALID'), nn.depthwise_conv2d(x, wave(2, 2, 2, 1), [1, 1, 1, 1], 'VALID', rate=[2, 2]), nn.depthwise_conv2d_native(x, wave(2, 2, 2, 1), [1, 1, 1, 1], 'VALID'), nn.separable_conv2d(x, wave(2, 2, 2, 1), wave(1, 1, 2, 3), [1, 1, 1, 1], 'VALID'))
show(nn.dilation2d(x, wave(2, 2, 2), [1, 1, 1, 1], [1, 1, 1, 1], 'VALID'), nn.erosion2d(x, wave(2, 2, 2), [1, 1, 1, 1], [1, 1, 1, 1], 'VALID'))
s, o = tf.constant([1.0, 2.0]), tf.constant([0.5, -0.5])
for r in nn.fused_batch_norm(x, s, o), nn.fused_batch_norm(x, s, o, [0.1, 0.2], [1.5, 0.5], is_training=False), nn.fused_batch_norm(x, s, o, [0.1, 0.2], [1.5, 0.5], exponential_avg_factor=0.5):
    show(*r)
show(nn.crelu([-1.0, 2.0]), nn.log_softmax([[1.0, 2.0]], dim=1), nn.softmax([[1.0, 2.0]]), nn.softmax([[1.0, 2.0]], dim=0), nn.in_top_k([[0.1, 0.9]], [1], 1))
show(nn.moments(x, [0, 1, 2], keep_dims=True), nn.weighted_moments([1.0, 2.0], [0], [1.0, 3.0]), nn.sufficient_statistics([1.0, 2.0], [0]), nn.relu_layer([[1.0, -2.0]], [[1.0], [2.0]], [0.5]), nn.xw_plus_b([[1.0, -2.0]], [[1.0], [2.0]], [0.5]))
logits, labels = tf.constant([[1.0, 2.0], [0.0, 3.0]]), tf.constant([[0.3, 0.7], [1.0, 0.0]])
show(nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits), nn.softmax_cross_entropy_with_logits_v2(labels, logits), nn.sparse_softmax_cross_entropy_with_logits(labels=[1, 0], logits=logits), nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits), nn.weighted_cross_entropy_with_logits(labels, logits, 2.0))
show(nn.embedding_lookup(w[0, 0], [1, 0]), nn.dropout(tf.ones([2]), keep_prob=1.0), nn.dropout(tf.ones([2]), rate=0.0))
ids = tf.SparseTensor([[0, 0], [1, 0], [1, 1]], tf.constant([0, 1, 1], tf.int64), [2, 2])
show(nn.embedding_lookup_sparse(w[0, 0], ids, None, combiner='sum'), nn.safe_embedding_lookup_sparse(w[0, 0], ids))
c = wave(4, 2, 3)
dense = tf.SparseTensor([[0, 0], [1, 0], [1, 1]], [1, 0, 1], [2, 2])
show(nn.ctc_loss(dense, c, [4, 3]), nn.ctc_loss_v2([[1, 0], [1, 2]], c, [1, 2], [4, 3]))
decoded, score = nn.ctc_beam_search_decoder(c, [4, 3], beam_width=4)
show(decoded[0].values, score)
show(nn.batch_norm_with_global_normalization(x, s, s, o, s, 0.1, True))
show(nn.relu([-1.0]), nn.elu([-1.0]), nn.l2_loss([2.0]), nn.bias_add([[1.0, 2.0]], [1.0, 1.0]), nn.leaky_relu([-1.0]), nn.tanh(0.5))

image = tf.reshape(tf.range(16.0), [1, 4, 4, 1])
im = v1.image
for method in range(4):
    show(im.resize_images(image, [3, 5], method), im.resize(image[0], [2, 2], method, align_corners=True))
show(im.resize_images(image, [8, 2], preserve_aspect_ratio=True).shape, im.resize_area(image, [2, 2]), im.resize_bicubic(image, [3, 3]), im.resize_bilinear(image, [3, 3], half_pixel_centers=True), im.resize_nearest_neighbor(image, [3, 3], align_corners=True), im.resize_image_with_pad(image, 3, 6))
show(im.crop_and_resize(image, [[0.0, 0.0, 0.5, 0.5]], [0], [2, 2]), im.draw_bounding_boxes(tf.zeros([1, 3, 3, 3]), [[[0.0, 0.0, 1.0, 1.0]]]).shape, im.extract_image_patches(image, [1, 2, 2, 1], [1, 2, 2, 1], [1, 1, 1, 1], 'VALID'), im.resize_image_with_crop_or_pad(image, 2, 2), im.flip_left_right(image))

l = v1.losses
y, p = tf.constant([[0.0, 1.0], [1.0, 1.0]]), tf.constant([[0.2, 0.7], [0.6, 0.9]])
for f in l.absolute_difference, l.hinge_loss, l.huber_loss, l.log_loss, l.mean_squared_error:
    show(f(y, p), f(y, p, weights=[[1.0], [0.0]]))
for r in 'none', 'weighted_sum', 'weighted_mean', 'weighted_sum_over_batch_size', 'weighted_sum_by_nonzero_weights':
    show(l.mean_squared_error(y, p, weights=2.0, reduction=r), l.compute_weighted_loss([1.0, 2.0], [1.0, 0.0], reduction=r))
show(l.huber_loss(y, p * 5, delta=0.5), l.cosine_distance(y, p, axis=1), l.mean_pairwise_squared_error(y, p), l.mean_pairwise_squared_error(y, p, weights=[[1.0], [0.0]]), l.sigmoid_cross_entropy(y, p, label_smoothing=0.1), l.softmax_cross_entropy(labels, logits, label_smoothing=0.1), l.sparse_softmax_cross_entropy([1, 0], logits), l.sparse_softmax_cross_entropy([[1], [0]], logits, weights=[1.0, 0.0]))

t = v1.train
step = tf.Variable(15)
for rate in t.exponential_decay(0.1, step, 10, 0.5), t.exponential_decay(0.1, step, 10, 0.5, staircase=True), t.natural_exp_decay(0.1, step, 10, 0.5), t.inverse_time_decay(0.1, step, 10, 0.5), t.polynomial_decay(0.1, step, 100), t.cosine_decay(0.1, step, 100), t.piecewise_constant(step, [10, 20], [1.0, 0.5, 0.1]):
    print(rate().numpy())
