# What several expressions of raw_ops.tsv use: run when the first of the ops is
# called. seeded() is a function of raw_ops.go.
import sys

import tensorflow as tf


def static(t):
    """The value of an input that a function takes as a number or a list."""
    v = tf.get_static_value(t)
    return v.tolist() if hasattr(v, 'tolist') else v


def vjp(f, x, dy):
    """The gradient of f at x where that of its result is dy."""
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return tape.gradient(y, x, output_gradients=dy)


def again(f, x, y, dx):
    """The gradient of vjp(f, x, dy) with respect to dy."""
    return vjp(lambda dy: vjp(f, x, dy), tf.zeros_like(y), dx)


def need(ok, message, x):
    """Refuses a tensor of another rank as the op does."""
    if not ok:
        fail('InvalidArgumentError', message + '[%s]' % ','.join([str(n) for n in x.shape]))


# elementwise

def population_count(x):
    unsigned = tf.bitcast(x, getattr(tf, 'uint%d' % (8 * x.dtype.size)))
    places = tf.range(8 * x.dtype.size)
    bits = tf.bitwise.bitwise_and(tf.bitwise.right_shift(unsigned[..., tf.newaxis], tf.cast(places, unsigned.dtype)), tf.ones([], unsigned.dtype))
    return tf.cast(tf.reduce_sum(tf.cast(bits, tf.int32), -1), tf.uint8)


def prevent_gradient(x, message):
    @tf.custom_gradient
    def f(x):
        def refuse(dy):
            raise LookupError('Gradient explicitly disabled. Reason: %r' % message.encode())
        return tf.identity(x), refuse
    return f(x)


def to_bool(x):
    if x.shape.rank:
        return tf.size(x) > 0
    return tf.not_equal(x, '') if x.dtype == tf.string else tf.cast(x, tf.bool)


def equal_or(x, y, f, otherwise):
    try:
        return f(x, y)
    except (tf.errors.InvalidArgumentError, ValueError):
        return tf.constant(otherwise)


def random_gamma_grad(a, x):
    by_a = vjp(lambda a: tf.math.igamma(a, x), a + tf.zeros_like(x), tf.ones_like(a + x))
    return -by_a / tf.exp(-x + (a - 1) * tf.math.log(x) - tf.math.lgamma(a))


# reductions

def bincount(x, size, weights, binary):
    if x.shape.rank == 1:
        axis = 0
    else:
        axis = -1
    has = weights.shape.rank != 0 and weights.shape[0] != 0
    n = static(size)
    return tf.math.bincount(x, weights if has and not binary else None, minlength=n, maxlength=n, dtype=weights.dtype, axis=axis, binary_output=binary)


def count_rows(rows, values, n, size, weights, binary):
    size, n = tf.cast(size, tf.int64), tf.cast(n, tf.int64)
    rows, values = tf.cast(rows, tf.int64), tf.cast(values, tf.int64)
    each = weights if weights.shape.num_elements() and not binary else tf.ones(tf.shape(values), weights.dtype)
    at = tf.where(values < size, rows * size + values, -1)
    total = tf.math.unsorted_segment_sum(each, at, n * size)
    return tf.reshape(tf.cast(total > 0, total.dtype) if binary else total, [n, size])


def sparse_bincount(indices, values, shape, size, weights, binary):
    if shape.shape[0] == 1:
        return count_rows(tf.zeros_like(values), values, 1, size, weights, binary)[0]
    return count_rows(indices[:, 0], values, shape[0], size, weights, binary)


def count(x, weights, binary, minlength, maxlength):
    dtype = weights.dtype
    if weights.shape.num_elements() == 0:
        weights = None
    elif isinstance(x, tf.SparseTensor):
        weights = x.with_values(weights)
    elif isinstance(x, tf.RaggedTensor):
        weights = x.with_values(weights)
    made = tf.sparse.bincount(x, weights, -1, minlength if minlength >= 0 else None, maxlength if maxlength >= 0 else None, binary)
    return made.indices, tf.cast(made.values, dtype), made.dense_shape


