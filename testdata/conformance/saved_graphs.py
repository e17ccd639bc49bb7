import os, tempfile
import numpy as np, tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
base = tempfile.mkdtemp()
def there(name): return os.path.join(base, name)
def fill(m):
    r = np.random.RandomState(7)
    m.set_weights([r.uniform(-.5, .5, w.shape).astype(w.dtype) for w in m.get_weights()])
def p(x):
    if isinstance(x, dict): return {k: p(x[k]) for k in sorted(x)}
    if isinstance(x, (list, tuple)): return [p(e) for e in x]
    return np.round(np.asarray(x).astype("float64"), 4).tolist()

# branches and loops
class Flow(tf.Module):
    def __init__(self):
        self.w = tf.Variable(np.eye(4, dtype="float32") * .5); self.n = tf.Variable(0, trainable=False)
    @tf.function(input_signature=[tf.TensorSpec([None, 4], tf.float32)])
    def loop(self, x):
        i = tf.constant(0)
        while i < 5 and tf.reduce_sum(x) > .5:
            x = x @ self.w; i += 1
        self.n.assign_add(i)
        return x, i
    @tf.function(input_signature=[tf.TensorSpec([], tf.float32), tf.TensorSpec([], tf.float32)])
    def pick(self, a, b):
        if a > b: return a - b
        elif a < -10.: return tf.constant(-1.)
        else: return b * 2. * self.w[0, 0]
    @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
    def power(self, x):
        for i in tf.range(3): x = x * self.w[0, 0]
        return x
    @tf.function(input_signature=[tf.TensorSpec([None, 4], tf.float32)])
    def some(self, x):
        v, i = tf.math.top_k(x, 2)
        return {"v": v, "i": i, "s": tf.sort(x), "c": tf.cond(tf.shape(x)[0] > 2, lambda: x[:1], lambda: x), "g": tf.nn.gelu(x), "p": tf.pad(x, [[1, 0], [0, 1]])}
X = np.random.RandomState(1).rand(3, 4).astype("float32")
tf.saved_model.save(Flow(), there("flow")); l = tf.saved_model.load(there("flow"))
print(p(l.loop(X)), l.n.numpy()); print(p(l.loop(X * 100)), l.n.numpy())
print(p([l.pick(1., 2.), l.pick(5., 2.), l.pick(-50., 2.)]))
with tf.GradientTape() as t: y = l.power(tf.constant(3.))
print(p(y), p(t.gradient(y, l.w)[0]))
print(p(l.some(X)))
print(hasattr(l, "variables"), list(l.signatures))
class Loop(keras.Model):
    def __init__(self):
        super().__init__(); self.d = layers.Dense(4, activation="tanh"); self.steps = 3
    @tf.function
    def call(self, x):
        for i in tf.range(self.steps): x = x + self.d(x) * tf.cast(i + 1, tf.float32)
        if tf.reduce_sum(x) > 0.: x = x * 2.
        else: x = -x
        return x
m = Loop(); m(X); fill(m); m.save(there("loop"))
n = keras.models.load_model(there("loop")); print(p(n.predict(X, verbose=0)), p(n(-X * 5)))
l = tf.saved_model.load(there("loop"))
with tf.GradientTape() as t: s = tf.reduce_sum(l(X))
print([p(g) for g in t.gradient(s, l.trainable_variables)])

# recurrent layers, masks, attention
T = np.array([[1, 2, 3, 0, 0], [4, 5, 6, 7, 8], [2, 2, 0, 0, 0]])
class Text(keras.Model):
    def __init__(self):
        super().__init__()
        self.emb = layers.Embedding(10, 4, mask_zero=True); self.rnn = layers.Bidirectional(layers.LSTM(3, return_sequences=True)); self.gru = layers.GRU(3); self.out = layers.Dense(1, activation="sigmoid")
    def call(self, x): return self.out(self.gru(self.rnn(self.emb(x))))
