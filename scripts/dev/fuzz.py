#!/usr/bin/env python3
"""Differential fuzzer: random tensor expressions in kerash and in real TensorFlow.

usage: scripts/dev/fuzz.py [--seed N] [--rounds R] [--lines L] [--areas tf,ops,np,py] [--messages] [--kerash EXE] [--python EXE]

Each round writes one program of many small expressions, every one printed or,
where it fails, named by the class of its error; runs it in both; and shows the
expressions on which they disagree. Numbers compare within 1e-4 relative or
1e-5 absolute, as in the conformance set. Needs a Python with
tensorflow-cpu==2.15.0 and numpy<2 (--python, default: python3). Exit status 1
when a difference was found.
"""
import argparse, os, random, re, subprocess, sys, tempfile

import fuzz_keras, fuzz_types

NUM = re.compile(r'[-+]?(?:\d+\.\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|\d+(?:[eE][-+]?\d+)?|inf|nan)(?![A-Za-ik-z_])')


def tokens(s):
    out, i = [], 0
    for m in NUM.finditer(s):
        if m.start() > 0 and m.group()[0] not in '+-' and (s[m.start() - 1].isalnum() or s[m.start() - 1] == '_'):
            continue
        out += s[i:m.start()].split()
        out.append(float(m.group()))
        i = m.end()
    return out + s[i:].split()


# What is not worth having: the name that an op got depends on how an argument was given; kerash has one class of dtypes;
# a check of TensorFlow's own sources names the line.
INDIFFERENT = [(r'(\[Op:\w+\]) name:.*$', r'\1'), (r"'numpy\.dtypes\.\w+'|'numpy\.dtype\[\w+\]'", "'dtype'"), (r'\(\w+\.cc:\d+\)', '')]

# Numbers of half precision may differ in the last digit: it depends on the order in which a library adds.
HALF = {'float16': 2e-3, 'bfloat16': 1.6e-2}


def tolerance(source):
    """The relative tolerance for an expression, by the dtype behind its #."""
    return HALF.get(source.rsplit('# ', 1)[-1], 1e-4)


def same(a, b, relative=1e-4):
    for pattern, to in INDIFFERENT:
        a, b = (re.sub(pattern, to, x, flags=re.M) for x in (a, b))
    ta, tb = tokens(a), tokens(b)
    if len(ta) != len(tb):
        return False
    for x, y in zip(ta, tb):
        if isinstance(x, float) and isinstance(y, float):
            if x == y or x != x and y != y:
                continue
            if abs(x - y) > max(1e-5, relative / 10 if relative > 1e-4 else 0, relative * abs(y)):
                return False
        elif x != y:
            return False
    return True


