# Masking and padding: masks of Embedding and Masking, propagation, own layers with masks.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(2)
raw_inputs = [[711, 632, 71], [73, 8, 3215, 55, 927], [83, 91, 1, 645, 1253, 927]]
padded_inputs = tf.keras.preprocessing.sequence.pad_sequences(raw_inputs, padding="post")
print(padded_inputs)
print(keras.utils.pad_sequences(raw_inputs, maxlen=4, truncating="post", value=-1, dtype="float32"))

embedding = layers.Embedding(input_dim=5000, output_dim=16, mask_zero=True)
masked_output = embedding(padded_inputs)
print(masked_output._keras_mask)
masking_layer = layers.Masking()
unmasked_embedding = tf.cast(tf.tile(tf.expand_dims(padded_inputs, axis=-1), [1, 1, 10]), tf.float32)
masked_embedding = masking_layer(unmasked_embedding)
print(masked_embedding._keras_mask)
print(embedding.compute_mask(padded_inputs), layers.Dense(3).supports_masking, layers.LSTM(2).compute_mask(None, None))

model = keras.Sequential([layers.Embedding(input_dim=5000, output_dim=16, mask_zero=True), layers.LSTM(32)])
inputs = keras.Input(shape=(None,), dtype="int32")
x = layers.Embedding(input_dim=5000, output_dim=16, mask_zero=True)(inputs)
print(x._keras_mask.dtype, x._keras_mask.shape)
outputs = layers.LSTM(32)(x)
model = keras.Model(inputs, outputs)
model.summary()


class MyLayer(layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.embedding = layers.Embedding(input_dim=5000, output_dim=16, mask_zero=True)
        self.lstm = layers.LSTM(4)

    def call(self, inputs):
        x = self.embedding(inputs)
        mask = self.embedding.compute_mask(inputs)
        return self.lstm(x, mask=mask)


layer = MyLayer()
x = np.random.random((2, 10)) * 100
x = x.astype("int32")
print(layer(x).shape)


class TemporalSplit(keras.layers.Layer):
    """Splits the input along time, and the mask as well."""

    def call(self, inputs):
        return tf.split(inputs, 2, axis=1)

    def compute_mask(self, inputs, mask=None):
        if mask is None:
            return None
        return tf.split(mask, 2, axis=1)


first_half, second_half = TemporalSplit()(masked_embedding)
print(first_half._keras_mask)
print(second_half._keras_mask)


class CustomEmbedding(keras.layers.Layer):
    def __init__(self, input_dim, output_dim, mask_zero=False, **kwargs):
        super().__init__(**kwargs)
        self.input_dim = input_dim
        self.output_dim = output_dim
        self.mask_zero = mask_zero

    def build(self, input_shape):
        self.embeddings = self.add_weight(shape=(self.input_dim, self.output_dim), initializer="random_normal", dtype="float32")

    def call(self, inputs):
        return tf.nn.embedding_lookup(self.embeddings, inputs)

    def compute_mask(self, inputs, mask=None):
        if not self.mask_zero:
            return None
        return tf.not_equal(inputs, 0)


layer = CustomEmbedding(10, 32, mask_zero=True)
x = np.array([[3, 0, 9], [1, 0, 0]])
y = layer(x)
mask = layer.compute_mask(x)
print(mask)


class MyActivation(keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True

    def call(self, inputs):
        return tf.nn.relu(inputs)


inputs = keras.Input(shape=(None,), dtype="int32")
x = layers.Embedding(input_dim=5000, output_dim=16, mask_zero=True)(inputs)
x = MyActivation()(x)
print("Mask found:", x._keras_mask.shape, x._keras_mask.dtype)
outputs = layers.LSTM(32)(x)
model = keras.Model(inputs, outputs)


class TemporalSoftmax(keras.layers.Layer):
    def call(self, inputs, mask=None):
        broadcast_float_mask = tf.expand_dims(tf.cast(mask, "float32"), -1)
        inputs_exp = tf.exp(inputs) * broadcast_float_mask
        inputs_sum = tf.reduce_sum(inputs_exp * broadcast_float_mask, axis=-1, keepdims=True)
        return inputs_exp / inputs_sum


inputs = keras.Input(shape=(None,), dtype="int32")
x = layers.Embedding(input_dim=10, output_dim=32, mask_zero=True)(inputs)
x = layers.Dense(1)(x)
outputs = TemporalSoftmax()(x)
model = keras.Model(inputs, outputs)
y = model(np.array([[1, 2, 3, 0, 0], [4, 5, 0, 0, 0]]), np.array([[1.0]]))
print(y)

# Masks and losses: masked steps do not count.
inputs = keras.Input((4, 1))
x = layers.Masking(mask_value=-1.0)(inputs)
outputs = layers.TimeDistributed(layers.Dense(1, kernel_initializer="ones"))(x)
model = keras.Model(inputs, outputs)
model.compile(loss="mse", optimizer="sgd", metrics=["mae"], weighted_metrics=["mse"])
data = np.array([[[1.0], [2.0], [-1.0], [-1.0]], [[3.0], [-1.0], [-1.0], [-1.0]]])
print(model.evaluate(data, np.zeros((2, 4, 1)), verbose=0))
print(model.evaluate(data, np.zeros((2, 4, 1)), sample_weight=np.array([1.0, 3.0]), verbose=0))
print(model.train_on_batch(data, np.zeros((2, 4, 1))), model.predict(data, verbose=0)[:, :, 0])

emb = layers.Embedding(6, 3, mask_zero=True, embeddings_initializer="ones")
a, b = emb(np.array([[1, 2, 0]])), emb(np.array([[3, 0, 0]]))
for merge in [layers.Add(), layers.Concatenate(), layers.Concatenate(axis=1), layers.Average(), layers.Dot(axes=1)]:
    out = merge([a, b])
    print(type(merge).__name__, getattr(out, "_keras_mask", None))
print(layers.GlobalAveragePooling1D()(a), layers.GlobalAveragePooling1D()(emb(np.array([[0, 0, 4]]))))
print(layers.Attention()([a, b]).numpy()[0, 0], layers.AdditiveAttention()([b, a])._keras_mask)
att, scores = layers.MultiHeadAttention(1, 2, kernel_initializer="ones")(a, b, return_attention_scores=True)
print(scores.numpy(), att._keras_mask)
print(layers.Softmax()(tf.constant([[1.0, 2.0, 3.0]]), mask=tf.constant([[True, False, True]])))
print(layers.Flatten()(a).shape, layers.Dropout(0.5)(a)._keras_mask, layers.Bidirectional(layers.GRU(2, return_sequences=True))(a)._keras_mask)
print(layers.Lambda(lambda t: t * 2, mask=lambda t, m: m)(a)._keras_mask, layers.Lambda(lambda t: t * 2).compute_mask(a, None))
print(hasattr(layers.Conv1D(2, 2)(a), "_keras_mask"), hasattr(layers.Reshape((9,))(a), "_keras_mask"))
