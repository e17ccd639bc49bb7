import numpy as np
import warnings
print("== 0")
try:
    a=np.array([1,'a',None,2.5],dtype=object); print(a, repr(a), a.dtype, a.shape, a[1], type(a[0]), a[[0,2]], a[1:3], len(a))
except Exception as e: print(type(e).__name__, "|", e)
print("== 1")
try:
    r=np.array([[1,2],[3,4,5]],dtype=object); print(r, repr(r), r.shape, r[1], [len(x) for x in r], r[0]+[9])
except Exception as e: print(type(e).__name__, "|", e)
print("== 2")
try:
    a=np.array([1,2,3],dtype=object); print(a+1, a*2, a**2, a/2, a//2, -a, a==2, a>1, a+a, a.sum(), a.max(), a.mean(), a.prod(), np.sum(a), repr(a+0.5), (a>1).dtype, a.astype(int), a.astype(float).dtype, a.tolist())
except Exception as e: print(type(e).__name__, "|", e)
print("== 3")
try:
    a=np.array(['x','yy'],dtype=object); print(a+'!', a=='x', a*2, np.char.upper(a.astype(str)), a.astype(str), repr(a.astype('U5')), a[::-1], np.concatenate([a,['z']]), np.append(a,'q'), np.where(a=='x',a,'other'), np.unique(a), np.sort(a)[::-1], np.argsort(a), sorted(a))
except Exception as e: print(type(e).__name__, "|", e)
print("== 4")
try:
    a=np.empty(3,dtype=object); print(a); a[0]=[1,2]; a[1]={'k':1}; a[2]=np.arange(3); print(a); print(repr(a)); v=a[:2]; v[1]='changed'; print(a[1]); a[:]=7; print(a); a[:]=[1,2,3]; print(a)
except Exception as e: print(type(e).__name__, "|", e)
print("== 5")
try:
    a=np.empty((2,2),dtype=object); a[0,0]=1; a[1]=['p','q']; print(a, repr(a), a.T, a.reshape(4), a.ravel(), a.flatten(), a.size, a.ndim, a.copy(), a.T.shape); print(np.full(3,None), np.full((2,),'ab',dtype=object), np.zeros(2,dtype=object), np.ones((1,2),dtype=object))
except Exception as e: print(type(e).__name__, "|", e)
print("== 6")
try:
    a=np.array([np.arange(3),np.arange(2)],dtype=object); print(a, repr(a), a[0].sum(), a.shape, np.array([len(x) for x in a])); print(np.concatenate(a), np.hstack(a)); b=np.array([np.zeros((2,2)),np.ones(3)],dtype=object); print(repr(b)); print(b)
except Exception as e: print(type(e).__name__, "|", e)
print("== 7")
try:
    np.array([np.zeros((2,3)),np.zeros((2,4))],dtype=object)
except Exception as e: print(type(e).__name__, "|", e)
print("== 8")
try:
    class P:
        def __init__(s,v): s.v=v
        def __add__(s,o): return P(s.v+(o.v if isinstance(o,P) else o))
        def __repr__(s): return f'P({s.v})'
        def __lt__(s,o): return s.v<o.v
        def sqrt(s): return P(s.v**.5)
    a=np.array([P(4),P(1)]); print(a, a.dtype, a+a, a+1, a.sum(), np.sort(a), np.sqrt(a), min(a,key=lambda p:p.v))
except Exception as e: print(type(e).__name__, "|", e)
print("== 9")
try:
    print(np.sqrt(np.array([4,9],dtype=object)))
except Exception as e: print(type(e).__name__, "|", e)
print("== 10")
try:
    a=np.array([3,1,2],dtype=object); a.sort(); print(a, a.argmax(), a.min(), a.cumsum() if hasattr(a,'cumsum') else 0, np.any(a), np.all(a), a.any(), 3 in a, np.array_equal(a,[1,2,3]), a.nonzero(), np.isin(2,a))
except Exception as e: print(type(e).__name__, "|", e)
print("== 11")
try:
    print(np.array([2**70,1]), np.array([None,1.5]), np.array([None,None]).dtype, np.array([{'a':1}]), np.array([1,None])==None, np.array([None,1])!=None, np.array({'a':1}), np.array({'a':1}).item(), np.array([print]).dtype)
except Exception as e: print(type(e).__name__, "|", e)
print("== 12")
try:
    a=np.array([1,2],dtype=object); b=a.astype(np.float32); print(b, repr(b), np.array(a,dtype=int), np.asarray(a).dtype, np.asarray(a,dtype=float), a.astype(object) is a, np.mean(a), np.dot(a,a), np.stack([a,a]), np.vstack([a,[3,4]]), np.tile(a,2), np.repeat(a,2), np.roll(a,1), np.split(a,2), np.flip(a), np.expand_dims(a,0), np.take(a,[1]), np.delete(a,0), np.insert(a,1,'new'))
except Exception as e: print(type(e).__name__, "|", e)
print("== 13")
try:
    for x in np.array([1,'b',None],dtype=object): print(x, type(x).__name__)
    it=iter(np.array([[1,2],[3,4]],dtype=object)); print(next(it)); print([list(r) for r in np.array([[1,'a'],[2,'b']],dtype=object)]); print(list(np.ndenumerate(np.array(['a',None],dtype=object))))
except Exception as e: print(type(e).__name__, "|", e)
print("== 14")
try:
    a=np.array([[1,'a'],[2,'b']],dtype=object); print(a[:,0].astype(int), a[:,1], a[a[:,0]==2], a[a[:,1]=='a',0], a[:,0].sum(), a.tolist(), dict(a), np.array(a[:,0],dtype=float))
except Exception as e: print(type(e).__name__, "|", e)
print("== 15")
try:
    a=np.array([1,None,3],dtype=object); m=np.array([x is not None for x in a]); print(a[m], a[~m]); a[~m]=0; print(a); a[a==0]=-1; print(a); a+=1; print(a); a[0]+=5; print(a)
except Exception as e: print(type(e).__name__, "|", e)
print("== 16")
try:
    np.array([1,None],dtype=object)+1
except Exception as e: print(type(e).__name__, "|", e)
print("== 17")
try:
    np.array([[1,2],[3]],dtype=object).astype(float)
except Exception as e: print(type(e).__name__, "|", e)
print("== 18")
try:
    a=np.array(['apple','kiwi'],dtype=object); print([s.upper() for s in a], np.array([s[0] for s in a]), a.astype('S'), a.astype('U2'), np.vectorize(len)(a), np.frompyfunc(str.upper,1,1)(a), np.vectorize(str.upper)(a), np.vectorize(lambda s:s*2,otypes=[object])(a), a.shape)
except Exception as e: print(type(e).__name__, "|", e)
print("== 19")
try:
    a=np.array([True,False],dtype=object); print(a, ~np.array([1,2],dtype=object), np.logical_not(a), a.astype(bool), a & True, np.logical_and(a,True), np.maximum(np.array([1,5],dtype=object),3), np.abs(np.array([-1,2],dtype=object)), np.isnan(np.array([1.],dtype=object)))
except Exception as e: print(type(e).__name__, "|", e)
print("== 20")
try:
    from fractions import Fraction
    a=np.array([Fraction(1,2),Fraction(1,3)]); print(a, a.sum(), a*2, a.mean(), a.max())
except Exception as e: print(type(e).__name__, "|", e)
print("== 21")
try:
    a=np.arange(6).astype(object).reshape(2,3); print(a, a.sum(axis=0), a.sum(axis=1,keepdims=True), a.max(axis=1), a.T, a@np.ones(3) if 0 else '', a[1,2], a[...,0], a[:,None].shape, np.unique(np.array([3,1,3],dtype=object),return_counts=True), a.item(3), a.nbytes, a.itemsize, a.flat[2], [x for x in a.flat])
except Exception as e: print(type(e).__name__, "|", e)
