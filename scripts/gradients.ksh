#!/usr/bin/env kerash
# Lesson 7: gradients, the slope that training walks down
#
# A tape watches what happens to variables. Asked afterwards, it tells how a
# result changes when a variable does: the gradient.

x = tf.Variable(3.0)
with tf.GradientTape() as tape:
    y = x**2
tape.gradient(y, x)  # 2x, at x = 3

# Constants are not watched until one asks for it.
c = tf.constant(3.0)
with tf.GradientTape() as tape:
    y = c**2
print(tape.gradient(y, c))
with tf.GradientTape() as tape:
    tape.watch(c)
    y = c**2
print(tape.gradient(y, c))

# A tape within a tape gives the gradient of a gradient: 6x for x cubed.
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = x**3
    slope = inner.gradient(y, x)
print("slope", slope.numpy(), "and its slope", outer.gradient(slope, x).numpy())

# Going downhill: a step against the gradient makes the loss smaller. Here the
# valley is a parabola with its bottom at 1, and the ball rolls to it.
ball = tf.Variable(4.0)
for step in range(12):
    with tf.GradientTape() as tape:
        loss = (ball - 1) ** 2
    ball.assign_sub(0.2 * tape.gradient(loss, ball));
    print(f"{step:2d} {float(loss):6.3f} |" + " " * int(8 * float(ball)) + "o")

# The step's length is the learning rate. Too long a step jumps over the valley
# and climbs up the other side:
ball.assign(4.0);
for step in range(4):
    with tf.GradientTape() as tape:
        loss = (ball - 1) ** 2
    ball.assign_sub(1.1 * tape.gradient(loss, ball));
    print(f"learning rate 1.1, step {step}: the ball is at {float(ball):6.2f}")

# A model's weights are variables too. After one call the tape has a gradient
# for each of them, of the weight's own shape.
model = keras.Sequential([layers.Dense(3, activation="tanh"), layers.Dense(1)])
data, target = tf.random.normal((8, 2)), tf.ones((8, 1))
with tf.GradientTape() as tape:
    loss = tf.reduce_mean((model(data) - target) ** 2)
grads = tape.gradient(loss, model.trainable_weights)
for weight, grad in zip(model.trainable_weights, grads):
    print(f"{weight.name:18} {str(weight.shape):8} gradient {str(grad.shape):8} of length {float(tf.norm(grad)):.3f}")

# An optimizer takes gradients and weights in pairs, and makes the step. Adam
# and its like also remember the gradients of former steps.
optimizer = keras.optimizers.SGD(0.1)
before = float(loss)
optimizer.apply_gradients(zip(grads, model.trainable_weights));
after = float(tf.reduce_mean((model(data) - target) ** 2))
print("the loss became smaller:", after < before)

# What has no influence on the result has no gradient.
idle = tf.Variable(1.0)
with tf.GradientTape() as tape:
    y = x * 2
print(tape.gradient(y, [x, idle]))
