import numpy as np, tensorflow as tf
from tensorflow import keras
x = np.arange(24.).reshape(4,3,2); y = np.arange(4); z = np.arange(8.).reshape(4,2)
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e)[:300])
for d in ((x, y), [x, y], (y, y), (z, y), (z.astype("float32"), y.astype("int32")), (z, z), (x,), (y.astype("float32"), z)):
    def g():
        a, b = keras.utils.split_dataset(d, left_size=0.75)
        return a.element_spec, len(a), len(b), list(b.as_numpy_iterator())
    t(g)
