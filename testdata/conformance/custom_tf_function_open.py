# tf.function with an input_signature that leaves lengths open: one recording for all shapes
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

def sin(*s): return tf.constant(np.sin(np.arange(np.prod(s)) * 0.7).reshape(s).astype("float32"))
def show(*ts): print([np.round(t.numpy(), 4).tolist() for t in ts])

@tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)])
def mean(x):
    print("trace mean", x.shape, x)
    return tf.reduce_mean(x, 0) + tf.cast(tf.shape(x)[0], tf.float32)
show(mean(sin(3, 2)), mean(sin(5, 2)), mean(sin(3, 2)))
print(mean.experimental_get_tracing_count())

@tf.function(input_signature=[tf.TensorSpec([None, None], tf.float32), tf.TensorSpec([], tf.int32)])
def shapes(x, n):
    print("trace shapes", x.shape, n.shape, x.shape[0], x.shape.rank)
    b = tf.shape(x)[0]
    h = tf.reshape(x, [b, -1])
    z = tf.concat([h, tf.zeros([b, 1])], 1) * tf.cast(n, tf.float32)
    return z, tf.reduce_max(x, axis=-1, keepdims=True), tf.ones_like(x) + tf.zeros_like(x), x[:, :1], tf.transpose(x), tf.expand_dims(x, 1)
for s in [(2, 3), (1, 2), (2, 3), (3, 1)]: show(*shapes(sin(*s), 2))

@tf.function(input_signature=(tf.TensorSpec(shape=[None], dtype=tf.float32),))
def squares(x):
    print("trace squares", x.shape[0])
    t = 0.0
    for i in tf.range(tf.shape(x)[0]): t += x[i] ** 2
    return t
show(squares(sin(2)), squares(sin(4)))

@tf.function(input_signature=[tf.TensorSpec([None, 2])])
def rows(x):
    t = tf.zeros([2])
    for row in x: t = t * 2 + row
    return t
show(rows(sin(2, 2)), rows(sin(3, 2)))

net = keras.Sequential([layers.Dense(4, activation="tanh", kernel_initializer="ones"), layers.BatchNormalization(), layers.Dense(1, kernel_initializer="ones")])
opt = keras.optimizers.SGD(0.1)
@tf.function(input_signature=[tf.TensorSpec([None, 3]), tf.TensorSpec([None, 1])])
def step(x, y):
    print("trace step", x.shape, y.shape)
    with tf.GradientTape() as tape:
        p = net(x, training=True)
        loss = tf.reduce_mean(tf.square(p - y))
    grads = tape.gradient(loss, net.trainable_variables)
    opt.apply_gradients(zip(grads, net.trainable_variables))
    return loss, tf.linalg.global_norm(grads)
for n in (4, 4, 2, 4, 3): show(*step(sin(n, 3), sin(n, 1)))
print(step.experimental_get_tracing_count(), opt.iterations.numpy())

conv = keras.Sequential([layers.Conv2D(2, 3, padding="same", activation="relu", kernel_initializer="ones"), layers.MaxPooling2D(), layers.GlobalAveragePooling2D()])
@tf.function(input_signature=[tf.TensorSpec([None, None, None, 1])])
def pixels(x):
    print("trace pixels", x.shape)
    return conv(x)
show(pixels(sin(1, 4, 4, 1)), pixels(sin(2, 6, 4, 1)))

rnn = layers.LSTM(2, kernel_initializer="ones", recurrent_initializer="ones")
@tf.function(input_signature=[tf.TensorSpec([None, None, 2])])
def steps(x):
    print("trace steps", x.shape)
    return rnn(x)
show(steps(sin(1, 3, 2)), steps(sin(2, 5, 2)))

emb = layers.Embedding(5, 2, embeddings_initializer="ones")
@tf.function(input_signature=[tf.TensorSpec([None, None], tf.int32)])
def words(ids):
    print("trace words", ids.shape, ids.dtype)
    return tf.reduce_sum(emb(ids), axis=1) / tf.cast(tf.shape(ids)[1], tf.float32)
show(words([[1, 2]]), words([[1, 2, 3], [0, 0, 0]]))

@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)])
def graded(x): return tf.reduce_sum(x ** 3)
for n in (2, 3):
    x = sin(n)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = graded(x)
    show(y, tape.gradient(y, x))

class Module(tf.Module):
    def __init__(self): self.v = tf.Variable(1.0)
    @tf.function(input_signature=[tf.TensorSpec([None], tf.float32)])
    def add(self, x):
        print("trace add", x.shape)
        self.v.assign_add(tf.reduce_sum(x))
        return self.v * x
m = Module()
show(m.add(tf.ones(2)), m.add(tf.ones(3)), m.v)

@tf.function(input_signature=[tf.TensorSpec([None, 4]), tf.TensorSpec([4, None])])
def product(a, b):
    print("trace product", (a @ b).shape)
    return tf.nn.softmax(a @ b), tf.split(a, 2, axis=1)[1], tf.stack([a, a], 1), tf.where(a > 0, a, 0.0), tf.one_hot(tf.argmax(a, 1), 4), tf.tile(a, [2, 1]), tf.gather(a, [0]), tf.cumsum(a, 1), tf.nn.top_k(a, 2).values
show(*product(sin(1, 4), sin(4, 2))); show(*product(sin(2, 4), sin(4, 1)))
for bad in (tf.ones((2,)), tf.ones((2, 3))):
    try: mean(bad)
    except TypeError as e: print("TypeError", str(e).splitlines()[0][:118])
