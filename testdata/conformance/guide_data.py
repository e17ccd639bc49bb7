# Input pipelines: sources, batches, maps, windows, order, text, CSV, states.
import itertools
import os
import collections
import numpy as np
import tensorflow as tf

np.set_printoptions(precision=4)
dataset = tf.data.Dataset.from_tensor_slices([8, 3, 0, 8, 2, 1])
print(dataset)
for elem in dataset:
    print(elem.numpy(), end=" ")
it = iter(dataset)
print(next(it).numpy(), dataset.reduce(0, lambda state, value: state + value).numpy())
dataset1 = tf.data.Dataset.from_tensor_slices(tf.reshape(tf.range(40), [4, 10]))
print(dataset1.element_spec)
dataset2 = tf.data.Dataset.from_tensor_slices((tf.reshape(tf.range(4.0), [4]), tf.reshape(tf.range(400), [4, 100])))
print(dataset2.element_spec)
dataset3 = tf.data.Dataset.zip((dataset1, dataset2))
print(dataset3.element_spec)
for a, (b, c) in dataset3:
    print("shapes: {a.shape}, {b.shape}, {c.shape}".format(a=a, b=b, c=c))


def count(stop):
    i = 0
    while i < stop:
        yield i
        i += 1


ds_counter = tf.data.Dataset.from_generator(count, args=[25], output_types=tf.int32, output_shapes=())
print(ds_counter)
for count_batch in ds_counter.repeat().batch(10).take(4):
    print(count_batch.numpy())


def gen_series():
    i = 0
    rng = np.random.RandomState(0)
    while True:
        size = rng.randint(0, 10)
        yield i, rng.normal(size=(size,))
        i += 1


ds_series = tf.data.Dataset.from_generator(gen_series, output_signature=(tf.TensorSpec((), tf.int32), tf.TensorSpec((None,), tf.float32)))
print(ds_series)
ids, sequence_batch = next(iter(ds_series.shuffle(20, seed=1).padded_batch(3)))
print(ids.shape)
ids, sequence_batch = next(iter(ds_series.padded_batch(4, padded_shapes=((), (None,)), padding_values=(0, -1.0))))
print(ids.numpy(), sequence_batch.numpy())

with open("a.txt", "w") as f:
    f.write("alpha\nbeta\ngamma\n")
with open("b.txt", "w") as f:
    f.write("one\ntwo\n")
lines = tf.data.TextLineDataset(["a.txt", "b.txt"])
print([l.numpy() for l in lines])
files_ds = tf.data.Dataset.from_tensor_slices(["a.txt", "b.txt"])
lines_ds = files_ds.interleave(tf.data.TextLineDataset, cycle_length=2)
print([l.numpy().decode() for l in lines_ds], [l.numpy() for l in tf.data.TextLineDataset("a.txt").skip(1).filter(lambda l: tf.not_equal(tf.strings.substr(l, 0, 1), "b"))])
inc_dataset = tf.data.Dataset.range(100)
dec_dataset = tf.data.Dataset.range(0, -100, -1)
batched_dataset = tf.data.Dataset.zip((inc_dataset, dec_dataset)).batch(4)
for batch in batched_dataset.take(2):
    print([arr.numpy() for arr in batch])
print(batched_dataset, inc_dataset.batch(7, drop_remainder=True))
d = tf.data.Dataset.range(100).map(lambda x: tf.fill([tf.cast(x, tf.int32)], x)).padded_batch(4, padded_shapes=(None,))
for batch in d.take(2):
    print(batch.numpy())
lines = tf.data.Dataset.range(6)
print([b.numpy().tolist() for b in lines.repeat(2).batch(4)], [b.numpy().tolist() for b in lines.batch(4).repeat(2)])
print([b.numpy().tolist() for b in lines.shuffle(6, seed=42).batch(3)], [b.numpy().tolist() for b in lines.shuffle(3, seed=3, reshuffle_each_iteration=False).repeat(2).batch(6)])


def parse(x):
    return {"x": tf.cast(x, tf.float32) / 2, "y": tf.cast(x, tf.string) if False else tf.strings.as_string(x)}


ds = lines.map(parse, num_parallel_calls=tf.data.AUTOTUNE).cache().prefetch(tf.data.AUTOTUNE)
print(ds.element_spec, [d["y"].numpy() for d in ds])
print([x.numpy().tolist() for x in lines.map(lambda x: tf.py_function(lambda v: v.numpy() * 3, [x], tf.int64))])
range_ds = tf.data.Dataset.range(20)
for batch in range_ds.batch(10, drop_remainder=True).map(lambda b: (b[:-1], b[1:])).take(2):
    print(batch[0].numpy(), "=>", batch[1].numpy())
