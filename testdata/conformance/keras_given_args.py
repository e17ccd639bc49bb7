# Arguments that are no numbers: what Keras takes when an object is made, and
# shows again as it was given.
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
import numpy as np


def t(label, f):
    try:
        print(label, f())
    except Exception as e:
        print(label, "raises", type(e).__name__)


x = np.ones((2, 3), "float32")
t("dropout", lambda: layers.Dropout("a").rate)
t("inference", lambda: layers.Dropout("a")(x).numpy())
t("noise", lambda: layers.GaussianNoise("a")(x).numpy())
t("momentum", lambda: layers.BatchNormalization(momentum="a").momentum)
t("epsilon", lambda: layers.LayerNormalization(epsilon="a").epsilon)
t("rate", lambda: layers.Dropout(float("nan")))
t("seed", lambda: layers.Dropout(0.5, seed="s").get_config()["seed"])
t("random", lambda: layers.RandomFlip(seed=-0.5)(np.ones((1, 4, 4, 2))).shape)
t("seeds", lambda: layers.RandomZoom(0.1, seed=(1, 2))(np.ones((1, 4, 4, 2))).shape)
t("sgd", lambda: keras.optimizers.SGD(momentum="a").momentum)
t("adam", lambda: keras.optimizers.Adam(beta_1="a", amsgrad=0, weight_decay=(2,)).get_config())
t("flags", lambda: keras.optimizers.RMSprop(centered=None, use_ema=0).get_config())
t("legacy", lambda: keras.optimizers.legacy.Adam(amsgrad=1).get_config())
t("stopping", lambda: keras.callbacks.EarlyStopping(patience="a").patience)
t("plateau", lambda: keras.callbacks.ReduceLROnPlateau(patience="a", cooldown="b").cooldown)
m = keras.Sequential([layers.Dense(1, input_shape=(3,), kernel_initializer="zeros")])
m.compile(keras.optimizers.SGD(0.01), "mse")
t("fit", lambda: len(m.fit(x, np.ones((2, 1)), epochs=2, verbose=0, callbacks=[keras.callbacks.EarlyStopping("loss", patience="a")]).history["loss"]))
t("rnn", lambda: {k: v for k, v in layers.LSTM(2, return_sequences=1, unroll=None, stateful=False).get_config().items() if k in ("return_sequences", "unroll", "stateful")})
t("loss", lambda: keras.losses.BinaryCrossentropy(from_logits=1).get_config())
t("metric", lambda: keras.metrics.CategoricalCrossentropy(from_logits=None).get_config())
t("pool", lambda: layers.AveragePooling1D(True).get_config())
t("conv", lambda: layers.Conv2D(2, 1, strides=True)(np.ones((1, 2, 2, 1))).shape)
t("heads", lambda: layers.MultiHeadAttention("2", 3).get_config()["num_heads"])
t("value", lambda: layers.MultiHeadAttention(2, 3, value_dim=0).get_config()["value_dim"])
t("built", lambda: layers.MultiHeadAttention(1.5, 3)(np.ones((1, 2, 3)), np.ones((1, 2, 3))))
t("schedule", lambda: keras.optimizers.schedules.ExponentialDecay("a", 10, 0.9)(1))
t("room", lambda: keras.metrics.MeanIoU(num_classes=10**10))
t("crossing", lambda: layers.HashedCrossing(3, output_mode="one_hot")((np.array(["a"]), np.array(["b"]))).shape)
