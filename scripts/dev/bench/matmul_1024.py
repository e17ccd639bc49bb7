# A product of two matrices of 1024 x 1024.
import time
import tensorflow as tf

a = tf.random.normal((1024, 1024))
b = tf.random.normal((1024, 1024))
for i in range(3):
    c = tf.matmul(a, b)
n = 5
start = time.perf_counter()
for i in range(n):
    c = tf.matmul(a, b)
print(float(c[0, 0]) != 0)
print("seconds", (time.perf_counter() - start) / n)