predict_length = 3
feature_length, label_length = 5, 3
features = range_ds.batch(feature_length, drop_remainder=True)
labels = range_ds.batch(feature_length).skip(1).map(lambda labels: labels[:label_length])
for features, label in tf.data.Dataset.zip((features, labels)).take(2):
    print(features.numpy(), "=>", label.numpy())
windows = range_ds.window(5, shift=3, stride=2)
for sub_ds in windows.take(3):
    print([x.numpy() for x in sub_ds], end=" ")
print()


def make_window_dataset(ds, window_size=5, shift=1, stride=1):
    windows = ds.window(window_size, shift=shift, stride=stride)
    return windows.flat_map(lambda sub: sub.batch(window_size, drop_remainder=True))


ds = make_window_dataset(range_ds, window_size=4, shift=5, stride=3)
for example in ds.take(3):
    print(example.numpy())
neg = tf.data.Dataset.range(-5, 0)
pos = tf.data.Dataset.range(5)
print([x.numpy() for x in tf.data.Dataset.choose_from_datasets([neg, pos], tf.data.Dataset.range(2).repeat(3))])
print([x.numpy() for x in tf.data.Dataset.sample_from_datasets([neg, pos], [0.5, 0.5], seed=7)][:4] if False else len(list(tf.data.Dataset.sample_from_datasets([neg, pos], [0.5, 0.5], seed=7))))
print([x.numpy() for x in range_ds.concatenate(neg).skip(18)], range_ds.cardinality().numpy(), range_ds.filter(lambda x: x > 3).cardinality().numpy(), range_ds.repeat().cardinality() == tf.data.INFINITE_CARDINALITY, len(range_ds))
print([(i.numpy(), x.numpy()) for i, x in neg.enumerate(start=3)], [x.numpy() for x in range_ds.shard(4, 1)])
print([x.numpy() for x in neg.scan(tf.constant(0, tf.int64), lambda s, x: (s + x, s + x))], [x.numpy() for x in range_ds.take_while(lambda x: x < 4)])
print([b.numpy().tolist() for b in tf.data.Dataset.from_tensor_slices([[1, 2], [3, 4]]).unbatch().batch(3)])
print([x.numpy() for x in tf.data.Dataset.from_tensor_slices([1, 1, 2, 3, 3]).unique()], [t.numpy().tolist() for t in tf.data.Dataset.from_tensor_slices([[5, 6], [7, 8]])])
g = range_ds.group_by_window(key_func=lambda x: x % 2, reduce_func=lambda key, d: d.batch(5), window_size=5)
print([b.numpy().tolist() for b in g])
b = tf.data.Dataset.from_tensor_slices([0, 1, 2, 3]).map(lambda x: tf.range(x + 1)).bucket_by_sequence_length(lambda x: tf.shape(x)[0], bucket_boundaries=[2, 4], bucket_batch_sizes=[2, 2, 2])
print([x.numpy().tolist() for x in b])
it = iter(range_ds)
ckpt = tf.train.Checkpoint(step=tf.Variable(0), iterator=it)
manager = tf.train.CheckpointManager(ckpt, "my_ckpt", max_to_keep=3)
print([next(it).numpy() for i in range(5)])
save_path = manager.save()
print([next(it).numpy() for i in range(3)])
ckpt.restore(manager.latest_checkpoint)
print([next(it).numpy() for i in range(3)])
print(list(range_ds.take(3).as_numpy_iterator()), dict(a=1) == next(tf.data.Dataset.from_tensors({"a": 1}).as_numpy_iterator()))
options = tf.data.Options()
options.deterministic = True
print(range_ds.with_options(options).options().deterministic)
model = tf.keras.Sequential([tf.keras.layers.Flatten(), tf.keras.layers.Dense(3, kernel_initializer=tf.keras.initializers.GlorotUniform(1))])
model.compile(optimizer="adam", loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
images, labels = np.random.RandomState(0).rand(32, 4, 4).astype("float32"), np.random.RandomState(1).randint(0, 3, 32)
fmnist = tf.data.Dataset.from_tensor_slices((images, labels)).batch(8)
print({k: [round(x, 4) for x in v] for k, v in model.fit(fmnist.repeat(), epochs=2, steps_per_epoch=3, verbose=0).history.items()})
print([round(x, 4) for x in model.evaluate(fmnist.repeat(), steps=2, verbose=0)], model.predict(tf.data.Dataset.from_tensor_slices(images).batch(8), steps=2, verbose=0).shape)
for bad in [lambda: tf.data.Dataset.from_tensor_slices(([1, 2], [1])), lambda: tf.data.Dataset.from_tensor_slices(1), lambda: next(iter(range_ds.take(0))), lambda: len(range_ds.filter(lambda x: x > 2)), lambda: len(range_ds.repeat()), lambda: range_ds.batch(0), lambda: next(iter(tf.data.Dataset.range(2).map(lambda x: tf.range(x)).batch(2)))]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, str(e)[:110])
