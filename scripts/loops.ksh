#!/usr/bin/env kerash
# A training loop of one's own: what fit does, written out.

keras.utils.set_random_seed(1)

# Points on a line, with noise.
x = np.linspace(-1, 1, 64).reshape(-1, 1).astype("float32")
y = (3 * x - 0.5 + np.random.normal(scale=0.1, size=x.shape)).astype("float32")

model = keras.Sequential([keras.Input(shape=(1,)), layers.Dense(1)])
optimizer = keras.optimizers.SGD(learning_rate=0.1)
loss_fn = keras.losses.MeanSquaredError()
mean_loss = keras.metrics.Mean()

# The data in batches, in a new order each time that it is walked through.
data = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(64).batch(16)


# One step. The tape watches how the loss comes about, so that it can tell the
# gradients; the optimizer moves the weights along them. With tf.function the
# step is recorded once and then replayed, which is faster.
@tf.function
def train_step(xb, yb):
    with tf.GradientTape() as tape:
        loss = loss_fn(yb, model(xb, training=True))
    grads = tape.gradient(loss, model.trainable_weights)
    optimizer.apply_gradients(zip(grads, model.trainable_weights))
    return loss


for epoch in range(20):
    mean_loss.reset_state()
    for xb, yb in data:
        mean_loss.update_state(train_step(xb, yb))
    if epoch % 5 == 4:
        print(f"epoch {epoch + 1}: loss {float(mean_loss.result()):.4f}")

# Slope and offset that it found; 3 and -0.5 would be perfect.
slope, offset = [float(np.squeeze(w)) for w in model.get_weights()]
print(f"slope {slope:.2f}, offset {offset:.2f}")
