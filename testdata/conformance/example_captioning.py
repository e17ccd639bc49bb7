# Pictures to sentences: CNN features, a transformer encoder and decoder, masked loss and accuracy, greedy captions.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

SEQ, DIM, BATCH = 7, 8, 4
captions = ["<start> a red square <end>", "<start> a big green dot <end>", "<start> two dots <end>", "<start> a green square <end>"]
pictures = np.sin(np.arange(4 * 8 * 8 * 3) * 0.13).reshape(4, 8, 8, 3).astype("float32")


def standardize(text):
    return tf.strings.regex_replace(tf.strings.lower(text), "[!?.]", "")


vectorize = layers.TextVectorization(max_tokens=16, output_mode="int", output_sequence_length=SEQ, standardize=standardize)
vectorize.adapt(captions)
vocab = vectorize.get_vocabulary()
lookup = dict(zip(range(len(vocab)), vocab))
print(vocab, vectorize(captions).numpy().tolist())


def fixed(model, scale=0.3):
    for i, v in enumerate(model.weights):
        if not any(k in v.name for k in ("gamma", "variance")):
            v.assign(scale * tf.reshape(tf.cos(1.3 * tf.range(float(v.shape.num_elements())) + i), v.shape))


def cnn():
    base = keras.Sequential([keras.Input((8, 8, 3)), layers.Conv2D(6, 3, 2, "same", activation="swish"), layers.Conv2D(DIM, 3, 2, "same")], name="features")
    base.trainable = False
    out = layers.Reshape((-1, base.output_shape[-1]))(base.output)
    return keras.Model(base.input, out, name="cnn")


class Encoder(layers.Layer):
    def __init__(self, dim, heads, **kwargs):
        super().__init__(**kwargs)
        self.attention = layers.MultiHeadAttention(heads, dim, dropout=0.0)
        self.norm1, self.norm2 = layers.LayerNormalization(), layers.LayerNormalization()
        self.dense = layers.Dense(dim, activation="relu")

    def call(self, inputs, training, mask=None):
        x = self.dense(self.norm1(inputs))
        y = self.attention(query=x, value=x, key=x, attention_mask=None, training=training)
        return self.norm2(x + y)


class Positions(layers.Layer):
    def __init__(self, length, vocab_size, dim, **kwargs):
        super().__init__(**kwargs)
        self.tokens = layers.Embedding(vocab_size, dim)
        self.places = layers.Embedding(length, dim)
        self.scale = tf.math.sqrt(tf.cast(dim, tf.float32))

    def call(self, inputs):
        places = tf.range(start=0, limit=tf.shape(inputs)[-1], delta=1)
        return self.tokens(inputs) * self.scale + self.places(places)

    def compute_mask(self, inputs, mask=None):
        return tf.math.not_equal(inputs, 0)


class Decoder(layers.Layer):
    def __init__(self, dim, ff, heads, vocab_size, **kwargs):
        super().__init__(**kwargs)
        self.self_attention = layers.MultiHeadAttention(heads, dim)
        self.cross_attention = layers.MultiHeadAttention(heads, dim)
        self.ffn1, self.ffn2 = layers.Dense(ff, activation="relu"), layers.Dense(dim)
        self.norms = [layers.LayerNormalization() for _ in range(3)]
        self.embedding = Positions(SEQ, vocab_size, dim)
        self.out = layers.Dense(vocab_size, activation="softmax")
        self.supports_masking = True

    def call(self, inputs, encoded, training, mask=None):
        x = self.embedding(inputs)
        causal = self.causal_mask(x)
        combined = padding = None
        if mask is not None:
            padding = tf.cast(mask[:, :, tf.newaxis], tf.int32)
            combined = tf.minimum(tf.cast(mask[:, tf.newaxis, :], tf.int32), causal)
        a = self.self_attention(query=x, value=x, key=x, attention_mask=combined, training=training)
        x = self.norms[0](x + a)
        b = self.cross_attention(query=x, value=encoded, key=encoded, attention_mask=padding, training=training)
        x = self.norms[1](x + b)
        return self.out(self.norms[2](x + self.ffn2(self.ffn1(x))))

    def causal_mask(self, x):
        shape = tf.shape(x)
        n = shape[1]
        mask = tf.cast(tf.range(n)[:, tf.newaxis] >= tf.range(n), "int32")
        mask = tf.reshape(mask, (1, shape[1], shape[1]))
        return tf.tile(mask, tf.concat([tf.expand_dims(shape[0], -1), tf.constant([1, 1], tf.int32)], axis=0))


class Captioner(keras.Model):
    def __init__(self, cnn, encoder, decoder):
        super().__init__()
        self.cnn, self.encoder, self.decoder = cnn, encoder, decoder
        self.loss_tracker, self.acc_tracker = keras.metrics.Mean(name="loss"), keras.metrics.Mean(name="acc")

    def loss_of(self, batch, training):
        img, seq = batch
        encoded = self.encoder(self.cnn(img), training=training)
        given, wanted = seq[:, :-1], seq[:, 1:]
        mask = tf.math.not_equal(wanted, 0)
        pred = self.decoder(given, encoded, training=training, mask=mask)
        loss = self.loss(wanted, pred)
        mask_f = tf.cast(mask, loss.dtype)
        hit = tf.cast(tf.logical_and(mask, tf.equal(wanted, tf.argmax(pred, axis=2))), tf.float32)
        return tf.reduce_sum(loss * mask_f) / tf.reduce_sum(mask_f), tf.reduce_sum(hit) / tf.reduce_sum(mask_f)

    def train_step(self, batch):
        with tf.GradientTape() as tape:
            loss, acc = self.loss_of(batch, True)
        variables = self.encoder.trainable_variables + self.decoder.trainable_variables
        self.optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
        self.loss_tracker.update_state(loss)
        self.acc_tracker.update_state(acc)
        return {"loss": self.loss_tracker.result(), "acc": self.acc_tracker.result()}

    def test_step(self, batch):
        loss, acc = self.loss_of(batch, False)
        self.loss_tracker.update_state(loss)
        self.acc_tracker.update_state(acc)
        return {"loss": self.loss_tracker.result(), "acc": self.acc_tracker.result()}

    @property
    def metrics(self):
        return [self.loss_tracker, self.acc_tracker]


data = tf.data.Dataset.from_tensor_slices((pictures, captions)).batch(BATCH).map(lambda i, c: (i, vectorize(c))).cache()
model = Captioner(cnn(), Encoder(DIM, 1), Decoder(DIM, 12, 2, len(vocab)))
model.compile(keras.optimizers.Adam(0.01), keras.losses.SparseCategoricalCrossentropy(from_logits=False, reduction="none"))
for img, seq in data:
    model.decoder(seq[:, :-1], model.encoder(model.cnn(img), training=False), training=False)
fixed(model)
print(len(model.trainable_variables), [m.name for m in model.metrics])
h = model.fit(data, epochs=20, verbose=0, validation_data=data, callbacks=[keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)])
print({k: [round(v, 3) for v in vs[::5]] for k, vs in h.history.items()})


def caption(img):
    encoded = model.encoder(model.cnn(img[None]), training=False)
    text = "<start>"
    for i in range(SEQ - 1):
        tokens = vectorize([text])[:, :-1]
        mask = tf.math.not_equal(tokens, 0)
        pred = model.decoder(tokens, encoded, training=False, mask=mask)
        word = lookup[int(np.argmax(pred[0, i, :]))]
        if word == "<end>":
            break
        text += " " + word
    return text.replace("<start> ", "")


for img in pictures[:2]:
    print(repr(caption(img)))
