#!/usr/bin/env kerash
# Lesson 18: pictures made to deceive
#
# The gradient tells how the weights lower the loss. It also tells how the
# picture raises it: a step that way, too small to matter to the eye.

keras.utils.set_random_seed(8)

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train, x_test = x_train[:3000, ..., None] / 255.0, x_test[:500, ..., None] / 255.0
y_train, y_test = y_train[:3000], y_test[:500]

model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.AveragePooling2D(2),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(10),
    ]
)
loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
model.compile(keras.optimizers.Adam(0.01), loss_fn, metrics=["accuracy"])
history = model.fit(x_train, y_train, epochs=5, verbose=0)


# The sign of the gradient: each pixel becomes a little darker or a little
# lighter, whichever hurts.
def step_away(images, labels, by):
    images = tf.cast(images, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(images)
        loss = loss_fn(labels, model(images))
    return tf.clip_by_value(images + by * tf.sign(tape.gradient(loss, images)), 0, 1)


accuracy = {}
for by in (0, 0.02, 0.05, 0.1, 0.2):
    accuracy[by] = model.evaluate(step_away(x_test, y_test, by), y_test, verbose=0)[1]
    print(f"steps of {by:<4} accuracy {accuracy[by]:.2f}")

# As much noise without a direction does next to nothing.
noise = np.random.choice([-0.1, 0.1], x_test.shape)
noisy = model.evaluate(np.clip(x_test + noise, 0, 1), y_test, verbose=0)[1]
print(f"noise of 0.1  accuracy {noisy:.2f}")

# A model that has seen deceiving pictures in its training stands firmer.
for _ in range(3):
    away = step_away(x_train, y_train, 0.1).numpy()
    history = model.fit(np.concatenate([x_train, away]), np.concatenate([y_train, y_train]), epochs=2, verbose=0)
firm = model.evaluate(step_away(x_test, y_test, 0.1), y_test, verbose=0)[1]
print(f"before {accuracy[0.1]:.2f}, after {firm:.2f}")
