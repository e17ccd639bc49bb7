# Every metric with weights, thresholds, averages and its configuration
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


M = keras.metrics
yt, yp = [0, 1, 1, 0, 1, 0], [0.2, 0.7, 0.4, 0.6, 0.9, 0.1]
a = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]], "float32")
p = np.array([[0.05, 0.9, 0.05], [0.1, 0.6, 0.3], [0.5, 0.2, 0.3]], "float32")


def run(m, y, q):
    m.update_state(y, q)
    r1 = m.result()
    m.update_state(y, q, sample_weight=[0.5, 2.0, 1.0, 0.0, 1.0, 3.0][:len(y)])
    r2 = m.result()
    vs = [(v.name, v.numpy()) for v in m.variables][:4]
    m.reset_state()
    return m.name, r1, r2, [(n, np.shape(x), float(np.sum(x))) for n, x in vs]


for name, kws in {
    "Accuracy": [{}], "BinaryAccuracy": [{}, {"threshold": 0.3}], "Precision": [{}, {"thresholds": 0.3}, {"thresholds": [0.2, 0.8]}, {"top_k": 2}],
    "Recall": [{}, {"thresholds": [0.2, 0.8]}, {"top_k": 3}], "AUC": [{}, {"curve": "PR"}, {"num_thresholds": 5}, {"summation_method": "minoring"}, {"summation_method": "majoring", "curve": "PR"}, {"thresholds": [0.3, 0.6]}, {"from_logits": True}],
    "TruePositives": [{}, {"thresholds": [0.1, 0.5]}], "TrueNegatives": [{}], "FalsePositives": [{"thresholds": 0.15}], "FalseNegatives": [{}],
    "PrecisionAtRecall": [{"recall": 0.5}, {"recall": 0.9, "num_thresholds": 10}], "RecallAtPrecision": [{"precision": 0.6}], "SensitivityAtSpecificity": [{"specificity": 0.5}], "SpecificityAtSensitivity": [{"sensitivity": 0.6, "num_thresholds": 7}],
    "BinaryCrossentropy": [{}, {"from_logits": True}, {"label_smoothing": 0.2}], "BinaryIoU": [{}, {"target_class_ids": [1], "threshold": 0.3}], "Hinge": [{}], "SquaredHinge": [{}],
    "MeanSquaredError": [{}], "RootMeanSquaredError": [{}], "MeanAbsoluteError": [{}], "MeanAbsolutePercentageError": [{}], "MeanSquaredLogarithmicError": [{}], "LogCoshError": [{}], "Poisson": [{}],
}.items():
    for kw in kws:
        m = getattr(M, name)(**kw)
        t((name, kw), lambda: run(m, yt, yp))
        t("  cfg", lambda: sorted((k, str(v)) for k, v in m.get_config().items() if k not in ("thresholds", "target_class_ids")))
for name, kws in {
    "CategoricalAccuracy": [{}], "TopKCategoricalAccuracy": [{"k": 1}, {"k": 2}], "CategoricalCrossentropy": [{}, {"from_logits": True}, {"label_smoothing": 0.1}, {"axis": 0}], "CategoricalHinge": [{}],
    "KLDivergence": [{}], "CosineSimilarity": [{}, {"axis": 0}], "AUC": [{"multi_label": True}, {"multi_label": True, "label_weights": [1.0, 0.5, 0.2], "num_labels": 3}],
    "F1Score": [{}, {"average": "micro"}, {"average": "weighted", "threshold": 0.4}], "FBetaScore": [{"beta": 2.0}, {"beta": 0.5, "average": "macro"}], "R2Score": [{}, {"class_aggregation": None}, {"class_aggregation": "variance_weighted_average"}, {"num_regressors": 1}],
    "OneHotIoU": [{"num_classes": 3, "target_class_ids": [0, 1]}], "OneHotMeanIoU": [{"num_classes": 3}], "Precision": [{"class_id": 1}], "Recall": [{"class_id": 1, "top_k": 1}],
}.items():
    for kw in kws:
        m = getattr(M, name)(**kw)
        t((name, kw), lambda: run(m, a, p))
