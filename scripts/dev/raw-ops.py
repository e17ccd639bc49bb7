#!/usr/bin/env python3
"""Completes interp/tf/raw_ops.tsv, the table of tf.raw_ops.

usage: scripts/dev/raw-ops.py [interp/tf/raw_ops.tsv]

A line of the table is the name of an op and the expression that computes it,
both written by hand; this adds the signature of TensorFlow's generated
function and the op's definition as messages print it, and sorts the lines.
Ops that only graphs can run, as they take variables of version 1, are added
with "-" for their expression, and those that TensorFlow has removed with the
error that they are.
Needs a Python with tensorflow-cpu==2.15.0.
"""
import importlib.util, inspect, os, sys

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
os.environ['CUDA_VISIBLE_DEVICES'] = ''
import tensorflow as tf
from tensorflow.core.framework import types_pb2
from tensorflow.python.framework import kernels, op_def_registry

HERE = os.path.dirname(os.path.abspath(__file__))
spec = importlib.util.spec_from_file_location('op_signatures', os.path.join(HERE, 'op-signatures.py'))
signatures = importlib.util.module_from_spec(spec)
spec.loader.exec_module(signatures)


def definition(d):
    text = signatures.signature(d)
    for a in d.attr:  # messages print types as graphs call them
        types = a.allowed_values.list.type
        if types:
            text = text.replace('allowed=[%s]' % ', '.join(map(signatures.name, types)),
                                'allowed=[%s]' % ', '.join(types_pb2.DataType.Name(t) for t in types))
    return text


def only_graphs(d):
    return any(a.is_ref for a in list(d.input_arg) + list(d.output_arg))


def removed(d):
    """The error of an op that is there, but refuses to run."""
    since, advice = d.deprecation.version, d.deprecation.explanation
    return "fail('UnimplementedError', 'Op %s is not available in GraphDef version %d. It has been removed in version %d. %s.')" % (
        d.name, tf.version.GRAPH_DEF_VERSION, since, advice)


def on_cpu(name):
    return any(k.device_type in ('CPU', 'DEFAULT') for k in kernels.get_registered_kernels_for_op(name).kernel)


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, '../../interp/tf/raw_ops.tsv')
    values = {}
    for line in open(path):
        cells = line.rstrip('\n').split('\t')
        values[cells[0]] = cells[1]
    for name in dir(tf.raw_ops):
        d = op_def_registry.get(name)
        if d and only_graphs(d):
            values[name] = '-'
        elif d and d.HasField('deprecation') and on_cpu(name) and name not in ('TileGrad', 'TopK'):  # they fail otherwise
            values[name] = removed(d)
    with open(path, 'w') as out:
        for name in sorted(values):
            f = getattr(tf.raw_ops, name)
            signature = f.__name__ + str(inspect.signature(f))
            text = definition(op_def_registry.get(name)).replace('\t', '\\t')
            print(name, values[name], signature, text, sep='\t', file=out)


if __name__ == '__main__':
    main()
