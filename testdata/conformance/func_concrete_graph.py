import tensorflow as tf


@tf.function
def f(x, y=2, *, k=3.0):
    return {'sum': x + y, 'k': (x * k, None)}


cf = f.get_concrete_function(tf.TensorSpec([None, 2], tf.float32))
print(cf)
print(cf.structured_input_signature)
print(cf.structured_outputs)
print(cf.inputs)
print(cf.outputs)
print(cf.graph.name, type(cf.graph).__name__)
print([(o.name, o.type) for o in cf.graph.get_operations()])
for n in cf.graph.as_graph_def().node:
    print(n.op, n.name, list(n.input))
print(cf.pretty_printed_signature())
print(cf.pretty_printed_signature(verbose=False))
print(f.experimental_get_tracing_count())
print(cf is f.get_concrete_function(tf.TensorSpec([None, 2], tf.float32)))
print(cf(tf.ones([1, 2])))
f(tf.ones([3, 2]))
f(tf.ones([4, 2]))
print(f.experimental_get_tracing_count())
print(f.pretty_printed_concrete_signatures(verbose=False))
print(cf.name[:14], cf.captured_inputs, cf.variables, cf.trainable_variables)

v = tf.Variable(2.0, name='vv')


@tf.function
def g(x):
    return x * v


cg = g.get_concrete_function(tf.TensorSpec([], tf.float32))
print(cg.variables, cg.trainable_variables, len(cg.captured_inputs))
print(cg.inputs)
print([(o.name, o.type) for o in cg.graph.get_operations()])
print(cg.structured_input_signature, cg.structured_outputs)
print(cg.graph.inputs, cg.graph.outputs, cg.graph.structured_outputs)
print(cg.graph.get_operation_by_name('mul').type, cg.graph.get_tensor_by_name('mul:0'))
try:
    cg.graph.get_operation_by_name('add')
except KeyError as e:
    print(e)


@tf.function(input_signature=[tf.TensorSpec([2], tf.int32, name='inp')])
def h(q):
    return q, [q + 1]


ch = h.get_concrete_function()
print(ch)
print(ch.structured_outputs, ch.inputs)
print(ch(inp=tf.constant([1, 2])))


@tf.function
def train(data):
    loss = tf.constant(0)
    for x, y in data:
        loss += tf.abs(y - x)
    return loss


for n in 3, 10:
    print(len(train.get_concrete_function([(1, 1)] * n).graph.as_graph_def().node))


@tf.function
def double(a):
    return a + a


for node in double.get_concrete_function(tf.constant("a")).graph.as_graph_def().node:
    print(f'{node.input} -> {node.name}')
