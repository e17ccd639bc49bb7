# Writes cases.json: metrics of Keras 2.15 after one and two updates, with and without weights, their variables, configs and errors.
import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf
from tensorflow import keras

M = keras.metrics


def arr(a):
    a = np.asarray(a)
    return {"shape": list(a.shape), "values": [float(v) if np.isfinite(v) else str(float(v)) for v in a.ravel()], "dtype": str(a.dtype)}


def tup(x):
    if isinstance(x, dict):
        return {k: tup(v) for k, v in x.items()}
    if isinstance(x, tuple):
        return {"__tuple__": [tup(v) for v in x]}
    if isinstance(x, (list,)) or type(x).__name__ == "ListWrapper":
        return [tup(v) for v in x]
    if isinstance(x, np.ndarray):
        return [float(v) for v in x]
    if isinstance(x, np.floating):
        return float(x)
    return x


rng = np.random.RandomState(0)
onehot = np.eye(4, dtype="float32")[[1, 3, 0, 2, 1]]
sparse = np.array([1, 3, 0, 2, 1])
probs = rng.dirichlet(np.ones(4), 5).astype("float32")
logits = (rng.randn(5, 4) * 2).astype("float32")
multi = (rng.rand(5, 4) > 0.5).astype("float32")
p01 = rng.rand(5, 4).astype("float32")
reals, preds = rng.randn(5, 4).astype("float32"), rng.randn(5, 4).astype("float32")
b, p = (rng.rand(20) > 0.4).astype("float32"), rng.rand(20).astype("float32")
classes = rng.randint(0, 3, (2, 6)), rng.randint(0, 3, (2, 6))
runs = []
for name in ["MeanSquaredError", "MeanAbsoluteError", "MeanAbsolutePercentageError", "MeanSquaredLogarithmicError", "LogCoshError", "RootMeanSquaredError", "CosineSimilarity", "Hinge", "SquaredHinge", "CategoricalHinge", "Poisson", "KLDivergence", "R2Score"]:
    runs.append((name, {}, multi, p01))
runs += [
    ("CosineSimilarity", {"axis": 1, "name": "c"}, reals, preds), ("R2Score", {"class_aggregation": None}, reals, preds), ("R2Score", {"class_aggregation": "variance_weighted_average", "num_regressors": 2}, reals, preds),
    ("MeanRelativeError", {"normalizer": [1.0, 2.0, 3.0, 4.0]}, reals, preds),
    ("Accuracy", {}, np.array([1.0, 2.0, 3.0]), np.array([1.0, 0.0, 3.0])), ("BinaryAccuracy", {}, multi, p01), ("BinaryAccuracy", {"threshold": 0.7}, multi, p01),
    ("CategoricalAccuracy", {}, onehot, probs), ("SparseCategoricalAccuracy", {}, sparse, probs), ("SparseCategoricalAccuracy", {}, sparse.reshape(5, 1), probs),
    ("TopKCategoricalAccuracy", {"k": 2}, onehot, probs), ("SparseTopKCategoricalAccuracy", {"k": 3}, sparse, probs), ("SparseTopKCategoricalAccuracy", {"k": 1}, sparse.reshape(5, 1), probs),
    ("BinaryCrossentropy", {}, multi, p01), ("BinaryCrossentropy", {"from_logits": True, "label_smoothing": 0.1}, multi, logits), ("CategoricalCrossentropy", {}, onehot, probs), ("CategoricalCrossentropy", {"from_logits": True}, onehot, logits),
    ("SparseCategoricalCrossentropy", {}, sparse, probs), ("SparseCategoricalCrossentropy", {"from_logits": True}, sparse, logits), ("SparseCategoricalCrossentropy", {"ignore_class": 1}, sparse, probs),
]
for name in ["TruePositives", "TrueNegatives", "FalsePositives", "FalseNegatives", "Precision", "Recall"]:
    runs += [(name, {}, b, p), (name, {"thresholds": [0.2, 0.5, 0.9]}, b, p), (name, {"thresholds": 0.3}, multi, p01), (name, {"thresholds": [0.0, 0.25, 0.5, 0.75, 1.0]}, b, p)]
for name in ["Precision", "Recall"]:
    runs += [(name, {"top_k": 2}, onehot, probs), (name, {"class_id": 1}, onehot, probs), (name, {"class_id": 2, "top_k": 3, "thresholds": 0.1}, onehot, probs)]
