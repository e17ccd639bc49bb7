import numpy as np, tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e).split("ValueError:")[-1][:300])
L=keras.losses
for n in ("mse","MSE","mae","MAE","mape","MAPE","msle","MSLE","bce","BCE","bfce","BFCE","kld","KLD","hinge","cosine_similarity","logcosh","log_cosh","huber","huber_loss","poisson","kullback_leibler_divergence","binary_focal_crossentropy","categorical_focal_crossentropy","LogCosh","Huber","binary_crossentropy", "BinaryFocalCrossentropy"):
    t(lambda: (n, getattr(L.get(n), "__name__", type(L.get(n)).__name__)))
for n in ("sgd","SGD","adam","Adam","AdamW","adamw","rmsprop","RMSprop","nadam","adamax","ftrl","adagrad","adadelta","lion","adafactor"):
    t(lambda: (n, type(keras.optimizers.get(n)).__name__))
for n in ("relu","gelu","swish","silu","linear","softmax","elu","selu","mish","hard_sigmoid","exponential","leaky_relu","relu6","log_softmax","tanh", "ReLU", None):
    t(lambda: (n, keras.activations.get(n).__name__))
for n in ("zeros","Zeros","zero","ones","one","uniform","normal","glorot_uniform","he_normal","lecun_normal","identity","orthogonal","truncated_normal","TruncatedNormal","constant","random_uniform","VarianceScaling"):
    t(lambda: (n, type(keras.initializers.get(n)).__name__))
for n in ("l1","L2","l1_l2","l2"): t(lambda: (n, type(keras.regularizers.get(n)).__name__))
for n in ("max_norm","MaxNorm","non_neg","NonNeg","unit_norm","min_max_norm"): t(lambda: (n, type(keras.constraints.get(n)).__name__))
class Sub(keras.Model):
    def __init__(self):
        super().__init__(); self.d = layers.Dense(1)
    def call(self, x): return self.d(x)
s = Sub(); s(tf.ones((1, 2)))
t(lambda: type(keras.models.clone_model(s)).__name__); t(lambda: keras.models.clone_model(s).weights); t(lambda: s.get_config())
class Sub2(keras.Model):
    def __init__(self, n): super().__init__(); self.d = layers.Dense(n)
    def call(self, x): return self.d(x)
s2=Sub2(3)
t(lambda: s2.get_config()); t(lambda: s.to_json())
def flush(): pass
t(lambda: tf.cond(tf.constant(True), flush, lambda: None))
@tf.function
def f(x): 
    return tf.cond(x>0, flush, lambda: None)
t(lambda: f(tf.constant(1)))
v=tf.Variable(0.)
@tf.function
def g(x): 
    tf.cond(x>0, lambda: v.assign_add(1.), lambda: None)
    return v
t(lambda: g(tf.constant(1)))
@tf.function
def h(x):
    def fl():
        v.assign_add(1.)
    tf.cond(x>0, fl, lambda: None); return v.read_value()
t(lambda: h(tf.constant(1)))

i = keras.Input(shape=(4,), name="features")
t(lambda: (i.type_spec, layers.Dense(2)(i).type_spec, (i * 2).type_spec))
t(lambda: layers.ConvLSTM2D(2, 3, padding="causal")(tf.ones((2, 3, 5, 5, 2))))
t(lambda: (layers.LSTM(2).states, layers.GRU(2).states, keras.metrics.IoU(num_classes=2, target_class_ids=[0]).target_class_ids))
t(lambda: keras.Sequential([keras.Input(batch_shape=(4, 5, 1)), layers.GRU(4, stateful=True)]).stateful)
t(lambda: [isinstance(x, tf.Module) for x in (layers.Dense(1), keras.Sequential(), keras.metrics.Mean(), keras.optimizers.Adam(), keras.losses.Huber())])
L = keras.losses
for k in ("MeanSquaredError", "MeanAbsoluteError", "MeanSquaredLogarithmicError", "MeanAbsolutePercentageError", "BinaryCrossentropy"):
    t(lambda: getattr(L, k)()(tf.ragged.constant([[1.0, 0.0], [1.0]]), tf.ragged.constant([[0.5, 0.5], [0.5]])))
t(lambda: (L.mse(tf.ragged.constant([[1.0, 2.0], [3.0]]), tf.ragged.constant([[0.0, 0.0], [0.0]])), L.MeanSquaredError(reduction="none")(tf.ragged.constant([[1.0, 2.0], [3.0]]), tf.ragged.constant([[0.0, 0.0], [0.0]]))))
o = keras.optimizers.serialize(keras.optimizers.Adam(0.01)); h = L.serialize(L.Huber(0.3))
t(lambda: (type(keras.optimizers.deserialize(o)).__name__, o["class_name"], L.deserialize(h).name, sorted(h["config"])))
@tf.custom_gradient
def clip(x):
    "doc"
    return tf.minimum(x, 1.0), lambda g: g
t(lambda: clip.__name__)
