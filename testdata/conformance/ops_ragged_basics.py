# Ragged tensors: making, indexing, maths, conversion, batching
import numpy as np
import tensorflow as tf

r = tf.ragged.constant([[3, 1, 4, 1], [], [5, 9, 2], [6], []])
print(r, r.shape, r.nrows().numpy(), r.bounding_shape().numpy(), r.dtype, r.ragged_rank)
print(r.values.numpy(), r.row_splits.numpy(), r.row_lengths().numpy(), r.value_rowids().numpy(), r.to_list()[2])
print(r[0].numpy(), r[1].numpy(), r[:, :2], r[2:], r[:, -1:] if True else "", r[0, 2].numpy())
print(r + 10, r * r, tf.add(r, [[1], [2], [3], [4], [5]]), sep="\n")
print(tf.reduce_sum(r, axis=1).numpy(), tf.reduce_mean(tf.cast(r, tf.float32), axis=1).numpy(), tf.reduce_max(r, axis=0).numpy(), tf.reduce_sum(r).numpy())
print(r.to_tensor().numpy().tolist(), r.to_tensor(default_value=-1, shape=[None, 2]).numpy().tolist(), tf.RaggedTensor.from_tensor([[1, 0, 0], [2, 3, 0]], padding=0))
print(tf.RaggedTensor.from_row_lengths([1, 2, 3], [2, 0, 1]), tf.RaggedTensor.from_value_rowids([7, 8, 9], [0, 0, 2]), tf.RaggedTensor.from_row_splits([1, 2], [0, 1, 2]))
print(tf.concat([r, r[:, :1]], axis=1), tf.concat([r, [[0]]], axis=0).nrows().numpy(), tf.stack([r[:2], r[2:4]]).shape)
w = tf.ragged.constant([["the", "cat"], ["sat"], []])
print(w, tf.strings.length(w), tf.ragged.map_flat_values(tf.strings.upper, w), tf.strings.join([w, "!"]) if False else tf.strings.reduce_join(w, axis=1, separator=" ").numpy())
print(tf.ragged.range([2, 0, 3]), tf.ragged.boolean_mask([[1, 2], [3, 4]], [[True, False], [True, True]]), tf.gather(r, [2, 0]))
d = tf.ragged.constant([[[1, 2], [3]], [], [[4]]])
print(d, d.ragged_rank, d.flat_values.numpy(), tf.reduce_sum(d, axis=2), tf.reduce_sum(d, axis=1), d.merge_dims(1, 2))
mask = r > 2
print(mask, tf.ragged.boolean_mask(r, mask), tf.where(mask, r, -r), r == r)
ds = tf.data.Dataset.from_tensor_slices(r).batch(2)
for b in ds: print(b.to_list(), end=" ")
print(ds.element_spec)
rows = tf.data.Dataset.from_tensor_slices([1, 3, 2]).map(tf.range).apply(tf.data.experimental.dense_to_ragged_batch(2))
print([b.to_list() for b in rows], tf.RaggedTensorSpec([None, None], tf.int32))
emb = tf.keras.layers.Embedding(10, 2, embeddings_initializer="ones")
print(sum(len(row) for row in r), [int(tf.reduce_sum(row)) for row in r], r.numpy()[0] if False else r.flat_values.shape)
try:
    tf.ragged.constant([[1], 2])
except Exception as e:
    print(type(e).__name__, e)