runs += [("SensitivityAtSpecificity", {"specificity": 0.5}, b, p), ("SpecificityAtSensitivity", {"sensitivity": 0.6, "num_thresholds": 11}, b, p), ("PrecisionAtRecall", {"recall": 0.5}, b, p), ("RecallAtPrecision", {"precision": 0.7}, b, p), ("RecallAtPrecision", {"precision": 0.9, "num_thresholds": 1}, b, p), ("SensitivityAtSpecificity", {"specificity": 0.5, "class_id": 1}, onehot, probs)]
runs += [("AUC", {}, b, p), ("AUC", {"num_thresholds": 5}, b, p), ("AUC", {"curve": "PR"}, b, p), ("AUC", {"curve": "PR", "summation_method": "minoring"}, b, p), ("AUC", {"summation_method": "majoring"}, b, p), ("AUC", {"thresholds": [0.3, 0.6]}, b, p), ("AUC", {"thresholds": [0.25, 0.5, 0.75]}, b, p),
         ("AUC", {"multi_label": True, "num_labels": 4}, multi, p01), ("AUC", {"multi_label": True}, multi, p01), ("AUC", {"multi_label": True, "label_weights": [1.0, 2.0, 0.0, 1.0], "curve": "PR"}, multi, p01), ("AUC", {"label_weights": [1.0, 2.0, 0.0, 1.0]}, multi, p01), ("AUC", {"from_logits": True}, multi, logits), ("AUC", {"multi_label": True, "thresholds": [0.3, 0.8]}, multi, p01)]
runs += [("F1Score", {}, onehot, probs), ("F1Score", {"average": "macro"}, onehot, probs), ("F1Score", {"average": "micro", "threshold": 0.4}, multi, p01), ("F1Score", {"average": "weighted"}, onehot, probs), ("FBetaScore", {"beta": 2.0, "threshold": 0.5}, multi, p01), ("FBetaScore", {"beta": 0.5, "average": "macro"}, onehot, probs)]
runs += [("MeanIoU", {"num_classes": 3}, classes[0], classes[1]), ("MeanIoU", {"num_classes": 3, "ignore_class": 1}, classes[0], classes[1]), ("IoU", {"num_classes": 3, "target_class_ids": [0, 2]}, classes[0], classes[1]), ("BinaryIoU", {}, b, p), ("BinaryIoU", {"target_class_ids": [1], "threshold": 0.3}, b, p),
         ("OneHotIoU", {"num_classes": 4, "target_class_ids": [1, 3]}, onehot, probs), ("OneHotMeanIoU", {"num_classes": 4}, onehot, probs), ("MeanIoU", {"num_classes": 4, "sparse_y_pred": False}, sparse, probs)]
values = [("Mean", {}), ("Mean", {"name": "avg", "dtype": "float64"}), ("Sum", {}), ("MeanTensor", {})]
cases = []


def state(m):
    return [{"name": v.name, **arr(v)} for v in m.variables]


for name, kw, y, q in runs:
    keras.backend.clear_session()
    m = getattr(M, name)(**kw)
    case = {"class": name, "kwargs": tup(kw), "y": arr(y), "p": arr(q), "name": m.name}
    m.update_state(tf.constant(y), tf.constant(q))
    case["once"], case["state"] = arr(m.result()), state(m)
    w = np.linspace(0.5, 2.0, y.shape[0]).astype("float32")
    if name in ("MeanIoU", "IoU") and y.ndim > 1:
        w = np.repeat(w, 6).reshape(2, 6)
    case["w"] = arr(w)
    try:
        m.update_state(tf.constant(y), tf.constant(q), sample_weight=tf.constant(w))
        case["twice"] = arr(m.result())
    except Exception as e:
        case["failure"] = type(e).__name__
    m.reset_state()
    case["reset"] = state(m)
    case["config"] = tup(m.get_config())
    cases.append(case)
for name, kw in values:
    m = getattr(M, name)(**kw)
    x = np.arange(6.0, dtype="float32").reshape(2, 3)
    case = {"class": name, "kwargs": kw, "y": arr(x), "name": m.name}
    m.update_state(tf.constant(x))
    case["once"], case["state"] = arr(m.result()), state(m)
    w = np.array([1.0, 0.5], "float32")
    m.update_state(tf.constant(x), sample_weight=tf.constant(w))
    case["w"], case["twice"] = arr(w), arr(m.result())
    m.reset_state()
    case["reset"], case["config"] = state(m), tup(m.get_config())
    cases.append(case)
bad = [("Precision", {"thresholds": [0.5, 1.5]}), ("Recall", {"thresholds": -1}), ("AUC", {"curve": "XY"}), ("AUC", {"num_thresholds": 1}), ("AUC", {"num_labels": 2}), ("AUC", {"summation_method": "no"}), ("SensitivityAtSpecificity", {"specificity": 2}), ("PrecisionAtRecall", {"recall": 0.5, "num_thresholds": 0}),
       ("F1Score", {"average": "x"}), ("FBetaScore", {"beta": 1}), ("FBetaScore", {"beta": -1.0}), ("F1Score", {"threshold": 2.0}), ("R2Score", {"class_aggregation": "x"}), ("R2Score", {"num_regressors": -1}), ("IoU", {"num_classes": 2, "target_class_ids": [2]}), ("Mean", {"foo": 1})]
for name, kw in bad:
    try:
        getattr(M, name)(**kw)
    except Exception as e:
        cases.append({"class": name, "kwargs": kw, "error": type(e).__name__ + ": " + str(e)})
json.dump({"cases": cases}, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases.json"), "w"), indent=1)
