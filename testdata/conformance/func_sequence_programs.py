import tensorflow as tf, numpy as np
# CRF forward algorithm and Viterbi with TensorArrays
@tf.function
def crf_log_norm(emissions, transitions):
    n = tf.shape(emissions)[0]
    alpha = emissions[0]
    for t in tf.range(1, n):
        alpha = tf.reduce_logsumexp(alpha[:, None] + transitions, axis=0) + emissions[t]
    return tf.reduce_logsumexp(alpha)
E_ = tf.constant(np.sin(np.arange(12)).reshape(4, 3), tf.float32); T = tf.Variable(np.cos(np.arange(9)).reshape(3, 3).astype("float32"))
with tf.GradientTape() as tape:
    z = crf_log_norm(E_, T)
print(z.numpy(), tape.gradient(z, T).numpy().round(4).tolist())
@tf.function
def viterbi(e, tr):
    n = tf.shape(e)[0]
    back = tf.TensorArray(tf.int32, size=n, element_shape=[3])
    score = e[0]
    for t in tf.range(1, n):
        s = score[:, None] + tr
        back = back.write(t, tf.argmax(s, axis=0, output_type=tf.int32))
        score = tf.reduce_max(s, axis=0) + e[t]
    last = tf.argmax(score, output_type=tf.int32)
    path = tf.TensorArray(tf.int32, size=n)
    path = path.write(n - 1, last)
    for t in tf.range(n - 1, 0, -1):
        last = back.read(t)[last]
        path = path.write(t - 1, last)
    return path.stack(), tf.reduce_max(score)
print(viterbi(E_, T))
# beam search
@tf.function
def beam(logits, k):
    n, v = logits.shape
    seqs = tf.zeros([1, 0], tf.int32)
    scores = tf.zeros([1])
    for t in range(n):
        lp = tf.nn.log_softmax(logits[t])
        total = scores[:, None] + lp[None]
        kk = min(k, int(total.shape[0] * v))
        top, idx = tf.math.top_k(tf.reshape(total, [-1]), k=kk)
        seqs = tf.concat([tf.gather(seqs, idx // v), (idx % v)[:, None]], 1)
        scores = top
    return seqs, scores
s, sc = beam(E_, 2)
print(s.numpy().tolist(), sc.numpy().round(4).tolist())
# k-means with a while loop until it stops moving
@tf.function
def kmeans(x, c):
    moved = tf.constant(True)
    steps = tf.constant(0)
    while moved and steps < 20:
        d = tf.reduce_sum((x[:, None] - c[None]) ** 2, -1)
        a = tf.argmin(d, 1)
        new = tf.math.unsorted_segment_mean(x, a, 2)
        moved = tf.reduce_any(tf.abs(new - c) > 1e-6)
        c = new
        steps += 1
    return c, steps, a
pts = tf.constant([[0., 0.], [0., 1.], [5., 5.], [6., 5.], [0.5, 0.5]])
try:
    c, n, a = kmeans(pts, pts[:2])
    print(c.numpy().tolist(), int(n), a.numpy().tolist())
except Exception as e:
    print(type(e).__name__, str(e).strip().split("\n")[-1])
@tf.function
def kmeans2(x, c):
    moved = tf.constant(True)
    steps = tf.constant(0)
    a = tf.zeros([tf.shape(x)[0]], tf.int64)
    while moved and steps < 20:
        tf.autograph.experimental.set_loop_options(shape_invariants=[(a, tf.TensorShape([None]))])
        d = tf.reduce_sum((x[:, None] - c[None]) ** 2, -1)
        a = tf.argmin(d, 1)
        new = tf.math.unsorted_segment_mean(x, a, 2)
        moved = tf.reduce_any(tf.abs(new - c) > 1e-6)
        c = new
        steps += 1
    return c, steps, a
c, n, a = kmeans2(pts, pts[:2])
print(c.numpy().tolist(), int(n), a.numpy().tolist())
# dynamic rnn by hand within a layer, trained by fit
class DynRNN2(tf.keras.layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.cell = tf.keras.layers.SimpleRNNCell(units, kernel_initializer=tf.keras.initializers.GlorotUniform(1), recurrent_initializer=tf.keras.initializers.GlorotUniform(2))
        self.units = units
    def call(self, x):
        h = tf.zeros([tf.shape(x)[0], self.units])
        out = tf.TensorArray(tf.float32, size=x.shape[1])
        for i in tf.range(x.shape[1]):
            o, st = self.cell(x[:, i], [h])
            h = st[0]
            h = tf.ensure_shape(h, [None, self.units])
            out = out.write(i, o)
        return tf.transpose(out.stack(), [1, 0, 2])
inp = tf.keras.Input((5, 3))
x = DynRNN2(4)(inp)
x = tf.keras.layers.Dense(1, kernel_initializer="ones")(x[:, -1])
m = tf.keras.Model(inp, x)
m.compile("sgd", "mse")
r = np.random.RandomState(0)
X = r.randn(8, 5, 3).astype("float32"); Y = X.sum((1, 2))[:, None]
h = m.fit(X, Y, batch_size=4, epochs=3, verbose=0, shuffle=False)
print(np.round(h.history["loss"], 4).tolist(), m.evaluate(X, Y, verbose=0), m.predict(X[:2], verbose=0).round(4).tolist())
m.summary()
# training loop wholly inside one function, over a dataset
w = tf.Variable(tf.zeros([3, 1])); opt = tf.keras.optimizers.SGD(0.05, momentum=0.9); loss_metric = tf.keras.metrics.Mean()
ds = tf.data.Dataset.from_tensor_slices((X[:, 0], Y)).batch(3)
@tf.function
def train_epoch(ds):
    n = tf.constant(0)
    for xb, yb in ds:
        with tf.GradientTape() as tape:
            l = tf.reduce_mean((xb @ w - yb) ** 2)
        opt.apply_gradients([(tape.gradient(l, w), w)])
        loss_metric.update_state(l)
        n += 1
        if n % 2 == 0:
            print("two batches")
    return loss_metric.result()
for e in range(2):
    loss_metric.reset_state()
    print(e, train_epoch(ds).numpy())
print(w.numpy().ravel(), int(opt.iterations))
# gradient accumulation with variables and tf.cond
acc = tf.Variable(tf.zeros([3, 1]), trainable=False); cnt = tf.Variable(0)
@tf.function
def acc_step(xb, yb):
    with tf.GradientTape() as tape:
        l = tf.reduce_mean((xb @ w - yb) ** 2)
    acc.assign_add(tape.gradient(l, w))
    cnt.assign_add(1)
    def apply():
        opt.apply_gradients([(acc / 2.0, w)])
        acc.assign(tf.zeros_like(acc))
        return True
    return l, tf.cond(tf.equal(cnt % 2, 0), apply, lambda: False)
for xb, yb in ds:
    l, did = acc_step(xb, yb)
    print(round(float(l), 4), bool(did))
print(w.numpy().ravel())
