import numpy as np
for n in "arccos arccosh arcsin arctanh log log10 log2 sqrt tan".split():
    f=getattr(np.ma,n)
    print(n,repr(f([0.5,-3.0,2.0,0.0])),f(np.ma.array([0.5,2.0],mask=[0,1])).mask,f(np.ma.array([1,1])).mask,f(np.ma.array([[1.0,2.0]])).mask)
for n in "divide true_divide floor_divide fmod mod remainder".split():
    f=getattr(np.ma,n)
    print(n,repr(f([7.0,-7.0],[2.0,0.0])),repr(f(np.ma.array([7,-7],mask=[0,1]),2)),repr(f([7,-7,3],[2,0,2])),repr(f([7,8],2)))
print(np.ma.log(0.0),np.ma.sqrt(4.0),np.ma.divide(1,0),np.ma.divide(1,4))
print(np.any([False, True], where=[True, False]), np.any([[False, True], [True, False]], axis=0, where=[[True], [False]]))
print(np.ma.any(np.ma.array([False, True], mask=[0, 1])), np.ma.array([[True, False]], mask=[[1, 0]]).any(axis=0))
a = np.recarray((2,), dtype=[("x", int), ("y", float)])
a.x = [1, 2]
a.y = 0.5
print(a.x, a.y, a["x"].sum())
print(np.random.PCG64DXSM(1).random_raw(2), np.random.Generator(np.random.PCG64DXSM(7)).integers(1000, size=4))
print(repr(np.testing.assert_array_max_ulp(np.array([1.0, 2.0]), np.nextafter([1.0, 2.0], 3), maxulp=1)))
print([n for n in ("sign", "cbrt", "block", "log1p", "isnan") if hasattr(np.ma, n)])
