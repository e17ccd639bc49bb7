# InputLayer with all of its arguments.
from tensorflow import keras
from tensorflow.keras import layers
i = layers.InputLayer(input_shape=(3,), batch_size=None, dtype=None, input_tensor=None, sparse=False, name="a", ragged=False)
print(i.get_config())
print(layers.InputLayer((3,), 2, "int32", None, None, "b").get_config())
x = keras.Input((4,), dtype="int32")
print(layers.InputLayer(input_tensor=x).output.shape)
m = keras.Sequential([layers.InputLayer((3,), sparse=None), layers.Dense(1)]); print(m.output_shape, m.input_shape)
print(keras.Sequential.from_config(m.get_config()).output_shape)