class Gen:
    """Makes random expressions. A shape is kept beside most of them, so that
    the greater part of what is made is valid."""

    def __init__(self, rnd):
        self.r = rnd

    def pick(self, *xs):
        return self.r.choice(xs)

    def shape(self, lo=0, hi=3):
        return tuple(self.pick(1, 2, 3, 4) for _ in range(self.r.randint(lo, hi)))

    def number(self):
        return self.pick('0.5', '-1.25', '2.0', '3', '-2', '0', '1', '1e-3', '7')

    def axis(self, shape):
        if not shape:
            return 'None'
        return str(self.r.randrange(-len(shape), len(shape)))

    def leaf(self, shape, mod):
        n = 1
        for d in shape:
            n *= d
        dt = self.pick('float32', 'float32', 'float32', 'float64', 'int32', 'int64') if mod == 'np' else self.pick('float32', 'float32', 'float32', 'int32')
        k = self.r.randint(1, 9)
        base = f'np.arange({n})' if self.r.random() < .5 else f'np.sin(np.arange({n}) * 0.{k})' if 'float' in dt else f'(np.arange({n}) * {k} % 7 - 3)'
        arr = f"({base}).reshape({shape}).astype('{dt}')"
        return arr if mod == 'np' else f'tf.constant({arr})'

    UNARY = ['abs', 'exp', 'square', 'tanh', 'sin', 'cos', 'sign', 'floor', 'ceil', 'negative', 'sqrt', 'log1p', 'expm1', 'arctan', 'sinh', 'cosh', 'rint']
    TF_UNARY = ['abs', 'exp', 'square', 'tanh', 'sin', 'cos', 'sign', 'floor', 'negative', 'math.ceil', 'math.rint', 'math.sigmoid', 'nn.relu', 'nn.softplus',
                'nn.elu', 'nn.selu', 'nn.gelu', 'nn.softmax', 'nn.log_softmax', 'math.erf', 'atan', 'math.log1p', 'zeros_like', 'ones_like', 'identity',
                'math.expm1', 'round', 'nn.swish', 'nn.softsign', 'nn.leaky_relu', 'nn.relu6', 'math.reciprocal', 'sqrt']

    def expr(self, mod, depth):
        """An expression and its shape, None where it is not known."""
        if depth == 0:
            s = self.shape()
            return self.leaf(s, mod), s
        kind = self.r.random()
        a, s = self.expr(mod, depth - 1)
        if kind < .25:
            f = self.pick(*(self.TF_UNARY if mod == 'tf' else self.UNARY))
            return f'{mod}.{f}({a})', s
        if kind < .45:
            op = self.pick('+', '-', '*', '/', '**', '//', '%', '<', '>=', '==', '!=')
            if self.r.random() < .5:
                b = self.number()
                return (f'({a} {op} {b})' if self.r.random() < .7 else f'({b} {op} {a})'), s
            b, t = self.expr(mod, depth - 1) if self.r.random() < .3 or s is None else (self.leaf(tuple(d if self.r.random() < .8 else 1 for d in s), mod), s)
            return f'({a} {op} {b})', s if t == s else None
        if kind < .6:
            ax = self.axis(s) if s else 'None'
            keep = self.pick('', ', keepdims=True')
            if mod == 'tf':
                f = self.pick('reduce_sum', 'reduce_mean', 'reduce_max', 'reduce_min', 'reduce_prod', 'math.reduce_std', 'reduce_logsumexp', 'math.reduce_variance')
            else:
                f = self.pick('sum', 'mean', 'max', 'min', 'prod', 'std', 'var', 'median', 'ptp')
            return f'{mod}.{f}({a}, axis={ax}{keep})', None
        if kind < .68:
            f = self.pick('argmax', 'argmin', 'cumsum', 'cumprod', 'sort', 'argsort')
            if mod == 'tf' and f in ('cumsum', 'cumprod', 'argmax', 'argmin'):
                f = 'math.' + f
            return f'{mod}.{f}({a}, axis={self.axis(s) if s else "0"})', None
        if kind < .8:
            return self.reshape(a, s, mod)
        if kind < .92:
            return f'{a}[{self.index(s)}]', None
        if s is None:
            return f'{mod}.{"concat" if mod == "tf" else "concatenate"}([{a}, {a}], axis={self.pick(0, -1)})', None
        b = self.leaf(s, mod)
        f = self.pick('concat', 'stack', 'where', 'maximum', 'minimum')
        if f == 'where':
            return f'{mod}.where({a} > 0, {a}, {a} * 2)', s
        if f in ('maximum', 'minimum'):
            return f'{mod}.{f}({a}, {b})', s
        name = 'concatenate' if f == 'concat' and mod == 'np' else f
        return f'{mod}.{name}([{a}, {b}], axis={self.axis(s)})', None

    def reshape(self, a, s, mod):
        f = self.r.randrange(8)
        if f == 0:
            return f'{mod}.reshape({a}, {self.pick("[-1]", "(-1, 1)", "[1, -1]", "(2, -1)")})', None
        if f == 1:
            return f'{mod}.transpose({a})', None
        if f == 2:
            return f'{mod}.expand_dims({a}, {self.pick("0", "-1", "axis=1")})', None
        if f == 3:
            return f'{mod}.squeeze({a})', None
        if f == 4 and s:
            return f'{mod}.tile({a}, {[self.r.randint(1, 2) for _ in s]})', None
        if f == 5 and s:
            pads = [[self.r.randint(0, 1), self.r.randint(0, 2)] for _ in s]
            return f'{mod}.pad({a}, {pads})', None
        if f == 6 and s:
            return f'{mod}.repeat({a}, 2, axis={self.axis(s)})', None
        if s:
            return f'{mod}.roll({a}, {self.r.randint(-2, 3)}, axis={self.axis(s)})', None
        return a, s

    def index(self, s):
        n = len(s) if s else self.r.randint(1, 2)
        parts = []
        for i in range(self.r.randint(1, n) if n else 1):
            parts.append(self.pick('0', '-1', ':', '1:', ':-1', '::-1', '::2', 'None', '...' if '...' not in parts else ':', '0:1'))
        return ', '.join(parts)

    def gradient(self):
        s = self.shape(1, 2)
        v = f"tf.Variable(np.cos(np.arange({len(s) and eval('*'.join(map(str, s)))})).reshape({s}).astype('float32'))"
        f1, f2 = self.pick(*self.TF_UNARY), self.pick(*self.TF_UNARY)
        op = self.pick('+', '*', '-', '/')
        red = self.pick('reduce_sum', 'reduce_mean', 'reduce_max')
        return ('grad', v, f'tf.{red}(tf.{f1}(v) {op} tf.{f2}(v * {self.number()}))')

    PY = [
        lambda g: f"'{{:{g.pick('', '>', '<', '^')}{g.pick('', '8', '12')}{g.pick('', '.2f', '.3e', 'g', '.1%')}}}'.format({g.pick('3.14159', '-0.5', '12345.678', '1e-7', '2.0')})",
        lambda g: f"{g.pick('-7', '7', '2**40', '-3')} {g.pick('//', '%', '**', '<<', '&', '|', '^')} {g.pick('2', '3', '5', '-2')}",
        lambda g: f"{g.pick('[1, 2, 3]', '(1, 2)', 'list(range(7))', repr('kerash'))}[{g.pick('::-1', '1:', ':-1', '-1', '1::2', '9:', '5')}]",
        lambda g: f"sorted({{{g.pick('1, 5, 3', '2.5, 1', '9')}}}, reverse={g.pick('True', 'False')})",
        lambda g: f"{g.pick('1e16', '1e-5', '123456789.0', '0.1', '1/3', '2e300*1e10', '-0.0')} {g.pick('+', '*', '-')} {g.pick('1', '0.2', '1e-3')}",
        lambda g: f"{{k: v for k, v in zip('{g.pick('abc', 'xy', '')}', range({g.r.randint(0, 4)}))}}",
        lambda g: repr(g.pick('Hello World', ' a,b,,c ', 'TensorFlow')) + '.' + g.pick(
            'upper()', 'split()', 'split(",")', 'replace("o", "0")', 'title()', 'find("o")', 'strip().center(20, "*")',
            'swapcase()', 'partition(" ")', 'rjust(15)', 'zfill(14)', 'count("l")'),
        lambda g: f"round({g.pick('2.5', '3.14159', '-1.5', '1234.567', '7')}, {g.pick('0', '2', '-2', 'None')})",
        lambda g: f"'%{g.pick('d', '5.1f', 's', 'r', '05d', '+.2e', 'x')}' % {g.pick('42', '3.7', '-5', repr('s'))}",
        lambda g: f"int('{g.pick('12', '0x1f', ' 7 ', '1_000', 'z')}', {g.pick('10', '16', '0', '36')})",
    ]

    def tensor(self, *shape, dtype='float32', lo=-2.0, hi=2.0):
        """A constant with values that do not repeat."""
        n = 1
        for d in shape:
            n *= d
        vals = [round(self.r.uniform(lo, hi), 2) if 'float' in dtype else self.r.randint(int(lo), int(hi)) for _ in range(n)]
        return f"tf.constant({vals}, shape={list(shape)}, dtype=tf.{dtype})"

    def ints(self, n, lo, hi):
        return [self.r.randint(lo, hi) for _ in range(n)]

    def flags(self, *names):
        return ''.join(f', {n}={self.pick(True, False)}' for n in names)

    OPS = [
        lambda g, a, b, c: f"tf.matmul({g.tensor(a, b)}, {g.tensor(*((c, b) if g.r.random() < .5 else (b, c)))}{g.flags('transpose_b')})",
        lambda g, a, b, c: f"tf.einsum('{g.pick('ij,jk->ik', 'ij,kj->ik', 'ij,jk', 'ji,jk->k', 'ij,jk->')}', {g.tensor(a, b)}, {g.tensor(b, c)})",
        lambda g, a, b, c: f"tf.tensordot({g.tensor(a, b, c)}, {g.tensor(c, b)}, {g.pick('1', '[[1, 2], [1, 0]]', '[[2], [0]]', '0')})",
        lambda g, a, b, c: f"tf.gather({g.tensor(a, b)}, {g.ints(c, -1, b)}, axis={g.pick(0, 1, -1)})",
        lambda g, a, b, c: f"tf.gather_nd({g.tensor(a, b)}, {[g.ints(g.pick(1, 2), 0, min(a, b) - 1)]})",
        lambda g, a, b, c: f"tf.scatter_nd({[[i] for i in g.ints(a, 0, c)]}, {g.tensor(a, b)}, [{c}, {b}])",
        lambda g, a, b, c: f"tf.tensor_scatter_nd_{g.pick('add', 'sub', 'max', 'min', 'update')}({g.tensor(a, b)}, {[[g.r.randint(0, a - 1), g.r.randint(0, b - 1)]]}, {g.tensor(1)})",
        lambda g, a, b, c: f"tf.math.segment_{g.pick('sum', 'mean', 'max', 'min', 'prod')}({g.tensor(a, b)}, {sorted(g.ints(a, 0, 3))})",
        lambda g, a, b, c: f"tf.math.unsorted_segment_{g.pick('sum', 'mean', 'max', 'min', 'prod', 'sqrt_n')}({g.tensor(a, b)}, {g.ints(a, -1, 3)}, {c})",
        lambda g, a, b, c: f"tf.math.top_k({g.tensor(a, b)}, k={g.r.randint(0, b + 1)}){g.pick('[0]', '[1]')}",
        lambda g, a, b, c: f"tf.{g.pick('sort', 'argsort')}({g.tensor(a, b, c)}, axis={g.pick(0, 1, 2, -1)}, direction='{g.pick('ASCENDING', 'DESCENDING')}')",
        lambda g, a, b, c: f"tf.{g.pick('cumsum', 'math.cumprod', 'math.cumulative_logsumexp')}({g.tensor(a, b)}, axis={g.pick(0, 1, -1, 2)}{g.flags('exclusive', 'reverse')})",
        lambda g, a, b, c: f"tf.one_hot({g.ints(a, -1, c)}, {c}, axis={g.pick(-1, 0, 1)}, on_value={g.pick(1.0, 5.0)}, off_value={g.pick(0.0, -1.0)})",
        lambda g, a, b, c: f"tf.pad({g.tensor(a, b)}, {[g.ints(2, 0, 2), g.ints(2, 0, 2)]}, '{g.pick('CONSTANT', 'REFLECT', 'SYMMETRIC')}')",
        lambda g, a, b, c: f"tf.linalg.{g.pick('band_part', 'band_part')}({g.tensor(a, b)}, {g.r.randint(-1, 2)}, {g.r.randint(-1, 2)})",
        lambda g, a, b, c: f"tf.linalg.diag_part({g.tensor(a, b)}, k={g.pick('0', '1', '-1', '(-1, 1)', '(0, 1)')}, align='{g.pick('LEFT_RIGHT', 'RIGHT_LEFT', 'LEFT_LEFT', 'RIGHT_RIGHT')}')",
        lambda g, a, b, c: f"tf.linalg.diag({g.tensor(a, b)}, k={g.pick(0, 1, -2)}, padding_value={g.pick(0, 9)})",
        lambda g, a, b, c: f"tf.repeat({g.tensor(a, b)}, {g.pick(g.ints(a, 0, 2), 2, g.ints(b, 1, 2))}, axis={g.pick(0, 1, 'None')})",
        lambda g, a, b, c: f"tf.reverse({g.tensor(a, b)}, {g.pick([0], [1], [0, 1], [-1], [])})",
        lambda g, a, b, c: f"tf.roll({g.tensor(a, b)}, {g.ints(2, -3, 3)}, [0, 1])",
        lambda g, a, b, c: f"tf.slice({g.tensor(a, b)}, {[g.r.randint(0, a), g.r.randint(0, b)]}, {[g.r.randint(-1, 2), g.r.randint(-1, 2)]})",
        lambda g, a, b, c: f"tf.strided_slice({g.tensor(a, b, c)}, [0, {g.r.randint(-2, 1)}], [{a}, {g.r.randint(0, b)}], [{g.pick(1, 2)}, {g.pick(1, 1, 2, -1)}], begin_mask={g.r.randint(0, 3)}, end_mask={g.r.randint(0, 3)}, shrink_axis_mask={g.pick(0, 0, 1, 2)})",
        lambda g, a, b, c: f"tf.split({g.tensor(a, b)}, {g.pick(1, 2, 3, [1, -1], [1, b - 1])}, axis={g.pick(0, 1)})[0]",
        lambda g, a, b, c: f"tf.reduce_{g.pick('sum', 'mean', 'max', 'min', 'prod', 'logsumexp')}({g.tensor(a, b, c)}, axis={g.pick('0', '[0, 2]', '-1', '[1]', 'None', '[0, -1]', '3')}{g.flags('keepdims')})",
        lambda g, a, b, c: f"tf.norm({g.tensor(a, b)}, ord={g.pick(1, 2, 3, 'np.inf', repr('euclidean'), repr('fro'))}, axis={g.pick('0', '1', 'None', '[0, 1]', '[-2, -1]')}{g.flags('keepdims')})",
        lambda g, a, b, c: f"tf.linalg.{g.pick('inv', 'det', 'cholesky', 'expm', 'pinv')}({g.tensor(b, b)} + {g.pick(3, 4)}.0 * tf.eye({b}))",
        lambda g, a, b, c: f"tf.linalg.solve({g.tensor(b, b)} + 3.0 * tf.eye({b}), {g.tensor(b, c)}{g.flags('adjoint')})",
        lambda g, a, b, c: f"tf.nn.conv2d({g.tensor(1, a + 2, b + 2, 2)}, {g.tensor(g.pick(1, 2, 3), 2, 2, c)}, strides={g.pick(1, 2, [1, 2])}, padding='{g.pick('SAME', 'VALID')}', dilations={g.pick(1, 1, 2)})",
        lambda g, a, b, c: f"tf.nn.{g.pick('max_pool2d', 'avg_pool2d')}({g.tensor(1, a + 2, b + 2, 2)}, {g.pick(2, 3, [2, 1])}, {g.pick(1, 2)}, '{g.pick('SAME', 'VALID')}')",
        lambda g, a, b, c: f"tf.nn.conv2d_transpose({g.tensor(1, 3, 3, 2)}, {g.tensor(2, 2, c, 2)}, [1, {g.pick(6, 5, 4)}, 6, {c}], 2, padding='{g.pick('SAME', 'VALID')}')",
        lambda g, a, b, c: f"tf.nn.depthwise_conv2d({g.tensor(1, 4, 4, 2)}, {g.tensor(2, 2, 2, c)}, [1, 1, 1, 1], '{g.pick('SAME', 'VALID')}')",
        lambda g, a, b, c: f"tf.nn.conv1d({g.tensor(2, a + 3, 2)}, {g.tensor(2, 2, c)}, stride={g.pick(1, 2)}, padding='{g.pick('SAME', 'VALID')}')",
        lambda g, a, b, c: f"tf.nn.{g.pick('softmax', 'log_softmax')}({g.tensor(a, b)}, axis={g.pick(0, 1, -1, 2)})",
        lambda g, a, b, c: f"tf.nn.sparse_softmax_cross_entropy_with_logits({g.ints(a, 0, b)}, {g.tensor(a, b)})",
        lambda g, a, b, c: f"tf.nn.softmax_cross_entropy_with_logits({g.tensor(a, b, lo=0)}, {g.tensor(a, b)}, axis={g.pick(0, -1)})",
        lambda g, a, b, c: f"tf.nn.batch_normalization({g.tensor(a, b)}, {g.tensor(b)}, {g.tensor(b, lo=0.1)}, {g.tensor(b)}, {g.pick('None', '0.5')}, 1e-3)",
        lambda g, a, b, c: f"tf.nn.moments({g.tensor(a, b, c)}, {g.pick('[0]', '[0, 1]', '[2]')}{g.flags('keepdims')})[1]",
        lambda g, a, b, c: f"tf.nn.local_response_normalization({g.tensor(1, 2, 2, c + 3)}, depth_radius={g.pick(1, 2)}, alpha=0.3)",
        lambda g, a, b, c: f"tf.nn.{g.pick('dilation2d', 'erosion2d')}({g.tensor(1, 4, 4, 2)}, {g.tensor(2, 2, 2)}, [1, {g.pick(1, 2)}, 1, 1], '{g.pick('SAME', 'VALID')}', 'NHWC', [1, 1, 1, 1])",
        lambda g, a, b, c: f"tf.where({g.tensor(a, b)} > 0, {g.tensor(*g.pick((a, b), (b,), ()))}, {g.tensor(*g.pick((a, 1), (b,), (1,)))})",
        lambda g, a, b, c: f"tf.boolean_mask({g.tensor(a, b)}, {[g.pick(True, False) for _ in range(g.pick(a, b))]}, axis={g.pick(0, 1)})",
        lambda g, a, b, c: f"tf.{g.pick('floor', 'round', 'sign')}({g.tensor(a, lo=-5, hi=5)} * {g.pick(0.5, 1.5)})",
        lambda g, a, b, c: f"tf.math.{g.pick('floormod', 'floordiv')}({g.tensor(a, dtype='int32', lo=-9, hi=9)}, {g.tensor(a, dtype='int32', lo=-2, hi=3)})",
        lambda g, a, b, c: f"tf.math.bincount({g.ints(a + b, 0, c)}, minlength={g.pick(0, 6)}, maxlength={g.pick('None', 3)})",
        lambda g, a, b, c: f"tf.math.confusion_matrix({g.ints(a, 0, 3)}, {g.ints(a, 0, 3)}, num_classes={g.pick('None', 4)})",
        lambda g, a, b, c: f"tf.searchsorted({sorted(g.ints(a + 1, 0, 9))}, {g.ints(b, -1, 10)}, side='{g.pick('left', 'right')}')",
        lambda g, a, b, c: f"tf.clip_by_norm({g.tensor(a, b)}, {g.pick(0.5, 2.0)}, axes={g.pick('None', '[0]', '[1]')})",
        lambda g, a, b, c: f"tf.space_to_batch({g.tensor(1, 4, 4, 1)}, [2, 2], [[0, {g.pick(0, 1, 2)}], [0, 0]])",
        lambda g, a, b, c: f"tf.range({g.r.randint(-3, 3)}, {g.r.randint(-3, 9)}, {g.pick(1, 2, -1, 3)})",
        lambda g, a, b, c: f"tf.linspace({g.r.randint(-3, 3)}.0, 4.0, {c})",
        lambda g, a, b, c: f"tf.sequence_mask({g.ints(a, 0, 5)}, {g.pick('None', 3, 6)})",
        lambda g, a, b, c: f"tf.unique({g.ints(a + b, 0, 3)})[{g.pick(0, 1)}]",
        lambda g, a, b, c: f"tf.broadcast_to({g.tensor(g.pick(1, a), b)}, [{c}, {a}, {b}])",
        lambda g, a, b, c: f"tf.stack([{g.tensor(a, b)}, {g.tensor(a, g.pick(b, b, c))}], axis={g.pick(0, 1, 2, -1, -3, 3)})",
        lambda g, a, b, c: f"tf.unstack({g.tensor(a, b)}, axis={g.pick(0, 1, -1)})[0]",
        lambda g, a, b, c: f"tf.squeeze({g.tensor(1, a, 1)}, axis={g.pick('None', '0', '2', '[0, 2]', '1', '-1')})",
        lambda g, a, b, c: f"tf.cast({g.tensor(a, b, lo=-300, hi=300)}, tf.{g.pick('int32', 'uint8', 'int8', 'float16', 'bool', 'float64')})",
        lambda g, a, b, c: f"tf.math.{g.pick('lgamma', 'digamma', 'erfinv', 'ndtri', 'bessel_i0e', 'log_sigmoid', 'rsqrt', 'reciprocal_no_nan')}({g.tensor(a, b, lo=0.05, hi=0.95)})",
    ]

    def ops_gradient(self):
        """An op of floats, differentiated through the sum of its squares."""
        while True:
            e = self.pick(*self.OPS)(self, *[self.r.randint(1, 4) for _ in range(3)])
            at = e.find('tf.constant(')
            end = e.find('dtype=tf.float32)', at)
            if at >= 0 and end >= 0 and 'int32)' not in e[at:end]:
                v = e[at:end + len('dtype=tf.float32)')]
                return ('grad', f'tf.Variable({v})', f'tf.reduce_sum(tf.square({e[:at]}v{e[at + len(v):]}))')

    def line(self, area):
        if area == 'ops':
            if self.r.random() < .3:
                return self.ops_gradient()
            return self.pick(*self.OPS)(self, *[self.r.randint(1, 4) for _ in range(3)])
        if area == 'py':
            return self.pick(*self.PY)(self)
        if area == 'tf' and self.r.random() < .15:
            return self.gradient()
        return self.expr(area, self.r.randint(1, 3))[0]


