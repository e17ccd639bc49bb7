# Reinforcement learning on an environment of one's own: actor-critic and deep Q-learning.
import collections
import random

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

seed = 42
gamma = 0.99
max_steps_per_episode = 25
keras.utils.set_random_seed(seed)
eps = np.finfo(np.float32).eps.item()


class Box:
    def __init__(self, low, high, shape):
        self.low, self.high, self.shape = low, high, shape


class CartOnRails:
    """Keep the cart near the middle: push it left or right."""

    metadata = {"render_modes": []}
    observation_space = Box(-np.inf, np.inf, (2,))
    num_actions = 2

    def __init__(self, seed=None):
        self.np_random = np.random.RandomState(seed)

    def reset(self):
        self.state = self.np_random.uniform(low=-0.2, high=0.2, size=(2,))
        self.steps = 0
        return np.array(self.state, dtype=np.float32)

    def step(self, action):
        x, v = self.state
        force = 0.1 if action == 1 else -0.1
        v = v + force + 0.05 * x
        x = x + 0.5 * v
        self.state = np.array([x, v])
        self.steps += 1
        done = bool(abs(x) > 1.0)
        return np.array(self.state, dtype=np.float32), 1.0 if not done else -1.0, done, {}


env = CartOnRails(seed)
num_inputs, num_actions, num_hidden = 2, 2, 16
inputs = layers.Input(shape=(num_inputs,))
common = layers.Dense(num_hidden, activation="relu")(inputs)
action = layers.Dense(num_actions, activation="softmax")(common)
critic = layers.Dense(1)(common)
model = keras.Model(inputs=inputs, outputs=[action, critic])

