#!/usr/bin/env python3
"""Writes interp/tf/graph_names.tsv: the ops that TensorFlow's functions make in a graph.

usage: scripts/dev/graph-names.py > interp/tf/graph_names.tsv

Runs the examples of interp/examples and the calls below; each outermost call
of a function is made once more in an empty graph, with symbols for tensors and
for lists of numbers. Of the forms of a call the one with the fewest ops counts:
constants that arguments become are not the function's. A line has the name, the
ops in their order (with the type after a colon where the name does not end in
it), and the results where they are not the outputs of the last op.
Needs a Python with tensorflow-cpu==2.15.0.
"""
import collections, contextlib, inspect, io, os, re, tempfile, warnings

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
os.environ['CUDA_VISIBLE_DEVICES'] = ''
warnings.simplefilter('ignore')
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.python.framework import func_graph, ops

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MODULES = ('', 'math', 'nn', 'linalg', 'image', 'strings', 'random', 'signal', 'sparse', 'ragged', 'sets', 'bitwise', 'audio', 'io',
           'quantization', 'dtypes', 'random.experimental', 'math.special', 'linalg.experimental', 'nn.experimental')
# These call functions of the user's, or are not of the graph.
SKIP = set('''function cond while_loop case switch_case map_fn scan foldl foldr vectorized_map custom_gradient recompute_grad gradients
    py_function numpy_function grad_pass_through device init_scope name_scope control_dependencies get_static_value is_tensor
    executing_eagerly type_spec_from_value load_op_library load_library no_gradient get_current_name_scope map_flat_values map_values
    register_tensor_conversion_function group variable_creator_scope inside_function print Assert tuple get_logger'''.split())
# Parameters that are tensors of the graph, whatever they are given as.
TENSORS = set('''x y a b c input input_tensor inputs tensor value data logits labels params indices condition features images image t z
    values image1 image2 img updates ref targets diagonal matrix rhs xs ys signal signals contents mask q p real imag e on true_classes
    weights predictions bias filters operand segment_ids start stop hypothesis truth lengths bytes strings source sequence log_input
    mean variance left right lhs x1 x2 arg base scores boxes bounding_boxes delta rgb hsv yuv'''.split())