HEAD = '''import numpy as np
import tensorflow as tf
np.set_printoptions(suppress=False)
def show(i, f):
    try:
        v = f()
        print(i, type(v).__name__ if isinstance(v, (int, float, str, bool, list, dict, tuple)) else str(v.dtype), v.numpy() if hasattr(v, "numpy") else repr(v))
    except Exception as e:
        print(i, "error", type(e).__name__, words(e))
def grad(i, f, v):
    try:
        with tf.GradientTape() as t:
            y = f(v)
        g = t.gradient(y, v)
        print(i, y.numpy(), None if g is None else tf.convert_to_tensor(g).numpy())
    except Exception as e:
        print(i, "error", type(e).__name__, words(e))
'''


WORDS = '''
def words(e):
    return %s
'''


def fixed_program(area, seed, lines):
    """A part of the expressions of an area that is not random."""
    every = (fuzz_keras if area in fuzz_keras.AREAS else fuzz_types).lines(area)
    chosen = every[seed * lines:(seed + 1) * lines]
    text = HEAD + (fuzz_keras.SETUP if area in fuzz_keras.AREAS else fuzz_types.TF_SETUP + fuzz_types.MORE_SETUP + fuzz_types.NP_SETUP)
    return text + '\n'.join(call.replace('#', f'#{i}', 1) for i, (call, _) in enumerate(chosen)) + '\n', [shown for _, shown in chosen]


