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

import os, tempfile
os.chdir(tempfile.mkdtemp())
def seq(*units, n=3):
    m = keras.Sequential([keras.Input((n,))] + [layers.Dense(u) for u in units])
    return m
a = seq(2, 1)
a.save_weights("a.h5"); a.save_weights("a.weights.h5"); a.save_weights("ck"); a.save("a.keras"); a.save("am.h5")
t("missing h5", lambda: a.load_weights("no.h5"))
t("missing weights", lambda: a.load_weights("no.weights.h5"))
t("missing ck", lambda: a.load_weights("nothing"))
t("layers h5", lambda: seq(2).load_weights("a.h5"))
t("layers weights", lambda: seq(2).load_weights("a.weights.h5"))
t("layers ck", lambda: seq(2).load_weights("ck"))
t("shape h5", lambda: seq(3, 1).load_weights("a.h5"))
t("shape weights", lambda: seq(3, 1).load_weights("a.weights.h5"))
t("shape ck", lambda: seq(3, 1).load_weights("ck"))
t("more h5", lambda: seq(2, 1, 1).load_weights("a.h5"))
t("more weights", lambda: seq(2, 1, 1).load_weights("a.weights.h5"))
t("n h5", lambda: seq(2, 1, n=4).load_weights("a.h5"))
t("unbuilt", lambda: keras.Sequential([layers.Dense(2), layers.Dense(1)]).load_weights("a.h5"))
t("unbuilt w", lambda: keras.Sequential([layers.Dense(2), layers.Dense(1)]).load_weights("a.weights.h5"))
t("by_name shape", lambda: keras.Sequential([layers.Dense(5, input_shape=(3,), name=a.layers[0].name)]).load_weights("a.h5", by_name=True))
t("by_name ck", lambda: a.load_weights("ck", by_name=True))
t("skip", lambda: a.load_weights("a.h5", skip_mismatch=True))
t("skip name", lambda: seq(3, 1).load_weights("a.h5", skip_mismatch=True, by_name=True))
t("keras", lambda: a.load_weights("a.keras"))
t("model h5", lambda: a.load_weights("am.h5"))
t("load missing", lambda: keras.models.load_model("no.keras"))
t("load missing h5", lambda: keras.models.load_model("no.h5"))
t("load missing dir", lambda: keras.models.load_model("nodir"))
t("load none", lambda: keras.models.load_model(None))
t("load int", lambda: keras.models.load_model(3))
open("bad.keras", "w").write("abc"); open("bad.h5", "w").write("abc"); open("bad.txt", "w").write("abc")
t("bad keras", lambda: keras.models.load_model("bad.keras"))
t("bad h5", lambda: keras.models.load_model("bad.h5"))
t("bad txt", lambda: keras.models.load_model("bad.txt"))
t("bad w", lambda: a.load_weights("bad.h5"))
os.mkdir("emptydir")
t("dir", lambda: keras.models.load_model("emptydir"))
t("save fmt", lambda: a.save("x.foo", save_format="foo"))
t("save h5 keras", lambda: a.save("x.h5", save_format="keras"))
t("save none", lambda: a.save(None))
t("save w fmt", lambda: a.save_weights("x", save_format="foo"))
t("save dir", lambda: a.save("nodir/x.h5"))
t("save dir keras", lambda: a.save("nodir/x.keras"))
t("overwrite", lambda: a.save("a.keras", overwrite="x"))
t("json", lambda: keras.models.model_from_json("{}"))
t("json bad", lambda: keras.models.model_from_json("abc"))
t("yaml", lambda: a.to_yaml())
t("clone", lambda: keras.models.clone_model(3))
t("clone layer", lambda: keras.models.clone_model(layers.Dense(2)))