CALLS = '''
x = tf.constant([[1., 2.], [3., 4.]]); i = tf.constant([[1, 2], [3, 4]]); b = tf.constant([[True, False], [True, False]]); s = tf.constant(["a", "b"])
for f in (tf.reduce_sum, tf.reduce_mean, tf.reduce_max, tf.reduce_min, tf.reduce_prod, tf.reduce_logsumexp, tf.math.reduce_std, tf.math.reduce_variance, tf.math.reduce_euclidean_norm, tf.norm, tf.math.count_nonzero): f(x); f(x, axis=0)
for f in (tf.reduce_any, tf.reduce_all): f(b); f(b, axis=0)
for f in (tf.add, tf.subtract, tf.multiply, tf.divide, tf.pow, tf.maximum, tf.equal, tf.not_equal, tf.less, tf.matmul, tf.math.squared_difference): f(x, x)
tf.one_hot(i, 3); tf.concat([x, x], 0); tf.stack([x, x]); tf.gather(x, i); tf.unstack(x); tf.split(x, 2); tf.argmax(x); tf.argmax(x, axis=1); tf.boolean_mask(x, b)
tf.strings.length(s); tf.strings.join([s, s]); tf.strings.split(s); tf.strings.upper(s); tf.strings.lower(s); tf.strings.as_string(x); tf.strings.strip(s)
tf.size(x); tf.shape(x); tf.rank(x); tf.range(5); tf.eye(2); tf.zeros([2]); tf.ones([2]); tf.searchsorted(x, x); tf.linspace(0., 1., 3)
tf.random.normal([2]); tf.random.uniform([2]); tf.random.shuffle(x); tf.random.categorical(x, 2); tf.clip_by_value(x, 0., 1.)
for f in (tf.nn.softmax, tf.nn.log_softmax, tf.nn.softplus, tf.nn.elu, tf.nn.selu, tf.nn.leaky_relu, tf.nn.gelu, tf.nn.swish, tf.nn.relu6, tf.nn.l2_loss, tf.nn.l2_normalize, tf.nn.crelu): f(x)
tf.nn.dropout(x, 0.5); tf.nn.moments(x, 0); tf.nn.bias_add(x, x[0]); tf.nn.embedding_lookup(x, [0]); tf.nn.top_k(x, 1); tf.tensordot(x, x, 1); tf.einsum('ij,jk->ik', x, x)
tf.nn.sigmoid_cross_entropy_with_logits(labels=x, logits=x); tf.nn.softmax_cross_entropy_with_logits(labels=x, logits=x)
im = tf.ones([1, 4, 4, 3])
for f in (tf.image.flip_left_right, tf.image.flip_up_down, tf.image.rgb_to_grayscale, tf.image.rot90, tf.image.per_image_standardization): f(im)
tf.image.resize(im, [2, 2]); tf.image.adjust_brightness(im, 0.1); tf.image.central_crop(im, 0.5); tf.image.crop_to_bounding_box(im, 0, 0, 2, 2)
tf.nn.conv2d(im, tf.ones([2, 2, 3, 4]), 1, 'SAME'); tf.nn.depthwise_conv2d(im, tf.ones([2, 2, 3, 1]), [1, 1, 1, 1], 'SAME'); tf.nn.max_pool2d(im, 2, 2, 'SAME'); tf.nn.avg_pool2d(im, 2, 2, 'SAME'); tf.nn.conv1d(im[0], tf.ones([2, 3, 4]), 1, 'SAME')
tf.transpose(x); tf.reshape(x, [-1]); tf.sort(x); tf.argsort(x); tf.repeat(x, 2, axis=0); tf.tile(x, [1, 2]); tf.pad(x, [[1, 1], [0, 0]]); tf.expand_dims(x, 0); tf.squeeze(x)
tf.cast(x, tf.int32); tf.identity(x); tf.zeros_like(x); tf.ones_like(x); tf.fill([2], 1.); tf.broadcast_to(x, [2, 2, 2]); tf.logical_and(b, b); tf.logical_not(b)
tf.linalg.matvec(x, x[0]); tf.linalg.diag_part(x); tf.linalg.trace(x); tf.linalg.det(x); tf.linalg.inv(x); tf.linalg.solve(x, x); tf.cumsum(x); tf.meshgrid(x[0], x[1])
tf.gather_nd(x, [[0, 0]]); tf.scatter_nd([[0]], [1.], [3]); tf.tensor_scatter_nd_update(x, [[0]], [[1., 1.]]); tf.unique(x[0]); tf.roll(x, 1, 0); tf.reverse(x, [0])
'''

depth = 0
calls = collections.defaultdict(list)  # by function: (argument, ops, results)


def wrap(name, f):
    def called(*args, **kwargs):
        global depth
        if depth or not tf.executing_eagerly():
            return f(*args, **kwargs)
        depth += 1
        try:
            for form in (tensors, lambda f, a, k: (a, k)):
                with contextlib.suppress(Exception):
                    trace(name, f, *form(f, args, kwargs))
                    break
            return f(*args, **kwargs)
        finally:
            depth -= 1
    return called


def plain(v):
    return all(map(plain, v)) if isinstance(v, (list, tuple)) else isinstance(v, (bool, int, float, complex, str, bytes, np.ndarray))


def tensors(f, args, kwargs):
    bound = inspect.signature(f).bind(*args, **kwargs)
    for p, v in bound.arguments.items():
        if p in TENSORS and plain(v) and not (isinstance(v, (list, tuple)) and not v):
            bound.arguments[p] = tf.convert_to_tensor(v)
    return bound.args, bound.kwargs


