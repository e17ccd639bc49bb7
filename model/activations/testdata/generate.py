# Writes cases.json: values and gradients of Keras 2.15's activations.
import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf
from tensorflow import keras

x = np.array([[-4.0, -2.5, -1.0, -0.3], [0.0, 0.5, 2.5, 7.0]], "float32")
made = [(n, ()) for n in "elu exponential gelu hard_sigmoid linear mish relu selu sigmoid softmax softplus softsign swish tanh leaky_relu log_softmax relu6 silu".split()]
made += [("elu", (0.5,)), ("gelu", (True,)), ("relu", (0.1,)), ("relu", (0.1, 2.0)), ("relu", (0.0, 2.0, 1.0)), ("relu", (0.2, None, -1.0)), ("softmax", (0,))]
cases = []
for name, args in made:
    f = keras.activations.get(name)
    t = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(t)
        y = f(t, *args)
        loss = tf.reduce_sum(y * tf.constant(x[::-1].copy()))
    cases.append({"name": name, "args": args, "serialized": keras.activations.serialize(f), "values": y.numpy().ravel().tolist(), "gradient": tape.gradient(loss, t).numpy().ravel().tolist()})
json.dump({"x": x.ravel().tolist(), "cases": cases}, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases.json"), "w"), indent=1)
