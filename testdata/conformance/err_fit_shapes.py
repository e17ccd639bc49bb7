# What fit, evaluate and predict say of data that does not fit a model.
import numpy as np, tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
def last(f):
    try: print(type(f()).__name__)
    except Exception as e:
        t=str(e)
        if t.startswith("in user code"): t=t[t.rindex("\n    "+type(e).__name__+": ")+5+len(type(e).__name__)+2:]
        print(type(e).__name__, "|", " ".join(t.split())[:400])
m=keras.Sequential([keras.Input((4,)), layers.Dense(2)]); m.compile("sgd","mse")
i=keras.Input((4,)); f=keras.Model(i, layers.Dense(2)(i)); f.compile("sgd","mse")
x=np.ones((5,3)); y=np.ones((5,2))
for k in (m,f):
    last(lambda: k.fit(x,y,verbose=0)); last(lambda: k.predict(x,verbose=0)); last(lambda: k.evaluate(x,y,verbose=0)); last(lambda: k.train_on_batch(x,y)); last(lambda: k(x)); last(lambda: k.predict_on_batch(x))
c=keras.Sequential([layers.Conv2D(2,3,input_shape=(8,8,1)), layers.Flatten(), layers.Dense(3,activation="softmax")])
for loss in ("categorical_crossentropy", "binary_crossentropy"):
    c.compile("sgd", loss); last(lambda: c.fit(np.ones((4,8,8,1)), np.arange(4)%3, verbose=0)); last(lambda: c.evaluate(np.ones((4,8,8,1)), np.arange(4)%3, verbose=0)); last(lambda: c.train_on_batch(np.ones((4,8,8,1)), np.arange(4)%3))
i=keras.Input((4,)); 
def new():
    f=keras.Model(i, layers.Dense(2)(i)); f.compile("sgd","mse"); return f
x=np.ones((5,4)); y=np.ones((5,2))
last(lambda: new().fit([x,x],y,verbose=0)); last(lambda: new().predict([x,x],verbose=0)); last(lambda: new().fit(x,verbose=0)); last(lambda: new().evaluate(x,verbose=0))
last(lambda: new().fit(x,[y,y],verbose=0)); last(lambda: new().fit({"a":x},y,verbose=0)); last(lambda: new().fit(x,{"a":y},verbose=0));last(lambda: new().fit(np.ones((5,4,1)),y,verbose=0));last(lambda: new().fit(x,np.ones(5),verbose=0))
a=keras.Input((2,),name="a"); b=keras.Input((3,),name="b"); o1=layers.Dense(1,name="o1")(a); o2=layers.Dense(1,name="o2")(b)
def two(**k):
    m=keras.Model([a,b],[o1,o2]); c=dict(optimizer="sgd",loss="mse"); c.update(k); m.compile(**c); return m
A=np.ones((5,2)); B=np.ones((5,3)); Y=np.ones((5,1))
last(lambda: two().fit(A,Y,verbose=0)); last(lambda: two().fit([A,B],Y,verbose=0)); last(lambda: two().fit([B,A],[Y,Y],verbose=0)); last(lambda: two().fit({"a":A},[Y,Y],verbose=0)); last(lambda: two().fit({"a":A,"b":B,"c":B},{"o1":Y,"o2":Y},verbose=0)); last(lambda: two(loss={"nope":"mse"}).fit([A,B],[Y,Y],verbose=0)); last(lambda: two(loss=["mse"]).fit([A,B],[Y,Y],verbose=0)); last(lambda: two(loss=["mse","mse","mse"]).fit([A,B],[Y,Y],verbose=0)); last(lambda: two(metrics=["mae","mse"]).fit([A,B],[Y,Y],verbose=0)); last(lambda: two(metrics={"zz":"mae"}).fit([A,B],[Y,Y],verbose=0)); last(lambda: two(loss_weights=[1.0]).fit([A,B],[Y,Y],verbose=0)); last(lambda: two(loss_weights={"q":1.0}).fit([A,B],[Y,Y],verbose=0)); last(lambda: two().fit([A,B],{"o1":Y},verbose=0)); last(lambda: two().fit([A,B[:3]],[Y,Y],verbose=0)); last(lambda: two().fit([A,B],[Y,Y],sample_weight=np.ones(4),verbose=0)); last(lambda: two().fit([A,B],[Y,Y],class_weight={0:1.},verbose=0)); last(lambda: two().fit([A,B],verbose=0)); last(lambda: two()(A)); last(lambda: two()([A,B,B])); last(lambda: two()({"a":A}))
last(lambda: new().fit(x,y,validation_data=[x],verbose=0)); last(lambda: new().fit(x,y,callbacks=["a"],verbose=0)); last(lambda: new().fit(x,y,nope=1)); last(lambda: new().fit(x,y,verbose=0,initial_epoch=3,epochs=2))
last(lambda: new().compile(nope=3)); last(lambda: new().compile("adam", loss="mse", metrics="nope")); last(lambda: new().get_layer("zz")); last(lambda: new().get_layer(index=9)); last(lambda: new().get_layer())