def trace(name, f, args, kwargs):
    graph = func_graph.FuncGraph('graph')
    with graph.as_default():
        def symbols(v):
            if isinstance(v, tf.Tensor):
                return tf.compat.v1.placeholder(v.dtype, v.shape, name='arg')
            if type(v) in (list, tuple):
                return type(v)(map(symbols, v))
            return v
        args, kwargs = [symbols(v) for v in args], {k: symbols(v) for k, v in kwargs.items() if k != 'name'}
        before = len(graph.get_operations())
        result = f(*args, **kwargs)
        made = [(op.name, op.type) for op in graph.get_operations()[before:]]
        results = [t.name for t in tf.nest.flatten(result, expand_composites=True) if isinstance(t, tf.Tensor) and not isinstance(t, ops.EagerTensor)]
    short = name.split('.')[-1]
    axis = kwargs.get('axis') is not None or short.startswith('reduce_') and len(args) > 1 and args[1] is not None
    if made and results and all(r.rsplit(':', 1)[0] in dict(made) for r in results):
        calls[name, 'axis' if axis else ''].append((made, results))


def row(name, argument, made, results):
    returned, heads, kept = {r.rsplit(':', 1)[0] for r in results}, set(), []
    for op, kind in made:
        head = op.split('/')[0]
        if op.split('/')[-1].isdigit():  # named by a counter of the process
            continue
        if len(made) <= 24 or head not in heads or op in returned:
            kept.append((op, kind))
        heads.add(head)
    names = [op for op, _ in kept]
    places = [(names.index(r.rsplit(':', 1)[0]), int(r.rsplit(':', 1)[1])) for r in results]
    if places == [(len(names) - 1, i) for i in range(len(places))]:
        places = []
    return '\t'.join([name + ('(%s)' % argument if argument else ''), ' '.join(op if op.split('/')[-1] == kind else op + ':' + kind for op, kind in kept),
                      ' '.join(str(op) if not i else '%d:%d' % (op, i) for op, i in places)])


def main():
    seen = {}
    for m in MODULES:
        module = tf
        for part in filter(None, m.split('.')):
            module = getattr(module, part)
        for n in dir(module):
            f = getattr(module, n, None)
            if n.startswith('_') or n in SKIP or not inspect.isfunction(f):
                continue
            if f not in seen:
                seen[f] = wrap((m + '.' if m else '') + n, f)
            setattr(module, n, seen[f])
    texts = [CALLS.strip().split('\n')]
    for part in ('\n' + open(os.path.join(ROOT, 'interp/examples/tf.txt')).read()).split('\n# ')[1:]:
        texts.append([line[4:] if not line.startswith('...') else '\0' + line[4:] for line in part.split('\n')[1:] if line.startswith(('>>> ', '...'))])
    for lines in texts:
        env = {'tf': tf, 'np': np, 'keras': keras}
        for code in '\n'.join(lines).replace('\n\0', '\0').split('\n'):
            if any(word in code for word in ('eager', 'compat.v1.disable', 'enable_op_determinism')):
                break
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()), contextlib.suppress(BaseException):
                exec(code.replace('\0', '\n'), env)
    best = {key: min(forms, key=lambda c: len(c[0])) for key, forms in calls.items()}
    for name, argument in sorted(best):
        if argument and (name, '') not in best:
            best[name, ''] = best.pop((name, argument))
        elif argument and not re.search(r'reduce_|norm$|count_nonzero|argm', name):
            del best[name, argument]
    best['convert_to_tensor', ''] = [('Const', 'Const')], ['Const:0']
    best['where', ''] = [('Where', 'Where')], ['Where:0']
    best['where', 'x'] = [('SelectV2', 'SelectV2')], ['SelectV2:0']
    for (name, argument), (made, results) in sorted(best.items()):
        print(row(name, argument, made, results))


with tempfile.TemporaryDirectory() as folder:  # examples write files
    os.chdir(folder)
    main()
