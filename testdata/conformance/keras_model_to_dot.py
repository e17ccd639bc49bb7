# The real thing needs the package pydot here (4.0.1); Graphviz itself it does not.
import re

import tensorflow as tf
from tensorflow import keras

L = keras.layers
dot_of = keras.utils.model_to_dot


def show(d):
    """Layers are named by their addresses, which differ from run to run."""
    ids = {}
    text = d if isinstance(d, str) else d.to_string()
    print(re.sub(r"\b\d{9,}\b", lambda m: ids.setdefault(m.group(), "n%d" % len(ids)), text))


inputs = keras.Input((4,), name="in")
a = L.Dense(3, activation="relu", name="a")(inputs)
b = L.Dense(3, name="b", trainable=False)(inputs)
s = L.Add(name="s")([a, b])
model = keras.Model(inputs, L.Activation("tanh", name="o")(s), name="net")
d = dot_of(model)
show(d)
show(dot_of(model, show_shapes=True, show_dtype=True, show_layer_names=False, rankdir="LR", dpi=60,
            show_layer_activations=True, show_trainable=True))
show(dot_of(model, layer_range=["s", "o"]))
show(dot_of(model, subgraph=True))
print(type(d), d.get_type(), d.get_name(), d.get_rankdir(), d.get("dpi"), d.get_node_defaults())
print(len(d.get_nodes()), len(d.get_edges()), [n.get_label() for n in d.get_nodes()], d.get_subgraphs())
node, edge = d.get_nodes()[2], d.get_edges()[1]
print(type(node), node.get_attributes(), node.get("label"), type(edge), edge.get_attributes())
show(node.to_string())
show(edge.to_string())
print(len(d.get_node(node.get_name())), d.get_node("x"), d.get_edge("x", "y"), len(d.get_edge(edge.get_source(), edge.get_destination())))
node.set_label("changed\n\"label\"")
node.set("color", "red")
d.set_rankdir("BT")
show(d)
print(d.write("net.dot"), open("net.dot").read() == d.to_string(), d.write_raw("raw.dot"))

inner = keras.Sequential([L.Dense(2, name="i1"), L.ReLU(name="i2")], name="inner")
outer = keras.Model(inputs, L.Dense(1, name="oo")(inner(a)), name="outer")
show(dot_of(outer))
show(dot_of(outer, expand_nested=True, show_shapes=True))
print(len(dot_of(outer, expand_nested=True).get_subgraphs()))

steps = keras.Input((5, 4), name="steps")
show(dot_of(keras.Model(steps, L.TimeDistributed(L.Dense(2, name="dd"), name="td")(steps)), show_shapes=True))
wrapped = keras.Model(steps, L.Flatten(name="f")(L.TimeDistributed(keras.Model(inputs, a, name="fm"), name="td2")(steps)))
show(dot_of(wrapped))
show(dot_of(wrapped, expand_nested=True))

shared = L.Dense(2, name="shared")
two = keras.Input((2,), name="two")
show(dot_of(keras.Model(two, shared(shared(two)))))
parts = {"p": keras.Input((1,), name="p"), "q": keras.Input((2,), name="q", dtype="int32")}
show(dot_of(keras.Model(parts, {"r": L.Concatenate(name="c")([parts["p"], L.Rescaling(1.0, name="r")(parts["q"])])}), show_shapes=True, show_dtype=True))

stack = keras.Sequential([L.Dense(2, name="q")], name="stack")


class Own(keras.Model):
    def __init__(self):
        super().__init__(name="own")
        self.d = L.Dense(1)

    def call(self, x):
        return self.d(x)


own = Own()
for f in (lambda: dot_of(stack), lambda: dot_of(own), lambda: keras.utils.plot_model(stack), lambda: dot_of(model, layer_range=["a"]),
          lambda: dot_of(model, layer_range=[1, 2]), lambda: dot_of(model, layer_range=["zz", "a"]), lambda: dot_of(model, layer_range=["a", "s"]),
          lambda: d.create(), lambda: d.write_pdf("x.pdf")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
stack(tf.ones((1, 2)))
show(dot_of(stack, show_shapes=True))
own(tf.ones((1, 2)))
show(dot_of(own))
