import tensorflow as tf
import numpy as np
class DeepDream(tf.Module):
    def __init__(self, model):
        self.model = model
    @tf.function(input_signature=(
        tf.TensorSpec(shape=[None, None, 3], dtype=tf.float32),
        tf.TensorSpec(shape=[], dtype=tf.int32),
        tf.TensorSpec(shape=[], dtype=tf.float32),))
    def __call__(self, img, steps, step_size):
        print("Tracing")
        loss = tf.constant(0.0)
        for n in tf.range(steps):
            with tf.GradientTape() as tape:
                tape.watch(img)
                loss = calc_loss(img, self.model)
            gradients = tape.gradient(loss, img)
            gradients /= tf.math.reduce_std(gradients) + 1e-8
            img = img + gradients * step_size
            img = tf.clip_by_value(img, -1, 1)
        return loss, img
def calc_loss(img, model):
    img_batch = tf.expand_dims(img, axis=0)
    layer_activations = model(img_batch)
    if len(layer_activations) == 1:
        layer_activations = [layer_activations]
    losses = []
    for act in layer_activations:
        losses.append(tf.math.reduce_mean(act))
    return tf.reduce_sum(losses)
inp = tf.keras.Input((None, None, 3))
x = tf.keras.layers.Conv2D(4, 3, activation="relu", kernel_initializer=tf.keras.initializers.GlorotUniform(1))(inp)
y = tf.keras.layers.Conv2D(2, 3, activation="relu", kernel_initializer=tf.keras.initializers.GlorotUniform(2))(x)
m = tf.keras.Model(inp, [x, y])
dd = DeepDream(m)
img = tf.constant(np.linspace(-1, 1, 8 * 8 * 3).reshape(8, 8, 3).astype("float32"))
loss, out = dd(img, tf.constant(3), tf.constant(0.1))
print(loss.numpy(), out.shape, out.numpy().mean())
loss, out = dd(img[:6], tf.constant(2), tf.constant(0.1))
print(loss.numpy(), out.shape, out.numpy().mean())
# integrated gradients
def interpolate_images(baseline, image, alphas):
    alphas_x = alphas[:, tf.newaxis, tf.newaxis, tf.newaxis]
    baseline_x = tf.expand_dims(baseline, axis=0)
    input_x = tf.expand_dims(image, axis=0)
    delta = input_x - baseline_x
    return baseline_x + alphas_x * delta
def compute_gradients(images, target_class_idx):
    with tf.GradientTape() as tape:
        tape.watch(images)
        logits = tf.reduce_mean(m(images)[1], [1, 2])
        probs = tf.nn.softmax(logits, axis=-1)[:, target_class_idx]
    return tape.gradient(probs, images)
def integral_approximation(gradients):
    grads = (gradients[:-1] + gradients[1:]) / tf.constant(2.0)
    return tf.math.reduce_mean(grads, axis=0)
@tf.function
def one_batch(baseline, image, alpha_batch, target_class_idx):
    interpolated = interpolate_images(baseline=baseline, image=image, alphas=alpha_batch)
    return compute_gradients(images=interpolated, target_class_idx=target_class_idx)
def integrated_gradients(baseline, image, target_class_idx, m_steps=10, batch_size=4):
    alphas = tf.linspace(start=0.0, stop=1.0, num=m_steps + 1)
    gradient_batches = []
    for alpha in tf.range(0, len(alphas), batch_size):
        from_ = alpha
        to = tf.minimum(from_ + batch_size, len(alphas))
        alpha_batch = alphas[from_:to]
        gradient_batches.append(one_batch(baseline, image, alpha_batch, target_class_idx))
    total_gradients = tf.concat(gradient_batches, axis=0)
    return (image - baseline) * integral_approximation(total_gradients)
ig = integrated_gradients(tf.zeros([8, 8, 3]), img, 0)
print(ig.shape, float(tf.reduce_sum(ig)))
