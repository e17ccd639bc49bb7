# Data in files of several kinds: CSV, NumPy, pictures, texts, records.
import os
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
with open("titanic.csv", "w") as f:
    f.write("survived,sex,age,fare,class,alone\n")
    for i in range(12):
        f.write(f"{i % 2},{['male', 'female'][i % 3 == 0]},{20.0 + i},{7.25 * (i + 1)},{['First', 'Second', 'Third'][i % 3]},{'yn'[i % 2]}\n")
ds = tf.data.experimental.make_csv_dataset("titanic.csv", batch_size=5, label_name="survived", num_epochs=1, shuffle=False, ignore_errors=True)
print(ds)
for batch, label in ds.take(1):
    for key, value in batch.items():
        print(f"{key:20s}: {value}")
    print(f"{'label':20s}: {label}")
for b, l in ds:
    print(l.shape, list(b))
sub = tf.data.experimental.make_csv_dataset("titanic.csv", batch_size=4, select_columns=["class", "age", "survived"], label_name="survived", num_epochs=1, shuffle=False)
for b, l in sub.take(1):
    print({k: v.numpy() for k, v in b.items()}, l)
noh = tf.data.experimental.make_csv_dataset("titanic.csv", batch_size=3, column_names=["s", "x", "a", "f", "c", "al"], num_epochs=1, shuffle=False, column_defaults=[tf.int32, tf.string, tf.float32, 0.0, "", ""])
print(noh.element_spec)
for b in noh.take(1):
    print(b["s"], b["al"])
text = open("titanic.csv").read()
lines = text.split("\n")[1:-1]
all_strings = [str()] * 6
print(all_strings)
features = tf.io.decode_csv(lines, record_defaults=all_strings)
for f in features:
    print(f"type: {f.dtype.name}, shape: {f.shape}")
features = tf.io.decode_csv(lines, record_defaults=[int(), str(), float(), float(), str(), str()])
print(features[2], features[4][:3])
simple = tf.data.experimental.CsvDataset("titanic.csv", record_defaults=[int(), str(), float(), float(), str(), str()], header=True)
for example in simple.take(1):
    print([e.numpy() for e in example])
some = tf.data.experimental.CsvDataset(["titanic.csv", "titanic.csv"], record_defaults=[tf.float32, tf.constant([0.0])], header=True, select_cols=[2, 3])
print(some, len(list(some)))
bad = tf.data.experimental.CsvDataset("titanic.csv", record_defaults=[int()] * 6, header=True)
try:
    for example in bad.take(1):
        print([e.numpy() for e in example])
except Exception as e:
    print(type(e).__name__, "Feature: nope" in str(e) or str(e)[:200])
with open("missing.csv", "w") as f:
    f.write("CCC,123\n,5\nA b,\n\"q,1\",7\n")
for rec in tf.data.experimental.CsvDataset("missing.csv", ["def", 99]):
    print([r.numpy() for r in rec])
dataset = tf.data.experimental.CsvDataset("missing.csv", [999, 999], header=False, select_cols=[1, 0]) if False else tf.data.TextLineDataset("missing.csv")
for line in dataset:
    print(line)
with np.load if False else open("data.npz", "wb") as fh:
    np.savez(fh, x_train=np.arange(12).reshape(4, 3), y_train=np.array([0, 1, 0, 1]))
with np.load("data.npz") as data:
    print(data.files)
    train_examples = data["x_train"]
    train_labels = data["y_train"]
train_dataset = tf.data.Dataset.from_tensor_slices((train_examples, train_labels))
print(train_dataset)
for x, y in train_dataset.shuffle(100, seed=1).batch(3):
    print(x.shape, y.shape)
feats = {"a": np.arange(4), "b": np.array(["x", "y", "z", "w"])}
slices = tf.data.Dataset.from_tensor_slices((feats, [0, 1, 0, 1]))
for f, l in slices.take(2):
    print(f, l)
print(slices.element_spec)
print(next(iter(slices.batch(4))))
for k in range(2):
    os.makedirs(f"flowers/{'ab'[k]}", exist_ok=True)
    for i in range(3):
        tf.io.write_file(f"flowers/{'ab'[k]}/{i}.png", tf.io.encode_png(tf.cast(tf.fill([4, 5, 3], 40 * k + 10 * i), tf.uint8)))
train_ds = tf.keras.utils.image_dataset_from_directory("flowers", validation_split=0.5, subset="training", seed=123, image_size=(3, 3), batch_size=2)
val_ds = tf.keras.utils.image_dataset_from_directory("flowers", validation_split=0.5, subset="validation", seed=123, image_size=(3, 3), batch_size=2)
print(train_ds.class_names, train_ds, len(train_ds.file_paths))
for image_batch, labels_batch in train_ds:
    print(image_batch.shape, labels_batch.shape, image_batch.dtype)
normalization_layer = tf.keras.layers.Rescaling(1.0 / 255)
normalized_ds = val_ds.map(lambda x, y: (normalization_layer(x), y))
image_batch, labels_batch = next(iter(normalized_ds))
print(image_batch.shape, float(tf.reduce_max(image_batch)) <= 1)
list_ds = tf.data.Dataset.list_files("flowers/*/*", shuffle=False)
for f in list_ds.take(3):
    print(f.numpy())
class_names = np.array(sorted(os.listdir("flowers")))


