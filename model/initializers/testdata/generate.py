# Writes cases.json: configs, values and errors of Keras 2.15's initializers.
import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf
from tensorflow import keras

I = keras.initializers
made = [("Zeros", {}), ("Ones", {}), ("Constant", {"value": 2.5}), ("Constant", {"value": [1, 2, 3, 4, 5, 6]}), ("Constant", {}),
        ("Identity", {"gain": 3}), ("RandomUniform", {"seed": 3}), ("RandomUniform", {"minval": 0, "maxval": 2, "seed": -7}),
        ("RandomNormal", {"seed": 3}), ("RandomNormal", {"mean": 2.0, "stddev": 3.0, "seed": 5}), ("TruncatedNormal", {"seed": 3}),
        ("TruncatedNormal", {"mean": 1, "stddev": 2.0, "seed": 11}), ("VarianceScaling", {"seed": 3}),
        ("VarianceScaling", {"scale": 3, "mode": "fan_out", "distribution": "uniform", "seed": 4}),
        ("VarianceScaling", {"scale": 0.5, "mode": "fan_avg", "distribution": "untruncated_normal", "seed": 4}),
        ("VarianceScaling", {"distribution": "Normal", "seed": 4}), ("Orthogonal", {"seed": 3}), ("Orthogonal", {"gain": 2.0, "seed": 9})]
made += [(n, {"seed": 3}) for n in ("GlorotUniform", "GlorotNormal", "LecunUniform", "LecunNormal", "HeUniform", "HeNormal")]
shapes = [(2, 3), (3, 2), (2, 2, 3, 2), (6,), (), (2, 2)]
cases = []
for name, kw in made:
    o = getattr(I, name)(**kw)
    runs = []
    for shape in shapes:
        for dtype in ("float32", "float64") if shape == (2, 3) else ("float32",):
            try:
                y = o(shape, dtype=dtype)
                runs.append({"shape": shape, "dtype": dtype, "values": np.asarray(y, "float64").ravel().tolist()})
            except Exception as e:
                runs.append({"shape": shape, "dtype": dtype, "error": type(e).__name__ + ": " + str(e)})
    cases.append({"class": name, "kwargs": kw, "config": I.serialize(o), "runs": runs})
keras.utils.set_random_seed(5)
seeded = [I.GlorotUniform()((2, 2)).numpy().ravel().tolist() for _ in range(2)]
json.dump({"cases": cases, "seeded": seeded}, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases.json"), "w"), indent=1)
