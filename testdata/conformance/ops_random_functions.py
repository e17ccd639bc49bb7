# Random ops in functions: each has a stream of its own; fit, datasets and layers draw so.
import tensorflow as tf
tf.random.set_seed(3)
@tf.function
def f(x): 
    a = tf.random.normal((2,))
    b = tf.random.normal((2,))
    return a, b
print(f(1.)); print(f(1.)); print(f(2.))
@tf.function
def g(x): 
    a = tf.random.normal((2,), seed=1)
    y = x * 2
    b = tf.random.normal((2,), seed=1)
    return a, b, tf.random.uniform((2,)), tf.random.shuffle([1,2,3,4])
print(g(tf.constant(1.))); print(g(tf.constant(1.)))
print(tf.random.normal((2,)))
tf.random.set_seed(3)
print(f(1.))
tf.random.set_seed(4)
print(f(1.))
@tf.function
def h(x):
    if x > 0:
        return tf.nn.dropout(x, 0.5) + tf.random.normal(())
    return x
print(h(tf.constant(1.)), h(tf.constant(1.)))
d = tf.keras.layers.Dropout(0.5, seed=3)
print(d(tf.ones(10), training=True), d(tf.ones(10), training=True))
@tf.function
def k(x): return d(x, training=True)
print(k(tf.ones(10)), k(tf.ones(10)))
d = tf.keras.layers.Dropout(0.5)
print(k(tf.ones(10)), k(tf.ones(10)))
d = tf.keras.layers.GaussianNoise(0.5)
@tf.function
def k(x): return d(x, training=True)
print(k(tf.ones(3)), k(tf.ones(3)))
tf.keras.utils.set_random_seed(1)
class M(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.d = tf.keras.layers.Dense(1, use_bias=False)
        self.o = tf.keras.layers.Dropout(0.3)
    def call(self, x, training=None):
        return self.d(self.o(x, training=training) + tf.random.normal(tf.shape(x)))
m = M(); m.compile("sgd", "mse")
import numpy as np
print(m.fit(np.ones((10, 3)), np.ones((10,1)), batch_size=4, epochs=2, verbose=0, shuffle=False).history)
print(m.predict(np.ones((10,3)), verbose=0)[:,0], m(np.ones((2,3)))[:,0])
class N(M):
    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((self(x, training=True) - y)**2) + tf.random.uniform(())
        g = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply_gradients(zip(g, self.trainable_variables))
        return {"loss": loss}
m = N(); m.compile("sgd")
print(m.fit(np.ones((10, 3)), np.ones((10,1)), batch_size=4, epochs=2, verbose=0, shuffle=False).history)
ds = tf.data.Dataset.range(3).map(lambda x: tf.random.uniform(()))
print([float(v) for v in ds], [float(v) for v in ds])
s = tf.keras.Sequential([tf.keras.layers.Dense(4), tf.keras.layers.Dropout(0.5), tf.keras.layers.GaussianNoise(1.), tf.keras.layers.Dense(1)])
s.compile("adam","mse")
print(s.fit(np.ones((10, 3)), np.ones((10,1)), batch_size=4, epochs=3, verbose=0).history)
def aug(x):
    return tf.image.random_flip_left_right(x), tf.random.uniform(())
ds = tf.data.Dataset.from_tensor_slices(np.arange(12.).reshape(3,2,2,1)).map(aug)
for a,b in ds: print(a.numpy().ravel(), b.numpy())
