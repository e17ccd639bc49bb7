# A product of two matrices of 2048 x 2048.
import time
import tensorflow as tf

a = tf.random.normal((2048, 2048))
b = tf.random.normal((2048, 2048))
for i in range(3):
    c = tf.matmul(a, b)
n = 4
start = time.perf_counter()
for i in range(n):
    c = tf.matmul(a, b)
print(float(c[0, 0]) != 0)
print("seconds", (time.perf_counter() - start) / n)
