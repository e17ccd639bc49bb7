# A loop of eager work: a model of three layers and a gradient step by hand.
import time
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(2, activation="relu"), keras.layers.Dense(3, activation="relu"), keras.layers.Dense(4)])
x = tf.ones((3, 3))
w = tf.Variable(tf.ones((2, 2)))
v = tf.constant([[1.0, 2.0]])


def round_trip():
    y = model(x)
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(tf.matmul(v, w) ** 2)
    w.assign_sub(0.001 * tape.gradient(loss, w))
    return y


for i in range(20):
    round_trip()
n = 300
start = time.perf_counter()
for i in range(n):
    round_trip()
print("seconds", (time.perf_counter() - start) / n)
