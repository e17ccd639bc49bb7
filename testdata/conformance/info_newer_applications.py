# The families whose names of layers, weights and functions of tf matter for
# files: RegNet, ConvNeXt, ResNet-RS.
import numpy as np
from tensorflow import keras


def digest(m):
    print(m.name, m.count_params(), len(m.layers), m.output_shape)
    for l in m.layers[:12] + m.layers[-12:]:
        print(" ", l.name, type(l).__name__, l.output_shape, [w.name for w in l.weights])
    total = 0
    for i, l in enumerate(m.layers):
        total += (i + 1) * sum(ord(c) for c in l.name) + l.count_params()
    print(total)


for name in ["RegNetX002", "RegNetY004", "ConvNeXtTiny", "ResNetRS50"]:
    keras.backend.clear_session()
    make = getattr(keras.applications, name)
    digest(make(weights=None, input_shape=(32, 32, 3), classes=5))
    digest(make(weights=None, include_top=False, pooling="avg", include_preprocessing=False))
    for kwargs in [dict(weights="nope"), dict(weights="imagenet", classes=3), dict(weights=None, input_shape=(16, 16, 3)),
                   dict(weights=None, input_shape=(None, None, 3)), dict(weights="imagenet", input_shape=(64, 64, 3))]:
        if name == "ResNetRS50" and "input_shape" in kwargs and kwargs["weights"]:
            continue  # has weights for other sizes, and would download them
        try:
            make(**kwargs)
        except Exception as e:
            print(type(e).__name__, e)

keras.backend.clear_session()
m = keras.applications.RegNetX002(model_name="mine", weights=None, include_top=False, input_shape=(32, 32, 3))
for i, w in enumerate(m.weights):
    v = np.sin(np.arange(int(np.prod(w.shape))) * 0.37 + i).reshape(w.shape)
    w.assign(np.abs(v) + 0.5 if "variance" in w.name or "gamma" in w.name else v * 0.05)
x = (np.arange(32 * 32 * 3) % 256).reshape(1, 32, 32, 3).astype("float32")
print(m.name, m.layers[1].name, float(np.mean(m(x))) > 0, m(x).shape)
scale = keras.applications.ConvNeXtTiny(weights=None, include_top=False).get_layer("convnext_tiny_stage_0_block_0_layer_scale")
print(scale.get_config(), scale.gamma.shape, float(scale.gamma[0]) == np.float32(1e-6))