def segment_grad(dy, indices, ids, rows, power):
    n = tf.math.unsorted_segment_sum(tf.ones(tf.shape(ids), dy.dtype), ids, tf.shape(dy)[0])
    scale = tf.gather(tf.maximum(n, 1) ** -power, ids)
    each = tf.gather(dy, ids) * tf.reshape(scale, [-1] + [1] * (dy.shape.rank - 1))
    return tf.math.unsorted_segment_sum(each, indices, rows)


def segment_grad_rows(dy, indices, ids, power):
    rows = tf.sort(tf.unique(indices)[0])
    return segment_grad(dy, tf.searchsorted(rows, indices), ids, tf.size(rows), power), rows


# shapes and places

def broadcast_gradient_args(a, b):
    x, y = static(a), static(b)
    n = max(len(x), len(y))
    x, y = [1] * (n - len(x)) + x, [1] * (n - len(y)) + y
    return [tf.constant([i for i in range(n) if s[i] == 1 and (o[i] != 1 or s[i] == o[i])], a.dtype) for s, o in ((x, y), (y, x))]


def bucketize(x, boundaries):
    at = tf.searchsorted(tf.constant(boundaries, tf.float64), tf.cast(tf.reshape(x, [-1]), tf.float64), 'right')
    return tf.reshape(at, tf.shape(x))


def concat_offset(axis, shapes):
    axis, at, out = static(axis), 0, []
    for s in shapes:
        dims = static(s)
        out.append(tf.constant([at if i == axis % len(dims) else 0 for i in range(len(dims))], s.dtype))
        at += dims[axis]
    return out


def data_format_dim_map(x, src, dst):
    places = [dst.index(c) for c in src]
    return tf.gather(tf.constant(places, x.dtype), tf.where(x < 0, x + len(src), x))


def data_format_vec_permute(x, src, dst):
    if x.shape[0] < len(src):
        src, dst = [''.join(c for c in f if c not in 'NC') for f in (src, dst)]
    return tf.gather(x, [src.index(c) for c in dst])


def list_diff(x, y, out):
    new = ~tf.reduce_any(x[:, tf.newaxis] == y, 1)
    return x[new], tf.cast(tf.where(new)[:, 0], out)


def nearest_neighbors(points, centers, k):
    d = tf.reduce_sum(tf.math.squared_difference(points[:, tf.newaxis], centers), -1)
    near, which = tf.math.top_k(-d, tf.minimum(tf.cast(k, tf.int32), tf.shape(centers)[0]))
    return tf.cast(which, tf.int64), -near


def select(condition, x, y):
    if condition.shape.rank == 1:
        condition = tf.reshape(condition, [-1] + [1] * (x.shape.rank - 1))
    return tf.where(condition, x, y)


def strided_slice_update(x, value, *spec):
    places = tf.strided_slice(tf.reshape(tf.range(tf.size(x)), tf.shape(x)), *spec)
    flat = tf.tensor_scatter_nd_update(tf.reshape(x, [-1]), tf.reshape(places, [-1, 1]), tf.reshape(tf.broadcast_to(value, tf.shape(places)), [-1]))
    return tf.reshape(flat, tf.shape(x))


def unique_rows(x, axis, out):
    axes = static(axis)
    if not axes:
        return tf.unique_with_counts(tf.reshape(x, [-1]), out)
    if x.shape.rank == 1:
        return tf.unique_with_counts(x, out)
    first, which, n = [], [], []
    rows = tf.unstack(x, axis=axes[0])
    seen = {}
    for i, row in enumerate(rows):
        key = str(static(row))
        if key not in seen:
            seen[key] = len(first)
            first.append(row)
            n.append(0)
        which.append(seen[key])
        n[seen[key]] += 1
    return tf.stack(first, axes[0]), tf.constant(which, out), tf.constant(n, out)


# neural networks

def pads(padding, explicit):
    return [explicit[i:i + 2] for i in range(0, len(explicit), 2)] if padding == 'EXPLICIT' else padding


def channel_axes(x, data_format):
    channels = 1 if data_format == 'NCHW' else x.shape.rank - 1
    return [i for i in range(x.shape.rank) if i != channels]


def depthwise(x, w, strides, padding, data_format, dilations):
    return tf.nn.depthwise_conv2d(x, w, strides, padding, data_format, dilations[2:] if data_format == 'NCHW' else dilations[1:3])


