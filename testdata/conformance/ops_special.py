import tensorflow as tf, numpy as np
x = tf.constant([-2.0, -0.5, 0.0, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0, 8.0, 20.0, 60.0])
for name in sorted(n for n in dir(tf.math.special) if not n.startswith('_')):
    f = getattr(tf.math.special, name)
    y = f(x[3:] if name == "bessel_y1" else x); print(name, np.array2string(y.numpy(), precision=4, max_line_width=120))
    y=f(tf.constant([0.3,0.9,2.7,11.0],tf.float64)); print('   f64', ['%.9g'%v for v in y.numpy()])
    v = tf.constant([-0.5, 0.25, 1.0, 1.5, 3.0])
    with tf.GradientTape() as t:
        t.watch(v); y = f(v)
    print('   d', np.array2string(t.gradient(y, v).numpy(), precision=4, max_line_width=120))
print(tf.math.special.spence([0.0,1.0]), tf.math.special.dawsn(0.5))
try: tf.math.special.dawsn(tf.constant([1]))
except Exception as e: print(type(e).__name__, str(e)[:300])
try: tf.math.special.bessel_j0([1])
except Exception as e: print(type(e).__name__, str(e)[:300])
@tf.function
def g(x): return tf.math.special.fresnel_cos(x)
print(np.round(g(tf.constant([0.5, 1.5])).numpy(), 5))
import inspect
for name in sorted(n for n in dir(tf.math.special) if not n.startswith('_')): print(name, inspect.signature(getattr(tf.math.special,name)))
