# Modules of Keras under old names
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
L = keras.utils.legacy
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[0])
class Mine(layers.Layer):
    def __init__(self, n=2, **k):
        super().__init__(**k)
        self.n = n
    def get_config(self):
        return {**super().get_config(), "n": self.n}
def mine(x):
    return x
t(lambda: L.serialize_keras_object(layers.Dense(2, name="a"))["class_name"])
t(lambda: sorted(L.serialize_keras_object(layers.Dense(2, name="a"))))
t(lambda: L.serialize_keras_object(keras.regularizers.L2(0.5)))
t(lambda: L.serialize_keras_object(Mine(3, name="m")))
t(lambda: L.serialize_keras_object(mine))
t(lambda: L.serialize_keras_object(None))
t(lambda: type(L.deserialize_keras_object({"class_name": "Dense", "config": {"units": 3}}, module_objects={"Dense": layers.Dense})).__name__)
t(lambda: L.deserialize_keras_object({"class_name": "Mine", "config": {"n": 5}}, custom_objects={"Mine": Mine}).n)
t(lambda: L.deserialize_keras_object({"class_name": "Foo", "config": {}}))
t(lambda: L.deserialize_keras_object({"class_name": "Foo", "config": {}}, module_objects={}, printable_module_name="thing"))
t(lambda: L.deserialize_keras_object("mine", custom_objects={"mine": mine}).__name__)
t(lambda: L.deserialize_keras_object("mine", module_objects={"mine": mine}).__name__)
t(lambda: L.deserialize_keras_object("foo", module_objects={}))
t(lambda: L.deserialize_keras_object(None))
t(lambda: L.deserialize_keras_object(3))
t(lambda: keras.experimental.CosineDecay is keras.optimizers.schedules.CosineDecay)
t(lambda: keras.experimental.CosineDecayRestarts(0.1, 10)(5).numpy())
print(sorted(n for n in dir(L) if n[0] != "_"))
