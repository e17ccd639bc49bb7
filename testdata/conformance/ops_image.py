# Images: sizes, crops, flips, colours, contrast, patches and measures
import numpy as np
import tensorflow as tf


def r(x, n=4):
    return np.round(np.array(x, dtype="float64"), n).tolist()


img = tf.reshape(tf.range(2 * 4 * 3 * 3, dtype=tf.float32), (2, 4, 3, 3)) / 72.0
one = img[0]
for method in ["bilinear", "nearest", "bicubic", "area", "lanczos3", "gaussian", "mitchellcubic"]:
    y = tf.image.resize(img, [2, 5], method=method)
    print(method, y.shape, r(y[0, :, :, 0]), r(tf.image.resize(one, [7, 2], method=method, antialias=True)[:, 0, 1]))
print(tf.image.resize(img, [8, 8], preserve_aspect_ratio=True).shape, tf.image.resize(tf.cast(one * 255, tf.uint8), [2, 2]).dtype, tf.image.resize(tf.cast(one * 255, tf.uint8), [2, 2], "nearest").dtype)
print(r(tf.image.resize_with_pad(one, 5, 5)[:, :, 0], 3), r(tf.image.resize_with_crop_or_pad(one, 2, 5)[:, :, 0], 3))
print(r(tf.image.central_crop(one, 0.5)[:, :, 0]), r(tf.image.crop_to_bounding_box(one, 1, 0, 2, 2)[:, :, 0]), r(tf.image.pad_to_bounding_box(one, 1, 1, 6, 5)[0:2, :, 0]))
print(r(tf.image.flip_left_right(one)[0, :, 0]), r(tf.image.flip_up_down(one)[:, 0, 0]), r(tf.image.transpose(one)[:, :, 0]), r(tf.image.rot90(one)[:, :, 0]), tf.image.rot90(img, 2).shape)
print(r(tf.image.adjust_brightness(one, 0.1)[0, 0]), r(tf.image.adjust_contrast(one, 2.0)[0, 0]), r(tf.image.adjust_gamma(one, 2.0, 0.5)[1, 1]), r(tf.image.adjust_saturation(one, 0.5)[1, 1]), r(tf.image.adjust_hue(one, 0.2)[2, 2]))
print(r(tf.image.rgb_to_grayscale(one)[:, 0, 0]), tf.image.grayscale_to_rgb(one[:, :, :1]).shape, r(tf.image.rgb_to_hsv(one)[1, 1]), r(tf.image.hsv_to_rgb(tf.image.rgb_to_hsv(one))[1, 1]), r(tf.image.rgb_to_yuv(one)[1, 1]), r(tf.image.yuv_to_rgb(tf.image.rgb_to_yuv(one))[1, 1]), r(tf.image.rgb_to_yiq(one)[1, 1]))
print(r(tf.image.per_image_standardization(one)[0, 0]), r(tf.image.psnr(img, img + 0.1, max_val=1.0)), r(tf.image.total_variation(img)), r(tf.image.sobel_edges(img)[0, 1, 1, 0]), [g.shape for g in tf.image.image_gradients(img)])
big = tf.random.stateless_uniform((1, 16, 16, 1), [1, 2])
print(r(tf.image.ssim(big, big * 0.9, 1.0)), r(tf.image.convert_image_dtype(tf.constant([0, 128, 255], tf.uint8), tf.float32)), tf.image.convert_image_dtype([0.0, 0.5, 1.0], tf.uint8).numpy())
print(r(tf.image.crop_and_resize(img, [[0.0, 0.0, 0.5, 1.0]], [1], [2, 2])[0, :, :, 0]), tf.image.extract_patches(img, [1, 2, 2, 1], [1, 1, 1, 1], [1, 1, 1, 1], "VALID").shape)
print(tf.image.non_max_suppression([[0, 0, 1, 1], [0, 0.1, 1, 1.1], [0, 2, 1, 3.0]], [0.9, 0.8, 0.7], 2).numpy(), r(tf.image.draw_bounding_boxes(tf.zeros((1, 4, 4, 3)), [[[0.0, 0.0, 0.7, 0.7]]], [[1.0, 0.0, 0.0]])[0, :, :, 0]))
for f in (lambda: tf.image.resize(tf.ones((3, 3)), [2, 2]), lambda: tf.image.rgb_to_grayscale(tf.ones((2, 2, 2))), lambda: tf.image.crop_to_bounding_box(one, 3, 0, 4, 2), lambda: tf.image.central_crop(one, 1.5), lambda: tf.image.adjust_hue(one, 2.0), lambda: tf.image.resize(one, [2])):
    try:
        f()
        print("no error")
    except Exception as e:
        print(type(e).__name__, str(e)[:90])
