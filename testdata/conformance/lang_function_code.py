def conv(x, y=2, /, z=3, *args, k, m=1, **kw):
    a = x + y
    def inner():
        return a + z
    return inner
c = conv.__code__
print(c.co_name, c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_freevars, c.co_firstlineno, c.co_qualname)
print(c.co_varnames[:7], sorted(c.co_cellvars), conv(1, 2, 3, k=1).__code__.co_freevars)
print((lambda p, q=1: p).__code__.co_argcount, (lambda: 0).__code__.co_name)
class A:
    def m(self, v): return v
print(A.m.__code__.co_varnames, A().m.__code__.co_argcount, conv.__code__ is not None)
import numpy as np
print(np.dtype("float64") == float, np.dtype("int64") == int, np.dtype("float32") == float, np.dtype("complex128") == complex, np.dtype("bool") == bool)
