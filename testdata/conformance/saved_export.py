import tensorflow as tf, numpy as np, os, tempfile
from tensorflow import keras
from tensorflow.keras import layers
d = tempfile.mkdtemp()
m = keras.Sequential([keras.Input((3,)), layers.Dense(4, activation="relu", kernel_initializer="ones"), layers.Dropout(.5), layers.Dense(2, kernel_initializer="ones")])
x = np.arange(6, dtype="float32").reshape(2, 3)
print(m(x))
p = os.path.join(d, "exp")
import io, contextlib
with contextlib.redirect_stdout(io.StringIO()) as told: m.export(p)
print("Endpoint 'serve'" in told.getvalue())
print(sorted(os.listdir(p)))
l = tf.saved_model.load(p)
print(l.serve(x))
print(sorted(l.signatures))
f = l.signatures["serving_default"]
print(list(f.structured_input_signature[1]))
print(len(l.variables), len(l.trainable_variables), len(l.non_trainable_variables))

inp = keras.Input((8, 8, 1))
y = layers.Conv2D(2, 3, activation="relu", kernel_initializer="ones")(inp)
y = layers.BatchNormalization()(y)
y = layers.MaxPooling2D()(y)
y = layers.Flatten()(y)
a = layers.Dense(2, kernel_initializer="ones", activation="softmax")(y)
b = layers.Dense(1, kernel_initializer="ones", activation="tanh")(y)
m = keras.Model(inp, [a, b])
with contextlib.redirect_stdout(io.StringIO()): m.export(os.path.join(d, "two"))
l = tf.saved_model.load(os.path.join(d, "two"))
x = np.arange(128, dtype="float32").reshape(2, 8, 8, 1) / 1000
print([t.numpy().tolist() for t in l.serve(x)])
print(len(l.variables), len(l.trainable_variables), len(l.non_trainable_variables))