def normalized(x, scale, offset, mean, variance, epsilon, data_format, training):
    """The output, and the moments of the batch in training."""
    need(x.shape.rank in (4, 5), 'input must be 4-dimensional', x)
    t = tf.cast(x, tf.float32)
    if data_format[:2] == 'NC':
        t = tf.transpose(t, [0] + list(range(2, x.shape.rank)) + [1])
    if training:
        mean, variance = tf.nn.moments(t, list(range(x.shape.rank - 1)))
    y = tf.nn.batch_normalization(t, mean, variance, offset, scale, epsilon)
    if data_format[:2] == 'NC':
        y = tf.transpose(y, [0, x.shape.rank - 1] + list(range(1, x.shape.rank - 1)))
    return tf.cast(y, x.dtype), mean, variance


def fused_batch_norm(x, scale, offset, mean, variance, epsilon, factor, data_format, training):
    y, m, v = normalized(x, scale, offset, mean, variance, epsilon, data_format, training)
    if not training:
        return y, mean, variance, mean, variance, tf.zeros([0])
    n = tf.cast(tf.size(x) // tf.size(scale), tf.float32)
    unbiased = v * (n / tf.maximum(n - 1, 1))
    if factor == 1:
        return y, m, unbiased, m, v, tf.zeros([0])
    return y, m * factor + mean * (1 - factor), unbiased * factor + variance * (1 - factor), m, v, tf.zeros([0])


def fused_batch_norm_grad(dy, x, scale, mean, variance, epsilon, data_format, training):
    offset = tf.zeros_like(scale)
    with tf.GradientTape() as tape:
        tape.watch([x, scale, offset])
        y = normalized(x, scale, offset, mean, variance, epsilon, data_format, training)[0]
    dx, dscale, doffset = tape.gradient(y, [x, scale, offset], output_gradients=dy)
    return dx, dscale, doffset, tf.zeros([]), tf.zeros([])


def lstm_cell(x, cs, h, w, wci, wcf, wco, b, forget_bias, clip, peephole, order):
    gates = tf.split(tf.concat([x, h], 1) @ w + b, 4, 1)
    i, c, f, o = [gates[order.index(g)] for g in 'icfo']
    f = f + forget_bias
    if peephole:
        i, f = i + cs * wci, f + cs * wcf
    i, f, c = tf.sigmoid(i), tf.sigmoid(f), tf.tanh(c)
    cs = c * i + cs * f
    if clip > 0:
        cs = tf.clip_by_value(cs, -clip, clip)
    o = tf.sigmoid(o + cs * wco if peephole else o)
    co = tf.tanh(cs)
    return i, cs, f, o, c, co, co * o


def block_lstm(n, x, cs, h, *rest):
    steps, last = [], static(n)
    if last is None:
        last = x.shape[0]  # later steps are not to be read
    for t, xt in enumerate(tf.unstack(x)):
        if t < last:
            steps.append(lstm_cell(xt, cs, h, *rest))
            cs, h = steps[-1][1], steps[-1][6]
        else:
            steps.append([tf.zeros_like(cs)] * 7)
    return [tf.stack(s) for s in zip(*steps)]


def gru_cell(x, h, w_ru, w_c, b_ru, b_c):
    r, u = tf.split(tf.sigmoid(tf.concat([x, h], 1) @ w_ru + b_ru), 2, 1)
    c = tf.tanh(tf.concat([x, r * h], 1) @ w_c + b_c)
    return r, u, c, u * h + (1 - u) * c


def fractional_pool(f, x, ratio, pseudo_random, overlapping, deterministic, seed, seed2):
    if not deterministic and (seed or seed2):
        fail('InvalidArgumentError', 'Both seed and seed2 should be 0 if deterministic is false.')
    return seeded(seed, seed2, lambda s: f(x, ratio, pseudo_random, overlapping, s or 0))


def pool_grad_at(x, dy, argmax, batch):
    n = x.shape.num_elements() // x.shape[0]
    at = tf.cast(argmax, tf.int64)
    if not batch:
        at += tf.reshape(tf.range(x.shape[0], dtype=tf.int64) * n, [-1, 1, 1, 1])
    return tf.reshape(tf.math.unsorted_segment_sum(tf.reshape(dy, [-1]), tf.reshape(at, [-1]), x.shape.num_elements()), tf.shape(x))


def sparse_softmax_cross_entropy(x, labels):
    need(x.shape.rank == 2, 'logits must be 2-D, but got shape ', x)
    need(labels.shape.rank == 1, 'labels must be 1-D, but got shape ', labels)
    loss = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, x)
    return loss, tf.nn.softmax(x) - tf.one_hot(labels, tf.shape(x)[1], dtype=x.dtype)


