# Metrics of targets, predictions and weights that do not fit, and results before the first batch.
import numpy as np
from tensorflow import keras
from tensorflow.keras import metrics

labels = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]], "float32")
preds = np.array([[0.1, 0.7, 0.2], [0.5, 0.3, 0.2]], "float32")


def show(name, f):
    try:
        print(name, np.round(f(), 5).tolist())
    except Exception as e:
        print(name, type(e).__name__, str(e))


show("accuracy", lambda: metrics.Accuracy()([1, 0], preds))
show("accuracy of columns", lambda: metrics.Accuracy()([[1], [0]], preds))
for c in [metrics.AUC, metrics.Precision, metrics.TruePositives]:
    show(c.__name__, lambda: c()(labels, preds, sample_weight=np.ones(3)))
    show(c.__name__, lambda: c()([0, 1], [0.2, 0.8], sample_weight=[1.0, 2.0, 3.0]))
for w in [2.0, [1.0, 2.0, 3.0], [1.0, 2.0]]:
    show("IoU", lambda: metrics.IoU(2, [0, 1])([0, 1], [1, 1], sample_weight=w))
    show("MeanIoU", lambda: metrics.MeanIoU(2)([0, 1], [1, 1], sample_weight=w))
show("F1 of doubles", lambda: metrics.F1Score()(labels, preds, sample_weight=np.ones(2)))
show("F1", lambda: metrics.F1Score()(labels, preds, sample_weight=[1.0, 2.0]))
for c in [metrics.F1Score, metrics.FBetaScore, metrics.R2Score]:
    show(c.__name__ + " unused", lambda: c().result())


def narrower(m):
    m.update_state(labels, preds)
    m.update_state(labels[:, :1], preds[:, :1])


show("R2Score narrower", lambda: narrower(metrics.R2Score()))
show("F1Score narrower", lambda: narrower(metrics.F1Score()))
show("thresholds", lambda: metrics.Precision(thresholds="a")(labels, preds))