optimizer = keras.optimizers.Adam(learning_rate=0.01)
huber_loss = keras.losses.Huber()
action_probs_history = []
critic_value_history = []
rewards_history = []
running_reward = 0
episode_count = 0
while episode_count < 6:
    state = env.reset()
    episode_reward = 0
    with tf.GradientTape() as tape:
        for timestep in range(1, max_steps_per_episode):
            state = tf.convert_to_tensor(state)
            state = tf.expand_dims(state, 0)
            action_probs, critic_value = model(state)
            critic_value_history.append(critic_value[0, 0])
            p = np.squeeze(action_probs).astype("float64")
            action = np.random.choice(num_actions, p=p / p.sum())
            action_probs_history.append(tf.math.log(action_probs[0, action]))
            state, reward, done, _ = env.step(action)
            rewards_history.append(reward)
            episode_reward += reward
            if done:
                break
        running_reward = 0.05 * episode_reward + (1 - 0.05) * running_reward
        returns = []
        discounted_sum = 0
        for r in rewards_history[::-1]:
            discounted_sum = r + gamma * discounted_sum
            returns.insert(0, discounted_sum)
        returns = np.array(returns)
        returns = (returns - np.mean(returns)) / (np.std(returns) + eps)
        returns = returns.tolist()
        history = zip(action_probs_history, critic_value_history, returns)
        actor_losses = []
        critic_losses = []
        for log_prob, value, ret in history:
            diff = ret - value
            actor_losses.append(-log_prob * diff)
            critic_losses.append(huber_loss(tf.expand_dims(value, 0), tf.expand_dims(ret, 0)))
        loss_value = sum(actor_losses) + sum(critic_losses)
    grads = tape.gradient(loss_value, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
    action_probs_history.clear()
    critic_value_history.clear()
    rewards_history.clear()
    episode_count += 1
    template = "running reward: {:.2f} at episode {}, loss {:.3f}"
    print(template.format(running_reward, episode_count, float(loss_value)))

# --- Deep Q-learning with a target network
epsilon, epsilon_min, epsilon_max = 1.0, 0.1, 1.0
batch_size = 16
Transition = collections.namedtuple("Transition", "state action next_state done reward")
replay = collections.deque(maxlen=200)


def create_q_model():
    inputs = layers.Input(shape=(2,))
    layer1 = layers.Dense(16, activation="relu", kernel_initializer=keras.initializers.HeUniform(seed=1))(inputs)
    return keras.Model(inputs=inputs, outputs=layers.Dense(num_actions, activation="linear", kernel_initializer=keras.initializers.HeUniform(seed=2))(layer1))


q_model = create_q_model()
target_model = create_q_model()
q_optimizer = keras.optimizers.Adam(learning_rate=0.00025, clipnorm=1.0)
loss_function = keras.losses.Huber()
frame_count = 0
losses = []
for episode in range(4):
    state = np.array(env.reset())
    for timestep in range(1, 20):
        frame_count += 1
        if frame_count < 10 or epsilon > np.random.rand(1)[0]:
            action = np.random.choice(num_actions)
        else:
            action_q = q_model(tf.expand_dims(tf.convert_to_tensor(state), 0), training=False)
            action = tf.argmax(action_q[0]).numpy()
        epsilon -= (epsilon_max - epsilon_min) / 50
        epsilon = max(epsilon, epsilon_min)
        state_next, reward, done, _ = env.step(action)
        replay.append(Transition(state, action, state_next, float(done), reward))
        state = state_next
        if frame_count % 4 == 0 and len(replay) > batch_size:
            indices = np.random.choice(range(len(replay)), size=batch_size)
            sample = [replay[i] for i in indices]
            state_sample = np.array([t.state for t in sample])
            state_next_sample = np.array([t.next_state for t in sample])
            rewards_sample = [t.reward for t in sample]
            action_sample = [t.action for t in sample]
            done_sample = tf.convert_to_tensor([t.done for t in sample])
            future_rewards = target_model.predict(state_next_sample, verbose=0)
            updated_q_values = rewards_sample + gamma * tf.reduce_max(future_rewards, axis=1)
            updated_q_values = updated_q_values * (1 - done_sample) - done_sample
            masks = tf.one_hot(action_sample, num_actions)
            with tf.GradientTape() as tape:
                q_values = q_model(state_sample)
                q_action = tf.reduce_sum(tf.multiply(q_values, masks), axis=1)
                loss = loss_function(updated_q_values, q_action)
            grads = tape.gradient(loss, q_model.trainable_variables)
            q_optimizer.apply_gradients(zip(grads, q_model.trainable_variables))
            losses.append(float(loss))
        if frame_count % 20 == 0:
            target_model.set_weights(q_model.get_weights())
            print("frames", frame_count, "replay", len(replay), f"epsilon {epsilon:.3f} loss {np.mean(losses[-4:]):.4f}")
        if done:
            break


# --- Polyak averages and noise, as DDPG has them
class OUActionNoise:
    def __init__(self, mean, std_deviation, theta=0.15, dt=1e-2, x_initial=None):
        self.theta = theta
        self.mean = mean
        self.std_dev = std_deviation
        self.dt = dt
        self.x_initial = x_initial
        self.reset()

    def __call__(self):
        x = self.x_prev + self.theta * (self.mean - self.x_prev) * self.dt + self.std_dev * np.sqrt(self.dt) * np.random.normal(size=self.mean.shape)
        self.x_prev = x
        return x

    def reset(self):
        if self.x_initial is not None:
            self.x_prev = self.x_initial
        else:
            self.x_prev = np.zeros_like(self.mean)


@tf.function
def update_target(target_weights, weights, tau):
    for a, b in zip(target_weights, weights):
        a.assign(b * tau + a * (1 - tau))


ou_noise = OUActionNoise(mean=np.zeros(1), std_deviation=float(0.2) * np.ones(1))
update_target(target_model.variables, q_model.variables, 0.005)
print([round(float(ou_noise()[0]), 4) for _ in range(3)], [f"{float(tf.norm(v)):.3f}" for v in target_model.variables])

# --- PPO's clipped objective
logits = tf.Variable([[0.2, -0.1], [0.5, 0.3], [-0.4, 0.9]])
actions = tf.constant([0, 1, 1])
advantages = tf.constant([1.0, -0.5, 2.0])
old = tf.constant([-0.7, -0.8, -0.2])


def logprobabilities(logits, a):
    logprobabilities_all = tf.nn.log_softmax(logits)
    return tf.reduce_sum(tf.one_hot(a, num_actions) * logprobabilities_all, axis=1)


@tf.function
def train_policy(clip_ratio=0.2):
    with tf.GradientTape() as tape:
        ratio = tf.exp(logprobabilities(logits, actions) - old)
        min_advantage = tf.where(advantages > 0, (1 + clip_ratio) * advantages, (1 - clip_ratio) * advantages)
        policy_loss = -tf.reduce_mean(tf.minimum(ratio * advantages, min_advantage))
    policy_grads = tape.gradient(policy_loss, [logits])
    kl = tf.reduce_sum(tf.reduce_mean(old - logprobabilities(logits, actions)))
    return policy_grads, kl


grads, kl = train_policy()
print(np.round(grads[0], 4).tolist(), f"{float(kl):.4f}")
samples = tf.squeeze(tf.random.categorical(tf.math.log([[0.1, 0.9]]), 5), axis=0)
print(samples.shape, samples.dtype)