def ctc_loss(inputs, indices, values, lengths):
    longest = tf.reduce_max(indices[:, 1]) + 1
    labels = sparse(indices, values, tf.stack([tf.cast(tf.shape(inputs)[1], tf.int64), longest]))
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        loss = tf.nn.ctc_loss(labels, inputs, None, lengths, blank_index=-1)
    return loss, tape.gradient(loss, inputs)


def greedy(inputs, lengths, merge, blank):
    (decoded,), score = tf.nn.ctc_greedy_decoder(inputs, lengths, merge, blank if blank >= 0 else None)
    return (*parts(decoded), score)


def beam_search(inputs, lengths, width, paths, merge):
    decoded, score = tf.nn.ctc_beam_search_decoder(inputs, lengths, width, paths)
    if merge:
        decoded = [merged(d) for d in decoded]
    return (*zip(*[parts(d) for d in decoded]), score)


def merged(s):
    """Paths with one label for each run of the same."""
    rows = [[] for _ in range(s.shape[0])]
    for (i, _), v in zip(static(s.indices), static(s.values)):
        if not rows[i] or rows[i][-1] != v:
            rows[i].append(v)
    at = [[i, j] for i, row in enumerate(rows) for j in range(len(row))]
    shape = [len(rows), max([len(row) for row in rows])]
    return sparse(tf.reshape(tf.constant(at, tf.int64), [-1, 2]), tf.constant(sum(rows, []), tf.int64), tf.constant(shape, tf.int64))


# signals

def audio_spectrogram(x, size, stride, squared):
    n = 1
    while n < size:
        n *= 2
    window = lambda size, dtype: 0.5 - 0.5 * tf.cos(tf.range(size, dtype=dtype) * (2 * 3.141592653589793 / size))
    y = tf.abs(tf.signal.stft(tf.transpose(x), size, stride, n, window))
    return tf.square(y) if squared else y


# texts

def split(x, sep, limit):
    need(x.shape.rank == 1, 'input must be a vector, got shape: ', x)
    return parts(tf.strings.split(x, static(sep).decode() or None, limit).to_sparse())


def ngrams(data, splits, separator, widths, left, right, width, short):
    made = tf.strings.ngrams(tf.RaggedTensor.from_row_splits(data, splits), tuple(widths), separator, (left, right), width if width >= 0 else None, short)
    return made.flat_values, tf.cast(made.row_splits, splits.dtype)


def string_split(x, delimiter, skip):
    marks = static(delimiter)
    rows = []
    for text in static(x):
        row, word = [], b''
        for i in range(len(text)):
            c = text[i:i + 1]
            if not marks:
                row.append(c)
            elif c in marks:
                row.append(word)
                word = b''
            else:
                word += c
        if marks and text:
            row.append(word)
        rows.append([w for w in row if w or not skip])
    at = [[i, j] for i, row in enumerate(rows) for j in range(len(row))]
    shape = [len(rows), max([len(row) for row in rows] + [0])]
    return tf.reshape(tf.constant(at, tf.int64), [-1, 2]), tf.constant(sum(rows, []), tf.string), tf.constant(shape, tf.int64)


def unicode_decode(x, encoding, errors, char, control, splits):
    r, starts = tf.strings.unicode_decode_with_offsets(tf.reshape(x, [-1]), encoding, errors, char, control)
    return tf.cast(r.row_splits, splits), r.values, starts.values


# sparse and ragged

def sparse(indices, values, shape):
    return tf.SparseTensor(indices, values, shape)


def parts(s):
    return s.indices, s.values, s.dense_shape


