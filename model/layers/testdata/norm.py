# Writes norm.json: normalization layers.
from oracle import *

img = X(2, 3, 3, 4)
cases = [
    run("BatchNormalization", {}, X(4, 3)),
    run("BatchNormalization", {}, X(4, 3), call={"training": True}),
    run("BatchNormalization", {}, img, call={"training": True}),
    run("BatchNormalization", {"momentum": 0.9, "epsilon": 0.01, "center": False, "scale": False}, img, call={"training": True}),
    run("BatchNormalization", {"axis": 1}, img, call={"training": True}),
    run("BatchNormalization", {"axis": 1}, img),
    run("BatchNormalization", {"axis": 2}, img, call={"training": True}),
    run("BatchNormalization", {"axis": [1, 2]}, img, call={"training": True}),
    run("BatchNormalization", {"axis": [1, 3]}, img),
    run("BatchNormalization", {}, X(2, 3, 4), call={"training": True}, symbolic=[(None, None, 4)]),
    run("BatchNormalization", {}, X(2, 3, 4), call={"training": True, "mask": tf.constant([[True, True, False], [True, False, False]])}),
    run("BatchNormalization", {}, X(2, 2, 2, 2, 3), call={"training": True}),
    run("BatchNormalization", {"trainable": False}, img, call={"training": True}),
    run("BatchNormalization", {"dtype": "float64"}, img, call={"training": True}),
    run("BatchNormalization", {"gamma_regularizer": "l2", "beta_constraint": "non_neg", "gamma_initializer": "zeros"}, X(4, 3)),
    run("LayerNormalization", {}, X(2, 4), symbolic=[(None, 4)]),
    run("LayerNormalization", {}, X(2, 3, 4), symbolic=[(None, None, 4)]),
    run("LayerNormalization", {"axis": 1}, X(2, 3, 4)),
    run("LayerNormalization", {"axis": [1, 2], "epsilon": 1e-5}, X(2, 3, 4)),
    run("LayerNormalization", {"axis": (1, 3)}, img),
    run("LayerNormalization", {"center": False}, X(2, 4)),
    run("LayerNormalization", {"scale": False, "beta_regularizer": "l1"}, X(2, 4)),
    run("LayerNormalization", {"dtype": "float64"}, X(2, 4)),
    run("GroupNormalization", {"groups": 2}, img, symbolic=[(None, None, None, 4)]),
    run("GroupNormalization", {"groups": -1, "center": False}, img),
    run("GroupNormalization", {"groups": 1, "axis": 1, "scale": False}, X(2, 4, 3)),
    run("GroupNormalization", {"groups": 3, "axis": 2}, img),
    run("GroupNormalization", {"groups": 2}, X(2, 3, 4), call={"mask": tf.constant([[[True], [True], [False]], [[True], [False], [False]]])}),
    run("UnitNormalization", {}, X(2, 4)), run("UnitNormalization", {"axis": 1}, X(2, 3, 4)), run("UnitNormalization", {"axis": [1, 2]}, X(2, 3, 4)),
    run("SpectralNormalization", {"layer": L.Dense(3)}, X(2, 4)),
    run("SpectralNormalization", {"layer": L.Conv2D(3, 2), "power_iterations": 2}, img, call={"training": True}),
    run("SpectralNormalization", {"layer": L.Embedding(5, 3)}, I(2, 4), call={"training": True}),
]
errors = [
    bad("BatchNormalization", {"axis": "x"}), bad("BatchNormalization", {"axis": 4}, img), bad("BatchNormalization", {"axis": -4}, img), bad("BatchNormalization", {"axis": [1, 1]}, img),
    bad("LayerNormalization", {"axis": 1.5}), bad("LayerNormalization", {"axis": 3}, X(2, 4)), bad("GroupNormalization", {"groups": 3}, img), bad("GroupNormalization", {"groups": 8}, img), bad("UnitNormalization", {"axis": "x"}),
    bad("SpectralNormalization", {"layer": L.Dense(2), "power_iterations": 0}), bad("SpectralNormalization", {"layer": L.Flatten()}, X(2, 3)), bad("SpectralNormalization", {"layer": 3}),
]
write("norm.json", cases, errors)
