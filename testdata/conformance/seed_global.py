# set_random_seed and the weights that it leads to
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers as L
keras.utils.set_random_seed(1)
a=keras.Input((4,),name="a"); h=L.Dense(3,activation="relu")(a); mu=L.Dense(2)(h); lv=L.Dense(2)(h)
print(keras.Model(a,[mu,lv]).get_weights())
keras.utils.set_random_seed(1)
m=keras.Sequential([L.Dense(3),L.Dense(2)]); m.build((None,4)); print(m.get_weights())
