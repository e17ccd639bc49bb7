#!/usr/bin/env python3
"""Runs the examples of interp/examples in real TensorFlow and shows what differs.

usage: scripts/dev/check-examples.py [PREFIX...]     (only names that begin so)

Needs tensorflow-cpu==2.15.0 and numpy<2. Comparison is as in the conformance
set. A few examples differ for good: names that only kerash has, the digits
that it carries, and what it refuses.
"""
import ast, contextlib, io, os, pathlib, sys, tempfile, warnings

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from fuzz import same

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
warnings.simplefilter("ignore")


def examples():
    """(name, [(code, shown)]) of each example."""
    for path in sorted((pathlib.Path(__file__).parent / "../../interp/examples").glob("*.txt")):
        for part in ("\n" + path.read_text()).split("\n# ")[1:]:
            name, _, text = part.partition("\n")
            steps = []
            for line in text.strip("\n").split("\n"):
                if line.startswith(">>> "):
                    steps.append([line[4:], ""])
                elif line.startswith("..."):
                    steps[-1][0] += "\n" + line[4:]
                else:
                    steps[-1][1] += line + "\n"
            yield name, steps


def shown(code, env):
    """What a cell prints, with its value as a prompt shows it."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        try:
            tree = ast.parse(code)
            if len(tree.body) == 1 and isinstance(tree.body[0], ast.Expr):
                value = eval(compile(ast.Expression(tree.body[0].value), name, "eval"), env)
                if value is not None:
                    print(repr(value))
            else:
                exec(compile(tree, name, "exec"), env)
        except Exception as e:
            print(f"{type(e).__name__}: {e}")
    return out.getvalue()


import numpy as np
import tensorflow as tf
from tensorflow import keras

# These would change the examples after them.
LASTING = ("tf.compat.v1.disable_eager_execution", "tf.config.experimental.enable_op_determinism")

different = 0
for name, steps in examples():
    if name in LASTING or sys.argv[1:] and not name.startswith(tuple(sys.argv[1:])):
        continue
    keras.backend.clear_session()
    keras.utils.get_custom_objects().clear()
    np.set_printoptions(precision=8, suppress=False)
    np.seterr(all="warn", under="ignore")
    env = dict(np=np, tf=tf, keras=keras, layers=keras.layers)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for code, want in steps:
            got = shown(code, env)
            if not same(want, got):
                different += 1
                print(f"{name}\n>>> {code}\nTensorFlow: {got}kerash:     {want}")
print(different, "different")
