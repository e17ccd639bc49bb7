from tensorflow import keras
from tensorflow.keras import layers
model = keras.Sequential(name="my_sequential")
model.add(layers.Dense(2, activation="relu", name="layer1"))
model.add(layers.Dense(3, activation="relu", name="layer2"))
model.add(layers.Dense(4, name="layer3"))
print(model.name, len(model.layers), model.layers[0].weights)
model.pop()
print(len(model.layers), [layer.name for layer in model.layers])
