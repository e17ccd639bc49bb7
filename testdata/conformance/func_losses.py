# Losses and activations on symbolic tensors
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers as L
import numpy as np
names="mean_squared_error mean_absolute_error mean_absolute_percentage_error mean_squared_logarithmic_error binary_crossentropy categorical_crossentropy kl_divergence poisson log_cosh hinge squared_hinge categorical_hinge huber cosine_similarity".split()
for n in names:
    keras.backend.clear_session()
    a=keras.Input((4,),name="a"); y=L.Dense(4,activation="sigmoid",name="d")(a)
    try:
        o=getattr(keras.losses,n)(a,y)
        m=keras.Model(a,o)
        print(n,[(l.name,type(l).__name__) for l in m.layers])
        print(m.output_shape, o.name, type(o).__name__)
    except Exception as e: print(n,type(e).__name__,str(e)[:200])
for n in "relu sigmoid tanh softmax elu selu softplus softsign swish gelu exponential linear hard_sigmoid mish log_softmax".split():
    keras.backend.clear_session()
    a=keras.Input((4,),name="a"); y=L.Dense(4,name="d")(a)
    try:
        o=getattr(keras.activations,n,None) or getattr(tf.nn,n)
        o=o(y)
        m=keras.Model(a,o)
        print(n,[(l.name,type(l).__name__) for l in m.layers])
        print(m.output_shape, o.name, type(o).__name__)
    except Exception as e: print(n,type(e).__name__,str(e)[:200])
keras.backend.clear_session()
keras.utils.set_random_seed(1)
a=keras.Input((4,),name="a"); h=L.Dense(3,activation="relu")(a); mu=L.Dense(2)(h); lv=L.Dense(2)(h)
class S(L.Layer):
    def call(self, inputs):
        m,l=inputs
        return m+tf.exp(0.5*l)
z=S()([mu,lv]); out=L.Dense(4,activation="sigmoid")(z)
vae=keras.Model(a,out)
rl=keras.losses.binary_crossentropy(a,out)*4
kl=-0.5*tf.reduce_sum(1+lv-tf.square(mu)-tf.exp(lv),axis=-1)
vae.add_loss(tf.reduce_mean(rl+kl))
vae.compile("adam")
x=np.random.rand(32,4).astype("float32")
h=vae.fit(x,epochs=2,batch_size=8,verbose=0,shuffle=False)
print([round(v,4) for v in h.history["loss"]])
print(len(vae.losses), round(vae.evaluate(x,verbose=0),4))
vae.summary()
