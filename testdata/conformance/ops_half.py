# Half precision rounds after every operation.
import tensorflow as tf

x = [[-2.0, -0.5, 0.0], [0.25, 1.0, 3.0]]
for dtype in ("float16", "bfloat16"):
    for f in (tf.nn.softmax, tf.nn.log_softmax, tf.nn.gelu, tf.nn.silu, tf.nn.selu, tf.nn.elu, tf.nn.softplus, tf.nn.softsign, tf.nn.tanh, tf.nn.sigmoid, tf.keras.activations.hard_sigmoid):
        v = tf.constant(x, dtype)
        with tf.GradientTape() as tape:
            tape.watch(v)
            y = f(v)
        print(dtype, f.__name__, tf.cast(y, "float32").numpy().tolist(), tf.cast(tape.gradient(y, v), "float32").numpy().tolist())
