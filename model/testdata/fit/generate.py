# Writes cases.json: histories and weights of Keras 2.15's fit for models given by their JSON and first weights.
import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def arr(a):
    a = np.asarray(a)
    return {"shape": list(a.shape), "values": [float(v) if np.isfinite(v) else str(float(v)) for v in a.ravel()], "dtype": str(a.dtype)}


def sin(*s):
    return np.sin(np.arange(np.prod(s)) * 0.37).reshape(s).astype("float32")


def cos_weights(m):
    m.set_weights([(0.4 * np.cos(np.arange(w.size) * 1.3 + i)).reshape(w.shape).astype(w.dtype) if w.dtype != np.int64 else w for i, w in enumerate(m.get_weights())])


X, Y = sin(50, 4), (sin(50, 4).sum(1) > 0).astype("float32")
C = np.arange(50) % 3
H = np.eye(3, dtype="float32")[C]
IMG = sin(20, 8, 8, 1)
cases = []


def case(name, model, compile, fit, data, evaluate=True, eval_data=None):
    keras.backend.clear_session()
    m = model()
    cos_weights(m)
    first = [arr(w) for w in m.get_weights()]
    js = m.to_json()
    made = dict(compile)
    if isinstance(made["optimizer"], dict):
        made["optimizer"] = getattr(keras.optimizers, made["optimizer"]["class_name"]).from_config(json.loads(json.dumps(made["optimizer"]["config"])))
    m.compile(**made)
    kw = dict(fit)
    vd = kw.pop("validation", None)
    if vd:
        kw["validation_data"] = tuple(vd)
    cw = kw.pop("class_weight", None)
    if cw:
        kw["class_weight"] = {int(k): v for k, v in cw.items()}
    h = m.fit(*data, verbose=0, shuffle=False, **kw)
    out = {"name": name, "json": js, "weights": first, "compile": compile, "data": [arr(d) if not isinstance(d, list) else [arr(e) for e in d] for d in data], "history": {k: [float(x) if np.isfinite(x) else str(float(x)) for x in v] for k, v in h.history.items()}, "epochs": h.epoch, "names": m.metrics_names,
           "after": [arr(w) for w in m.get_weights()], "optimizer": [{"name": v.name, **arr(v)} for v in m.optimizer.variables]}
    f = {}
    for k, v in fit.items():
        f[k] = [arr(d) for d in v] if k == "validation" else arr(v) if k == "sample_weight" else v
    out["fit"] = f
    if evaluate:
        e = m.evaluate(*data, verbose=0)
        out["evaluate"] = [float(x) if np.isfinite(x) else str(float(x)) for x in (e if isinstance(e, list) else [e])]
        p = m.predict(data[0], verbose=0)
        out["predict"] = [arr(q) for q in p] if isinstance(p, list) else [arr(p)]
    cases.append(out)


def mlp(units=1, act="sigmoid"):
    return lambda: keras.Sequential([keras.Input((4,)), layers.Dense(8, activation="relu"), layers.Dense(units, activation=act)])


