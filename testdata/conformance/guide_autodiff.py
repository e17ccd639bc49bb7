# Gradient tapes: what they watch, second derivatives, Jacobians, custom gradients.
import numpy as np
import tensorflow as tf

x = tf.Variable(3.0)
with tf.GradientTape() as tape:
    y = x**2
print(tape.gradient(y, x).numpy())

w = tf.Variable(tf.reshape(tf.range(6, dtype=tf.float32), (3, 2)) / 5, name="w")
b = tf.Variable(tf.zeros(2), name="b")
x = [[1.0, 2.0, 3.0]]
with tf.GradientTape(persistent=True) as tape:
    y = x @ w + b
    loss = tf.reduce_mean(y**2)
[dl_dw, dl_db] = tape.gradient(loss, [w, b])
print(dl_dw.shape, dl_db)
g = tape.gradient(loss, {"w": w, "b": b})
print(g["b"])
del tape

layer = tf.keras.layers.Dense(2, activation="relu", kernel_initializer="ones")
x = tf.constant([[1.0, 2.0, 3.0]])
with tf.GradientTape() as tape:
    y = layer(x)
    loss = tf.reduce_mean(y**2)
grad = tape.gradient(loss, layer.trainable_variables)
for var, g in zip(layer.trainable_variables, grad):
    print(f"{var.name}, shape: {g.shape}")

x0 = tf.Variable(3.0, name="x0")
x1 = tf.Variable(3.0, name="x1", trainable=False)
x2 = tf.Variable(2.0, name="x2") + 1.0
x3 = tf.constant(3.0, name="x3")
with tf.GradientTape() as tape:
    y = (x0**2) + (x1**2) + (x2**2)
for g in tape.gradient(y, [x0, x1, x2, x3]):
    print(g)
print([var.name for var in tape.watched_variables()])

x = tf.constant([1, 3.0])
with tf.GradientTape(persistent=True) as tape:
    tape.watch(x)
    y = x * x
    z = y * y
print(tape.gradient(z, x).numpy(), tape.gradient(y, x).numpy(), tape.gradient(z, y))

x = tf.Variable(2.0)
with tf.GradientTape() as tape:
    y0 = x**2
    y1 = 1 / x
print(tape.gradient({"y0": y0, "y1": y1}, x).numpy())
with tf.GradientTape() as tape:
    y = x * [3.0, 4.0]
print(tape.gradient(y, x).numpy())

x = tf.constant(1.0)
v0, v1 = tf.Variable(2.0), tf.Variable(2.0)
with tf.GradientTape(persistent=True) as tape:
    tape.watch(x)
    if x > 0.0:
        result = v0
    else:
        result = v1**2
print(tape.gradient(result, [v0, v1]))
x = tf.Variable(2.0)
with tf.GradientTape() as tape:
    y = tf.Variable(3.0) * 2
print(tape.gradient(y, x), tf.GradientTape().gradient if False else "")

x = tf.Variable(2.0)
for epoch in range(2):
    with tf.GradientTape() as tape:
        y = x + 1
    print(type(x).__name__, ":", tape.gradient(y, x))
    x = x + 1

x = tf.Variable([[1.0, 2.0], [3.0, 4.0]], dtype=tf.float32)
with tf.GradientTape() as tape:
    x2 = x**2
    y = np.mean(x2, axis=0)
    y = tf.reduce_mean(y, axis=0)
print(tape.gradient(y, x))
x = tf.constant(10)
with tf.GradientTape() as g:
    g.watch(x)
    y = x * x
print(g.gradient(y, x))
x0 = tf.Variable(3.0); x1 = tf.Variable(0.0)
with tf.GradientTape() as tape:
    x1.assign_add(x0)
    y = x1**2
print(tape.gradient(y, x0))
x = tf.Variable([2.0, 2.0]); y = tf.Variable(3.0)
with tf.GradientTape() as tape:
    z = y**2
print(tape.gradient(z, x, unconnected_gradients=tf.UnconnectedGradients.ZERO))
image = tf.Variable([[[0.5, 0.0, 0.0]]])
delta = tf.Variable(0.1)
with tf.GradientTape() as tape:
    new_image = tf.image.adjust_contrast(image, delta)
try:
    print(tape.gradient(new_image, [image, delta]))
