# tf.function, tf.cond, while_loop, map_fn, scan, TensorArray and case
import numpy as np
import tensorflow as tf

@tf.function
def fizz(n):
    out = tf.TensorArray(tf.string, size=0, dynamic_size=True)
    for i in tf.range(1, n + 1):
        if i % 15 == 0:
            out = out.write(i - 1, "fizzbuzz")
        elif i % 3 == 0:
            out = out.write(i - 1, "fizz")
        elif i % 5 == 0:
            out = out.write(i - 1, "buzz")
        else:
            out = out.write(i - 1, tf.strings.as_string(i))
    return out.stack()
print(fizz(tf.constant(15)).numpy())
@tf.function
def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps
print([int(collatz(tf.constant(k))) for k in (1, 6, 27)])
print(tf.cond(tf.constant(2) > 1, lambda: tf.constant("yes"), lambda: tf.constant("no")).numpy(), tf.while_loop(lambda i, s: i < 5, lambda i, s: (i + 1, s + i), [tf.constant(0), tf.constant(0)])[1].numpy(), tf.case([(tf.constant(False), lambda: tf.constant(1)), (tf.constant(True), lambda: tf.constant(2))], default=lambda: tf.constant(3)).numpy(), tf.switch_case(tf.constant(1), {0: lambda: tf.constant(10), 1: lambda: tf.constant(11)}).numpy())
print(tf.map_fn(lambda v: v * v, tf.range(4)).numpy(), tf.map_fn(lambda r: tf.reduce_sum(r), tf.ones((2, 3))).numpy(), tf.scan(lambda a, v: a + v, tf.range(5)).numpy(), tf.foldl(lambda a, v: a * 2 + v, tf.constant([1, 0, 1])).numpy(), tf.vectorized_map(lambda r: r / tf.reduce_sum(r), tf.constant([[1.0, 3.0], [2.0, 2.0]])).numpy().tolist())
traces = []
@tf.function
def traced(x, flag=True):
    traces.append((tuple(x.shape), x.dtype.name, flag))
    return x * 2 if flag else x
for a in (tf.ones(2), tf.ones(2), tf.ones(3), tf.constant([1, 2])): traced(a)
traced(tf.ones(2), flag=False); traced(tf.zeros(2), True)
print(traces, len(traces))
@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)])
def mean_square(x):
    print("tracing", x.shape)
    tf.print("running", tf.shape(x)[0], summarize=-1, output_stream="file://unused.txt") if False else None
    return tf.reduce_mean(x ** 2)
print(mean_square(tf.constant([1.0, 2.0])).numpy(), mean_square(tf.constant([3.0])).numpy())
try:
    mean_square(tf.constant([[1.0]]))
except (TypeError, ValueError) as e:
    print(type(e).__name__)
class Counter(tf.Module):
    def __init__(self):
        self.n = tf.Variable(0)
    @tf.function
    def add(self, k=1):
        self.n.assign_add(k)
        return self.n
c = Counter(); c.add(); c.add(5); print(c.n.numpy(), c.add(tf.constant(4)).numpy(), len(c.variables))
@tf.function
def dynamic_rnn(x, w):
    state = tf.zeros((tf.shape(x)[0], w.shape[1]))
    outs = tf.TensorArray(tf.float32, tf.shape(x)[1])
    for t in tf.range(tf.shape(x)[1]):
        state = tf.tanh(x[:, t] @ w + state)
        outs = outs.write(t, state)
    return tf.transpose(outs.stack(), [1, 0, 2]), state
o, s = dynamic_rnn(tf.ones((2, 3, 2)), tf.constant([[0.5, -0.2], [0.1, 0.3]]))
print(o.shape, np.round(o.numpy()[0], 4).tolist(), np.allclose(o[:, -1], s))
@tf.function
def early(x):
    total = tf.constant(0.0)
    for v in x:
        if v < 0:
            break
        if v > 100.0:
            continue
        total += v
    return total
print(early(tf.constant([1.0, 200.0, 2.0, -1.0, 5.0])).numpy(), tf.function(lambda x: x + 1)(tf.constant(1)).numpy(), early.get_concrete_function(tf.TensorSpec([None], tf.float32))(tf.constant([3.0])).numpy())
cf = traced.get_concrete_function(tf.TensorSpec([2], tf.float32)); print(cf.structured_outputs if False else cf.output_shapes, [t.shape for t in cf.inputs][:1], early.__name__ if hasattr(early, "__name__") else early.python_function.__name__)
ta = tf.TensorArray(tf.float32, 3); ta = ta.unstack([1.0, 2.0, 3.0]); print(ta.read(1).numpy(), ta.size().numpy(), ta.stack().numpy() if False else ta.gather([0, 2]).numpy() if False else "")
tf.config.run_functions_eagerly(True); print(int(collatz(tf.constant(6))), tf.config.functions_run_eagerly()); tf.config.run_functions_eagerly(False)
