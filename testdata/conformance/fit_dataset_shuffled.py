# fit, evaluate and predict on a shuffled dataset: the order goes on as in TensorFlow.
import tensorflow as tf
from tensorflow import keras
keras.utils.set_random_seed(4)
ds = tf.data.Dataset.range(10).shuffle(100).batch(4)
class M(keras.Model):
    def train_step(self, x): return {"a": tf.reduce_sum(x)}
m = M(); m.compile()
for n in (1, 2, 3): print(m.fit(ds, epochs=n, verbose=0).history)
print(m.fit(ds, epochs=2, steps_per_epoch=1, verbose=0).history)
print(m.fit(ds, epochs=2, steps_per_epoch=3, verbose=0).history)
class P(keras.Model):
    def test_step(self, x): return {"a": tf.reduce_sum(x)}
    def predict_step(self, x): return x
p = P(); p.compile()
print(p.evaluate(ds, verbose=0), p.predict(ds, verbose=0), p.evaluate(ds, verbose=0))
print(m.fit(ds, epochs=2, validation_data=None, verbose=0).history)
