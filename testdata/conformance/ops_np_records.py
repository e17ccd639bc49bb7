import numpy as np
import warnings
print("== 0")
try:
    d=np.array([('Rex',9,81.0),('Fido',3,27.5)],dtype=[('name','U10'),('age','i4'),('weight','f4')]); print(d, repr(d), d.dtype, d['age'], d['name'], d[0], d[0]['name'], d[1][2], d.shape, d.dtype.names, len(d), d['age'].mean())
except Exception as e: print(type(e).__name__, "|", e)
print("== 1")
try:
    d=np.array([('Rex',9,81.0),('Fido',3,27.5)],dtype=[('name','U10'),('age','i4'),('weight','f4')]); d['age']=5; print(d); d[0]=('Max',1,2.5); print(d); d['weight'][1]=99; print(d); d[1]['name']='Zed'; print(d); v=d['age']; v[0]=77; print(d['age'])
except Exception as e: print(type(e).__name__, "|", e)
print("== 2")
try:
    d=np.zeros(3,dtype=[('x',float),('y',int)]); print(d, repr(d)); d['x']=[1,2,3]; d['y']=np.arange(3)*10; print(d, d[['x','y']][1:], d[d['x']>1], d[::-1], d[[0,2]], d.tolist(), d.dtype['x'], d.itemsize, d.nbytes, d.size)
except Exception as e: print(type(e).__name__, "|", e)
print("== 3")
try:
    d=np.array([('b',2,1.5),('a',2,.5),('c',1,3)],dtype='U1,i4,f8'); print(d.dtype, np.sort(d,order='f0'), np.sort(d,order=['f1','f0']), np.argsort(d,order='f2'), np.sort(d)); d.sort(order='f2'); print(d); print(d['f0'])
except Exception as e: print(type(e).__name__, "|", e)
print("== 4")
try:
    dt=np.dtype([('pos',float,(3,)),('id',np.int32)]); a=np.zeros(2,dtype=dt); a['pos'][0]=[1,2,3]; print(a, a['pos'].shape, dt, dt.itemsize, repr(dt), dt.fields['id'], dt.names, a[0]['pos'], len(dt))
except Exception as e: print(type(e).__name__, "|", e)
print("== 5")
try:
    d=np.array([(1,2.5),(3,4.5)],dtype=[('a','i4'),('b','f8')]); for_r=[(r['a'],r['b']) for r in d]; print(for_r, [tuple(r) for r in d], [x for x in d[0]], d==d, d!=d[0], d[0]==d[0], d[0].item(), type(d[0]), np.concatenate([d,d]), np.append(d,d[:1]), d.reshape(2,1).shape, d.copy()['a'])
except Exception as e: print(type(e).__name__, "|", e)
print("== 6")
try:
    d=np.zeros(2,dtype=[('a','i4')]); d['zz']
except Exception as e: print(type(e).__name__, "|", e)
print("== 7")
try:
    d=np.zeros(2,dtype=[('a','i4')]); d[0]=(1,2)
except Exception as e: print(type(e).__name__, "|", e)
print("== 8")
try:
    d=np.array([(1,'x'),(2,'y')],dtype=[('n',int),('o',object)]); print(d, d['o'], repr(d)); d['o'][0]=[1,2]; print(d); t=np.array([('2020-01-01',1)],dtype=[('t','M8[D]'),('v','i8')]); print(t, t['t'])
except Exception as e: print(type(e).__name__, "|", e)
print("== 9")
try:
    dt=np.dtype([('outer',[('a','i4'),('b','f4')]),('c','u1')]); x=np.zeros(2,dtype=dt); x['outer']['a']=5; print(x, dt); print(np.dtype({'names':['a','b'],'formats':['i4','f8']}), np.dtype('i4,f8'), np.dtype([('x','f4')])==np.dtype([('x','f4')]), np.empty(1,dtype=dt).dtype.names)
except Exception as e: print(type(e).__name__, "|", e)
print("== 10")
try:
    r=np.array([(1,2.),(3,4.)],dtype=[('a','i8'),('b','f8')]); print(np.unique(np.array([(1,2),(1,2),(0,5)],dtype='i4,i4')), r['b'].sum(), r[r['a']==3]['b'], np.array(r.tolist()), np.mean(r['b']), r.view(np.recarray).a)
except Exception as e: print(type(e).__name__, "|", e)
