#!/usr/bin/env kerash
# Lesson 19: from noise to shape, step by step
#
# A diffusion model learns to tell the noise in what it sees. Taking it away
# little by little turns pure noise into something like the examples.

keras.utils.set_random_seed(3)


# The examples: points on two half-circles.
def moons(n):
    t = np.random.uniform(0, np.pi, n)
    upper = np.random.rand(n) < 0.5
    x = np.where(upper, np.cos(t) - 0.5, 0.5 - np.cos(t))
    y = np.where(upper, np.sin(t) - 0.25, 0.25 - np.sin(t))
    return np.stack([x, y], 1).astype("float32")


def draw(points):
    grid = [[" "] * 49 for _ in range(15)]
    for px, py in np.asarray(points):
        col, row = int(round(24 + 14 * px)), int(round(7 - 7 * py))
        if 0 <= col < 49 and 0 <= row < 15:
            grid[row][col] = "o"
    print("\n".join("".join(row).rstrip() for row in grid))


draw(moons(200))


# At time 0 there is only the point, at time 1 only noise.
def parts(time):
    angle = time * (np.pi / 2 - 0.02) + 0.01
    return tf.cos(angle), tf.sin(angle)


# The network gets the noisy point and the time, and says what the noise is.
point, time = keras.Input((2,)), keras.Input((1,))
waves = layers.Concatenate()([tf.sin(np.pi * k * time) for k in (0.5, 1, 2)])
x = layers.Concatenate()([point, waves])
for _ in range(3):
    x = layers.Dense(64, activation="swish")(x)
network = keras.Model([point, time], layers.Dense(2)(x), name="denoiser")


class Diffusion(keras.Model):
    def __init__(self, network):
        super().__init__()
        self.network = network

    def train_step(self, points):
        noise = tf.random.normal(tf.shape(points))
        time = tf.random.uniform((tf.shape(points)[0], 1))
        signal, rate = parts(time)
        with tf.GradientTape() as tape:
            guess = self.network([signal * points + rate * noise, time])
            loss = tf.reduce_mean((guess - noise) ** 2)
        weights = self.network.trainable_weights
        self.optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights))
        return {"loss": loss}

    def generate(self, n, steps):
        x = tf.random.normal((n, 2))
        for k in range(steps, 0, -1):
            now, then = tf.fill((n, 1), k / steps), tf.fill((n, 1), (k - 1) / steps)
            signal, rate = parts(now)
            noise = self.network([x, now])
            points = (x - rate * noise) / signal
            signal, rate = parts(then)
            x = signal * tf.clip_by_value(points, -2, 2) + rate * noise
        return x


def distance(points):
    """How far points are from the nearest of many examples, on the average."""
    gaps = np.linalg.norm(np.asarray(points)[:, None] - moons(500)[None], axis=-1)
    return gaps.min(axis=1).mean()


model = Diffusion(network)
model.compile(keras.optimizers.Adam(0.003))
print(f"noise: {distance(np.random.normal(size=(300, 2))):.2f} away from the examples")
history = model.fit(moons(6000), batch_size=100, epochs=60, verbose=0)
made = model.generate(300, 20)
print(f"made:  {distance(made):.2f}")

# What it made of noise:
draw(made[:200])
