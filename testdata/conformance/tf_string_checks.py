# Checks of tf.strings, characters of several encodings, copies of tensors, text files into open files, datasets of pieces.
import copy
import io

import numpy as np
import tensorflow as tf


def tr(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, "|", e)


S = tf.strings
for f in (S.to_hash_bucket_fast, S.to_hash_bucket):
    tr(lambda: f("a", 0))
tr(lambda: S.to_hash_bucket_strong("a", 0, [1, 2]))
tr(lambda: S.to_hash_bucket_strong("a", 5, [1]))
tr(lambda: S.ngrams(["a"], 0))
tr(lambda: S.ngrams(["a"], [2, -1]))
tr(lambda: S.lower("a", encoding="x"))
for k in (dict(precision=2), dict(scientific=True), dict(width=3, fill="ab"), dict(width=3, fill="0")):
    tr(lambda: S.as_string(1, **k))
tr(lambda: S.as_string(True, precision=1))
tr(lambda: S.as_string(1.5, scientific=True, shortest=True))
tr(lambda: S.unicode_decode("a", "UTF-99"))
for k in (dict(errors="strict"), dict(errors="ignore"), dict(replacement_char=63), {}):
    tr(lambda: S.unicode_decode(b"a\xffb", "UTF-8", **k))
    tr(lambda: S.unicode_split(b"a\xffb", "UTF-8", **k))
tr(lambda: S.unicode_decode("a\x01", "UTF-8", replace_control_characters=True))
tr(lambda: S.unicode_decode(b"\xe9a", "ISO-8859-1"))
tr(lambda: S.unicode_transcode("hé", "UTF-8", "UTF-16-BE"))
tr(lambda: S.unicode_decode(b"\x00h\x00\xe9", "UTF-16-BE"))
tr(lambda: S.unicode_transcode("a", "X", "UTF-8"))
tr(lambda: S.substr(["a"], [0, 1], [1]))
tr(lambda: S.reduce_join([["a"]], axis=5))
tr(lambda: S.split(["a b c", "d"], maxsplit=1).to_list())
tr(lambda: S.split(["a b", "c d"]).numpy())
t = tf.constant([1, 2])
print(copy.copy(t), copy.deepcopy(t), tf.int32.limits, tf.uint8.limits, tf.bool.limits)
lines = tf.data.Dataset.from_tensor_slices(["one fish", "", "two"])
print([w.numpy() for w in lines.map(S.split).flat_map(tf.data.Dataset.from_tensor_slices)])
x, o, b = np.arange(6.0).reshape(2, 3), io.StringIO(), io.BytesIO()
np.savetxt(o, x, fmt=["%d", "%.1f", "%5.2f"], delimiter=";", header="a;b", footer="end", comments="% ")
np.savetxt(b, x, fmt="%03d", newline="|")
print(o.getvalue(), b.getvalue())
for fmt in ("%d,%d", ["%d", "%d"], 3):
    tr(lambda: np.savetxt(o, x, fmt=fmt))
tr(lambda: np.savetxt(3, x))
tr(lambda: np.partition([1], 3))
tr(lambda: np.fill_diagonal(np.ones(3), 1))
tr(lambda: np.ix_([[1]]))
print(x.T.ravel("K"), x.T.ravel("A"), x.T.ravel(), x[:, ::2].ravel("K"))
tr(lambda: tf.data.Dataset.range(3).map(1))
tr(lambda: tf.data.Dataset.range(3).filter(1))
K = tf.keras.backend
tr(lambda: K.rnn(lambda i, s: (i, s), K.ones((2,)), []))
