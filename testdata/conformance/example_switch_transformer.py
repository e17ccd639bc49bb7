# switch / MoE transformer
import tensorflow as tf, numpy as np
from tensorflow import keras
from tensorflow.keras import layers
keras.utils.set_random_seed(5)
def load_balanced_loss(router_probs, expert_mask):
    num_experts = tf.shape(expert_mask)[-1]
    density = tf.reduce_mean(expert_mask, axis=0)
    density_proxy = tf.reduce_mean(router_probs, axis=0)
    loss = tf.reduce_mean(density_proxy * density) * tf.cast((num_experts ** 2), tf.dtypes.float32)
    return loss
class Router(layers.Layer):
    def __init__(self, num_experts, expert_capacity):
        self.num_experts = num_experts
        self.route = layers.Dense(units=num_experts)
        self.expert_capacity = expert_capacity
        super().__init__()
    def call(self, inputs, training=False):
        logits = self.route(inputs)
        if training:
            logits += tf.random.uniform(shape=tf.shape(logits), minval=0.9, maxval=1.1)
        probs = keras.activations.softmax(logits, axis=-1)
        gate, index = tf.math.top_k(probs, k=1)
        mask = tf.one_hot(index, depth=self.num_experts)
        self.add_loss(load_balanced_loss(probs, mask))
        pos = tf.cast(tf.math.cumsum(mask, axis=0) * mask, tf.dtypes.int32)
        mask *= tf.cast(tf.math.less(tf.cast(pos, tf.dtypes.int32), self.expert_capacity), tf.dtypes.float32)
        flat = tf.reduce_sum(mask, axis=-1)
        gate *= flat
        combined = tf.expand_dims(gate * flat * tf.squeeze(tf.one_hot(index, depth=self.num_experts), 1), -1) * tf.squeeze(tf.one_hot(pos, depth=self.expert_capacity), 1)
        dispatch = tf.cast(combined, tf.dtypes.float32)
        return dispatch, combined
class Switch(layers.Layer):
    def __init__(self, num_experts, embed_dim, ff_dim, num_tokens_per_batch, capacity_factor=1):
        self.num_experts, self.embed_dim = num_experts, embed_dim
        self.experts = [keras.Sequential([layers.Dense(ff_dim, activation="relu"), layers.Dense(embed_dim)]) for _ in range(num_experts)]
        self.expert_capacity = num_tokens_per_batch // self.num_experts
        self.router = Router(self.num_experts, self.expert_capacity)
        super().__init__()
    def call(self, inputs):
        b, n = tf.shape(inputs)[0], tf.shape(inputs)[1]
        x = tf.reshape(inputs, [n * b, self.embed_dim])
        dispatch, combine = self.router(x)
        ei = tf.einsum("ab,acd->cdb", x, dispatch)
        ei = tf.reshape(ei, [self.num_experts, self.expert_capacity, self.embed_dim])
        eis = tf.unstack(ei, axis=0)
        outs = [self.experts[i](e) for i, e in enumerate(eis)]
        eo = tf.stack(outs, axis=1)
        eoc = tf.einsum("abc,xba->xc", eo, combine)
        return tf.reshape(eoc, [b, n, self.embed_dim])
class TransformerBlock(layers.Layer):
    def __init__(self, embed_dim, num_heads, ffn, rate=0.1):
        super().__init__()
        self.att = layers.MultiHeadAttention(num_heads=num_heads, key_dim=embed_dim)
        self.ffn = ffn
        self.n1, self.n2 = layers.LayerNormalization(epsilon=1e-6), layers.LayerNormalization(epsilon=1e-6)
        self.d1, self.d2 = layers.Dropout(rate), layers.Dropout(rate)
    def call(self, x, training):
        a = self.d1(self.att(x, x), training=training)
        o = self.n1(x + a)
        f = self.d2(self.ffn(o), training=training)
        return self.n2(o + f)
class TokenAndPosition(layers.Layer):
    def __init__(self, maxlen, vocab, dim):
        super().__init__()
        self.t, self.p = layers.Embedding(vocab, dim), layers.Embedding(maxlen, dim)
    def call(self, x):
        return self.t(x) + self.p(tf.range(start=0, limit=tf.shape(x)[-1], delta=1))
sw = Switch(4, 8, 8, 4 * 6)
blk = TransformerBlock(8, 2, sw)
inp = layers.Input(shape=(6,))
x = TokenAndPosition(6, 20, 8)(inp)
x = blk(x)
x = layers.GlobalAveragePooling1D()(x)
x = layers.Dropout(0.1)(x)
out = layers.Dense(2, activation="softmax")(x)
m = keras.Model(inp, out)
m.compile(optimizer=keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
rng = np.random.RandomState(0)
X, Y = rng.randint(0, 20, (16, 6)), rng.randint(0, 2, 16)
print(len(m.losses), m.count_params())
h = m.fit(X, Y, batch_size=4, epochs=2, validation_data=(X, Y), verbose=0)
for k in sorted(h.history): print(k, h.history[k])
print(m.predict(X[:4], verbose=0))
m.summary()
