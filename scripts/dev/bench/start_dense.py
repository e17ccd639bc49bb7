# Process start to the first result: the runner times the whole process.
import tensorflow as tf
from tensorflow import keras

print(keras.layers.Dense(3)(tf.ones((1, 4))).shape)
