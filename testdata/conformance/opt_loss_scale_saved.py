# A LossScaleOptimizer in configs, files and checkpoints.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

m = keras.Sequential([layers.Input((2,)), layers.Dense(1, kernel_initializer='ones')])
o = keras.mixed_precision.LossScaleOptimizer(keras.optimizers.SGD(0.1, momentum=0.9), dynamic_growth_steps=2)
m.compile(o, 'mse')
print(keras.optimizers.serialize(o))
m.fit(np.ones((4, 2)), np.ones((4, 1)), epochs=5, verbose=0)
print(o.loss_scale.numpy(), o.dynamic_counter.numpy(), o.iterations.numpy())
for name in 'm.keras', 'm.h5':
    m.save(name)
    again = keras.models.load_model(name).optimizer
    print(name, type(again).__name__, type(again.inner_optimizer).__name__, again.loss_scale.numpy(), again.dynamic_counter.numpy())
path = tf.train.Checkpoint(optimizer=o).save('ck/x')
for name, shape in tf.train.list_variables(path):
    print(name, shape)
other = keras.mixed_precision.LossScaleOptimizer(keras.optimizers.SGD(0.1, momentum=0.9))
other.build(m.trainable_variables)
tf.train.Checkpoint(optimizer=other).restore(path)
print(other.loss_scale.numpy(), other.dynamic_counter.numpy(), other.iterations.numpy())
fixed = keras.mixed_precision.LossScaleOptimizer(keras.optimizers.SGD(0.1), dynamic=False, initial_scale=8.0)
print([name for name, _ in tf.train.list_variables(tf.train.Checkpoint(optimizer=fixed).save('ck/y'))])
