# Kernels that user code puts in the place of a layer's own.
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def show(label, f):
    try:
        print(label, f())
    except Exception as e:
        lines = [s for s in str(e).split('\n') if s.strip()]
        print(label, type(e).__name__, lines[:2])


class Many(layers.Dense):
    def build(self, shape):
        self.kernel = self.add_weight('kernel', (2, 3, 2), initializer='ones')
        self.bias = self.add_weight('bias', (2,), initializer='zeros')
        self.built = True


show('batch of kernels:', lambda: Many(2)(tf.ones((2, 3))).numpy().tolist())
show('three axes:', lambda: Many(2)(tf.ones((2, 3, 3))))
show('symbolic:', lambda: Many(2)(keras.Input((3,))).shape)


class Flat(layers.Conv2D):
    def build(self, shape):
        self.kernel = self.add_weight('kernel', (2, 3, 2))
        self.bias = self.add_weight('bias', (2,))
        self.built = True


show('conv kernel without an axis:', lambda: Flat(2, 3)(tf.ones((2, 5, 5, 3))))

d = layers.Dense(2, kernel_initializer='ones')
d.build((None, 3))
d.kernel = tf.Variable(tf.fill((3, 2), 2.0), name='other')
print(d(tf.ones((1, 3))).numpy(), [w.name for w in d.weights], d.kernel.name)
d.kernel = tf.fill((3, 2), 0.5)
print(d(tf.ones((1, 3))).numpy(), [w.name for w in d.weights], d.kernel.shape)

c = layers.Conv2D(2, 3)
c.build((None, 5, 5, 3))
show('call with two axes:', lambda: c.call(tf.ones((5, 3))))
show('call with three axes:', lambda: c.call(tf.ones((5, 5, 3))))
show('no channels between:', lambda: layers.SeparableConv2D(4, 3, depth_multiplier=0)(tf.ones((1, 5, 5, 2))))
show('none between:', lambda: layers.SeparableConv1D(4, 3, depth_multiplier=0)(tf.ones((1, 5, 2))))
show('negative:', lambda: layers.SeparableConv2D(4, 3, depth_multiplier=-1)(tf.ones((1, 5, 5, 2))))
show('negative depthwise:', lambda: layers.DepthwiseConv2D(3, depth_multiplier=-1)(tf.ones((1, 5, 5, 2))))
