# Parts of images: glimpses, random boxes, fractional pools, and convolutions
# made of blocks.
import numpy as np
import tensorflow as tf


def show(label, f):
    try:
        print(label, f())
    except Exception as e:
        print(label, type(e).__name__, str(e))


x = tf.reshape(tf.range(2 * 5 * 6, dtype=tf.float32), (2, 5, 6, 1))
for size in [(2, 2), (4, 7)]:
    for offsets in [[[0.0, 0.0], [0.5, 0.5]], [[1.0, 1.0], [-2.0, -1.0]]]:
        for centered in (True, False):
            for normalized in (True, False):
                y = tf.image.extract_glimpse(x, size, offsets, centered, normalized, noise="zero")
                print(size, offsets, centered, normalized, y[..., 0].numpy().tolist())
y = tf.image.extract_glimpse(x, (3, 3), [[-1.0, -1.0], [0.0, 0.0]])
print(y.shape, bool(tf.reduce_all((y >= 0) & (y < 60))))
show("noise", lambda: tf.image.extract_glimpse(x, (2, 2), [[0.0, 0.0], [0.0, 0.0]], noise="foo"))
show("rank", lambda: tf.image.extract_glimpse(x[0], (2, 2), [[0.0, 0.0], [0.0, 0.0]]))
show("batch", lambda: tf.image.extract_glimpse(x, (2, 2), [[0.0, 0.0]]))
with tf.GradientTape() as tape:
    tape.watch(x)
    y = tf.image.extract_glimpse(x, (2, 2), [[0.0, 0.0], [0.0, 0.0]])
show("gradient", lambda: tape.gradient(y, x))

boxes = [[[0.1, 0.2, 0.8, 0.9]]]
for i in range(6):
    b = tf.image.stateless_sample_distorted_bounding_box([300, 400, 3], boxes, seed=[i, i * 7], min_object_covered=0.5)
    print(b.begin.numpy(), b.size.numpy(), b.bboxes.numpy().round(4).tolist())
print(tf.image.stateless_sample_distorted_bounding_box(
    [64, 48, 3], boxes, seed=[1, 2], min_object_covered=0.9, aspect_ratio_range=[0.5, 2.0], area_range=[0.3, 0.9], max_attempts=5))
tf.random.set_seed(5)
for _ in range(2):
    print(tf.image.sample_distorted_bounding_box(np.array([64, 48, 3], np.int64), boxes, seed=7)[1].numpy())
none = tf.zeros((0, 0, 4))
show("none", lambda: tf.image.sample_distorted_bounding_box([64, 48, 3], none, seed=3))
show("image", lambda: tf.image.sample_distorted_bounding_box([64, 48, 3], none, seed=3, use_image_if_no_bounding_boxes=True)[1].shape)
show("size", lambda: tf.image.sample_distorted_bounding_box([64, 48], boxes, seed=3))
show("outside", lambda: tf.image.sample_distorted_bounding_box([64, 48, 3], [[[0.0, 1.0, 2.0, 3.0]]], seed=3))
show("aspect", lambda: tf.image.sample_distorted_bounding_box([64, 48, 3], boxes, seed=3, aspect_ratio_range=[-1.0, 2.0]))
show("area", lambda: tf.image.sample_distorted_bounding_box([64, 48, 3], boxes, seed=3, area_range=[1.0, 2.0]))
show("attempts", lambda: tf.image.sample_distorted_bounding_box([64, 48, 3], boxes, seed=3, max_attempts=0))

v = tf.constant(np.random.RandomState(0).rand(1, 7, 10, 2).astype("float32"))
for pseudo in (True, False):
    for overlapping in (True, False):
        tf.random.set_seed(5)
        ratio = [1.0, 1.5, 1.7, 1.0]
        with tf.GradientTape(persistent=True) as tape:
            tape.watch(v)
            most = tf.nn.fractional_max_pool(v, ratio, pseudo, overlapping, seed=11)
            mean = tf.nn.fractional_avg_pool(v, ratio, pseudo, overlapping, seed=11)
        print(most.row_pooling_sequence.numpy(), mean[2].numpy(), most[0].numpy().sum().round(3), mean.output.numpy().sum().round(3))
        print(tape.gradient(most[0], v)[0, :, :, 0].numpy().tolist())
        print(tape.gradient(mean[0], v)[0, :, :, 1].numpy().round(4).tolist())
for seed in (1, 2):
    for pseudo in (True, False):
        for ratio in (1.2, 1.44, 2.3, 3.1):
            tf.random.set_seed(seed)
            print(ratio, [s.numpy().tolist() for s in tf.nn.fractional_max_pool(v, ratio, pseudo, seed=seed * 3)[1:]])
