# keras.preprocessing: sequences, text, smart_resize
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def show(v):
    if isinstance(v, dict):
        return {k: show(v[k]) for k in v}
    if isinstance(v, (list, tuple)):
        return [show(e) for e in v]
    if isinstance(v, keras.layers.Layer):
        return type(v).__name__
    if hasattr(v, "numpy"):
        v = v.numpy()
    if isinstance(v, np.ndarray):
        return np.round(v, 4).tolist() if v.dtype.kind in "fiub" else v.tolist()
    if isinstance(v, (float, np.floating)):
        return round(float(v), 4)
    return v


def t(label, f):
    try:
        print(label, show(f()))
    except Exception as e:
        print(label, type(e).__name__, str(e).splitlines()[0] if str(e) else "")


P, T = keras.preprocessing.sequence, keras.preprocessing.text
t("table", lambda: P.make_sampling_table(6))
data = np.arange(10)
g = P.TimeseriesGenerator(data, data * 2, length=3, sampling_rate=1, stride=2, batch_size=2)
print(len(g), [(a.tolist(), b.tolist()) for a, b in (g[i] for i in range(len(g)))])
t("bad", lambda: P.TimeseriesGenerator(data, data[:5], length=3))
pairs, labels = P.skipgrams([1, 2, 3, 4], vocabulary_size=5, window_size=1, negative_samples=0.0, shuffle=False)
print(pairs, labels)
t("pad", lambda: [P.pad_sequences([[1], [2, 3, 4]], maxlen=2, padding=p, truncating=q, value=9) for p in ("pre", "post") for q in ("pre", "post")])
print(T.text_to_word_sequence("The CAT, sat; on-the mat!", lower=True), T.text_to_word_sequence("a-b", filters=""), T.one_hot("a b a", 5) == T.one_hot("a b a", 5))
print(T.hashing_trick("the cat sat", 20, hash_function="md5"))
k = T.Tokenizer(num_words=4, oov_token="<o>")
k.fit_on_texts(["a b b c", "b c d"])
j = T.tokenizer_from_json(k.to_json())
print(k.word_index, j.texts_to_sequences(["a b z"]), k.texts_to_matrix(["a b b"], mode="count").tolist(), j.word_counts == k.word_counts)
t("resize", lambda: keras.preprocessing.image.smart_resize(np.arange(24.0).reshape(4, 6, 1), (2, 2))[:, :, 0])
