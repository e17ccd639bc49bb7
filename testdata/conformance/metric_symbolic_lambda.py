# Metrics on the tensors of a graph; variables that a Lambda layer makes.
import numpy as np, tensorflow as tf
from tensorflow import keras
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, '|', str(e)[:900])
x=keras.Input((3,), name='x')
y=keras.Input((1,), name='y')
m=keras.metrics.Mean()
t(lambda: m(x).shape)
m2=keras.metrics.MeanSquaredError()
r=m2(y,x); print(type(r).__name__, r.shape, r.dtype)
t(lambda: float(m2.result()))
t(lambda: keras.Model([x,y], r))
mod2=keras.Model(x, m(x)+tf.reduce_sum(x))
t(lambda: mod2(np.ones((2,3),'float32')).numpy())
t(lambda: float(m.result()))
def f(x):
    v=tf.Variable(1.0); return x*v
l=keras.layers.Lambda(f, name='lam')
t(lambda: l(tf.ones((2,3))))
t(lambda: keras.layers.Lambda(f, name='lam2')(x))
d=keras.layers.Dense(2)
t(lambda: keras.layers.Lambda(lambda z: d(z), name='lam3')(x))
t(lambda: keras.layers.Lambda(lambda z: keras.layers.Dense(2,name='dd',kernel_initializer='ones')(z), name='lam4')(tf.ones((2,3))))
w=tf.Variable(2.0)
t(lambda: keras.layers.Lambda(lambda z: z*w, name='lam5')(tf.ones((1,3))).numpy())
