# Objects of the base classes themselves
import tensorflow as tf
from tensorflow import keras


def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


S, I, R, C = keras.optimizers.schedules, keras.initializers, keras.regularizers, keras.constraints
t(lambda: S.LearningRateSchedule()(1))
t(lambda: I.Initializer()((2,)))
t(lambda: R.Regularizer()(tf.ones(3)))
t(lambda: C.Constraint()(tf.ones((2, 2))))
t(lambda: I.Initializer().get_config())
t(lambda: C.Constraint().get_config())
print(isinstance(I.Initializer(), I.Initializer), isinstance(R.Regularizer(), R.Regularizer), isinstance(I.Zeros(), I.Initializer))
print(type(C.Constraint()).__name__, type(S.LearningRateSchedule()).__name__)


class Half(R.Regularizer):
    def __init__(self, by=0.5):
        self.by = by

    def __call__(self, x):
        return self.by * tf.reduce_sum(x)

    def get_config(self):
        return {"by": self.by}


layer = keras.layers.Dense(2, kernel_regularizer=Half(), kernel_initializer="ones")
layer(tf.ones((1, 3)))
print(layer.losses[0].numpy(), Half.from_config({"by": 2.0}).by)
