# Subclassed models and how they come back
import os
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

@keras.saving.register_keras_serializable()
class Block(layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.dense = layers.Dense(units, activation="relu")
        self.norm = layers.LayerNormalization()

    def call(self, x):
        return self.norm(self.dense(x))

    def get_config(self):
        config = super().get_config()
        config.update({"units": self.units})
        return config

@keras.saving.register_keras_serializable()
class Stack(keras.Model):
    def __init__(self, sizes=(4, 3), classes=2, **kwargs):
        super().__init__(**kwargs)
        self.sizes, self.classes = list(sizes), classes
        self.blocks = [Block(s, name=f"block_{i}") for i, s in enumerate(self.sizes)]
        self.head = layers.Dense(classes, name="head")
        self.temperature = tf.Variable(2.0, trainable=False, name="temperature")

    def call(self, x, training=False):
        for b in self.blocks:
            x = b(x)
        return self.head(x) / self.temperature

    def get_config(self):
        return {**super().get_config(), "sizes": self.sizes, "classes": self.classes}

x = np.cos(np.arange(15) * 0.8).reshape(3, 5).astype("float32")
m = Stack(name="stack")
try:
    m.save("early.keras")
    print("saved unbuilt")
except Exception as e:
    print(type(e).__name__)
m(x)
m.set_weights([np.ones_like(w) if "gamma" in v.name else (w if "temperature" in v.name else 0.5 * np.sin(np.arange(w.size) + i).reshape(w.shape)) for i, (v, w) in enumerate(zip(m.weights, m.get_weights()))])
m.compile(keras.optimizers.Adam(0.01), "mse")
print([round(float(m.train_on_batch(x, np.ones((3, 2)))), 5) for _ in range(2)])
ref = m(x).numpy()
print(len(m.weights), len(m.trainable_weights), [w.name for w in m.weights][:3], [l.name for l in m.layers])
m.save("s.keras")
n = keras.models.load_model("s.keras")
print(type(n).__name__, n.sizes, np.allclose(n(x), ref), n.temperature.numpy(), [l.name for l in n.layers], int(n.optimizer.iterations))
m.save_weights("s.weights.h5")
k = Stack(); k(x); k.load_weights("s.weights.h5"); print(np.allclose(k(x), ref))
m.save_weights("ckpt"); j = Stack(); j.load_weights("ckpt"); print(np.allclose(j(x), ref), sorted(f for f in os.listdir(".") if f.startswith("ckpt")))
try:
    m.save("s.h5")
except NotImplementedError as e:
    print("NotImplementedError", str(e)[:80])
m.save("s_tf"); t = keras.models.load_model("s_tf"); print(np.allclose(t(x), ref), type(t).__name__)
try:
    Stack().load_weights("s.weights.h5")
    print("loaded unbuilt")
except Exception as e:
    print(type(e).__name__)
r = Stack.from_config(m.get_config()); r(x); r.set_weights(m.get_weights()); print(np.allclose(r(x), ref), r.get_config())
cl = Block.from_config(Block(4, name="b").get_config()); print(cl.name, cl.units)
