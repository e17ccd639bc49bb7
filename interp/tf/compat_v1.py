# What several expressions of compat_v1.tsv use: run when the first of the
# functions is called.
import tensorflow as tf


def either(name, new, other, old):
    """An argument that goes by two names."""
    if old is None:
        return new
    if new is not None:
        raise ValueError("Cannot specify both '%s' and '%s'." % (other, name))
    return old


def blocks(n):
    n = tf.convert_to_tensor(n)
    return [n, n] if n.shape.rank == 0 else n


def reduce(f, x, axis, keepdims, reduction_indices, keep_dims):
    keep = either('keepdims', keepdims, 'keep_dims', keep_dims)
    return f(x, either('axis', axis, 'reduction_indices', reduction_indices), bool(keep))


def not_eager(name):
    raise RuntimeError('%s is not compatible with eager execution.' % name)


def div(x, y):
    x = tf.convert_to_tensor(x)
    y = tf.convert_to_tensor(y, x.dtype)
    return x // y if x.dtype.is_integer else x / y


def scalar(x, message):
    tf.debugging.assert_scalar(x, message)
    return tf.convert_to_tensor(x)


def py_func(func, inputs, dtypes):
    if not tf.executing_eagerly():
        return tf.numpy_function(func, inputs, dtypes)
    got = func(*[tf.convert_to_tensor(x).numpy() for x in inputs])
    if isinstance(got, (list, tuple)):
        return [tf.convert_to_tensor(x) for x in got]
    return None if got is None else tf.convert_to_tensor(got)


def get_variable(name, shape, dtype, initializer, regularizer, trainable, constraint):
    dtype = tf.float32 if dtype is None else dtype
    if initializer is None:
        initializer = tf.keras.initializers.GlorotUniform() if tf.as_dtype(dtype).is_floating else tf.zeros_initializer()
    if isinstance(initializer, type):
        initializer = initializer()
    value = initializer(shape, dtype=dtype) if callable(initializer) else tf.convert_to_tensor(initializer, dtype)
    return tf.Variable(value, trainable=trainable is not False, name=name, constraint=constraint)


def scattered(ref, kind, indices, updates):
    return getattr(ref, 'scatter_' + kind)(tf.IndexedSlices(updates, indices))


def sparse_result(parts):
    return tf.SparseTensor(*parts)


def strings_split(x, sep, maxsplit, result):
    ragged = tf.strings.split(x, sep, maxsplit)
    return ragged if result == 'RaggedTensor' else ragged.to_sparse()


def string_split(source, sep, skip_empty, delimiter, result):
    delimiter = either('sep', sep, 'delimiter', delimiter)
    parts = tf.raw_ops.StringSplit(input=source, delimiter=' ' if delimiter is None else delimiter, skip_empty=skip_empty)
    made = tf.SparseTensor(parts.indices, parts.values, parts.shape)
    return made if result == 'SparseTensor' else tf.RaggedTensor.from_sparse(made)


# neural networks

def batch_norm(x, scale, offset, mean, variance, epsilon, data_format, training, factor):
    if mean is None:
        mean = []
    if variance is None:
        variance = []
    made = tf.raw_ops.FusedBatchNormV3(x=x, scale=scale, offset=offset, mean=mean, variance=variance, epsilon=max(epsilon, 1.001e-5),
                                       exponential_avg_factor=factor, data_format=data_format, is_training=training)
    return made.y, made.batch_mean, made.batch_variance


def ctc_loss(labels, inputs, lengths, time_major):
    return tf.nn.ctc_loss(labels, inputs, None, lengths, logits_time_major=time_major, blank_index=-1)


def beam_search(inputs, lengths, width, paths, merge):
    made = tf.raw_ops.CTCBeamSearchDecoder(inputs=inputs, sequence_length=lengths, beam_width=width, top_paths=paths, merge_repeated=merge)
    return [tf.SparseTensor(i, v, s) for i, v, s in zip(made.decoded_indices, made.decoded_values, made.decoded_shape)], made.log_probability


def dropout(x, keep_prob, noise_shape, seed, rate):
    if keep_prob is None and rate is None:
        raise ValueError('At least one of `rate` or `keep_prob` must be provided to the tf.nn.dropout')
    return tf.nn.dropout(x, 1 - keep_prob if rate is None else rate, noise_shape, seed)


def dilated(rate, dilations):
    rate = either('dilations', dilations, 'rate', rate)
    return [1, 1] if rate is None else rate


# images

methods = ['bilinear', 'nearest', 'bicubic', 'area']


def resize_images(images, size, method, align_corners, keep_ratio):
    images = tf.convert_to_tensor(images)
    if images.shape.rank not in (3, 4):
        raise ValueError("'images' must have either 3 or 4 dimensions.")
    if images.shape.rank == 3:
        return resize_images(images[tf.newaxis], size, method, align_corners, keep_ratio)[0]
    height, width = [int(n) for n in tf.convert_to_tensor(size)]
    h, w = images.shape[1], images.shape[2]
    if keep_ratio:
        scale = min(height / h, width / w)
        height, width = int(round(scale * h)), int(round(scale * w))
    if (h, w) == (height, width):
        return images
    name = methods[method] if isinstance(method, int) else method
    op = {'bilinear': 'ResizeBilinear', 'nearest': 'ResizeNearestNeighbor', 'bicubic': 'ResizeBicubic', 'area': 'ResizeArea'}[name]
    return getattr(tf.raw_ops, op)(images=images, size=[height, width], align_corners=align_corners)


