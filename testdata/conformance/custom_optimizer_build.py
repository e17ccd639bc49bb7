import numpy as np, tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
def t(n, f):
    try:
        print(n, "ok", f())
    except Exception as e:
        print(n, type(e).__name__, "|", str(e))
class MySGD(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.1, name="MySGD", **kw):
        super().__init__(name=name, **kw)
        self._learning_rate=self._build_learning_rate(learning_rate)
    def build(self, var_list):
        super().build(var_list)
        print("build", [v.name for v in var_list])
        if hasattr(self,"_built") and self._built: return
        self._built=True
        self.m=[self.add_variable_from_reference(v,"m") for v in var_list]
    def update_step(self, g, v):
        lr=tf.cast(self.learning_rate, v.dtype)
        v.assign_sub(lr*g)
    def get_config(self):
        c=super().get_config(); c.update({"learning_rate": self._serialize_hyperparameter(self._learning_rate)}); return c
o=MySGD()
print(o.weight_decay, o.clipnorm, o.clipvalue, o.global_clipnorm, o.use_ema, o.ema_momentum, o.jit_compile)
v=tf.Variable([1.,2.],name="v")
o.apply_gradients([(tf.constant([1.,1.]),v)])
o.apply_gradients([(tf.constant([1.,1.]),v)])
print(v.numpy(), o.iterations.numpy())
print([w.name for w in o.variables])
print(o.get_config())
keras.utils.set_random_seed(0)
m=keras.Sequential([layers.Dense(1,input_shape=(3,),kernel_initializer="ones")])
m.compile(MySGD(0.01),"mse")
h=m.fit(np.ones((8,3)),np.ones((8,1)),epochs=2,verbose=0)
print(h.history)
o=MySGD(weight_decay=0.1); print(o.weight_decay)
