# Writes cases.json: weights and state of Keras 2.15's optimizers after steps, schedules by step, configs and errors.
import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf
from tensorflow import keras

O = keras.optimizers
S = O.schedules


def plain(a):
    return np.asarray(a).ravel().astype("float64").tolist()


grads = [np.sin(np.arange(6) + k).reshape(2, 3).astype("float32") * (1 + k) for k in range(5)]
biases = [np.cos(np.arange(3) * 2 + k).astype("float32") for k in range(5)]
runs = [("SGD", {}), ("SGD", {"learning_rate": 0.1, "momentum": 0.9}), ("SGD", {"learning_rate": 0.1, "momentum": 0.5, "nesterov": True}), ("SGD", {"clipnorm": 0.5, "learning_rate": 1.0}), ("SGD", {"clipvalue": 0.3, "learning_rate": 1.0}),
        ("SGD", {"global_clipnorm": 0.7, "learning_rate": 1.0}), ("SGD", {"weight_decay": 0.1, "learning_rate": 0.5}), ("SGD", {"use_ema": True, "ema_momentum": 0.8, "learning_rate": 0.5}), ("SGD", {"use_ema": True, "ema_momentum": 0.5, "ema_overwrite_frequency": 2, "learning_rate": 0.5}),
        ("Adam", {}), ("Adam", {"learning_rate": 0.1, "amsgrad": True}), ("Adam", {"learning_rate": 0.1, "beta_1": 0.5, "beta_2": 0.6, "epsilon": 0.01}), ("AdamW", {}), ("AdamW", {"learning_rate": 0.1, "weight_decay": 0.3}), ("Adamax", {"learning_rate": 0.1}), ("Nadam", {"learning_rate": 0.1}),
        ("Adagrad", {"learning_rate": 0.1}), ("Adagrad", {"learning_rate": 0.1, "initial_accumulator_value": 0.5}), ("Adadelta", {"learning_rate": 1.0}), ("RMSprop", {"learning_rate": 0.1}), ("RMSprop", {"learning_rate": 0.1, "momentum": 0.5, "centered": True}), ("RMSprop", {"use_ema": True}),
        ("Ftrl", {"learning_rate": 0.1}), ("Ftrl", {"learning_rate": 0.1, "l1_regularization_strength": 0.1, "l2_regularization_strength": 0.2, "l2_shrinkage_regularization_strength": 0.05, "beta": 0.3}), ("Lion", {"learning_rate": 0.01}), ("Adafactor", {"learning_rate": 0.1}), ("Adafactor", {"relative_step": False})]
cases = []
for name, kw in runs:
    o = getattr(O, name)(**kw)
    w, b = tf.Variable(np.arange(6.0, dtype="float32").reshape(2, 3) / 3 - 1, name="w"), tf.Variable([0.5, -0.5, 1.0], name="b")
    after = []
    for g, h in zip(grads, biases):
        o.apply_gradients([(tf.constant(g), w), (tf.constant(h), b)])
        after.append([plain(w), plain(b)])
    cases.append({"class": name, "kwargs": kw, "after": after, "variables": [{"name": v.name, "values": plain(v)} for v in o.variables], "config": O.serialize(o)})
bad = [("SGD", {"momentum": 2.0}), ("Adam", {"clipnorm": 1.0, "global_clipnorm": 1.0}), ("Lion", {"beta_1": 0.0}), ("Ftrl", {"learning_rate_power": 1.0}), ("Ftrl", {"l1_regularization_strength": -1.0}), ("AdamW", {"weight_decay": None}), ("SGD", {"use_ema": True, "ema_momentum": 2.0}), ("SGD", {"use_ema": True, "ema_overwrite_frequency": -1})]
for name, kw in bad:
    try:
        getattr(O, name)(**kw)
    except Exception as e:
        cases.append({"class": name, "kwargs": kw, "error": type(e).__name__ + ": " + str(e)})
schedules = []
for name, kw in [("ExponentialDecay", {"initial_learning_rate": 0.1, "decay_steps": 10, "decay_rate": 0.5}), ("ExponentialDecay", {"initial_learning_rate": 0.1, "decay_steps": 10, "decay_rate": 0.5, "staircase": True}), ("PiecewiseConstantDecay", {"boundaries": [5, 12], "values": [1.0, 0.5, 0.1]}),
                 ("PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 20, "end_learning_rate": 0.01, "power": 2.0}), ("PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 7, "cycle": True}), ("InverseTimeDecay", {"initial_learning_rate": 0.1, "decay_steps": 5, "decay_rate": 0.5}),
                 ("InverseTimeDecay", {"initial_learning_rate": 0.1, "decay_steps": 5, "decay_rate": 0.5, "staircase": True, "name": "x"}), ("CosineDecay", {"initial_learning_rate": 0.1, "decay_steps": 20, "alpha": 0.1}), ("CosineDecay", {"initial_learning_rate": 0.0, "decay_steps": 20, "warmup_target": 0.1, "warmup_steps": 5}),
                 ("CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 6}), ("CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 6, "t_mul": 1.0, "m_mul": 0.9, "alpha": 0.01})]:
    s = getattr(S, name)(**kw)
    schedules.append({"class": name, "kwargs": kw, "values": [float(s(k)) for k in range(40)], "config": s.get_config()})
json.dump({"grads": [plain(g) for g in grads], "biases": [plain(g) for g in biases], "cases": cases, "schedules": schedules}, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases.json"), "w"), indent=1)
