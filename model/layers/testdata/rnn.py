# Writes rnn.json: recurrent layers, cells and wrappers.
from oracle import *

x = X(2, 5, 3)
mask = tf.constant([[True, True, False, True, False], [False, True, True, True, True]])
free = [(None, None, 3)]
cases = []
for name in ("SimpleRNN", "LSTM", "GRU"):
    cases += [
        run(name, {"units": 2}, x, symbolic=free),
        run(name, {"units": 2, "return_sequences": True}, x, symbolic=free),
        run(name, {"units": 2, "return_sequences": True, "return_state": True}, x),
        run(name, {"units": 2, "return_state": True, "go_backwards": True}, x),
        run(name, {"units": 2, "return_sequences": True, "go_backwards": True}, x),
        run(name, {"units": 2, "activation": "relu", "use_bias": False, "return_sequences": True}, x),
        run(name, {"units": 2, "return_sequences": True}, x, call={"mask": mask}),
        run(name, {"units": 2}, x, call={"mask": mask}),
        run(name, {"units": 2, "go_backwards": True, "return_state": True}, x, call={"mask": mask}),
        run(name, {"units": 2, "return_sequences": True, "zero_output_for_mask": True}, x, call={"mask": mask}),
        run(name, {"units": 2, "time_major": True, "return_sequences": True}, X(5, 2, 3)),
        run(name, {"units": 2, "unroll": True, "return_sequences": True}, x, call={"mask": mask}),
        run(name, {"units": 2, "kernel_regularizer": "l2", "recurrent_regularizer": "l1", "bias_regularizer": "l2", "activity_regularizer": "l1", "kernel_constraint": "max_norm"}, x),
        run(name, {"units": 2, "dropout": 0.3, "recurrent_dropout": 0.2}, x),
        run(name, {"units": 2, "dropout": 0.3, **({} if name == "SimpleRNN" else {"seed": 1})}, x, call={"training": True}, only="shape" if name == "SimpleRNN" else None),
        run(name, {"units": 2, "recurrent_dropout": 0.3}, x, call={"training": True}, only="shape"),
        run(name, {"units": 2, "dtype": "float64"}, x),
        run(name, {"units": 2, "return_state": True}, x, call={"initial_state": [X(2, 2, k=i) for i in range(2 if name == "LSTM" else 1)]}),
        run(name, {"units": 2, "return_sequences": True}, x, call={"initial_state": [X(2, 2, k=i) for i in range(2 if name == "LSTM" else 1)], "mask": mask}),
        run(name, {"units": 2}, [x] + [X(2, 2, k=i) for i in range(2 if name == "LSTM" else 1)]),
        run(name, {"units": 2, "stateful": True, "batch_input_shape": (2, 5, 3)}, x, symbolic=[(2, 5, 3)], only="shape"),
        run(name, {"units": 2, "name": "mine", "trainable": False, "input_shape": (None, 3)}, x),
    ]
