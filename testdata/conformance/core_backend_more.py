# keras.backend: convolutions, recurrence, batches, settings, random numbers
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def show(v):
    if isinstance(v, dict):
        return {k: show(v[k]) for k in v}
    if isinstance(v, (list, tuple)):
        return [show(e) for e in v]
    if isinstance(v, keras.layers.Layer):
        return type(v).__name__
    if hasattr(v, "numpy"):
        v = v.numpy()
    if isinstance(v, np.ndarray):
        return np.round(v, 4).tolist() if v.dtype.kind in "fiub" else v.tolist()
    if isinstance(v, (float, np.floating)):
        return round(float(v), 4)
    return v


def t(label, f):
    try:
        print(label, show(f()))
    except Exception as e:
        print(label, type(e).__name__, str(e).splitlines()[0] if str(e) else "")


K = keras.backend
x = tf.constant((np.arange(48).reshape(1, 4, 4, 3) / 10).astype("float32"))


def k(*s):
    return tf.constant(np.cos(np.arange(np.prod(s))).reshape(s).astype("float32"))


t("conv2d_transpose", lambda: K.conv2d_transpose(x, k(2, 2, 2, 3), (1, 8, 8, 2), strides=(2, 2))[0, :2, :2])
t("depthwise", lambda: K.depthwise_conv2d(x, k(2, 2, 3, 2), strides=(1, 1), padding="same")[0, :2, :2])
t("separable", lambda: K.separable_conv2d(x, k(2, 2, 3, 1), k(1, 1, 3, 2))[0])
t("local1", lambda: K.local_conv1d(x[:, 0], k(3, 6, 2), (2,), (1,)))
t("local2", lambda: K.local_conv2d(x, k(9, 12, 2), (2, 2), (1, 1), (3, 3))[0, 0])
t("batch", lambda: [v for v in K.normalize_batch_in_training(x, tf.ones(3), tf.zeros(3), [0, 1, 2])[1:]])
t("batch2", lambda: K.normalize_batch_in_training(x[0, 0], tf.ones(3) * 2, tf.zeros(3), [0]))
for kw in ({}, {"apply_class_balancing": True}, {"gamma": 1.0, "alpha": 0.7, "apply_class_balancing": True}, {"from_logits": True}):
    t(kw, lambda: K.binary_focal_crossentropy(tf.constant([[0.0, 1.0], [1.0, 0.0]]), tf.constant([[0.2, 0.7], [0.4, 0.9]]), **kw))
seq = tf.constant((np.arange(12).reshape(2, 3, 2) / 5).astype("float32"))


def step(i, s):
    h = i + 0.5 * s[0]
    return h * 2, [h]


for kw in ({}, {"go_backwards": True}, {"mask": tf.constant([[True, False, True], [True, True, False]])}, {"mask": tf.constant([[True, False, True], [True, True, False]]), "zero_output_for_mask": True}, {"unroll": True}, {"return_all_outputs": False}):
    t(sorted(kw), lambda: K.rnn(step, seq, [tf.zeros((2, 2))], **kw))
