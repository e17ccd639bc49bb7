# Copies of models with stacks inside: by clone_model, configs and JSON.
import numpy as np, tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
def try_(n, inner, **kw):
    inp = keras.Input((3,), **kw)
    m = keras.Model(inp, layers.Dense(1)(inner(inp)))
    for f in (lambda: keras.models.clone_model(m), lambda: keras.Model.from_config(m.get_config()), lambda: keras.models.model_from_json(m.to_json())):
        try:
            c=f(); c.set_weights(m.get_weights()); print(n, [w.shape.as_list() for w in c.weights], np.allclose(c(np.ones((2,3))), m(np.ones((2,3)))))
        except Exception as e: print(n, type(e).__name__, str(e)[:200])
try_("deferred", keras.Sequential([layers.Dense(4), layers.BatchNormalization()]))
try_("deferred bs", keras.Sequential([layers.Dense(4), layers.BatchNormalization()]), batch_size=2)
try_("input", keras.Sequential([keras.Input((3,)), layers.Dense(4)]))
try_("input bs", keras.Sequential([keras.Input((3,)), layers.Dense(4)]), batch_size=2)
s=keras.Sequential([layers.Dense(4)]); s(np.ones((5,3))); try_("called", s)
s=keras.Sequential([layers.Dense(4)]); s.build((None,3)); try_("built", s)
il = layers.IntegerLookup(vocabulary=[10, 20], mask_value=0, oov_value=-7)
print(il.get_vocabulary(), il([0, 10, 20, 3]).numpy(), il.mask_token, il.oov_token)