case("adam", mlp(), {"optimizer": "adam", "loss": "binary_crossentropy", "metrics": ["accuracy"]}, {"epochs": 3, "batch_size": 16}, [X, Y])
case("split", mlp(), {"optimizer": "sgd", "loss": "mse", "metrics": ["AUC", "mae"]}, {"epochs": 2, "batch_size": 8, "validation_split": 0.2}, [X, Y])
case("weights", mlp(), {"optimizer": "rmsprop", "loss": "mse", "metrics": ["mse"], "weighted_metrics": ["mse"]}, {"epochs": 2, "sample_weight": np.arange(50) / 25.0, "validation": [X[:10], Y[:10]]}, [X, Y])
case("classes", mlp(), {"optimizer": "sgd", "loss": "bce", "weighted_metrics": ["accuracy"]}, {"epochs": 2, "class_weight": {"0": 1.0, "1": 3.0}}, [X, Y])
case("sparse", mlp(3, "softmax"), {"optimizer": "adam", "loss": "sparse_categorical_crossentropy", "metrics": ["accuracy", "sparse_top_k_categorical_accuracy"]}, {"epochs": 2, "batch_size": 20}, [X, C])
case("onehot", mlp(3, "softmax"), {"optimizer": "adamax", "loss": "categorical_crossentropy", "metrics": ["acc", "crossentropy"]}, {"epochs": 2, "batch_size": 20, "validation_split": 0.3, "validation_freq": 2}, [X, H])
case("nadam", mlp(), {"optimizer": "nadam", "loss": "mse"}, {"epochs": 3, "batch_size": 16}, [X, Y])
case("steps", mlp(), {"optimizer": "adam", "loss": "mae", "metrics": ["mae"], "steps_per_execution": 2}, {"epochs": 2, "batch_size": 10, "steps_per_epoch": 3}, [X, Y])
case("initial", mlp(), {"optimizer": "adagrad", "loss": "huber"}, {"epochs": 4, "initial_epoch": 2}, [X, Y])


def two():
    a, b = keras.Input((3,), name="a"), keras.Input((2,), name="b")
    h = layers.Dense(4, "tanh")(a)
    c = layers.concatenate([h, b])
    return keras.Model([a, b], [layers.Dense(1, name="reg")(c), layers.Dense(3, "softmax", name="cls")(c)])


A, B = sin(8, 3), sin(8, 2)
case("two", two, {"optimizer": "sgd", "loss": {"reg": "mse", "cls": "sparse_categorical_crossentropy"}, "loss_weights": {"reg": 1.0, "cls": 0.2}, "metrics": {"reg": ["mae"], "cls": "accuracy"}}, {"epochs": 3, "batch_size": 3}, [[A, B], [A.sum(1, keepdims=True), np.arange(8) % 3]])
case("list", two, {"optimizer": "adam", "loss": ["mse", "sparse_categorical_crossentropy"], "metrics": [["mae", "mse"], ["accuracy"]], "weighted_metrics": [["mae"], []]}, {"epochs": 2, "batch_size": 4}, [[A, B], [A.sum(1, keepdims=True), np.arange(8) % 3]])
case("all", two, {"optimizer": "adam", "loss": "mse", "metrics": ["mae"]}, {"epochs": 2, "batch_size": 4}, [[A, B], [A.sum(1, keepdims=True), np.eye(3, dtype="float32")[np.arange(8) % 3]]])
case("cnn", lambda: keras.Sequential([keras.Input((8, 8, 1)), layers.Conv2D(4, 3, activation="relu"), layers.BatchNormalization(), layers.MaxPooling2D(), layers.Flatten(), layers.Dense(3, kernel_regularizer="l2", activation="softmax")]), {"optimizer": "adam", "loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"]}, {"epochs": 2, "batch_size": 8}, [IMG, np.arange(20) % 3])
case("decay", mlp(), {"optimizer": {"class_name": "AdamW", "config": {"learning_rate": 0.05, "weight_decay": 0.1, "clipnorm": 0.5}}, "loss": "mse"}, {"epochs": 2}, [X, Y])
case("ema", mlp(), {"optimizer": {"class_name": "SGD", "config": {"learning_rate": 0.5, "use_ema": True, "ema_momentum": 0.8}}, "loss": "mse"}, {"epochs": 2}, [X, Y])
case("schedule", mlp(), {"optimizer": {"class_name": "Adam", "config": {"learning_rate": {"module": "keras.optimizers.schedules", "registered_name": None, "class_name": "ExponentialDecay", "config": {"initial_learning_rate": 0.1, "decay_steps": 2, "decay_rate": 0.5}}}}, "loss": "mse"}, {"epochs": 3, "batch_size": 25}, [X, Y])
json.dump({"cases": cases}, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases.json"), "w"), indent=1)
