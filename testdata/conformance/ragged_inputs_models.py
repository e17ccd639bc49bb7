import tensorflow as tf, numpy as np, os, tempfile
from tensorflow import keras
from tensorflow.keras import layers
keras.utils.set_random_seed(3)
# text classification with ragged tokens end to end
texts = tf.constant(["good film", "bad bad film", "very good", "awful", "good good good day", "bad day"])
y = np.array([1., 0., 1., 0., 1., 0.], "float32")
tv = layers.TextVectorization(ragged=True)
tv.adapt(texts)
inp = keras.Input(shape=(1,), dtype=tf.string)
x = tv(inp)
x = layers.Embedding(tv.vocabulary_size(), 4, embeddings_initializer="ones")(x)
x = layers.GlobalAveragePooling1D()(x)
out = layers.Dense(1, activation="sigmoid", kernel_initializer="ones")(x)
m = keras.Model(inp, out)
m.compile("sgd", "binary_crossentropy")
h = m.fit(tf.expand_dims(texts, 1), y, epochs=2, batch_size=3, shuffle=False, verbose=0)
print(h.history)
print(m.predict(tf.expand_dims(texts, 1), verbose=0))
# mixed ragged + dense inputs, dict input
r = keras.Input(shape=(None,), dtype="int32", ragged=True, name="ids")
d = keras.Input(shape=(2,), name="feats")
e = layers.Embedding(10, 3, embeddings_initializer="ones")(r)
p = tf.reduce_sum(e, axis=1)
c = layers.Concatenate()([p, d])
o = layers.Dense(1, kernel_initializer="ones")(c)
m = keras.Model({"ids": r, "feats": d}, o)
rt = tf.ragged.constant([[1, 2, 3], [4], [], [5, 6]], dtype=tf.int32)
f = np.arange(8, dtype="float32").reshape(4, 2)
print(m({"ids": rt, "feats": f}))
print(m.predict({"ids": rt, "feats": f}, batch_size=3, verbose=0))
m.compile("sgd", "mse")
print(m.fit({"ids": rt, "feats": f}, np.ones(4), epochs=2, verbose=0, batch_size=4, shuffle=False).history)
print(m.train_on_batch({"ids": rt, "feats": f}, np.ones(4)))
print(m.evaluate({"ids": rt, "feats": f}, np.ones(4), verbose=0))
ds = tf.data.Dataset.from_tensor_slices(({"ids": rt, "feats": f}, np.ones(4))).batch(2)
print(m.fit(ds, epochs=1, verbose=0).history)
print([w.shape for w in m.get_weights()])
class Pool(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.d = layers.Dense(units, kernel_initializer="ones")
    def call(self, x):
        print("called", type(x).__name__)
        x = tf.ragged.map_flat_values(tf.square, x)
        s = tf.reduce_sum(x, axis=1)
        n = tf.cast(x.row_lengths(), s.dtype)
        return self.d(tf.stack([s, n], axis=1))
xf = keras.Input(shape=(None,), ragged=True)
o = Pool(2)(xf)
print(o)
m = keras.Model(xf, o)
print(m(tf.ragged.constant([[1., 2.], [3.]])))
# subclassed model
class M(keras.Model):
    def __init__(self):
        super().__init__()
        self.e = layers.Embedding(10, 3, embeddings_initializer="ones")
        self.l = layers.LSTM(2, kernel_initializer="ones", recurrent_initializer="zeros", return_sequences=True)
        self.g = layers.GlobalMaxPooling1D()
        self.d = layers.Dense(1, kernel_initializer="ones")
    def call(self, x):
        return self.d(self.g(self.l(self.e(x))))
m = M()
m.compile("sgd", "mse")
rt = tf.ragged.constant([[1, 2, 3], [4], [5, 6]], dtype=tf.int32)
print(m.fit(rt, np.ones((3, 1)), epochs=2, verbose=0).history)
print(m.predict(rt, verbose=0))
# save and load
x = keras.Input(shape=(None,), dtype="int64", ragged=True)
h = layers.LSTM(3)(layers.Embedding(20, 4)(x))
t = x.to_tensor(shape=(None, 3))
h2 = layers.Dense(2)(tf.cast(t, "float32"))
m = keras.Model(x, [h, h2])
rt = tf.ragged.constant([[1, 2, 3], [4]], dtype=tf.int64)
for ext in (".keras", ".h5"):
    p = os.path.join(tempfile.mkdtemp(), "m" + ext)
    try:
        m.save(p)
        m2 = keras.models.load_model(p)
        print(ext, all(np.allclose(a, b) for a, b in zip(m(rt), m2(rt))), m2.inputs)
    except Exception as ex:
        print(ext, type(ex).__name__, str(ex)[:200])
cfg = m.get_config()
print([(l["class_name"], l["name"]) for l in cfg["layers"]])
print(cfg["layers"][2]["config"], cfg["layers"][2]["inbound_nodes"])
# gradient through ragged
emb = layers.Embedding(10, 2, embeddings_initializer="ones")
with tf.GradientTape() as tape:
    v = emb(tf.ragged.constant([[1, 2, 2], [3]]))
    loss = tf.reduce_sum(tf.reduce_mean(v, axis=1) ** 2)
g = tape.gradient(loss, emb.trainable_variables)
print(tf.convert_to_tensor(g[0]).numpy()[:5])
try:
    keras.Input((None,), ragged=True, sparse=True)
except ValueError as ex:
    print(ex)
m = keras.Sequential([layers.InputLayer(input_shape=(None,), ragged=True, dtype="int32"), layers.Embedding(5, 2, embeddings_initializer="ones"), layers.Lambda(lambda t: t.to_tensor()), layers.Flatten()])
print(m.output_shape, m(tf.ragged.constant([[1, 2], [3]])))
