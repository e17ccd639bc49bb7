# Floating point errors as warnings that a program records or makes errors of.
import numpy as np, warnings
def w(f):
    with warnings.catch_warnings(record=True) as r:
        warnings.simplefilter("always")
        v = f()
    print(v, [(x.category.__name__, str(x.message)) for x in r])
a=np.array([1.,0.,-1.])
w(lambda: a/0)
w(lambda: np.log(a))
w(lambda: np.sqrt(a))
w(lambda: np.exp(np.array([1000.])))
w(lambda: np.float64(1)/0)
w(lambda: np.float64(0)/0)
w(lambda: np.array([1,2])//0)
w(lambda: np.array([1,2])%0)
w(lambda: np.int64(1)//np.int64(0))
w(lambda: np.inf-np.array([np.inf]))
w(lambda: a*2)
w(lambda: np.power(10., 400))
w(lambda: np.array([1e308])*10)
w(lambda: np.float32(1e38)*np.float32(10))
w(lambda: np.arccos(2.))
w(lambda: np.divide([1.,0.],[0.,0.]))
w(lambda: np.log10(0.))
w(lambda: np.log(0))
w(lambda: np.nan+1)
w(lambda: np.true_divide(1,0))
w(lambda: np.reciprocal(0.))
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try: np.log(0.)
    except RuntimeWarning as e: print("error", e)
with np.errstate(divide='ignore'):
    w(lambda: np.log(0.))
with np.errstate(all='raise'):
    try: np.log(0.)
    except FloatingPointError as e: print(e)