p = tf.constant([[[0.6, 0.3, 0.1], [0.2, 0.5, 0.3], [0.1, 0.1, 0.8]], [[0.1, 0.8, 0.1], [0.3, 0.3, 0.4], [0.2, 0.7, 0.1]]])
t("ctc", lambda: K.ctc_batch_cost(np.array([[0, 1], [1, 0]]), p, np.array([[3], [3]]), np.array([[2], [1]])))
a, b = k(2, 3, 4), k(2, 4, 2)
t("batch_dot", lambda: [K.batch_dot(a, b), K.batch_dot(a, a, axes=2), K.batch_dot(a[:, 0], a[:, 1], axes=1)])
t("flatten", lambda: K.batch_flatten(a))
t("bn", lambda: K.batch_normalization(a[0], tf.zeros(4), tf.ones(4), tf.ones(4), tf.ones(4) * 2))
v, u = K.variable([1.0, 2.0]), K.variable([[3.0]])
t("get", lambda: [K.get_value(v), K.batch_get_value([v, u])])
K.set_value(v, [5.0, 6.0])
K.batch_set_value([(u, [[7.0]])])
t("set", lambda: (v, u))
t("update", lambda: (K.update_add(v, [1.0, 1.0]), K.update_sub(u, [[2.0]]), K.moving_average_update(v, tf.constant([0.0, 0.0]), 0.5), v, u))
t("floatx", lambda: (K.cast_to_floatx(np.array([1, 2])).dtype.name, K.floatx()))
t("fold", lambda: (K.foldl(lambda s, e: s + e, tf.constant([1.0, 2.0, 3.0])), K.foldr(lambda s, e: s - e, tf.constant([1.0, 2.0, 3.0]))))
t("compare", lambda: [tf.cast(b, tf.int32) for b in (K.less(v, 4.0), K.less_equal(v, 3.0), K.greater_equal(v, 3.0))])
t("phase", lambda: (K.in_train_phase(1, 2, training=True), K.in_test_phase(1, 2, training=True), K.learning_phase()))
t("perm", lambda: K.permute_dimensions(a, (2, 0, 1))[0])
t("pool2d", lambda: K.pool2d(x, (2, 2), strides=(2, 2), pool_mode="avg"))
t("pool3d", lambda: K.pool3d(tf.reshape(x, (1, 4, 4, 3, 1)), (2, 2, 1), strides=(2, 2, 1)))
t("repeat", lambda: K.repeat_elements(tf.constant([[1.0, 2.0]]), 2, axis=1))
t("resize", lambda: (K.resize_images(x, 2, 1, "channels_last").shape, K.resize_volumes(tf.reshape(x, (1, 4, 4, 3, 1)), 2, 1, 2, "channels_last").shape, K.resize_images(x, 2, 1, "channels_last", interpolation="bilinear")[0, 1, 0]))
t("pad", lambda: (K.spatial_2d_padding(x).shape, K.spatial_2d_padding(x, ((1, 0), (0, 2)))[0, 1, 0], K.spatial_3d_padding(tf.reshape(x, (1, 4, 4, 3, 1)), ((1, 1), (0, 1), (2, 0))).shape, K.temporal_padding(x[:, 0], (1, 2))))
t("switch", lambda: (K.switch(tf.constant(True), tf.constant(1.0), tf.constant(2.0)), K.switch(tf.constant(False), lambda: tf.constant(1.0), lambda: tf.constant(2.0)), K.switch(tf.constant([True, False]), tf.constant([1.0, 2.0]), tf.constant([3.0, 4.0]))))
t("sparse", lambda: (K.is_sparse(x), K.to_dense(x[0, 0, 0])))
t("random", lambda: (K.random_bernoulli((3,), p=1.0), K.random_binomial((2,), p=0.0), K.random_uniform((4,), 2.0, 3.0).shape, K.random_normal_variable((2, 2), 0.0, 1.0).shape, K.random_uniform_variable((2,), 0.0, 1.0).dtype.name))
t("print", lambda: K.print_tensor(tf.constant([1.0])))
K.reset_uids()
t("uid", lambda: (K.get_uid("zz"), K.get_uid("zz")))
K.set_epsilon(1e-3)
t("eps", lambda: K.epsilon())
K.set_epsilon(1e-7)
K.set_floatx("float64")
t("f64", lambda: (K.floatx(), layers.Dense(1)(np.ones((1, 2))).dtype.name))
K.set_floatx("float32")
K.set_image_data_format("channels_first")
t("format", lambda: (K.image_data_format(), layers.Conv2D(1, 1).data_format))
K.set_image_data_format("channels_last")
for f in (lambda: K.batch_dot(a, b[:1]), lambda: K.pool2d(x, (2, 2), pool_mode="min")):
    t("error", f)
with K.name_scope("scope"):
    print("in scope")
