# 200 steps of a classifier of points on two spirals: each optimizer's loss, every 10 steps.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

rng = np.random.RandomState(0)
t = np.linspace(0.3, 3.0, 80)
label = np.repeat([0, 1], 80)
angle = np.concatenate([t, t + np.pi]) * 2.0
radius = np.concatenate([t, t])
x = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1) + rng.normal(scale=0.05, size=(160, 2))
order = rng.permutation(160)
x, label = x[order].astype("float32"), label[order]


def curve(name, optimizer):
    keras.utils.set_random_seed(7)
    model = keras.Sequential(
        [
            keras.Input((2,)),
            layers.Dense(16, activation="tanh"),
            layers.Dense(16, activation="relu"),
            layers.Dropout(0.0),
            layers.Dense(2),
        ]
    )
    model.compile(optimizer, keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    losses = []
    for step in range(200):
        batch = slice(16 * (step % 10), 16 * (step % 10) + 16)
        losses.append(model.train_on_batch(x[batch], label[batch]))
    print(name)
    for i in range(0, 200, 50):
        print("   ", " ".join(f"{v:.4f}" for v in losses[i : i + 50 : 10]))


curve("sgd", keras.optimizers.SGD(0.1))
curve("momentum", keras.optimizers.SGD(0.05, momentum=0.9))
curve("nesterov", keras.optimizers.SGD(0.05, momentum=0.9, nesterov=True))
curve("adam", keras.optimizers.Adam(0.01))
curve("amsgrad", keras.optimizers.Adam(0.01, amsgrad=True))
curve("adamw", keras.optimizers.AdamW(0.01, weight_decay=0.02))
curve("rmsprop", keras.optimizers.RMSprop(0.005))
curve("rmsprop centered", keras.optimizers.RMSprop(0.005, momentum=0.5, centered=True))
curve("nadam", keras.optimizers.Nadam(0.01))
curve("adamax", keras.optimizers.Adamax(0.01))
curve("adagrad", keras.optimizers.Adagrad(0.1))
curve("adadelta", keras.optimizers.Adadelta(1.0))
curve("ftrl", keras.optimizers.Ftrl(0.1))
curve("lion", keras.optimizers.Lion(0.002))
curve("adafactor", keras.optimizers.Adafactor(0.02))
curve("cosine", keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.0, 150, warmup_target=0.02, warmup_steps=20)))
curve("clipped", keras.optimizers.SGD(0.1, momentum=0.9, global_clipnorm=0.5))
