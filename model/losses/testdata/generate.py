# Writes cases.json: losses of Keras 2.15, reduced and not, with gradients, weights, configs and errors.
import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf
from tensorflow import keras

L = keras.losses


def arr(a):
    a = np.asarray(a)
    return {"shape": list(a.shape), "values": [float(v) if np.isfinite(v) else str(float(v)) for v in a.ravel()], "dtype": str(a.dtype)}


rng = np.random.RandomState(0)
probs = rng.dirichlet(np.ones(4), 3).astype("float32")
logits = (rng.randn(3, 4) * 2).astype("float32")
onehot = np.eye(4, dtype="float32")[[1, 3, 0]]
sparse = np.array([1, 3, 0])
binary = (rng.rand(3, 4) > 0.5).astype("float32")
p01 = rng.rand(3, 4).astype("float32")
reals, preds = rng.randn(3, 4).astype("float32"), rng.randn(3, 4).astype("float32")
seq, seq_y = rng.dirichlet(np.ones(3), (2, 5)).astype("float32"), rng.randint(0, 3, (2, 5))
edge = np.array([[0.0, 1.0, 0.5, 1e-9]], "float32")
plain = ["MeanSquaredError", "MeanAbsoluteError", "MeanAbsolutePercentageError", "MeanSquaredLogarithmicError", "LogCosh", "Huber", "CosineSimilarity", "Hinge", "SquaredHinge", "CategoricalHinge", "Poisson", "KLDivergence"]
runs = []
for name in plain:
    runs.append((name, {}, reals, preds))
    runs.append((name, {}, binary, p01))
runs += [
    ("Huber", {"delta": 0.3}, reals, preds), ("CosineSimilarity", {"axis": 0}, reals, preds),
    ("BinaryCrossentropy", {}, binary, p01), ("BinaryCrossentropy", {"from_logits": True}, binary, logits),
    ("BinaryCrossentropy", {"label_smoothing": 0.2}, binary, p01), ("BinaryCrossentropy", {"axis": 0}, binary, p01), ("BinaryCrossentropy", {}, np.array([[0.0, 1.0, 1.0, 1.0]], "float32"), edge),
    ("BinaryFocalCrossentropy", {}, binary, p01), ("BinaryFocalCrossentropy", {"apply_class_balancing": True, "alpha": 0.3, "gamma": 1.5}, binary, p01),
    ("BinaryFocalCrossentropy", {"from_logits": True, "label_smoothing": 0.1}, binary, logits),
    ("CategoricalCrossentropy", {}, onehot, probs), ("CategoricalCrossentropy", {"from_logits": True}, onehot, logits), ("CategoricalCrossentropy", {"label_smoothing": 0.1}, onehot, probs),
    ("CategoricalCrossentropy", {"axis": 0}, onehot, probs), ("CategoricalCrossentropy", {"axis": 0, "from_logits": True}, onehot, logits), ("CategoricalCrossentropy", {}, np.array([[0.0, 1.0, 0.0, 0.0]], "float32"), edge),
    ("CategoricalFocalCrossentropy", {}, onehot, probs), ("CategoricalFocalCrossentropy", {"alpha": [0.1, 0.2, 0.3, 0.4], "gamma": 3.0}, onehot, probs), ("CategoricalFocalCrossentropy", {"from_logits": True, "label_smoothing": 0.1}, onehot, logits),
    ("SparseCategoricalCrossentropy", {}, sparse, probs), ("SparseCategoricalCrossentropy", {"from_logits": True}, sparse, logits), ("SparseCategoricalCrossentropy", {}, sparse.reshape(3, 1), probs),
    ("SparseCategoricalCrossentropy", {}, seq_y, seq), ("SparseCategoricalCrossentropy", {}, seq_y.reshape(2, 5, 1), seq), ("SparseCategoricalCrossentropy", {"ignore_class": 0}, seq_y, seq),
    ("SparseCategoricalCrossentropy", {"ignore_class": -1, "from_logits": True}, np.array([1, -1, 0]), logits), ("SparseCategoricalCrossentropy", {}, np.array([1]), edge),
    ("MeanSquaredError", {"reduction": "sum"}, reals, preds), ("MeanSquaredError", {"reduction": "none"}, reals, preds), ("MeanSquaredError", {"reduction": "sum_over_batch_size", "name": "x"}, reals, preds),
]
cases = []
for name, kw, y, p in runs:
    loss = getattr(L, name)(**kw)
    t, q = tf.constant(y), tf.constant(p)
    with tf.GradientTape() as tape:
        tape.watch(q)
        out = loss(t, q)
        total = tf.reduce_sum(out)
    w = np.linspace(0.5, 2.0, y.shape[0]).astype("float32")
    case = {"class": name, "kwargs": kw, "y": arr(y), "p": arr(p), "out": arr(out), "grad": arr(tape.gradient(total, q)), "config": L.serialize(loss)}
    if kw.get("axis") != 0:
        case["weighted"] = arr(loss(t, q, sample_weight=w))
        case["each"] = arr(loss.call(t, q))
    cases.append(case)
bad = [("MeanSquaredError", {"reduction": "nope"}), ("Huber", {"foo": 1}), ("BinaryCrossentropy", {"from_logit": True})]
for name, kw in bad:
    try:
        getattr(L, name)(**kw)
    except Exception as e:
        cases.append({"class": name, "kwargs": kw, "error": type(e).__name__ + ": " + str(e)})
json.dump({"cases": cases}, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases.json"), "w"), indent=1)
