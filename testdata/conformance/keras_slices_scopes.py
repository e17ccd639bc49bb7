import numpy as np
import tensorflow as tf
s = tf.Variable(tf.ones((4, 2)))
for o in (keras.optimizers.SGD(0.5), keras.optimizers.Adam(0.1), keras.optimizers.SGD(0.1, momentum=0.9), keras.optimizers.legacy.SGD(0.5)):
    o.apply_gradients([(tf.IndexedSlices(tf.constant([[1.0, 2.0], [3.0, 4.0]]), tf.constant([0, 2])), s)])
    o.apply_gradients([(tf.IndexedSlices(tf.constant([[1.0, 2.0], [3.0, 4.0]]), tf.constant([1, 1])), s)])
    print(s.numpy().round(5).tolist())
table = {"a": keras.metrics.AUC(num_thresholds=5)}
print(table["a"].thresholds, keras.metrics.AUC(thresholds=[0.2, 0.5]).thresholds, keras.metrics.Precision(thresholds=[0.2]).thresholds)
with keras.utils.custom_object_scope({"triple": lambda t: t * 3}):
    d = keras.layers.Dense(1, activation="triple", kernel_initializer="ones")
    print(d(tf.ones((1, 2))).numpy(), "triple" in keras.utils.get_custom_objects(), keras.utils.get_registered_object("triple") is not None)
print(keras.utils.get_registered_object("triple"))