def resize_with_pad(image, height, width, method, align_corners):
    image = tf.convert_to_tensor(image)
    h, w = image.shape[-3], image.shape[-2]
    ratio = max(w / width, h / height)
    small = resize_images(image, [int(h / ratio), int(w / ratio)], method, align_corners, False)
    top, left = max(0, int((height - h / ratio) / 2)), max(0, int((width - w / ratio) / 2))
    return tf.image.pad_to_bounding_box(small, top, left, height, width)


# losses

reductions = ['none', 'weighted_sum', 'weighted_mean', 'weighted_sum_over_batch_size', 'weighted_sum_by_nonzero_weights', 'weighted_sum_by_nonzero_weights']


def weighted(losses, weights, reduction):
    if reduction not in reductions:
        raise ValueError('Invalid Reduction Key %s. Key should be one of %s.' % (reduction, tuple(reductions)))
    losses = tf.convert_to_tensor(losses)
    dtype = losses.dtype
    losses = tf.cast(losses, tf.float32)
    weights = tf.cast(tf.convert_to_tensor(weights), tf.float32)
    if losses.shape.rank and weights.shape.rank and weights.shape.rank != losses.shape.rank:
        weights = tf.squeeze(weights, [-1]) if weights.shape.rank > losses.shape.rank else weights[..., tf.newaxis]
    each = losses * weights
    if reduction == 'none':
        return tf.cast(each, dtype)
    total = tf.reduce_sum(each)
    if reduction == 'weighted_mean':
        total = tf.math.divide_no_nan(total, tf.reduce_sum(tf.ones_like(losses) * weights))
    elif reduction == 'weighted_sum_by_nonzero_weights':
        present = tf.where(tf.broadcast_to(weights, tf.shape(losses)) == 0, 0.0, 1.0)
        total = tf.math.divide_no_nan(total, tf.reduce_sum(present))
    elif reduction == 'weighted_sum_over_batch_size':
        total = total / tf.cast(tf.size(losses), tf.float32)
    return tf.cast(total, dtype)


def pair(labels, predictions):
    if labels is None or predictions is None:
        raise ValueError('Argument `labels` must not be None.' if labels is None else 'Argument `predictions` must not be None.')
    labels, predictions = tf.cast(labels, tf.float32), tf.cast(predictions, tf.float32)
    predictions.shape.assert_is_compatible_with(labels.shape)
    return labels, predictions


def loss_of(f, labels, predictions, weights, reduction):
    return weighted(f(*pair(labels, predictions)), weights, reduction)


def huber(labels, predictions, delta):
    error = tf.abs(predictions - labels)
    small = tf.minimum(error, delta)
    return 0.5 * small * small + delta * (error - small)


def pairwise(labels, predictions, weights):
    labels, predictions = pair(labels, predictions)
    weights = tf.cast(tf.convert_to_tensor(weights), tf.float32)
    diffs = predictions - labels
    axes = list(range(1, diffs.shape.rank))
    if weights.shape.rank == 0:  # of all examples, as TensorFlow counts
        n = tf.where(weights == 0, 0.0, tf.cast(tf.size(diffs), tf.float32))
    else:
        n = tf.reduce_sum(tf.broadcast_to(tf.where(weights == 0, 0.0, 1.0), tf.shape(diffs)), axes, True)
    squares = tf.reduce_sum(diffs * diffs, axes, True)
    total = tf.reduce_sum(diffs, axes, True)
    each = 2.0 * tf.math.divide_no_nan(squares, tf.maximum(n - 1, 0.0)) - 2.0 * tf.math.divide_no_nan(total * total, tf.maximum(n * (n - 1), 0.0))
    return tf.where(tf.reduce_sum(n) > 0, tf.reduce_sum(each * weights), 0.0)


def smooth(labels, smoothing, classes):
    return labels * (1 - smoothing) + smoothing / classes if smoothing > 0 else labels


def sigmoid_loss(labels, logits, weights, smoothing, reduction):
    logits = tf.convert_to_tensor(logits)
    labels = tf.cast(labels, logits.dtype)
    return weighted(tf.nn.sigmoid_cross_entropy_with_logits(smooth(labels, smoothing, 2.0), logits), weights, reduction)


def softmax_loss(labels, logits, weights, smoothing, reduction):
    logits = tf.convert_to_tensor(logits)
    labels = tf.cast(labels, logits.dtype)
    return weighted(tf.nn.softmax_cross_entropy_with_logits(tf.stop_gradient(smooth(labels, smoothing, logits.shape[1])), logits), weights, reduction)


def sparse_softmax_loss(labels, logits, weights, reduction):
    logits = tf.convert_to_tensor(logits)
    labels = tf.convert_to_tensor(labels)
    if labels.shape.rank == logits.shape.rank:
        labels = tf.squeeze(labels, [-1])
    return weighted(tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits), weights, reduction)


# learning rates

def decayed(f, rate, step):
    """A rate as eager code has it: a function of the step that is then."""
    def now():
        at = tf.cast(tf.convert_to_tensor(step() if callable(step) else step), tf.float32)
        return f(tf.convert_to_tensor(rate), at)
    return now


def piecewise(x, boundaries, values):
    def now():
        at = tf.convert_to_tensor(x() if callable(x) else x)
        out = tf.convert_to_tensor(values[-1])
        for b, v in list(zip(boundaries, values))[::-1]:
            out = tf.where(at <= tf.cast(b, at.dtype), v, out)
        return out
    return now
