import numpy as np
print(np.geterr(), np.seterr(divide='ignore'), np.geterr()); 
with np.errstate(over='raise'):
    print(np.geterr())
    try: np.exp(np.array([1e4]))
    except FloatingPointError as e: print(e)
np.seterr(all='raise')
for f in (lambda: np.array([1.0])/0, lambda: np.log(np.array([0.0])), lambda: np.log(np.array([-1.0])), lambda: np.sqrt(-1.0),lambda: np.float32(1e38)*np.float32(10), lambda: np.array([0.0])/0.0):
    try: print(f())
    except FloatingPointError as e: print(e)
try: np.seterr(all='foo')
except Exception as e: print(type(e),e)
try: np.seterr(foo='raise')
except Exception as e: print(type(e),e)
f=np.frompyfunc(lambda a,b:(a+b,a-b),2,2)
print(f([1,2],[3,4]), f(1,2), repr(f))
print(np.frompyfunc(lambda a: str(a),1,1)([1,2.5]))
for c in '?bBhHiIlLqQfdgFDGSUVO': print(repr(c), repr(np.typename(c)))
