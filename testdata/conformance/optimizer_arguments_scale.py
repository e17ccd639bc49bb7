import tensorflow as tf, numpy as np
from tensorflow import keras
from tensorflow.keras import layers
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e)[:300])
L = keras.optimizers.legacy
def clip(gv): return [(tf.clip_by_value(g, -.1, .1), v) for g, v in gv]
v = tf.Variable([1., 2.])
o = L.SGD(1.0, gradient_transformers=[clip])
o.apply_gradients([(tf.constant([1., .05]), v)]); print(v.numpy())
o.minimize(lambda: tf.reduce_sum(v ** 2), [v]); print(v.numpy(), o.iterations.numpy())
class My(L.SGD):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
t(lambda: L.Adam(gradient_aggregator=lambda gv: gv).get_config())
t(lambda: L.SGD(lr=.5).get_config())
t(lambda: L.SGD(.1, decay=.1).get_config())

t(lambda: L.SGD(.1, clipnorm=-1.))

t(lambda: type(keras.optimizers.Adam(learning_rate="0.1")).__name__)
t(lambda: keras.optimizers.SGD(learning_rate="bad"))
t(lambda: type(keras.optimizers.SGD(momentum=2.)).__name__)
t(lambda: keras.optimizers.Adam(beta_1="0.9").get_config()["beta_1"])
t(lambda: keras.optimizers.SGD(clipnorm=1., global_clipnorm=1.))
t(lambda: keras.optimizers.SGD(use_ema=True, ema_momentum=2.))
t(lambda: type(keras.optimizers.SGD(lr=.1)).__name__)
t(lambda: keras.optimizers.SGD(decay=.1))
t(lambda: keras.optimizers.get("sgdd"))
t(lambda: keras.optimizers.get(3))
t(lambda: type(keras.optimizers.get("adam")).__name__)
t(lambda: keras.optimizers.get({"class_name": "Adam", "config": {"learning_rate": .5}}).learning_rate.numpy())
m = keras.Sequential([keras.Input((2,)), layers.Dense(1, kernel_initializer="ones")])
opt = keras.mixed_precision.LossScaleOptimizer(keras.optimizers.SGD(.1))
print(type(opt).__name__, opt.dynamic, opt.initial_scale, opt.dynamic_growth_steps, opt.loss_scale.numpy())
m.compile(opt, "mse")
h = m.fit(np.ones((8, 2)), np.zeros((8, 1)), batch_size=2, verbose=0, epochs=2)
print(h.history, opt.iterations.numpy(), m._train_counter.numpy(), m._test_counter.numpy(), m._predict_counter.numpy())
m.evaluate(np.ones((8, 2)), np.zeros((8, 1)), batch_size=4, verbose=0); m.predict(np.ones((8, 2)), verbose=0)
print(m._train_counter.numpy(), m._test_counter.numpy(), m._predict_counter.numpy(), m.optimizer.iterations.numpy())
print(opt.get_config())
print(opt.inner_optimizer.get_config()["name"], opt.learning_rate.numpy())
g = opt.get_scaled_loss(tf.constant(2.)); print(g.numpy())
print([x.numpy() for x in opt.get_unscaled_gradients([tf.constant(32768.), tf.constant(65536.)])])
o2 = keras.mixed_precision.LossScaleOptimizer(keras.optimizers.Adam(.1), dynamic=False, initial_scale=8.)
print(o2.loss_scale.numpy(), o2.dynamic, o2.dynamic_counter)
t(lambda: keras.mixed_precision.LossScaleOptimizer(keras.optimizers.Adam(.1), dynamic=False))
t(lambda: keras.mixed_precision.LossScaleOptimizer("sgd"))
o3 = keras.mixed_precision.LossScaleOptimizer(keras.optimizers.SGD(1.), initial_scale=4., dynamic_growth_steps=2)
w = tf.Variable([1., 1.])
for gr in ([4., 4.], [np.inf, 1.], [4., np.nan], [2., 2.], [1., 1.], [1., 1.]):
    o3.apply_gradients([(tf.constant(gr), w)])
    print(w.numpy(), o3.loss_scale.numpy(), o3.dynamic_counter.numpy(), o3.iterations.numpy())
print([x.name for x in o3.variables])
with tf.GradientTape() as tape:
    loss = o3.get_scaled_loss(tf.reduce_sum(w ** 2))
gs = o3.get_unscaled_gradients(tape.gradient(loss, [w]))
print(gs[0].numpy())
keras.mixed_precision.set_global_policy("mixed_float16")
m = keras.Sequential([keras.Input((2,)), layers.Dense(1, kernel_initializer="ones", dtype="float32")])
m.compile("sgd", "mse"); print(type(m.optimizer).__name__)
m.fit(np.ones((4, 2)), np.zeros((4, 1)), verbose=0)
print(m.optimizer.iterations.numpy(), m.get_weights()[0])
