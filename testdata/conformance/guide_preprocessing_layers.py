# Preprocessing layers: adapted states, text, categories, numbers, inside and outside of models.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

data = np.array([[0.1, 0.2, 0.3], [0.8, 0.9, 1.0], [1.5, 1.6, 1.7]])
layer = layers.Normalization()
layer.adapt(data)
normalized = layer(data)
print("mean: %.2f" % normalized.numpy().mean(), "std: %.2f" % normalized.numpy().std())
print(normalized)
print([w.name for w in layer.weights], [w.shape for w in layer.weights], layer.mean, layer.variance)
print(layers.Normalization(axis=None, mean=3.0, variance=2.0)(np.array([[1.0, 2.0, 3.0]])))
print(layers.Normalization(axis=-1, mean=[1.0, 2.0], variance=[4.0, 9.0], invert=True)(np.array([[1.0, 1.0]])))
print(layer.get_config())

poem = [
    "The fog comes on little cat feet.",
    "It sits looking over harbor and city on silent haunches",
    "and then moves on.",
]
vectorizer = layers.TextVectorization()
vectorizer.adapt(poem)
print(vectorizer.get_vocabulary())
print(vectorizer(["the cat moves on silent feet", "over there!"]))
print(vectorizer.vocabulary_size(), vectorizer.get_config())

vocab = ["a", "b", "c", "d"]
lookup = layers.StringLookup(vocabulary=vocab)
print(lookup([["a", "c", "d"], ["d", "z", "b"]]), lookup.get_vocabulary())
inverse = layers.StringLookup(vocabulary=vocab, invert=True)
print(inverse([[1, 3, 4], [4, 0, 2]]))
dataset = tf.data.Dataset.from_tensor_slices([["a"], ["b"], ["c"], ["b"], ["c"], ["a"]])
indexer = layers.StringLookup()
indexer.adapt(dataset.batch(2))
print(indexer.get_vocabulary())
for mode in ["one_hot", "multi_hot", "count"]:
    encoder = layers.StringLookup(output_mode=mode)
    encoder.adapt(tf.constant([["a"], ["b"], ["c"], ["b"], ["c"], ["a"]]))
    test = tf.constant([["a"], ["b"], ["c"], ["d"], ["e"], [""]]) if mode == "one_hot" else tf.constant([["a", "b", "a"], ["d", "e", ""]])
    print(mode, encoder(test))
tfidf = layers.StringLookup(output_mode="tf_idf", num_oov_indices=1)
tfidf.adapt(tf.constant([["a", "b", "a"], ["b", "c", "b"]]))
print(tfidf(tf.constant([["a", "z", "b"]])))

ints = tf.constant([[10], [20], [20], [10], [22], [0]])
lookup = layers.IntegerLookup(output_mode="one_hot", mask_token=0)
lookup.adapt(ints)
print(lookup.get_vocabulary(), lookup.get_vocabulary(include_special_tokens=False))
print(lookup(tf.constant([[10], [20], [50], [60], [0]])))

ids = np.random.RandomState(3).randint(0, 100000, size=(40, 1))
hasher = layers.Hashing(num_bins=64, salt=1337)
encoder = layers.CategoryEncoding(num_tokens=64, output_mode="multi_hot")
print(encoder(hasher(ids)).shape, np.unique(hasher(ids).numpy())[:10])
print(layers.Hashing(num_bins=5)([["x"], ["y"], ["zebra"]]), layers.Hashing(3, mask_value="")([["A"], [""], ["C"]]))
print(layers.Hashing(num_bins=4, output_mode="multi_hot", sparse=False)([["A", "B"], ["C", "D"]]))
print(layers.HashedCrossing(num_bins=6, output_mode="one_hot")((tf.constant(["A", "B", "A"]), tf.constant([101, 101, 102]))))
print(layers.Discretization(bin_boundaries=[0.0, 1.0, 2.0])([[-1.5, 1.0, 3.4, 0.5], [0.0, 3.0, 1.3, 0.0]]))
disc = layers.Discretization(num_bins=4, epsilon=0.01)
disc.adapt(np.array([[-1.5, 1.0, 3.4, 0.5], [0.0, 3.0, 1.3, 0.0]]))
print(disc.bin_boundaries, disc([[-1.5, 1.0, 3.4, 0.5]]))
print(layers.CategoryEncoding(num_tokens=4, output_mode="count")([[0, 1], [0, 0]], count_weights=[[0.1, 0.2], [0.1, 0.3]]))
print(layers.CategoryEncoding(num_tokens=4, output_mode="one_hot")([3, 2, 0, 1]))

