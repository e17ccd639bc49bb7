# Normalization in detail: momentum, renorm-free statistics, layer norm on axes, group/instance, in training loops
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

x = tf.constant(np.sin(np.arange(2 * 3 * 3 * 4)).reshape(2, 3, 3, 4) * 2 + 0.5, tf.float32)
bn = layers.BatchNormalization(momentum=0.5, epsilon=1e-5, beta_initializer="ones", gamma_initializer=keras.initializers.Constant(2.0))
for step in range(3):
    y = bn(x + step, training=True)
    print(step, np.round(bn.moving_mean.numpy(), 4).tolist(), np.round(bn.moving_variance.numpy(), 4).tolist(), np.round(y.numpy()[0, 0, 0], 4).tolist())
inf = (x - bn.moving_mean) / tf.sqrt(bn.moving_variance + bn.epsilon) * bn.gamma + bn.beta
print(np.allclose(inf, bn(x, training=False), atol=1e-5), bn.axis, bn.momentum)
mean, var = tf.nn.moments(x, [0, 1, 2])
print(np.round(mean.numpy(), 4).tolist(), np.round(var.numpy(), 4).tolist(), np.round(tf.nn.batch_normalization(x, mean, var, 1.0, 2.0, 1e-5).numpy()[0, 0, 0], 4).tolist())
ln = layers.LayerNormalization(axis=-1, center=False)
print(np.round(ln(x).numpy()[1, 2, 2], 4).tolist(), len(ln.weights), np.round(tf.reduce_mean(ln(x), -1).numpy().ravel()[:3], 5).tolist())
print(np.round(layers.LayerNormalization(axis=(1, 2, 3), scale=False)(x).numpy()[0, 0, 0], 4).tolist())
for g in (1, 2, 4, -1):
    gn = layers.GroupNormalization(groups=g)
    print(g, np.round(gn(x).numpy()[0, 1, 1], 4).tolist(), [w.shape.as_list() for w in gn.weights])
print(np.round(layers.UnitNormalization(axis=[1, 2])(x).numpy()[0, 0, 0], 4).tolist())
sn = layers.SpectralNormalization(layers.Dense(2, kernel_initializer=keras.initializers.Constant([[1.0, 2.0], [3.0, 4.0]])), power_iterations=8)
o = sn(tf.ones((1, 2)), training=True)
print(o.shape, round(float(np.linalg.norm(sn.layer.kernel.numpy(), 2)), 2))
n = layers.Normalization(axis=None); n.adapt(np.arange(10.0)); print(np.round(n([0.0, 4.5, 9.0]).numpy(), 4).tolist(), n.mean.numpy().ravel(), n.variance.numpy().ravel())
inv = layers.Normalization(axis=-1, mean=[1.0, 2.0], variance=[4.0, 9.0], invert=True); print(inv(tf.constant([[0.0, 1.0]])).numpy())
n2 = layers.Normalization(axis=1); n2.adapt(tf.data.Dataset.from_tensor_slices(np.arange(12.0).reshape(6, 2)).batch(2)); print(np.round(n2(np.array([[1.0, 2.0]])).numpy(), 4), n2.get_config()["axis"])
model = keras.Sequential([keras.Input((3,)), layers.Dense(4, use_bias=False, kernel_initializer=keras.initializers.Constant(np.cos(np.arange(12)).reshape(3, 4))), layers.BatchNormalization(momentum=0.8), layers.Activation("relu"), layers.Dense(1, kernel_initializer="ones")])
xs = np.cos(np.arange(36) * 0.7).reshape(12, 3).astype("float32")
model.compile(keras.optimizers.SGD(0.05), "mse")
h = model.fit(xs, xs[:, :1], batch_size=5, epochs=3, shuffle=False, verbose=0)
print(np.round(h.history["loss"], 4).tolist(), np.round(model.layers[1].moving_mean.numpy(), 4).tolist(), round(model.evaluate(xs, xs[:, :1], verbose=0), 4))
print([v.name for v in model.non_trainable_variables], np.round(model(xs[:2], training=True).numpy().ravel() - model(xs[:2]).numpy().ravel(), 4).tolist())
for bad in (lambda: layers.BatchNormalization(axis=5)(x), lambda: layers.LayerNormalization(axis=7)(x), lambda: layers.GroupNormalization(groups=3)(x), lambda: layers.Normalization()(np.ones((2, 2)))):
    try:
        bad(); print("ok")
    except Exception as e:
        print(type(e).__name__, str(e)[:90])
