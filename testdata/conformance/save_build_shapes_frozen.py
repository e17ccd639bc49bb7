import json
import zipfile
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
@keras.utils.register_keras_serializable("blind")
class Tower(keras.Model):
    def __init__(self, width=3, depth=2, **kwargs):
        super().__init__(**kwargs)
        self.width, self.depth = width, depth
        self.steps = [layers.Dense(width, "tanh", name=f"step_{i}") for i in range(depth)]
        self.out = layers.Dense(1, name="out")
    def call(self, x):
        for s in self.steps:
            x = x + s(x)
        return self.out(x)
    def get_config(self):
        return {"width": self.width, "depth": self.depth, "name": self.name}
m = Tower(); m.build((None, 3)); m.save("t.keras")
print(json.loads(zipfile.ZipFile("t.keras").read("config.json")))
try: print(keras.models.load_model("t.keras").built)
except Exception as e: print(type(e).__name__, str(e)[:200])
m = Tower(name="second"); m(tf.ones((2, 3))); m.compile("sgd", "mse"); m.fit(tf.ones((2,3)), tf.ones((2,1)), verbose=0); m.save("t.keras")
print(json.loads(zipfile.ZipFile("t.keras").read("config.json")))
try: print(keras.models.load_model("t.keras").built)
except Exception as e: print(type(e).__name__, str(e)[:200])
i = keras.Input((4,), name="enc_in")
enc = keras.Model(i, layers.Dense(3, name="code")(i), name="encoder")
x = keras.Input((4,), name="x")
m = keras.Model(x, layers.Dense(1, name="same")(enc(x)), name="twin")
enc.trainable = False
c = json.loads(m.to_json())
e = c["config"]["layers"][1]["config"]
print(e.get("trainable"), [l["config"].get("trainable") for l in e["layers"]])
a = keras.models.model_from_json(json.dumps(c))
print([w.name for w in m.weights], [w.name for w in a.weights], a.get_layer("encoder").trainable, a.get_layer("encoder").get_layer("code").trainable, len(a.trainable_weights))
s = keras.Sequential([enc, layers.Dense(2)]); print(keras.Sequential.from_config(s.get_config()).layers[0].trainable)
k = keras.models.clone_model(m); print(k.get_layer("encoder").trainable, len(k.trainable_weights))
