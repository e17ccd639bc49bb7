# Subscripts and operators of functional models in configs and files.
import json
import os
import tempfile

import numpy as np
import tensorflow as tf
from tensorflow import keras


def show(f):
    keras.backend.clear_session()
    x = keras.Input((4, 3))
    m = keras.Model(x, f(x))
    for l in json.loads(m.to_json())["config"]["layers"][1:]:
        print(l["name"], l["class_name"], l["config"].get("function"), l["inbound_nodes"])
    data = np.arange(24.0).reshape(2, 4, 3).astype("float32")
    want = m(data).numpy()
    again = keras.models.model_from_json(m.to_json())
    print(np.array_equal(want, again(data).numpy()), want.shape)
    with tempfile.TemporaryDirectory() as d:
        m.save(os.path.join(d, "m.h5"))
        print(np.array_equal(want, keras.models.load_model(os.path.join(d, "m.h5"))(data).numpy()))


show(lambda x: x[:, 1:, :] * 2.0)
show(lambda x: x[:, ::2] + 1.0)
show(lambda x: x[:, None, 1:3, 0])
show(lambda x: x[:, 0, -1])
show(lambda x: x[:, -1] - x[:, 0])
show(lambda x: 2 * x / 3.0)
show(lambda x: 1 - x)
show(lambda x: tf.reduce_mean(x[:, :2], axis=1) ** 2.0)
