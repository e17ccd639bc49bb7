import contextlib, io, os, tempfile
import numpy as np, tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
base = tempfile.mkdtemp()
def there(name): return os.path.join(base, name)
def fill(m):
    r = np.random.RandomState(7)
    m.set_weights([r.uniform(-.5, .5, w.shape).astype(w.dtype) for w in m.get_weights()])
def p(x):
    if isinstance(x, dict): return {k: p(x[k]) for k in sorted(x)}
    if isinstance(x, (list, tuple)): return [p(e) for e in x]
    return np.round(np.asarray(x).astype("float64"), 4).tolist()
X = np.random.RandomState(1).rand(3, 4).astype("float32")

# export of a model of one's own class
class Net(keras.Model):
    def __init__(self):
        super().__init__(); self.a = layers.Dense(3, activation="relu"); self.dr = layers.Dropout(.4); self.b = layers.Dense(2)
    def call(self, x, training=False): return self.b(self.dr(self.a(x), training=training))
m = Net()
try: m.export(there("no"))
except ValueError as e: print(e)
m(X); fill(m)
told = io.StringIO()
with contextlib.redirect_stdout(told): m.export(there("net"))
print([line for line in told.getvalue().splitlines()[1:] if "resource" not in line])
l = tf.saved_model.load(there("net")); f = l.signatures["serving_default"]
print(p(l.serve(X)), sorted(l.signatures), f.structured_input_signature, f.structured_outputs)
print(p(f(tf.constant(X))), [v.name for v in l.variables], len(l.trainable_variables), len(l.non_trainable_variables))

# an archive with endpoints
m = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="elu"), layers.Dropout(.5), layers.Dense(2)]); fill(m)
ea = keras.export.ExportArchive()
try: ea.write_out(there("ea"))
except ValueError as e: print(e)
ea.track(m)
ea.add_endpoint("serve", lambda x: m(x, training=False), [tf.TensorSpec((None, 4), tf.float32)])
ea.add_endpoint(name="train", fn=lambda x: m.call(x, training=True), input_signature=[tf.TensorSpec((None, 4), tf.float32)])
@tf.function
def both(x, y): return {"s": m(x) + y, "d": m(x) - y}
try: ea.add_endpoint("both", both)
except ValueError as e: print(str(e)[:28])
both(X, tf.ones((3, 2)))
ea.add_endpoint("both", both)
ea.add_variable_collection("my_vars", m.layers[0].weights)
for f in (lambda: ea.add_endpoint("serve", m.call, [tf.TensorSpec((None, 4))]), lambda: ea.add_endpoint("other", m.call), lambda: ea.track(3), lambda: ea.add_variable_collection("v", 3), lambda: ea.add_variable_collection("v", [1]),
          lambda: ea.track(layers.Dense(2))):
    try: f()
    except ValueError as e: print(e)
told = io.StringIO()
with contextlib.redirect_stdout(told): ea.write_out(there("ea"))
print([line for line in told.getvalue().splitlines() if line[:1] == "*"])
l = tf.saved_model.load(there("ea"))
print(p(l.serve(X)), l.train(X).shape, p(l.both(tf.constant(X), tf.ones((3, 2)))))
print(sorted(l.signatures), [v.name for v in l.my_vars], len(l.variables), len(l.trainable_variables))
print(p(l.signatures["serving_default"](tf.constant(X))), p(l.signatures["both"](x=tf.constant(X), y=tf.ones((3, 2)))))

# signatures of the user's
class Scored(keras.Model):
    def __init__(self): super().__init__(); self.a = layers.Dense(2, activation="sigmoid")
    def call(self, x): return self.a(x)
    @tf.function(input_signature=[tf.TensorSpec([None, 4], tf.float32, name="features")])
    def score(self, features):
        y = self(features); return {"probs": y, "label": tf.argmax(y, axis=-1)}
m = Scored(); m(X); fill(m)
tf.saved_model.save(m, there("s1"), signatures={"serving_default": m.score})
m.save(there("s2"), signatures={"serving_default": m.score, "call": tf.function(m.call).get_concrete_function(tf.TensorSpec([None, 4], tf.float32, name="inp"))})
for q in ("s1", "s2"):
    l = tf.saved_model.load(there(q)); f = l.signatures["serving_default"]
    print(sorted(l.signatures), f.structured_input_signature, {k: f.structured_outputs[k] for k in sorted(f.structured_outputs)})
    print(p(f(features=tf.constant(X))), p(l.score(X)), p(l(X)))
    print(os.path.exists(os.path.join(there(q), "keras_metadata.pb")), [v.name for v in f.trainable_variables])
print(sorted(l.signatures["call"](inp=tf.constant(X)))); n = keras.models.load_model(there("s2")); print(p(n.score(tf.constant(X))), p(n.predict(X, verbose=0)))
a = keras.Input((4,), name="a"); b = keras.Input((2,), name="b"); m = keras.Model({"a": a, "b": b}, {"y": layers.Dense(1, name="y")(layers.concatenate([a, b])), "z": layers.Dense(2, name="z")(b)}); fill(m)
m.save(there("io")); l = tf.saved_model.load(there("io")); f = l.signatures["serving_default"]
print(sorted(f.structured_input_signature[1]), p(f(a=tf.constant(X), b=tf.ones((3, 2)))), p(l({"a": X, "b": tf.ones((3, 2))}, training=False)))
try: l({"a": X})
except ValueError as e: print(str(e).split("\n")[0])
print([p(r()) for r in l.regularization_losses], len(l.keras_api.layers), hasattr(l, "non_trainable_variables"))
