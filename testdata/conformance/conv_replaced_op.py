import tensorflow as tf, numpy as np
from tensorflow import keras
from tensorflow.keras import layers
class Std(layers.Conv2D):
    def convolution_op(self, inputs, kernel):
        mean, var = tf.nn.moments(kernel, axes=[0, 1, 2], keepdims=True)
        return super().convolution_op(inputs, (kernel - mean) / tf.sqrt(var + 1e-10))
x = tf.reshape(tf.range(2 * 4 * 4 * 2, dtype=tf.float32), (2, 4, 4, 2)) / 10
k = tf.reshape(tf.range(18 * 3, dtype=tf.float32), (3, 3, 2, 3))
s = Std(3, 3, bias_initializer="ones", activation="relu", kernel_initializer=lambda shape, dtype=None: k)
print(s(x).numpy())
p = layers.Conv2D(3, 3, padding="same", strides=2)
p.build((None, 4, 4, 2))
print(p.convolution_op(x, k).shape, p.convolution_op(x, k).numpy()[0, 0, 0])
c = layers.Conv1D(1, 2, kernel_initializer="ones", padding="causal"); y = tf.ones((1, 4, 1)); c(y)
print(c.convolution_op(y, c.kernel).numpy().ravel())
c = layers.Conv1D(1, 2, dilation_rate=2, kernel_initializer="ones"); c(y)
print(c.convolution_op(y, c.kernel).numpy().ravel())
i = keras.Input((4, 4, 2))
m = keras.Model(i, layers.Flatten()(Std(2, 3, kernel_initializer="ones", bias_initializer="ones")(i)))
print(m.output_shape, m.predict(x, verbose=0))
m.compile("sgd", "mse")
print(m.fit(x, np.zeros((2, 8)), verbose=0).history)
print([v.numpy().sum() for v in m.weights])
