import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

def t(label, f):
    try:
        r = f()
        print(label, "->", type(r).__name__)
    except Exception as e:
        print(label, "->", type(e).__name__, str(e).split("\n")[0])

D = tf.data.Dataset
def run(d):
    return [e for e in d]
t("slices", lambda: D.from_tensor_slices(([1, 2], [1, 2, 3])))
t("slices scalar", lambda: D.from_tensor_slices(3))
t("slices ragged", lambda: D.from_tensor_slices([[1], [2, 3]]))
t("slices mixed", lambda: D.from_tensor_slices([1, "a"]))
t("batch 0", lambda: D.range(3).batch(0))
t("batch neg", lambda: run(D.range(3).batch(-1)))
t("batch str", lambda: D.range(3).batch("a"))
t("batch shapes", lambda: run(D.from_generator(lambda: iter([[1], [1, 2]]), output_signature=tf.TensorSpec((None,), tf.int32)).batch(2)))
t("gen sig", lambda: run(D.from_generator(lambda: iter([[1], [1, 2]]), output_signature=tf.TensorSpec((1,), tf.int32))))
t("gen type", lambda: run(D.from_generator(lambda: iter(["a"]), output_signature=tf.TensorSpec((), tf.int32))))
t("gen call", lambda: D.from_generator(3, output_types=tf.int32))
t("gen none", lambda: D.from_generator(lambda: iter([1])))
t("gen raise", lambda: run(D.from_generator(lambda: (1 / 0 for i in range(1)), output_types=tf.int32)))
t("map int", lambda: D.range(3).map(3))
t("map py", lambda: run(D.range(3).map(lambda a: int(a))))
t("map if", lambda: run(D.range(3).map(lambda a: 1 if a > 1 else 2)))
t("map div", lambda: run(D.range(3).map(lambda a: 1 // a)))
t("map str", lambda: D.range(3).map(lambda a: a + "a"))
t("map dtype", lambda: D.range(3).map(lambda a: a + 1.5))
t("filter", lambda: D.range(3).filter(lambda a: a))
t("filter int", lambda: D.range(3).filter(lambda a: 3))
t("zip", lambda: D.zip((D.range(3), 3)))
t("concat", lambda: D.range(3).concatenate(D.from_tensor_slices(["a"])))
t("shuffle", lambda: D.range(3).shuffle(0))
t("shuffle str", lambda: D.range(3).shuffle("a"))
t("take", lambda: D.range(3).take("a"))
t("repeat", lambda: D.range(3).repeat("a"))
t("skip", lambda: len(run(D.range(3).skip(10))))
t("window", lambda: D.range(3).window(0))
t("len", lambda: len(D.range(3).filter(lambda a: a > 1)))
t("len inf", lambda: len(D.range(3).repeat()))
t("index", lambda: D.range(3)[0])
t("next", lambda: next(D.range(3)))
t("iter end", lambda: (lambda it: [next(it) for _ in range(4)])(iter(D.range(3))))
t("reduce type", lambda: D.range(3).reduce(0, lambda a, b: a + 1.0))
t("unbatch", lambda: D.range(3).unbatch())
t("padded", lambda: run(D.from_tensor_slices([[1], [2]]).padded_batch(2, padded_shapes=[0])))
t("as_numpy", lambda: list(D.range(2).as_numpy_iterator()))
t("apply", lambda: D.range(3).apply(lambda d: 3))
t("range", lambda: D.range("a"))
t("range none", lambda: D.range())
t("range 0", lambda: run(D.range(0, 3, 0)))
t("list_files", lambda: D.list_files("nofile*"))
t("text", lambda: run(tf.data.TextLineDataset("nofile")))
t("bool", lambda: bool(D.range(3)))
t("enumerate", lambda: D.range(3).enumerate("a"))
t("choose", lambda: D.choose_from_datasets([D.range(3)], D.range(3)))
t("shard", lambda: D.range(3).shard(2, 5))
t("scan", lambda: run(D.range(3).scan(0, lambda s, a: s)))
t("bucket", lambda: D.range(3).bucket_by_sequence_length(lambda a: 1, [1], [1]))
t("ragged", lambda: D.from_tensor_slices(tf.ragged.constant([[1], [2, 3]])).batch(2).element_spec)
t("element_spec", lambda: setattr(D.range(3), "element_spec", 3))
m = keras.Sequential([layers.Dense(1, input_shape=(3,))]); m.compile("sgd", "mse")
t("fit no y", lambda: keras.models.clone_model(m).fit(D.from_tensor_slices(np.ones((4, 3)))))
@tf.function
def f(a):
    return a + 1
t("fn str", lambda: f("a"))
t("fn none", lambda: f(None))
t("fn args", lambda: f(1, 2))
t("fn missing", lambda: f())
@tf.function(input_signature=[tf.TensorSpec((2,), tf.float32)])
def g(a):
    return a
t("sig shape", lambda: g(tf.ones(3)))
t("sig dtype", lambda: g(tf.ones(2, tf.int32)))
t("sig args", lambda: g(tf.ones(2), 3))
@tf.function
def h(a):
    v = tf.Variable(1.0)
    return v + a
t("fn var", lambda: h(1.0))
@tf.function
def k(a):
    if a > 0:
        b = 1
    return b
t("fn undefined", lambda: k(tf.constant(1)))
@tf.function
def w(a):
    while a < 3:
        a = tf.concat([a, a], 0)
    return a
t("fn while", lambda: w(tf.constant([1])))
@tf.function
def r(a):
    raise ValueError("inside")
t("fn raise", lambda: r(1))
@tf.function
def n(a):
    return a.numpy()
t("fn numpy", lambda: n(tf.constant(1)))
