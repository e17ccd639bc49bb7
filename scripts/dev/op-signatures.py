#!/usr/bin/env python3
"""Writes tensor/signatures.tsv: which dtypes TensorFlow's ops take.

usage: scripts/dev/op-signatures.py > tensor/signatures.tsv

Takes the ops that the sources name ("MatMul"). One line each: the name, the
signature as TensorFlow's messages print it (with allowed types in lower case,
without DT_), where some of the types that kerash has are allowed but have
no kernel on the CPU, all kernels, and "-" where there is no gradient. There "CPU T*a b, Tidx*x y" stands for a
kernel of each pair, in that order, and "CPU T=a b" for one kernel of both.
Needs a Python with tensorflow-cpu==2.15.0.
"""
import os, re, sys

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
os.environ['CUDA_VISIBLE_DEVICES'] = ''
import itertools
import tensorflow as tf
from tensorflow.core.framework import types_pb2
from tensorflow.python.framework import kernels, op_def_registry, ops

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDERS = ['tensor', 'interp/tf', 'model', 'model/layers', 'model/losses']
DTYPES = 'bool uint8 uint16 uint32 uint64 int8 int16 int32 int64 half bfloat16 float double complex64 complex128 string'.split()


def name(t):
    return types_pb2.DataType.Name(t)[3:].lower()


def value(v, kind):
    if kind == 'type':
        return types_pb2.DataType.Name(v.type)
    if kind == 'string':
        return '"%s"' % v.s.decode().replace('\n', '\\n')
    if kind == 'bool':
        return str(v.b).lower()
    if kind == 'int':
        return str(v.i)
    if kind == 'float':
        return '%g' % v.f
    if kind == 'shape':
        return '<unknown>' if v.shape.unknown_rank else '[%s]' % ','.join(str(d.size) for d in v.shape.dim)
    l = v.list
    if kind == 'list(type)':
        return '[%s]' % ', '.join(types_pb2.DataType.Name(t) for t in l.type)
    if kind == 'list(string)':
        return '[%s]' % ', '.join('"%s"' % s.decode() for s in l.s)
    return '[%s]' % ', '.join(str(x) for x in list(l.i) + ['%g' % f for f in l.f])


def args(list_):
    out = []
    for a in list_:
        kind = a.type_attr or a.type_list_attr or name(a.type)
        if a.is_ref:
            kind = 'Ref(%s)' % kind
        out.append('%s:%s%s' % (a.name, a.number_attr + '*' if a.number_attr else '', kind))
    return ', '.join(out)


def signature(d):
    parts = [args(d.input_arg) + ' -> ' + args(d.output_arg)]
    for a in d.attr:
        s = 'attr=%s:%s' % (a.name, a.type)
        if a.HasField('default_value'):
            s += ',default=' + value(a.default_value, a.type)
        if a.has_minimum:
            s += ',min=%d' % a.minimum
        if a.HasField('allowed_values'):
            l = a.allowed_values.list
            s += ',allowed=[%s]' % ', '.join(map(name, l.type) if l.type else ('"%s"' % x.decode() for x in l.s))
        parts.append(s)
    for flag in ('is_commutative', 'is_aggregate', 'is_stateful', 'allows_uninitialized_input'):
        if getattr(d, flag):
            parts.append(flag + '=true')
    return '; '.join(parts)


def constraints(k):
    return [(c.name, [name(t) for t in c.allowed_values.list.type]) for c in k.constraint]


def group(run):
    """Kernels of one device in a row, as one product where they are one."""
    device, first = run[0]
    names = [n for n, _ in first]
    if all(len(ts) == 1 for _, cs in run for _, ts in cs):
        rows = [tuple(ts[0] for _, ts in cs) for _, cs in run]
        columns = [list(dict.fromkeys(r[i] for r in rows)) for i in range(len(names))]
        if list(itertools.product(*columns)) == rows:
            return [device + ' ' + ', '.join(n + '*' + ' '.join(c) for n, c in zip(names, columns))]
    return [device + ' ' + ', '.join(n + '=' + ' '.join(ts) for n, ts in cs) for _, cs in run]


def kernel_list(op):
    all_ = [(k.device_type + (' label=' + k.label if k.label else ''), constraints(k)) for k in kernels.get_registered_kernels_for_op(op).kernel]
    out, run = [], []
    for k in all_:
        if run and (run[-1][0] != k[0] or [n for n, _ in run[-1][1]] != [n for n, _ in k[1]]):
            out += group(run)
            run = []
        run.append(k)
    return '|'.join(s.strip() for s in out + (group(run) if run else []))


def incomplete(d):
    ks = [constraints(k) for k in kernels.get_registered_kernels_for_op(d.name).kernel if k.device_type in ('CPU', 'DEFAULT') and not k.label]
    for a in d.attr:
        if a.type != 'type':
            continue
        allowed = [name(t) for t in a.allowed_values.list.type] or DTYPES
        for t in allowed:
            if t in DTYPES and not any(all(n != a.name or t in ts for n, ts in cs) for cs in ks):
                return True
    return False


def has_gradient(op):
    try:
        ops._gradient_registry.lookup(op)
    except LookupError:
        return False
    return True


def main():
    try:
        tf.raw_ops.Round(x=tf.constant([1], tf.int8))  # registers the compiler's kernels
    except tf.errors.NotFoundError:
        pass
    names = set()
    for folder in FOLDERS:
        for f in os.listdir(os.path.join(ROOT, folder)):
            if f.endswith('.go') and not f.endswith('_test.go'):
                names |= set(re.findall(r'"([A-Z][A-Za-z0-9]+)"', open(os.path.join(ROOT, folder, f)).read()))
    for n in sorted(names):
        d = op_def_registry.get(n)
        if d and any(a.type_attr or a.type for a in d.input_arg) and not any(a.type == types_pb2.DT_VARIANT for a in d.input_arg):
            print(n + '\t' + signature(d) + '\t' + (kernel_list(n) if incomplete(d) else '') + '\t' + ('' if has_gradient(n) else '-'))


if __name__ == '__main__':
    main()
