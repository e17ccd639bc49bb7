#!/usr/bin/env kerash
# Lesson 16: learning from reward
#
# Nobody tells the right answer here. The model acts, is rewarded now and then,
# and has to find out what the reward was for.

keras.utils.set_random_seed(10)


# The world: a corridor of eight fields. At the right end there is a treasure.
class Corridor:
    length = 8

    def reset(self):
        self.place = 2
        return self.seen()

    def seen(self):
        return np.eye(self.length, dtype="float32")[self.place]

    def step(self, action):
        """Goes left (0) or right (1). Gives what is seen, the reward, and whether it is over."""
        self.place += 1 if action else -1
        if self.place < 0:
            self.place = 0
            return self.seen(), -1.0, True  # fell down at the left end
        done = self.place == self.length - 1
        return self.seen(), 10.0 if done else -0.1, done


world = Corridor()
world.reset()

# The policy: for what it sees, the probabilities of both actions.
policy = keras.Sequential([keras.Input((Corridor.length,)), layers.Dense(16, activation="tanh"), layers.Dense(2, activation="softmax")], name="policy")
optimizer = keras.optimizers.Adam(0.02)


def show():
    for place in range(Corridor.length - 1):
        left, right = policy(np.eye(Corridor.length)[[place]])[0].numpy()
        print(f"field {place}: {'<' * int(20 * left):>20}|{'>' * int(20 * right):<20} {right:.2f} to the right")


show()


def play(most=30):
    """One run: what was seen and done, and the rewards."""
    seen, done, states, actions, rewards = world.reset(), False, [], [], []
    while not done and len(rewards) < most:
        p = policy(seen[None])[0].numpy()
        action = int(np.random.random() < p[1])
        states.append(seen)
        actions.append(action)
        seen, reward, done = world.step(action)
        rewards.append(reward)
    return np.array(states), np.array(actions), rewards


# What an action was worth is all that came after it; what comes late counts less.
def returns(rewards, discount=0.95):
    out, total = [], 0.0
    for r in reversed(rewards):
        total = r + discount * total
        out.append(total)
    return np.array(out[::-1], "float32")


returns([0, 0, 1])

# REINFORCE: make actions more likely by as much as they were worth.
def learn(states, actions, worth):
    with tf.GradientTape() as tape:
        chosen = tf.reduce_sum(policy(states) * tf.one_hot(actions, 2), axis=1)
        loss = -tf.reduce_mean(tf.math.log(chosen) * worth)
    grads = tape.gradient(loss, policy.trainable_weights)
    optimizer.apply_gradients(zip(grads, policy.trainable_weights));


average = 0.0
for episode in range(1, 121):
    states, actions, rewards = play()
    average += 0.1 * (sum(rewards) - average)
    learn(states, actions, returns(rewards) - average)
    if episode % 20 == 0:
        print(f"episode {episode:3d}: {len(rewards):2d} steps, average reward {average:5.1f} {'#' * max(int(3 * average), 0)}")

# Now it knows the way:
show()
_, actions, rewards = play()
print("".join("<>"[a] for a in actions), f"{sum(rewards):.1f}")
