# Small functions of all kinds within tf.function.
import tensorflow as tf
def why(e):
    return [l.strip() for l in str(e).strip().splitlines() if l.strip()][-1][:150]
def run(f, *a):
    try:
        print(f.__name__, tf.function(f)(*a))
    except Exception as e:
        print(f.__name__, type(e).__name__, why(e))
t = tf.constant
def helper(v):
    if v > 0:
        return v * 2
    return v - 1
def calls(x):
    return helper(x) + helper(-x)
run(calls, t(3)); run(calls, t(-3))
def closure(x):
    k = 3
    def inner(v):
        nonlocal k
        if v > 1:
            k += 1
        return v * k
    return inner(x) + inner(x)
run(closure, t(2)); run(closure, t(0))
def trying(x):
    try:
        if x > 0:
            y = x + 1
        else:
            y = x - 1
    finally:
        z = 2
    return y * z
run(trying, t(4))
def withs(x):
    with tf.name_scope("a") as s:
        if x > 0:
            y = x
        else:
            y = -x
    return y, s
run(withs, t(-4))
def nestedif(x, y):
    if x > 0:
        if y > 0:
            r = 1
        elif y < -5:
            r = 2
        else:
            r = 3
    else:
        r = 4
        if y > 0:
            r = 5
    return r
for a, b in [(1, 1), (1, -9), (1, -1), (-1, 1), (-1, -1)]: run(nestedif, t(a), t(b))
def listcomp(x):
    v = [x + i for i in range(3)]
    if x > 0:
        v = [a * 2 for a in v]
    return tf.add_n(v)
run(listcomp, t(1)); run(listcomp, t(-1))
def dictstate(x):
    d = {"a": x, "b": (x, x + 1)}
    for i in tf.range(3):
        d["a"] += i
        d["b"] = (d["b"][0] * 2, d["b"][1])
    return d
run(dictstate, t(2))
def aug(x):
    x = [x, x]
    i = 0
    while i < 3:
        x[0] = x[0] + x[1]
        i += 1
    return x
run(aug, t(2))
def tensorwhile(x):
    i = t(0)
    y = x
    while i < 5 and tf.reduce_sum(y) < 30:
        i += 1
        if i == 2:
            continue
        y = y * 2
        if y[0] > 20:
            break
    return i, y
run(tensorwhile, t([1, 2])); run(tensorwhile, t([0, 0]))
def search(xs, v):
    pos = -1
    for i in tf.range(tf.size(xs)):
        if xs[i] == v:
            pos = i
            break
    return pos
run(search, t([4, 5, 6]), t(6)); run(search, t([4, 5, 6]), t(9))
def find(xs, v):
    for i in tf.range(tf.size(xs)):
        if xs[i] == v:
            return i
    return -1
run(find, t([4, 5, 6]), t(6)); run(find, t([4, 5, 6]), t(9))
def ret_none(x):
    if x > 0:
        tf.print("hi")
run(ret_none, t(1))
def raising(x):
    if x > 0:
        raise ValueError("positive")
    return x
run(raising, t(-1))
def pyraise(x, n):
    if n > 2:
        raise ValueError("n too big")
    return x
run(pyraise, t(1), 3)
def chained(x):
    return 0 < x < 5, not (x > 3), x == 3 or x == 4
run(chained, t(4))
def ifexp(x):
    return (1 if x > 0 else 2) + (x if x < 0 else 0)
run(ifexp, t(4)); run(ifexp, t(-4))
def zipped(x, y):
    s = 0
    for a, b in tf.stack([x, y], 1):
        s += a * b
    return s
run(zipped, t([1, 2]), t([3, 4]))
def dsenum(n):
    s = tf.constant(0, tf.int64)
    for i, v in tf.data.Dataset.range(n).enumerate():
        s += i * v
    return s
run(dsenum, 5)
def enumds(n):
    s = tf.constant(0, tf.int64)
    for i, v in enumerate(tf.data.Dataset.range(n).map(lambda v: v + 1)):
        s += i * v
    return s
run(enumds, 5)
def itds(n):
    s = tf.constant(0, tf.int64)
    it = iter(tf.data.Dataset.range(n))
    for v in it:
        s += v
    return s
run(itds, 4)
def nexts(n):
    it = iter(tf.data.Dataset.range(n))
    return next(it) + next(it) * 10
run(nexts, 4)
def strings(s):
    if s == "a":
        return tf.strings.join([s, "!"])
    return s
run(strings, t("a")); run(strings, t("b"))
def ragged(n):
    r = tf.ragged.constant([[1], [2, 3]])
    s = 0
    for row in r:
        s += tf.reduce_sum(row)
    return s * n
run(ragged, t(2))
def nparr(x):
    import numpy as np
    a = np.arange(3)
    if x > 0:
        a = a + 1
    return a
run(nparr, t(1)); run(nparr, t(-1))
def fact(n):
    if n <= 1:
        return 1
    return n * fact(n - 1)
run(fact, 5)
class C:
    def __init__(self): self.n = 0; self.hist = []
    def step(self, x):
        if x > 0:
            self.n = self.n + x
        self.hist.append(1)
        return self.n
c = C(); run(c.step, t(2)); print(len(c.hist))
def dropout(x):
    tf.random.set_seed(1)
    for i in tf.range(2):
        x += tf.random.uniform([], seed=3)
    return x
run(dropout, t(0.)); run(dropout, t(0.))
def float_int(x):
    y = 1
    if x > 0:
        y = 2.5
    return y
run(float_int, t(1))
def static(x, training=False):
    if training:
        print("train")
        return x * 2
    print("eval")
    return x
run(static, t(1)); 
f = tf.function(static); print(f(t(1), training=True), f(t(1), training=tf.constant(True)) if False else '', f.experimental_get_tracing_count())
