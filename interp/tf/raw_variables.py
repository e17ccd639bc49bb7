# What the ops of raw_ops.tsv on variables use, run with raw_ops.py. variable()
# is a function of raw_variable.go.

def assigned(v, value):
    """Gives a variable its new value, and no tensor."""
    if value.dtype != v.dtype:
        names = [{'float32': 'float', 'float64': 'double', 'float16': 'half'}.get(t.name, t.name) for t in (v.dtype, value.dtype)]
        fail('InvalidArgumentError', 'Trying to assign variable with wrong dtype. Expected %s got %s' % tuple(names))
    v.assign(value)


def scatter(handle, kind, indices, values):
    v = variable(handle)
    values = tf.broadcast_to(values, tf.concat([tf.shape(indices), tf.shape(v)[1:]], 0))
    getattr(v, 'scatter_' + kind)(tf.IndexedSlices(values, indices))


def stepped(rule, handles, indices=None):
    """Gives variables, or their rows, the values that a rule of optimizers makes of theirs."""
    variables = [variable(h) for h in handles]
    if indices is None:
        for v, new in zip(variables, rule(*[v.read_value() for v in variables])):
            v.assign(new)
        return
    for v, new in zip(variables, rule(*[tf.gather(v, indices) for v in variables])):
        v.scatter_update(tf.IndexedSlices(new, indices))


def adam(w, m, v, beta1_power, beta2_power, lr, beta1, beta2, epsilon, g, nesterov):
    rate = lr * tf.sqrt(1 - beta2_power) / (1 - beta1_power)
    m, v = m + (g - m) * (1 - beta1), v + (g * g - v) * (1 - beta2)
    step = g * (1 - beta1) + beta1 * m if nesterov else m
    return w - step * rate / (tf.sqrt(v) + epsilon), m, v


def amsgrad(w, m, v, most, beta1_power, beta2_power, lr, beta1, beta2, epsilon, g):
    rate = lr * tf.sqrt(1 - beta2_power) / (1 - beta1_power)
    m, v = m + (g - m) * (1 - beta1), v + (g * g - v) * (1 - beta2)
    most = tf.maximum(most, v)
    return w - rate * m / (tf.sqrt(most) + epsilon), m, v, most


def adamax(w, m, v, beta1_power, lr, beta1, beta2, epsilon, g):
    m, v = m + (g - m) * (1 - beta1), tf.maximum(beta2 * v, tf.abs(g))
    return w - lr / (1 - beta1_power) * (m / (v + epsilon)), m, v


def adadelta(w, accum, update, lr, rho, epsilon, g):
    accum = accum * rho + g * g * (1 - rho)
    step = tf.sqrt(update + epsilon) * tf.math.rsqrt(accum + epsilon) * g
    return w - step * lr, accum, update * rho + step * step * (1 - rho)


def adagrad(w, accum, lr, epsilon, g, slots):
    if slots:
        accum = accum + g * g
    return w - g * lr / (tf.sqrt(accum) + epsilon), accum


def momentum_of(w, accum, lr, g, momentum, nesterov):
    accum = accum * momentum + g
    return w - (g * lr + accum * momentum * lr if nesterov else accum * lr), accum


def keras_momentum(w, accum, lr, g, momentum, nesterov):
    accum = accum * momentum - g * lr
    return w + (accum * momentum - g * lr if nesterov else accum), accum


def rmsprop(w, ms, mom, lr, rho, momentum, epsilon, g):
    ms = ms + (g * g - ms) * (1 - rho)
    mom = mom * momentum + g * lr * tf.math.rsqrt(ms + epsilon)
    return w - mom, ms, mom


def centered_rmsprop(w, mg, ms, mom, lr, rho, momentum, epsilon, g):
    mg, ms = mg + (g - mg) * (1 - rho), ms + (g * g - ms) * (1 - rho)
    mom = mom * momentum + g * lr * tf.math.rsqrt(ms - mg * mg + epsilon)
    return w - mom, mg, ms, mom


def ftrl(w, accum, linear, g, lr, l1, l2, shrinkage, power, by_lr):
    total = accum + g * g
    scale = lr if by_lr else 1.0
    linear = linear + scale * (g + 2 * shrinkage * w) - (total ** -power - accum ** -power) / lr * scale * w
    weight = (total ** -power / lr + 2 * l2) * scale
    return tf.where(tf.abs(linear) > l1 * scale, (l1 * scale * tf.sign(linear) - linear) / weight, 0.0), total, linear


def signed(w, m, lr, factor, beta, g):
    m = m * beta + g * (1 - beta)
    return w - lr * factor(tf.sign(g) * tf.sign(m)) * g, m


def shrunk(w, rate, l1, l2):
    return tf.sign(w) * tf.maximum(tf.abs(w) - rate * l1, 0.0) / (1 + rate * l2)


def proximal_adagrad(w, accum, lr, l1, l2, g):
    accum = accum + g * g
    rate = lr * tf.math.rsqrt(accum)
    return shrunk(w - g * rate, rate, l1, l2), accum
