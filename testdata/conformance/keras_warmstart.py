# Embeddings carried over to another vocabulary
import numpy as np
import tensorflow as tf
from tensorflow import keras

base = np.arange(8.0).reshape(4, 2).astype("float32")
warm = keras.utils.warmstart_embedding_matrix


def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


print(warm(["a", "b", "c", "d"], ["d", "e", "a"], base, "zeros").numpy())
print(warm(("a", "b", "c", "d"), np.array(["x", "c"]), base, keras.initializers.Constant(9.0)).numpy())
print(warm(tf.constant(["a", "b", "c", "d"]), tf.constant(["b", "q"]), tf.Variable(base), "ones").numpy())
print(warm(["a", "b", "c", "d"], ["x", "y"], base, "ones"))
print(warm([1, 2, 3, 4], [4, 4, 9], base, new_embeddings_initializer=keras.initializers.Zeros()).dtype)
print(warm(["a"], ["b"], base).shape)
with open("old.txt", "w") as f:
    f.write("a\nb\nc\nd\n")
print(warm("old.txt", ["c", "b"], base, "zeros").numpy())
t(lambda: warm("missing.txt", ["a"], base))
t(lambda: warm([], ["a"], base))
t(lambda: warm({"a": 1}, ["a"], base))
t(lambda: warm(3, ["a"], base))
layer = keras.layers.Embedding(3, 2, embeddings_initializer=keras.initializers.Constant(warm(["a", "b", "c", "d"], ["c", "z", "a"], base, "zeros")))
print(layer(tf.constant([[0, 2, 1]])).numpy())
