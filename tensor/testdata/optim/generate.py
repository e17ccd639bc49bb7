"""Writes cases.json: what Keras 2.15's optimizers make of given gradients.

Run by Python 3.11 with TensorFlow 2.15."""
import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf

K = tf.keras.optimizers
CASES = [
    ("SGD", {}), ("SGD", {"momentum": 0.9}), ("SGD", {"momentum": 0.8, "nesterov": True}),
    ("SGD", {"weight_decay": 0.1}), ("RMSprop", {}), ("RMSprop", {"momentum": 0.5}),
    ("RMSprop", {"centered": True}), ("RMSprop", {"centered": True, "momentum": 0.5, "rho": 0.8}),
    ("Adam", {}), ("Adam", {"beta_1": 0.7, "beta_2": 0.8, "epsilon": 1e-3}), ("Adam", {"amsgrad": True}),
    ("AdamW", {"weight_decay": 0.05}), ("Adamax", {}), ("Nadam", {}), ("Adagrad", {}), ("Adadelta", {}),
    ("Ftrl", {}), ("Ftrl", {"l1_regularization_strength": 0.01, "l2_regularization_strength": 0.02,
                            "l2_shrinkage_regularization_strength": 0.03, "beta": 0.1,
                            "learning_rate_power": -0.7}),
    ("Lion", {}), ("Adafactor", {}), ("Adafactor", {"relative_step": False, "clip_threshold": 0.5}),
]
START = [[0.5, -0.25, 1.0, 0.125, -2.0, 3.0], [1.0, 2.0, -3.0]]
GRADS = [
    [[0.1, -0.2, 0.3, 0.0, 1.5, -0.01], [0.5, -1.0, 0.25]],
    [[0.2, 0.1, -0.3, 0.5, 1.0, 0.02], [-0.5, 1.0, 0.125]],
    [[-0.1, 0.4, 0.2, 0.25, -1.5, 0.01], [0.75, 0.0, -0.25]],
    [[0.3, -0.1, 0.1, -0.5, 0.5, 0.03], [0.1, 0.2, 0.3]],
]
SHAPES = [[2, 3], [3]]

out = []
for name, kw in CASES:
    opt = getattr(K, name)(learning_rate=0.1, **kw)
    vs = [tf.Variable(np.array(v, np.float32).reshape(s)) for v, s in zip(START, SHAPES)]
    steps = []
    for g in GRADS:
        opt.apply_gradients([(tf.constant(x, shape=s), v) for x, s, v in zip(g, SHAPES, vs)])
        steps.append([v.numpy().ravel().tolist() for v in vs])
    out.append({"name": name, "args": kw, "weights": steps})
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases.json")
with open(path, "w") as f:
    f.write("[\n" + ",\n".join(json.dumps(c) for c in out) + "\n]\n")
