import tensorflow as tf
x = tf.ragged.constant([[1, 2, 3], [4], []])
emb = tf.keras.layers.Embedding(6, 2, embeddings_initializer='ones'); o = emb(x); print(o.shape, type(o).__name__); print(o)
