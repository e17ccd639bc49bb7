import tensorflow as tf, numpy as np
from tensorflow import keras
from tensorflow.keras import layers
m = keras.Sequential([layers.Dense(2, input_shape=(3,))])
for n in ["jit_compile", "steps_per_execution", "autotune_steps_per_execution", "distribute_reduction_method", "input_mask", "output_mask", "state_updates", "train_tf_function", "train_function", "test_function", "predict_function"]:
    print(n, getattr(m, n))
m.compile("sgd", "mse", metrics=["mae"], steps_per_execution=2, jit_compile=False)
for n in ["jit_compile", "steps_per_execution", "autotune_steps_per_execution", "distribute_reduction_method", "run_eagerly", "loss", "stop_training", "history", "compiled_loss", "compiled_metrics"]:
    v = getattr(m, n)
    print(n, v if "object at" not in repr(v) else type(v).__name__)
h = m.fit(np.ones((4, 3)), np.ones((4, 2)), verbose=0)
print(type(m.history).__name__, m.steps_per_execution)
k = keras.metrics.AUC(name="auc")
for n in ["input", "output", "input_shape", "output_shape", "input_mask", "output_mask", "activity_regularizer", "inbound_nodes", "outbound_nodes", "metrics"]:
    try:
        print(n, getattr(k, n))
    except Exception as e:
        print(n, type(e).__name__, e)
l = layers.Lambda(lambda x: x)
print(l.arguments, l.supports_masking, layers.InputLayer((2,)).supports_masking, layers.InputLayer((2,)).ragged, layers.InputLayer((2,)).sparse)
print(keras.regularizers.L1(0.01).l1, repr(keras.regularizers.L2(0.01).l2), keras.regularizers.l1_l2(0.1, 0.2).l2 * 2, float(keras.regularizers.L2(0.5).l2))
print(layers.LeakyReLU(0.2).alpha, layers.ELU().alpha, layers.ThresholdedReLU(0.5).theta, layers.LeakyReLU().get_config()["alpha"])
print(keras.callbacks.EarlyStopping().min_delta, keras.callbacks.EarlyStopping(monitor="acc", min_delta=0.5).min_delta, keras.callbacks.EarlyStopping(min_delta=0.5).min_delta, keras.callbacks.EarlyStopping(min_delta=1).min_delta, keras.callbacks.ReduceLROnPlateau().min_lr)
print(layers.Bidirectional(layers.LSTM(2, return_sequences=True)).return_sequences)
d = layers.Dense(2); d.add_update(None); print(d.updates)
s = layers.InputSpec(shape=(None, 2), allow_last_axis_squeeze=True, name="x")
print(s.allow_last_axis_squeeze, s.name, s.get_config(), layers.InputSpec.from_config(s.get_config()))
es = keras.callbacks.EarlyStopping(monitor="loss")
print(es.get_monitor_value({"loss": 0.5}))
c = layers.Conv1D(1, 2, kernel_initializer="ones"); x = tf.ones((1, 4, 1)); c(x)
print(c.convolution_op(x, c.kernel).numpy().ravel())
e = layers.EinsumDense("ab,bc->ac", output_shape=64); print(e.partial_output_shape)
z = layers.RandomZoom(0.25, 0.5); print(z.height_lower, z.height_upper, z.width_lower, z.width_upper)
r = layers.RandomRotation((-0.25, 0.5)); print(r.lower, r.upper)
cs = layers.RandomContrast(0.5); print(cs.lower, cs.upper)
fl = layers.RandomFlip("horizontal"); print(fl.horizontal, fl.vertical)
g = keras.initializers.HeNormal(); print(g.scale, g.mode, g.distribution, keras.initializers.GlorotUniform().mode)
b = keras.metrics.BinaryIoU(target_class_ids=[0, 1], threshold=0.3); print(b.num_classes, b.target_class_ids, b.axis, b.ignore_class)
cl = keras.callbacks.CSVLogger("x.csv", separator=";"); print(cl.sep, cl.append_header, cl.keys, cl.append)
t = keras.preprocessing.text.Tokenizer(); t.fit_on_texts(["a a"]); print(t.word_docs, t.index_docs, type(t.word_docs).__name__, type(t.word_counts).__name__)
print(keras.metrics.F1Score().beta, keras.metrics.F1Score().built)
o = keras.optimizers.legacy.SGD(); print(o.get_config())
p = keras.utils.Progbar(3, width=20, interval=0.1); print(p.width, p.interval, p.target)
print(keras.callbacks.ProgbarLogger().seen)
ds = layers.IntegerLookup(vocabulary=[1, 2]); print(ds.oov_token, ds.vocabulary_dtype)
for m in [keras.metrics.Mean(), keras.metrics.Sum(), keras.metrics.Accuracy(), keras.metrics.MeanSquaredError(), keras.metrics.RootMeanSquaredError()]:
    print(m.reduction, repr(m.reduction), type(m.reduction))
print(list(type(m.reduction)))
a = keras.metrics.AUC(curve="PR", summation_method="minoring")
print(a.curve, repr(a.curve), type(a.curve), a.curve.name, a.curve == "PR", a.curve == keras.metrics.AUC(curve="PR").curve)
print(list(type(a.curve)), list(type(a.summation_method)), keras.metrics.AUC(curve=a.curve).get_config()["curve"])
print(keras.metrics.MeanIoU(num_classes=3).target_class_ids, keras.metrics.PrecisionAtRecall(0.5, num_thresholds=3).thresholds, keras.metrics.RecallAtPrecision(0.25).value)
p = keras.metrics.Precision(thresholds=[0.25, 0.5])
print(p.init_thresholds, p.thresholds, keras.metrics.Recall().init_thresholds, keras.metrics.Recall().thresholds)
print(keras.metrics.MeanRelativeError([1.0, 2.0]).normalizer)
class Mine(keras.optimizers.SGD):
    pass
print(Mine(0.5, momentum=0.25).get_config(), keras.saving.serialize_keras_object(Mine())["registered_name"])
for name in ["relu", "mse", "glorot_uniform", "l2", "binary_accuracy"]:
    print(name, keras.saving.deserialize_keras_object({"module": "builtins", "class_name": "function", "config": name, "registered_name": "function"}).__name__)
from tensorflow.keras import layers
s = layers.InputSpec(shape=(None, 2), dtype="float32", axes={-1: 2}); print(s.get_config(), layers.InputSpec.from_config(s.get_config()), s.dtype)
print(layers.InputSpec(ndim=3).get_config())
