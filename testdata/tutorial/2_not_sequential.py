from tensorflow import keras
from tensorflow.keras import layers
try:
    keras.Sequential([keras.Input(shape=(3,)), keras.Input(shape=(3,))])
except ValueError as e:
    print("ValueError")
a = keras.Input(shape=(3,), name="a")
b = keras.Input(shape=(3,), name="b")
shared = layers.Dense(4, name="shared")
joined = layers.Concatenate(name="joined")([shared(a), shared(b)])
out = layers.Add(name="sum")([joined, layers.Dense(8, name="branch")(joined)])
model = keras.Model([a, b], [out, joined])
print([layer.name for layer in model.layers], model.output_shape, model.count_params())
