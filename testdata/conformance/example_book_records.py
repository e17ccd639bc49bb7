import numpy as np, os
import tensorflow as tf
from pathlib import Path
from tensorflow.train import BytesList, FloatList, Int64List
from tensorflow.train import Feature, Features, Example
tf.random.set_seed(42)
rs = np.random.RandomState(0)
X = rs.normal(size=(20, 3)); y = X.sum(1)
def save_to_csv_files(data, name_prefix, header=None, n_parts=4):
    housing_dir = Path() / "datasets" / "housing"
    housing_dir.mkdir(parents=True, exist_ok=True)
    filename_format = "my_{}_{:02d}.csv"
    filepaths = []
    m = len(data)
    chunks = np.array_split(np.arange(m), n_parts)
    for file_idx, row_indices in enumerate(chunks):
        part_csv = housing_dir / filename_format.format(name_prefix, file_idx)
        filepaths.append(str(part_csv))
        with open(part_csv, "w") as f:
            if header is not None:
                f.write(header)
                f.write("\n")
            for row_idx in row_indices:
                f.write(",".join([repr(round(float(col), 3)) for col in data[row_idx]]))
                f.write("\n")
    return filepaths
train_filepaths = save_to_csv_files(np.c_[X, y], "train", "MedInc,HouseAge,AveRooms,MedianHouseValue", n_parts=4)
print("".join(open(train_filepaths[0]).readlines()[:3]))
print(train_filepaths)
filepath_dataset = tf.data.Dataset.list_files(train_filepaths, seed=42, shuffle=False)
for filepath in filepath_dataset:
    print(filepath)
n_readers = 2
dataset = filepath_dataset.interleave(lambda filepath: tf.data.TextLineDataset(filepath).skip(1), cycle_length=n_readers)
for line in dataset.take(5):
    print(line)
X_mean, X_std = X.mean(0).astype(np.float32), X.std(0).astype(np.float32)
n_inputs = 3
def parse_csv_line(line):
    defs = [0.] * n_inputs + [tf.constant([], dtype=tf.float32)]
    fields = tf.io.decode_csv(line, record_defaults=defs)
    return tf.stack(fields[:-1]), tf.stack(fields[-1:])
def preprocess(line):
    x, y = parse_csv_line(line)
    return (x - X_mean) / X_std, y
print(preprocess(b'4.2083,44.0,5.3232,2.782'))
def csv_reader_dataset(filepaths, n_readers=2, n_read_threads=None, n_parse_threads=5, shuffle_buffer_size=10, seed=42, batch_size=4):
    dataset = tf.data.Dataset.list_files(filepaths, seed=seed, shuffle=False)
    dataset = dataset.interleave(lambda filepath: tf.data.TextLineDataset(filepath).skip(1), cycle_length=n_readers, num_parallel_calls=n_read_threads)
    dataset = dataset.map(preprocess, num_parallel_calls=n_parse_threads)
    return dataset.batch(batch_size).prefetch(1)
train_set = csv_reader_dataset(train_filepaths)
for X_batch, y_batch in train_set.take(1):
    print("X =", X_batch)
    print("y =", y_batch)
print(train_set.element_spec)
for m in dir(tf.data.Dataset):
    if m in ("map", "batch", "rejection_resample", "scan"):
        func = getattr(tf.data.Dataset, m)
        if hasattr(func, "__doc__"):
            print("● {:21s}".format(m + "()"))
with tf.io.TFRecordWriter("my_data.tfrecord") as f:
    f.write(b"This is the first record")
    f.write(b"And this is the second record")
for item in tf.data.TFRecordDataset(["my_data.tfrecord"]):
    print(item)
options = tf.io.TFRecordOptions(compression_type="GZIP")
with tf.io.TFRecordWriter("my_compressed.tfrecord", options) as f:
    f.write(b"Compress, compress, compress!")
dataset = tf.data.TFRecordDataset(["my_compressed.tfrecord"], compression_type="GZIP")
for item in dataset: print(item)
person_example = Example(features=Features(feature={
    "name": Feature(bytes_list=BytesList(value=[b"Alice"])),
    "id": Feature(int64_list=Int64List(value=[123])),
    "emails": Feature(bytes_list=BytesList(value=[b"a@b.com", b"c@d.com"]))}))
print(person_example.features.feature["id"])
with tf.io.TFRecordWriter("my_contacts.tfrecord") as f:
    for _ in range(5):
        f.write(person_example.SerializeToString())
feature_description = {
    "name": tf.io.FixedLenFeature([], tf.string, default_value=""),
    "id": tf.io.FixedLenFeature([], tf.int64, default_value=0),
    "emails": tf.io.VarLenFeature(tf.string),
}
def parse(serialized_example):
    return tf.io.parse_single_example(serialized_example, feature_description)