m = Text(); m(T); fill(m); m.save(there("text"))
n = keras.models.load_model(there("text")); print(p(n.predict(T, verbose=0)), [type(l).__name__ for l in n.layers])
l = tf.saved_model.load(there("text")); f = l.signatures["serving_default"]
print(f.structured_input_signature, p(f(tf.constant(T, tf.int64))), p(l(tf.constant(T))))
i = keras.Input((None, 4)); h = layers.LSTM(3, return_sequences=True)(layers.Conv1D(4, 3, padding="causal", activation="swish")(i))
m = keras.Model(i, layers.Dense(2)(layers.GRU(3)(layers.add([h, layers.Attention()([h, h])])))); fill(m)
m.save(there("any")); l = tf.saved_model.load(there("any"))
for k in (2, 5, 40): print(np.allclose(m(np.ones((2, k, 4), "float32")), l(np.ones((2, k, 4), "float32")), atol=1e-5), end=" ")
print(l(np.ones((2, 3, 4), "float32"), training=True).shape)
class TB(layers.Layer):
    def __init__(self, dim, heads, **kw):
        super().__init__(**kw)
        self.att = layers.MultiHeadAttention(heads, dim // heads); self.ffn = keras.Sequential([layers.Dense(8, activation="gelu"), layers.Dense(dim)])
        self.n1 = layers.LayerNormalization(epsilon=1e-6); self.dr = layers.Dropout(.1)
    def call(self, x, training=False):
        return self.n1(x + self.dr(self.ffn(self.att(x, x)), training=training))
class Tr(keras.Model):
    def __init__(self):
        super().__init__(name="tr"); self.pos = layers.Embedding(6, 8); self.b = [TB(8, 2) for _ in range(2)]; self.gp = layers.GlobalAveragePooling1D()
    def call(self, x, training=False):
        x = x + self.pos(tf.range(tf.shape(x)[1]))
        for b in self.b: x = b(x, training=training)
        return self.gp(x)
X = np.random.RandomState(1).rand(2, 6, 8).astype("float32")
m = Tr(); m(X); fill(m); m.save(there("tr")); n = keras.models.load_model(there("tr"))
print(p(n.predict(X, verbose=0)), type(n.b[0].att).__name__, len(n.weights)); print(p(n.b[1](X)[0, 0]))

# a VAE whose parts are models
class Sampling(layers.Layer):
    def call(self, inputs):
        a, b = inputs
        return a + tf.exp(.5 * b) * tf.random.normal(tf.shape(a)) * 0.
class VAE(keras.Model):
    def __init__(self, **kw):
        super().__init__(**kw)
        i = keras.Input((6,)); h = layers.Dense(4, activation="relu")(i); mu = layers.Dense(2)(h); lv = layers.Dense(2)(h)
        self.encoder = keras.Model(i, [mu, lv, Sampling()([mu, lv])], name="encoder")
        z = keras.Input((2,)); self.decoder = keras.Model(z, layers.Dense(6, activation="sigmoid")(z), name="decoder")
    def call(self, x):
        a, b, z = self.encoder(x)
        self.add_loss(-.5 * tf.reduce_mean(1 + b - a ** 2 - tf.exp(b)))
        return self.decoder(z)
X = np.random.RandomState(1).rand(3, 6).astype("float32")
m = VAE(); m(X); fill(m); m.save(there("vae")); n = keras.models.load_model(there("vae"))
print(p(n.predict(X, verbose=0))); print(p(n.encoder.predict(X, verbose=0)), p(n.decoder.predict(np.ones((1, 2)), verbose=0))); n(X); print(p(n.losses))

# words
tv = layers.TextVectorization(max_tokens=12, output_sequence_length=4); tv.adapt(["the cat sat", "the dog ran", "a cat ran"])
m = keras.Sequential([keras.Input((1,), dtype="string"), tv, layers.Embedding(12, 2, embeddings_initializer="ones")])
m.save(there("words")); print(keras.models.load_model(there("words")).layers[0].get_vocabulary())