def program(gen, areas, lines):
    out, sources = [HEAD], []
    for i in range(lines):
        e = gen.line(gen.pick(*areas))
        if isinstance(e, tuple):
            out.append(f'grad("#{i}", lambda v: {e[2]}, {e[1]})')
            sources.append(f'gradient of {e[2]} at {e[1]}')
        else:
            out.append(f'show("#{i}", lambda: {e})')
            sources.append(e)
    return '\n'.join(out) + '\n', sources


def answers(text):
    parts = re.split(r'^#(\d+) ', text, flags=re.M)
    return {int(k): v.strip() for k, v in zip(parts[1::2], parts[2::2])}


def real_answers(python, path, env, folder):
    """What TensorFlow answers. Where it crashes, it is asked again without that line."""
    want, lines = {}, open(path).read().split('\n')
    while True:
        run = subprocess.run([python, path], capture_output=True, text=True, env=env, cwd=folder)
        more = answers(run.stdout)
        want.update(more)
        if run.returncode >= 0 or not more:
            return want
        at = max(k for k, line in enumerate(lines) if re.search(r'"#%d"' % max(more), line))
        last = [k for k, line in enumerate(lines) if '"#' in line and k > at][0]
        want[int(re.search(r'"#(\d+)"', lines[last]).group(1))] = 'crash'
        first = min(k for k, line in enumerate(lines) if '"#' in line)
        del lines[first:last + 1]
        with open(path + '.rest.py', 'w') as f:
            f.write('\n'.join(lines))
        path = path + '.rest.py'


