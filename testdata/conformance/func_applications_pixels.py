# preprocess_input and decode_predictions.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import applications as apps

x = (np.arange(2 * 2 * 2 * 3) * 10 % 256).reshape(2, 2, 2, 3)
for name in ("vgg16", "vgg19", "resnet", "resnet50", "resnet_v2", "densenet", "mobilenet", "mobilenet_v2", "mobilenet_v3", "efficientnet", "efficientnet_v2", "xception", "inception_v3", "inception_resnet_v2", "nasnet"):
    f = getattr(apps, name).preprocess_input
    y = f(x.copy())
    print(name, y.dtype, np.round(y[0, 0], 4).tolist())
    f32 = x.astype("float32")
    y = f(f32)
    print("  in place:", np.allclose(f32, y), np.shares_memory(f32, y))
    t = f(tf.constant(x, tf.float32))
    print("  tensor:", np.round(t.numpy()[1, 1], 4).tolist(), t.dtype.name)

u = apps.imagenet_utils.preprocess_input
for mode in ("caffe", "tf", "torch"):
    print(mode, np.round(u(x.astype("float64"), mode=mode)[1, 0, 1], 4).tolist())
    print(mode, np.round(u(x[0].astype("float32"), mode=mode)[1, 1], 4).tolist())
    first = np.transpose(x, (0, 3, 1, 2))
    print(mode, np.round(u(first, data_format="channels_first", mode=mode)[0, :, 0, 1], 4).tolist())
    print(mode, np.round(u(first[1].astype("float32"), data_format="channels_first", mode=mode)[:, 1, 0], 4).tolist())
print(np.round(u(tf.constant(x, tf.float32)).numpy()[0, 0, 0], 3).tolist())
for kw in (dict(mode="foo"), dict(data_format="foo")):
    try:
        u(x, **kw)
    except ValueError as e:
        print(e)

inputs = keras.Input((4, 4, 3))
for name in ("vgg16", "densenet", "mobilenet"):
    m = keras.Model(inputs, getattr(apps, name).preprocess_input(inputs))
    print(name, [l.name for l in m.layers])
    print(np.round(m(np.full((1, 4, 4, 3), 100.0, "float32")).numpy()[0, 0, 0], 4).tolist())

try:
    apps.vgg16.decode_predictions(np.zeros((1, 10)))
except ValueError as e:
    print(e)
