#!/usr/bin/env kerash
# Lesson 13: two models that play against each other
#
# The generator makes numbers up, the discriminator says whether they are real.
# Each learns from the other. Here the real ones are points on a circle.

keras.utils.set_random_seed(6)


def real_points(n):
    angle = np.random.uniform(0, 2 * np.pi, n)
    return (np.stack([np.cos(angle), np.sin(angle)], 1) + np.random.normal(scale=0.05, size=(n, 2))).astype("float32")


def draw(points):
    """A map of the points, 21 x 11 places."""
    grid = [[" "] * 41 for _ in range(15)]
    for px, py in np.asarray(points):
        col, row = int(round(20 + 13 * px)), int(round(7 - 5 * py))
        if 0 <= col < 41 and 0 <= row < 15:
            grid[row][col] = "o"
    print("\n".join("".join(row).rstrip() for row in grid))


draw(real_points(200))

generator = keras.Sequential(
    [keras.Input((4,)), layers.Dense(32), layers.LeakyReLU(), layers.Dense(32), layers.LeakyReLU(), layers.Dense(2)], name="generator"
)
discriminator = keras.Sequential(
    [keras.Input((2,)), layers.Dense(32), layers.LeakyReLU(), layers.Dense(32), layers.LeakyReLU(), layers.Dense(1)], name="discriminator"
)

# Before it has learned anything, all that it makes up lies in the middle.
draw(generator(tf.random.normal((200, 4))))


# A model of its own, with two optimizers. fit calls train_step for each batch.
class GAN(keras.Model):
    def __init__(self, generator, discriminator):
        super().__init__()
        self.generator = generator
        self.discriminator = discriminator

    def compile(self, g_optimizer, d_optimizer):
        super().compile()
        self.g_optimizer = g_optimizer
        self.d_optimizer = d_optimizer
        self.loss_fn = keras.losses.BinaryCrossentropy(from_logits=True)

    def train_step(self, real):
        n = tf.shape(real)[0]

        # First the discriminator: 1 for real ones, 0 for made-up ones. Only its
        # own weights move.
        made_up = self.generator(tf.random.normal((n, 4)))
        with tf.GradientTape() as tape:
            says = self.discriminator(tf.concat([real, made_up], 0))
            truth = tf.concat([tf.ones((n, 1)), tf.zeros((n, 1))], 0)
            d_loss = self.loss_fn(truth, says)
        weights = self.discriminator.trainable_weights
        self.d_optimizer.apply_gradients(zip(tape.gradient(d_loss, weights), weights))

        # Then the generator: it wants to hear 1 for what it made up.
        with tf.GradientTape() as tape:
            says = self.discriminator(self.generator(tf.random.normal((n, 4))))
            g_loss = self.loss_fn(tf.ones((n, 1)), says)
        weights = self.generator.trainable_weights
        self.g_optimizer.apply_gradients(zip(tape.gradient(g_loss, weights), weights))
        return {"d_loss": d_loss, "g_loss": g_loss}


gan = GAN(generator, discriminator)
gan.compile(keras.optimizers.Adam(0.002, beta_1=0.5), keras.optimizers.Adam(0.002, beta_1=0.5))
points = real_points(4096)
distance = lambda p: abs(np.linalg.norm(p, axis=1) - 1).mean()
for round_ in range(4):
    history = gan.fit(points, batch_size=64, epochs=8, verbose=0)
    made_up = generator(tf.random.normal((500, 4))).numpy()
    losses = {name: round(values[-1], 2) for name, values in history.history.items()}
    print(f"after {8 * (round_ + 1):2d} epochs the points are {distance(made_up):.2f} away from the circle; losses {losses}")

# What it makes up now:
draw(made_up[:200])

# The loss does not fall as elsewhere: both get better together. When the
# discriminator is no longer sure of anything, its loss is near log(2).
print(f"{np.log(2):.2f}")
