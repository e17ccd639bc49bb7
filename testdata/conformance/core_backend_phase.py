# keras.backend: the learning phase, placeholders, manual initialization
import numpy as np
import tensorflow as tf
from tensorflow import keras

K = keras.backend
x = tf.ones((2, 3))
K.set_learning_phase(1)
print(K.learning_phase(), K.in_train_phase(1, 2))
K.set_learning_phase(0)
print(K.learning_phase(), keras.layers.Dropout(0.5)(x).numpy().tolist())
with K.learning_phase_scope(1):
    print(K.learning_phase())
try:
    K.set_learning_phase(3)
except ValueError as e:
    print(e)
p = K.placeholder(shape=(None, 4), name="ph")
print(p.shape, p.dtype.name, K.is_keras_tensor(p))
K.manual_variable_initialization(False)
print("done")
