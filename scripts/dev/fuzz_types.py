"""Expressions that try every function with every dtype, for fuzz.py.

Each template is an expression in x, y (two tensors or arrays of one dtype),
m (a square matrix), v (a vector), img (a picture), i (indices) and DT (the
dtype). The areas differ in what stands for them:

tftypes, nptypes  tensors or arrays of every dtype
tfmixed           x and y of every pair of some dtypes
tfforms           one of x, m, v, img, i in another form: a list, None, a text, an array, an empty tensor ...
tfgrads           floats and complex numbers, with the gradient with respect to each
tfgrads2          the gradients of the sums of the squares of these gradients
tfrandom          seeded random numbers of every function, dtype and shape
"""
import re

import fuzz_random

TF_DTYPES = ['bool', 'uint8', 'uint16', 'uint32', 'uint64', 'int8', 'int16', 'int32', 'int64', 'float16', 'bfloat16', 'float32', 'float64', 'complex64', 'complex128', 'string']
NP_DTYPES = ['bool', 'uint8', 'uint16', 'uint32', 'uint64', 'int8', 'int16', 'int32', 'int64', 'float16', 'float32', 'float64', 'complex64', 'complex128', 'str', 'object']

TF_UNARY = '''abs negative sign square sqrt rsqrt exp expm1 log log1p sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh sigmoid log_sigmoid
floor ceil round rint reciprocal reciprocal_no_nan erf erfc erfinv erfcinv lgamma digamma ndtri softplus softsign
is_nan is_inf is_finite is_non_decreasing is_strictly_increasing logical_not conj real imag angle bessel_i0 bessel_i0e bessel_i1 bessel_i1e
zero_fraction cumsum cumprod cumulative_logsumexp reduce_sum reduce_mean reduce_max reduce_min reduce_prod reduce_any reduce_all reduce_std reduce_variance
reduce_euclidean_norm reduce_logsumexp argmax argmin count_nonzero softmax log_softmax l2_normalize invert_permutation bincount top_k'''.split()
TF_BINARY = '''add subtract multiply divide divide_no_nan multiply_no_nan floordiv floormod mod truediv pow maximum minimum squared_difference atan2 xdivy xlogy xlog1py
equal not_equal less less_equal greater greater_equal logical_and logical_or logical_xor igamma igammac nextafter zeta polygamma approximate_equal'''.split()
TF_NN = 'relu relu6 elu selu gelu silu swish leaky_relu crelu softmax log_softmax softplus softsign l2_loss sigmoid tanh zero_fraction'.split()
TF_TEMPLATES = (['tf.math.%s(v)' % f for f in TF_UNARY] + ['tf.math.%s(x, y)' % f for f in TF_BINARY] + ['tf.nn.%s(m)' % f for f in TF_NN] +
    ['tf.bitwise.%s(x, y)' % f for f in ('bitwise_and', 'bitwise_or', 'bitwise_xor', 'left_shift', 'right_shift')] + ['tf.bitwise.invert(x)'] +
    ['tf.linalg.%s(m)' % f for f in 'inv det slogdet logdet cholesky qr svd eigh eigvalsh eig eigvals expm logm sqrtm pinv trace diag_part matrix_transpose adjoint lu matrix_rank norm tensor_diag_part'.split()] +
    ['tf.linalg.%s(m, m)' % f for f in 'solve triangular_solve lstsq matmul'.split()] + ['tf.linalg.matvec(m, v)', 'tf.linalg.diag(v)', 'tf.linalg.tensor_diag(v)', 'tf.linalg.band_part(m, 0, 1)',
     'tf.linalg.set_diag(m, v)', 'tf.linalg.cross(tf.concat([v, v[:1]], 0), tf.concat([v, v[:1]], 0))', 'tf.linalg.normalize(v)', 'tf.linalg.l2_normalize(v)', 'tf.linalg.cholesky_solve(m, m)',
     'tf.linalg.matmul(m[None], m[None])', 'tf.linalg.eye(2, dtype=DT)', 'tf.einsum("ij,jk->ik", m, m)', 'tf.tensordot(m, m, 1)', 'tf.linalg.banded_triangular_solve(m, m)', 'tf.linalg.tridiagonal_matmul([v, v, v], m, "sequence")'] +
    '''x + y|x - y|x * y|x / y|x // y|x % y|x ** y|-x|abs(x)|x < y|x >= y|x == y|x != y|x & y|x | y|x ^ y|~x|m @ m|x + 1|2 * x|x - 0.5|x / 2|x ** 2|1 - x|2 ** x|x < 1|x == 1|x % 2|x // 2|x & 1|bool(x[0])|float(x[0])|int(x[0])
tf.cast(x, tf.int32)|tf.cast(x, tf.float32)|tf.cast(x, tf.bool)|tf.cast(x, tf.complex64)|tf.cast(x, tf.uint8)|tf.cast(x, tf.string)|tf.cast([0.0, 1.0, 2.5], DT)|tf.saturate_cast(x, tf.uint8)|tf.bitcast(x, tf.uint8)|tf.identity(x)|tf.stop_gradient(x)
tf.zeros_like(x)|tf.ones_like(x)|tf.zeros([2], DT)|tf.ones([2], DT)|tf.fill([2], x[0])|tf.range(3, dtype=DT)|tf.range(x[1], 5)|tf.linspace(x[0], x[1], 3)|tf.eye(2, dtype=DT)|tf.constant(1, DT)|tf.constant([1.5], DT)|tf.constant([True], DT)|tf.constant("a", DT)
tf.one_hot(i, 3, dtype=DT)|tf.one_hot(x, 3)|tf.reshape(x, [-1, 1])|tf.transpose(m)|tf.concat([x, y], 0)|tf.stack([x, y])|tf.unstack(m)[1]|tf.split(x, 3)[2]|tf.tile(x, [2])|tf.repeat(x, 2)|tf.repeat(x, x)|tf.pad(x, [[1, 1]])|tf.pad(x, [[1, 1]], constant_values=x[1])|tf.pad(x, [[1, 1]], "REFLECT")|tf.roll(x, 1, 0)|tf.reverse(x, [0])
tf.gather(x, i)|tf.gather(v, x)|tf.gather_nd(x, [[1]])|tf.gather_nd(v, x[:, None])|tf.boolean_mask(x, [True, False, True])|tf.where(x == y, x, y)|tf.where(x)|tf.where(x, 1, 2)|tf.scatter_nd([[1]], x[:1], [3])|tf.tensor_scatter_nd_update(x, [[1]], y[:1])|tf.tensor_scatter_nd_add(x, [[1]], y[:1])|tf.tensor_scatter_nd_sub(x, [[1]], y[:1])|tf.tensor_scatter_nd_max(x, [[1]], y[:1])|tf.tensor_scatter_nd_min(x, [[1]], y[:1])
tf.sort(x)|tf.sort(x, direction="DESCENDING")|tf.argsort(x)|tf.argsort(x, direction="DESCENDING", stable=True)|tf.unique(x)|tf.unique_with_counts(x)|tf.searchsorted(x, y)|tf.math.in_top_k(i, m, 1)|tf.math.confusion_matrix(x, x)|tf.histogram_fixed_width(x, [x[0], x[2]], 3)|tf.clip_by_value(x, y[0], x[2])|tf.clip_by_value(x, 0, 1)|tf.clip_by_norm(x, 1)|tf.clip_by_global_norm([x], 1.0)|tf.norm(x)|tf.norm(x, ord=1)|tf.norm(x, ord=np.inf)
tf.math.segment_sum(x, i)|tf.math.segment_max(x, i)|tf.math.segment_mean(x, i)|tf.math.segment_prod(x, i)|tf.math.unsorted_segment_sum(x, i, 3)|tf.math.unsorted_segment_max(x, i, 3)|tf.math.unsorted_segment_mean(x, i, 3)|tf.math.unsorted_segment_sqrt_n(x, i, 3)|tf.math.segment_sum(v, x[:2])|tf.math.unsorted_segment_sum(v, x[:2], 3)
tf.cumsum(x, exclusive=True)|tf.cumsum(x, reverse=True)|tf.reduce_sum(m, 1, keepdims=True)|tf.reduce_mean(m, 0)|tf.add_n([x, y])|tf.math.accumulate_n([x, y])|tf.math.scalar_mul(2, x)|tf.math.scalar_mul(x[1], y)|tf.broadcast_to(x, [2, 3])|tf.expand_dims(x, 0)|tf.squeeze(x[None])|tf.shape(x)|tf.size(x)|tf.rank(x)|tf.meshgrid(x, y)|tf.sequence_mask(x)|tf.reverse_sequence(m, x[:2], 1)|tf.dynamic_partition(x, i, 2)|tf.dynamic_stitch([[0], [1]], [x[:1], y[:1]])
tf.strings.as_string(x)|tf.strings.length(x)|tf.strings.join([x, y])|tf.strings.to_number(x)|tf.strings.upper(x)|tf.strings.format("{}", x)|tf.complex(x, y)|tf.debugging.check_numerics(x, "m")|tf.debugging.assert_equal(x, y)|tf.debugging.assert_less(x, y)|tf.debugging.assert_positive(x)|tf.debugging.assert_non_negative(x)|tf.debugging.is_numeric_tensor(x)|tf.debugging.assert_integer(x)|tf.debugging.assert_type(x, tf.float32)
tf.nn.conv2d(img, tf.ones([2, 2, 1, 1], DT), 1, "SAME")|tf.nn.depthwise_conv2d(img, tf.ones([2, 2, 1, 1], DT), [1, 1, 1, 1], "SAME")|tf.nn.conv2d_transpose(img, tf.ones([2, 2, 1, 1], DT), [1, 4, 4, 1], 2)|tf.nn.conv1d(img[0], tf.ones([2, 1, 1], DT), 1, "VALID")|tf.nn.conv3d(img[None], tf.ones([1, 1, 1, 1, 1], DT), [1, 1, 1, 1, 1], "SAME")|tf.nn.max_pool2d(img, 2, 1, "SAME")|tf.nn.avg_pool2d(img, 2, 1, "SAME")|tf.nn.max_pool1d(img[0], 2, 1, "SAME")|tf.nn.avg_pool1d(img[0], 2, 1, "SAME")|tf.nn.max_pool3d(img[None], 1, 1, "SAME")|tf.nn.max_pool_with_argmax(img, 2, 1, "SAME")
tf.nn.bias_add(m, v)|tf.nn.moments(m, 0)|tf.nn.batch_normalization(m, v, v, v, v, 0.1)|tf.nn.softmax_cross_entropy_with_logits(m, m)|tf.nn.sparse_softmax_cross_entropy_with_logits(i[:2], m)|tf.nn.sparse_softmax_cross_entropy_with_logits(x[:2], tf.ones([2, 4]))|tf.nn.sigmoid_cross_entropy_with_logits(m, m)|tf.nn.weighted_cross_entropy_with_logits(m, m, 2.0)|tf.nn.log_poisson_loss(m, m)|tf.nn.dropout(m, 0.0)|tf.nn.embedding_lookup(m, i)|tf.nn.embedding_lookup(tf.ones([4, 2]), x)|tf.nn.local_response_normalization(img)|tf.nn.space_to_depth(img, 2)|tf.nn.depth_to_space(tf.concat([img] * 4, 3), 2)|tf.nn.dilation2d(img, tf.ones([2, 2, 1], DT), [1, 1, 1, 1], "SAME", "NHWC", [1, 1, 1, 1])|tf.space_to_batch(img, [2, 2], [[0, 0], [0, 0]])|tf.nn.normalize_moments(x[0], v, v, None)|tf.nn.l2_normalize(m, 1)|tf.nn.top_k(m, 1)
tf.image.resize(img, [3, 3])|tf.image.resize(img, [3, 3], "nearest")|tf.image.resize(img, [3, 3], "bicubic")|tf.image.resize(img, [3, 3], "area")|tf.image.resize(img, [3, 3], "lanczos3")|tf.image.flip_left_right(img)|tf.image.rot90(img)|tf.image.adjust_brightness(img, 0.1)|tf.image.adjust_contrast(img, 2.0)|tf.image.convert_image_dtype(img, tf.float32)|tf.image.convert_image_dtype(tf.constant([[[0.25, 1.0]]]), DT)|tf.image.rgb_to_grayscale(tf.concat([img] * 3, 3))|tf.image.grayscale_to_rgb(img)|tf.image.rgb_to_hsv(tf.concat([img] * 3, 3))|tf.image.rgb_to_yuv(tf.concat([img] * 3, 3))|tf.image.adjust_hue(tf.concat([img] * 3, 3), 0.1)|tf.image.adjust_saturation(tf.concat([img] * 3, 3), 2.0)|tf.image.adjust_gamma(img, 2.0)|tf.image.per_image_standardization(img)|tf.image.central_crop(img, 0.5)|tf.image.pad_to_bounding_box(img, 1, 1, 4, 4)|tf.image.crop_to_bounding_box(img, 0, 0, 1, 1)|tf.image.total_variation(img)|tf.image.psnr(img, img, 1.0)|tf.image.sobel_edges(img)|tf.image.image_gradients(img)|tf.image.extract_patches(img, [1, 2, 2, 1], [1, 1, 1, 1], [1, 1, 1, 1], "VALID")|tf.image.crop_and_resize(img, [[0.0, 0.0, 1.0, 1.0]], [0], [2, 2])
tf.signal.fft(v)|tf.signal.rfft(v)|tf.signal.irfft(v)|tf.signal.ifft(v)|tf.signal.fft2d(m)|tf.signal.dct(v)|tf.signal.frame(x, 2, 1)|tf.signal.overlap_and_add(m, 1)|tf.signal.hann_window(4, dtype=DT)|tf.signal.fftshift(v)
tf.random.normal([2], dtype=DT).dtype|tf.random.uniform([2], maxval=5, dtype=DT).dtype|tf.random.uniform([2], dtype=DT).dtype|tf.random.truncated_normal([2], dtype=DT).dtype|tf.random.stateless_uniform([2], [1, 2], maxval=5, dtype=DT)|tf.random.stateless_normal([2], [1, 2], dtype=DT)|tf.random.stateless_uniform([2], [1, 2], minval=None, maxval=None, dtype=DT)|tf.random.shuffle(x).shape
tf.Variable(x).assign_add(y)|tf.Variable(x).assign_sub(y)|tf.Variable(x).assign(y)|tf.Variable(x).scatter_add(tf.IndexedSlices(y[:1], [0]))|tf.Variable(x)[0]|tf.Variable(x) + y|tf.slice(x, [1], [1])|tf.strided_slice(x, [0], [2])|x[1:]|x[::-1]|x[x[1]]|v[i[0]:]|m[..., 0]|m[:, tf.newaxis]|x[None, 1]|tf.convert_to_tensor([1, 2], DT)|tf.convert_to_tensor(1.5, DT)|tf.as_dtype(DT).max|tf.as_dtype(DT).min|tf.TensorSpec([1], DT)|tf.math.bincount(x)|tf.math.bincount(i, weights=x)|tf.math.l2_normalize(v)
tf.GradientTape().gradient(x, x)|np.array(x)|x.numpy().dtype|x.numpy().tolist()|repr(x)|str(x[0])|tf.print(x)|tf.keras.backend.mean(x)|tf.keras.activations.relu(x)|tf.keras.activations.sigmoid(x)|tf.keras.losses.mean_squared_error(x, y)|tf.keras.utils.to_categorical(x)|tf.keras.layers.Dense(2, kernel_initializer="ones")(m)|tf.keras.layers.Flatten()(m)|tf.keras.layers.Concatenate()([m, m])|tf.keras.layers.ReLU()(m)|tf.keras.layers.Rescaling(0.5)(m)|tf.keras.layers.Embedding(4, 1, embeddings_initializer="ones")(x)'''.replace('\n', '|').split('|'))

