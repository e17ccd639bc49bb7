# What is no model, and what its answer is
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers as L
import numpy as np
def t(f):
    try:
        v = f()
        print("OK", type(v).__name__ if isinstance(v, (keras.layers.Layer, list)) else v)
    except Exception as e: print(type(e).__name__,"|",e)
a=keras.Input((4,),name="a"); y=L.Dense(2,name="d")(a)
t(lambda: keras.Model(a,None)); t(lambda: keras.Model(a,[y,None])); t(lambda: keras.Model(a,[])); t(lambda: keras.Model([],y)); t(lambda: keras.Model(None,y))
t(lambda: keras.Model(a,{"x":None})); t(lambda: keras.Model([a,None],y)); t(lambda: keras.Model(3,y)); t(lambda: keras.Model(a,"x")); t(lambda: keras.Model("x",y))
t(lambda: keras.Model(inputs=a)); t(lambda: keras.Model(outputs=a)); t(lambda: keras.Model(a)); t(lambda: keras.Model(a,y,foo=3)); t(lambda: keras.Model(a,y,"nm",3)); t(lambda: keras.Model(a,y,trainable=False).trainable); t(lambda:keras.Model(a, y, "nm").name)
t(lambda: keras.Model(np.ones((2,4)),y)); t(lambda: keras.Model(a,np.ones(3)))
t(lambda: keras.Model(a,y)(None)); t(lambda: keras.Model(a,y)("x")); t(lambda: keras.Model(a,y)([]));t(lambda: keras.Model(a,y)()); t(lambda: keras.Model(a,y)([1,2,3,4]));t(lambda: keras.Model(a,y)([[1,2,3,4]]).shape);t(lambda: keras.Model(a,y)(np.ones((2,3))))
t(lambda: keras.Model(a,y)(np.ones((4,))))
t(lambda: keras.Model(a,y)({"a":np.ones((2,4))}).shape); t(lambda: keras.Model(a,y)({"b":np.ones((2,4))}).shape)
b=keras.Input((3,),name="b"); z=L.Concatenate()([y,b]); m2=keras.Model([a,b],z)
t(lambda: m2([np.ones((2,4)),np.ones((2,3))]).shape); t(lambda: m2({"a":np.ones((2,4)),"b":np.ones((2,3))}).shape); t(lambda: m2({"a":np.ones((2,4))}).shape)
t(lambda: m2([np.ones((2,4)),np.ones((3,3))]).shape); t(lambda: m2([np.ones((2,3)),np.ones((2,4))]).shape)
t(lambda: m2.input); t(lambda: m2.output); t(lambda: m2.input_shape); t(lambda: m2.inputs); t(lambda: m2.outputs)
t(lambda: m2.get_layer("zz")); t(lambda: m2.get_layer(index=9)); t(lambda: m2.get_layer()); t(lambda: m2.get_layer("a",index=0)); t(lambda: m2.get_layer(index=0).name)
t(lambda: L.Dense(3,input_shape=4)); t(lambda: keras.Sequential([L.Dense(3,input_shape=(4,))]).build()); t(lambda: keras.Sequential([L.Dense(3)]).build())
t(lambda: keras.Sequential([L.Dense(3)]).input_shape); t(lambda: keras.Sequential([L.Dense(3)]).inputs); t(lambda: keras.Sequential([L.Dense(3)]).input); t(lambda: keras.Sequential([L.Dense(3)]).output)
t(lambda: keras.Sequential([L.Dense(3)]).weights); t(lambda: keras.Sequential([L.Dense(3)]).summary()); t(lambda: keras.Sequential([L.Dense(3)]).count_params()); t(lambda: L.Dense(3).output); t(lambda: L.Dense(3).input_shape)
t(lambda: keras.Sequential([L.Dense(3,name="q"),L.Dense(3,name="q")])); t(lambda: keras.Sequential([3])); t(lambda: keras.Sequential(L.Dense(3)).layers[0].units); t(lambda: keras.Sequential([a,L.Dense(3)]).output_shape)
t(lambda: keras.Sequential().pop()); t(lambda: keras.Sequential().add(None)); t(lambda: keras.Sequential([L.Dense]));t(lambda: keras.Sequential([L.Flatten(),keras.Input((4,))]))
t(lambda: keras.Sequential([L.Dense(2),m2])); t(lambda: keras.Sequential([m2])); t(lambda: keras.Sequential([keras.Input((4,)),L.LSTM(3)]))
s=keras.Sequential(name="s"); s.add(keras.Input((4,))); t(lambda: s.output_shape); t(lambda: s.summary()); t(lambda: s(np.ones((2,4)))); t(lambda: s.layers)
s=keras.Sequential(); t(lambda: s(np.ones((2,4)))); t(lambda: s.predict(np.ones((2,4)),verbose=0))
t(lambda: s.build((2,4))); t(lambda: s.summary())
