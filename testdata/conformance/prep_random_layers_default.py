# Layers that augment do so unless the call, or one around it, says what mode it is in.
import numpy as np, tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
img=tf.constant(np.arange(2*6*6*3).reshape(2,6,6,3)/216., tf.float32)
aug=lambda: keras.Sequential([layers.RandomRotation(0.3, seed=1), layers.RandomTranslation(0.4,0.4, seed=2)])
eq=lambda a,b: np.array_equal(a,b)
s=aug()
print(eq(s(img),img), eq(s(img,training=False),img), eq(s(img,training=True),img), eq(s.predict(img,verbose=0),img), eq(layers.RandomRotation(.3)(img),img))
i=keras.Input((6,6,3)); m=keras.Model(i, aug()(i))
print(eq(m(img),img), eq(m(img,training=False),img), eq(m(img, training=True),img), eq(m.predict(img,verbose=0),img))
i=keras.Input((6,6,3)); m=keras.Model(i, layers.RandomRotation(.3)(i))
print(eq(m(img),img), eq(m.predict_on_batch(img),img))
i=keras.Input((6,6,3)); m=keras.Model(i, aug()(i, training=True)); print(eq(m(img),img), eq(m(img,training=False),img), eq(m.predict(img,verbose=0),img))
class W(keras.Model):
    def __init__(self): super().__init__(); self.a=aug()
    def call(self,x): return self.a(x)
w=W(); print(eq(w(img),img), eq(w(img,training=False),img), eq(w.predict(img,verbose=0),img))
class W2(keras.Model):
    def __init__(self): super().__init__(); self.a=aug()
    def call(self,x,training=False): return self.a(x,training=training)
w=W2(); print(eq(w(img),img), eq(w(img,training=True),img))
class W3(layers.Layer):
    def __init__(self): super().__init__(); self.a=layers.RandomRotation(.3)
    def call(self,x,training=None): return self.a(x)
w=W3(); print(eq(w(img),img), eq(w(img,training=False),img), eq(w(img,training=True),img))
@tf.function
def f(x): return s(x)
print(eq(f(img),img))
ds=tf.data.Dataset.from_tensors(img).map(lambda x: s(x)); print(eq(next(iter(ds)),img))
ds=tf.data.Dataset.from_tensors(img).map(lambda x: s(x, training=False)); print(eq(next(iter(ds)),img))
for L in (layers.RandomCrop(3,3), layers.RandomZoom(.5), layers.RandomContrast(.5), layers.RandomBrightness(.5)):
    q=keras.Sequential([L]); o=q(img); print(type(L).__name__, o.shape[0], eq(o,img))
d=keras.Sequential([layers.Dropout(.5), layers.GaussianNoise(1.), layers.BatchNormalization()]); print(np.allclose(d(img),img,atol=1e-2))