def at(values, wanted, places):
    """The values at the wanted places, 0 where none is."""
    same = tf.reduce_all(wanted[:, tf.newaxis] == places, -1)
    found = tf.gather(values, tf.argmax(tf.cast(same, tf.int32), 1))
    return tf.where(tf.reduce_any(same, 1), found, tf.zeros_like(found))


def set_operation_of(a, b, operation, validate):
    if operation == 'a-b' or operation == 'b-a':
        return parts(tf.sets.difference(a, b, operation == 'a-b', validate))
    return parts((tf.sets.union if operation == 'union' else tf.sets.intersection)(a, b, validate))


def deserialize(x, dtype):
    if x.shape.rank == 1:
        return tf.io.parse_tensor(x[0], tf.int64), tf.io.parse_tensor(x[1], dtype), tf.io.parse_tensor(x[2], tf.int64)
    return parts(tf.io.deserialize_many_sparse(x, dtype))


def cross_hashed(indices, values, shapes, dense, buckets, key):
    return parts(tf.sparse.cross_hashed([sparse(i, v, s) for i, v, s in zip(indices, values, shapes)] + dense, buckets, key))


def fill_empty_rows(indices, values, shape, default):
    filled, empty = tf.sparse.fill_empty_rows(sparse(indices, values, shape), default)
    before = tf.cumsum(tf.cast(empty, tf.int64), exclusive=True)
    rows = indices[:, 0]
    order = tf.argsort(rows, stable=True)
    place = tf.scatter_nd(order[:, tf.newaxis], tf.range(tf.size(rows, tf.int64)), tf.shape(rows))
    return filled.indices, filled.values, empty, place + tf.gather(before, rows)


def sparse_reshape(indices, shape, new):
    made = tf.sparse.reshape(sparse(indices, tf.zeros(tf.shape(indices)[:1]), shape), new)
    return made.indices, made.dense_shape


def sparse_to_dense(indices, shape, values, default):
    if indices.shape.rank < 2:
        indices = tf.reshape(indices, [-1, 1])
    return tf.tensor_scatter_nd_update(tf.fill(shape, default), indices, tf.broadcast_to(values, tf.shape(indices)[:1]))


def ragged_gather(splits, values, indices):
    made = tf.gather(tf.RaggedTensor.from_nested_row_splits(values, splits), indices)
    return list(made.nested_row_splits), made.flat_values


def ragged_range(starts, limits, deltas, splits):
    made = tf.ragged.range(starts, limits, deltas, row_splits_dtype=splits)
    return made.row_splits, made.values


def ragged_to_tensor(shape, values, default, partitions, types):
    if types[0] == 'FIRST_DIM_SIZE':
        rows, partitions, types = partitions[0], partitions[1:], types[1:]
    for p, kind in list(zip(partitions, types))[::-1]:
        if kind == 'ROW_SPLITS':
            values = tf.RaggedTensor.from_row_splits(values, p)
        else:
            values = tf.RaggedTensor.from_value_rowids(values, p, nrows=rows)
    dims = static(shape)
    if isinstance(dims, list):
        dims = [None if d < 0 else d for d in dims]
    elif dims < 0:
        dims = None
    return values.to_tensor(default, shape=dims)


# the program

def assertion(condition, data, summarize):
    if condition.shape.rank is None or tf.get_static_value(condition) is None:
        return tf.debugging.Assert(condition, data, summarize)
    if not condition:
        shown = ' '.join('[%s]' % tf.strings.format('{}', tf.reshape(d, [-1]), summarize=summarize).numpy().decode()[1:-1].replace('"', '') for d in data)
        fail('InvalidArgumentError', 'assertion failed: ' + shown, '_T_%d' % len(data))


def printed(x, stream, end):
    tf.print(x, output_stream={'stdout': sys.stdout, 'stderr': sys.stderr}.get(stream, stream), end=end)


def logged(x, data, message, summarize):
    tf.print(message, *data, sep='', summarize=summarize)
    return tf.identity(x)


# random numbers

def generator(key, counter):
    """A generator with the state that an op is given."""
    return tf.random.Generator.from_state(tf.bitcast(tf.concat([counter, key], 0), tf.int64), 'philox')
