# Gradients of what is gathered: IndexedSlices, in tapes, tf.function, clipping, optimizers.
import tensorflow as tf, numpy as np
from tensorflow import keras
v=tf.Variable([[1.0,2.0],[3.0,4.0],[5.0,6.0]])
with tf.GradientTape() as t:
    y=tf.gather(v,[0,2])*2.0 + tf.nn.embedding_lookup(v,[1,1])
g=t.gradient(y,v)
print(g)
@tf.function
def f(i):
    with tf.GradientTape() as t:
        y=tf.gather(v,i)*2.0
    g=t.gradient(y,v)
    return g
print(f([0,0]))
print(f([0,1]))
@tf.function
def h(i):
    with tf.GradientTape() as t:
        y=tf.gather(v,i)*2.0
    g=t.gradient(y,[v])
    return tf.convert_to_tensor(g[0])+1.0, g
m=keras.Sequential([keras.layers.Embedding(4,2,input_length=2,embeddings_initializer="ones"),keras.layers.Flatten(),keras.layers.Dense(1,kernel_initializer="ones")])
x=tf.constant([[1,2],[1,3]])
m(x)
opt=keras.optimizers.Adam(0.1)
for _ in range(2):
    with tf.GradientTape() as t:
        l=tf.reduce_mean(m(x)**2)
    gs=t.gradient(l,m.trainable_variables)
    print([type(q).__name__ for q in gs])
    print(gs[0])
    gs,n=tf.clip_by_global_norm(gs,1.0)
    print(n)
    opt.apply_gradients(zip(gs,m.trainable_variables))
print(m.get_weights())
class M(keras.Model):
    def __init__(s):
        super().__init__(); s.e=keras.layers.Embedding(4,2,embeddings_initializer="ones"); s.d=keras.layers.Dense(1,kernel_initializer="ones")
    def call(s,x): return s.d(tf.reduce_mean(s.e(x),1))
    def train_step(s,data):
        x,y=data
        with tf.GradientTape() as t:
            l=s.compute_loss(x,y,s(x,training=True))
        g=t.gradient(l,s.trainable_variables)
        s.optimizer.apply_gradients(zip(g,s.trainable_variables))
        return {"loss":l}
m=M(); m.compile(keras.optimizers.SGD(0.1,momentum=0.9,clipnorm=0.5),"mse")
h=m.fit(np.array([[1,1],[2,3],[0,1]]),np.array([1.,2.,3.]),epochs=3,batch_size=2,shuffle=False,verbose=0)
print(h.history, m.get_weights())
r=tf.ragged.constant([[1],[2,0]])
with tf.GradientTape(persistent=True) as t:
    a=tf.gather(v,[0]); b=tf.reduce_sum(v)
    c=tf.reduce_sum(a)+b
    d=tf.gather(tf.gather(v,[0,1]),[1])
    e=tf.gather(v*2.0,[1])
print(t.gradient(c,v)); print(t.gradient(d,v)); print(t.gradient(e,v)); print(t.gradient(a,v).shape)
print(-t.gradient(a,v))
s=tf.constant([1.0,2.0])
with tf.GradientTape() as t:
    t.watch(s); y=tf.gather(s,1)
print(t.gradient(y,s))
for f in [lambda: -tf.IndexedSlices(s,tf.constant([0,1])), lambda: tf.IndexedSlices(s,tf.constant([0,1])).device, lambda: tf.IndexedSlices(s,tf.constant([0,1])).name, lambda: tf.IndexedSlices(s,tf.constant([0,1]),tf.constant([3])).shape]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