dataset = tf.data.TFRecordDataset(["my_contacts.tfrecord"]).map(parse)
for parsed_example in dataset.take(1):
    print(parsed_example)
print(tf.sparse.to_dense(parsed_example["emails"], default_value=b""))
print(parsed_example["emails"].values)
def parse(serialized_examples):
    return tf.io.parse_example(serialized_examples, feature_description)
dataset = tf.data.TFRecordDataset(["my_contacts.tfrecord"]).batch(2).map(parse)
for parsed_examples in dataset.take(1):
    print(parsed_examples["id"], parsed_examples["emails"].dense_shape)
img = rs.randint(0, 256, (4, 4, 3)).astype(np.uint8)
data = tf.io.encode_png(img)
example_with_image = Example(features=Features(feature={"image": Feature(bytes_list=BytesList(value=[data.numpy()]))}))
serialized_example = example_with_image.SerializeToString()
example_with_image = tf.io.parse_single_example(serialized_example, {"image": tf.io.VarLenFeature(tf.string)})
decoded_img = tf.io.decode_image(example_with_image["image"].values[0])
print((decoded_img.numpy() == img).all(), decoded_img.shape)
tensor = tf.constant([[0., 1.], [2., 3.], [4., 5.]])
serialized = tf.io.serialize_tensor(tensor)
print(tf.io.parse_tensor(serialized, out_type=tf.float32))
from tensorflow.train import FeatureList, FeatureLists, SequenceExample
context = Features(feature={"author_id": Feature(int64_list=Int64List(value=[123])), "title": Feature(bytes_list=BytesList(value=[b"A", b"desert", b"place", b"."]))})
content = [["When", "shall", "we"], ["In", "thunder"]]
comments = [["When", "the"], ["When"]]
def words_to_feature(words):
    return Feature(bytes_list=BytesList(value=[word.encode("utf-8") for word in words]))
sequence_example = SequenceExample(context=context, feature_lists=FeatureLists(feature_list={
    "content": FeatureList(feature=[words_to_feature(s) for s in content]), "comments": FeatureList(feature=[words_to_feature(s) for s in comments])}))
serialized_sequence_example = sequence_example.SerializeToString()
context_feature_descriptions = {"author_id": tf.io.FixedLenFeature([], tf.int64, default_value=0), "title": tf.io.VarLenFeature(tf.string)}
sequence_feature_descriptions = {"content": tf.io.VarLenFeature(tf.string), "comments": tf.io.VarLenFeature(tf.string)}
parsed_context, parsed_feature_lists = tf.io.parse_single_sequence_example(serialized_sequence_example, context_feature_descriptions, sequence_feature_descriptions)
print(parsed_context["title"].values)
print(tf.RaggedTensor.from_sparse(parsed_feature_lists["content"]))
discretize = tf.keras.layers.Discretization(bin_boundaries=[18., 50.])
age = tf.constant([[10.], [93.], [57.], [18.], [37.], [5.]])
age_categories = discretize(age)
print(age_categories)
onehot_layer = tf.keras.layers.CategoryEncoding(num_tokens=3)
print(onehot_layer(age_categories))
two_age_categories = np.array([[1, 0], [2, 2], [2, 0]])
print(tf.keras.layers.CategoryEncoding(num_tokens=3, output_mode="count")(two_age_categories))
cities = ["Auckland", "Paris", "Paris", "San Francisco"]
str_lookup_layer = tf.keras.layers.StringLookup(num_oov_indices=5)
str_lookup_layer.adapt(cities)
print(str_lookup_layer([["Paris"], ["Auckland"], ["Foo"], ["Bar"], ["Baz"]]))
hashing_layer = tf.keras.layers.Hashing(num_bins=10)
print(hashing_layer([["Paris"], ["Tokyo"], ["Auckland"], ["Montreal"]]))
tf.random.set_seed(42)
str_lookup_layer = tf.keras.layers.StringLookup()
str_lookup_layer.adapt(["<1H OCEAN", "INLAND", "NEAR OCEAN", "NEAR BAY", "ISLAND"])
lookup_and_embed = tf.keras.Sequential([
    tf.keras.layers.InputLayer(input_shape=[], dtype=tf.string), str_lookup_layer,
    tf.keras.layers.Embedding(input_dim=str_lookup_layer.vocabulary_size(), output_dim=2)])
print(lookup_and_embed(np.array(["<1H OCEAN", "ISLAND", "<1H OCEAN"])).shape)
train_data = ["To be", "!(to be)", "That's the question", "Be, be, be."]
text_vec_layer = tf.keras.layers.TextVectorization(output_mode="tf_idf")
text_vec_layer.adapt(train_data)
print(text_vec_layer(["Be good!", "Question: be or be?"]))
text_vec_layer = tf.keras.layers.TextVectorization(ragged=True)
text_vec_layer.adapt(train_data)
print(text_vec_layer(["Be good!", "Question: be or be?"]))
