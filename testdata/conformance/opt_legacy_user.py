# Optimizers of classes that derive from those of keras.optimizers.legacy.
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
import numpy as np
def t(label, f):
    try: print(label, f())
    except Exception as e: print(label, type(e).__name__, str(e)[:300])
class MySGD(keras.optimizers.legacy.Optimizer):
    def __init__(self, learning_rate=0.1, momentum=0.9, name="MySGD", **kw):
        super().__init__(name, **kw)
        self._set_hyper("learning_rate", kw.get("lr", learning_rate)); self._set_hyper("decay", self._initial_decay); self._set_hyper("momentum", momentum)
    def _create_slots(self, var_list):
        for v in var_list: self.add_slot(v, "mom")
    def _resource_apply_dense(self, grad, var, apply_state=None):
        dt = var.dtype.base_dtype
        lr = self._decayed_lr(dt)
        m = self.get_slot(var, "mom")
        mo = self._get_hyper("momentum", dt)
        m.assign(m * mo + grad)
        return var.assign_sub(lr * m)
    def _resource_apply_sparse(self, grad, var, indices, apply_state=None):
        lr = self._decayed_lr(var.dtype.base_dtype)
        return var.scatter_sub(tf.IndexedSlices(lr * grad, indices))
    def get_config(self):
        c = super().get_config()
        c.update(learning_rate=self._serialize_hyperparameter("learning_rate"), decay=self._serialize_hyperparameter("decay"), momentum=self._serialize_hyperparameter("momentum"))
        return c
o = MySGD()
v = tf.Variable([1.0, 2.0], name="v")
t("apply", lambda: o.apply_gradients([(tf.constant([0.5, -0.5]), v)])); print(v.numpy(), o.iterations.numpy())
o.apply_gradients([(tf.constant([0.5, -0.5]), v)]); print(v.numpy())
print([w.name for w in o.variables()], o.get_slot(v, "mom").numpy(), o.get_slot_names(), o.get_weights())
t("cfg", lambda: o.get_config()); t("lr", lambda: o.learning_rate); t("mo", lambda: o.momentum); o.learning_rate = 0.5; t("lr2", lambda: o.learning_rate.numpy())
t("min", lambda: o.minimize(lambda: tf.reduce_sum(v * v), [v])); print(v.numpy())
t("from", lambda: MySGD.from_config(o.get_config()).get_config())
e = tf.Variable(np.ones((3, 2)), dtype="float32")
with tf.GradientTape() as tape: l = tf.reduce_sum(tf.gather(e, [0, 2]))
g = tape.gradient(l, [e]); t("sparse", lambda: o.apply_gradients(zip(g, [e]))); print(e.numpy())
m = keras.Sequential([layers.Dense(1, input_shape=(2,), kernel_initializer="ones")])
m.compile(MySGD(0.01, decay=0.1), "mse"); t("fit", lambda: m.fit(np.ones((4, 2)), np.ones((4, 1)), epochs=2, batch_size=2, verbose=0).history)
m.compile(MySGD(keras.optimizers.schedules.ExponentialDecay(0.1, 1, 0.5)), "mse"); t("fit", lambda: m.fit(np.ones((4, 2)), np.ones((4, 1)), epochs=2, batch_size=2, verbose=0).history)
class ClipSGD(keras.optimizers.legacy.SGD):
    def _resource_apply_dense(self, grad, var, apply_state=None):
        return super()._resource_apply_dense(tf.clip_by_value(grad, -0.1, 0.1), var, apply_state)
    def get_gradients(self, loss, params): raise ValueError
c = ClipSGD(1.0, momentum=0.5); v = tf.Variable([1.0, 2.0]); t("clip", lambda: c.apply_gradients([(tf.constant([0.5, -0.05]), v)])); print(v.numpy())
class A(keras.optimizers.legacy.Adam):
    def apply_gradients(self, gv, name=None, experimental_aggregate_gradients=True):
        return super().apply_gradients([(g * 2, v) for g, v in gv], name)
a = A(0.1); t("adam", lambda: a.apply_gradients([(tf.constant([0.5, -0.05]), v)])); print(v.numpy(), a.get_slot(v, "m").numpy(), a.get_slot_names())
class N(keras.optimizers.legacy.Optimizer):
    pass
t("abs", lambda: N("n").apply_gradients([(tf.constant([0.5]), tf.Variable([1.0]))])); t("abs2", lambda: N("n").get_config())
class P(keras.optimizers.legacy.Optimizer):
    def __init__(self, lr=0.1): super().__init__("P"); self._set_hyper("learning_rate", lr)
    def _prepare_local(self, var_device, var_dtype, apply_state):
        super()._prepare_local(var_device, var_dtype, apply_state); apply_state[(var_device, var_dtype)]["two"] = tf.constant(2.0)
    def _resource_apply_dense(self, grad, var, apply_state=None):
        k = apply_state.get((var.device, var.dtype.base_dtype)); var.assign_sub(k["lr_t"] * k["two"] * grad)
p = P(); v = tf.Variable([1.0]); t("prep", lambda: p.apply_gradients([(tf.constant([0.5]), v)])); print(v.numpy())
for k in (keras.optimizers.legacy.SGD, keras.optimizers.legacy.Adam):
    o = k(0.1); print(o.learning_rate, o.iterations)
    v = tf.Variable([1.0], name="v"); r = o.apply_gradients([(tf.constant([1.0]), v)]); print(r, o.learning_rate, o.iterations, type(r).__name__)
    o = k(0.1); o.apply_gradients([(tf.constant([1.0]), v)]); print(o.learning_rate, o.lr, getattr(o, "beta_1", None))
    w = tf.Variable([1.0], name="w"); o.apply_gradients([(tf.constant([1.0]), w)]); print([x.name for x in o.variables()], w.numpy())
o = keras.optimizers.SGD(0.1); r = o.apply_gradients([(tf.constant([1.0]), v)]); print(r, o.learning_rate, type(r).__name__)
print(o.minimize(lambda: v * v, [v]))
