import numpy as np, tensorflow as tf
a=np.array(["good","bad one"],dtype=object); print(a, repr(a), a.dtype, a.shape, a[0], a[1:], len(a), list(a), a=="bad one", a.tolist())
b=np.array([[1,2],[3]],dtype=object); print(b, repr(b), b[0], b.shape, [len(s) for s in b])
c=np.array([1,None,2.5,"x"],dtype=object); print(c, c[1] is None, c==None)
d=np.empty(3,dtype=object); d[0]=[1]; print(d); d[:]=5; print(d, d+1, d.astype(int), np.array([1,2],dtype=object).sum() if False else "")
print(tf.constant(a), tf.convert_to_tensor(a).shape, isinstance(a,np.ndarray), type(a), np.asarray(a).dtype, a.astype(str), np.array([1,2],dtype=object).astype("float32"))
print(tf.keras.preprocessing.sequence.pad_sequences(b))