print(tf.nn.fractional_avg_pool(tf.reshape(tf.range(60), (1, 6, 10, 1)), [1.0, 1.5, 1.5, 1.0], seed=3).output[0, :, :, 0])
for ratio in (0.5, [2.0, 1, 1, 1], "a", [1.0, 1.5, 1.0], 20.0):
    show("ratio", lambda: tf.nn.fractional_max_pool(v, ratio))
show("ratio", lambda: tf.nn.fractional_avg_pool(v, 1.5))

r = np.random.RandomState(1)
x = tf.constant(r.rand(2, 6, 7, 3).astype("float32"))
w = tf.constant(r.rand(2, 3, 4, 3).astype("float32"))
for shape, rate, padding in [([2, 6, 7, 4], 2, "SAME"), ((2, 8, 11, 4), 2, "VALID"), ([2, 6, 7, 4], 1, "SAME"), ([2, 6, 7, 4], 3, "SAME")]:
    y = tf.nn.atrous_conv2d_transpose(x, w, shape, rate, padding)
    print(y.shape, y[0, :, :, 1].numpy().round(3).tolist())
show("padding", lambda: tf.nn.atrous_conv2d_transpose(x, w, [2, 6, 7, 4], 2, "FOO"))
show("channels", lambda: tf.nn.atrous_conv2d_transpose(x, w, [2, 6, 7, 5], 2, "SAME"))
show("shape", lambda: tf.nn.atrous_conv2d_transpose(x, w, [2, 6, 7], 2, "SAME"))
show("rate", lambda: tf.nn.atrous_conv2d_transpose(x, w, [2, 6, 7, 4], 0, "SAME"))

k = tf.constant(r.rand(2, 2, 3, 2).astype("float32"))
print(tf.conv(x, k, [1, 2, 2, 1], "VALID")[0, :, :, 0].numpy().round(3).tolist())
print(tf.conv(x, k, [1, 1, 1, 1], "EXPLICIT", explicit_paddings=[0, 0, 1, 1, 2, 2, 0, 0]).shape)
print(tf.conv(tf.stack([x, x]), k, [1, 1, 1, 1], "SAME", batch_dims=2).shape)
show("strides", lambda: tf.conv(x, k, [1, 1], "SAME"))
show("groups", lambda: tf.conv(x, k, [1, 1, 1, 1], "SAME", groups=3))


def conv(blocks, axes, padding):
    print(blocks.shape, axes, padding)
    return tf.nn.convolution(blocks, k, padding=padding)


for rate, padding in [([2, 3], "SAME"), ([2, 1], "VALID"), ([1, 1], "SAME"), ([2, 2], [[0, 0], [1, 1], [2, 1], [0, 0]])]:
    y = tf.nn.with_space_to_batch(x, rate, padding, conv, filter_shape=[2, 2])
    print(y.shape, y[0, :, :, 0].numpy().round(3).tolist())
print(tf.nn.with_space_to_batch(x, [2], "VALID", lambda b, n, p: (print(b.shape, n, p), b)[1], spatial_dims=[2]).shape)
show("filter", lambda: tf.nn.with_space_to_batch(x, [2, 2], "SAME", conv))
show("padding", lambda: tf.nn.with_space_to_batch(x, [2, 2], "FOO", conv))
show("rate", lambda: tf.nn.with_space_to_batch(x, [0, 2], "VALID", conv))
show("axes", lambda: tf.nn.with_space_to_batch(x, [2, 2], "VALID", conv, spatial_dims=[2, 1]))
show("rank", lambda: tf.nn.with_space_to_batch(x[0, 0], [2, 2], "VALID", conv))

file = tf.io.encode_jpeg(tf.zeros((8, 10, 3), tf.uint8))
print(tf.image.decode_and_crop_jpeg(file, [1, 2, 3, 4]).shape, tf.io.decode_and_crop_jpeg(file, [0, 0, 8, 10], channels=1).shape)
show("window", lambda: tf.image.decode_and_crop_jpeg(file, [1, 2, 13, 4]))
show("window", lambda: tf.image.decode_and_crop_jpeg(file, [1, 2, 3]))
show("kind", lambda: tf.image.decode_and_crop_jpeg(tf.io.encode_png(tf.zeros((8, 10, 3), tf.uint8)), [1, 2, 3, 4]))
show("kind", lambda: tf.image.decode_and_crop_jpeg(b"foo", [1, 2, 3, 4]))
