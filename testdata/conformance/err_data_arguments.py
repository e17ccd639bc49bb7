# What functions for elements of datasets have to take and return
import tensorflow as tf
D = tf.data.Dataset
def t(label, f):
    try:
        r = f()
        print(label, "->", type(r).__name__)
    except Exception as e:
        print(label, "->", type(e).__name__, str(e))
t("map", lambda: D.range(3).map(lambda a, b: a))
t("map1", lambda: D.zip((D.range(3), D.range(3))).map(lambda a: a))
t("map2", lambda: D.zip((D.range(3), D.range(3))).map(lambda a, b, c: a))
def f(a, b):
    return a
t("map3", lambda: D.range(3).map(f))
t("filter", lambda: D.range(3).filter(f))
t("filter2", lambda: D.zip((D.range(3), D.range(3))).filter(lambda a: a > 1))
t("reduce", lambda: D.range(3).reduce(0, lambda a: a))
t("none", lambda: D.from_tensor_slices(None))
t("fm", lambda: D.zip((D.range(3), D.range(3))).flat_map(lambda a: a))
t("prefetch", lambda: D.range(3).prefetch("a"))
t("cache", lambda: D.range(3).cache(3))
t("take_while", lambda: D.range(3).take_while(lambda a: 1))
t("filter int", lambda: D.range(3).filter(lambda a: 3))
t("reduce text", lambda: D.range(3).reduce(0, lambda a, b: "x"))
t("reduce float", lambda: D.range(3).reduce(0, lambda a, b: 1.5))
t("sample", lambda: D.sample_from_datasets([D.range(3)], weights=[0.5, 0.5]))