TF_SETUP = '''
def make(vals, shape, dt):
    if dt == 'string':
        return tf.constant([str(k).encode() for k in vals], shape=shape)
    return tf.cast(tf.constant([float(k) for k in vals], shape=shape), dt)
def types(n, dt, f):
    DT = tf.as_dtype(dt)
    show(n, lambda: f(make([0, 1, 2], [3], dt), make([1, 1, 1], [3], dt), make([2, 1, 0, 3], [2, 2], dt), make([1, 2], [2], dt), make([1, 2, 3, 4], [1, 2, 2, 1], dt), tf.constant([0, 0, 1]), DT))
'''


def numpy_templates():
    unary = '''abs negative positive sign square sqrt cbrt reciprocal exp exp2 expm1 log log2 log10 log1p sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh floor ceil trunc rint round fix
isnan isinf isfinite isneginf isposinf signbit logical_not invert conj real imag angle i0 sinc deg2rad degrees fabs spacing nan_to_num isreal iscomplex real_if_close
sum prod mean std var max min ptp median any all argmax argmin cumsum cumprod nansum nanmean nanmax nanmin nanstd nanmedian nanprod nanargmax nancumsum sort argsort unique diff ediff1d gradient trapz count_nonzero nonzero flatnonzero argwhere
flip fliplr flipud ravel copy squeeze atleast_1d atleast_2d atleast_3d diag diagflat tril triu trace zeros_like ones_like empty_like average bincount packbits unpackbits frexp modf isscalar iscomplexobj isrealobj ndim size shape array2string array_repr array_str'''.split()
    binary = '''add subtract multiply divide floor_divide mod fmod remainder power float_power maximum minimum fmax fmin equal not_equal less less_equal greater greater_equal logical_and logical_or logical_xor bitwise_and bitwise_or bitwise_xor left_shift right_shift
hypot arctan2 logaddexp logaddexp2 heaviside copysign nextafter gcd lcm ldexp divmod dot vdot inner outer matmul kron cross convolve correlate isclose allclose array_equal array_equiv in1d isin intersect1d union1d setdiff1d setxor1d
concatenate_ stack_ vstack_ hstack_ column_stack_ dstack_ append interp searchsorted digitize polyval broadcast_arrays meshgrid array_split_ cov corrcoef allclose can_cast result_type promote_types'''.split()
    out = []
    for f in unary:
        out.append('np.%s(%s)' % (f, 'm' if f in ('fliplr', 'tril', 'triu', 'trace') else 'x'))
    for f in binary:
        out.append('np.%s([x, y])' % f[:-1] if f.endswith('_') and f != 'array_split_' else 'np.%s(x, %s)' % (f.rstrip('_'), '3' if f == 'array_split_' else 'y'))
    out += ['np.linalg.%s(m)' % f for f in 'inv det slogdet cholesky qr svd eigh eigvalsh eig eigvals pinv matrix_rank norm cond'.split()] + ['np.linalg.%s(m, m)' % f for f in ('solve', 'lstsq', 'matmul', 'matrix_power')]
    out += '''x + y|x - y|x * y|x / y|x // y|x % y|x ** y|-x|+x|abs(x)|x < y|x == y|x != y|x & y|x | y|x ^ y|~x|m @ m|x + 1|2 * x|x - 0.5|x / 2|x ** 2|x ** 0.5|1 - x|2 ** x|x < 1|x == 1|x % 2|x // 2|x & 1|x << 1|x[0] + 1|x[0] * 2.5|-x[0]|x[0] / x[1]|x[1] + y[0]|bool(x[0])|float(x[0])|int(x[0])|x.tolist()|x.item(0)|x[0]|repr(x)|str(x)|str(x[1])|repr(x[1])|x.dtype|x.dtype.name|x.dtype.kind|x.dtype.itemsize|x.nbytes|type(x[0]).__name__|x.tobytes()
np.array(x, dtype="float32")|x.astype(int)|x.astype(float)|x.astype(bool)|x.astype(complex)|x.astype(str)|x.astype("uint8")|x.astype(object)|np.where(x == y, x, y)|np.where(x, 1, 2)|np.select([x == y], [x], 0)|np.clip(x, 0, 1)|np.clip(x, x[1], None)|np.take(x, [0, 2])|np.put(x, [0], 1)|np.repeat(x, 2)|np.tile(x, 2)|np.pad(x, 1)|np.pad(x, 1, mode="edge")|np.pad(x, 1, mode="mean")|np.roll(x, 1)|np.reshape(x, (3, 1))|np.transpose(m)|np.swapaxes(m, 0, 1)|np.expand_dims(x, 0)|np.insert(x, 1, 1)|np.delete(x, 1)|np.resize(x, 5)|np.full(2, x[1])|np.full_like(x, 1)|np.zeros(2, DT)|np.ones(2, DT)|np.arange(3, dtype=DT)|np.eye(2, dtype=DT)|np.linspace(0, 1, 3, dtype=DT)|np.identity(2, DT)|np.array([1, 2], DT)|np.array([0.5], DT)|np.fromiter([1, 2], DT)|np.frombuffer(x.tobytes(), DT)|np.histogram(x, 2)|np.percentile(x, 50)|np.quantile(x, [0.25, 0.5])|np.partition(x, 1)|np.lexsort((x, y))|np.unique(x, return_counts=True)|np.apply_along_axis(np.sum, 0, m)|np.vectorize(lambda a: a)(x)|np.iinfo(DT).max|np.finfo(DT).eps|np.add.reduce(x)|np.add.accumulate(x)|np.multiply.outer(x, y)|np.maximum.reduce(x)|np.sum(m, axis=0, keepdims=True)|np.mean(m, axis=1)|np.einsum("ij,jk", m, m)|np.tensordot(m, m, 1)|np.fft.fft(x)|np.fft.rfft(x)|np.array_split(x, 2)|np.split(x, 3)|np.char.upper(x)|np.issubdtype(x.dtype, np.floating)|np.issubdtype(x.dtype, np.integer)|np.shares_memory(x, x[1:])|np.nan_to_num(x)|x.sum(dtype="float64")|x.mean(dtype="float32")|x.max(initial=1)|x.sum(where=[True, False, True])|np.sort(m, axis=0)|np.argsort(x, kind="stable")|np.flatnonzero(x)|np.ix_(x, y)|np.indices((1, 2), dtype=DT)|np.tri(2, dtype=DT)|np.vander(x, 2)|np.polyfit(x, y, 1)|np.roots(x)|np.poly(x)|np.convolve(x, y, "same")|np.piecewise(x, [x == y], [1])|np.lib.stride_tricks.sliding_window_view(x, 2)|np.nditer(x).shape|list(np.ndenumerate(x))|np.dtype(DT).str|np.min_scalar_type(x[0])|np.base_repr(5)'''.replace('\n', '|').split('|')
    return out


