import tensorflow as tf
v = tf.Variable(tf.zeros([4, 3]))

@tf.function
def f(i):
    v[i].assign(tf.ones([3]) * 2.0)
    v[i, 1].assign(7.0)
    v[1:3, 0].assign([5.0, 6.0])
    return v + 0.0

print(f(0))
print(f(tf.constant(3)))
print(v.numpy())

@tf.function
def g(n):
    for i in tf.range(n):
        v[i].assign(tf.cast([i, i, i], tf.float32))
    return tf.reduce_sum(v)
print(g(tf.constant(4)))
v[2].assign([9., 9., 9.])
print(v.numpy())

@tf.function
def h(x):
    ta = tf.TensorArray(tf.float32, size=0, dynamic_size=True)
    with tf.GradientTape() as t:
        t.watch(x)
        ta = tf.TensorArray(tf.float32, size=3)
        for i in tf.range(3):
            ta = ta.write(i, x * tf.cast(i + 1, tf.float32))
        y = tf.reduce_sum(ta.stack() ** 2)
    return y, t.gradient(y, x)
print(h(tf.constant([1., 2.])))
import tensorflow as tf

@tf.function
def second(x):
    with tf.GradientTape() as t2:
        t2.watch(x)
        with tf.GradientTape() as t1:
            t1.watch(x)
            y = x
            for i in tf.range(3):
                y = y * x
        g = t1.gradient(y, x)
    return g, t2.gradient(g, x)
try:
    print(second(tf.constant(2.0)))
except Exception as e:
    print(type(e).__name__, str(e)[:200])

@tf.function
def cond2(x):
    with tf.GradientTape() as t2:
        t2.watch(x)
        with tf.GradientTape() as t1:
            t1.watch(x)
            if x > 0:
                y = x ** 3
            else:
                y = -x
        g = t1.gradient(y, x)
    return g, t2.gradient(g, x)
try:
    print(cond2(tf.constant(2.0)))
    print(cond2(tf.constant(-2.0)))
except Exception as e:
    print(type(e).__name__, str(e)[:200])

@tf.function
def hess(x):
    return tf.hessians(tf.reduce_sum(x ** 3), x)
try:
    print(hess(tf.constant([1., 2.])))
except Exception as e: print(type(e))

@tf.function
def gp(x):
    with tf.GradientTape() as t:
        t.watch(x)
        y = tf.map_fn(lambda a: a * a, x)
    return t.gradient(y, x)
print(gp(tf.constant([1., 2., 3.])))

@tf.function
def sc(x):
    with tf.GradientTape() as t:
        t.watch(x)
        y = tf.scan(lambda a, b: a * b, x)
    return y, t.gradient(y, x)
print(sc(tf.constant([1., 2., 3.])))
@tf.function
def jac(x):
    with tf.GradientTape() as t:
        t.watch(x)
        y = x ** 2
    return t.jacobian(y, x)
print(jac(tf.constant([1., 2.])))
import tensorflow as tf
@tf.function
def hess(x):
    return tf.hessians(tf.reduce_sum(x ** 3), x)
print(hess(tf.constant([1., 2.])))
v = tf.Variable([1., 2.])
@tf.function
def gr(x):
    y = x ** 2 * v
    z = tf.reduce_sum(y)
    g = tf.gradients(z, [x, v])
    return g
print(gr(tf.constant([3., 4.])))
@tf.function
def gr2(x):
    y = tf.sin(x)
    (g,) = tf.gradients(y, x)
    (g2,) = tf.gradients(g, x)
    return g, g2
print(gr2(tf.constant([3., 4.])))
@tf.function
def gr3(x):
    y = x * 2.0
    return tf.gradients([y, y * y], x, grad_ys=[tf.constant([1., 10.]), None])
print(gr3(tf.constant([3., 4.])))
@tf.function
def gr4(x):
    a = x * 2.0
    b = a * a
    return tf.gradients(b, x, stop_gradients=[a]), tf.gradients(b, a)
print(gr4(tf.constant(3.)))
@tf.function
def gr5(x):
    if x > 0:
        y = x ** 2
    else:
        y = -x
    return tf.gradients(y, x)
print(gr5(tf.constant(3.)), gr5(tf.constant(-3.)))
@tf.function
def gr6(x):
    return tf.keras.backend.gradients(x * x, [x])
print(gr6(tf.constant(3.)))
try:
    tf.gradients(tf.constant(1.0), tf.constant(2.0))
except Exception as e:
    print(type(e).__name__, e)
@tf.function
def gr7(x):
    e = tf.gather(v, [0, 1, 0])
    return tf.gradients(e * x, v)
g = gr7(tf.constant(3.))[0]
print(g.values, g.indices)
model = tf.keras.Sequential([tf.keras.layers.Dense(2, kernel_initializer="ones"), tf.keras.layers.Dense(1, kernel_initializer="ones")])
model.build((None, 3))
@tf.function
def sal(x):
    y = model(x)
    return tf.gradients(y, x)[0], tf.gradients(tf.reduce_mean(y ** 2), model.trainable_variables)
print(sal(tf.ones([2, 3])))
