import copy, json
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e)[:200])
class L(layers.Layer):
    def __init__(self, **k):
        super().__init__(**k)
        self.d = {"a": 1, "b": [1, 2], "c": {"x": 2}}
        self.e = {}
        self.layers_by = {"p": layers.Dense(2), "q": layers.Dense(3)}
        self.k = {"u": "t"}
        self.cfg = dict(units=3, activation="relu")
        self.dense = layers.Dense(**self.cfg)
    def call(self, x):
        self.e["n"] = self.e.get("n", 0) + 1
        return {k: l(x) for k, l in self.layers_by.items()}
l = L()
t(lambda: l.d["a"]); t(lambda: l.d.get("z", 5)); t(lambda: list(l.d)); t(lambda: list(l.d.keys())); t(lambda: list(l.d.items())); t(lambda: list(l.d.values())); t(lambda: "a" in l.d); t(lambda: len(l.d)); t(lambda: {**l.d}); t(lambda: dict(l.d)); t(lambda: l.d == {"a": 1, "b": [1, 2], "c": {"x": 2}}); t(lambda: l.d | {"z": 1}); t(lambda: sorted(l.d)); t(lambda: repr(l.d)); t(lambda: str(l.d)); t(lambda: f"{l.d}"); t(lambda: "%s" % (l.d,)); t(lambda: "{}".format(l.d)); t(lambda: isinstance(l.d, dict)); t(lambda: type(l.d).__name__); t(lambda: bool(l.e)); t(lambda: copy.copy(l.d)); t(lambda: copy.deepcopy(l.d)); t(lambda: l.d.copy()); t(lambda: l.k["u"])
r = l(tf.ones((1, 2)))
t(lambda: {k: v.shape for k, v in r.items()}); t(lambda: l.e); t(lambda: l.e["n"]); t(lambda: len(l.weights)); t(lambda: [w.name for w in l.weights])
l.d["new"] = 7; l.d.update(z=9); del l.d["a"]
t(lambda: l.d); t(lambda: l.d.pop("z")); t(lambda: l.d.setdefault("m", 3)); t(lambda: l.d.popitem()); t(lambda: l.d)
l.d.clear(); t(lambda: l.d); t(lambda: max({"a": 1}, key=l.e.get)); t(lambda: [*l.layers_by]); t(lambda: next(iter(l.layers_by))); t(lambda: tf.nest.flatten(l.cfg)); t(lambda: tf.nest.map_structure(lambda x: x, l.cfg)); t(lambda: list(zip(l.cfg, l.cfg.values()))); t(lambda: list(enumerate(l.cfg))); t(lambda: list(reversed(l.cfg))); t(lambda: dict.fromkeys(l.cfg)); t(lambda: {v: k for k, v in l.cfg.items()}); t(lambda: l.cfg != {}); t(lambda: l.cfg is l.cfg); t(lambda: (lambda **k: k)(**l.cfg)); t(lambda: json.dumps(dict(l.cfg)))
class M(keras.Model):
    def __init__(self):
        super().__init__()
        self.heads = {"a": layers.Dense(1), "b": layers.Dense(2)}
        self.loss_weights_by = {"a": 1.0, "b": 0.5}
        self.hist = []
        self.state = {"step": tf.Variable(0, trainable=False)}
    def call(self, x):
        self.state["step"].assign_add(1)
        return {k: h(x) for k, h in self.heads.items()}
m = M()
m.compile("sgd", loss={"a": "mse", "b": "mse"}, loss_weights=m.loss_weights_by)
h = m.fit(np.ones((4, 2)), {"a": np.ones((4, 1)), "b": np.ones((4, 2))}, epochs=2, verbose=0)
t(lambda: sorted(h.history)); t(lambda: int(m.state["step"])); t(lambda: m.state["step"].name); t(lambda: len(m.variables)); t(lambda: m.loss_weights_by); t(lambda: [l.name for l in m.layers]); t(lambda: sorted(m.predict(np.ones((2, 2)), verbose=0)))
m.heads["c"] = layers.Dense(3)
t(lambda: len(m.layers))
class T(tf.Module):
    def __init__(self):
        super().__init__(name="tm")
        self.vs = [tf.Variable(1.0), tf.Variable(2.0)]
        self.ds = {"x": tf.Variable(3.0)}
        self.tt = (tf.Variable(4.0), [tf.Variable(5.0)])
tm = T()
t(lambda: [v.numpy() for v in tm.variables]); t(lambda: tm.vs); t(lambda: type(tm.ds).__name__); t(lambda: tm.ds["x"].numpy()); t(lambda: tm.tt[1][0].numpy()); t(lambda: len(tm.trainable_variables))
tm.vs.append(tf.Variable(9.0)); t(lambda: len(tm.variables)); t(lambda: tm.vs[-1].numpy())
ck = tf.train.Checkpoint(m=tm)
t(lambda: sorted(n for n, _ in tf.train.list_variables(ck.save("ckq"))))

class NoRes(keras.metrics.Metric):
    def update_state(self, y, p, sample_weight=None): pass
t(lambda: NoRes())
class NoUp(keras.metrics.Metric):
    def result(self): return 1.0
t(lambda: NoUp())
t(lambda: keras.metrics.Metric())
t(lambda: keras.layers.Layer().__class__.__name__)
t(lambda: keras.callbacks.Callback().__class__.__name__)
t(lambda: keras.initializers.Initializer()((2,)))
t(lambda: keras.regularizers.Regularizer()(tf.ones(2)))
t(lambda: keras.constraints.Constraint()(tf.ones(2)))
