# The layers inside of a model, one after the other
from tensorflow import keras
from tensorflow.keras import layers
i = keras.Input((4,), name="i")
inner = keras.Sequential([layers.Dense(3, input_shape=(4,), name="a"), layers.ReLU(name="r")], name="inner")
o = inner(i)
o = inner(layers.Dense(4, name="d")(o))
n = keras.Model(i, o, name="outer")
print([l.name for l in n._flatten_layers()])
print([l.name for l in n._flatten_layers(recursive=False, include_self=False)])
