#!/usr/bin/env kerash
# Lesson 12: attention, and a transformer that learns to turn words round
#
# Attention lets each place of a sequence look at all others. Where it looks is
# learned: a query is compared with a key, and the better they fit, the more of
# the value is taken over.

keras.utils.set_random_seed(9)

# By hand, for one query and three keys:
query = np.array([1.0, 0.0])
keys = np.array([[1.0, 0.0], [0.0, 1.0], [0.7, 0.7]])
values = np.array([10.0, 20.0, 30.0])
scores = keys @ query / np.sqrt(2)
shares = tf.nn.softmax(scores).numpy()
print("shares", shares.round(2), "give", round(float(shares @ values), 2))

# The layer does this with weights for queries, keys, values and the output, for
# several heads at once. Like all layers it has them after its first call.
attention = layers.MultiHeadAttention(num_heads=2, key_dim=8)
attention.weights
x = tf.random.normal((1, 5, 16))
y, where = attention(x, x, return_attention_scores=True)
attention.weights
print("output", y.shape, "shares of 2 heads, from 5 places to 5 places", where.shape)

# A causal mask forbids to look at what comes later, as a model must that writes
# word by word: above the diagonal there are zeros.
_, where = attention(x, x, return_attention_scores=True, use_causal_mask=True)
where[0, 0].numpy().round(2)

# The task: words of five letters, to be written backwards.
letters = "abcdefgh"
length = 5
x = np.random.randint(0, len(letters), (2000, length))
y = x[:, ::-1]


def text(numbers):
    return "".join(letters[n] for n in numbers)


text(x[0]), text(y[0])


# Attention does not know what comes first. So each place has a vector of its
# own, which is added to that of the letter.
class Embed(layers.Layer):
    def __init__(self, words, places, size):
        super().__init__()
        self.words = layers.Embedding(words, size)
        self.places = layers.Embedding(places, size)

    def call(self, x):
        return self.words(x) + self.places(tf.range(tf.shape(x)[-1]))


# A block: attention, then a small network for each place; around both a way
# past them, and a normalization.
def block(x, size):
    x = layers.LayerNormalization()(x + layers.MultiHeadAttention(2, size // 2, name="attention")(x, x))
    return layers.LayerNormalization()(x + layers.Dense(size)(layers.Dense(2 * size, activation="relu")(x)))


size = 32
inputs = keras.Input((length,), dtype="int32")
z = block(Embed(len(letters), length, size)(inputs), size)
model = keras.Model(inputs, layers.Dense(len(letters), activation="softmax")(z), name="backwards")
model.summary()
model.compile(keras.optimizers.Adam(0.005), "sparse_categorical_crossentropy", metrics=["accuracy"])
for epoch in range(6):
    history = model.fit(x[:1800], y[:1800], verbose=0)
    print(f"epoch {epoch + 1}: {history.history['accuracy'][0]:.1%} of the letters right")

# Words that it has not seen:
for word in x[1800:1804]:
    print(text(word), "->", text(model.predict(word[None], verbose=0)[0].argmax(-1)))

# Where does it look? A picture of the shares: each row is a place of the
# output, each column a place of the input. The diagonal runs backwards.
embedded = model.layers[1](x[1800:1801])
_, where = model.get_layer("attention")(embedded, embedded, return_attention_scores=True)
for row in tf.reduce_sum(where[0], axis=0).numpy() / 2:
    print("  ".join(" .:*#"[min(int(5 * share), 4)] * 2 for share in row), row.round(2))
