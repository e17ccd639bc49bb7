import numpy as np
import warnings
print("== 0")
try:
    m=np.ma.array([1,2,3],mask=[0,1,0]); print(m, repr(m), m.mean(), m.sum(), m.mask, m.data, m.filled(0), m.compressed(), m.count(), m.shape, m.dtype, m[1], m[0], m.fill_value, m.max())
except Exception as e: print(type(e).__name__, "|", e)
print("== 1")
try:
    x=np.ma.masked_where(np.arange(4)>2,np.arange(4.)); print(x, repr(x), x+1, x*x, x.mean(), np.ma.masked_equal([1,2,2],2), np.ma.masked_invalid([1,np.nan,np.inf]), np.ma.masked_greater([1,5],2), np.ma.masked_less([1,5],2), np.ma.masked_outside([1,5,9],2,6), np.ma.masked_inside([1,5,9],2,6))
except Exception as e: print(type(e).__name__, "|", e)
print("== 2")
try:
    m=np.ma.masked_array([[1,2],[3,4]],mask=[[0,1],[0,0]]); print(m, repr(m), m.sum(axis=0), m.mean(axis=1), m.T, m.filled(-1), m[0], m[:,1], m.tolist(), np.ma.filled(m,9), m.min(), m.std())
except Exception as e: print(type(e).__name__, "|", e)
print("== 3")
try:
    m=np.ma.array([1.,2,3]); print(m, repr(m), m.mask); m[1]=np.ma.masked; print(m, m.mask, m.sum(), m is np.ma.masked, m[1] is np.ma.masked); m[1]=7; print(m, np.ma.is_masked(m), np.ma.getmaskarray(m), isinstance(m,np.ndarray), type(m))
except Exception as e: print(type(e).__name__, "|", e)
print("== 4")
try:
    m=np.ma.array([1,0,4],mask=[0,0,1]); print(1/m, m>0, np.sqrt(np.ma.array([4.,-1],mask=[0,1])), -m, m==1, np.ma.array([1,2],mask=True), np.ma.array([1,2],mask=True).sum(), np.ma.mean(m), np.ma.array(['a','b'],mask=[0,1]), np.ma.concatenate([m,m]) if hasattr(np.ma,'concatenate') else '')
except Exception as e: print(type(e).__name__, "|", e)
