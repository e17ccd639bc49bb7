# Initializers and layers under their further names.
import tensorflow as tf
from tensorflow import keras

for name in ("GlorotNormal", "LecunNormal", "LecunUniform", "TruncatedNormal", "HeNormal", "HeUniform", "glorot_normal", "lecun_normal", "lecun_uniform", "truncated_normal"):
    cls = getattr(keras.initializers, name)
    init = cls(seed=3)
    print(name, type(init).__name__, init.get_config())
    print(init((3, 2)).numpy())
    print(init((2, 2, 3, 4)).numpy().std().round(5), init.__class__.from_config(init.get_config())((3,)).numpy())

keras.utils.set_random_seed(1)
layer = keras.layers.SpatialDropout3D(0.5, name="sd3")
x = tf.ones((2, 2, 2, 2, 4))
print(layer(x).numpy().sum(), layer(x, training=True).numpy()[:, 0, 0, 0], layer.get_config())
first = keras.layers.SpatialDropout3D(0.5, data_format="channels_first")
print(first(tf.ones((1, 4, 2, 2, 2)), training=True).numpy()[0, :, 0, 0, 0])
try:
    keras.layers.SpatialDropout3D(0.5)(tf.ones((2, 2, 2)))
except ValueError as e:
    print(e)
try:
    keras.layers.SpatialDropout3D(1.5)
except ValueError as e:
    print(e)
ds = tf.data.Dataset.range(10).batch(4).rebatch(3)
for t in ds:
    print(t.numpy())
print([t.numpy().tolist() for t in tf.data.Dataset.range(7).batch(7).rebatch([2, 1, 3])])
print([t.numpy().tolist() for t in tf.data.Dataset.range(7).batch(5).rebatch(4, drop_remainder=True)], ds.element_spec)
