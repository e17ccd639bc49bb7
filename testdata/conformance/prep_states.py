import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
import numpy as np
def t(label, f):
    try: print(label, f())
    except Exception as e: print(label, type(e).__name__, str(e)[:300])
tv = layers.TextVectorization(vocabulary=["a", "b"])
x = tf.constant([[["a b"], ["b c a"]], [["c"], [""]]])
t("tv3", lambda: tv(x))
t("tv4", lambda: tv(tf.expand_dims(x, 1)))
t("len", lambda: layers.TextVectorization(vocabulary=["a", "b"], output_sequence_length=4)(x))
for m in ("multi_hot", "count", "tf_idf"):
    t(m, lambda: layers.TextVectorization(vocabulary=["a", "b"], output_mode=m, idf_weights=[0.1, 0.2] if m == "tf_idf" else None)(x))
t("rag", lambda: layers.TextVectorization(vocabulary=["a", "b"], ragged=True)(x))
t("none", lambda: layers.TextVectorization(vocabulary=["a", "b"], output_mode=None)(x))
t("split", lambda: layers.TextVectorization(vocabulary=["a", "b"], split="character")(x))
t("ng", lambda: layers.TextVectorization(vocabulary=["a", "a b"], ngrams=2)(x))
tv = layers.TextVectorization(); tv.adapt(x); print(tv.get_vocabulary())
t("pred", lambda: keras.Sequential([keras.Input((2, 1), dtype="string"), tv]).predict(x, verbose=0))
n = layers.Normalization(); n.adapt(np.array([[1.0, 2.0], [3.0, 5.0]])); n.reset_state(); print(n.mean, n.get_weights(), n(np.ones((1, 2))))
n.update_state(np.array([[3.0, 5.0], [3.0, 5.0]])); print(n.mean, n.get_weights()); n.finalize_state(); print(n.mean)
m = keras.Sequential([n]); print(m.predict(np.ones((1, 2)), verbose=0))
n.set_weights([np.array([1.0, 2.0]), np.array([3.0, 4.0]), 3]); print(n.mean, n(np.ones((1, 2))))
n = layers.Normalization(); n.build((None, 2)); print(n.mean, n.variance); n.set_weights([np.array([1.0, 2.0]), np.array([3.0, 4.0]), 3]); print(n.mean, n(np.ones((1, 2))))