for name, kws in {"SparseCategoricalAccuracy": [{}], "SparseTopKCategoricalAccuracy": [{"k": 2}], "SparseCategoricalCrossentropy": [{}, {"from_logits": True}, {"ignore_class": 0}]}.items():
    for kw in kws:
        t((name, kw), lambda: run(getattr(M, name)(**kw), [1, 2, 0], p))
for name, kw in (("MeanIoU", {"num_classes": 3}), ("MeanIoU", {"num_classes": 3, "ignore_class": 1}), ("IoU", {"num_classes": 3, "target_class_ids": [0, 2]}), ("MeanIoU", {"num_classes": 3, "sparse_y_pred": False})):
    t((name, kw), lambda: run(getattr(M, name)(**kw), [0, 1, 2], p if "sparse_y_pred" in kw else [0, 2, 2]))
t("rel", lambda: run(M.MeanRelativeError(normalizer=[1.0, 3.0, 2.0]), [1.0, 2.0, 3.0], [2.0, 2.0, 5.0]))
m = M.MeanTensor()
m.update_state([0, 1, 2])
m.update_state([4, 5, 6], sample_weight=[0, 0.2, 1])
t("mean tensor", lambda: (m.result(), m.total, m.count))
t("mean tensor", lambda: m.update_state([1, 2]))
t("mean tensor", lambda: M.MeanTensor().result())
s = M.Sum(dtype="float64")
s.update_state([1, 2, 3], sample_weight=[1, 0, 2])
t("sum", lambda: (s.result(), s.dtype))
for name in ("binary_accuracy", "categorical_accuracy", "top_k_categorical_accuracy", "binary_crossentropy", "mse", "hinge", "kl_divergence", "mean_absolute_error", "poisson", "squared_hinge", "categorical_crossentropy", "binary_focal_crossentropy", "log_cosh"):
    t(name, lambda: getattr(M, name)(a, p))
t("sparse", lambda: [M.sparse_categorical_accuracy([1, 2, 0], p), M.sparse_top_k_categorical_accuracy([1, 2, 0], p, k=2), M.sparse_categorical_crossentropy([1, 2, 0], p)])
w = M.MeanMetricWrapper(fn=M.mse, name="wrapped")
t("wrap", lambda: (w(a, p), w.name, w.get_config()["name"]))
for f in (lambda: M.AUC(curve="X"), lambda: M.AUC(num_thresholds=1), lambda: M.AUC(summation_method="x"), lambda: M.Precision(thresholds=2.0), lambda: M.Precision(thresholds=[0.1, -0.2]), lambda: M.PrecisionAtRecall(1.5), lambda: M.F1Score(average="x"), lambda: M.FBetaScore(beta=-1.0), lambda: M.F1Score(threshold=2), lambda: M.R2Score(class_aggregation="x"), lambda: M.R2Score(num_regressors=-1), lambda: M.MeanIoU(), lambda: M.IoU(num_classes=2, target_class_ids=[2]), lambda: M.BinaryIoU(target_class_ids=[3]), lambda: M.Precision()([0, 1], [0.5, 1.5]), lambda: M.MeanIoU(num_classes=2)([0, 3], [0, 1]), lambda: M.get("nope"), lambda: M.get(3), lambda: M.SensitivityAtSpecificity(-0.1), lambda: M.AUC(multi_label=True, num_labels=2, label_weights=[1.0])):
    t("error", f)
t("get", lambda: [type(M.get("AUC")).__name__, M.get("mse").__name__, type(M.get({"class_name": "AUC", "config": {"name": "z"}})).__name__])
t("ser", lambda: M.serialize(M.BinaryAccuracy(name="b", threshold=0.2)))
t("merge", lambda: (lambda x, y: (x.update_state([1.0, 3.0]), y.update_state([10.0]), x.merge_state([y]), x.result())[3])(M.Mean(), M.Mean()))
