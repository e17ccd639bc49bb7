import tensorflow as tf
v, c = tf.Variable(2.0, name="v"), tf.constant(3.0)
w = tf.Variable(5.0, trainable=False)
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e)[:200])
def run(fn, watch=(), **kw):
    with tf.GradientTape(**kw) as t:
        for x in watch: t.watch(x)
        y, s = fn()
    return t.gradient(y, s)
t(lambda: run(lambda: (c, c)))
t(lambda: run(lambda: (v, v)))
t(lambda: run(lambda: (v*w, [v, w])))
t(lambda: run(lambda: (v*w*c, [v, w, c])))
def f1():
    a = c * 2.; y = v * a; return y, [a, c, v]
t(lambda: run(f1))
t(lambda: run(f1, [c]))
def f2():
    a = tf.stop_gradient(v * 2.); y = a * v; return y, [a, v]
t(lambda: run(f2))
def f3():
    a = tf.identity(c); y = a * v; return y, [a, c, v]
t(lambda: run(f3)); t(lambda: run(f3, [c]))
def f4():
    y = tf.concat([[v], [c], [c*2]], 0); return y, [v, c]
t(lambda: run(f4)); t(lambda: run(f4, [c]))
def f5():
    y = tf.reduce_sum(tf.matmul([[c, c]], [[v],[v]])); return y, [v, c]
t(lambda: run(f5)); 
def f6():
    return c*c, c
t(lambda: run(f6, unconnected_gradients="zero") if False else run(f6))
with tf.GradientTape() as t1:
    y = v * c
print(t1.gradient(y, [v, c], unconnected_gradients="zero"))
# nested
with tf.GradientTape() as t1:
    with tf.GradientTape() as t2:
        y = v * v * c
    g, gc = t2.gradient(y, [v, c])
print(g, gc, t1.gradient(g, [v, c]))
with tf.GradientTape() as t1:
    t1.watch(c)
    with tf.GradientTape() as t2:
        y = v * v * c
    g, gc = t2.gradient(y, [v, c])
print(g, gc, t1.gradient(g, [v, c]))
# function
@tf.function
def ff(x):
    with tf.GradientTape() as t:
        y = v * x * x
    return t.gradient(y, v), t.gradient(y, x) if False else 0
print(ff(c))
@tf.function
def fg(x):
    with tf.GradientTape() as t:
        y = v * x * x
    a, b = t.gradient(y, [v, x])
    print(b)
    return a
print(fg(c))
@tf.function
def mul(a, b): return a * b
def f7(): return mul(v, c), [v, c]
t(lambda: run(f7)); t(lambda: run(f7, [c]))
@tf.custom_gradient
def cg(a, b):
    def grad(g): return g * b, g * a
    return a * b, grad
def f8(): return cg(v, c), [v, c]
t(lambda: run(f8))
with tf.GradientTape(watch_accessed_variables=False) as t1:
    t1.watch(c)
    y = v * c
print(t1.gradient(y, [v, c]))
with tf.GradientTape(persistent=True) as t1:
    a = v * 2.
    with t1.stop_recording():
        b = a * 3.
    y = a * b
print(t1.gradient(y, [v, a, b]), t1.gradient(b, v))
with tf.GradientTape() as t1:
    y = v * c
    t1.watch(c)
print(t1.gradient(y, [v, c]))
with tf.GradientTape() as t1:
    y = v * c
    t1.watch(c)
    y = y * c
print(t1.gradient(y, [v, c]))
with tf.GradientTape(persistent=True) as t1:
    y = tf.stack([v * c, c])
print(t1.jacobian(y, [v, c]))
x = tf.constant([1., 2.])
with tf.GradientTape() as t1:
    y = tf.gather(x, [0]) * v
print(t1.gradient(y, [x, v]))
# layers
d = tf.keras.layers.Dense(2, kernel_initializer="ones"); xx = tf.ones((1, 3))
with tf.GradientTape() as t1:
    y = d(xx)
print(t1.gradient(y, [xx, d.kernel]))
with tf.GradientTape() as t1:
    y = d(xx); l = tf.keras.layers.LSTM(1)(tf.reshape(y,(1,2,1)))
print(t1.gradient(l, [xx, y]) [0])
