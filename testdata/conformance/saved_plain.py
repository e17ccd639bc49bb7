import contextlib, io, os, tempfile
import numpy as np, tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
base = tempfile.mkdtemp()
def there(name): return os.path.join(base, name)
m = keras.Sequential([keras.Input((2,)), layers.Dense(1, kernel_initializer="ones", name="d")])
tf.saved_model.save(m, there("a"))
try: keras.models.load_model(there("a"))
except ValueError as e: print(str(e).replace(there("a"), "FOLDER"))
l = tf.saved_model.load(there("a"))
print(l(tf.ones((1, 2))).numpy(), [v.name for v in l.variables], l.signatures["serving_default"](tf.ones((1, 2)))["d"].numpy())
with contextlib.redirect_stdout(io.StringIO()): m.export(there("b"))
l = keras.models.load_model(there("b"))
print(type(l).__name__, l.serve(tf.ones((1, 2))).numpy())
class Inner(layers.Layer):
    def __init__(self, path): super().__init__(); self.f = tf.saved_model.load(path)
    def call(self, x): return self.f.serve(x) * 2.
s = keras.Sequential([keras.Input((2,)), Inner(there("b"))])
print(s.predict(np.ones((3, 2)), verbose=0))
