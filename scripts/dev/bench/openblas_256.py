# A product of two arrays of 256 x 256: in Python NumPy has it computed by OpenBLAS.
import time
import numpy as np

r = np.random.RandomState(1)
a = r.standard_normal((256, 256)).astype("float32")
b = r.standard_normal((256, 256)).astype("float32")
for i in range(3):
    c = np.matmul(a, b)
n = 100
start = time.perf_counter()
for i in range(n):
    c = np.matmul(a, b)
print(c.dtype, float(c[0, 0]) != 0)
print("seconds", (time.perf_counter() - start) / n)
