# Variables, containers and metrics in attributes of Sequential and functional classes of one's own.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
class A(keras.Sequential):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.seen = tf.Variable(0, trainable=False, dtype=tf.int32)
        self.t = tf.Variable(1.0, name="t")
        self.buf = [tf.Variable(1., trainable=False, name="b")]
        self.d = {"x": tf.Variable(2., name="dx")}
        self.extra = layers.Dense(2, name="extra")
        self.m = keras.metrics.Mean(name="mm")
def show(m):
    for n in ("weights","trainable_weights","non_trainable_weights","variables","trainable_variables","non_trainable_variables"): print(n, [v.name for v in getattr(m,n)])
    print([l.name for l in m.layers], m.count_params(), [x.name for x in m.metrics], len(m.get_weights()))
m=A([layers.Dense(2, input_shape=(3,), name="d0")]); show(m)
class B(keras.Model):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.seen = tf.Variable(0, trainable=False, dtype=tf.int32, name="seen")
        self.buf = [tf.Variable(1., trainable=False, name="b")]
        self.w = self.add_weight(name="w", shape=(2,))
        self.m = keras.metrics.Mean(name="mm")
i=keras.Input((3,)); m=B(i, layers.Dense(2,name="d1")(i)); show(m)
m.save_weights("x.weights.h5"); m.load_weights("x.weights.h5")
m.trainable=False; show(m)
m=A([layers.Dense(2, name="d0")]); m(tf.ones((1,3))); show(m)
m=A(); m.add(layers.Dense(1, name="q")); m.build((None,2)); show(m); m.summary()



class A(keras.Sequential):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.seen = tf.Variable(0, trainable=False, dtype=tf.int32, name="seen")
        self.t = tf.Variable(1.0, name="t")
        self.tracker = keras.metrics.Mean(name="tr")
    @property
    def metrics(self): return [self.tracker]
    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as g:
            loss = tf.reduce_mean((self(x, training=True) * self.t - y) ** 2)
        self.optimizer.minimize(loss, self.trainable_variables, g)
        self.seen.assign_add(1)
        self.tracker.update_state(loss)
        return {"loss": self.tracker.result()}
def mk():
    m=A([layers.Dense(2, kernel_initializer="ones", name="d0"), layers.Dense(1, kernel_initializer="ones")]); m.build((None,3)); m.compile(keras.optimizers.SGD(0.01)); return m
x=np.sin(np.arange(24)).reshape(8,3); y=x.sum(1,keepdims=True)
m=mk(); h=m.fit(x,y,epochs=3,batch_size=4,shuffle=False,verbose=0); print({k: np.round(v,4).tolist() for k,v in h.history.items()}, int(m.seen), round(float(m.t),4), [v.name for v in m.optimizer.variables])
for f in ("a.h5","a.weights.h5"):
    m.save_weights(f); n=mk(); 
    try: n.load_weights(f); print(f, [np.allclose(a,b) for a,b in zip(m.get_weights(),n.get_weights())], int(n.seen), round(float(n.t),4))
    except Exception as e: print(f, type(e).__name__, str(e)[:150])
m.save("m.keras"); 
n=keras.models.load_model("m.keras", custom_objects={"A": A}); print(type(n).__name__, int(n.seen), round(float(n.t),4), np.allclose(n.predict(x,verbose=0), m.predict(x,verbose=0)))
w=[v*2 for v in m.get_weights()]; n=mk(); n.set_weights(w); print(round(float(n.t),4), int(n.seen))
