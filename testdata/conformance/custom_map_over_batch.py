# Functions that loop over the batch, of open length, in layers of a model.
import numpy as np, tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
class MapL(layers.Layer):
    def call(self, x): return tf.map_fn(lambda r: r*2+tf.reduce_sum(r), x)
class ScanL(layers.Layer):
    def call(self, x): return tf.scan(lambda a, r: a+r, x)
class FoldL(layers.Layer):
    def call(self, x): return tf.foldl(lambda a, r: a+r, x) + x
class VecL(layers.Layer):
    def call(self, x): return tf.vectorized_map(lambda r: r*2, x)
class TwoL(layers.Layer):
    def call(self, x):
        a, b = tf.map_fn(lambda t: (t[0]+t[1], tf.reduce_max(t[0])), (x, x*2), fn_output_signature=(tf.float32, tf.float32))
        return a * b[:, None]
class LoopL(layers.Layer):
    def call(self, x):
        out = tf.zeros_like(x[0])
        for r in x: out = out + r
        return x + out
x=np.arange(12.).reshape(4,3).astype("float32")
for L in (MapL, ScanL, FoldL, VecL, TwoL, LoopL):
    try:
        m=keras.Sequential([keras.Input((3,)), L(), layers.Dense(1, kernel_initializer="ones")])
        print(L.__name__, m.output_shape, m.layers[0].output_shape, np.round(m(x).numpy().ravel(),3).tolist(), np.round(m.predict(x,verbose=0).ravel(),3).tolist())
        m.compile(keras.optimizers.SGD(1e-6),"mse"); print(np.round(m.fit(x,x[:, :1],batch_size=2,epochs=2,verbose=0,shuffle=False).history["loss"],4).tolist())
    except Exception as e: print(L.__name__, type(e).__name__, str(e).splitlines()[0][:150])
