# Which layers TensorFlow can run on a CPU with the channels first, and what the others say.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

first = dict(data_format='channels_first')
shapes = {1: (2, 3, 8), 2: (2, 3, 8, 8), 3: (1, 3, 6, 6, 6)}


def show(label, f):
    try:
        print(label, f())
    except Exception as e:
        lines = [s for s in str(e).split('\n') if s.strip()]
        print(label, type(e).__name__, lines[1] if lines[0].startswith('Exception enc') else lines[-2])


def fit(layer, x):
    m = keras.Sequential([layer, layers.Flatten(), layers.Dense(1)])
    m.compile('sgd', 'mse')
    m.fit(x, np.ones((len(x), 1)), verbose=0)
    return 'trained'


for rank, make in [
    (1, lambda: layers.Conv1D(4, 3, **first)), (1, lambda: layers.Conv1D(6, 3, groups=3, **first)), (1, lambda: layers.Conv1DTranspose(4, 3, **first)),
    (1, lambda: layers.SeparableConv1D(4, 3, **first)), (1, lambda: layers.DepthwiseConv1D(3, **first)), (1, lambda: layers.MaxPooling1D(2, **first)),
    (1, lambda: layers.AveragePooling1D(2, **first)), (2, lambda: layers.Conv2D(4, 3, **first)), (2, lambda: layers.Conv2D(6, 3, groups=3, **first)),
    (2, lambda: layers.Conv2DTranspose(4, 3, **first)), (2, lambda: layers.SeparableConv2D(4, 3, **first)), (2, lambda: layers.DepthwiseConv2D(3, **first)),
    (2, lambda: layers.MaxPooling2D(2, **first)), (2, lambda: layers.AveragePooling2D(2, **first)), (2, lambda: layers.GlobalMaxPooling2D(**first)),
    (2, lambda: layers.BatchNormalization(axis=1)), (2, lambda: layers.UpSampling2D(2, **first)), (2, lambda: layers.ZeroPadding2D(1, **first)),
    (3, lambda: layers.Conv3D(4, 3, **first)), (3, lambda: layers.Conv3DTranspose(4, 3, **first)), (3, lambda: layers.MaxPooling3D(2, **first)),
]:
    x = np.linspace(0, 1, int(np.prod(shapes[rank]))).reshape(shapes[rank]).astype('float32')
    name = make().__class__.__name__
    show(name + ':', lambda: tuple(make()(x).shape))
    show(name + ' of an input:', lambda: tuple(make()(keras.Input(x.shape[1:])).shape))
    show(name + ' predicts:', lambda: keras.Sequential([make()]).predict(x, verbose=0).shape)
    if make().count_params() if make().built else 'Pool' not in name:
        try:
            print(name, fit(make(), x))
        except Exception as e:
            print(name, 'trains:', type(e).__name__)
