# Forward-mode differentiation: tf.autodiff.ForwardAccumulator.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

Forward = tf.autodiff.ForwardAccumulator


def show(label, f):
    try:
        print(label, f())
    except Exception as e:
        print(label, type(e).__name__, str(e).split("\n")[0])


def plain(v):
    return None if v is None else np.round(v.numpy(), 4).tolist()


x = tf.constant([[2.0, 3.0], [1.0, 4.0]])
with Forward(x, tf.constant([[1.0, 2.0], [3.0, 4.0]])) as acc:
    y = tf.reduce_sum(tf.tanh(x) * x, axis=1)
    print(plain(acc.jvp(y)))
print(plain(acc.jvp(y)), plain(acc.jvp(x)), acc.jvp(tf.constant(1.0)))
print({k: plain(v) for k, v in acc.jvp({"y": y, "x": x}).items()}, [plain(v) for v in acc.jvp([y, x])])
print(acc.jvp(tf.constant(1.0), unconnected_gradients=tf.UnconnectedGradients.ZERO), acc.jvp(tf.constant([1, 2]), unconnected_gradients="zero"))

v, w = tf.Variable([1.0, 2.0]), tf.Variable(3.0)
with Forward(v, tf.constant([1.0, 0.0])) as acc:
    y, z = v * v * w, v.read_value()
print(acc.jvp(y).numpy(), acc.jvp(v).numpy(), acc.jvp(z).numpy())
with Forward([v, w], [tf.constant([1.0, 0.0]), tf.constant(2.0)]) as acc:
    y = v * v * w
print(acc.jvp(y).numpy(), acc.jvp(w).numpy())
with Forward({"v": v}, {"v": tf.constant([1.0, 1.0])}) as acc:
    y = v[0] / v[1]
print(acc.jvp(y).numpy())

# Derivatives of derivatives, in every order.
x = tf.constant(1.5)
with Forward(x, tf.constant(1.0)) as outer:
    with Forward(x, tf.constant(1.0)) as inner:
        y = x**3
    print(inner.jvp(y).numpy(), outer.jvp(y).numpy(), outer.jvp(inner.jvp(y)).numpy(), inner.jvp(outer.jvp(y)))
with Forward(x, tf.constant(1.0)) as acc:
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = x**4 + x
    g = tape.gradient(y, x)
print(acc.jvp(y).numpy(), g.numpy(), acc.jvp(g).numpy())
with tf.GradientTape() as tape:
    tape.watch(x)
    with Forward(x, tf.constant(1.0)) as acc:
        y = x**4 + x
print(tape.gradient(acc.jvp(y), x).numpy())
with Forward(x, tf.constant(1.0)) as acc:
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = x**4 + x
    j = acc.jvp(y)
print(tape.gradient(j, x))

# What has no tangent, and what has another.
e = tf.Variable(np.arange(12, dtype="float32").reshape(4, 3))
with Forward(e, tf.ones_like(e) * 2) as acc:
    a, b = tf.gather(e, [1, 1, 3]), tf.nn.embedding_lookup(e, [0])
    c, d = tf.stop_gradient(e) * 3, tf.argmax(e)
    f = tf.cast(e, tf.float64) * 2
print(acc.jvp(a).numpy().tolist(), acc.jvp(b).numpy(), acc.jvp(c), acc.jvp(d), acc.jvp(f).dtype)


@tf.custom_gradient
def square(x):
    return x * x, lambda dy: dy * 5.0


with Forward(x, tf.constant(1.0)) as acc:
    y = square(x)
print(acc.jvp(y).numpy())
z = tf.constant([1.0 + 2.0j, 3.0])
with Forward(z, tf.constant([1.0j, 2.0])) as acc:
    y = z * z
print(acc.jvp(y).numpy())


@tf.function
def poly(x):
    return x**3 - x


@tf.function
def derivative(x, v):
    with Forward(x, v) as acc:
        y = x**3 - x
    return acc.jvp(y)


with Forward(x, tf.constant(2.0)) as acc:
    y = poly(x)
print(acc.jvp(y).numpy(), derivative(x, tf.constant(2.0)).numpy())

show("shape", lambda: Forward([x], tf.constant(1.0)))
show("dtype", lambda: Forward(x, tf.constant(1)))
show("number", lambda: Forward(1.0, 1.0))
show("twice", lambda: Forward([x, x], [tf.constant(1.0), tf.constant(1.0)]))
again = Forward(x, tf.constant(1.0))


def nested():
    with again:
        with again:
            pass


show("nested", nested)

# Layers: the product with the tangents of all weights, and the Hessian's.
keras.utils.set_random_seed(1)
rows = tf.constant(np.linspace(-1, 1, 2 * 6 * 6 * 2, dtype="float32").reshape(2, 6, 6, 2))
steps = tf.constant(np.linspace(-1, 1, 2 * 4 * 3, dtype="float32").reshape(2, 4, 3))
for name, x, model in [
    ("dense", steps[:, 0], keras.Sequential([layers.Dense(4, activation="gelu"), layers.LayerNormalization(), layers.Dense(2, activation="softmax")])),
    ("conv", rows, keras.Sequential([layers.Conv2D(3, 3, activation="swish"), layers.MaxPooling2D(), layers.BatchNormalization(), layers.Flatten(), layers.Dense(1)])),
    ("depthwise", rows, keras.Sequential([layers.SeparableConv2D(3, 3, padding="same"), layers.AveragePooling2D(), layers.Conv2DTranspose(2, 2), layers.GlobalMaxPooling2D()])),
    ("lstm", steps, keras.Sequential([layers.LSTM(3, return_sequences=True), layers.GRU(2)])),
    ("attention", steps, keras.Sequential([layers.Dense(4, activation="elu"), layers.Reshape((4, 4)), layers.Conv1D(2, 2, padding="causal")])),
]:
    model(x)
    weights = model.trainable_variables
    tangents = [tf.reshape(tf.range(tf.size(q), dtype="float32") / 7.0 - 0.5, q.shape) for q in weights]
    with Forward(weights, tangents) as acc:
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(model(x) - 0.3))
        gradients = tape.gradient(loss, weights)
    by_gradients = sum(float(tf.reduce_sum(g * t)) for g, t in zip(gradients, tangents))
    print(name, abs(float(acc.jvp(loss)) - by_gradients) < 1e-4 * (1 + abs(by_gradients)), [h.shape for h in acc.jvp(gradients)][:2])
