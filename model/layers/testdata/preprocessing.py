# Writes preprocessing.json: layers for raw numbers, categories and texts.
from oracle import *


def T(*v, dtype="string"):
    return tf.constant(v, dtype=dtype)


V = ["a", "b", "c"]
words = T(["a", "c", "q"], ["zz", "b", "b"])
numbers = T([5, 6, 9], [0, -3, 5], dtype="int64")
texts = T("The cat sat.", "The dog; the DOG!", "", "a b c d")
docs = ["b a b", "c a", "d", "a, b!", "e f g a"]
sample = X(7, 3)
cases = [
    run("Normalization", {}, X(2, 3, k=1), adapt=sample),
    run("Normalization", {"axis": None}, X(2, 3, k=1), adapt=sample, batch_size=2),
    run("Normalization", {"axis": (1, -1)}, X(2, 2, 3), adapt=X(5, 2, 3, k=2), batch_size=3),
    run("Normalization", {"axis": 1, "invert": True}, X(2, 2, 3), adapt=X(5, 2, 3, k=2)),
    run("Normalization", {"mean": 2.0, "variance": 4.0}, X(2, 3)),
    run("Normalization", {"mean": [1.0, 2.0, 3.0], "variance": (4.0, 1.0, 0.5)}, X(2, 3)),
    run("Normalization", {}, X(2, 3)),
    run("Discretization", {"bin_boundaries": [0.0, 0.5, 0.9]}, X(2, 5)),
    run("Discretization", {"bin_boundaries": (0, 2), "output_mode": "one_hot"}, T([1], [2], [-4], dtype="int32")),
    run("Discretization", {"num_bins": 4}, X(2, 5), adapt=X(40, 10)),
    run("Discretization", {"num_bins": 3, "epsilon": 0.05, "output_mode": "multi_hot"}, X(2, 5), adapt=X(100, 3), batch_size=40),
    run("Discretization", {"num_bins": 3, "output_mode": "count", "dtype": "float64"}, X(2, 5), adapt=X(9)),
    run("Discretization", {"num_bins": 2, "dtype": "int32"}, X(2, 5), adapt=X(3)),
    run("CategoryEncoding", {"num_tokens": 4}, T([0, 1], [3, 3], dtype="int32")),
    run("CategoryEncoding", {"num_tokens": 4, "output_mode": "one_hot"}, T(3, 1, 0, dtype="int64")),
    run("CategoryEncoding", {"num_tokens": 4, "output_mode": "one_hot", "dtype": "int32"}, T([3], [1], [0], dtype="int64")),
    run("CategoryEncoding", {"num_tokens": 4, "output_mode": "count"}, T([0, 1], [3, 3], dtype="int32"), call={"count_weights": T([0.5, 2.0], [1.0, 0.25], dtype="float32")}),
    run("CategoryEncoding", {"num_tokens": 3, "output_mode": "binary"}, T(1.0, 2.0, dtype="float32")),
    run("Hashing", {"num_bins": 5}, words),
    run("Hashing", {"num_bins": 7, "salt": 13}, numbers),
    run("Hashing", {"num_bins": 7, "salt": [5, 77], "output_mode": "multi_hot"}, words),
    run("Hashing", {"num_bins": 4, "mask_value": "a"}, words),
    run("Hashing", {"num_bins": 4, "mask_value": 5, "output_mode": "count", "dtype": "float64"}, numbers),
    run("Hashing", {"num_bins": 4, "output_mode": "one_hot"}, T("q", "r", "some longer text, of more than 64 bytes, which another part of FarmHash takes")),
    run("HashedCrossing", {"num_bins": 5}, [T("A", "B", "C"), T(1, 2, 3, dtype="int32")]),
    run("HashedCrossing", {"num_bins": 1000}, [T(["A"], ["B"]), T(["x"], ["y"]), T([1], [2], dtype="int64")]),
    run("HashedCrossing", {"num_bins": 6, "output_mode": "one_hot"}, [T(["A"], ["B"]), T(["x"], ["y"])]),
    run("StringLookup", {"vocabulary": V}, words),
    run("StringLookup", {"vocabulary": V, "num_oov_indices": 3, "mask_token": "b"} | {"vocabulary": ["a", "c"]}, words),
    run("StringLookup", {"vocabulary": V, "output_mode": "multi_hot", "num_oov_indices": 2}, words),
    run("StringLookup", {"vocabulary": V, "output_mode": "one_hot", "mask_token": ""}, T(["a"], [""], ["q"])),
    run("StringLookup", {"vocabulary": V, "output_mode": "count", "max_tokens": 6, "pad_to_max_tokens": True}, words),
    run("StringLookup", {"vocabulary": V, "output_mode": "tf_idf", "idf_weights": [0.5, 1.0, 3.0]}, words),
    run("StringLookup", {"vocabulary": ["", "[UNK]", "x"], "mask_token": ""}, T("x", "y", "")),
    run("StringLookup", {"vocabulary": V, "invert": True}, numbers),
    run("StringLookup", {"max_tokens": 5, "oov_token": "?"}, words, adapt=["b", "c", "b", "?", "a", "q", "d"], batch_size=2),
    run("StringLookup", {"output_mode": "tf-idf", "max_tokens": 9, "pad_to_max_tokens": True}, words, adapt=["b", "c", "b", "a", "q"]),
    run("IntegerLookup", {"vocabulary": [5, 6, 7]}, numbers),
    run("IntegerLookup", {"vocabulary": [5, 6, 7], "num_oov_indices": 2, "mask_token": 0}, numbers),
    run("IntegerLookup", {"vocabulary": [5, 6], "invert": True, "mask_token": 0}, numbers),
    run("IntegerLookup", {"output_mode": "count"}, numbers, adapt=T([3, 5, 5], [9, 3, 3], dtype="int64")),
    run("IntegerLookup", {"vocabulary": [5, 6], "output_mode": "binary", "dtype": "int64"}, numbers),
    run("TextVectorization", {}, texts, adapt=docs),
    run("TextVectorization", {"max_tokens": 5, "output_sequence_length": 3}, tf.expand_dims(texts, 1), adapt=docs, batch_size=2),
    run("TextVectorization", {"vocabulary": V, "output_sequence_length": 9, "split": "character"}, texts),
    run("TextVectorization", {"vocabulary": V + ["the cat", "a b"], "ngrams": 2}, texts),
    run("TextVectorization", {"vocabulary": V + ["the cat", "a b c"], "ngrams": (2, 3), "output_mode": "count"}, texts),
    run("TextVectorization", {"vocabulary": V, "standardize": "lower"}, texts),
    run("TextVectorization", {"vocabulary": V, "standardize": "strip_punctuation", "output_mode": "multi_hot"}, texts),
    run("TextVectorization", {"vocabulary": V, "standardize": None, "split": None}, words),
    run("TextVectorization", {"vocabulary": V, "split": None, "output_sequence_length": 2}, words),
    run("TextVectorization", {"vocabulary": V, "split": None, "output_mode": "count"}, words),
    run("TextVectorization", {"output_mode": "tf_idf"}, texts, adapt=docs),
    run("TextVectorization", {"output_mode": None, "split": None}, texts),
    run("TextVectorization", {"vocabulary": V, "output_mode": "tf_idf", "idf_weights": [0.5, 1.0, 3.0], "max_tokens": 8, "pad_to_max_tokens": True}, texts),
]
errors = [
    bad("Normalization", {"mean": 1.0}), bad("Normalization", {"axis": 5}, X(2, 3)), bad("Normalization", {"axis": 1}, [X(2, 3), X(2, 3)]),
    bad("Discretization", {"output_mode": "x"}), bad("Discretization", {"sparse": True}), bad("Discretization", {"num_bins": -1}), bad("Discretization", {"num_bins": 2, "bin_boundaries": [1.0]}),
    bad("Discretization", {"bin_boundaries": [3.0, 1.0]}, X(2)), bad("Discretization", {"bin_boundaries": [1.0]}, T("a")),
    bad("CategoryEncoding", {}), bad("CategoryEncoding", {"num_tokens": 0}), bad("CategoryEncoding", {"num_tokens": 2, "output_mode": "int"}),
    bad("CategoryEncoding", {"num_tokens": 2}, T(1, 2, dtype="int32")), bad("CategoryEncoding", {"num_tokens": 2, "output_mode": "one_hot"}, T([1, 2], dtype="int32") * 0),
    bad("Hashing", {"num_bins": 0}), bad("Hashing", {"num_bins": None}), bad("Hashing", {"num_bins": 2, "salt": "x"}), bad("Hashing", {"num_bins": 2, "output_mode": "x"}), bad("Hashing", {"num_bins": 2, "sparse": True}), bad("Hashing", {"num_bins": 2}, X(2)),
    bad("HashedCrossing", {"num_bins": 2, "output_mode": "count"}), bad("HashedCrossing", {"num_bins": 2, "dtype": "float32"}),
    bad("StringLookup", {"max_tokens": 1}), bad("StringLookup", {"pad_to_max_tokens": True}), bad("StringLookup", {"num_oov_indices": -1}), bad("StringLookup", {"output_mode": "x"}),
    bad("StringLookup", {"output_mode": "one_hot", "invert": True}), bad("StringLookup", {"sparse": True}), bad("StringLookup", {"idf_weights": [1.0]}), bad("StringLookup", {"vocabulary": ["a"], "output_mode": "tf_idf"}),
    bad("StringLookup", {"vocabulary": ["a"], "output_mode": "tf_idf", "idf_weights": [1.0, 2.0]}), bad("StringLookup", {"vocabulary": "none.txt"}), bad("StringLookup", {"vocabulary": []}), bad("StringLookup", {"vocabulary": ["a", "b", "a"]}),
    bad("StringLookup", {"vocabulary": ["a", ""], "mask_token": ""}), bad("StringLookup", {"vocabulary": ["[UNK]", "a", "[UNK]"], "invert": True}), bad("StringLookup", {"vocabulary": ["a", "b"], "max_tokens": 2}), bad("StringLookup", {"vocabulary": V, "dtype": "float32"}),
    bad("StringLookup", {"vocabulary": V, "num_oov_indices": 0}, words), bad("StringLookup", {}, words), bad("StringLookup", {"output_mode": "one_hot"}, words),
    bad("IntegerLookup", {"vocabulary_dtype": "float32"}), bad("IntegerLookup", {"max_tokens": 1}), bad("IntegerLookup", {"num_oov_indices": -1}), bad("IntegerLookup", {"vocabulary": ["a"]}), bad("IntegerLookup", {"vocabulary": [5], "num_oov_indices": 0}, numbers),
    bad("TextVectorization", {"dtype": "float32"}), bad("TextVectorization", {"standardize": "x"}), bad("TextVectorization", {"split": "x"}), bad("TextVectorization", {"output_mode": "one_hot"}), bad("TextVectorization", {"ngrams": [1, 2]}),
    bad("TextVectorization", {"output_sequence_length": "x"}), bad("TextVectorization", {"output_sequence_length": 3, "output_mode": "count"}), bad("TextVectorization", {"ragged": True, "output_mode": "count"}), bad("TextVectorization", {"ragged": True, "output_sequence_length": 3}),
    bad("TextVectorization", {"vocabulary": V}, words),
]
write("preprocessing.json", cases, errors)
