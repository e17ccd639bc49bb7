# Writes cases.json: configs and projections of Keras 2.15's constraints.
import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf
from tensorflow import keras

C = keras.constraints
made = [("MaxNorm", {}, (2, 3)), ("MaxNorm", {"max_value": 1.5, "axis": 1}, (3, 2)), ("MaxNorm", {"max_value": 3, "axis": [0, 1, 2]}, (2, 2, 3, 2)), ("NonNeg", {}, (2, 3)),
        ("UnitNorm", {}, (2, 3)), ("UnitNorm", {"axis": [0, 1]}, (2, 3)), ("MinMaxNorm", {}, (2, 3)), ("MinMaxNorm", {"min_value": 0.5, "max_value": 2, "rate": 0.5, "axis": 1}, (2, 3)),
        ("RadialConstraint", {}, (5, 5, 1, 2)), ("RadialConstraint", {}, (4, 4, 2, 1)), ("RadialConstraint", {}, (3, 3, 1, 1)), ("RadialConstraint", {}, (2, 3))]
cases = []
for name, kw, shape in made:
    k = getattr(C, name)(**kw)
    w = (np.arange(np.prod(shape)).reshape(shape) - 2.5).astype("float32")
    case = {"class": name, "kwargs": kw, "config": C.serialize(k), "shape": shape}
    try:
        case["values"] = k(tf.constant(w)).numpy().ravel().tolist()
    except Exception as e:
        case["error"] = type(e).__name__ + ": " + str(e)
    cases.append(case)
json.dump({"cases": cases}, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases.json"), "w"), indent=1)