NP_SETUP = '''
def nmake(vals, shape, dt):
    return np.array([str(k) for k in vals]).reshape(shape) if dt == 'str' else np.array(vals).reshape(shape).astype(dt)
def ntypes(n, dt, f):
    np.random.seed(0)
    show(n, lambda: f(nmake([0, 1, 2], [3], dt), nmake([1, 1, 1], [3], dt), nmake([2, 1, 0, 3], [2, 2], dt), np.dtype(dt)))
'''


AREAS = ['tftypes', 'nptypes', 'tfmixed', 'tfforms', 'tfgrads', 'tfgrads2', 'tfrandom']
MIXED = ['bool', 'int32', 'int64', 'float16', 'float32', 'float64', 'complex64', 'string']
FORMS = ['list', 'nested', 'number', 'integer', 'true', 'None', 'text', 'float64 array', 'int64 array', 'empty', 'rank 0', 'rank 3', 'variable', 'tensors', 'unequal']
GRADS = ['float32', 'float64', 'float16', 'complex64']
NAMES = 'x y m v img i'.split()

MORE_SETUP = '''
def arguments(dt):
    return [make([0, 1, 2], [3], dt), make([1, 1, 1], [3], dt), make([2, 1, 0, 3], [2, 2], dt), make([1, 2], [2], dt), make([1, 2, 3, 4], [1, 2, 2, 1], dt), tf.constant([0, 0, 1])]
def mixed(n, dt, other, f):
    a = arguments(dt)
    a[1] = arguments(other)[1]
    show(n, lambda: f(*a, tf.as_dtype(dt)))
def form(t, kind):
    values = t.numpy()
    return {'list': values.tolist(), 'nested': [[values.tolist()]], 'number': 0.5, 'integer': 1, 'true': True, 'None': None, 'text': 'a', 'float64 array': values.astype('float64'),
            'int64 array': values.astype('int64'), 'empty': t[:0], 'rank 0': tf.reshape(t, [-1])[0], 'rank 3': tf.zeros([1, 2, 3], t.dtype), 'variable': tf.Variable(t),
            'tensors': list(t), 'unequal': [[1, 2], [3]]}[kind]
def forms(n, k, kind, f):
    def g():
        a = arguments('float32')
        a[k] = form(a[k], kind)
        return f(*a, tf.float32)
    show(n, g)
def grad_arguments(dt):
    return [make([0.25, 0.5, 0.75], [3], dt), make([1.5, 1, 0.5], [3], dt), make([2, 1, 0.5, 3], [2, 2], dt), make([0.5, 2], [2], dt), make([1, 2, 3, 4], [1, 2, 2, 1], dt)]
def listed(d):
    return ['None' if e is None else type(e).__name__ if not hasattr(e, 'numpy') else e.numpy().tolist() for e in d]
def grads(n, dt, f):
    a = grad_arguments(dt)
    def g():
        with tf.GradientTape(persistent=True) as t:
            t.watch(a)
            r = f(*a, tf.constant([0, 0, 1]), tf.as_dtype(dt))
        d = t.gradient(r, a)
        return listed(d)
    show(n, g)
def grads2(n, dt, f):
    a = grad_arguments(dt)
    def g():
        with tf.GradientTape(persistent=True) as u:
            u.watch(a)
            with tf.GradientTape() as t:
                t.watch(a)
                r = f(*a, tf.constant([0, 0, 1]), tf.as_dtype(dt))
            d = [tf.reduce_sum(tf.convert_to_tensor(e) ** 2) for e in t.gradient(r, a) if e is not None]
        return listed(u.gradient(d, a))
    show(n, g)
'''


