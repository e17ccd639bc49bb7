# Control flow on tensors within tf.function: what is traced, and what AutoGraph refuses.
import tensorflow as tf

def why(e):
    return [line.strip() for line in str(e).strip().splitlines() if line.strip()][-1]

@tf.function
def fizzbuzz(n):
    for i in tf.range(1, n + 1):
        print('Tracing for loop')
        if i % 15 == 0:
            print('Tracing fizzbuzz branch')
            tf.print('fizzbuzz')
        elif i % 3 == 0:
            print('Tracing fizz branch')
            tf.print('fizz')
        elif i % 5 == 0:
            print('Tracing buzz branch')
            tf.print('buzz')
        else:
            print('Tracing default branch')
            tf.print(i)
fizzbuzz(tf.constant(5))
fizzbuzz(tf.constant(20))
@tf.function
def f(x):
    if x > 0:
        print("pos", type(x).__name__)
        y = x * 2
    else:
        print("neg")
        y = x - 1
    return y
print(f(tf.constant(1.)), f(tf.constant(-1.)), f(tf.constant(3.)))
ext = []
@tf.function
def g(x):
    for i in tf.range(3):
        ext.append(i)
        x += tf.cast(i, tf.float32)
    return x
print(g(tf.constant(1.)), len(ext))
@tf.function
def h(x):
    n = 0
    while x < 100.:
        print("body")
        x = x * 2.
        n += 1
    return x, n
print(h(tf.constant(1.)), h(tf.constant(5.)))
@tf.function
def k(x):
    out = []
    for i in range(3):
        print("py", i)
        out.append(x * i)
    return tf.stack(out)
print(k(tf.constant(2)), k(tf.constant(3)))
@tf.function
def l(x):
    out = []
    for i in tf.range(3):
        out.append(x * i)
    return tf.stack(out)
try:
    print(l(tf.constant(2)))
except Exception as e:
    print(type(e).__name__)
@tf.function
def m(ds):
    s = tf.constant(0, tf.int64)
    for v in ds:
        print("tracing ds")
        s += v
    return s
print(m(tf.data.Dataset.range(5)), m(tf.data.Dataset.range(6)))
@tf.function
def r(x, flag):
    if flag and x > 0 or not flag:
        return "yes" if False else x + 1
    return x
print(r(tf.constant(1), True), r(tf.constant(-1), True), r(tf.constant(1), tf.constant(False)))
@tf.function
def loopvars(n):
    for i in tf.range(n):
        last = i * 2
    return last
try:
    print(loopvars(tf.constant(3)))
except Exception as e:
    print(type(e).__name__, why(e))
@tf.function
def dt(n):
    a = 0
    for i in tf.range(n):
        a = a + 0.5
    return a
try:
    print(dt(tf.constant(3)))
except Exception as e:
    print(type(e).__name__, why(e))
@tf.function
def coll(n):
    v, w = tf.constant(0), tf.constant(1)
    while n > 0:
        v, w = w, v + w
        n -= 1
        if v > 50:
            break
    return v
print(coll(tf.constant(5)), coll(tf.constant(50)))
@tf.function
def bad(x):
    if x > 0:
        y = 1
    return y
try:
    print(bad(tf.constant(1)))
except Exception as e:
    print(type(e).__name__, why(e))
@tf.function
def bad2(x):
    if tf.reduce_sum(x) > 0:
        return x
    else:
        return tf.cast(x, tf.int32)
try:
    print(bad2(tf.constant([1.])))
except Exception as e:
    print(type(e).__name__, why(e))
@tf.function
def w(x):
    while tf.reduce_sum(x) < 10:
        x = tf.concat([x, x], 0)
    return x
try:
    print(w(tf.constant([1.])))
except Exception as e:
    print(type(e).__name__, why(e))

@tf.function
def none(x):
    y = None
    if x > 0:
        y = x
    return y
@tf.function
def structure(x):
    if x > 0:
        y = (x, x)
    else:
        y = [x]
    return y
@tf.function
def missing_return(x):
    if x > 0:
        return x
@tf.function
def python_loop(x):
    for i in range(3):
        if x > i:
            break
    return x
@tf.function
def growing(x):
    n = 0
    while n < 3:
        n = n + tf.cast(x, tf.int32)
    return n
@tf.function
def vector_condition(x):
    if x > [0., 1.]:
        return x
    return -x
@tf.function
def number_condition(x):
    if x:
        return x
    return -x
@tf.function
def undefined_in_loop(n):
    while n > 0:
        last = n
        n -= 1
    return last
@tf.function
def none_in_loop(n):
    best = None
    for i in tf.range(n):
        if best is None or i > best:
            best = i
    return best
@tf.function
def loop_dtype(n):
    total = 0
    for i in tf.range(n):
        total = tf.cast(i, tf.float32)
    return total
for f in [none, structure, missing_return, python_loop, growing, vector_condition, number_condition, undefined_in_loop, none_in_loop, loop_dtype]:
    try:
        print(f(tf.constant(3.) if f not in (undefined_in_loop, none_in_loop, loop_dtype) else tf.constant(3)))
    except Exception as e:
        print(f.__name__, type(e).__name__, why(e) if f is not structure else "")
try:
    undefined_in_loop(tf.constant(0))
except Exception as e:
    print(type(e).__name__)
@tf.function
def parts(x, state):
    state = dict(state)
    if x > 0:
        state["n"] = state["n"] + 1
        state["sum"] = state["sum"] + x
    return state
print(parts(tf.constant(2.), {"n": 0, "sum": 1.5}), parts(tf.constant(-2.), {"n": 0, "sum": 1.5}))
@tf.autograph.experimental.do_not_convert
def plain(x):
    return x * 2
@tf.function
def builtins(x, n):
    total = tf.constant(0)
    for i in range(n):
        total += i
    return total, len(x), int(x[0]), float(n), plain(n)
print(builtins(tf.constant([1.5, 0.5]), tf.constant(4)))
@tf.function
def modifies(x, state, *rest):
    state["n"] = x
    rest[0].append(x)
try:
    modifies(tf.constant(1), {"n": 1}, [2])
except Exception as e:
    print(type(e).__name__, e)
@tf.function(autograph=False)
def unconverted(x):
    if x > 0:
        return x
    return -x
try:
    unconverted(tf.constant(1))
except Exception as e:
    print(type(e).__name__, why(e)[:80])
