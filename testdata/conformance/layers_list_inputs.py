# Layers that hand their input to one function take lists of numbers.
import tensorflow as tf
from tensorflow.keras import layers

for layer in (
    layers.ReLU(max_value=1.5), layers.LeakyReLU(), layers.ELU(), layers.ThresholdedReLU(1.0),
    layers.Activation("tanh"), layers.Activation("softmax"), layers.Dropout(0.5), layers.Reshape((1, 2)),
):
    try:
        print(layer.name, layer([[-3.0, -1.0], [0.0, 2.0]]).numpy().round(4).tolist())
    except Exception as e:
        print(layer.name, type(e).__name__, str(e).split("\n")[0])
print(layers.ReLU()([-3.0, -1.0, 0.0, 2.0]))
print(layers.ReLU()([tf.constant([-1.0, 2.0])]))
print(layers.Dropout(0.5)([1, 2]))
print(layers.GaussianNoise(1.0)([1.0, 2.0]))
try:
    layers.Softmax()([1.0, 2.0])
except AttributeError as e:
    print(str(e).split("\n")[2])