except LookupError as e:
    print(f"{type(e).__name__}: {e}")

# advanced
x = tf.Variable(2.0); y = tf.Variable(3.0)
with tf.GradientTape() as t:
    x_sq = x * x
    with t.stop_recording():
        y_sq = y * y
    z = x_sq + y_sq
grad = t.gradient(z, {"x": x, "y": y})
print("dz/dx:", grad["x"], "dz/dy:", grad["y"])
reset = True
with tf.GradientTape() as t:
    y_sq = y * y
    if reset:
        t.reset()
    z = x * x + y_sq
print(t.gradient(z, [x, y]))
with tf.GradientTape() as t:
    z = x**2 + tf.stop_gradient(y**2)
print(t.gradient(z, [x, y]))

@tf.custom_gradient
def clip_gradients(y):
    def backward(dy):
        return tf.clip_by_norm(dy, 0.5)
    return y, backward
v = tf.Variable(2.0)
with tf.GradientTape() as t:
    output = clip_gradients(v * v)
print(t.gradient(output, v))

with tf.GradientTape() as t0, tf.GradientTape() as t1:
    x0 = tf.constant(0.0); x1 = tf.constant(0.0)
    t0.watch(x0); t1.watch(x1)
    y0 = tf.math.sin(x0); y1 = tf.nn.sigmoid(x1)
    ys = y0 + y1
print(t0.gradient(ys, x0).numpy(), t1.gradient(ys, x1).numpy())
x = tf.Variable(1.0)
with tf.GradientTape() as t2:
    with tf.GradientTape() as t1:
        y = x * x * x
    dy_dx = t1.gradient(y, x)
print(dy_dx.numpy(), t2.gradient(dy_dx, x).numpy())

tf.keras.utils.set_random_seed(7)
x = tf.random.normal([7, 5])
layer = tf.keras.layers.Dense(10, activation=tf.nn.relu)
with tf.GradientTape(persistent=True) as tape:
    y = layer(x)
j = tape.jacobian(y, layer.kernel)
g = tape.gradient(y, layer.kernel)
print(j.shape, g.shape)
delta = tf.reduce_max(abs(g - tf.reduce_sum(j, axis=[0, 1]))).numpy()
print(delta < 1e-3)

x = tf.random.normal([7, 5])
layer1 = tf.keras.layers.Dense(8, activation=tf.nn.relu)
layer2 = tf.keras.layers.Dense(6, activation=tf.nn.relu)
with tf.GradientTape() as t2:
    with tf.GradientTape() as t1:
        loss = tf.reduce_mean(layer2(layer1(x)) ** 2)
    g = t1.gradient(loss, layer1.kernel)
h = t2.jacobian(g, layer1.kernel)
print(g.shape, h.shape, tf.reduce_max(h).numpy().round(4))
n_params = tf.reduce_prod(layer1.kernel.shape)
g_vec = tf.reshape(g, [n_params, 1])
h_mat = tf.reshape(h, [n_params, n_params])
print(g_vec.shape, h_mat.shape)
eps = 1e-3
update = tf.linalg.solve(h_mat + tf.eye(h_mat.shape[0]) * eps, g_vec)
print(update.shape, f"{float(tf.norm(update)):.3f}")
x = tf.random.normal([7, 5])
layer2 = tf.keras.layers.Dense(6)
bn = tf.keras.layers.BatchNormalization()
with tf.GradientTape(persistent=True, watch_accessed_variables=False) as tape:
    tape.watch(x)
    y = layer2(tf.nn.elu(bn(x, training=False)))
j = tape.batch_jacobian(y, x)
print(j.shape, j[0, 0, :3])
j2 = tape.jacobian(y, x)
print(j2.shape)
full = tf.einsum("bibj->bij", tf.transpose(j2, [0, 1, 2, 3]))
print(np.allclose(full, j, atol=1e-5))
print(tape.watched_variables())
try:
    with tf.GradientTape() as t:
        y = x * 2
    t.gradient(y, x); t.gradient(y, x)
except RuntimeError as e:
    print("RuntimeError:", e)
x = tf.constant(1.0)
with tf.GradientTape() as t:
    t.watch(x)
    y = x * x
try:
    t.gradient(y, x); t.gradient(y, x)
except RuntimeError as e:
    print("RuntimeError:", e)
