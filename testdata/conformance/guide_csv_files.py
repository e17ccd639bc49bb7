# CSV files as datasets: inferred columns, defaults, selections, and what is wrong with them.
import numpy as np
import tensorflow as tf


def attempt(name, f):
    try:
        print(name, f())
    except Exception as e:
        print(name, type(e).__name__, str(e).strip().splitlines()[-1][:160])


with open("t.csv", "w") as f:
    f.write("sex,age,fare,alone,survived\nmale,22.0,7.25,n,0\nfemale,38.5,71.2833,n,1\nfemale,,7.925,y,1\nmale,35,8.05,y,0\nmale,28,8.4583,y,0\n")
plain = lambda batch: {k: v.numpy().tolist() for k, v in batch.items()}
ds = tf.data.experimental.make_csv_dataset("t.csv", batch_size=2, label_name="survived", num_epochs=1, shuffle=False)
for features, label in ds:
    print({k: v.numpy().tolist() for k, v in features.items()}, label.numpy())
ds = tf.data.experimental.make_csv_dataset("t.csv", batch_size=3, select_columns=["age", "survived"], num_epochs=1, shuffle=False, column_defaults=[tf.float32, 0])
attempt("required", lambda: [plain(b) for b in ds])
ds = tf.data.experimental.make_csv_dataset("t.csv", batch_size=3, select_columns=["age", "survived"], num_epochs=1, shuffle=False, column_defaults=[-1.0, 0])
attempt("default", lambda: [plain(b) for b in ds])
ds = tf.data.experimental.make_csv_dataset("t.csv", batch_size=4, num_epochs=1, shuffle=True, shuffle_seed=3, shuffle_buffer_size=3, num_rows_for_inference=2)
attempt("shuffled", lambda: [plain(b) for b in ds])
ds = tf.data.experimental.make_csv_dataset("t.csv", batch_size=2, column_names=["a", "b", "c", "d", "e"], header=False, num_epochs=1, shuffle=False)
print(next(iter(ds))["b"].numpy())
endless = tf.data.experimental.make_csv_dataset("t.csv", batch_size=4, label_name="survived", shuffle=False)
print([label.numpy().tolist() for _, label in endless.take(3)])
attempt("label", lambda: tf.data.experimental.make_csv_dataset("t.csv", batch_size=2, label_name="nope"))
attempt("column", lambda: tf.data.experimental.make_csv_dataset("t.csv", batch_size=2, select_columns=["nope"]))
attempt("no file", lambda: tf.data.experimental.make_csv_dataset("none*.csv", batch_size=2))
numeric = tf.data.experimental.make_csv_dataset("t.csv", batch_size=5, select_columns=["age", "fare", "survived"], label_name="survived", num_epochs=1, shuffle=False)
packed = numeric.map(lambda features, label: (tf.stack(list(features.values()), axis=-1), label))
for x, y in packed:
    print(np.round(x.numpy(), 3).tolist(), y.numpy())

rows = tf.data.experimental.CsvDataset("t.csv", [tf.string, tf.float32, tf.float32], header=True, select_cols=[0, 1, 2])
attempt("required", lambda: [tuple(x.numpy() for x in row) for row in rows])
rows = tf.data.experimental.CsvDataset("t.csv", [tf.string, tf.constant([1.5], tf.float32), 999.0, "", 0], header=True)
print(rows)
attempt("rows", lambda: [tuple(x.numpy() for x in row) for row in rows])
rows = tf.data.experimental.CsvDataset("t.csv", [tf.string, tf.float32], header=True)
attempt("more", lambda: [tuple(x.numpy() for x in row) for row in rows])
with open("q.csv", "w") as f:
    f.write('1,"a, b",x\n2,"say ""hi""",\n')
rows = tf.data.experimental.CsvDataset(["q.csv"], [0, "", "none"])
print([tuple(x.numpy() for x in row) for row in rows], rows.element_spec)
with open("b.bin", "wb") as f:
    f.write(b"HH" + b"abcdefghi" + b"F")
with open("c.bin", "wb") as f:
    f.write(b"HH" + b"xyzuvw" + b"F")
attempt("fixed", lambda: [x.numpy() for x in tf.data.FixedLengthRecordDataset(["b.bin", "c.bin"], 3, header_bytes=2, footer_bytes=1)])
attempt("excess", lambda: [x.numpy() for x in tf.data.FixedLengthRecordDataset("b.bin", 5)])
attempt("missing", lambda: [x.numpy() for x in tf.data.TextLineDataset("nope.txt")])
print([x.numpy() for x in tf.data.Dataset.list_files("*.bin", shuffle=False)], [x.numpy() for x in tf.data.Dataset.list_files(["b.bin", "c.bin", "t.csv"], seed=4)])
