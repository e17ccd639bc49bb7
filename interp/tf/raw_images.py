# What the ops of raw_ops.tsv on images use, run with raw_ops.py.

def scaled_places(n, size, align, half):
    """Where the places along an axis lie in the picture that is resized."""
    places = tf.range(size, dtype=tf.float32)
    if align and size > 1:
        return places * ((n - 1) / (size - 1))
    return (places + 0.5) * (n / size) - 0.5 if half else places * (n / size)


def resize_bilinear(x, size, align, half):
    need(x.shape.rank == 4, 'input must be 4-dimensional', x)
    y = tf.cast(x, tf.float32)
    for axis, m in zip((1, 2), static(size)):
        n = x.shape[axis]
        at = scaled_places(n, m, align, half)
        low = tf.floor(at)
        part = tf.reshape(at - low, [-1, 1, 1] if axis == 1 else [-1, 1])
        a = tf.gather(y, tf.cast(tf.maximum(low, 0), tf.int32), axis=axis)
        b = tf.gather(y, tf.cast(tf.minimum(tf.math.ceil(at), n - 1), tf.int32), axis=axis)
        y = a + (b - a) * part
    return y


def resize_nearest(x, size, align, half):
    need(x.shape.rank == 4, 'input must be 4-dimensional', x)
    for axis, m in zip((1, 2), static(size)):
        n = x.shape[axis]
        at = scaled_places(n, m, align, half)
        if half:
            at = at + 0.5
        at = tf.floor(at + 0.5) if align else tf.floor(at)
        x = tf.gather(x, tf.cast(tf.clip_by_value(at, 0, n - 1), tf.int32), axis=axis)
    return x


def resize_area(x, size, align):
    need(x.shape.rank == 4, 'input must be 4-dimensional', x)
    if not align:
        return tf.image.resize(x, size, 'area')
    y = tf.cast(x, tf.float32)
    for axis, m in zip((1, 2), static(size)):
        n = x.shape[axis]
        scale = (n - 1) / (m - 1) if m > 1 else n / m
        weights = []
        for i in range(m):
            start, end = i * scale, (i + 1) * scale
            row = [0.0] * n
            k = int(start)
            while k < end:
                row[min(k, n - 1)] += (min(k + 1, end) - max(k, start)) / scale
                k += 1
            weights.append(row)
        y = tf.einsum('oi,bijc->bojc' if axis == 1 else 'oj,bijc->bioc', tf.constant(weights), y)
    return y


def resize_bicubic(x, size, align, half):
    need(x.shape.rank == 4, 'input must be 4-dimensional', x)
    y = tf.cast(x, tf.float32)
    a = -0.5 if half else -0.75
    for axis, m in zip((1, 2), static(size)):
        n = x.shape[axis]
        at = scaled_places(n, m, align, half)
        low = tf.floor(at)
        t = tf.round((at - low) * 1024) / 1024
        inner = lambda d: ((a + 2) * d - (a + 3)) * d * d + 1
        outer = lambda d: ((a * d - 5 * a) * d + 8 * a) * d - 4 * a
        weights = [outer(t + 1), inner(t), inner(1 - t), outer(2 - t)]
        places = [tf.cast(low, tf.int32) + k for k in (-1, 0, 1, 2)]
        if half:
            weights = [tf.where((p >= 0) & (p < n), w, 0.0) for w, p in zip(weights, places)]
            total = tf.add_n(weights)
            weights = [w / total for w in weights]
        y = tf.add_n([tf.gather(y, tf.clip_by_value(p, 0, n - 1), axis=axis) * tf.reshape(w, [-1, 1, 1] if axis == 1 else [-1, 1])
                      for w, p in zip(weights, places)])
    return y


def crop(x, boxes, which, size):
    """What crop_and_resize does, as ops that have gradients to the boxes."""
    h, w = x.shape[1], x.shape[2]
    rows, columns = static(size)

    def places(low, high, n, extent):
        last = extent - 1.0
        if n == 1:
            return (0.5 * (low + high) * last)[:, tf.newaxis]
        return low[:, tf.newaxis] * last + tf.range(n, dtype=tf.float32) * ((high - low) * last / (n - 1))[:, tf.newaxis]

    y = places(boxes[:, 0], boxes[:, 2], rows, h)[:, :, tf.newaxis]
    z = places(boxes[:, 1], boxes[:, 3], columns, w)[:, tf.newaxis]
    inside = (y >= 0) & (y <= h - 1.0) & (z >= 0) & (z <= w - 1.0)
    y, z = y + tf.zeros_like(z), z + tf.zeros_like(y)

    def pick(y, z):
        y, z = tf.cast(tf.clip_by_value(y, 0, h - 1.0), tf.int32), tf.cast(tf.clip_by_value(z, 0, w - 1.0), tf.int32)
        return tf.gather_nd(x, tf.stack([which[:, tf.newaxis, tf.newaxis] + tf.zeros_like(y), y, z], -1))

    top, left = tf.stop_gradient(tf.floor(y)), tf.stop_gradient(tf.floor(z))
    bottom, right = tf.stop_gradient(tf.math.ceil(y)), tf.stop_gradient(tf.math.ceil(z))
    dy, dz = (y - top)[..., tf.newaxis], (z - left)[..., tf.newaxis]
    upper = pick(top, left) * (1 - dz) + pick(top, right) * dz
    lower = pick(bottom, left) * (1 - dz) + pick(bottom, right) * dz
    return tf.where(inside[..., tf.newaxis], upper * (1 - dy) + lower * dy, 0.0)


def image_zeros(grads, size):
    return tf.zeros([grads.shape[0], *static(size), grads.shape[3]], grads.dtype)


def padded(kept, limit, pad):
    n = tf.size(kept)
    if pad:
        kept = tf.pad(kept, [[0, limit - n]])
    return kept, n


def soft_suppression(boxes, scores, limit, iou, least, sigma, pad):
    kept, final = tf.image.non_max_suppression_with_scores(boxes, scores, limit, iou, least, sigma)
    n = tf.size(kept)
    if pad:
        kept, final = tf.pad(kept, [[0, limit - n]]), tf.pad(final, [[0, limit - n]])
    return kept, final, n
