import tensorflow as tf, numpy as np, os, tempfile
d = tempfile.mkdtemp()
class Adder(tf.Module):
    def __init__(self):
        super().__init__(name="adder")
        self.w = tf.Variable([1.0, 2.0], name="w")
        self.steps = tf.Variable(0, trainable=False, name="steps")
    @tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)])
    def __call__(self, x):
        self.steps.assign_add(1)
        return x + self.w
    @tf.function
    def scale(self, x, k=2.0):
        return x * k * self.w
m = Adder()
x = tf.constant([[1., 2.], [3., 4.]])
print(m(x))
print(m.scale(x))
p = os.path.join(d, "m")
tf.saved_model.save(m, p)
print(sorted(os.listdir(p)))
print(tf.saved_model.contains_saved_model(p))
l = tf.saved_model.load(p)
print(l(x))
print(l.w.numpy(), l.steps.numpy())
print(l.scale(x))
print(list(l.signatures))
l.w.assign([5., 5.])
print(l(x))
print(m.w.numpy())
print([v.name for v in [l.w, l.steps]], l.w.trainable, l.steps.trainable)
try:
    l(tf.constant([1., 2., 3.]))
except Exception as e:
    print(type(e).__name__)
try:
    l.scale(tf.constant([1, 2]))
except Exception as e:
    print(type(e).__name__)
class Sig(tf.Module):
    def __init__(self):
        self.v = tf.Variable(3.)
    @tf.function(input_signature=[tf.TensorSpec([], tf.float32, name="a"), tf.TensorSpec([], tf.float32, name="b")])
    def mul(self, a, b):
        return {"prod": a * b * self.v, "sum": a + b}
s = Sig()
p2 = os.path.join(d, "s")
tf.saved_model.save(s, p2, signatures={"serving_default": s.mul, "other": s.mul.get_concrete_function()})
l = tf.saved_model.load(p2)
print(sorted(l.signatures.keys()))
f = l.signatures["serving_default"]
r = f(a=tf.constant(2.), b=tf.constant(4.))
print(sorted(r), r["prod"].numpy(), r["sum"].numpy())
print(f.structured_input_signature)
print({k: f.structured_outputs[k] for k in sorted(f.structured_outputs)})
r = l.mul(tf.constant(2.), tf.constant(4.))
print(sorted(r))
with tf.GradientTape() as t:
    y = l.mul(tf.constant(2.), tf.constant(4.))["prod"]
print(t.gradient(y, l.v))
# nested modules, lists, dicts
class Net(tf.Module):
    def __init__(self):
        self.layers = [Adder(), Adder()]
        self.table = {"a": tf.Variable(1.), "b": tf.Variable([2])}
        self.const = tf.constant(7.)
        self.n = 3
    @tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)])
    def run(self, x):
        for l in self.layers:
            x = l(x)
        x = tf.where(x > 4., x - self.const, tf.nn.relu(x)[:, ::-1])
        x = tf.concat([x, tf.reshape(x, [-1, 2]) @ tf.ones((2, 2))], axis=1)
        x = tf.reduce_mean(x, axis=1, keepdims=True) + tf.cast(tf.shape(x)[0], tf.float32)
        return x, self.table["a"]
n = Net()
print(n.run(x))
p3 = os.path.join(d, "n")
tf.saved_model.save(n, p3)
l = tf.saved_model.load(p3)
print(l.run(x))
print(l.run(-x))
print(len(l.layers), l.layers[0].w, sorted(l.table))
print(l.table["b"])
print(hasattr(l, "n"))
# a plain function
class Empty(tf.Module): pass
e = Empty()
e.f = tf.function(lambda a: tf.nn.relu(a), input_signature=[tf.TensorSpec([2])])
p4 = os.path.join(d, "e")
tf.saved_model.save(e, p4)
print(tf.saved_model.load(p4).f(tf.constant([-1., 1.])))
