# Recurrent layers with all of their arguments
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def show(v):
    if isinstance(v, dict):
        return {k: show(v[k]) for k in sorted(v)}
    if isinstance(v, (list, tuple)):
        return [show(e) for e in v]
    if isinstance(v, keras.layers.Layer):
        return type(v).__name__
    if hasattr(v, "numpy"):
        v = v.numpy()
    if isinstance(v, np.ndarray):
        return (v.shape, np.round(v.ravel()[:6], 4).tolist(), round(float(np.sum(v.astype("float64") * (1 + np.arange(v.size).reshape(v.shape) % 5))), 3)) if v.dtype.kind in "fiu" else v.tolist()
    return v


def t(label, f):
    try:
        print(label, show(f()))
    except Exception as e:
        print(label, type(e).__name__, str(e).splitlines()[0] if str(e) else "")


def wave(*shape, k=0.3):
    n = int(np.prod(shape))
    return tf.constant((k * np.sin(np.arange(n) * 1.3 + 0.5)).reshape(shape).astype("float32"))


def w(shape, dtype=None):
    return wave(*[int(d) for d in shape])


x = wave(2, 5, 3, k=1)
mask = tf.constant([[True, True, True, False, False], [False, True, True, True, True]])


def fill(l):
    l.set_weights([(0.4 * np.cos(np.arange(a.size) + i)).reshape(a.shape) for i, a in enumerate(l.get_weights())])
    return l


for cls in (layers.SimpleRNN, layers.GRU, layers.LSTM):
    for kw in ({"go_backwards": True}, {"go_backwards": True, "return_sequences": True}, {"return_sequences": True, "return_state": True}, {"activation": "relu"}, {"use_bias": False}, {"unroll": True}, {"time_major": True, "return_sequences": True}):
        l = cls(2, **kw)
        l(x)
        fill(l)
        t((cls.__name__, kw), lambda: l(x))
        t("  mask", lambda: l(x, mask=mask if not kw.get("time_major") else None))
    l = cls(2, return_state=True)
    l(x)
    fill(l)
    n = 2 if cls is layers.LSTM else 1
    t("  init", lambda: l(x, initial_state=[tf.ones((2, 2)) * 0.5] * n))
    t("  shape", lambda: [tuple(s) for s in l.compute_output_shape((None, 5, 3))])
    t("  init bad", lambda: l(x, initial_state=[tf.ones((2, 2))] * 3))
    t("  names", lambda: [v.name for v in l.weights])
for kw in ({"reset_after": False}, {"recurrent_activation": "hard_sigmoid"}, {"implementation": 1}, {"reset_after": False, "use_bias": False}):
    l = layers.GRU(3, **kw)
    l(x)
    fill(l)
    t(kw, lambda: l(x))
    print([v.shape.as_list() for v in l.weights])
for kw in ({"unit_forget_bias": False}, {"recurrent_activation": "hard_sigmoid"}, {"implementation": 1}, {"activation": None}):
    l = layers.LSTM(3, kernel_initializer=w, recurrent_initializer=w, **kw)
    t(kw, lambda: l(x))
    t("bias", lambda: l.get_weights()[2])
for cell in (layers.SimpleRNNCell(2), layers.GRUCell(2), layers.LSTMCell(2), layers.StackedRNNCells([layers.GRUCell(2), layers.LSTMCell(3)])):
    l = layers.RNN(cell, return_sequences=True, return_state=True)
    l(x)
    fill(l)
    t(type(cell).__name__, lambda: l(x, mask=mask))
    t("  state", lambda: (cell.state_size, getattr(cell, "output_size", None)))
    t("  zero", lambda: cell.get_initial_state(batch_size=2, dtype="float32"))
    t("  names", lambda: [v.name for v in l.weights])
for mode in ("concat", "sum", "mul", "ave", None):
    b = layers.Bidirectional(layers.LSTM(2, return_sequences=True), merge_mode=mode)
    b(x)
    fill(b)
    t(mode, lambda: b(x))
    t("  mask", lambda: b(x, mask=mask))
    t("  shape", lambda: b.compute_output_shape((None, 5, 3)))
b = layers.Bidirectional(layers.GRU(2, return_state=True), backward_layer=layers.GRU(3, return_state=True, go_backwards=True))
b(x)
fill(b)
t("backward_layer", lambda: b(x))
t("init", lambda: b(x, initial_state=[tf.ones((2, 2)), tf.ones((2, 3))]))
t("merge", lambda: layers.Bidirectional(layers.GRU(2), merge_mode="x"))
t("same dir", lambda: layers.Bidirectional(layers.GRU(2), backward_layer=layers.GRU(2)))
td = layers.TimeDistributed(layers.Dense(2, kernel_initializer=w))
t("td", lambda: (td(x), tuple(td.compute_output_shape((None, None, 3)))))
t("td names", lambda: [v.name for v in td.weights])
t("td bad", lambda: layers.TimeDistributed("a"))
t("td rank", lambda: layers.TimeDistributed(layers.Dense(2))(tf.ones(3)))
s = layers.LSTM(2, stateful=True, batch_input_shape=(2, 5, 3))
s(x)
fill(s)
s.reset_states()
t("stateful", lambda: (s(x), s(x), [v for v in s.states]))
s.reset_states([np.ones((2, 2)), np.zeros((2, 2))])
t("states", lambda: [v for v in s.states])
t("not stateful", lambda: layers.GRU(2).reset_states())
t("no batch", lambda: layers.GRU(2, stateful=True)(keras.Input((5, 3))))
t("rank", lambda: layers.GRU(2)(tf.ones((2, 3))))
t("units", lambda: layers.LSTM(0))
t("units", lambda: layers.GRU(-2))
c = layers.ConvLSTM2D(2, 2, return_sequences=True, padding="same", return_state=True)
xi = wave(1, 3, 4, 4, 2)
c(xi)
fill(c)
t("convlstm", lambda: c(xi))
for cls, xx in ((layers.ConvLSTM1D, wave(1, 3, 6, 2)), (layers.ConvLSTM3D, wave(1, 2, 3, 3, 3, 1))):
    c = cls(2, 2, strides=2, recurrent_activation="sigmoid", go_backwards=True)
    c(xx)
    fill(c)
    t(cls.__name__, lambda: c(xx))
    t("  w", lambda: [v.name for v in c.weights])
for l in (layers.LSTM(2, name="a"), layers.GRU(2, name="b", dropout=0.1), layers.SimpleRNN(2, name="c", recurrent_dropout=0.2)):
    print(sorted((k, str(v)) for k, v in l.get_config().items() if "init" not in k))
