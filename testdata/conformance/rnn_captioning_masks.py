# Masks through models: Embedding, Masking, TimeDistributed, attention, custom layers, explicit and implicit
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

ids = np.array([[5, 3, 0, 0], [2, 4, 1, 0]])
emb = layers.Embedding(6, 3, mask_zero=True, embeddings_initializer=keras.initializers.Constant(np.sin(np.arange(18)).reshape(6, 3)))
e = emb(ids)
print(e._keras_mask.numpy().tolist(), emb.compute_mask(ids).numpy().sum())
C = keras.initializers.Constant
lstm = layers.LSTM(2, return_sequences=True, kernel_initializer=C(0.3), recurrent_initializer=C(0.2))
o = lstm(e)
print(np.round(o.numpy()[0], 4).tolist(), o._keras_mask.numpy().tolist())
print(np.round(layers.LSTM(2, kernel_initializer=C(0.3), recurrent_initializer=C(0.2), go_backwards=True)(e).numpy(), 4).tolist())
print(np.round(layers.GRU(2, kernel_initializer=C(0.3), recurrent_initializer=C(0.2), return_sequences=True, zero_output_for_mask=True)(e).numpy()[0], 4).tolist())
print(np.round(layers.GlobalAveragePooling1D()(e).numpy(), 4).tolist(), np.round(layers.GlobalAveragePooling1D()(e.numpy()).numpy()[0], 4).tolist())
class MaskedMean(layers.Layer):
    supports_masking = True
    def call(self, x, mask=None):
        if mask is None:
            return tf.reduce_mean(x, 1)
        m = tf.cast(mask[..., None], x.dtype)
        return tf.reduce_sum(x * m, 1) / tf.reduce_sum(m, 1)
    def compute_mask(self, inputs, mask=None):
        return None
print(np.round(MaskedMean()(e).numpy(), 4).tolist(), np.round(MaskedMean()(e, mask=tf.ones((2, 4), tf.bool)).numpy()[0], 4).tolist())
class TemporalSplit(layers.Layer):
    def call(self, inputs):
        return tf.split(inputs, 2, axis=1)
    def compute_mask(self, inputs, mask=None):
        if mask is None:
            return None
        return tf.split(mask, 2, axis=1)
first, second = TemporalSplit()(e)
print(first._keras_mask.numpy().tolist(), second._keras_mask.numpy().tolist())
i = keras.Input((None,), dtype="int32")
h = emb(i)
h = layers.Bidirectional(layers.LSTM(2, return_sequences=True, kernel_initializer=C(0.1), recurrent_initializer=C(0.1)))(h)
h = layers.Dropout(0.2)(h)
h = layers.TimeDistributed(layers.Dense(2, kernel_initializer=C(0.5)))(h)
m = keras.Model(i, h)
print(m.output._keras_mask is not None, np.round(m(ids).numpy()[0], 4).tolist())
m.compile("sgd", "mse", metrics=["mae"], weighted_metrics=["mse"])
print(np.round(m.evaluate(ids, np.ones((2, 4, 2)), verbose=0), 5).tolist())
q = layers.MultiHeadAttention(1, 2, kernel_initializer=C(0.4)); y, s = q(e, e, return_attention_scores=True); print(np.round(s.numpy()[0, 0, 0], 4).tolist(), np.round(y.numpy()[0, 0], 4).tolist())
a = layers.Attention(); print(np.round(a([e, e]).numpy()[0, 0], 4).tolist(), np.round(a([e, e], use_causal_mask=True).numpy()[1, 1], 4).tolist())
add = layers.Add()([e, e]); cat = layers.Concatenate()([e, e]); print(add._keras_mask.numpy().tolist()[0], cat._keras_mask.numpy().tolist()[1])
mk = layers.Masking(9.0); z = np.array([[[1.0, 9.0], [9.0, 9.0], [2.0, 2.0]]], "float32"); print(mk(z).numpy().tolist(), mk(z)._keras_mask.numpy().tolist(), np.round(layers.SimpleRNN(1, kernel_initializer="ones", recurrent_initializer="ones")(mk(z)).numpy(), 4).tolist())
sm = layers.Softmax()(tf.constant([[1.0, 2.0, 3.0]]), mask=tf.constant([[True, False, True]])); print(np.round(sm.numpy(), 4).tolist())
no = layers.Flatten()(e) if False else layers.Conv1D(2, 2, kernel_initializer=C(0.1))(e); print(hasattr(no, "_keras_mask") and no._keras_mask is not None, no.shape)
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True, reduction="none")(ids % 2, m(ids)); print(loss.shape, np.round(loss.numpy()[0], 4).tolist())
