import tensorflow as tf
def show(f, *a):
    try:
        print(f(*a))
    except Exception as e:
        print(type(e).__name__, str(e).strip().split("\n")[-1].split("compilation of")[-1].split(" at 0x")[0], str(e).split("found return")[-1] if "found return" in str(e) else "")
@tf.function
def a(x):
    return tf.RaggedTensor.from_row_splits(x, [0, 2, 3])
show(a, tf.constant([1, 2, 3]))
show(a, tf.constant([4, 5, 6]))
@tf.function
def b(rt):
    return rt * 2, rt.row_lengths(), tf.reduce_sum(rt, axis=1)
show(b, tf.ragged.constant([[1, 2], [3]]))
show(b, tf.ragged.constant([[1, 2], [3], []]))
@tf.function
def c(s):
    return tf.strings.split(s, " ").to_tensor("")
show(c, tf.constant(["a b c", "d"]))
show(c, tf.constant(["a b c", "d e f g"]))
@tf.function
def d(x):
    return tf.sparse.from_dense(x)
show(d, tf.constant([[1, 0], [0, 2]]))
@tf.function
def e(sp):
    return tf.sparse.to_dense(sp) + 1
show(e, tf.sparse.from_dense([[1, 0], [0, 2]]))
@tf.function
def f(x):
    return object
show(f, 1)
@tf.function
def g(x):
    return x.shape
show(g, tf.ones([2, 3]))
@tf.function
def i(x):
    return "text", 1, 2.5, True, None, [x], (x,), {"k": x}
show(i, tf.constant(1))
@tf.function
def j(x):
    return tf.float32
show(j, tf.constant(1))
@tf.function
def k(x):
    return lambda: 1
show(k, tf.constant(1))
@tf.function
def l(x):
    return {1, 2}
show(l, tf.constant(1))
v = tf.Variable(3.0)
@tf.function
def m(x):
    return v
show(m, tf.constant(1))
@tf.function
def n(x):
    return tf.unique(x)
show(n, tf.constant([1, 2, 1]))
@tf.function
def o(x):
    y, idx = tf.unique(x)
    return tf.shape(y), tf.boolean_mask(x, x > 1), tf.where(x > 1)
show(o, tf.constant([1, 2, 1]))
@tf.function
def p(x):
    ds = tf.data.Dataset.from_tensor_slices(x).map(lambda t: t * 2)
    s = 0
    for t in ds:
        s += t
    return s
show(p, tf.constant([1, 2, 1]))
@tf.function
def q(x):
    assert x.shape[0] == 3
    return tf.stack([x[i] for i in range(x.shape[0])])
show(q, tf.constant([1, 2, 1]))
show(q, tf.constant([1, 2]))
@tf.function
def r(x, y=2, *, z=3):
    return x + y * z
show(r, tf.constant(1))
show(r, tf.constant(1), 3)
show(lambda: r(tf.constant(1), z=5))
show(lambda: r())
show(lambda: r(tf.constant(1), w=5))
class C:
    def __init__(self): self.n = 0
    @tf.function
    def __call__(self, x):
        self.n += 1
        return x + self.n
obj = C()
show(obj, tf.constant(1)); show(obj, tf.constant(2)); show(obj, tf.constant([1])); print(obj.n)
print(r.get_concrete_function(tf.TensorSpec([None], tf.int32)))
cf = r.get_concrete_function(tf.TensorSpec([None], tf.int32))
print(cf(tf.constant([1, 2])), cf.structured_input_signature, cf.structured_outputs)
print(r.experimental_get_tracing_count())
