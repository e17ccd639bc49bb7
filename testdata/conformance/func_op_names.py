# Names of the layers that functions and operators on symbolic tensors become
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers as L
a=keras.Input((4,),name="a"); b=keras.Input((4,),name="b"); i=keras.Input((8,8,2)); s=keras.Input((5,3))
def p(f):
    try:
        o=f()
        for t in (o if isinstance(o,(list,tuple)) else [o]): print(t.name)
    except Exception as e: print(type(e).__name__, str(e)[:60])
p(lambda: a+b); p(lambda: a-b); p(lambda: a*b); p(lambda: a/b); p(lambda: a//b); p(lambda: a%b); p(lambda: a**2); p(lambda: -a); p(lambda: a>b); p(lambda: a@tf.ones((4,2))); p(lambda: 2*a); p(lambda: 1-a); p(lambda: abs(a)); p(lambda: a<b); p(lambda: a>=b); p(lambda: a<=b); p(lambda: ~(a<b)); p(lambda: (a<b)&(a>b)); p(lambda: (a<b)|(a>b)); p(lambda:a==b); p(lambda:a!=b)
T=tf
for n in "exp log sqrt rsqrt square abs negative sigmoid tanh sin cos tan floor ceil round sign reciprocal softplus reduce_sum reduce_mean reduce_max reduce_min reduce_prod cumsum argmax argmin l2_normalize log1p expm1 erf is_nan reduce_std reduce_variance reduce_logsumexp log_softmax".split():
    f=getattr(tf.math,n,None)
    print(n,end=" "); p(lambda: f(a))
for n in "relu softmax sigmoid tanh elu selu gelu leaky_relu softplus softsign swish silu relu6 crelu log_softmax l2_loss".split():
    print(n,end=" "); p(lambda: getattr(tf.nn,n)(a))
for n,f in dict(add=lambda:tf.add(a,b),subtract=lambda:tf.subtract(a,b),multiply=lambda:tf.multiply(a,b),divide=lambda:tf.divide(a,b),maximum=lambda:tf.maximum(a,b),minimum=lambda:tf.minimum(a,b),pow=lambda:tf.pow(a,2.),matmul=lambda:tf.matmul(a,b,transpose_b=True),concat=lambda:tf.concat([a,b],-1),stack=lambda:tf.stack([a,b]),unstack=lambda:tf.unstack(a,axis=1),split=lambda:tf.split(a,2,axis=1),reshape=lambda:tf.reshape(a,(-1,2,2)),expand=lambda:tf.expand_dims(a,1),squeeze=lambda:tf.squeeze(tf.expand_dims(a,1),1),transpose=lambda:tf.transpose(s,[0,2,1]),tile=lambda:tf.tile(a,[1,2]),cast=lambda:tf.cast(a,tf.int32),clip=lambda:tf.clip_by_value(a,0.,1.),where=lambda:tf.where(a>b,a,b),gather=lambda:tf.gather(a,[0,1],axis=1),pad=lambda:tf.pad(a,[[0,0],[1,1]]),shape=lambda:tf.shape(a),ones_like=lambda:tf.ones_like(a),zeros_like=lambda:tf.zeros_like(a),einsum=lambda:tf.einsum("bij,bkj->bik",s,s),one_hot=lambda:tf.one_hot(tf.cast(a,tf.int32),3),sqd=lambda:tf.math.squared_difference(a,b),tensordot=lambda:tf.tensordot(a,tf.ones((4,2)),1),conv=lambda:tf.nn.conv2d(i,tf.ones((3,3,2,2)),1,"SAME"),pool=lambda:tf.nn.max_pool2d(i,2,2,"VALID"),identity=lambda:tf.identity(a),stopg=lambda:tf.stop_gradient(a),bias=lambda:tf.nn.bias_add(a,tf.ones(4)),drop=lambda:tf.nn.dropout(a,0.5),rev=lambda:tf.reverse(a,[1]),bc=lambda:tf.broadcast_to(a[:1],(3,4)),addn=lambda:tf.add_n([a,b]),norm=lambda:tf.norm(a,axis=1),topk=lambda:tf.math.top_k(a,2),sort=lambda:tf.sort(a),cos=lambda:keras.losses.cosine_similarity(a,b),K=lambda:keras.backend.mean(a),Ks=lambda:keras.backend.sum(a,axis=1),Kd=lambda:keras.backend.dot(a,keras.backend.transpose(b)),kact=lambda:keras.activations.relu(a),mse=lambda:keras.losses.mean_squared_error(a,b),lg=lambda:tf.math.logical_not(a>b)).items():
    print(n,end=" "); p(f)
