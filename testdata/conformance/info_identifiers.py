# Initializers, regularizers, constraints by function names; serialization utilities
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def show(v):
    if isinstance(v, dict):
        return {k: show(v[k]) for k in v}
    if isinstance(v, (list, tuple)):
        return [show(e) for e in v]
    if isinstance(v, keras.layers.Layer):
        return type(v).__name__
    if hasattr(v, "numpy"):
        v = v.numpy()
    if isinstance(v, np.ndarray):
        return np.round(v, 4).tolist() if v.dtype.kind in "fiub" else v.tolist()
    if isinstance(v, (float, np.floating)):
        return round(float(v), 4)
    return v


def t(label, f):
    try:
        print(label, show(f()))
    except Exception as e:
        print(label, type(e).__name__, str(e).splitlines()[0] if str(e) else "")


I, R, C, U = keras.initializers, keras.regularizers, keras.constraints, keras.utils
for n in ("glorot_normal", "glorot_uniform", "he_normal", "he_uniform", "lecun_normal", "lecun_uniform", "orthogonal", "random_normal", "random_uniform", "truncated_normal", "variance_scaling", "zeros", "ones", "constant", "identity"):
    t(n, lambda: (getattr(I, n).__name__, sorted(getattr(I, n)().get_config().items(), key=str), getattr(I, n)()((3, 3)).shape, type(I.get(n)).__name__))
t("orthogonal", lambda: R.orthogonal_regularizer(0.1, "columns")(tf.constant([[1.0, 2.0], [3.0, 4.0]])))
t("orthogonal", lambda: R.OrthogonalRegularizer(0.1)(tf.constant([[1.0, 2.0], [3.0, 4.0]])))
t("reg", lambda: [R.l1(0.1)(tf.ones(3)), R.l2(0.1)(tf.ones(3)), R.l1_l2(0.1, 0.2)(tf.ones(3)), R.get("l1_l2").get_config()])
w = tf.constant([[1.0, -2.0], [3.0, 4.0]])
t("con", lambda: [C.min_max_norm(0.5, 1.0, rate=0.5, axis=0)(w), C.max_norm(1.0)(w), C.non_neg()(w), C.unit_norm()(w)])
t("radial", lambda: C.radial_constraint()(tf.reshape(tf.range(9.0), (3, 3, 1, 1)))[:, :, 0, 0])
t("con", lambda: [C.get("min_max_norm").get_config(), C.serialize(C.NonNeg()), type(C.deserialize({"class_name": "MaxNorm", "config": {"max_value": 3}})).__name__])
d = layers.Dense(2, name="d")
s = U.serialize_keras_object(d)
print(sorted(s), type(U.deserialize_keras_object(s)).__name__)
with U.CustomObjectScope({"sq": lambda v: v * v}):
    t("scope", lambda: layers.Dense(2, activation="sq", kernel_initializer="ones")(tf.ones((1, 3))))
U.disable_interactive_logging()
print(U.is_interactive_logging_enabled())
U.enable_interactive_logging()
print(U.is_interactive_logging_enabled())
t("pack", lambda: (U.pack_x_y_sample_weight(1), U.pack_x_y_sample_weight(1, 2), U.pack_x_y_sample_weight(1, 2, 3), U.unpack_x_y_sample_weight((1, 2))))
t("ordinal", lambda: U.to_ordinal([0, 2, 1], 3))
t("split", lambda: [[int(v) for v in part] for part in U.split_dataset(np.arange(6), left_size=0.5)])
i = keras.Input((3,), name="i")
t("sources", lambda: [v.shape for v in U.get_source_inputs(layers.Dense(2)(i))])
t("model config", lambda: keras.models.model_from_config({"class_name": "Sequential", "config": keras.Sequential([keras.Input((3,)), d], name="s").get_config()}).name)
t("yaml", lambda: keras.models.model_from_yaml("a"))
m = keras.Sequential([keras.Input((3,)), layers.Dense(1, kernel_initializer="ones")])
keras.models.save_model(m, "m.keras")
t("saved", lambda: keras.models.load_model("m.keras")(tf.ones((1, 3))))
t("no file", lambda: U.get_file("x.txt") if False else "ok")
