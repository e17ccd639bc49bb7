import numpy as np
import tensorflow as tf
from tensorflow import keras

U = keras.utils


def show(ds):
    return [tf.nest.map_structure(lambda t: (t.numpy().tolist(), t.dtype.name), x) for x in ds]


def attempt(f):
    try:
        left, right = f()
        print(show(left), show(right))
    except Exception as e:
        print(type(e).__name__, e)


pairs = (np.arange(5), np.arange(5) * 2)
attempt(lambda: U.split_dataset(pairs, left_size=2))
attempt(lambda: U.split_dataset(list(pairs), right_size=0.4))
attempt(lambda: U.split_dataset((np.arange(3), np.array([0.5, 1.5, 2.5])), 0.67))
attempt(lambda: U.split_dataset([np.arange(4)], 3))
attempt(lambda: U.split_dataset(np.arange(8).reshape(4, 2), left_size=3))
attempt(lambda: U.split_dataset(np.array([0.5, 1.0, 2.0], "float32"), right_size=1))
ds = tf.data.Dataset.from_tensor_slices(pairs)
attempt(lambda: U.split_dataset(ds, left_size=0.6, right_size=0.2))
attempt(lambda: U.split_dataset(ds.batch(2), left_size=3))
attempt(lambda: U.split_dataset(ds.batch(2).map(lambda a, b: (a, b)), left_size=1))
attempt(lambda: U.split_dataset(ds, left_size=3, shuffle=True, seed=4))
attempt(lambda: U.split_dataset(tf.data.Dataset.from_tensor_slices({"a": np.arange(3), "b": np.ones(3)}), left_size=2))
attempt(lambda: U.split_dataset(tf.data.Dataset.range(4), left_size=2))
attempt(lambda: U.split_dataset(tf.data.Dataset.from_tensor_slices(np.arange(6).reshape(3, 2)), left_size=2))
for args in ({}, {"left_size": 0}, {"left_size": 5}, {"left_size": 1.0}, {"right_size": -1}, {"right_size": 1.5}, {"left_size": "a"},
             {"right_size": [1]}, {"left_size": "a", "right_size": "b"}, {"left_size": 0, "right_size": 0}, {"left_size": 0.8, "right_size": 0.5},
             {"left_size": 3, "right_size": 3}, {"left_size": 0.01}, {"left_size": 0.99}, {"left_size": 2, "right_size": 0.05}):
    attempt(lambda: U.split_dataset(pairs, **args))
attempt(lambda: U.split_dataset([1, 2], left_size=1))
attempt(lambda: U.split_dataset((1, 2), left_size=1))
attempt(lambda: U.split_dataset([], left_size=1))
attempt(lambda: U.split_dataset([np.arange(3), np.arange(4)], left_size=1))
attempt(lambda: U.split_dataset("abc", left_size=1))

print(U.pack_x_y_sample_weight([1]), U.pack_x_y_sample_weight((1,)), U.pack_x_y_sample_weight(1, None, 3), U.pack_x_y_sample_weight(1, 2, 3))
for f in (lambda: U.pad_sequences([]), lambda: U.pad_sequences([[1, 2]], maxlen=0), lambda: U.pad_sequences([[1, 2]], maxlen=0, truncating="post").shape):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(keras.layers.Rescaling(1 / 255.0, offset=-1)([[255, 0]]).numpy(), keras.layers.Rescaling([1.0, 2.0])([[1.0, 1.0]]).numpy())
print(keras.layers.Discretization([0.0])(tf.ragged.constant([[1.0, -1.0], [2.0]])).to_list())
print(keras.layers.Hashing(3)(tf.ragged.constant([["a"], ["b", "c"]])).to_list())
try:
    keras.layers.StringLookup(vocabulary=["a"], num_oov_indices=0)([["a"], ["z"]])
except Exception as e:
    print(str(e).split("Call arguments")[1])
