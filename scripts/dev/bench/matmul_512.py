# A product of two matrices of 512 x 512.
import time
import tensorflow as tf

a = tf.random.normal((512, 512))
b = tf.random.normal((512, 512))
for i in range(3):
    c = tf.matmul(a, b)
n = 18
start = time.perf_counter()
for i in range(n):
    c = tf.matmul(a, b)
print(float(c[0, 0]) != 0)
print("seconds", (time.perf_counter() - start) / n)
