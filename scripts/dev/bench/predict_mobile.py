# Inference of a depthwise network like MobileNetV2, one image of 128 x 128.
import time
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def block(x, filters, expand, stride):
    inputs = x
    channels = x.shape[-1]
    x = layers.ReLU(6.0)(layers.BatchNormalization()(layers.Conv2D(expand * channels, 1, use_bias=False)(x)))
    x = layers.DepthwiseConv2D(3, strides=stride, padding="same", use_bias=False)(x)
    x = layers.ReLU(6.0)(layers.BatchNormalization()(x))
    x = layers.BatchNormalization()(layers.Conv2D(filters, 1, use_bias=False)(x))
    return layers.Add()([inputs, x]) if stride == 1 and channels == filters else x


inputs = keras.Input((128, 128, 3))
x = layers.Conv2D(32, 3, strides=2, padding="same", use_bias=False)(inputs)
x = layers.ReLU(6.0)(layers.BatchNormalization()(x))
for filters, stride in [(24, 2), (24, 1), (32, 2), (32, 1), (64, 2), (64, 1), (96, 1), (160, 2), (160, 1)]:
    x = block(x, filters, 6, stride)
x = layers.Dense(1000, activation="softmax")(layers.GlobalAveragePooling2D()(x))
model = keras.Model(inputs, x)
call = tf.function(lambda t: model(t, training=False))
x = tf.ones((1, 128, 128, 3))
for i in range(3):
    call(x)
n = 20
start = time.perf_counter()
for i in range(n):
    call(x)
print("seconds", (time.perf_counter() - start) / n)
