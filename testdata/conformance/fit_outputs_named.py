# Multi-input, multi-output with every way of giving names, dicts, datasets and weights
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

def r(v): return np.round(np.asarray(v, "float64"), 5).tolist()
def make(dict_out=False, **kw):
    a, b = keras.Input((2,), name="a"), keras.Input((3,), name="b")
    h = layers.concatenate([layers.Dense(2, kernel_initializer="ones")(a), layers.Dense(2, kernel_initializer=keras.initializers.Constant(0.5))(b)])
    p = layers.Dense(1, name="price", kernel_initializer=keras.initializers.Constant(0.1))(h)
    c = layers.Dense(3, "softmax", name="cls", kernel_initializer=keras.initializers.Identity())(h)
    m = keras.Model({"a": a, "b": b} if dict_out else [a, b], {"price": p, "cls": c} if dict_out else [p, c])
    m.compile(keras.optimizers.SGD(0.05), **kw)
    return m
A, B = np.sin(np.arange(16)).reshape(8, 2).astype("float32"), np.cos(np.arange(24)).reshape(8, 3).astype("float32")
P, C = A.sum(1, keepdims=True), np.arange(8) % 3
def hist(m, *a, **k):
    h = m.fit(*a, epochs=2, batch_size=4, shuffle=False, verbose=0, **k)
    print({q: r(v) for q, v in h.history.items()})
L = ["mse", "sparse_categorical_crossentropy"]
hist(make(loss=L, metrics=[["mae"], ["accuracy"]]), [A, B], [P, C])
hist(make(loss=L, loss_weights=[0.5, 2], metrics=["mae", "accuracy"]) if False else make(loss=L, loss_weights=[0.5, 2]), {"a": A, "b": B}, {"price": P, "cls": C})
hist(make(loss={"price": "mae", "cls": keras.losses.SparseCategoricalCrossentropy()}, loss_weights={"cls": 0.3}, metrics={"cls": ["accuracy", keras.metrics.SparseTopKCategoricalAccuracy(2, name="top")]}), (A, B), (P, C), sample_weight={"cls": np.linspace(0, 1, 8)})
hist(make(True, loss={"price": "mse", "cls": L[1]}, weighted_metrics={"price": "mae"}), {"a": A, "b": B}, {"price": P, "cls": C}, sample_weight=[np.ones(8), np.ones(8)] if False else None)
hist(make(True, loss={"cls": L[1]}), {"a": A, "b": B}, {"cls": C})
hist(make(loss=["mse", None]), [A, B], [P, C]) if True else 0
ds = tf.data.Dataset.from_tensor_slices(({"a": A, "b": B}, {"price": P, "cls": C}, {"price": np.ones(8), "cls": np.arange(8.0)}))
m = make(loss=L, metrics={"price": "mse"}); h = m.fit(ds.batch(4), epochs=2, verbose=0, validation_data=ds.batch(8)); print({q: r(v) for q, v in h.history.items()})
print(m.metrics_names, m.output_names, m.input_names, r(m.evaluate(ds.batch(2), verbose=0)))
out = m.predict({"a": A, "b": B}, verbose=0); print(type(out).__name__, [o.shape for o in out]); o = make(True, loss="mse").predict([A, B] if False else {"a": A[:1], "b": B[:1]}, verbose=0); print(sorted(o), r(o["price"]))
print(r(m.train_on_batch([A, B], [P, C])), m.test_on_batch([A, B], [P, C], return_dict=True).keys(), [q.shape for q in m.predict_on_batch([A[:2], B[:2]])])
hist(make(loss="mae"), [A, B], [P, np.eye(3)[C]])
for f in (lambda: hist(make(loss=["mse"]), [A, B], [P, C]), lambda: hist(make(loss={"nope": "mse"}), [A, B], [P, C]), lambda: hist(make(loss=L), [A], [P, C]), lambda: hist(make(loss=L), [A, B], [P]), lambda: hist(make(loss=L, metrics={"nope": "mae"}), [A, B], [P, C]), lambda: hist(make(loss=L), {"a": A, "c": B}, [P, C]), lambda: hist(make(loss=L, loss_weights=[1.0]), [A, B], [P, C]), lambda: hist(make(loss=L), [A, B[:4]], [P, C]), lambda: hist(make(loss=L), {"a": A}, [P, C])):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, str(e).strip().split("\n")[-1 if "in user code" in str(e) else 0].strip()[:170])
