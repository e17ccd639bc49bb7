# What the generators of layer cases share: runs a layer of Keras 2.15 and writes
# down its config, weights, outputs, gradients, masks and shapes.
import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf
from tensorflow import keras

L = keras.layers


def X(*shape, k=0):
    return tf.constant(np.sin(np.arange(np.prod(shape)) * 0.7 + k).reshape(shape).astype("float32"))


def I(*shape, n=5, dtype="int32"):
    return tf.constant((np.arange(np.prod(shape)) * 7 % n).reshape(shape), dtype=dtype)


def encode(v):
    if isinstance(v, tf.TensorShape):
        v = tuple(v.as_list())
    if isinstance(v, tuple):
        return {"__tuple__": [encode(x) for x in v]}
    if isinstance(v, (tf.Tensor, tf.Variable)):
        return {"__tensor__": {"shape": v.shape.as_list(), "dtype": v.dtype.name, "values": flat(v)}}
    if isinstance(v, np.ndarray):
        return {"__tensor__": {"shape": list(v.shape), "dtype": v.dtype.name, "values": flat(v)}}
    if isinstance(v, dict):
        return {k: encode(x) for k, x in v.items()}
    if isinstance(v, keras.layers.Layer):
        return encode(keras.layers.serialize(v))
    if hasattr(v, "get_config"):
        return encode(keras.saving.serialize_keras_object(v))
    if isinstance(v, (list, keras.utils.Sequence)) or type(v).__name__ == "ListWrapper":
        return [encode(x) for x in v]
    if isinstance(v, np.generic):
        return encode(v.item())
    if isinstance(v, float) and v == int(v) if isinstance(v, float) and np.isfinite(v) else False:
        return {"__float__": repr(v)}
    return v


def flat(v):
    a = np.asarray(v)
    if a.dtype.kind in "SUO":
        return [x.decode() if isinstance(x, bytes) else x for x in a.ravel().tolist()]
    if a.dtype.kind == "f":
        return [x if not np.isfinite(x) else float("%.8g" % x) for x in a.astype("float64").ravel().tolist()] if np.isfinite(a).all() else [str(x) for x in a.astype("float64").ravel().tolist()]
    return a.astype("int64").ravel().tolist()


def variables(layer):
    return [w for w in layer.weights if isinstance(w, tf.Variable)]


def set_weights(layer):
    values = []
    for i, w in enumerate(layer.weights):
        v = 0.3 * np.cos(np.arange(np.prod(w.shape)) + i).reshape(w.shape)
        if "variance" in w.name:
            v = np.abs(v) + 0.5
        values.append(v.astype(w.dtype.as_numpy_dtype) if w.dtype.is_floating else w.numpy())
    layer.set_weights(values)


def tensors(v):
    return [t for t in tf.nest.flatten(v) if isinstance(t, (tf.Tensor, tf.Variable))]


def error(f):
    try:
        f()
    except Exception as e:
        return type(e).__name__ + ": " + str(e)
    return None


def run(name, kwargs, inputs, call=None, symbolic=None, only=None, adapt=None, batch_size=None):
    keras.backend.clear_session()
    call = call or {}
    case = {"class": name, "kwargs": encode(kwargs), "inputs": encode(inputs), "call": encode(call)}
    if only:
        case["only"] = only
    layer = getattr(L, name)(**kwargs)
    case["config"] = encode(layer.get_config())
    if adapt is not None:
        case["adapt"], case["batch_size"] = encode(adapt), batch_size
        layer.adapt(np.array(adapt) if isinstance(adapt, list) else adapt.numpy(), batch_size=batch_size)
    layer(inputs, **call)
    case["built_config"] = encode(layer.get_config())
    if hasattr(layer, "get_vocabulary"):
        case["vocabulary"] = encode(layer.get_vocabulary())
    elif adapt is None:
        set_weights(layer)
    floats = [t for t in tensors(inputs) if t.dtype.is_floating]
    with tf.GradientTape(persistent=True) as tape:
        for t in floats:
            tape.watch(t)
        y = layer(inputs, **call)
        loss = 0.0
        for t in tensors(y):
            if t.dtype.is_floating:
                n = int(np.prod(t.shape))
                loss += tf.reduce_sum(tf.cast(t, "float32") * np.sin(np.arange(n) * 0.3 + 0.1).reshape(t.shape).astype("float32"))
    case["outputs"] = encode(tensors(y))
    if any("_keras_mask" in dir(t) and t._keras_mask is not None for t in tensors(y)):
        case["masks"] = [encode(getattr(t, "_keras_mask", None)) for t in tensors(y)]
    case["weights"] = [[w.name, w.shape.as_list(), bool(w.trainable), w.dtype.name] for w in variables(layer)]
    case["after"] = [flat(w) for w in variables(layer)]
    if layer.losses:
        case["losses"] = [float("%.7g" % float(l)) for l in layer.losses]
    try:
        if isinstance(loss, tf.Tensor):
            tape.gradient(loss, floats)
    except LookupError:
        loss = None
    if isinstance(loss, tf.Tensor):
        case["input_gradients"] = [None if g is None else flat(tf.convert_to_tensor(g)) for g in tape.gradient(loss, floats)]
        case["weight_gradients"] = [None if g is None else flat(tf.convert_to_tensor(g)) for g in tape.gradient(loss, layer.trainable_weights)]
    shapes = symbolic or tf.nest.map_structure(lambda t: (None,) + tuple(t.shape[1:]), inputs)
    try:
        ins = tf.nest.map_structure(lambda t: t, inputs)
        flat_shapes = [tuple(s) for s in (symbolic if symbolic else [(None,) + tuple(t.shape[1:]) for t in tensors(inputs)])]
        syms = [keras.Input(batch_shape=s, dtype=t.dtype) for s, t in zip(flat_shapes, tensors(inputs))]
        arg = syms[0] if isinstance(inputs, tf.Tensor) else tf.nest.pack_sequence_as(inputs, syms)
        keras.backend.clear_session()
        layer = getattr(L, name)(**kwargs)
        if adapt is not None:
            layer.adapt(np.array(adapt) if isinstance(adapt, list) else adapt.numpy(), batch_size=batch_size)
        out = layer(arg, **{k: v for k, v in call.items() if not isinstance(v, (tf.Tensor, list, tuple))})
        case["symbolic"] = {"in": encode(flat_shapes), "out": [encode(tuple(t.shape)) for t in tf.nest.flatten(out)]}
    except Exception as e:
        case["symbolic_error"] = type(e).__name__ + ": " + str(e)[:200]
    return case


def bad(name, kwargs, inputs=None):
    keras.backend.clear_session()

    def f():
        layer = getattr(L, name)(**kwargs)
        if inputs is not None:
            layer(inputs)

    return {"class": name, "kwargs": encode(kwargs), "inputs": encode(inputs), "error": error(f)}


def write(file, cases, errors):
    path = os.path.join(os.path.dirname(os.path.abspath(sys.argv[0])), file)
    with open(path, "w") as f:
        f.write('{"cases": [\n' + ",\n".join(json.dumps(c) for c in cases) + '\n],\n"errors": [\n' + ",\n".join(json.dumps(e) for e in errors) + "\n]}\n")
