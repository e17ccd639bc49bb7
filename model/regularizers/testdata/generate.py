# Writes cases.json: configs, penalties and errors of Keras 2.15's regularizers.
import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf
from tensorflow import keras

R = keras.regularizers
x = (np.arange(6).reshape(2, 3) - 2.5).astype("float32")
made = [("L1", {}), ("L1", {"l1": 0.3}), ("L1", {"l": 0.2}), ("L2", {"l2": 0.3}), ("L2", {"l2": None}), ("L1L2", {}), ("L1L2", {"l1": 0.1, "l2": 0.7}),
        ("l1_l2", {}), ("l1_l2", {"l2": 0.5}), ("OrthogonalRegularizer", {"factor": 0.5}), ("OrthogonalRegularizer", {"mode": "columns"})]
cases = []
for name, kw in made:
    r = getattr(R, name)(**kw)
    cases.append({"class": name, "kwargs": kw, "config": R.serialize(r), "values": [float(r(tf.constant(x)))]})
bad = [("L1", {"l1": "a"}), ("L2", {"l2": "b"}), ("L1", {"foo": 2}), ("L1L2", {"foo": 2}), ("OrthogonalRegularizer", {"mode": "x"}), ("OrthogonalRegularizer", {"factor": "x"})]
for name, kw in bad:
    try:
        getattr(R, name)(**kw)
    except Exception as e:
        cases.append({"class": name, "kwargs": kw, "error": type(e).__name__ + ": " + str(e)})
json.dump({"x": x.ravel().tolist(), "cases": cases}, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases.json"), "w"), indent=1)
