# What a model says of how it was compiled and built, and what is made of it.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def shortfall(y_true, y_pred):
    return tf.reduce_mean(y_true - y_pred)


model = keras.Sequential([layers.Dense(2, input_shape=(3,))])
print(model.get_compile_config())
model.compile(keras.optimizers.Adam(0.01), keras.losses.MeanSquaredError(), metrics=[keras.metrics.MeanAbsoluteError(), "mse"])
config = model.get_compile_config()
for key, value in config.items():
    print(key, value)
model.compile("sgd", shortfall, metrics=[shortfall], loss_weights=[0.5], run_eagerly=True)
print(model.get_compile_config())

twin = keras.Sequential([layers.Dense(2, input_shape=(3,), kernel_initializer="ones")])
twin.compile_from_config(config)
print(twin.optimizer.get_config())
print(type(twin.loss).__name__, twin.optimizer.learning_rate.numpy())
print(twin.evaluate(np.ones((4, 3)), np.ones((4, 2)), verbose=0, return_dict=True))

decay = keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.9)
twin.compile(optimizer=keras.optimizers.RMSprop(decay), loss={"dense_1": "mse"}, metrics={"dense_1": ["mae"]})
print(twin.get_compile_config())

print("build configs")
late = keras.Sequential([layers.Dense(2)])
print(late.get_build_config())
late.build((None, 3))
print(late.get_build_config())
print(model.get_build_config())
called = keras.Sequential([layers.Dense(2)])
called(tf.ones((4, 3)))
print(called.get_build_config())
a, b = keras.Input((3,)), keras.Input((2,))
print(keras.Model([a, b], layers.Dense(1)(a) + b).get_build_config())
named = keras.Model({"a": a, "b": b}, layers.Dense(1)(a) + b)
print(named.get_build_config())
print(keras.saving.serialize_keras_object(named)["build_config"])


class Plain(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = layers.Dense(1)

    def call(self, x):
        return self.dense(x)


plain = Plain()
print(plain.get_build_config())
plain(tf.ones((2, 3)))
print(plain.get_build_config())
plain.compile("adam", "mse")
plain.fit(np.ones((4, 3)), np.ones((4, 1)), verbose=0)
print(plain.get_compile_config()["optimizer"], plain.get_build_config())


class Cell(layers.AbstractRNNCell):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units

    @property
    def state_size(self):
        return self.units

    @property
    def output_size(self):
        return self.units

    def build(self, input_shape):
        self.w = self.add_weight(shape=(input_shape[-1], self.units), initializer="ones", name="w")
        self.built = True

    def call(self, inputs, states):
        h = tf.matmul(inputs, self.w) + states[0]
        return h, [h]


cell = Cell(3)
print(cell.get_initial_state(batch_size=2, dtype="float32"))
print(cell.get_initial_state(inputs=tf.ones((4, 2))).shape)
print(layers.RNN(cell)(tf.ones((2, 3, 2))))
for stop in (keras.callbacks.EarlyStopping(min_delta=0.1), keras.callbacks.EarlyStopping("val_accuracy", min_delta=-0.1), keras.callbacks.EarlyStopping("x", 0.2, mode="max")):
    print(stop.min_delta)
