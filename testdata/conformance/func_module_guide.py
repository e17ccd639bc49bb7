import tensorflow as tf, numpy as np
# functions: polymorphism, variables, modules, side effects, retracing
class Dense(tf.Module):
    def __init__(self, in_features, out_features, name=None):
        super().__init__(name=name)
        self.w = tf.Variable(tf.ones([in_features, out_features]) * 0.1, name='w')
        self.b = tf.Variable(tf.zeros([out_features]), name='b')
    def __call__(self, x):
        y = tf.matmul(x, self.w) + self.b
        return tf.nn.relu(y)
class SequentialModule(tf.Module):
    def __init__(self, name=None):
        super().__init__(name=name)
        self.dense_1 = Dense(in_features=3, out_features=3)
        self.dense_2 = Dense(in_features=3, out_features=2)
    @tf.function
    def __call__(self, x):
        x = self.dense_1(x)
        return self.dense_2(x)
my_model = SequentialModule(name="the_model")
print("Model results:", my_model(tf.constant([[2.0, 2.0, 2.0]])))
print("Submodules:", [type(s).__name__ for s in my_model.submodules])
for var in my_model.variables:
    print(var.name, var.shape)
class FlexibleDense(tf.Module):
    def __init__(self, out_features, name=None):
        super().__init__(name=name)
        self.is_built = False
        self.out_features = out_features
    def __call__(self, x):
        if not self.is_built:
            self.w = tf.Variable(tf.ones([x.shape[-1], self.out_features]), name='w')
            self.b = tf.Variable(tf.zeros([self.out_features]), name='b')
            self.is_built = True
        y = tf.matmul(x, self.w) + self.b
        return tf.nn.relu(y)
fd = FlexibleDense(3)
print(tf.function(fd)(tf.ones([2, 3])))
@tf.function
def simple(x, training=False):
    print("Tracing with", x, training)
    if training:
        return x * 2
    return x + 1
print(simple(tf.constant(1))); print(simple(tf.constant(2))); print(simple(tf.constant(1.0))); print(simple(tf.constant(1), True)); print(simple(3)); print(simple(4)); print(simple(tf.constant([1, 2])))
print(simple.experimental_get_tracing_count())
@tf.function(reduce_retracing=True)
def rr(x):
    print("tracing", x.shape)
    return tf.reduce_sum(x)
for n in [2, 3, 4, 5]:
    print(rr(tf.ones([n])).numpy())
counter = 0
@tf.function
def impure(x):
    global counter
    counter += 1
    return x + counter
print(impure(tf.constant(1)), impure(tf.constant(1)), counter)
external_list = []
@tf.function
def side_effect(x):
    print('Python side effect')
    external_list.append(x)
    return x
side_effect(tf.constant(1)); side_effect(tf.constant(1))
print(len(external_list), type(external_list[0]).__name__)
external_var = tf.Variable(0)
@tf.function
def buggy_consume_next(iterator):
    external_var.assign_add(next(iterator))
    tf.print("Value of external_var:", external_var)
iterator = iter([0, 1, 2, 3])
buggy_consume_next(iterator); buggy_consume_next(iterator)
print(external_var.numpy())
@tf.function
def good_consume_next(iterator):
    external_var.assign_add(next(iterator))
ds = tf.data.Dataset.from_tensor_slices([1, 2, 3])
it = iter(ds)
good_consume_next(it); good_consume_next(it)
print(external_var.numpy())
class MyModel(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.b = None
    @tf.function
    def __call__(self, x):
        if self.b is None:
            self.b = tf.Variable(1.0)
        return x * self.b
mm = MyModel()
print(mm(tf.constant(2.0)), mm(tf.constant(3.0)))
@tf.function
def f(x):
    v = tf.Variable(1.0)
    return v
try:
    f(1)
except ValueError as e:
    print("ValueError", str(e).strip().split("\n")[-1][-60:])
a = tf.constant(2.0)
@tf.function
def uses_global(x):
    return x * a
print(uses_global(3.0))
a = tf.constant(5.0)
print(uses_global(3.0))
def power(x, y):
    result = tf.eye(10, dtype=tf.dtypes.int32)
    for _ in range(y):
        result = tf.matmul(x, result)
    return result
x = tf.random.uniform(shape=[10, 10], minval=-1, maxval=2, dtype=tf.dtypes.int32, seed=3)
print(tf.reduce_all(power(x, 5) == tf.function(power)(x, 5)).numpy())
@tf.function
def fizzbuzz(n):
    for i in tf.range(1, n + 1):
        if i % 3 == 0 and i % 5 == 0:
            print("t fizzbuzz")
        elif i % 3 == 0:
            print("t fizz")
        else:
            print("t else")
    return n
print(fizzbuzz(tf.constant(5)))
@tf.function
def dynamic_rnn(rnn_step, input_data, initial_state):
    input_data = tf.transpose(input_data, [1, 0, 2])
    max_seq_len = tf.shape(input_data)[0]
    states = tf.TensorArray(tf.float32, size=max_seq_len)
    state = initial_state
    for i in tf.range(max_seq_len):
        state = rnn_step(input_data[i], state)
        states = states.write(i, state)
    return tf.transpose(states.stack(), [1, 0, 2])
print(dynamic_rnn(lambda x, s: x + s, tf.ones([2, 4, 3]), tf.zeros([2, 3])).numpy()[0, :, 0])
@tf.function
def vararg(*args, **kwargs):
    return len(args), sorted(kwargs), tf.add_n(list(args))
print(vararg(tf.constant(1), tf.constant(2), k=3))
cf = simple.get_concrete_function(tf.TensorSpec([None], tf.float32), training=True)
print(cf.structured_input_signature, cf(tf.constant([1., 2.])).numpy())
print(cf)
print(tf.executing_eagerly(), tf.function(lambda: tf.executing_eagerly())().numpy(), tf.inside_function())
tf.config.run_functions_eagerly(True)
print(simple(tf.constant(7)))
tf.config.run_functions_eagerly(False)
