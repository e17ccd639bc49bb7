# Broadcasting in TensorFlow and NumPy side by side
import numpy as np
import tensorflow as tf

shapes = [((3, 1), (1, 4)), ((2, 3), (3,)), ((5, 1, 3), (2, 1)), ((), (2, 2)), ((2, 3), (2,)), ((1,), (0,)), ((4, 3), (3, 4))]
for a, b in shapes:
    try:
        n = np.broadcast_shapes(a, b)
    except ValueError as e:
        n = "numpy: " + str(e).split(":")[0]
    try:
        t = tf.broadcast_static_shape(tf.TensorShape(a), tf.TensorShape(b))
    except ValueError as e:
        t = "tf: " + str(e)
    print(a, b, n, t)
x = tf.constant([[1], [2], [3]])
y = tf.constant([10, 20, 30, 40])
print(x + y, x * y, tf.broadcast_to(y, [2, 4]), (x > y // 10).numpy().astype(int), sep="\n")
print(tf.broadcast_dynamic_shape([2, 1, 3], [4, 3]).numpy(), np.broadcast_to([1, 2], (2, 2)), np.broadcast_arrays([1, 2], [[3], [4]])[1].tolist())
d = tf.norm(tf.constant([[0.0, 0], [3, 4]])[:, None] - tf.constant([[0.0, 0], [6, 8], [3, 0]])[None], axis=-1)
print(d.numpy(), d.shape, tf.argmin(d, axis=1).numpy())
img = np.arange(24).reshape(2, 4, 3)
print((img - img.mean(axis=(0, 1))).round(1)[0, 0], (img * np.array([1, 0, 2]))[1, 3], img[..., ::-1][0, 0], (img.astype("float32") / 255.0).max().round(4))
w = tf.reshape(tf.range(6), (2, 3))
print(w[:, tf.newaxis] * w[tf.newaxis], tf.tensordot(w, w, axes=[[1], [1]]).numpy().tolist(), (w @ tf.transpose(w)).numpy().tolist())
print(tf.where([[True], [False]], [1, 2, 3], [[10], [20]]).numpy().tolist(), tf.maximum(w, [[2], [4]]).numpy().tolist(), tf.cast(tf.equal(w, [0, 4, 2]), tf.int32).numpy().tolist())
print(np.add.outer([1, 2], [10, 20]), np.subtract.outer([5], [1, 2]), np.ix_([0, 1], [2])[0].shape, np.ogrid[0:2, 0:3][1], np.mgrid[0:2, 0:2][0].tolist())
