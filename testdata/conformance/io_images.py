# Images as arrays and in files.
import os
import tempfile
import numpy as np
import tensorflow as tf
from tensorflow import keras

folder = tempfile.mkdtemp()
rng = np.random.default_rng(3)
a = (rng.random((8, 6, 3)) * 255).astype("uint8")
for form in ("png", "bmp"):
    path = os.path.join(folder, "x." + form)
    keras.utils.save_img(path, a, scale=False)
    back = keras.utils.img_to_array(keras.utils.load_img(path))
    print(form, back.shape, back.dtype, np.abs(back - a).max())
    print(keras.utils.img_to_array(keras.utils.load_img(path, color_mode="grayscale")).shape,
          keras.utils.img_to_array(keras.utils.load_img(path, color_mode="rgba"))[0, 0],
          keras.utils.img_to_array(keras.utils.load_img(path, target_size=(4, 4)))[1, 1],
          keras.utils.img_to_array(keras.utils.load_img(path, target_size=(5, 4), interpolation="bilinear")).shape,
          keras.utils.img_to_array(keras.utils.load_img(path, target_size=(4, 8), keep_aspect_ratio=True)).shape)
img = keras.utils.array_to_img(a.astype("float32"))
print(type(img).__name__, img.size, img.mode, np.asarray(img).dtype, np.asarray(img).min(), np.asarray(img).max())
print(keras.utils.array_to_img(np.zeros((2, 2, 1))).mode, keras.utils.array_to_img(np.zeros((2, 2, 4))).mode)
print(keras.preprocessing.image.img_to_array(keras.preprocessing.image.array_to_img(a, scale=False), dtype="uint8")[0, 0],
      keras.preprocessing.image.img_to_array(img, data_format="channels_first").shape)
keras.preprocessing.image.save_img(os.path.join(folder, "y.png"), a / 255.0)
print(keras.preprocessing.image.load_img(os.path.join(folder, "y.png")).size)
for f in (lambda: keras.utils.array_to_img(np.zeros((2, 2))), lambda: keras.utils.array_to_img(np.zeros((2, 2, 5))),
          lambda: keras.utils.load_img(path, color_mode="cmyk"), lambda: keras.utils.load_img(path, target_size=(2, 2), interpolation="wild"),
          lambda: keras.utils.img_to_array(a, data_format="nowhere")):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
raw = tf.io.read_file(os.path.join(folder, "x.bmp"))
print(tf.image.decode_bmp(raw).shape, tf.reduce_sum(tf.cast(tf.image.decode_bmp(raw, channels=3), tf.int32)).numpy() == a.astype(int).sum())
gif = bytes.fromhex("474946383761040003008300000000000404040a0a0a4444448a8a8a9a9a9aa2a2a2bababacfcfcfd0d0d0e8e8e8eeeeee0000000000000000000000002c0000000004000300000810000d0c10100081820207082c480020200021f9040100000c002c0000000004000300830707070808081f1f1f2c2c2c4c4c4c6b6b6b8a8a8aa5a5a5abababbababadadadadcdcdc000000000000000000000000081000150448306081010205000840702020003b")
print(tf.image.decode_gif(gif).shape, tf.image.decode_gif(gif).numpy()[..., 0].ravel())
print(tf.io.decode_image(gif).shape, tf.io.decode_image(gif, expand_animations=False).shape)
