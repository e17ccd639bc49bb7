# Ragged and sparse tensors in datasets, and the transformations of tf.data.experimental.
import numpy as np
import tensorflow as tf

D = tf.data.Dataset


def attempt(name, f):
    try:
        print(name, f())
    except Exception as e:
        print(name, type(e).__name__, str(e).strip().splitlines()[-1][:150] if str(e) else "")


rows = tf.ragged.constant([[1, 2], [], [3]])
d = D.from_tensor_slices(rows)
print(d, [x.numpy().tolist() for x in d])
print([x for x in d.batch(2)], d.batch(2).element_spec, d.batch(2, drop_remainder=True).element_spec)
print([x.numpy().tolist() for x in d.map(lambda x: x * 2)])
for x in D.from_tensors(rows).repeat(2):
    print(x)
d = D.from_tensor_slices({"words": tf.ragged.constant([["a", "b"], ["c"], []]), "label": [0, 1, 0]})
for x in d.batch(2):
    print(x["words"], x["label"].numpy())
for x in d.batch(3).map(lambda x: (x["words"].row_lengths(), x["words"].to_tensor(default_value="-"), x["label"])):
    print([v.numpy().tolist() for v in x])
lengths = D.from_tensor_slices([3, 0, 2]).map(lambda n: tf.range(n))
for x in lengths.ragged_batch(2):
    print(x)
for x in lengths.apply(tf.data.experimental.dense_to_ragged_batch(2, drop_remainder=True)):
    print(x)
print(lengths.ragged_batch(2).element_spec, D.range(4).ragged_batch(2).element_spec)
for x in lengths.padded_batch(2, padding_values=-1):
    print(x.numpy().tolist())
attempt("too small", lambda: [x for x in lengths.padded_batch(2, padded_shapes=[2])])
deep = D.from_tensor_slices(tf.ragged.constant([[[1, 2], [3]], [[4]], []]))
print(deep.element_spec, [x for x in deep])
print([x for x in deep.batch(3)])
sparse = D.from_tensor_slices(tf.sparse.from_dense([[0, 1], [2, 0], [0, 0]]))
print(sparse)
for x in sparse:
    print(x.indices.numpy().tolist(), x.values.numpy(), x.dense_shape.numpy())
for x in sparse.batch(2):
    print(tf.sparse.to_dense(x).numpy().tolist())
print([tf.sparse.to_dense(x).numpy().tolist() for x in sparse.filter(lambda x: tf.size(x.values) > 0)])
with tf.io.TFRecordWriter("r.tfrecord") as w:
    for i in range(4):
        feature = {"i": tf.train.Feature(int64_list=tf.train.Int64List(value=[i, i])), "f": tf.train.Feature(float_list=tf.train.FloatList(value=[0.5] * i))}
        w.write(tf.train.Example(features=tf.train.Features(feature=feature)).SerializeToString())
spec = {"i": tf.io.FixedLenFeature([2], tf.int64), "f": tf.io.VarLenFeature(tf.float32)}
parsed = tf.data.TFRecordDataset("r.tfrecord").map(lambda x: tf.io.parse_single_example(x, spec))
print(parsed)
for x in parsed.batch(2):
    print(x["i"].numpy().tolist(), tf.sparse.to_dense(x["f"]).numpy().tolist())

e = tf.data.experimental
small = D.range(3)
attempt("fewer", lambda: [x.numpy() for x in small.apply(e.assert_cardinality(5))])
attempt("more", lambda: [x.numpy() for x in small.apply(e.assert_cardinality(2))])
counted = small.filter(lambda x: x < 2).apply(e.assert_cardinality(2))
print(len(counted), counted, list(counted.as_numpy_iterator()))
print([x.numpy() for x in e.Counter(3, 2).take(3)], [x.numpy() for x in e.RandomDataset(seed=3).take(2)], e.cardinality(small).numpy())
print([x.numpy() for x in D.from_tensor_slices([1, 1, 2]).apply(e.unique())], [(i.numpy(), x.numpy()) for i, x in small.apply(e.enumerate_dataset(5))])
print([x.numpy() for x in small.apply(e.scan(tf.constant(0, tf.int64), lambda s, x: (s + x, s + x)))], [x.numpy() for x in small.apply(e.take_while(lambda x: x < 1))])
print([x.numpy() for x in D.from_tensor_slices([1.0, 0.0, 2.0]).map(lambda x: tf.debugging.check_numerics(1 / x, "bad")).apply(e.ignore_errors())])
print([x.numpy() for x in D.range(4).apply(e.shuffle_and_repeat(4, 2, seed=7))], e.get_single_element(D.from_tensors(7)).numpy())
print([x.numpy() for x in e.choose_from_datasets([small, D.range(10, 13)], D.from_tensor_slices(tf.constant([0, 1, 1, 0], tf.int64)))])
