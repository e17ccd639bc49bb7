# Every loss class and function with weights, reductions, logits, smoothing, axis and errors
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


L = keras.losses
a = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]], "float32")
p = np.array([[0.05, 0.9, 0.05], [0.1, 0.6, 0.3]], "float32")
z = np.array([[-1.0, 2.0, 0.5], [0.3, -0.7, 1.1]], "float32")
for name, kws in {
    "BinaryCrossentropy": [{"from_logits": True}, {"label_smoothing": 0.2}, {"axis": 0}, {"from_logits": True, "label_smoothing": 0.3}],
    "BinaryFocalCrossentropy": [{"apply_class_balancing": True}, {"alpha": 0.7, "gamma": 1.0, "apply_class_balancing": True}, {"from_logits": True}, {"label_smoothing": 0.1}],
    "CategoricalCrossentropy": [{"from_logits": True}, {"label_smoothing": 0.2}, {"axis": 0}],
    "CategoricalFocalCrossentropy": [{"alpha": [0.2, 0.3, 0.5]}, {"gamma": 1.0}, {"from_logits": True}, {"label_smoothing": 0.1}],
    "CategoricalHinge": [{}], "CosineSimilarity": [{"axis": 0}, {"axis": 1}], "Hinge": [{}], "Huber": [{"delta": 0.3}, {"delta": 2.0}],
    "KLDivergence": [{}], "LogCosh": [{}], "MeanAbsoluteError": [{}], "MeanAbsolutePercentageError": [{}], "MeanSquaredError": [{}],
    "MeanSquaredLogarithmicError": [{}], "Poisson": [{}], "SquaredHinge": [{}],
}.items():
    for kw in kws:
        for red in ("auto", "sum", "none", "sum_over_batch_size"):
            f = getattr(L, name)(reduction=red, **kw)
            q = z if kw.get("from_logits") else p
            t((name, kw, red), lambda: [f(a, q), f(a, q, sample_weight=[0.5, 2.0]), f(a, q, sample_weight=0.25), f(a, q, sample_weight=[[1.0], [0.0]])])
        print(sorted((k, str(v)) for k, v in f.get_config().items()))
for kw in ({}, {"from_logits": True}, {"ignore_class": 2}, {"from_logits": True, "ignore_class": -1}):
    f = L.SparseCategoricalCrossentropy(**kw)
    q = z if kw.get("from_logits") else p
    y = [1, -1] if kw.get("ignore_class") == -1 else [1, 2]
    t(kw, lambda: [f(y, q), f(np.array(y)[:, None], q), f(y, q, sample_weight=[3.0, 1.0])])
    print(sorted((k, str(v)) for k, v in f.get_config().items()))
for name in ("binary_crossentropy", "binary_focal_crossentropy", "categorical_crossentropy", "categorical_focal_crossentropy", "categorical_hinge", "cosine_similarity", "hinge", "huber", "kl_divergence", "kld", "kullback_leibler_divergence", "log_cosh", "logcosh", "mae", "mape", "mean_absolute_error", "mean_absolute_percentage_error", "mean_squared_error", "mean_squared_logarithmic_error", "mse", "msle", "poisson", "squared_hinge", "MSE", "MAE", "MAPE", "MSLE", "KLD"):
    t(name, lambda: getattr(L, name)(a, p))
    t(name, lambda: getattr(L, name)(a.tolist(), p.tolist()))
    t(name, lambda: getattr(L, name)(a[0], z))
    t(name, lambda: L.get(name).__name__)
t("sparse", lambda: L.sparse_categorical_crossentropy([[1], [0]], p))
t("sparse axis", lambda: L.sparse_categorical_crossentropy([1, 0, 1], p, axis=0))
t("sparse axis", lambda: L.sparse_categorical_crossentropy([1, 0], p, ignore_class=0))
t("ints", lambda: L.mse([1, 2], [3, 5]))
t("shape", lambda: L.MeanSquaredError()(a, p[:, :2]))
t("shape", lambda: L.CategoricalCrossentropy()(a, p[:, :2]))
t("shape", lambda: L.BinaryCrossentropy()(a, p[:, :2]))
t("weights", lambda: L.MeanSquaredError()(a, p, sample_weight=[1.0, 2.0, 3.0]))
t("reduction", lambda: L.MeanSquaredError(reduction="mean"))
t("reduction", lambda: L.MeanSquaredError("sum")(a, p))
t("name", lambda: [L.MeanSquaredError(name="m").name, L.Huber().name, L.KLDivergence().name, L.LogCosh().name])
t("get", lambda: L.get("nope"))
t("get", lambda: L.get(3))
t("get", lambda: L.get(None))
t("get", lambda: type(L.get({"class_name": "Huber", "config": {"delta": 0.5}})).__name__)
t("ser", lambda: L.serialize(L.Huber(0.5)))
t("ser", lambda: L.serialize(L.mse))
t("de", lambda: L.deserialize("mae").__name__)
t("kw", lambda: L.Huber(foo=1))
t("alpha", lambda: L.CategoricalFocalCrossentropy(alpha=0.5)(a, p))
print(L.Reduction.AUTO, L.Reduction.SUM, L.Reduction.NONE, L.Reduction.SUM_OVER_BATCH_SIZE)
