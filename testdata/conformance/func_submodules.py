# The order of submodules, name scopes and strategies of layers and models.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


def names(layer):
    return [s.name for s in layer.submodules]


class Parts(keras.Model):
    def __init__(self):
        super().__init__()
        self.z = layers.Dense(1)
        self.a = [layers.Dense(2), layers.Dense(3)]
        self.mean = keras.metrics.Mean()
        self.stack = keras.Sequential([layers.Dense(6), layers.Dense(7)])

    def call(self, x):
        return self.z(x)


print(names(Parts()))
print(names(keras.Sequential([layers.Input((2,)), layers.Dense(2, name='q'), layers.Dense(3, name='a')])))
print(names(keras.Sequential([layers.Dense(2, name='q'), layers.TimeDistributed(layers.Dense(3, name='a'))])))
i = keras.Input((4, 2))
x = layers.Bidirectional(layers.LSTM(2))(i)
m = keras.Model(i, layers.Dense(2)(x))
m.compile('adam', 'mse', metrics=['mae'])
m.fit(np.ones((1, 4, 2)), np.ones((1, 2)), verbose=0)
print(names(m))
print(names(layers.Bidirectional(layers.LSTM(2))))
print(names(layers.StackedRNNCells([layers.LSTMCell(2), layers.GRUCell(2)])))
print(layers.Dense(2, name='dd').name_scope())
print(type(m.distribute_strategy).__name__, m.distribute_strategy.num_replicas_in_sync)


def fails(f):
    keras.backend.clear_session()
    try:
        f()
    except Exception as e:
        print(type(e).__name__, str(e).split('<')[0])


# Which failures use up an automatic name.
for make, again in [
    (lambda: layers.Resizing(2, 2, interpolation='x'), lambda: layers.Resizing(2, 2)),
    (lambda: layers.RNN(layers.Dense(2)), lambda: layers.RNN(layers.LSTMCell(2))),
    (lambda: layers.RNN([layers.Dense(2)]), lambda: layers.RNN([layers.LSTMCell(2)])),
    (lambda: layers.StackedRNNCells([layers.Dense(2)]), lambda: layers.StackedRNNCells([layers.LSTMCell(2)])),
    (lambda: layers.StackedRNNCells(3), lambda: layers.StackedRNNCells([layers.LSTMCell(2)])),
    (lambda: layers.Bidirectional(layers.Dense(2)), lambda: layers.Bidirectional(layers.LSTM(2))),
    (lambda: layers.GRU(2, activation='q'), lambda: layers.GRU(2)),
    (lambda: layers.Dense(2, activation='q'), lambda: layers.Dense(2)),
    (lambda: layers.Conv2D(-1, 3), lambda: layers.Conv2D(1, 3)),
    (lambda: layers.Hashing(0), lambda: layers.Hashing(3)),
]:
    fails(make)
    print(again().name)
