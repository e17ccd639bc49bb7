# Cloning with a changed input or changed layers, and taking a model apart
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

inp = keras.Input((6,), name="in")
h = layers.Dense(5, activation="relu", name="h1")(inp)
h = layers.Dropout(0.3, name="drop")(h)
h = layers.Dense(4, activation="relu", name="h2")(h)
m = keras.Model(inp, layers.Dense(2, name="logits")(h), name="base")
m.set_weights([np.sin(np.arange(w.size)).reshape(w.shape) for w in m.get_weights()])
x = tf.constant(np.cos(np.arange(12)).reshape(2, 6), tf.float32)

def swap(layer):
    if isinstance(layer, layers.Dense) and layer.name != "logits":
        cfg = layer.get_config()
        cfg["activation"] = "tanh"
        return layer.__class__.from_config(cfg)
    if isinstance(layer, layers.Dropout):
        return layers.Dropout(0.0, name="no_drop")
    return layer.__class__.from_config(layer.get_config())

c = keras.models.clone_model(m, clone_function=swap)
c.set_weights(m.get_weights())
print([(l.name, getattr(l, "activation", None) and l.activation.__name__) for l in c.layers])
print(np.round(m(x).numpy(), 4).tolist(), np.round(c(x).numpy(), 4).tolist())
trunk = keras.Model(m.input, m.layers[-2].output, name="trunk")
new = keras.Sequential([trunk, layers.Dense(3, kernel_initializer="ones", name="new_head")], name="new")
print(new(x).shape, np.round(new(x).numpy()[0], 4).tolist(), new.layers[0].name, trunk.layers[-1] is m.layers[-2])
again = x
for l in m.layers[1:]:
    again = l(again)
print(np.allclose(again, m(x)))
named = {w.name: w.numpy().shape for w in m.weights}
print(named)
for l in m.layers:
    for w in l.weights:
        w.assign(tf.zeros_like(w))
print(float(tf.reduce_sum(tf.abs(m(x)))), float(tf.reduce_sum(tf.abs(new(x)))), sum(float(tf.norm(w)) for w in c.weights) > 0)
k = keras.models.clone_model(m, input_tensors=keras.Input((6,), name="fresh", batch_size=3))
print(k.input_shape, k.inputs[0].name, k.output_shape, len(k.layers))
seq = keras.Sequential(m.layers[1:])
seq.build((None, 6))
print(seq.count_params() == m.count_params(), [l.name for l in seq.layers], seq.weights[0] is m.weights[0])
