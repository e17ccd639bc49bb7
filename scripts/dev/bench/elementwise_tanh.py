# tanh of a million numbers.
import time
import tensorflow as tf

x = tf.random.normal((1000000,))
for i in range(3):
    y = tf.nn.tanh(x)
n = 60
start = time.perf_counter()
for i in range(n):
    y = tf.nn.tanh(x)
print(float(y[0]) != 0)
print("seconds", (time.perf_counter() - start) / n)
