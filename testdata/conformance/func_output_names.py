# Names of the symbolic outputs of layers
import numpy as np, tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers as L
def n(l,*s,**k):
    i=keras.Input(s); o=l(i); o=o if isinstance(o,(list,tuple)) else [o]
    print(type(l).__name__, k, [t.name for t in o])
for a in ("linear","relu","softmax","sigmoid","tanh","elu","selu","gelu","swish","softplus","softsign","exponential","hard_sigmoid","mish"):
    n(L.Dense(2,activation=a,name="d"),3)
n(L.Dense(2,use_bias=False,name="d"),3); n(L.Dense(2,name="d"),4,3); n(L.Dense(2,activation="relu",name="d"),4,3)
n(L.Conv2D(2,3,name="c"),8,8,1); n(L.Conv2D(2,3,activation="relu",name="c"),8,8,1); n(L.Conv1D(2,3,name="c"),8,1); n(L.Conv2D(2,3,use_bias=False,name="c"),8,8,1); n(L.Conv1D(2,3,use_bias=False,name="c"),8,1); n(L.Conv2DTranspose(2,3,name="c"),8,8,1); n(L.DepthwiseConv2D(3,name="c"),8,8,1); n(L.SeparableConv2D(2,3,name="c"),8,8,1); n(L.Conv3D(2,3,name="c"),8,8,8,1)
n(L.MaxPooling2D(name="p"),8,8,1); n(L.AveragePooling2D(name="p"),8,8,1); n(L.MaxPooling1D(name="p"),8,1); n(L.GlobalAveragePooling2D(name="p"),8,8,1); n(L.GlobalMaxPooling2D(name="p"),8,8,1); n(L.GlobalAveragePooling1D(name="p"),8,1); n(L.GlobalMaxPooling1D(name="p"),8,1)
n(L.Flatten(name="f"),3,4); n(L.Reshape((2,6),name="r"),3,4); n(L.Permute((2,1),name="p"),3,4); n(L.RepeatVector(3,name="r"),4); n(L.Dropout(0.5,name="d"),4); n(L.Activation("relu",name="a"),4); n(L.ReLU(name="r"),4); n(L.Softmax(name="s"),4); n(L.LeakyReLU(name="l"),4); n(L.ELU(name="l"),4); n(L.PReLU(name="l"),4)
n(L.BatchNormalization(name="b"),4); n(L.BatchNormalization(name="b"),4,4,2); n(L.LayerNormalization(name="l"),4); n(L.LayerNormalization(name="l"),5,4); n(L.Embedding(5,3,name="e"),4); n(L.LSTM(3,name="l"),4,2); n(L.LSTM(3,return_sequences=True,name="l"),4,2); n(L.GRU(3,name="g"),4,2); n(L.SimpleRNN(3,name="g"),4,2); n(L.Bidirectional(L.LSTM(3),name="b"),4,2); n(L.TimeDistributed(L.Dense(3),name="t"),4,2)
n(L.ZeroPadding2D(name="z"),4,4,1); n(L.Cropping2D(name="c"),4,4,1); n(L.UpSampling2D(name="u"),4,4,1); n(L.Lambda(lambda x: x*2,name="l"),4); n(L.Rescaling(0.5,name="r"),4); n(L.GaussianNoise(0.1,name="g"),4); n(L.Masking(name="m"),4,2); n(L.UnitNormalization(name="u"),4); n(L.GroupNormalization(2,name="g"),4,4,4); n(L.SpatialDropout2D(0.1,name="s"),4,4,4); n(L.AlphaDropout(0.1,name="s"),4)
a,b=keras.Input((4,),name="a"),keras.Input((4,),name="b")
for l in (L.Add(name="x"),L.Subtract(name="x"),L.Multiply(name="x"),L.Average(name="x"),L.Maximum(name="x"),L.Minimum(name="x"),L.Concatenate(name="x"),L.Dot(axes=1,name="x")): print(type(l).__name__, l([a,b]).name)
c,d=keras.Input((3,4)),keras.Input((3,4))
print(L.Attention(name="at")([c,d]).name, L.MultiHeadAttention(2,4,name="mha")(c,d).name, L.AdditiveAttention(name="ad")([c,d]).name)
m=keras.Sequential([keras.Input((4,)),L.Dense(3,name="x"),L.Dense(2,name="y",activation="softmax")],name="seq"); print(m.output.name, m(a).name, keras.Model(a,m(a)).output.name, keras.Model(a,L.Dense(2)(a),name="fm")(b).name)
print((a+b).name,(a*2).name,tf.nn.relu(a).name,tf.concat([a,b],1).name,a[:,1].name,tf.reduce_mean(a).name, a.name)
