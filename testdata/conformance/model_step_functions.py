# The functions that fit, evaluate and predict call: made by hand, overridden, assigned.
import numpy as np, tensorflow as tf
from tensorflow import keras
keras.utils.set_random_seed(3)
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e).split('\n')[0][:300])
m = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1, kernel_initializer='ones')])
print(m.train_function, m.test_function, m.predict_function, )
t(lambda: type(m.make_train_function()).__name__)
t(lambda: callable(m.train_function))
m.compile('sgd','mse', metrics=['mae'])
print(m.train_function)
x=np.arange(12.,dtype='float32').reshape(4,3)/10; y=np.ones((4,1),'float32')
ds=tf.data.Dataset.from_tensor_slices((x,y)).batch(2)
f=m.make_train_function()
print(callable(f), m.train_function is f, m.make_train_function() is f)
it=iter(ds)
for _ in range(2):
    logs=f(it); print({k:(type(v).__name__, np.round(float(v),5)) for k,v in logs.items()})
t(lambda: f(it))
g=m.make_test_function(); print(callable(g), g is m.test_function)
it=iter(ds)
m.reset_metrics()
logs=g(it); print({k:np.round(float(v),5) for k,v in logs.items()})
p=m.make_predict_function(); print(callable(p), p is m.predict_function)
t(lambda: np.round(p(iter(ds)).numpy(),5).tolist())
t(lambda: np.round(p(iter(tf.data.Dataset.from_tensor_slices(x).batch(3))).numpy(),5).tolist())
print(int(m.optimizer.iterations), m.make_train_function(force=True) is f, m.train_function is f)
m.compile('sgd','mse'); print(m.train_function, m.test_function, m.predict_function is p)
m.fit(x,y,verbose=0); print(m.train_function is not None, m.test_function)
print(type(m.train_function).__name__, m.train_function.__name__)
m.evaluate(x,y,verbose=0); m.predict(x,verbose=0); print(m.test_function is not None, m.predict_function is not None)
class Own(keras.Model):
    def __init__(self):
        super().__init__(); self.d=keras.layers.Dense(1, kernel_initializer='ones')
    def call(self,x): return self.d(x)
    def make_train_function(self, force=False):
        print('make train', force)
        if self.train_function is not None and not force: return self.train_function
        def train_function(iterator):
            data=next(iterator)
            out=self.train_step(data)
            print('in train', sorted(out), [tuple(d.shape) for d in data])
            out['extra']=tf.constant(3.5)
            return out
        self.train_function=train_function
        return train_function
    def make_test_function(self, force=False):
        print('make test', force)
        f=super().make_test_function(force)
        def g(iterator):
            logs=f(iterator); return {**logs,'twice':2*logs['loss']}
        self.test_function=g
        return g
    def make_predict_function(self, force=False):
        print('make predict', force)
        def h(iterator):
            return self(next(iterator), training=False)+100.
        self.predict_function=h
        return h
o=Own(); o.compile('sgd','mse', metrics=['mae'])
h=o.fit(x,y,batch_size=2,epochs=2,shuffle=False,verbose=0,validation_data=(x,y))
print({k:np.round(v,4).tolist() for k,v in h.history.items()})
print(o.train_function.__name__)
print({k:np.round(v,4) for k,v in o.evaluate(x,y,batch_size=2,verbose=0,return_dict=True).items()})
t(lambda: np.round(o.evaluate(x,y,batch_size=2,verbose=0),4).tolist())
print(np.round(o.predict(x,batch_size=2,verbose=0),4).tolist())
print(int(o.optimizer.iterations))
t(lambda: np.round(o.train_on_batch(x,y),4).tolist())
t(lambda: np.round(o.test_on_batch(x,y),4).tolist())
class Bad(keras.Model):
    def call(self,x): return x
    def make_train_function(self, force=False):
        return lambda it: None
b=Bad(); b.compile('sgd','mse')
t(lambda: b.fit(x,y,verbose=0))
class Fit2(keras.Sequential):
    def make_train_function(self, force=False):
        base=super().make_train_function(force)
        def wrapped(iterator):
            logs=base(iterator)
            self.calls+=1
            return logs
        return wrapped
s=Fit2([keras.layers.Dense(1,input_shape=(3,))]); s.calls=0
s.compile('adam','mse')
s.fit(x,y,batch_size=1,epochs=3,verbose=0); print(s.calls)
e=keras.Sequential([keras.layers.Dense(1,kernel_initializer='ones',input_shape=(3,))]); e.compile('sgd','mse',run_eagerly=True)
print(e.make_train_function().__name__)
st=keras.Sequential([keras.layers.Dense(1,kernel_initializer='ones',input_shape=(3,))]); st.compile('sgd','mse',steps_per_execution=2)
it=iter(ds); logs=st.make_train_function()(it); print(int(st.optimizer.iterations)); t(lambda: st.train_function(it))
class Graph(keras.Model):
    def __init__(self):
        super().__init__(); self.d=keras.layers.Dense(1, kernel_initializer='ones')
    def call(self,x): return self.d(x)
    def make_train_function(self, force=False):
        if self.train_function is not None and not force: return self.train_function
        @tf.function
        def train_function(iterator):
            return self.train_step(next(iterator))
        self.train_function = train_function
        return self.train_function
gm=Graph(); gm.compile('sgd','mse')
h=gm.fit(x,y,batch_size=2,epochs=2,shuffle=False,verbose=0); print(np.round(h.history['loss'],5).tolist(), int(gm.optimizer.iterations))
gm.train_function=None; gm.fit(ds,epochs=1,verbose=0); print(int(gm.optimizer.iterations))