cases += [
    run("LSTM", {"units": 2, "unit_forget_bias": False, "recurrent_activation": "hard_sigmoid"}, x),
    run("LSTM", {"units": 2, "implementation": 1}, x),
    run("LSTM", {"units": 2, "dropout": 0.4, "implementation": 1, "unroll": True}, x, call={"training": True}, only="shape"),
    run("GRU", {"units": 2, "reset_after": False, "return_sequences": True}, x),
    run("GRU", {"units": 2, "reset_after": False, "implementation": 1, "recurrent_activation": "hard_sigmoid"}, x),
    run("GRU", {"units": 2, "reset_after": False, "use_bias": False}, x, call={"mask": mask}),
    run("GRU", {"units": 2, "dropout": 0.4, "implementation": 1, "unroll": True}, x, call={"training": True}, only="shape"),
    run("SimpleRNNCell", {"units": 2}, X(2, 3), call={"states": [X(2, 2)]}),
    run("SimpleRNNCell", {"units": 2, "use_bias": False, "activation": None}, X(2, 3), call={"states": X(2, 2)}),
    run("LSTMCell", {"units": 2}, X(2, 3), call={"states": [X(2, 2), X(2, 2, k=1)]}),
    run("LSTMCell", {"units": 2, "use_bias": False, "implementation": 1}, X(2, 3), call={"states": [X(2, 2), X(2, 2, k=1)]}),
    run("GRUCell", {"units": 2}, X(2, 3), call={"states": [X(2, 2)]}),
    run("GRUCell", {"units": 2, "reset_after": False}, X(2, 3), call={"states": [X(2, 2)]}),
    run("StackedRNNCells", {"cells": [L.LSTMCell(2), L.GRUCell(3)]}, X(2, 3), call={"states": [[X(2, 2), X(2, 2)], X(2, 3)]}),
    run("RNN", {"cell": L.LSTMCell(2)}, x, symbolic=free),
    run("RNN", {"cell": L.SimpleRNNCell(2), "return_sequences": True, "go_backwards": True}, x),
    run("RNN", {"cell": L.GRUCell(2), "return_state": True, "time_major": True}, X(5, 2, 3)),
    run("RNN", {"cell": [L.LSTMCell(2), L.GRUCell(3)], "return_sequences": True}, x, symbolic=free),
    run("RNN", {"cell": [L.LSTMCell(2), L.GRUCell(3)], "return_state": True}, x),
    run("RNN", {"cell": [L.SimpleRNNCell(2), L.SimpleRNNCell(2)], "return_sequences": True}, x, call={"mask": mask}),
    run("Bidirectional", {"layer": L.LSTM(2)}, x, symbolic=free),
    run("Bidirectional", {"layer": L.LSTM(2, return_sequences=True)}, x, symbolic=free),
    run("Bidirectional", {"layer": L.GRU(2, return_sequences=True), "merge_mode": "sum"}, x),
    run("Bidirectional", {"layer": L.GRU(2, return_sequences=True), "merge_mode": "ave"}, x, call={"mask": mask}),
    run("Bidirectional", {"layer": L.SimpleRNN(2), "merge_mode": "mul"}, x),
    run("Bidirectional", {"layer": L.LSTM(2, return_sequences=True), "merge_mode": None}, x, call={"mask": mask}),
    run("Bidirectional", {"layer": L.LSTM(2, return_state=True, return_sequences=True)}, x),
    run("Bidirectional", {"layer": L.LSTM(2), "backward_layer": L.GRU(3, go_backwards=True)}, x),
    run("Bidirectional", {"layer": L.RNN(L.LSTMCell(2), return_sequences=True), "name": "both"}, x),
    run("Bidirectional", {"layer": L.LSTM(2)}, x, call={"initial_state": [X(2, 2, k=i) for i in range(4)]}),
    run("TimeDistributed", {"layer": L.Dense(2)}, x, symbolic=free),
    run("TimeDistributed", {"layer": L.Conv1D(2, 2)}, X(2, 3, 4, 3), symbolic=[(None, None, 4, 3)]),
    run("TimeDistributed", {"layer": L.Flatten()}, X(2, 3, 4, 3)),
    run("TimeDistributed", {"layer": L.Dense(2, activation="relu")}, x, call={"mask": mask}),
    run("TimeDistributed", {"layer": L.BatchNormalization()}, x, call={"training": True}),
    run("ConvLSTM1D", {"filters": 2, "kernel_size": 2}, X(1, 3, 5, 2)),
    run("ConvLSTM1D", {"filters": 2, "kernel_size": 3, "padding": "same", "return_sequences": True, "return_state": True}, X(1, 3, 5, 2)),
    run("ConvLSTM2D", {"filters": 2, "kernel_size": 2}, X(1, 3, 4, 4, 1), symbolic=[(None, None, 4, 4, 1)]),
    run("ConvLSTM2D", {"filters": 1, "kernel_size": 3, "strides": 2, "padding": "same", "return_sequences": True, "go_backwards": True, "use_bias": False}, X(1, 3, 4, 4, 2)),
    run("ConvLSTM2D", {"filters": 1, "kernel_size": 2, "return_sequences": True, "recurrent_activation": "sigmoid"}, X(2, 3, 4, 4, 1), call={"mask": tf.constant([[True, False, True], [True, True, False]])}),
    run("ConvLSTM2D", {"filters": 1, "kernel_size": 2, "dropout": 0.3, "recurrent_dropout": 0.2}, X(1, 3, 4, 4, 1)),
    run("ConvLSTM3D", {"filters": 1, "kernel_size": 2}, X(1, 2, 3, 3, 3, 1)),
]
errors = [
    bad("LSTM", {"units": 0}), bad("GRU", {"units": -1}), bad("SimpleRNN", {"units": 0}), bad("LSTM", {"units": 2}, X(2, 3)), bad("LSTM", {"units": 2, "foo": 1}), bad("LSTM", {"units": 2, "stateful": True}, x) ,
    bad("RNN", {"cell": 3}), bad("LSTM", {"units": 2}, [x, X(2, 2)]), bad("Bidirectional", {"layer": L.LSTM(2), "merge_mode": "x"}), bad("Bidirectional", {"layer": L.LSTM(2), "backward_layer": L.LSTM(2)}),
    bad("Bidirectional", {"layer": L.LSTM(2), "backward_layer": L.LSTM(2, go_backwards=True, return_state=True)}), bad("Bidirectional", {"layer": 3}), bad("TimeDistributed", {"layer": L.Dense(2)}, X(2, 3)), bad("TimeDistributed", {"layer": 3}),
    bad("ConvLSTM2D", {"filters": 2, "kernel_size": 2, "unroll": True}), bad("ConvLSTM2D", {"filters": 2, "kernel_size": 2}, X(2, 3, 4)), bad("GRU", {"units": 2, "activation": "nope"}),
]
errors = [e for e in errors if e["error"] is not None]
write("rnn.json", cases, errors)
