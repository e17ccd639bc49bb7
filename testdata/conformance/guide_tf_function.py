# tf.function: traces, signatures, concrete functions, loops and branches of tensors.
import timeit
import numpy as np
import tensorflow as tf

traces = []

@tf.function
def poly(x, y):
    print("tracing with", x, y)
    traces.append((x.shape, x.dtype.name) if hasattr(x, "shape") else x)
    return x * x + y

print(poly(tf.constant(2), tf.constant(3)))
print(poly(tf.constant(4), tf.constant(5)))
print(poly(tf.constant(2.0), tf.constant(3.0)))
print(poly(tf.constant([1.0, 2.0]), tf.constant(3.0)))
print(poly(2, 3))
print(poly(2, 4))
print(len(traces), traces)
print(poly.experimental_get_tracing_count())

@tf.function(input_signature=(tf.TensorSpec(shape=[None], dtype=tf.int32),))
def next_collatz(x):
    print("Tracing with", x)
    return tf.where(x % 2 == 0, x // 2, 3 * x + 1)

print(next_collatz(tf.constant([1, 2])))
print(next_collatz(tf.constant([1, 2, 7, 9])))
try:
    next_collatz(tf.constant([[1, 2], [3, 4]]))
except TypeError as e:
    print("TypeError", str(e).splitlines()[0])
try:
    next_collatz(tf.constant([1.0, 2.0]))
except TypeError as e:
    print("TypeError", str(e).splitlines()[0])

@tf.function(reduce_retracing=True)
def relaxed(x):
    print("Tracing shape", x.shape)
    return tf.reduce_sum(x)

for n in (2, 3, 4, 5):
    print(relaxed(tf.ones([n])).numpy())

cf = poly.get_concrete_function(tf.TensorSpec(shape=[], dtype=tf.float32), tf.TensorSpec([], tf.float32))
print(cf(tf.constant(3.0), y=tf.constant(1.0)))
print(cf.structured_input_signature)
print(cf.structured_outputs)
double = tf.function(lambda a: a + a)
strs = double.get_concrete_function(tf.constant("a"))
print(strs(tf.constant("b")))
try:
    strs(tf.constant(1))
except Exception as e:
    print(type(e).__name__)

# Python side effects happen only while tracing.
external_list = []
@tf.function
def side_effect(x):
    print("Python execution")
    external_list.append(x)
    tf.print("graph execution", x)
side_effect(1)
side_effect(1)
side_effect(2)
print(external_list)

# Python arguments: a new trace for each value.
@tf.function
def train(num_steps):
    print("Tracing with num_steps =", num_steps)
    tf.print("Executing with num_steps =", num_steps)
    for _ in tf.range(num_steps):
        pass
train(num_steps=10)
train(num_steps=20)
train(num_steps=tf.constant(10))
train(num_steps=tf.constant(20))

# Autograph
@tf.function
def fizzbuzz(n):
    for i in tf.range(1, n + 1):
        if i % 15 == 0:
            tf.print("FizzBuzz")
        elif i % 3 == 0:
            tf.print("Fizz")
        elif i % 5 == 0:
            tf.print("Buzz")
        else:
            tf.print(i)
fizzbuzz(tf.constant(6))

@tf.function
def halve(x):
    count = 0
    while tf.reduce_sum(x) > 1:
        tf.print(x)
        x = tf.tanh(x) / 2
        count += 1
    return x, count
x, c = halve(tf.constant([1.0, 2.0, 0.5]))
print(x, c)

@tf.function
def dyn_rnn(cell, data, state):
    data = tf.transpose(data, [1, 0, 2])
    states = tf.TensorArray(tf.float32, size=data.shape[0])
    for i in tf.range(data.shape[0]):
        state = cell(data[i], state)
        states = states.write(i, state)
    return tf.transpose(states.stack(), [1, 0, 2])
data = tf.reshape(tf.range(12, dtype=tf.float32) / 10, [2, 3, 2])
print(dyn_rnn(lambda a, s: s * 0.5 + a, data, tf.zeros([2, 2])))

@tf.function
def early(x):
    if tf.reduce_max(x) > 10:
        return tf.constant(-1)
    x = x * 2
    if tf.reduce_min(x) < 0:
        return tf.argmin(x, output_type=tf.int32)
    return tf.constant(99)
print(early(tf.constant([1, 2, -3, 4, 5])), early(tf.constant([11, 2, -3, 4, 5])), early(tf.constant([1, 1, 1, 1, 1])))

@tf.function
def brk(n):
    total = 0
    for i in tf.range(n):
        if i == 3:
            continue
        if i > 6:
            break
        total += i
    return total
print(brk(tf.constant(10)), brk(tf.constant(2)))

class Counter(tf.Module):
    def __init__(self):
        self.count = None
    @tf.function
    def __call__(self):
        if self.count is None:
            self.count = tf.Variable(0)
        return self.count.assign_add(1)
c = Counter()
print(c(), c())

@tf.function
def bad():
    v = tf.Variable(1.0)
    return v
try:
    bad(); bad()
except ValueError as e:
    print("ValueError", str(e).splitlines()[0])

opt_fn = tf.function(poly.python_function)
print(opt_fn(tf.constant(1.0), tf.constant(2.0)))
print(poly.pretty_printed_concrete_signatures().splitlines()[0])

def f():
    return tf.executing_eagerly(), tf.inside_function()
print(f(), [bool(a) for a in tf.function(f)()])
tf.config.run_functions_eagerly(True)
print(tf.config.functions_run_eagerly())
print(poly(tf.constant(7.0), tf.constant(1.0)))
tf.config.run_functions_eagerly(False)

@tf.function
def f_none(x=None, *, scale=2.0):
    print("trace", x is None, scale)
    return (x if x is not None else tf.constant(1.0)) * scale
print(f_none(), f_none(tf.constant(3.0)), f_none(scale=3.0), f_none(tf.constant(4.0), scale=2.0))

# dicts, tuples in and out
@tf.function
def nested(d):
    print("trace", sorted(d))
    return {"sum": d["a"] + d["b"][0], "pair": (d["b"][1], d["a"])}
r = nested({"a": tf.constant(1), "b": [tf.constant(2), tf.constant(3)]})
print(r)
r = nested({"a": tf.constant(5), "b": [tf.constant(2), tf.constant(3)]})
print(r["sum"].numpy())
