import tensorflow as tf, numpy as np
tf.random.set_seed(0)
# MAML-like inner update with nested tapes in a function
w = tf.Variable([[0.5], [-0.3]]); b = tf.Variable([0.1])
def predict(x, w, b): return tf.nn.tanh(x @ w + b)
@tf.function
def meta_step(xs, ys, xq, yq, lr):
    with tf.GradientTape() as outer:
        loss_q = 0.0
        for t in tf.range(2):
            with tf.GradientTape() as inner:
                inner.watch([w, b])
                l = tf.reduce_mean((predict(xs[t], w, b) - ys[t]) ** 2)
            gw, gb = inner.gradient(l, [w, b])
            w2, b2 = w - lr * gw, b - lr * gb
            loss_q += tf.reduce_mean((predict(xq[t], w2, b2) - yq[t]) ** 2)
    return loss_q, outer.gradient(loss_q, [w, b])
xs = tf.constant(np.arange(24).reshape(2, 6, 2) / 10, tf.float32); ys = tf.reduce_sum(xs, -1, keepdims=True)
l, g = meta_step(xs, ys, xs[::-1], ys[::-1], tf.constant(0.1))
print(l.numpy(), [v.numpy().round(5).tolist() for v in g])
# the loop unrolled in Python
@tf.function
def meta_step2(xs, ys):
    with tf.GradientTape() as outer:
        loss_q = 0.0
        for t in range(2):
            with tf.GradientTape() as inner:
                l = tf.reduce_mean((predict(xs[t], w, b) - ys[t]) ** 2)
            gw, gb = inner.gradient(l, [w, b])
            loss_q += tf.reduce_mean((predict(xs[t], w - 0.1 * gw, b - 0.1 * gb) - ys[t]) ** 2)
    return loss_q, outer.gradient(loss_q, [w, b])
l, g = meta_step2(xs, ys)
print(l.numpy(), [v.numpy().round(5).tolist() for v in g])
# Hessian-vector product, forward over backward
@tf.function
def hvp(x, v):
    with tf.autodiff.ForwardAccumulator(x, v) as acc:
        with tf.GradientTape() as t:
            t.watch(x)
            y = tf.reduce_sum(x ** 3 * tf.sin(x))
        g = t.gradient(y, x)
    return acc.jvp(g)
print(hvp(tf.constant([1., 2.]), tf.constant([1., 0.5])))
# ODE with while_loop and its gradient
@tf.function
def solve(k, n):
    y = tf.constant(1.0)
    t = tf.constant(0.0)
    i = tf.constant(0)
    _, y, _ = tf.while_loop(lambda i, y, t: i < n, lambda i, y, t: (i + 1, y + 0.1 * (-k * y + tf.sin(t)), t + 0.1), [i, y, t])
    return y
k = tf.Variable(0.7)
with tf.GradientTape() as tape:
    y = solve(k, tf.constant(10))
print(y.numpy(), tape.gradient(y, k).numpy())
# PINN: second derivatives by nested tapes within a function
net = tf.keras.Sequential([tf.keras.layers.Dense(8, "tanh", kernel_initializer=tf.keras.initializers.GlorotUniform(1), input_shape=(1,)), tf.keras.layers.Dense(1, kernel_initializer=tf.keras.initializers.GlorotUniform(2))])
opt = tf.keras.optimizers.Adam(0.01)
@tf.function
def pinn(x):
    with tf.GradientTape() as tape:
        with tf.GradientTape() as t2:
            t2.watch(x)
            with tf.GradientTape() as t1:
                t1.watch(x)
                u = net(x)
            ux = t1.gradient(u, x)
        uxx = t2.gradient(ux, x)
        loss = tf.reduce_mean((uxx + u) ** 2) + tf.reduce_mean((net(tf.zeros([1, 1])) - 1.0) ** 2)
    g = tape.gradient(loss, net.trainable_variables)
    opt.apply_gradients(zip(g, net.trainable_variables))
    return loss
x = tf.reshape(tf.linspace(0.0, 1.0, 5), [-1, 1])
print([round(float(pinn(x)), 5) for _ in range(4)])
# WGAN-GP penalty
@tf.function
def penalty(real, fake):
    eps = tf.fill([tf.shape(real)[0], 1], 0.3)
    inter = real * eps + fake * (1 - eps)
    with tf.GradientTape() as gt:
        with tf.GradientTape() as t:
            t.watch(inter)
            d = net(inter)
        g = t.gradient(d, inter)
        norm = tf.sqrt(tf.reduce_sum(tf.square(g), axis=1) + 1e-12)
        p = tf.reduce_mean((norm - 1.0) ** 2)
    return p, gt.gradient(p, net.trainable_variables)[0]
p, g = penalty(x, x[::-1])
print(p.numpy(), g.numpy().round(4).tolist())
# custom gradient in a function and in a loop
@tf.custom_gradient
def clip_grad(x):
    def grad(dy):
        return tf.clip_by_norm(dy, 0.5)
    return tf.identity(x), grad
@tf.function
def cg(x):
    with tf.GradientTape() as t:
        t.watch(x)
        y = clip_grad(x * 2.0) * 3.0
    return t.gradient(y, x)
print(cg(tf.constant([1., 2.])))
@tf.function
def cgl(x):
    with tf.GradientTape() as t:
        t.watch(x)
        y = x
        for _ in tf.range(2):
            y = clip_grad(y) * 2.0
    return t.gradient(y, x)
print(cgl(tf.constant([1., 2.])))
# gradient of map_fn and scan and foldl in functions
@tf.function
def fns(x):
    with tf.GradientTape(persistent=True) as t:
        t.watch(x)
        a = tf.map_fn(lambda r: tf.reduce_sum(r ** 2), x)
        c = tf.scan(lambda acc, r: acc * 0.5 + r, x)
        d = tf.foldl(lambda acc, r: acc + r * r, x)
        e = tf.vectorized_map(lambda r: r * 3.0, x)
    return [t.gradient(v, x) for v in (a, c, d, e)]
for g in fns(tf.constant([[1., 2.], [3., 4.]])):
    print(g.numpy().tolist())
