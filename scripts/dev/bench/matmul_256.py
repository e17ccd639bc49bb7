# A product of two matrices of 256 x 256.
import time
import tensorflow as tf

a = tf.random.normal((256, 256))
b = tf.random.normal((256, 256))
for i in range(3):
    c = tf.matmul(a, b)
n = 123
start = time.perf_counter()
for i in range(n):
    c = tf.matmul(a, b)
print(float(c[0, 0]) != 0)
print("seconds", (time.perf_counter() - start) / n)