def get_label(file_path):
    parts = tf.strings.split(file_path, os.path.sep)
    one_hot = parts[-2] == class_names
    return tf.argmax(one_hot)


def decode_img(img):
    img = tf.io.decode_jpeg(img, channels=3)
    return tf.image.resize(img, [2, 2])


def process_path(file_path):
    label = get_label(file_path)
    img = tf.io.read_file(file_path)
    img = decode_img(img)
    return img, label


for image, label in list_ds.map(process_path, num_parallel_calls=tf.data.AUTOTUNE).take(4):
    print("Image shape: ", image.numpy().shape, "Label: ", label.numpy(), image.numpy().max())
for k in range(2):
    os.makedirs(f"so/{['python', 'java'][k]}", exist_ok=True)
    for i in range(3):
        with open(f"so/{['python', 'java'][k]}/{i}.txt", "w") as f:
            f.write(f"how do I {['print', 'sort', 'index'][i]} in blank {k}\nplease")
raw = tf.keras.utils.text_dataset_from_directory("so", batch_size=2, shuffle=False)
for text_batch, label_batch in raw.take(1):
    for i in range(2):
        print("Question: ", text_batch.numpy()[i])
        print("Label:", label_batch.numpy()[i])
for i, label in enumerate(raw.class_names):
    print("Label", i, "corresponds to", label)
with open("cowper.txt", "w") as f:
    f.write("Achilles sing, O Goddess!\n\nHis wrath pernicious\n")


def labeler(example, index):
    return example, tf.cast(index, tf.int64)


lines_dataset = tf.data.TextLineDataset("cowper.txt")
labeled = lines_dataset.map(lambda ex: labeler(ex, 0))
for text, label in labeled:
    print("Sentence: ", text.numpy(), "Label:", label.numpy())
print(labeled)


def _bytes_feature(value):
    if isinstance(value, type(tf.constant(0))):
        value = value.numpy()
    return tf.train.Feature(bytes_list=tf.train.BytesList(value=[value]))


def _float_feature(value):
    return tf.train.Feature(float_list=tf.train.FloatList(value=[value]))


def _int64_feature(value):
    return tf.train.Feature(int64_list=tf.train.Int64List(value=[value]))


print(_bytes_feature(b"test_string"))
print(_bytes_feature("test_bytes".encode("utf-8")))
print(_float_feature(np.exp(1)))
print(_int64_feature(True))
print(_int64_feature(1))
feature = _float_feature(np.exp(1))
print(feature.SerializeToString())


def serialize_example(feature0, feature1, feature2, feature3):
    feature = {
        "feature0": _int64_feature(feature0),
        "feature1": _int64_feature(feature1),
        "feature2": _bytes_feature(feature2),
        "feature3": _float_feature(feature3),
    }
    example_proto = tf.train.Example(features=tf.train.Features(feature=feature))
    return example_proto.SerializeToString()


serialized_example = serialize_example(False, 4, b"goat", 0.9876)
print(len(serialized_example))
example_proto = tf.train.Example.FromString(serialized_example)
print(example_proto.features.feature["feature2"].bytes_list.value[0])
features_dataset = tf.data.Dataset.from_tensor_slices(([False, True, True], [1, 2, 3], [b"cat", b"dog", b"owl"], [0.1, 0.2, 0.3]))
print(features_dataset)


def tf_serialize_example(f0, f1, f2, f3):
    tf_string = tf.py_function(serialize_example, (f0, f1, f2, f3), tf.string)
    return tf.reshape(tf_string, ())


print(tf_serialize_example(tf.constant(True), tf.constant(3), tf.constant(b"x"), tf.constant(0.5)).dtype)
with tf.io.TFRecordWriter("test.tfrecord") as writer:
    for f0, f1, f2, f3 in features_dataset:
        writer.write(serialize_example(f0.numpy(), f1.numpy(), f2, f3.numpy()))
raw_dataset = tf.data.TFRecordDataset(["test.tfrecord"])
print(raw_dataset)
for raw_record in raw_dataset.take(1):
    print(len(raw_record.numpy()))
feature_description = {
    "feature0": tf.io.FixedLenFeature([], tf.int64, default_value=0),
    "feature1": tf.io.FixedLenFeature([], tf.int64, default_value=0),
    "feature2": tf.io.FixedLenFeature([], tf.string, default_value=""),
    "feature3": tf.io.FixedLenFeature([], tf.float32, default_value=0.0),
}


def _parse_function(example_proto):
    return tf.io.parse_single_example(example_proto, feature_description)


parsed_dataset = raw_dataset.map(_parse_function)
print(parsed_dataset)
for parsed_record in parsed_dataset.take(2):
    print(repr(parsed_record))
for raw_record in raw_dataset.take(1):
    example = tf.train.Example()
    example.ParseFromString(raw_record.numpy())
    result = {}
    for key, feature in sorted(example.features.feature.items()):
        kind = feature.WhichOneof("kind")
        result[key] = list(getattr(feature, kind).value)
    print(result)
try:
    for r in raw_dataset.map(lambda e: tf.io.parse_single_example(e, {"nope": tf.io.FixedLenFeature([], tf.int64)})):
        print(r)
except Exception as e:
    print(type(e).__name__, "Feature: nope" in str(e) or str(e)[:200])
