# A product of two arrays of 2048 x 2048: in Python NumPy has it computed by OpenBLAS.
import time
import numpy as np

r = np.random.RandomState(1)
a = r.standard_normal((2048, 2048)).astype("float32")
b = r.standard_normal((2048, 2048)).astype("float32")
for i in range(3):
    c = np.matmul(a, b)
n = 5
start = time.perf_counter()
for i in range(n):
    c = np.matmul(a, b)
print(c.dtype, float(c[0, 0]) != 0)
print("seconds", (time.perf_counter() - start) / n)