def names_of(template):
    return [k for k, n in enumerate(NAMES) if re.search(r'(?<![\w."])%s(?![\w"=])' % n, template)]


def lines(area):
    """All expressions: what is run, and how it is shown."""
    head = 'lambda x, y, m, v, img, i, DT: '
    if area == 'tftypes':
        return [('types("#", "' + dt + '", ' + head + e + ')', e + '  # ' + dt) for e in TF_TEMPLATES for dt in TF_DTYPES]
    if area == 'tfmixed':
        return [('mixed("#", "%s", "%s", %s%s)' % (a, b, head, e), '%s  # %s and %s' % (e, a, b))
                for e in TF_TEMPLATES if {0, 1} <= set(names_of(e)) for a in MIXED for b in MIXED if a != b]
    if area == 'tfforms':
        return [('forms("#", %d, "%s", %s%s)' % (k, kind, head, e), '%s  # %s: %s' % (e, NAMES[k], kind)) for e in TF_TEMPLATES for k in names_of(e) for kind in FORMS]
    if area == 'tfgrads2':
        return [('grads2("#", "%s", %s%s)' % (dt, head, e), 'second gradient of %s  # %s' % (e, dt)) for e in TF_TEMPLATES for dt in ('float32', 'float64')]
    if area == 'tfgrads':
        return [('grads("#", "%s", %s%s)' % (dt, head, e), 'gradient of %s  # %s' % (e, dt)) for e in TF_TEMPLATES for dt in GRADS]
    if area == 'tfrandom':
        return [('show("#", lambda: (tf.random.set_seed(7), %s)[1])' % e, e) for e in fuzz_random.expressions()]
    return [('ntypes("#", "' + dt + '", lambda x, y, m, DT: ' + e + ')', e + '  # ' + dt) for e in numpy_templates() for dt in NP_DTYPES]