# Text as n-grams with counts and with TF-IDF, within a model.
adapt_data = tf.constant(["The Brain is wider than the Sky", "For put them side by side", "The one the other will contain", "With ease and You beside"])
for mode in ["multi_hot", "tf_idf"]:
    text_vectorizer = layers.TextVectorization(output_mode=mode, ngrams=2)
    text_vectorizer.adapt(adapt_data)
    print(mode, text_vectorizer(["The Brain is deeper than the sea"]))
    print(text_vectorizer.get_vocabulary()[:8], text_vectorizer.vocabulary_size())
    inputs = keras.Input(shape=(text_vectorizer.vocabulary_size(),))
    outputs = layers.Dense(1, kernel_initializer="ones")(inputs)
    model = keras.Model(inputs, outputs)
    model.compile(optimizer="rmsprop", loss="mse")
    train = tf.data.Dataset.from_tensor_slices((["The Brain is deeper than the sea", "for if they are held Blue to Blue"], [1, 0]))
    train = train.batch(2).map(lambda x, y: (text_vectorizer(x), y))
    print([round(v, 4) for v in model.fit(train, epochs=2, verbose=0).history["loss"]])
    inputs = keras.Input(shape=(1,), dtype="string")
    end_to_end = keras.Model(inputs, model(text_vectorizer(inputs)))
    print(end_to_end(tf.constant(["The one the other will absorb"])))
    end_to_end.summary()

text_vectorizer = layers.TextVectorization(output_mode="int", output_sequence_length=6, max_tokens=20, standardize="lower", split="whitespace")
text_vectorizer.adapt(adapt_data)
print(text_vectorizer.get_vocabulary())
inputs = keras.Input(shape=(None,), dtype="int64")
x = layers.Embedding(input_dim=text_vectorizer.vocabulary_size(), output_dim=16)(inputs)
x = layers.GRU(8)(x)
model = keras.Model(inputs, layers.Dense(1)(x))
model.summary()
inputs = keras.Input(shape=(1,), dtype=tf.string)
chars = layers.TextVectorization(split="character", standardize=None, output_mode="int", output_sequence_length=5, vocabulary=list("abc"))
print(chars(inputs).shape, chars(["cab!", "abcabc"]))
ragged = layers.TextVectorization(ragged=True, split="whitespace")
ragged.adapt(adapt_data)
print(ragged(["the sky", "one two the brain"]))
print(layers.TextVectorization(vocabulary=["hot", "cold"], standardize=lambda s: tf.strings.regex_replace(s, "x", ""), split=lambda s: tf.strings.split(s, "-"))(["hxot-cold-mild"]))

# Images: a pipeline of layers in a Sequential.
resize = keras.Sequential([layers.Resizing(4, 4), layers.Rescaling(1.0 / 255, offset=-0.5)])
image = tf.reshape(tf.range(2 * 8 * 8 * 3, dtype="float32"), (2, 8, 8, 3))
print(resize(image)[0, :, :, 0], layers.CenterCrop(2, 3)(image)[1, ..., 2])
for interpolation in ["nearest", "bicubic", "area", "lanczos3"]:
    print(interpolation, layers.Resizing(3, 5, interpolation=interpolation)(image)[0, :, :, 0].numpy())
print(layers.Resizing(3, 5, crop_to_aspect_ratio=True)(image)[0, :, :, 0].numpy())
augment = keras.Sequential([layers.RandomFlip("horizontal", seed=1), layers.RandomRotation(0.1, seed=2), layers.RandomZoom(0.1, seed=3)])
print(augment(image, training=False).numpy().sum() == image.numpy().sum(), augment(image, training=True).shape)
for l in augment.layers:
    print(l.get_config())
print(layers.StringLookup(max_tokens=5, num_oov_indices=2, oov_token="?").get_config())
for bad in [
    lambda: layers.StringLookup(vocabulary=["a", "a"]),
    lambda: layers.StringLookup(output_mode="onehot"),
    lambda: layers.Discretization(num_bins=3, bin_boundaries=[1.0]),
    lambda: layers.CategoryEncoding(num_tokens=2)([5]),
    lambda: layers.TextVectorization(output_mode="count", output_sequence_length=3),
    lambda: layers.Hashing(num_bins=0),
    lambda: layers.IntegerLookup(max_tokens=1),
    lambda: layers.TextVectorization()(["x"]),
    lambda: layers.Normalization()([1.0]),
]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, str(e).splitlines()[0].split(" (type")[0][:40])
