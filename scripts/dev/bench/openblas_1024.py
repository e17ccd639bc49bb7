# A product of two arrays of 1024 x 1024: in Python NumPy has it computed by OpenBLAS.
import time
import numpy as np

r = np.random.RandomState(1)
a = r.standard_normal((1024, 1024)).astype("float32")
b = r.standard_normal((1024, 1024)).astype("float32")
for i in range(3):
    c = np.matmul(a, b)
n = 10
start = time.perf_counter()
for i in range(n):
    c = np.matmul(a, b)
print(c.dtype, float(c[0, 0]) != 0)
print("seconds", (time.perf_counter() - start) / n)
