# Writes local.json: locally connected layers.
from oracle import *

seq, img = X(2, 6, 3), X(2, 4, 5, 2)
cases = [
    run("LocallyConnected1D", {"filters": 2, "kernel_size": 3}, seq),
    run("LocallyConnected1D", {"filters": 2, "kernel_size": 2, "strides": 2, "activation": "relu", "kernel_regularizer": "l2"}, seq),
    run("LocallyConnected1D", {"filters": 2, "kernel_size": 3, "data_format": "channels_first"}, X(2, 3, 6)),
    run("LocallyConnected1D", {"filters": 2, "kernel_size": 3, "implementation": 2, "padding": "same"}, seq),
    run("LocallyConnected1D", {"filters": 2, "kernel_size": 3, "implementation": 3, "strides": 2, "use_bias": False}, seq),
    run("LocallyConnected1D", {"filters": 2, "kernel_size": 2, "implementation": 3, "padding": "same", "data_format": "channels_first"}, X(2, 3, 5)),
    run("LocallyConnected2D", {"filters": 2, "kernel_size": 2}, img),
    run("LocallyConnected2D", {"filters": 2, "kernel_size": (3, 2), "strides": (1, 2)}, img),
    run("LocallyConnected2D", {"filters": 2, "kernel_size": 2, "data_format": "channels_first"}, X(2, 2, 3, 4)),
    run("LocallyConnected2D", {"filters": 1, "kernel_size": 2, "implementation": 2, "data_format": "channels_first", "padding": "same"}, X(2, 2, 3, 2)),
    run("LocallyConnected2D", {"filters": 2, "kernel_size": 3, "implementation": 3, "padding": "same", "strides": 2}, img),
]
errors = [
    bad("LocallyConnected1D", {"filters": 2, "kernel_size": 3, "padding": "same"}), bad("LocallyConnected2D", {"filters": 2, "kernel_size": 3, "padding": "same"}),
    bad("LocallyConnected1D", {"filters": 2, "kernel_size": 3}, X(2, 2, 3)), bad("LocallyConnected2D", {"filters": 2, "kernel_size": 3}, X(2, 2, 3)), bad("LocallyConnected1D", {"filters": 2, "kernel_size": 3, "implementation": 4}, seq),
]
write("local.json", cases, errors)
