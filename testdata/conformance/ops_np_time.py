import numpy as np
import warnings
print("== 0")
try:
    d=np.datetime64('2020-01-15'); print(d, repr(d), d+1, d-np.timedelta64(20,'D'), d-np.datetime64('2020-01-01'), repr(d-np.datetime64('2020-01-01')), d<np.datetime64('2020-02'), d.dtype, type(d))
except Exception as e: print(type(e).__name__, "|", e)
print("== 1")
try:
    a=np.array(['2020-01-01','2020-02-15','2019-12-31'],dtype='datetime64'); print(a, repr(a), a.dtype, np.sort(a), a.max(), a.min(), a.argmax(), a.argsort(), a[1:]-a[:-1], np.diff(a), a+np.timedelta64(1,'D'), a>np.datetime64('2020-01-01'), a[a>np.datetime64('2020-01-01')], a.astype('datetime64[M]'), a.astype('datetime64[Y]').astype(int)+1970)
except Exception as e: print(type(e).__name__, "|", e)
print("== 2")
try:
    print(np.arange('2020-01','2020-03',dtype='datetime64[D]')[:5], np.arange(np.datetime64('2020-01-01'),np.datetime64('2020-01-05')), np.arange('2020-01-01','2020-02-01',np.timedelta64(1,'W'),dtype='datetime64[D]'), repr(np.arange('2020','2023',dtype='datetime64[Y]')), np.arange(3,dtype='timedelta64[h]'))
except Exception as e: print(type(e).__name__, "|", e)
print("== 3")
try:
    t=np.array([1,2,3],dtype='timedelta64[D]'); print(t, repr(t), t*2, t/2, t//2, t.sum(), t.mean(), -t, t/np.timedelta64(1,'h'), t+t, t==np.timedelta64(2,'D'), t.astype('timedelta64[h]'), t.astype(int), t%np.timedelta64(2,'D'), abs(-t), t/t, t*1.5)
except Exception as e: print(type(e).__name__, "|", e)
print("== 4")
try:
    print(np.datetime64('2020-01-01T12:30'), np.datetime64('2020-01-01T12:30:15.123'), np.datetime64('2020-03','D'), np.datetime64('2020-01-01','s'), repr(np.datetime64('2020')), np.datetime64(5,'D'), np.datetime64('NaT'), np.timedelta64(5,'h'), repr(np.timedelta64(5,'m')), np.timedelta64(1,'D')/np.timedelta64(1,'s'), np.timedelta64(90,'m').astype('timedelta64[h]'), np.timedelta64(3), np.timedelta64(1,'D')+np.timedelta64(1,'h'), np.timedelta64(7,'D')>np.timedelta64(1,'W'))
except Exception as e: print(type(e).__name__, "|", e)
print("== 5")
try:
    n=np.array(['2020-01-01','NaT'],dtype='datetime64[D]'); print(n, repr(n), np.isnat(n), n==n, np.isnat(np.datetime64('NaT'))); print(np.array([1,'NaT'],dtype='timedelta64[s]'))
except Exception as e: print(type(e).__name__, "|", e)
print("== 6")
try:
    import datetime
    print(np.datetime64(datetime.datetime(2020,1,2,3,4,5)), np.datetime64(datetime.date(2020,1,2)), np.datetime64('2020-01-02').astype(object), np.datetime64('2020-01-02T03:04').item(), np.array([datetime.date(2020,1,2)],dtype='datetime64[D]'), np.timedelta64(3,'D').item(), np.datetime64('2020-01-02').tolist(), np.array(['2020-01-02'],dtype='M8[D]').tolist(), np.array(['2020-01-02'],dtype='M8[D]').astype(datetime.datetime))
except Exception as e: print(type(e).__name__, "|", e)
print("== 7")
try:
    a=np.arange('2021-01-01','2021-01-11',dtype='datetime64[D]'); print(a.reshape(2,5), a[::3], a[[0,2]], np.where(a>np.datetime64('2021-01-05'),a,np.datetime64('2000-01-01')), np.concatenate([a[:2],a[-1:]]), a[3], len(a), a.shape, (a.astype('datetime64[D]').view('int64')-4)%7, a.astype(str)[:2], np.unique(a.astype('datetime64[M]')), np.isin(a[:3],a[1:]), np.searchsorted(a,np.datetime64('2021-01-04')), np.datetime_as_string(a[0]), np.datetime_as_string(a[0],unit='h'), np.is_busday(a), np.busday_count('2021-01-01','2021-01-31'), np.busday_offset('2021-01-02',1,roll='forward'))
except Exception as e: print(type(e).__name__, "|", e)
print("== 8")
try:
    np.datetime64('foo')
except Exception as e: print(type(e).__name__, "|", e)
print("== 9")
try:
    np.datetime64('2020-13-01')
except Exception as e: print(type(e).__name__, "|", e)
print("== 10")
try:
    np.datetime64('2020-01-01')+np.datetime64('2020-01-01')
except Exception as e: print(type(e).__name__, "|", e)
print("== 11")
try:
    np.timedelta64(1,'Y')+np.timedelta64(1,'D')
except Exception as e: print(type(e).__name__, "|", e)
print("== 12")
try:
    np.datetime64(5)
except Exception as e: print(type(e).__name__, "|", e)
print("== 13")
try:
    np.datetime64('2020','foo')
except Exception as e: print(type(e).__name__, "|", e)
print("== 14")
try:
    a=np.array(['2020-01-01T00:00','2020-01-01T06:30'],dtype='datetime64[m]'); print(a, a.astype('datetime64[D]'), a-a.astype('datetime64[D]'), (a-a[0]).astype('timedelta64[h]').astype(int), (a-a[0])/np.timedelta64(1,'h'), a.dtype, repr(a), a.astype('datetime64[s]'), a.astype('int64'), a.astype('float64'))
except Exception as e: print(type(e).__name__, "|", e)
print("== 15")
try:
    a=np.zeros(2,dtype='datetime64[D]'); print(a); a[0]='2020-05-05'; a[1]=np.datetime64('2021-01-01'); print(a); a[:]='2000-01-01'; print(a); print(np.full(2,np.datetime64('2020-01-01')), np.array([np.datetime64('2020-01-01'),np.datetime64('2020-01-02T05')]), np.empty(2,dtype='timedelta64[s]').dtype, np.datetime64('2020-02-28')+np.arange(3), np.dtype('datetime64[ns]'), repr(np.dtype('M8[D]')), np.dtype('m8[s]').kind, np.issubdtype(a.dtype,np.datetime64))
except Exception as e: print(type(e).__name__, "|", e)
print("== 16")
try:
    print([str(d) for d in np.arange('2020-01-01','2020-01-03',dtype='datetime64[D]')], {np.datetime64('2020-01-01'):1}[np.datetime64('2020-01-01')], f"{np.datetime64('2020-01-01')}", np.datetime64('2020-01-01')==np.datetime64('2020-01-01T00:00'), np.datetime64('2020-01-01').astype('datetime64[M]'), np.datetime64('2020-01-01').astype(int), max(np.datetime64('2020-01-01'),np.datetime64('2021-01-01')), sorted([np.datetime64('2021-01-01'),np.datetime64('2020-01-01')]))
except Exception as e: print(type(e).__name__, "|", e)
