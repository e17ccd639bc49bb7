import tensorflow as tf, numpy as np
tf.keras.utils.set_random_seed(1)
class R(tf.keras.regularizers.Regularizer):
    def __call__(self, x): return 0.1 * tf.reduce_sum(tf.reduce_mean(x, axis=0))
X = np.ones((4, 3), "float32")
se = tf.keras.Sequential([tf.keras.layers.Flatten(), tf.keras.layers.Dense(2, kernel_initializer="ones", activity_regularizer=R())])
sa = tf.keras.Sequential([se, tf.keras.Sequential([tf.keras.layers.Dense(3, kernel_initializer="ones")])])
sa.compile(loss="mse", optimizer="sgd"); print(sa.fit(X, X, epochs=1, verbose=0).history)
se = tf.keras.Sequential([tf.keras.layers.Dense(2, kernel_initializer="ones", activity_regularizer="l2")])
sa = tf.keras.Sequential([se, tf.keras.layers.Dense(3, kernel_initializer="ones")])
sa.compile(loss="mse", optimizer="sgd"); print(sa.fit(X, X, epochs=1, verbose=0).history)
class Mo(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.s = tf.keras.Sequential([tf.keras.layers.Dense(2, kernel_initializer="ones", activity_regularizer=R())])
        self.d = tf.keras.layers.Dense(3, kernel_initializer="ones")
    def call(self, x): return self.d(self.s(x))
m = Mo(); m.compile(loss="mse", optimizer="sgd"); print(m.fit(X, X, epochs=1, verbose=0).history)
import tensorflow as tf, numpy as np
from tensorflow import keras
k = keras.initializers.Constant(np.eye(2).flatten())
print(keras.layers.serialize(keras.layers.Dense(2, bias_initializer=k))["config"]["bias_initializer"])
c = keras.saving.serialize_keras_object(k); print(c)
print(keras.saving.deserialize_keras_object(c)((4,)))
m = keras.Sequential([keras.Input((2,)), keras.layers.Dense(4, bias_initializer=k)])
l = keras.models.clone_model(m); print(l.get_weights()[1])
l = keras.Sequential.from_config(m.get_config()); print(l.get_weights()[1])
l = keras.models.model_from_json(m.to_json()); print(l.get_weights()[1])

@tf.function
def double(x): return tf.add_n([x, x])
print(double.get_concrete_function(tf.constant(1.)).name.decode().startswith("__inference_double_"))