def main():
    ap = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    ap.add_argument('--seed', type=int, default=0)
    ap.add_argument('--rounds', type=int, default=1)
    ap.add_argument('--lines', type=int, default=300)
    ap.add_argument('--areas', default='tf,ops,np,py')
    ap.add_argument('--messages', action='store_true')
    ap.add_argument('--kerash', default='')
    ap.add_argument('--python', default='python3')
    a = ap.parse_args()
    exe = a.kerash
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    tmp = tempfile.mkdtemp()
    if not exe:
        exe = os.path.join(tmp, 'kerash')
        subprocess.run(['go', 'build', '-o', exe, './cmd/kerash'], cwd=root, check=True)
    env = dict(os.environ, TF_CPP_MIN_LOG_LEVEL='3', CUDA_VISIBLE_DEVICES='', PYTHONWARNINGS='ignore')
    bad = total = 0
    for seed in range(a.seed, a.seed + a.rounds):
        if a.areas in fuzz_types.AREAS or a.areas in fuzz_keras.AREAS:
            text, sources = fixed_program(a.areas, seed, a.lines)
        else:
            text, sources = program(Gen(random.Random(seed)), a.areas.split(','), a.lines)
        told = fuzz_keras.WORDS if a.areas in fuzz_keras.AREAS else "str(e).split('\\n')[0]"
        text = WORDS % (told if a.messages else "''") + text
        path = os.path.join(tmp, f'round{seed}.py')
        with open(path, 'w') as f:
            f.write(text)
        want = real_answers(a.python, path, env, tmp)
        run = subprocess.run([exe, path], capture_output=True, text=True, env=env, cwd=tmp)
        got = answers(run.stdout)
        if not want:
            sys.exit('the real thing printed nothing: is this a Python with TensorFlow?' if sources else 'no more lines')
        for i, src in enumerate(sources):
            total += 1
            g, w = got.get(i, 'nothing ' + run.stderr[-300:]), want.get(i, 'nothing')
            if w != 'crash' and not same(g, w, tolerance(src)):
                bad += 1
                print(f'seed {seed} #{i}: {src}\n  kerash: {g[:300]}\n  real:   {w[:300]}')
    print(f'{bad} of {total} expressions differ')
    sys.exit(1 if bad else 0)


if __name__ == '__main__':
    main()
