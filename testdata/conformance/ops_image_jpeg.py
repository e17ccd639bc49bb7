import hashlib
import numpy as np
import tensorflow as tf


def trial(f):
    try:
        show(f())
    except Exception as e:
        print(type(e).__name__, str(e)[:250])


def show(x):
    if x.dtype == tf.string:
        print(len(x.numpy()), hashlib.md5(x.numpy()).hexdigest())
    else:
        print(x.shape, x.dtype, hashlib.md5(x.numpy().tobytes()).hexdigest())


def waves(h, w, c):
    y, x, k = np.meshgrid(np.arange(h), np.arange(w), np.arange(c), indexing='ij')
    return (127 + 120 * np.sin(x * (k + 1) / 9.0) * np.cos(y / (5.0 + k))).astype(np.uint8)


img = waves(37, 51, 3)
noise = ((np.arange(24 * 17 * 3) * 7919) % 251).astype(np.uint8).reshape(24, 17, 3)

# Files, byte for byte.
for x in (img, noise, img[:, :, :1], img[:1, :1], noise[:3, :2]):
    for quality in (0, 10, 50, 80, 95, 100):
        show(tf.io.encode_jpeg(x, quality=quality))
    for kw in ({'progressive': True}, {'optimize_size': True}, {'chroma_downsampling': False}, {'progressive': True, 'chroma_downsampling': False, 'quality': 40}, {'format': '', 'density_unit': 'cm', 'x_density': 28, 'y_density': 29}, {'xmp_metadata': '<x:xmpmeta/>'}):
        show(tf.io.encode_jpeg(x, **kw))
print(tf.io.encode_jpeg(img).numpy()[:24])

# Pixels, in all ways to read them.
for kw in ({}, {'progressive': True}, {'chroma_downsampling': False}, {'quality': 20}):
    f = tf.io.encode_jpeg(img, **kw)
    show(tf.io.decode_jpeg(f))
    show(tf.io.decode_jpeg(f, channels=1))
    show(tf.io.decode_jpeg(f, fancy_upscaling=False))
    show(tf.io.decode_jpeg(f, dct_method='INTEGER_ACCURATE'))
    show(tf.io.decode_jpeg(f, dct_method='INTEGER_FAST', ratio=1))
    for ratio in (2, 4, 8):
        show(tf.io.decode_jpeg(f, ratio=ratio))
    show(tf.io.decode_image(f))
    show(tf.io.decode_image(f, channels=1, dtype=tf.float32))
    show(tf.image.decode_and_crop_jpeg(f, [3, 17, 20, 11]))
    show(tf.image.decode_and_crop_jpeg(f, [0, 0, 37, 1], fancy_upscaling=False))
    print(tf.io.extract_jpeg_shape(f))
g = tf.io.encode_jpeg(img[:, :, :1])
show(tf.io.decode_jpeg(g))
show(tf.io.decode_jpeg(g, channels=3))
print(tf.io.decode_jpeg(tf.io.encode_jpeg(img[:4, :5]))[:, :, 0])

# Files that are cut off.
f = tf.io.encode_jpeg(img).numpy()
for n in (200, 700, 900, 1200, len(f) - 2):
    trial(lambda: tf.io.decode_jpeg(f[:n]))
    trial(lambda: tf.io.decode_jpeg(f[:n], acceptable_fraction=0.4))
    trial(lambda: tf.io.decode_jpeg(f[:n], try_recover_truncated=True))

# What compression does.
for q in (0, 30, 95, 100):
    show(tf.image.adjust_jpeg_quality(img, q))
show(tf.image.adjust_jpeg_quality(tf.constant(img, tf.float32) / 255, 40))
show(tf.image.adjust_jpeg_quality(img[:, :, :1], tf.constant(40)))
tf.random.set_seed(5)
show(tf.image.random_jpeg_quality(img, 5, 60))
show(tf.image.random_jpeg_quality(img, 5, 60))
show(tf.image.random_jpeg_quality(img, 5, 60, seed=9))
show(tf.image.stateless_random_jpeg_quality(img, 5, 60, (1, 2)))
show(tf.image.stateless_random_jpeg_quality(img, 5, 60, seed=[3, 4]))
print(tf.image.adjust_jpeg_quality(img, 50)[5:8, 5:8, 0])

# What is refused.
trial(lambda: tf.image.adjust_jpeg_quality(img, 101))
trial(lambda: tf.image.adjust_jpeg_quality(img, -1))
trial(lambda: tf.image.adjust_jpeg_quality(img, 7.5))
trial(lambda: tf.image.adjust_jpeg_quality(img[None], 50))
trial(lambda: tf.image.random_jpeg_quality(img, 60, 5))
trial(lambda: tf.image.random_jpeg_quality(img, -1, 5))
trial(lambda: tf.image.stateless_random_jpeg_quality(img, 60, 60, (1, 2)))
trial(lambda: tf.io.encode_jpeg(img, quality=101))
trial(lambda: tf.io.encode_jpeg(img, format='cmyk'))
trial(lambda: tf.io.encode_jpeg(img, format='grayscale'))
trial(lambda: tf.io.encode_jpeg(img, density_unit='m'))
trial(lambda: tf.io.encode_jpeg(img[:, :, :2]))
trial(lambda: tf.io.encode_jpeg(img[0]))
trial(lambda: tf.io.encode_jpeg(tf.constant(img, tf.int32)))
trial(lambda: tf.io.decode_jpeg(f, channels=4))
trial(lambda: tf.io.decode_jpeg(f, ratio=3))
trial(lambda: tf.io.decode_jpeg(f, dct_method='SLOW'))
trial(lambda: tf.io.decode_jpeg(b''))
trial(lambda: tf.io.decode_jpeg(b'xyz'))
trial(lambda: tf.io.decode_jpeg([f, f]))
trial(lambda: tf.io.decode_and_crop_jpeg(f, [0, 0, 38, 1]))
trial(lambda: tf.io.decode_and_crop_jpeg(f, [0, 0, 0, 1]))
trial(lambda: tf.io.extract_jpeg_shape(b'xyz'))
