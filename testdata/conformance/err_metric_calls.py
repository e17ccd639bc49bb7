import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

def t(label, f):
    try:
        r = f()
        print(label, "->", type(r).__name__)
    except Exception as e:
        print(label, "->", type(e).__name__, str(e).split("\n")[0])

a, b = tf.ones((4, 3)), tf.ones((4, 2))
for n in ["Accuracy", "BinaryAccuracy", "CategoricalAccuracy", "SparseCategoricalAccuracy", "TopKCategoricalAccuracy", "MeanSquaredError", "RootMeanSquaredError", "AUC", "Precision", "Recall", "TruePositives", "F1Score", "R2Score", "CosineSimilarity", "BinaryCrossentropy", "BinaryIoU", "Hinge"]:
    m = getattr(keras.metrics, n)()
    t(n + " shapes", lambda: m.update_state(a, b) and None)
    t(n + " rank", lambda: m.update_state(tf.ones(4), a) and None)
    t(n + " one", lambda: m.update_state(a))
    t(n + " weight", lambda: m.update_state(a, a, sample_weight=tf.ones(3)) and None)
t("auc range", lambda: keras.metrics.AUC().update_state([0, 1], [2.0, 3.0]))
t("prec range", lambda: keras.metrics.Precision().update_state([0, 1], [2.0, 3.0]))
t("thr", lambda: keras.metrics.Precision(thresholds=2.0))
t("thr str", lambda: keras.metrics.Precision(thresholds="a"))
t("miou", lambda: keras.metrics.MeanIoU())
t("miou range", lambda: keras.metrics.MeanIoU(num_classes=2).update_state([3], [1]))
t("iou", lambda: keras.metrics.IoU(num_classes=2, target_class_ids=[5]))
t("auc n", lambda: keras.metrics.AUC(num_thresholds=1))
t("f1 avg", lambda: keras.metrics.F1Score(average="foo"))
t("recall at", lambda: keras.metrics.RecallAtPrecision(2.0))
t("mean str", lambda: keras.metrics.Mean().update_state("a"))
t("mean weight", lambda: keras.metrics.Mean().update_state([1, 2, 3], [1, 2]))
t("result r2", lambda: keras.metrics.R2Score().result())
t("result f1", lambda: keras.metrics.F1Score().result())
t("result mt", lambda: keras.metrics.MeanTensor().result())
t("merge", lambda: keras.metrics.Mean().merge_state([keras.metrics.MeanIoU(num_classes=2)]))
t("kw", lambda: keras.metrics.Mean(foo=1))
t("name", lambda: keras.metrics.Mean(3))
t("set_weights", lambda: keras.metrics.Mean().set_weights([1]))
class M(keras.metrics.Metric):
    pass
t("abstract", lambda: M())
class M2(keras.metrics.Metric):
    def update_state(self, y, p):
        pass
    def result(self):
        return 1.0
t("m2", lambda: print(M2()(a, a)))
class M3(keras.metrics.Metric):
    def __init__(self):
        self.x = self.add_weight(name="x", initializer="zeros")
    def update_state(self, y, p):
        pass
    def result(self):
        return 1.0
t("no super", lambda: M3())
t("metrics module", lambda: keras.metrics.Foo())
t("fn", lambda: keras.metrics.binary_accuracy(a))
