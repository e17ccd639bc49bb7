# Ops without a registered gradient: asking for it is a LookupError.
import tensorflow as tf

v = tf.constant([0.5, 2.0])
m = tf.constant([[2.0, 1.0], [0.5, 3.0]])
img = tf.constant([[[[1.0, 0.2, 0.3], [2.0, 0.1, 0.6]], [[3.0, 0.7, 0.1], [4.0, 0.9, 0.2]]]])
cases = {
    'is_nan': lambda: tf.math.is_nan(v), 'is_inf': lambda: tf.math.is_inf(v), 'is_finite': lambda: tf.math.is_finite(v),
    'lu': lambda: tf.linalg.lu(m), 'logm': lambda: tf.linalg.logm(tf.cast(m, tf.complex64)), 'bitcast': lambda: tf.bitcast(v, tf.uint8), 'where': lambda: tf.where(v),
    'unique': lambda: tf.unique(v), 'histogram': lambda: tf.histogram_fixed_width(v, [0.0, 3.0], 3), 'area': lambda: tf.image.resize(img, [3, 3], 'area'),
    'contrast': lambda: tf.image.adjust_contrast(img, 2.0), 'hue': lambda: tf.image.adjust_hue(img, 0.1), 'saturation': lambda: tf.image.adjust_saturation(img, 2.0),
    'used later': lambda: tf.reduce_sum(tf.unique(v)[0] * 2.0), 'equal': lambda: tf.equal(v, 1.0), 'argmax': lambda: tf.argmax(v), 'floor': lambda: tf.floor(v), 'sign': lambda: tf.sign(v),
    'cast': lambda: tf.cast(v, tf.int32), 'shape': lambda: tf.shape(v), 'det': lambda: tf.linalg.det(m), 'slogdet': lambda: tf.linalg.slogdet(m),
    'not reached': lambda: (tf.unique(v)[0], v * 2.0)[1],
}
for name, f in cases.items():
    with tf.GradientTape(persistent=True) as tape:
        tape.watch([v, m, img])
        r = f()
    try:
        g = tape.gradient(r, [v, m, img])
        print(name, [None if x is None else x.numpy().tolist() for x in g])
    except Exception as e:
        print(name, type(e).__name__, str(e).split('\n')[0])
