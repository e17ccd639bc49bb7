# Networks of keras.applications: names, counts, arguments and checks.
import numpy as np
from tensorflow import keras
from tensorflow.keras import applications as apps

m = apps.MobileNetV2(input_shape=(96, 96, 3), alpha=0.35, include_top=False, weights=None, pooling="avg")
m.summary(line_length=110)
print(m.name, len(m.layers), len(m.trainable_weights), len(m.non_trainable_weights))
print([w.name for w in m.weights[:6]])

for make, kw in (
    (apps.VGG16, dict(input_shape=(32, 32, 3), include_top=False)),
    (apps.resnet50.ResNet50, dict(input_shape=(32, 32, 3), classes=10)),
    (apps.ResNet50V2, dict(input_shape=(64, 64, 1), include_top=False, pooling="max")),
    (apps.MobileNet, dict(input_shape=(64, 64, 3), alpha=0.25, classes=7, classifier_activation=None)),
    (apps.MobileNet, dict(alpha=0.5, include_top=False)),
    (apps.MobileNetV3Small, dict(input_shape=(64, 64, 3), classes=3)),
    (apps.EfficientNetB0, dict(input_shape=(40, 40, 3), classes=5)),
    (apps.DenseNet121, dict(include_top=False, pooling="avg")),
    (apps.Xception, dict(input_shape=(71, 71, 3), include_top=False, pooling="avg")),
):
    keras.backend.clear_session()
    m = make(weights=None, **kw)
    print(make.__name__, m.name, m.input_shape, m.output_shape, m.count_params(), len(m.layers), m.layers[0].name, m.layers[-1].name)

keras.backend.clear_session()
x = keras.Input((48, 48, 3), name="pixels")
base = apps.MobileNetV2(input_tensor=x, alpha=0.35, include_top=False, weights=None)
print(base.name, base.input_names, base.output_shape)
base.trainable = False
y = keras.layers.GlobalAveragePooling2D()(base.output)
y = keras.layers.Dense(2)(y)
model = keras.Model(x, y)
print(len(model.trainable_weights), model.count_params(), base.get_layer("block_3_add" if any(l.name == "block_3_add" for l in base.layers) else "block_2_add").output.shape)

keras.backend.clear_session()
base = apps.MobileNetV2((32, 32, 3), 0.35, False, None)
inputs = keras.Input((32, 32, 3))
z = apps.mobilenet_v2.preprocess_input(inputs)
z = base(z, training=False)
model = keras.Model(inputs, keras.layers.Flatten()(z))
print([l.name for l in model.layers], model.output_shape)

for make, kw in (
    (apps.VGG16, dict(weights="nope")),
    (apps.VGG19, dict(weights="nope")),
    (apps.ResNet50, dict(weights="nope")),
    (apps.MobileNet, dict(weights="nope")),
    (apps.MobileNetV2, dict(weights="nope")),
    (apps.InceptionV3, dict(weights="nope")),
    (apps.EfficientNetV2B0, dict(weights="nope")),
    (apps.VGG16, dict(classes=10)),
    (apps.EfficientNetB0, dict(classes=10)),
    (apps.InceptionV3, dict(classes=10)),
    (apps.VGG16, dict(weights=None, input_shape=(20, 20, 3))),
    (apps.Xception, dict(weights=None, input_shape=(70, 80, 3), include_top=False)),
    (apps.VGG16, dict(weights=None, input_shape=(64, 64))),
    (apps.VGG16, dict(weights=None, input_shape=(None, None, 3))),
    (apps.VGG16, dict(input_shape=(64, 64, 3))),
    (apps.VGG16, dict(input_shape=(64, 64, 1), include_top=False)),
    (apps.ResNet50, dict(weights=None, foo=1)),
    (apps.MobileNet, dict(weights=None, foo=1)),
    (apps.MobileNetV2, dict(weights=None, foo=1)),
    (apps.MobileNetV3Small, dict(weights=None, input_shape=(16, 16, 3))),
    (apps.MobileNet, dict(alpha=0.3)),
    (apps.MobileNet, dict(depth_multiplier=2)),
    (apps.MobileNetV2, dict(alpha=0.3)),
    (apps.VGG16, dict(weights=None, nothing=1)),
):
    try:
        make(**kw)
        print("no error")
    except Exception as e:
        print(make.__name__, kw, type(e).__name__, e)
