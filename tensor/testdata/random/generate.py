# Writes cases.json: random numbers as TensorFlow 2.15, CPython and NumPy make them,
# floats in hexadecimal.
import os, json
os.environ['TF_CPP_MIN_LOG_LEVEL']='3'
import tensorflow as tf, numpy as np, random
h=lambda a:[float(x).hex() for x in np.asarray(a,'float64').ravel()]
out={}
for name,dt in [('float32',tf.float32),('float64',tf.float64),('float16',tf.float16)]:
    for seed in [(3,0),(123456789012,7),(-5,2)]:
        k=f'{name}/{seed[0]}/{seed[1]}'
        out['uniform/'+k]=h(tf.random.stateless_uniform((11,),seed,dtype=dt))
        out['normal/'+k]=h(tf.random.stateless_normal((11,),seed,dtype=dt))
        out['truncated/'+k]=h(tf.random.stateless_truncated_normal((11,),seed,dtype=dt))
for dt in (tf.int32,tf.int64):
    out['int/'+dt.name]=h(tf.random.stateless_uniform((7,),(3,1),minval=-3,maxval=1000,dtype=dt))
tf.random.set_seed(42)
out['op/1']=h(tf.random.uniform((5,))); out['op/2']=h(tf.random.uniform((5,))); out['op/3']=h(tf.random.normal((5,)))
out['op/seed5a']=h(tf.random.uniform((5,),seed=5)); out['op/seed5b']=h(tf.random.uniform((5,),seed=5)); out['op/tn']=h(tf.random.truncated_normal((5,)))
out['op/int']=h(tf.random.uniform((5,),0,10,dtype=tf.int32))
tf.random.set_seed(42)
out['op/again']=h(tf.random.uniform((5,)))
g=tf.random.Generator.from_seed(1234)
out['gen/u1']=h(g.uniform((5,))); out['gen/u2']=h(g.uniform((5,))); out['gen/n']=h(g.normal((5,))); out['gen/state']=h(g.state)
r=random.Random(5); out['py/randint']=[r.randint(1,10**9) for _ in range(5)]+[r.random(),r.getrandbits(40)]
r=random.Random(-2**40); out['py/neg']=[r.random()]
n=np.random.RandomState(7); out['np/seed7']=n.random_sample(3).tolist()
json.dump(out,open('cases.json','w'),indent=0)
