# Pictures turned, shifted, sheared and zoomed, by given amounts and at random
import numpy as np
from tensorflow.keras.preprocessing import image as im

np.set_printoptions(precision=4, suppress=True)
x = (np.arange(30).reshape(5, 6, 1) ** 2 % 37).astype("float32")
hwc = dict(row_axis=0, col_axis=1, channel_axis=2)


def show(name, y):
    print(name, y.dtype, y.shape)
    print(y.reshape(y.shape[0], -1))


def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


for mode in ["nearest", "reflect", "wrap", "constant"]:
    for order in [0, 1]:
        k = dict(hwc, fill_mode=mode, cval=3.5, order=order)
        show(f"{mode} {order} theta", im.apply_affine_transform(x, theta=31, **k))
        show(f"{mode} {order} shift", im.apply_affine_transform(x, tx=1.3, ty=-2.6, **k))
        show(f"{mode} {order} shear", im.apply_affine_transform(x, shear=20, **k))
        show(f"{mode} {order} zoom", im.apply_affine_transform(x, zx=1.7, zy=0.6, **k))
        show(f"{mode} {order} all", im.apply_affine_transform(x, 12, 0.4, 9.3, 5, 0.8, 1.1, **k))
first = np.stack([x[..., 0], 40 - x[..., 0]])
show("channels first", im.apply_affine_transform(first, theta=20, tx=1).reshape(2, -1))
show("rows after columns", im.apply_affine_transform(x, theta=20, tx=1, row_axis=1, col_axis=0, channel_axis=2))
show("bytes", im.apply_affine_transform(x.astype("uint8"), theta=45, **hwc))
show("ints", im.apply_affine_transform((x - 18).astype("int32"), theta=45, **hwc))
print(im.apply_affine_transform(x) is x)
np.random.seed(3)
show("rotation", im.random_rotation(x, 40, **hwc))
show("shift", im.random_shift(x, 0.3, 0.4, **hwc))
show("shear", im.random_shear(x, 25, **hwc, fill_mode="reflect"))
show("zoom", im.random_zoom(x, (0.5, 1.5), **hwc, interpolation_order=0))
show("none", im.random_zoom(x, (1, 1), **hwc))
show("channel", im.apply_channel_shift(x, 5.5, channel_axis=2))
show("random channel", im.random_channel_shift(x, 9, channel_axis=2))
show("brightness", im.apply_brightness_shift(x, 0.4))
show("brightness kept", im.apply_brightness_shift(x, 1.7, scale=False))
show("brightness below 0", im.apply_brightness_shift(x - 5, 0.5, scale=False))
show("random brightness", im.random_brightness(x, (0.2, 1.8)))
print(round(np.random.random(), 6))
t(lambda: im.apply_affine_transform(x, theta=1, row_axis=0, col_axis=0))
t(lambda: im.apply_affine_transform(x[..., 0], theta=1))
t(lambda: im.apply_affine_transform(x, theta=1, row_axis=0, col_axis=2, channel_axis=1))
t(lambda: im.random_zoom(x, (1, 2, 3)))
t(lambda: im.random_brightness(x, (1,)))
