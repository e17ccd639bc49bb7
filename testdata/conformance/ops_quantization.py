import tensorflow as tf


def trial(f):
    try:
        print('ok', f())
    except Exception as e:
        print(type(e).__name__, str(e)[:700].removesuffix(' name: '))


Q = tf.quantization
x = tf.constant([-7.0, -1.3, -0.02, 0.0, 0.49, 0.51, 1.0, 2.6, 5.9, 6.2])
print(Q.fake_quant_with_min_max_args(x))
print(Q.fake_quant_with_min_max_args(x, min=0, max=3))
print(Q.fake_quant_with_min_max_args(x, min=-1, max=5, num_bits=3, narrow_range=True))
print(Q.fake_quant_with_min_max_args(x, min=0.5, max=3, num_bits=4))
print(Q.fake_quant_with_min_max_args(x, -3.0, -1.0))
print(Q.fake_quant_with_min_max_args_gradient(tf.range(10.) + 1, x, min=-1, max=2.7))
print(Q.fake_quant_with_min_max_vars(x, -2.0, 4.0))
print(Q.fake_quant_with_min_max_vars(x, tf.constant(0.), tf.constant(0.)))
print(Q.fake_quant_with_min_max_vars(x, -2.0, 4.0, num_bits=2))
g = Q.fake_quant_with_min_max_vars_gradient(tf.range(10.) + 1, x, -1.0, 2.7)
print(type(g).__name__, g)
m = tf.reshape(x, (5, 2))
print(Q.fake_quant_with_min_max_vars_per_channel(m, [-1., -2.], [3., 5.]))
print(Q.fake_quant_with_min_max_vars_per_channel(x[:2], [-1., -2.], [3., 5.], num_bits=4, narrow_range=True))
print(Q.fake_quant_with_min_max_vars_per_channel_gradient(tf.ones((5, 2)), m, [-1., -2.], [3., 5.]))
lo, hi = tf.Variable(-1.0), tf.Variable(2.7)
with tf.GradientTape() as tape:
    tape.watch(x)
    y = tf.reduce_sum(Q.fake_quant_with_min_max_vars(x, lo, hi) * (tf.range(10.) + 1))
print(tape.gradient(y, [x, lo, hi]))
with tf.GradientTape() as tape:
    tape.watch(x)
    y = tf.reduce_sum(Q.fake_quant_with_min_max_args(x, -1.0, 2.7))
print(tape.gradient(y, x))
lo, hi = tf.Variable([-1.0, -2.0]), tf.Variable([3.0, 5.0])
with tf.GradientTape() as tape:
    tape.watch(m)
    y = tf.reduce_sum(Q.fake_quant_with_min_max_vars_per_channel(m, lo, hi))
print(tape.gradient(y, [m, lo, hi]))
trial(lambda: Q.fake_quant_with_min_max_args(x, min=3, max=3))
trial(lambda: Q.fake_quant_with_min_max_args(x, num_bits=1))
trial(lambda: Q.fake_quant_with_min_max_args(x, num_bits=17))
trial(lambda: Q.fake_quant_with_min_max_args(tf.constant([1, 2])))
trial(lambda: Q.fake_quant_with_min_max_args(tf.constant([1., 2.], tf.float64)))
trial(lambda: Q.fake_quant_with_min_max_vars(x, [1., 2.], 3.))
trial(lambda: Q.fake_quant_with_min_max_vars(x, 4., 3.))
trial(lambda: Q.fake_quant_with_min_max_vars(x, 1., 3., num_bits=20))
trial(lambda: Q.fake_quant_with_min_max_vars_per_channel(m, [1.], [3.]))
trial(lambda: Q.fake_quant_with_min_max_vars_per_channel(m, [[1., 2.]], [3., 4.]))
trial(lambda: Q.fake_quant_with_min_max_vars_per_channel(m, 1., 3.))
trial(lambda: Q.fake_quant_with_min_max_args_gradient(tf.ones(3), x))

D = Q.quantize_and_dequantize_v2
print(D(x, 0.0, 0.0))
print(D(x, -2.0, 3.0, range_given=True))
print(D(x, -2.0, 3.0, signed_input=True, num_bits=4, range_given=True))
print(D(x, 0.0, 3.0, signed_input=False, num_bits=4, range_given=True))
print(D(x, 0.0, 0.0, signed_input=False))
print(D(x, -2.0, 3.0, num_bits=3, range_given=True, round_mode='HALF_UP'))
print(D(x, -2.0, 3.0, num_bits=3, range_given=True, narrow_range=True))
print(D(m, [-2.0, -1.0], [3.0, 1.0], num_bits=5, range_given=True, axis=1))
print(D(m, 0., 0., num_bits=5, axis=0))
print(D(tf.constant([1.5, 2.25], tf.float64), 0., 4., num_bits=3, range_given=True))
with tf.GradientTape() as tape:
    tape.watch(x)
    y = tf.reduce_sum(D(x, -2.0, 3.0, range_given=True))
print(tape.gradient(y, x))
with tf.GradientTape() as tape:
    tape.watch(x)
    y = tf.reduce_sum(D(x, 0.0, 0.0))
print(tape.gradient(y, x))
trial(lambda: Q.quantize_and_dequantize(x, -2.0, 3.0, range_given=True))
trial(lambda: D(x, 3.0, -2.0, range_given=True))
trial(lambda: D(x, -2.0, 3.0, num_bits=0))
trial(lambda: D(x, -2.0, 3.0, num_bits=63))
trial(lambda: D(x, -2.0, 3.0, round_mode='DOWN'))
trial(lambda: D(m, [-2.0], [3.0], range_given=True, axis=1))
trial(lambda: D(m, -2.0, 3.0, range_given=True, axis=5))
trial(lambda: D(tf.constant([1]), -2.0, 3.0))
trial(lambda: D(x, -2.0, 3.0, narrow_range=True, signed_input=False))
