import numpy as np
import tensorflow as tf
from tensorflow.keras import layers

fc = tf.feature_column
data = {
    "age": np.array([23, 35, 41, 68]),
    "size": np.array([[1.0, 2.0], [3.0, -4.0], [0.5, 0.25], [9.0, 7.0]], "float32"),
    "pet": np.array(["cat", "dog", "", "fish"]),
    "rooms": np.array([0, 4, -1, 9]),
    "tags": np.array([["a", "b"], ["b", "b"], ["", ""], ["z", "a"]]),
    "weights": np.array([[0.5, 2.0], [1.0, 3.0], [0.0, 0.0], [4.0, 1.0]], "float32"),
}


def show(*cols, **kw):
    out = layers.DenseFeatures(list(cols), **kw)(data)
    print(" + ".join(c.name for c in cols), out.shape, out.numpy().tolist())


age = fc.numeric_column("age")
show(age)
show(fc.numeric_column("size", shape=(2,)))
show(fc.numeric_column("age", normalizer_fn=lambda x: (tf.cast(x, tf.float32) - 40.0) / 10.0))
buckets = fc.bucketized_column(age, boundaries=[30, 41, 60])
show(buckets)
show(fc.bucketized_column(fc.numeric_column("size", shape=2), [0.0, 2.5]))
pets = fc.categorical_column_with_vocabulary_list("pet", ["cat", "dog"])
show(fc.indicator_column(pets))
show(fc.indicator_column(fc.categorical_column_with_vocabulary_list("pet", ["cat", "dog"], num_oov_buckets=2)))
show(fc.indicator_column(fc.categorical_column_with_vocabulary_list("pet", ("cat", "dog"), default_value=1)))
show(fc.indicator_column(fc.categorical_column_with_vocabulary_list("rooms", [4, 9, 0])))
show(fc.indicator_column(fc.categorical_column_with_hash_bucket("pet", hash_bucket_size=5)))
show(fc.indicator_column(fc.categorical_column_with_hash_bucket("rooms", 5, dtype=tf.int64)))
show(fc.indicator_column(fc.categorical_column_with_identity("rooms", 10)))
show(fc.indicator_column(fc.categorical_column_with_identity("rooms", 5, default_value=2)))
tags = fc.categorical_column_with_vocabulary_list("tags", ["a", "b", "c"])
show(fc.indicator_column(tags))
show(fc.indicator_column(fc.crossed_column([buckets, pets], hash_bucket_size=6)))
show(fc.indicator_column(fc.crossed_column(["tags", "pet"], 7)))
show(fc.indicator_column(fc.crossed_column(["pet", "rooms"], 9, hash_key=5)))
show(fc.indicator_column(fc.crossed_column([fc.crossed_column(["pet", "rooms"], 4), tags], 8)))
with open("pets.txt", "w") as f:
    f.write("fish\ncat\ncow\n")
from_file = fc.categorical_column_with_vocabulary_file("pet", "pets.txt", num_oov_buckets=1)
print(from_file)
show(fc.indicator_column(from_file))
show(fc.indicator_column(fc.categorical_column_with_vocabulary_file("pet", "pets.txt", vocabulary_size=2)))

table = lambda shape, dtype=None, **kw: tf.reshape(tf.range(1.0, 1.0 + shape[0] * shape[1]), shape)
show(fc.embedding_column(pets, dimension=2, initializer=table))
for combiner in ("mean", "sum", "sqrtn"):
    show(fc.embedding_column(tags, 2, combiner=combiner, initializer=table))
    weighted = fc.weighted_categorical_column(tags, "weights")
    print(weighted.name, weighted.parse_example_spec)
show(fc.embedding_column(tags, 3, max_norm=1.0, initializer=table))
show(age, fc.indicator_column(pets), buckets, fc.embedding_column(tags, 1, initializer=table), name="all", dtype="float32")

sparse = {"w": tf.sparse.from_dense([["b", "a"], ["", "c"]]), "v": tf.sparse.from_dense([[2.0, 0.5], [0.0, 3.0]])}
w = fc.categorical_column_with_vocabulary_list("w", ["a", "b", "c"])
print(layers.DenseFeatures(fc.indicator_column(w))(sparse).numpy())
wv = fc.weighted_categorical_column(w, "v")
print(layers.DenseFeatures(fc.indicator_column(wv))(sparse).numpy())
for combiner in ("mean", "sum", "sqrtn"):
    print(layers.DenseFeatures(fc.embedding_column(wv, 2, combiner, initializer=table))(sparse).numpy())

# What columns know of themselves.
for c in (age, buckets, pets, tags, weighted, fc.indicator_column(pets), fc.crossed_column(["pet", buckets], 4)):
    print(type(c).__name__, c.name, c.parse_example_spec, [getattr(p, "name", p) for p in c.parents])
    print(c)
print(pets.num_buckets, buckets.num_buckets, buckets.variable_shape, fc.embedding_column(pets, 3).variable_shape)
print(buckets == fc.bucketized_column(fc.numeric_column("age"), [30, 41, 60]), buckets == age, age.key, age[1], len(age), age._fields)
print(fc.numeric_column("x", shape=[2, 2], default_value=3, dtype=tf.int32))
print(fc.numeric_column("x", shape=2, default_value=[1, 2.5]).default_value)
print(fc.make_parse_example_spec([age, buckets, fc.indicator_column(pets), fc.crossed_column(["pet", "rooms"], 4)]))
print(fc.sequence_numeric_column("s", shape=2).parse_example_spec)
print(fc.sequence_categorical_column_with_identity("s", 4), fc.sequence_categorical_column_with_hash_bucket("s", 4).name)
print(fc.sequence_categorical_column_with_vocabulary_list("s", [1, 2]).num_buckets)

layer = layers.DenseFeatures([buckets, fc.embedding_column(pets, 2)], trainable=False)
config = layer.get_config()
print(config)
again = layers.DenseFeatures.from_config(config)
print(again.get_config() == config, again._feature_columns[0] == buckets, again(data).shape, len(again.trainable_weights))
print(layer.compute_output_shape((None, 5)))

# Weights from a checkpoint.
saved = tf.train.Checkpoint(v=tf.Variable([[1.0, 2.0], [3.0, 4.0]])).save("./saved/pets")
loaded = fc.embedding_column(pets, 2, ckpt_to_load_from=saved, tensor_name_in_ckpt="v/.ATTRIBUTES/VARIABLE_VALUE")
show(loaded)

# As guides collect them.
columns = {"age": age, "pet": fc.indicator_column(pets)}
print(layers.DenseFeatures(columns.values())(data).shape, layers.DenseFeatures({age})(data).shape)
