# set_weights of layers and models: what passes for weights, and what is said of the rest
import numpy as np, tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
l=layers.Dense(2,name="d"); l.build((None,3))
m=keras.Sequential([layers.Dense(2,input_shape=(3,),name="e")])
for o in (l,m):
  for w in ([np.eye(3)[:, :2], [7, 8]], [np.eye(3)[:, :2].tolist(), [7, 8]], [tf.ones((3,2)), tf.ones(2)], [tf.Variable(tf.ones((3,2))), np.float32(2)], (np.ones((3,2)),np.ones(2)), 5, np.ones((2,3)), [np.ones((3,2)), np.array([1,2])], np.ones((3,2)), [1], (1,2,3), None):
    try:
        print(o.set_weights(w), [x.ravel()[:2] for x in o.get_weights()])
    except Exception as e: print(type(e).__name__, str(e))
