# Code found on the net imports from Keras' own files.
from tensorflow import keras
from keras.src.layers import Dense
from keras.src.layers.core.dense import Dense as FromFile
from keras.src.engine.base_layer import Layer
from keras.src.engine.sequential import Sequential
from keras.src.utils import to_categorical
from keras.src.optimizers import Adam
import keras.src.backend as K

print(Dense is keras.layers.Dense, FromFile is Dense, Layer is keras.layers.Layer, Sequential is keras.Sequential)
print(Adam.__name__, K.floatx(), to_categorical([1, 0]).tolist())
try:
    import keras.source
except ModuleNotFoundError as e:
    print(e)
